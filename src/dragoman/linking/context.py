"""What a document has said so far: who was named, which countries it is about, whom a "he" may mean.

Linking reads a document once from front to back; this is the memory it keeps while it does. It lives for one document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.gazetteer import gazetteer
from dragoman.model import Entity, Link, Mention, Party, Sentence

#: A country is what the whole report is about from this share of its country mentions on.
_HOME_SHARE = 0.5
#: How many of the latest sets that fit are looked through for one that acted together.
_SETS = 4
#: How many times as often as the second a country is named that a report is clearly about.
_AHEAD = 2
#: Nouns for states and sides as wholes, which name none of their people.
_COLLECTIVES = frozenset(
    "country countries nation nations state states government governments side sides party parties power powers "
    "neighbour neighbours neighbor neighbors capital capitals".split()
)


@dataclass(frozen=True, slots=True)
class Joint:
    """Parties named together.

    Attributes:
        parties: Who.
        officials: Whether they are states named for their officials ("ministers from Chad and Niger").
        acting: Whether they are the subject of a clause together, or one of them acts on the other.
    """

    parties: tuple[Party, ...]
    officials: bool = False
    acting: bool = False


@dataclass(slots=True)
class Discourse:
    """The memory of one document while it is linked.

    Attributes:
        on: The report's date.
        countries: How often each country was named, by ISO alpha-3, over the whole document.
        first_country: The first country that a named official or government belongs to.
        people: People named so far, the latest last.
        surnames: Short form → person, for names already spelled out anywhere in the document.
        sets: Lists and joint subjects so far ("Türkiye, Pakistan and Jordan"; "Dar met Fidan"), the latest last.
        things: Countries and organisations named so far, the latest last.
        offices: Posts of states and bodies whose holder was named by office, the latest last.
        issuer: ISO alpha-3 of the state that issued the document, where it is a government's own release.
        seated: Ids of the bodies whose seat the document names ("The Hague").
        words: The document's words, by lemma.
        institutions: Bodies of a state named with it ("the Ministry of Finance of Peru"), by name in lower case.
        homes: Country that the name of a body tells, by the whole name: "Delhi Police".
        located: Country of each place name, person and pronoun, by its first code point.
        scenes: Country of whoever acted last in a block, by the block's position.
        links: What mentions were linked to so far, by their first code point.
    """

    on: date | None
    countries: Counter[str] = field(default_factory=Counter)
    first_country: str | None = None
    people: list[tuple[Party, bool]] = field(default_factory=list)
    surnames: dict[str, Party] = field(default_factory=dict)
    sets: list[Joint] = field(default_factory=list)
    things: list[tuple[Party, bool]] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    issuer: str | None = None
    seated: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    institutions: dict[str, Entity] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    located: dict[int, str] = field(default_factory=dict)
    scenes: dict[int, str] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)

    def remember(self, mention: Mention, party: Party, *, subject: bool) -> None:
        """Note that a party was named.

        Args:
            mention: The words.
            party: Who they name.
            subject: Whether they are the subject of their clause: the likelier antecedent.
        """
        entity = party.entity
        if entity.kind == "person":
            self.people.append((party, subject))
        else:
            self.things.append((party, subject))
        if self.first_country is None and entity.country and (entity.kind == "person" or subject):
            self.first_country = entity.country

    def parties_at(self, mention: Mention) -> tuple[Party, ...]:
        """Whom a mention was linked to; empty where it wasn't yet."""
        return self.links[mention.start].parties if mention.start in self.links else ()

    def about(self) -> frozenset[str]:
        """The countries that the report names, or names places of."""
        return frozenset({*self.countries, *self.located.values()})

    def last_person(self, *, post: str | None = None, apart: frozenset[str] = frozenset()) -> Party | None:
        """The person that a pronoun or a bare title points at: the latest subject of the last few, else the latest."""
        named = [one for one in self.people if one[0].entity.kind == "person" and one[0].id not in apart]
        recent = [(party, subject) for party, subject in named[-4:] if post is None or post in party.entity.posts]
        if not recent and post is not None:
            holders = [
                (party, True)
                for party in self.surnames.values()
                if post in party.entity.posts and party.id not in apart
            ]
            recent = [(party, subject) for party, subject in named if post in party.entity.posts] or holders[:1]
        for party, subject in reversed(recent):
            if subject:
                return party
        return recent[-1][0] if recent else None

    def last_two(self) -> tuple[Party, ...]:
        """The two people named last, the earlier first; empty where fewer were."""
        found: dict[str, Party] = {}
        for party, _ in reversed([one for one in self.people if one[0].entity.kind == "person"]):
            found.setdefault(party.id, party)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()

    def last_set(
        self,
        *,
        size: int | None = None,
        people: bool | None = None,
        apart: frozenset[str] = frozenset(),
        several: bool = False,
        latest: bool = False,
    ) -> tuple[Party, ...]:
        """The latest joint parties; only those of a given size, or of people or not, where asked.

        Of the latest sets those come first that acted together. States whose officials were listed count as people,
        too; and for people not wanted their states do.

        Args:
            size: How many; None for any number.
            people: Whether people are wanted; None for either.
            apart: Ids of which none is in the set: who stands beside it in the clause.
            several: Whether one party of many people counts as a set: "the strikers".
            latest: Whether the very latest comes first, acting or not: two sides face each other.
        """
        sets = [joint for joint in reversed(self.sets) if several or len(joint.parties) > 1]
        fitting = [(joint, _of_kind(joint, size, people, apart)) for joint in sets]
        found = [(joint, parties) for joint, parties in fitting if parties]
        recent = found[: 1 if latest else _SETS]
        last = next((parties for joint, parties in recent if joint.acting), recent[0][1] if recent else ())
        return last if people or size is None else _most_named(found, last)

    def abroad(self) -> str | None:
        """The country most spoken of but the speaker's own: nobody calls their own government a regime."""
        others = [
            country for country, _ in self.countries.most_common() if country not in (self.issuer, self.first_country)
        ]
        return others[0] if others else None

    def sole(self) -> str | None:
        """The only country that the report names, in any form; None where it names none, or several."""
        named = {one for one in (*self.countries, *self.located.values()) if one}
        return next(iter(named)) if len(named) == 1 else None

    def two_countries(self, *, ahead: int = 1) -> tuple[str, ...]:
        """The two countries that the report is between: named at least twice each, and more often than any third.

        Args:
            ahead: How many times as often as the third.
        """
        ranked = self.countries.most_common(3)
        clear = len(ranked) > 1 and ranked[1][1] > 1 and (len(ranked) == 2 or ranked[2][1] * ahead < ranked[1][1])
        return (ranked[0][0], ranked[1][0]) if clear else ()

    def scene(self, sentence: Sentence) -> str | None:
        """The country whose people or bodies acted last in the sentence's paragraph; None where none did."""
        return self.scenes.get(sentence.block_index)

    def topic(self) -> str | None:
        """The country that the report names most, clearly ahead of any other; None where two are near each other."""
        ranked = self.countries.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[1][1] * _AHEAD > ranked[0][1]):
            return None
        return ranked[0][0]

    def ground(self) -> str | None:
        """The country that the report names most with its places: the ground it plays on; None between equals."""
        named = self.countries + Counter(state for state in self.located.values() if state)
        ranked = named.most_common(2)
        clear = bool(ranked) and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def home(self) -> str | None:
        """The country that the report is mostly about, or whose official it names first; None when open."""
        if self.first_country or self.issuer:
            return self.first_country or self.issuer
        if not self.countries:
            return None
        country, count = self.countries.most_common(1)[0]
        return country if count >= _HOME_SHARE * self.countries.total() else None


