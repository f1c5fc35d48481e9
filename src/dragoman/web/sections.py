"""Sections: the entries of the main navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dragoman.web.security.access import rule_for
from dragoman.web.security.roles import Role


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the main navigation.

    Attributes:
        key: What a `Page` names as its section.
        label: What it is called.
        path: Where it leads.
    """

    key: str
    label: str
    path: str

    @property
    def least(self) -> Role:
        """The least role that may go there."""
        rule = rule_for("GET", self.path)
        return rule.least if rule else "admin"


_ALL: Final = (
    Section("reports", "Reports", "/reports"),
    Section("events", "Events", "/events"),
    Section("dyads", "Dyads", "/dyads"),
    Section("actors", "Actors", "/actors"),
    Section("meetings", "Meetings", "/meetings"),
    Section("commitments", "Commitments", "/commitments"),
    Section("positions", "Positions", "/positions"),
    Section("network", "Network", "/network"),
    Section("map", "Map", "/map"),
    Section("compare", "Compare", "/compare"),
    Section("review", "Review", "/review"),
)

SECTIONS: Final = tuple(section for section in _ALL if rule_for("GET", section.path))
"""Those that have a page."""
