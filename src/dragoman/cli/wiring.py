"""Wiring: makes what the verbs work with. Heavy parts are imported when asked for, so that help answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import typer

from dragoman.errors import CodebookError, SettingsError
from dragoman.model.record import Record
from dragoman.model.report import MediaType, Report

if TYPE_CHECKING:
    from dragoman.coding import Coding as EventCoding
    from dragoman.evaluation.actors import LinkText
    from dragoman.evaluation.attributions import FindAttributions
    from dragoman.evaluation.places import Locate
    from dragoman.evaluation.relations import Relate, Relation, Told
    from dragoman.keeping import Kept
    from dragoman.ledger import Ledger
    from dragoman.linking.places import Resolved
    from dragoman.model import Attribution, Document, Link, Quote
    from dragoman.pipeline import Coder
    from dragoman.reading import Unread
    from dragoman.settings import Settings


class Coding(Protocol):
    """What the verbs need of a coder."""

    def code(self, text: str | Report) -> Record:
        """Code one report."""

    def code_many(self, reports: Iterable[Report | Unread]) -> Iterator[Record | Unread]:
        """Code reports in order; one that can't be coded comes out as Unread."""


def make_coder(model: str | None = None) -> Coding:
    """The coder, with the settings of the environment and, if given, another language model.

    Raises:
        SettingsError: A setting is wrong, or the language model isn't installed.
    """
    return _coder(model)


def _coder(model: str | None, coding: EventCoding | None = None) -> Coder:
    from dragoman.pipeline import Coder

    return Coder(settings=_settings(model), coding=coding)


def _settings(model: str | None = None) -> Settings:
    from dragoman.settings import Settings

    try:
        return Settings() if model is None else Settings(language_model=model)
    except ValueError as error:
        raise SettingsError(f"a setting from the environment is wrong: {error}") from error


def make_locator(model: str | None = None) -> Locate:
    """What finds and locates the place names of a text."""
    coder = _coder(model)

    def find(text: str, on: date | None) -> Sequence[Resolved]:
        from dragoman.linking.places import locate

        document = _document(text, on)
        return locate(document.text, coder.parse(document))

    return find


def make_relater(model: str | None = None) -> Relate:
    """What tells what one marked party does to another: the frames' opinion, weighed with the relation model's."""
    from dragoman.codebook.frames import frames
    from dragoman.coding import FrameCoder
    from dragoman.coding.decision import Opinion, decide
    from dragoman.coding.relation_model import Candidate, relation_model
    from dragoman.evaluation.relations import Told, event_between

    coder = _coder(model, FrameCoder(frames()))
    judge = relation_model()

    def relate(relation: Relation) -> Told | None:
        record = coder.code(Report(content=relation.text, language="en"))
        event = event_between(record, relation.source, relation.target)
        opinion = Opinion(event.type, event.mode, event.cameo) if event else None
        judgement = judge.judge([Candidate(relation.text, relation.source, relation.target)])[0]
        decision = decide(judgement, opinion, judge.witness, may_be_none=False)
        return Told(decision.type, decision.cameo, event.status if event else "actual", decision.mode)

    return relate


def make_sentence_coder(model: str | None = None) -> Callable[[str], Record]:
    """What codes the events of a sentence that stands alone."""
    coder = make_coder(model)
    return lambda text: coder.code(Report(content=text, language="en"))


def make_attributor(model: str | None = None) -> FindAttributions:
    """What finds who says what in a text."""
    coder = _coder(model)

    def find(text: str) -> Sequence[Attribution]:
        return coder.attribute(_document(text, None))

    return find


def find_quotes(
    reports: Iterable[Report | Unread], *, by: str | None, about: str | None, model: str | None
) -> tuple[list[tuple[Document, Quote]], list[tuple[str, str]]]:
    """The quotations of reports by and about somebody, and name and reason of each report that can't be read."""
    coder = _coder(model)
    found: list[tuple[Document, Quote]] = []
    failed: list[tuple[str, str]] = []
    for outcome in coder.quotes_many(reports):
        if isinstance(outcome, tuple):
            document, quotes = outcome
            kept = (one for one in quotes if (by is None or one.is_by(by)) and (about is None or one.is_about(about)))
            found.extend((document, one) for one in kept)
        else:
            failed.append((outcome.name, outcome.reason))
    return found, failed


def quotes_as_json(found: Iterable[tuple[Document, Quote]]) -> Iterator[dict[str, Any]]:
    """Each quotation as plain values."""
    from dragoman.exports.quotes import quote_to_json

    return (quote_to_json(quote, document) for document, quote in found)


