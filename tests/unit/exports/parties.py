"""Parties, a place, a day and a second report, for the tests of single formats."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.model import DocumentHeader, Entity, Party, When, Where

COPY = DocumentHeader("b" * 64, "https://example.net/copy", "The Copyist", date(2025, 11, 4), "Envoys talk again")
ISTANBUL = Where("Istanbul", "TUR", 41.01, 28.95, 745044)
MONDAY = When(date(2025, 11, 3), date(2025, 11, 3), "day", "on Monday", "relative")


def party(id: str, name: str, **given: Any) -> Party:
    kind = given.pop("kind", "country")
    country = given.pop("country", id if kind == "country" else None)
    return Party(Entity(id, name, kind, country=country, **given), name.split()[0], 0, 6)


PAKISTAN, TURKEY, ISRAEL = party("PAK", "Pakistan"), party("TUR", "Türkiye"), party("ISR", "Israel")
FIDAN = party(
    "Q6037", "Hakan Fidan", kind="person", country="TUR", sector="GOV", posts=("foreign_minister", "party_member")
)
OFFICE = party("dragoman:foreign-office", "Foreign Office", kind="organisation", country="PAK", sector="GOV")
