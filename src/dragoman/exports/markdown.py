"""Markdown: a report to read, with every quotation and its source; CommonMark without HTML.

The occurrences stand in the order in which they come, under a heading a day. Words of the news are escaped: a quotation
that holds a tag, a link or an asterisk shows it and does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.exports.cells import plain
from dragoman.exports.wording import counts, day, heading, place, said_by, web_address
from dragoman.model.occurrence import Occurrence, Telling

_MARKS = re.compile(r"[\\`*_\[\]<>&#|~]")
_UNDATED = "Undated"


def export(occurrences: Iterable[Occurrence]) -> Iterator[str]:
    r"""The title, then a section an occurrence under headings of days; the last piece ends with `\n`."""
    yield "# The record\n"
    section = ""
    for occurrence in occurrences:
        on = day(occurrence.when.start) if occurrence.when.start else _UNDATED
        if on != section:
            section = on
            yield f"\n## {section}\n"
        yield _entry(occurrence)
    if not section:
        yield "\nNo occurrences.\n"


def _entry(occurrence: Occurrence) -> str:
    notes = "".join(f"- {note}\n" for note in _notes(occurrence))
    quotations = "".join(f"\n{_quotation(telling)}" for telling in occurrence.tellings)
    return f"\n### {_escaped(heading(occurrence))}\n\n{notes}{quotations}"


def _notes(occurrence: Occurrence) -> Iterator[str]:
    when = occurrence.when
    if when.end and when.start and when.end > when.start:
        yield f"Until {day(when.end)}"
    if when.basis == "publication":
        yield "Dated by the day of the report"
    if place(occurrence.where):
        yield f"In {_escaped(place(occurrence.where))}"
    if occurrence.commitment:
        yield f"Commitment: {_escaped(occurrence.commitment.action)}"
    if occurrence.position:
        yield f"Position: {occurrence.position.stance}: {_escaped(occurrence.position.object)}"
    if occurrence.agreement:
        yield f"Agreement: {_escaped(occurrence.agreement.instrument)}, {occurrence.agreement.stage}"
    for conflict in occurrence.conflicts:
        accounts = "; ".join(words for words, _ in conflict.values)
        yield f"Reports differ on {_escaped(conflict.field)}: {_escaped(accounts)}"
    yield f"Told by {counts(occurrence)}; confidence {occurrence.confidence:.2f}"


def _quotation(telling: Telling) -> str:
    """The passages as a block of quotation, and below them whose words they are."""
    passages = [f"> “{_escaped(evidence.quote)}”" for evidence in telling.event.evidence]
    return "\n>\n".join([*passages, f"> — {_source(telling)}"]) + "\n"


def _source(telling: Telling) -> str:
    document = telling.document
    title = _escaped(document.title or "") or "untitled report"
    address = web_address(document.url)
    linked = f"[{title}](<{_bare(address)}>)" if address else title
    parts = (
        _escaped(said_by(telling.event.attribution)),
        _escaped(document.publisher or ""),
        linked,
        day(document.published_on),
    )
    return ", ".join(part for part in parts if part)


def _bare(address: str) -> str:
    """An address that can stand in angle brackets."""
    return address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _escaped(text: str) -> str:
    r"""Words on one line with all marks of Markdown and HTML escaped.

    >>> print(_escaped("a *bold* <b>claim</b>"))
    a \*bold\* \<b\>claim\</b\>
    """
    return _MARKS.sub(lambda found: f"\\{found[0]}", plain(text))
