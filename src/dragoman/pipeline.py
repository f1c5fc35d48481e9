"""The whole walk on one page: Report → Document → Sentences → Links → Attributions → Events → Record."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.attribution import attribute, quotes
from dragoman.coding import Coding, default_coder
from dragoman.coding.interpretation import VERSION
from dragoman.errors import ReadingError
from dragoman.language import Parser
from dragoman.linking import link
from dragoman.model import Attribution, CoderVersion, Document, Links, Quote, Record, Report, Sentence
from dragoman.reading import Unread, read
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds that each step of the walk took for one report."""

    language_seconds: float
    linking_seconds: float
    attribution_seconds: float
    coding_seconds: float


class Coder:
    """Reads reports and codes what they record.

    Args:
        settings: How to run; None takes them from the environment (`DRAGOMAN_…`).
        coding: What codes events; None takes the frame coder.

    Raises:
        SettingsError: The language model can't be loaded.
    """

    def __init__(self, *, settings: Settings | None = None, coding: Coding | None = None) -> None:
        self._settings = settings or Settings()
        self._parser = Parser(self._settings.language_model, batch_size=self._settings.batch_size)
        self._coding = coding or default_coder(coder_version(self._settings))

    def code(
        self,
        text: str | Report,
        *,
        published_on: date | str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> Record:
        """Code one report.

        Args:
            text: The report's text, or a report with all that is known of it.
            published_on: Day of publication, as a date or in ISO 8601; decides who held which office.
            title: The headline, where the text doesn't hold it.
            url: The report's address.
            publisher: The outlet.

        Raises:
            ReadingError: The report is empty, not in English, too long, or can't be decoded; or the date isn't one.
        """
        report = text if isinstance(text, Report) else Report(content=text)
        report = replace(
            report,
            published_on=_day(published_on) or report.published_on,
            title=title or report.title,
            url=url or report.url,
            publisher=publisher or report.publisher,
        )
        return self.walk(read_report(report, self._settings))[0]

    def code_many(self, reports: Iterable[Report | Unread]) -> Iterator[Record | Unread]:
        """Code reports one by one, in order; one that can't be read comes out as `Unread` and never stops the rest."""
        for report in reports:
            if isinstance(report, Unread):
                yield report
                continue
            try:
                yield self.code(report)
            except ReadingError as error:
                yield Unread(error.name, error.reason)
            except Exception as error:  # one report that breaks the walk must not stop the others
                yield Unread(report.name, f"broke the walk, which is a fault of ours: {type(error).__name__}: {error}")

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """The language step alone: the sentences of a document with their mentions."""
        return self._parser.parse(document)

    def link(self, document: Document) -> tuple[tuple[Sentence, ...], Links]:
        """The walk up to the linking step: who, where and when the mentions of a document stand for."""
        sentences = self.parse(document)
        return sentences, link(document, sentences)

    def attribute(self, document: Document) -> tuple[Attribution, ...]:
        """The walk up to the attribution step: who says what in a document."""
        return attribute(document, *self.link(document))

    def quotes(self, report: Report) -> tuple[Document, tuple[Quote, ...]]:
        """Read one report, and find the quotations in it.

        Raises:
            ReadingError: As for `code`.
        """
        document = read_report(report, self._settings)
        sentences, links = self.link(document)
        return document, quotes(document, sentences, links, attribute(document, sentences, links))

    def quotes_many(self, reports: Iterable[Report | Unread]) -> Iterator[tuple[Document, tuple[Quote, ...]] | Unread]:
        """The quotations of reports one by one; a report that can't be read comes out as `Unread`."""
        for report in reports:
            try:
                yield report if isinstance(report, Unread) else self.quotes(report)
            except ReadingError as error:
                yield Unread(error.name, error.reason)

    def walk(self, document: Document) -> tuple[Record, Timing]:
        """Take a document that has been read through the rest of the walk, and time its steps."""
        started = time.perf_counter()
        sentences = self._parser.parse(document)
        parsed = time.perf_counter()
        links = link(document, sentences)
        linked = time.perf_counter()
        attributions = attribute(document, sentences, links)
        attributed = time.perf_counter()
        events = self._coding.code(document, sentences, links, attributions)
        coded = time.perf_counter()
        timing = Timing(parsed - started, linked - parsed, attributed - linked, coded - attributed)
        return Record(document, events, attributions), timing


def read_report(report: Report, settings: Settings) -> Document:
    """The reading step, which refuses a text that is too long to be a report.

    Raises:
        ReadingError: The report is empty, not in English, too long, or can't be decoded.
    """
    document = read(report)
    limit = settings.max_characters
    if len(document.text) > limit:
        raise ReadingError(
            report.name,
            f"is {len(document.text):,} characters long; a report is at most {limit:,} "
            "(split it, or raise DRAGOMAN_MAX_CHARACTERS)",
        )
    return document


def coder_version(settings: Settings) -> CoderVersion:
    """Which coder a walk with these settings is: a language model of the user's makes another coder."""
    if settings.language_model == Settings.model_fields["language_model"].default:
        return VERSION
    return replace(VERSION, version=f"{VERSION.version}+{Path(settings.language_model).name}")


def _day(value: date | str | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ReadingError("-", f"{value!r} is no date of the form 2025-11-03") from error
