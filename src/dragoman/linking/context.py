"""What a document has said so far: who was named, which countries it is about, whom a "he" may mean.

Linking reads a document once from front to back; this is the memory it keeps while it does. It lives for one document.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.gazetteer import gazetteer
from dragoman.model import Entity, Mention, Party

#: A country is what the whole report is about from this share of its country mentions on.
_HOME_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Joint:
    """Parties named together.

    Attributes:
        parties: Who.
        officials: Whether they are states named for their officials ("ministers from Chad and Niger").
    """

    parties: tuple[Party, ...]
    officials: bool = False


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
        located: Country of each place name, by its first code point.
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
    located: dict[int, str] = field(default_factory=dict)

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

    def about(self) -> frozenset[str]:
        """The countries that the report names, or names places of."""
        return frozenset({*self.countries, *self.located.values()})

    def last_person(self, *, post: str | None = None) -> Party | None:
        """The person that a pronoun or a bare title points at: the latest subject of the last few, else the latest."""
        recent = [(party, subject) for party, subject in self.people[-4:] if post is None or post in party.entity.posts]
        if not recent and post is not None:
            holders = [(party, True) for party in self.surnames.values() if post in party.entity.posts]
            recent = [(party, subject) for party, subject in self.people if post in party.entity.posts] or holders[:1]
        for party, subject in reversed(recent):
            if subject:
                return party
        return recent[-1][0] if recent else None

    def last_two(self) -> tuple[Party, ...]:
        """The two people named last, the earlier first; empty where fewer were."""
        found: dict[str, Party] = {}
        for party, _ in reversed(self.people):
            found.setdefault(party.id, party)
            if len(found) == 2:
                return tuple(reversed(found.values()))
        return ()

    def last_set(self, *, size: int | None = None, people: bool | None = None) -> tuple[Party, ...]:
        """The latest joint parties; only those of a given size, or of people or not, where asked.

        States whose officials were listed count as people, too; and for people not wanted their states do.
        """
        for joint in reversed(self.sets):
            parties = joint.parties if people is not False else _states(joint.parties)
            if size is not None and len(parties) != size:
                continue
            if people and not joint.officials and any(party.entity.kind != "person" for party in parties):
                continue
            if parties:
                return parties
        return ()

    def abroad(self) -> str | None:
        """The country most spoken of but the speaker's own: nobody calls their own government a regime."""
        others = [
            country for country, _ in self.countries.most_common() if country not in (self.issuer, self.first_country)
        ]
        return others[0] if others else None

    def two_countries(self) -> tuple[str, ...]:
        """The two countries that the report is between: named at least twice each, and more often than any third."""
        ranked = self.countries.most_common(3)
        clear = len(ranked) > 1 and ranked[1][1] > 1 and (len(ranked) == 2 or ranked[2][1] < ranked[1][1])
        return (ranked[0][0], ranked[1][0]) if clear else ()

    def home(self) -> str | None:
        """The country that the report is mostly about, or whose official it names first; None when open."""
        if self.first_country or self.issuer:
            return self.first_country or self.issuer
        if not self.countries:
            return None
        country, count = self.countries.most_common(1)[0]
        return country if count >= _HOME_SHARE * self.countries.total() else None


def _states(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties with states in the place of people; empty where two are of one state, or of none."""
    if all(party.entity.kind != "person" for party in parties):
        return parties
    states = [party.entity.country for party in parties if party.entity.country]
    if len(set(states)) < len(parties):
        return ()
    names = gazetteer()
    return tuple(replace(party, entity=names.entity(state)) for party, state in zip(parties, states, strict=True))
