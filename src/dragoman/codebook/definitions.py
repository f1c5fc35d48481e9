"""What the codebook defines: event types and modes, CAMEO codes, contexts, sectors, statuses, offices and roles.

Place in the walk: data under every step. The values stand in this folder's tables; `ontology` looks them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Edition = Literal["base", "1.1"]
Slot = Literal["state", "society", "country"]
PostKind = Literal["state", "organisation", "group", "party", "subnational"]
RoleKind = Literal["person", "group", "institution"]

#: PLOVER's quad classes, as series of event data number them.
QUADS: Mapping[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True)
class Mode:
    """A way in which an event type happens.

    Attributes:
        type: The event type that it refines.
        code: PLOVER mode, such as `yield`.
        score: PLOVER's score, -10 (worst conflict) to 10 (best cooperation); None where the standard gives none.
        definition: What it covers, in one sentence.
        example: A sentence that shows it.
        default_cameo: CAMEO code where the words tell nothing finer.
    """

    type: str
    code: str
    score: float | None
    definition: str
    example: str
    default_cameo: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER 2.0 event type.

    Attributes:
        code: Such as `REQUEST`.
        label: The code as a word.
        quad: Quad class, 1 to 4; see QUADS.
        score: PLOVER's base score, -10 to 10.
        definition: What it covers, in one sentence.
        example: A sentence that shows it.
        is_not: Border cases: what looks like it and is something else.
        default_cameo: CAMEO code where the words tell nothing finer.
        modes: In the standard's order; empty for a type without modes.
    """

    code: str
    label: str
    quad: int
    score: float
    definition: str
    example: str
    is_not: tuple[str, ...]
    default_cameo: str
    modes: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO, the older scheme in which most published series are written.

    Attributes:
        code: Two to four digits as a string, for leading zeros count.
        goldstein: Goldstein score, -10 to 10.
        label: What it is called.
        definition: What it covers, in one sentence.
        example: A sentence that shows it.
        plover: The PLOVER type that the act falls under; None for plain statements.
        mode: The PLOVER mode; None where the type has none or the code doesn't tell.
        current: The code under which CAMEO 1.1 files the act, and with it GDELT and ICEWS; the same for most codes.
        edition: `base` for the 280 codes that the scores were published for, `1.1` for finer codes added since.
    """

    code: str
    goldstein: float
    label: str
    definition: str
    example: str
    plover: str | None
    mode: str | None
    current: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Context:
    """A PLOVER context: what an event is about.

    Attributes:
        code: Such as `human_rights`.
        label: The code as words.
        definition: What it covers, in one sentence.
        example: A sentence that shows it.
        terms: Lemmas and phrases of lemmas that signal it, in lower case, hyphens as spaces, without a possessive 's.
    """

    code: str
    label: str
    definition: str
    example: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector: which part of a country, or of the world beyond states, an actor belongs to.

    Attributes:
        code: Three capitals, such as `GOV`.
        slot: `state` and `society` qualify a country; `country` stands in the country slot itself.
        label: The code as words.
        definition: Whom it covers, in one sentence.
        example: Words that name one.
    """

    code: str
    slot: Slot
    label: str
    definition: str
    example: str


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """How an event's words place it in time and reality.

    Attributes:
        code: Such as `future`.
        definition: What it covers, in one sentence.
        example: A sentence that shows it.
        rulings: How hard cases are decided.
    """

    code: str
    definition: str
    example: str
    rulings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """An office, as English news writes it.

    Attributes:
        phrase: The words in lower case, abbreviations included ("pm"), which callers guard against their other senses.
        post: Post id, such as `foreign_minister`.
        sector: PLOVER sector of its holder.
        rank: Seniority, for ordering the posts of one person: the smaller, the more senior.
        kind: Whose it is: a `state`'s, an `organisation`'s, an armed `group`'s, a `party`'s, a `subnational` one.
    """

    phrase: str
    post: str
    sector: str
    rank: int
    kind: PostKind


@dataclass(frozen=True, slots=True)
class Role:
    """A description that stands for somebody without a name, such as "officials" or "the army".

    Attributes:
        phrase: The words in lower case, the head noun as a rule in the singular.
        sector: PLOVER sector; None where the words don't tell it.
        kind: One person, a group of people, or an institution.
    """

    phrase: str
    sector: str | None
    kind: RoleKind