def _most_named(found: Sequence[tuple[Joint, tuple[Party, ...]]], last: tuple[Party, ...]) -> tuple[Party, ...]:
    """The set that a report is between, where it is named together far more often than the last one; else the last."""
    places = {frozenset(one.start for one in joint.parties): parties for joint, parties in found}
    apart = [parties for at, parties in places.items() if len(at) == len(parties)]
    counts = Counter(_ids(parties) for parties in apart)
    most = max(counts.values(), default=0)
    if most < _AHEAD * max(1, counts[_ids(last)]):
        return last
    return next(parties for parties in apart if counts[_ids(parties)] == most)


def _ids(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(one.id for one in parties)


def _of_kind(joint: Joint, size: int | None, people: bool | None, apart: frozenset[str]) -> tuple[Party, ...]:
    """The parties of a set as they are asked for; empty where it is another set."""
    parties = joint.parties if people is not False else _states(joint.parties)
    if size is not None and len(parties) != size:
        return ()
    officials = joint.officials and not any(_is_of_states(party) for party in parties)
    if people and not officials and any(party.entity.kind != "person" for party in parties):
        return ()
    return () if any(party.id in apart for party in parties) else parties


def _is_of_states(party: Party) -> bool:
    """Whether the words for a party are for states or sides ("the two countries") and not for people."""
    return party.text.lower().rpartition(" ")[2] in _COLLECTIVES


def _states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties with states in the place of people; empty where two are of one state, or of none."""
    if all(party.entity.kind != "person" for party in parties):
        return parties
    states = [party.entity.country for party in parties if party.entity.country]
    if len(set(states)) < len(parties):
        return ()
    names = gazetteer()
    return tuple(replace(party, entity=names.entity(state)) for party, state in zip(parties, states, strict=True))