def make_linker(model: str | None = None) -> LinkText:
    """What links the mentions of a text as of a date."""
    coder = _coder(model)

    def find(text: str, on: date | None) -> Sequence[tuple[int, int, Link]]:
        sentences, links = coder.link(_document(text, on))
        mentions = [mention for sentence in sentences for mention in sentence.mentions]
        return [(one.start, one.end, found) for one in mentions if (found := links.of(one)) is not None]

    return find


def resolve(words: str, *, on: date | None, within: str | None, model: str | None) -> dict[str, Any]:
    """Who some words mean on a day, in a report of a country: candidates with the reason.

    Raises:
        GazetteerError: There is no such country.
    """
    from dragoman.gazetteer import gazetteer
    from dragoman.gazetteer.answers import entity_values
    from dragoman.linking.lookup import look_up

    link = look_up(words, _coder(model).link, on=on, within=within)
    parties = [party.entity for party in link.parties] if link else []
    others = [one for one in (link.alternatives if link else ()) if one not in parties]
    similar = [] if link else [entity for entity, score in gazetteer().similar(words) if score > 0.8]
    candidates = [*parties, *others, *similar]
    return {
        "query": words,
        "on": on.isoformat() if on else None,
        "in": within,
        "why": link.why if link else "no exact name; these are spelled most like it",
        "confidence": link.confidence if link else 0.3,
        "ambiguous": bool(others) or (not link and len(similar) > 1),
        "candidates": [entity_values(one) for one in candidates],
    }


def describe_actor(id: str, *, on: date | None) -> dict[str, Any]:
    """What the gazetteer knows of an entity."""
    from dragoman.gazetteer.answers import describe

    return describe(id, on=on)


def add_actors(file: Path, to: Path | None) -> tuple[Path, int, tuple[str, ...]]:
    """Add the user's own actors to the overlay."""
    from dragoman.gazetteer.answers import extend
    from dragoman.gazetteer.overlay import read_overlay

    return extend(read_overlay(file).rows, to)


def refresh_actors(to: Path | None) -> tuple[Path, int, tuple[str, ...]]:
    """Add today's office holders, from Wikidata, to the overlay."""
    from dragoman.gazetteer.answers import extend
    from dragoman.gazetteer.wikidata import current_holders

    return extend(current_holders(asked_on=datetime.now(tz=UTC).date()), to)


def _document(text: str, on: date | None) -> Document:
    from dragoman.reading import read

    return read(Report(content=text, published_on=on, language="en"))


def open_sources(
    sources: Sequence[str], *, fields: Sequence[str], published_on: date | None, media_type: MediaType | None
) -> Iterator[Report | Unread]:
    """The reports of files, folders and standard input, as they are read.

    Raises:
        typer.BadParameter: A field isn't given as `text=body`.
    """
    from dragoman.reading import FieldMapping, open_reports

    try:
        mapping = FieldMapping.parse(fields)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--field'") from error
    return open_reports(sources, mapping=mapping, published_on=published_on, media_type=media_type)


def cameo_words(code: str) -> str | None:
    """What a CAMEO code means; None for a code that the codebook doesn't have."""
    from dragoman.codebook.entries import entry

    try:
        return entry(code).label
    except CodebookError:
        return None


def ledger_address(named: str | None) -> str:
    """Where the ledger is: as named, else as `DRAGOMAN_LEDGER` says, else `dragoman.db` in the current folder."""
    return named if named is not None else _settings().ledger


def open_ledger(named: str | None, *, to_write: bool = False, create: bool | None = None) -> Ledger:
    """The ledger that was named, or the default one.

    Args:
        named: Its address; None is the default one's.
        to_write: Whether it is to be written.
        create: Whether to make it where there is none; None is if it is to be written.

    Raises:
        LedgerError: It can't be opened.
    """
    from dragoman.ledger import Ledger

    return Ledger(ledger_address(named), read_only=not to_write, create=to_write if create is None else create)


def keep_reports(
    ledger: Ledger, reports: Iterable[Report | Unread], *, model: str | None, processes: int | None
) -> Iterator[Kept | Unread]:
    """Code reports and keep them in the ledger; each comes out when it is committed.

    Raises:
        SettingsError: A setting is wrong, or the language model isn't installed.
        LedgerError: The ledger can't be written.
    """
    from dragoman.keeping import keep

    return keep(ledger, reports, settings=_settings(model), processes=processes)
