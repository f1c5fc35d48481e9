"""A brief as Markdown: sections of short entries, and footnotes that lead each to the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dragoman.ledger.boards.acts import Act
from dragoman.model.entity import Entity
from dragoman.model.event import Event
from dragoman.model.occurrence import Occurrence
from dragoman.model.report import DocumentHeader
from dragoman.views.brief import Brief
from dragoman.views.commitments import Pledge
from dragoman.views.dyad import Kind, Series
from dragoman.views.evidence import said_by
from dragoman.views.positions import Line
from dragoman.views.sayings import Saying

_MARKS: Final = re.compile(r"[\\`*_\[\]<>#|~]")
_BLANK: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
"""Space, and what could steer a terminal or turn the order of words round."""
_ID_LETTERS: Final = 12
_LONGEST: Final = 300
_KINDS: Final[tuple[tuple[Kind, str], ...]] = (("said", "in words"), ("done", "in deeds"))
_FOLLOW_UPS: Final = 3
"""How many later events are named under a commitment, the latest."""
_STATUS_WORDS: Final = {"future": "to come: ", "hypothetical": "perhaps: ", "negated": "did not happen: "}


class _Footnotes:
    """Numbers what is cited, each event once, in the order of the text."""

    def __init__(self) -> None:
        self._cited: dict[str, tuple[int, str]] = {}

    def cite(self, id: str, event: Event, header: DocumentHeader) -> str:
        """The mark to set behind words that rest on an event."""
        if id not in self._cited:
            self._cited[id] = (len(self._cited) + 1, _footnote(id, event, header))
        return f"[^{self._cited[id][0]}]"

    def cite_words(self, said: Saying) -> str:
        """The mark to set behind words of which no event was coded: their report, and where in it they stand."""
        header, span = said.document, said.span
        place = f"{header.id}:{span.start}-{span.end}"
        if place not in self._cited:
            note = f"{_quoted(said.words)} {_source(header)}; on the word of {_plain(said.speaker.name)}, characters "
            self._cited[place] = (len(self._cited) + 1, f"{note}{span.start} to {span.end} of the report")
        return f"[^{self._cited[place][0]}]"

    def lines(self) -> Iterator[str]:
        """The footnotes themselves."""
        yield from (f"[^{number}]: {words}" for number, words in self._cited.values())


def markdown(found: Brief) -> str:
    """A brief as a page of Markdown, with footnotes as GitHub and Pandoc read them; ends with a line break."""
    notes = _Footnotes()
    sections = (
        ("Who is who", _people(found)),
        ("Dealings so far", _dealings(found)),
        ("Recent touchpoints", [_touchpoint(one, notes) for one in found.touchpoints]),
        (f"Open commitments of {found.about.name}", [_pledge(one, notes) for one in found.theirs]),
        (f"Open commitments of {found.reader_name}", [_pledge(one, notes) for one in found.ours]),
        (f"Positions of {found.about.name}", [_line(one, notes) for one in found.positions]),
        ("Expected, and not yet said", [_touchpoint(one.occurrence, notes) for one in found.expected]),
        ("In their words", [_saying(one, notes) for one in found.quotations]),
    )
    lines = [
        f"# {_plain(found.about.name)}: a brief for {_plain(found.reader_name)}",
        "",
        f"For {_day(found.today)}.",
        "",
    ]
    for title, entries in sections:
        lines += [f"## {_plain(title)}", "", *(f"- {entry}" for entry in entries or ["Nothing is known."]), ""]
    return "\n".join([*lines, *notes.lines()]).rstrip() + "\n"


def _people(found: Brief) -> list[str]:
    officers = [
        f"{holding.tenure.post.replace('_', ' ').capitalize()}: {_plain(holding.entity.name)}"
        f"{f', since {holding.tenure.start}' if holding.tenure.start else ''}"
        f"{'' if holding.state == 'current' else ' (last known)'}"
        for holding in found.about.officers
    ]
    held = [one for one in found.about.tenures if one.state(found.today) == "current"]
    return officers + [f"{_plain(one.title)} ({one.country}), since {one.start or 'unknown'}" for one in held]


def _dealings(found: Brief) -> list[str]:
    series = (
        (f"{found.about.name} to {found.reader_name}", found.dealings.a_to_b),
        (f"{found.reader_name} to {found.about.name}", found.dealings.b_to_a),
        ("Together", found.dealings.together),
    )
    return [f"{_plain(title)}: {', '.join(counts)}" for title, one in series if (counts := list(_counts(one)))]


def _counts(series: Series) -> Iterator[str]:
    for kind, words in _KINDS:
        mean = series.mean_goldstein(kind)
        if mean is not None:
            yield f"{series.total(kind)} {words} (mean Goldstein score {mean:+.1f})"


def _touchpoint(one: Occurrence, notes: _Footnotes) -> str:
    when = _day(one.when.start) if one.when.start else f"told {_day(one.first.document.published_on)}"
    place = f", {_plain(one.where.name)}" if one.where.name else ""
    whom = f" → {_names(one.recipient)}" if one.recipient else ""
    head = f"{when}{place}: {_STATUS_WORDS.get(one.status, '')}**{one.type}** {_names(one.actor)}{whom}"
    return f"{head}. {_quoted(one.first.event.evidence[0].quote)}{_cite(one, notes)}"


def _pledge(one: Pledge, notes: _Footnotes) -> str:
    commitment = one.occurrence.commitment
    assert commitment is not None
    facts = [
        commitment.force,
        f"made {_day(one.made_on)}" if one.made_on else "",
        one.status.replace("_", " "),
        _overdue(one),
        f"silent for {one.silent_days} day{'s' * (one.silent_days != 1)}" if one.silent_days else "",
    ]
    shown = "; ".join(fact for fact in facts if fact)
    head = f"{_names(one.occurrence.actor)}: {_quoted(commitment.action)} ({shown}){_cite(one.occurrence, notes)}"
    latest = (proposal.link for proposal in one.follow_ups[-_FOLLOW_UPS:])
    return head + "".join(_follow_up(link.relation, link.act, notes) for link in latest)


def _overdue(one: Pledge) -> str:
    if one.overdue_days:
        return f"**overdue** since {_day(one.deadline)}"
    return f"due by {_day(one.deadline)}" if one.deadline else ""


def _follow_up(relation: str, act: Act, notes: _Footnotes) -> str:
    mark = notes.cite(act.id, act.event, act.header)
    return f"\n  - Proposed as {relation}, {_day(act.day)}: {_quoted(act.words)}{mark}"


def _line(one: Line, notes: _Footnotes) -> str:
    steps = "; ".join(
        f"{stage.label} {_day(stage.act.said_on)}{notes.cite(stage.act.id, stage.act.event, stage.act.header)}"
        for stage in one.stages
    )
    position = one.latest.act.event.position
    stance = position.stance if position else one.latest.act.event.type
    return f"{_plain(one.holder.name)}, {stance}: {_quoted(one.issue)} ({steps})"


def _saying(one: Saying, notes: _Footnotes) -> str:
    if one.occurrence and one.telling:
        mark = notes.cite(one.occurrence.id, one.telling.event, one.telling.document)
    else:
        mark = notes.cite_words(one)
    return f"{_plain(one.speaker.name)}, {_day(one.document.published_on)}: {_quoted(one.words)}{mark}"


def _cite(one: Occurrence, notes: _Footnotes) -> str:
    return notes.cite(one.id, one.first.event, one.first.document)


def _footnote(id: str, event: Event, header: DocumentHeader) -> str:
    words, voice = _quoted(event.evidence[0].quote), _plain(said_by(event.attribution))
    return f"{words} {_source(header)}; {voice}. `dragoman evidence {id[:_ID_LETTERS]}`"


def _source(header: DocumentHeader) -> str:
    facts = (header.title, header.publisher, header.published_on, header.url)
    return ", ".join(_plain(str(fact)) for fact in facts if fact) or "An untitled report"


def _names(entities: Sequence[Entity]) -> str:
    return _plain(", ".join(entity.name for entity in entities)) or "somebody unnamed"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated"


def _quoted(words: str) -> str:
    """Words in quotation marks, cut where they are very long."""
    shown = _BLANK.sub(" ", words).strip()
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST].rpartition(' ')[0] or shown[:_LONGEST]} …"
    return _plain(shown) if shown.startswith(("“", '"')) else f"“{_plain(shown)}”"


def _plain(words: str) -> str:
    r"""Words on one line that mean nothing in Markdown.

    >>> print(_plain("a *bold* claim"))
    a \*bold\* claim
    """
    return _MARKS.sub(lambda found: f"\\{found[0]}", _BLANK.sub(" ", words).strip())
