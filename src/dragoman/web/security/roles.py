"""Roles: what somebody may do, each role all that the one before may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Role = Literal["stranger", "reader", "reviewer", "admin"]
"""Nobody we know; may look; may also keep reports and judge; may also have addresses fetched."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
GIVEN_ROLES: Final = ROLES[1:]
"""The roles that a user may be given."""

Proof = Literal["open", "session", "token"]
"""How somebody is known: all are on an open server; by a cookie after a login; by an API token."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who makes a request.

    Attributes:
        name: The user's name; "local" on an open server; "" of a stranger.
        role: What they may do.
        proof: How they are known; None of a stranger.
    """

    name: str = ""
    role: Role = "stranger"
    proof: Proof | None = None

    def may(self, least: Role) -> bool:
        """Whether their role is this one or a higher."""
        return ROLES.index(self.role) >= ROLES.index(least)


STRANGER: Final = Visitor()
LOCAL: Final = Visitor("local", "admin", "open")
