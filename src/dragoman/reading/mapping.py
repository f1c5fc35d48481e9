"""What the user says of reports to come: which columns or keys of a table hold what, their day, their media type."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from dragoman.model.report import MediaType
from dragoman.reading.dates import parse_day


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """The names that a row's fields may go by, the first that holds something counting.

    A dotted name reaches into objects (`source.name`); one that is itself a key is taken as that key. Letter case makes
    no difference.

    Attributes:
        text: Names for the report's text.
        title: Names for its headline.
        date: Names for the day of publication.
        url: Names for its address.
        publisher: Names for the outlet.
        language: Names for its language.
    """

    text: tuple[str, ...] = (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "article_text",
        "full_text",
        "fulltext",
        "raw_text",
    )
    title: tuple[str, ...] = ("title", "headline", "head", "heading")
    date: tuple[str, ...] = (
        *(
            "published_on",
            "published_at",
            "publishedAt",
            "published",
            "publication_date",
            "date_publish",
            "datePublished",
        ),
        *("pubDate", "pub_date", "date_published", "date", "webPublicationDate"),
    )
    url: tuple[str, ...] = ("url", "link", "source_url", "permalink", "webUrl", "uri")
    publisher: tuple[str, ...] = (
        "publisher",
        "source.name",
        "source.title",
        "source",
        "outlet",
        "sitename",
        "site_name",
        "newspaper",
    )
    language: tuple[str, ...] = ("language", "lang")

    @classmethod
    def parse(cls, assignments: Iterable[str]) -> FieldMapping:
        """A mapping from `FIELD=NAME` words of the command line; a field given twice takes both names, in order.

        >>> FieldMapping.parse(["text=body", "date=meta.day"]).date
        ('meta.day',)

        Raises:
            ValueError: A word isn't of that form, or names an unknown field.
        """
        known = [field.name for field in fields(cls)]
        given: dict[str, tuple[str, ...]] = {}
        for assignment in assignments:
            field, equals, name = (part.strip() for part in assignment.partition("="))
            if not equals or not name or field not in known:
                wrong = f"there is no field {field!r}" if equals and name else "that is not FIELD=NAME"
                raise ValueError(
                    f"{assignment!r}: {wrong}; write FIELD=NAME with a field of {', '.join(known)}, such as text=body"
                )
            given[field] = (*given.get(field, ()), name)
        return cls(**given)

    def find(self, field: str, row: Mapping[str, object]) -> tuple[str, object] | None:
        """The first name for a field under which a row holds more than white space, and what it holds."""
        names: tuple[str, ...] = getattr(self, field)
        return next(((name, value) for name in names if _holds(value := _value(row, name))), None)

    def words(self, field: str, row: Mapping[str, object]) -> str | None:
        """What a row holds for a field, where that is text; without the white space around it."""
        found = self.find(field, row)
        return found[1].strip() if found and isinstance(found[1], str) else None

    def day(self, row: Mapping[str, object]) -> datetime.date | None:
        """The day of publication that a row gives; None where it gives none.

        Raises:
            ValueError: It gives one in a form that can't be told; the message names the field and the expected form.
        """
        found = self.find("date", row)
        if found is None:
            return None
        name, value = found
        try:
            return parse_day(str(value) if isinstance(value, str | int) else type(value).__name__)
        except ValueError as error:
            raise ValueError(f"in its field {name!r}, {error}") from None


DEFAULT_MAPPING = FieldMapping()


@dataclass(frozen=True, slots=True)
class Intake:
    """What the user says of the reports to be opened.

    Attributes:
        mapping: Which fields of a table's row hold what.
        published_on: The day of reports that bring none of their own; None leaves it open.
        media_type: How to read the text, whatever its file is called; None leaves it to the file's ending.
    """

    mapping: FieldMapping = DEFAULT_MAPPING
    published_on: datetime.date | None = None
    media_type: MediaType | None = None


def _holds(value: object) -> bool:
    """Whether a value says something."""
    return bool(value.strip()) if isinstance(value, str) else value is not None and not isinstance(value, dict | bool)


def _value(row: Mapping[str, object], name: str) -> object:
    """The value of a key, or of a dotted path of keys."""
    if name in row:
        return row[name]
    folded = name.casefold()
    for key, value in row.items():
        if isinstance(key, str) and key.strip().casefold() == folded:
            return value
    first, dot, rest = name.partition(".")
    inner = _value(row, first) if dot else None
    return _value(inner, rest) if isinstance(inner, Mapping) else None
