"""How well places are found and located, against news articles with annotated toponyms.

The gold form is the XML of TR-News (Kamalloo and Rafiei, "A coherent unsupervised model for toponym resolution", WWW
2018): `article` elements with `title`, `text`, `dltime` and `toponyms`; each `toponym` has `phrase`, `start`, `end`
and, where the annotators found it in GeoNames, a `gaztag` with coordinates. Adjectives of countries and names inside
names of bodies are annotated there as toponyms; so are streets, mostly without coordinates.
"""

from __future__ import annotations

import re
import statistics
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from dragoman.errors import GoldError
from dragoman.gazetteer.places import distance_km
from dragoman.linking.places import Resolved
from dragoman.model import Span

NEAR_KM = 161.0
"""100 miles: the distance within which the literature on toponym resolution counts a location as right."""
SLIP = 60
"""Offsets in the gold drift by some code points where its text was cleaned after annotation; this much is followed."""

Locate = Callable[[str, date | None], Sequence[Resolved]]


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """One annotated toponym.

    Attributes:
        span: Where it stands in the article's text.
        point: Latitude and longitude in degrees; None where the annotators found none.
        geonames_id: GeoNames number; None likewise.
    """

    span: Span
    point: tuple[float, float] | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article.

    Attributes:
        id: The article's number in the file.
        title: Its headline, which isn't annotated.
        text: The annotated text; offsets count its code points.
        publisher: Host name of the outlet; None when not given.
        published_on: Day of publication; None when not given or not readable.
        toponyms: In order of the text, each interval once.
        lost: Annotations whose words stand nowhere near their offsets; they are left out.
    """

    id: str
    title: str | None
    text: str
    publisher: str | None
    published_on: date | None
    toponyms: tuple[GoldToponym, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Precision, recall and their harmonic mean, each from 0 to 1.

    Attributes:
        precision: Share of the found toponyms that are in the gold; 0 when none was found.
        recall: Share of the gold that was found; 0 when the gold is empty.
        f1: Harmonic mean of the two.
    """

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class PlaceScores:
    """What `score_places` measured.

    Attributes:
        articles: Articles read.
        gold: Annotated toponyms.
        found: Toponyms found.
        exact: Recognition where both ends must agree.
        overlap: Recognition where sharing a code point is enough.
        located: Toponyms recognised exactly that have gold coordinates: the basis of the figures below.
        within_161_km: Share of them put within 161 km of the gold; one that was left unlocated counts as wrong.
        median_error_km: Median great-circle distance to the gold among those that were given a point; None without any.
        same_geonames_id: Share of `located` with the gold's GeoNames number.
        lost: Annotations left out because their words stand nowhere near their offsets.
    """

    articles: int
    gold: int
    found: int
    exact: Match
    overlap: Match
    located: int
    within_161_km: float
    median_error_km: float | None
    same_geonames_id: float
    lost: int

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`."""
        return asdict(self)


def score_places(path: Path, locate: Locate) -> PlaceScores:
    """Score a way to find and locate places on a gold file.

    Args:
        path: The XML file.
        locate: Takes an article's text and its day of publication; gives the toponyms it found, in any order.

    Raises:
        GoldError: The file is missing, isn't XML, or an article or toponym in it lacks what it needs.
    """
    articles = read_places(path)
    return score_articles(articles, [locate(article.text, article.published_on) for article in articles])


def score_articles(articles: Sequence[GoldArticle], answers: Sequence[Sequence[Resolved]]) -> PlaceScores:
    """Score answers that were made beforehand, one sequence an article, in the articles' order."""
    pairs: list[tuple[GoldToponym, Resolved]] = []
    gold_touched = found_touched = gold = found = 0
    for article, answer in zip(articles, answers, strict=True):
        by_span = {resolved.span: resolved for resolved in answer}
        gold += len(article.toponyms)
        found += len(by_span)
        pairs += [(known, by_span[known.span]) for known in article.toponyms if known.span in by_span]
        spans = [known.span for known in article.toponyms]
        gold_touched += sum(any(span.overlaps(other) for other in by_span) for span in spans)
        found_touched += sum(any(span.overlaps(other) for other in spans) for span in by_span)
    with_point = [(known, resolved) for known, resolved in pairs if known.point is not None]
    errors = [
        distance_km(known.point, resolved.point)
        for known, resolved in with_point
        if known.point is not None and resolved.point is not None
    ]
    same = sum(
        resolved.place is not None and resolved.place.geonames_id == known.geonames_id for known, resolved in with_point
    )
    return PlaceScores(
        articles=len(articles),
        gold=gold,
        found=found,
        exact=_match(len(pairs), len(pairs), found=found, gold=gold),
        overlap=_match(found_touched, gold_touched, found=found, gold=gold),
        located=len(with_point),
        within_161_km=_share(sum(error <= NEAR_KM for error in errors), len(with_point)),
        median_error_km=round(statistics.median(errors), 2) if errors else None,
        same_geonames_id=_share(same, len(with_point)),
        lost=sum(article.lost for article in articles),
    )


def read_places(path: Path) -> tuple[GoldArticle, ...]:
    """Read a gold file.

    Raises:
        GoldError: The file is missing, isn't XML, or an article or toponym in it lacks what it needs.
    """
    try:
        root = ET.parse(path).getroot()
    except (OSError, ET.ParseError) as error:
        raise GoldError(str(path), f"it can't be read as XML: {error}") from error
    articles = tuple(_article(path, element) for element in root.iter("article"))
    if not articles:
        raise GoldError(str(path), "it holds no article element")
    return articles


def _article(path: Path, element: ET.Element) -> GoldArticle:
    """One article element."""
    name = element.get("docid", "?")
    text = element.findtext("text")
    if text is None:
        raise GoldError(str(path), f"article {name} has no text element")
    known: dict[Span, GoldToponym] = {}
    lost = 0
    claims = sorted((_claim(path, name, toponym) for toponym in element.iter("toponym")), key=lambda claim: claim[:2])
    for start, phrase, point, number in claims:
        span = _aligned(text, phrase, start, taken=known)
        if span is None:
            lost += 1
        else:
            known.setdefault(span, GoldToponym(span, point, number))
    return GoldArticle(
        id=name,
        title=(element.findtext("title") or "").strip() or None,
        text=text,
        publisher=(element.findtext("domain") or "").strip() or None,
        published_on=_day((element.findtext("dltime") or "").strip()),
        toponyms=tuple(known[span] for span in sorted(known)),
        lost=lost,
    )


def _claim(path: Path, name: str, toponym: ET.Element) -> tuple[int, str, tuple[float, float] | None, int | None]:
    """What one toponym element says: start, words, point, GeoNames number."""
    try:
        start, phrase = int(toponym.findtext("start", "")), toponym.findtext("phrase", "")
        tag = toponym.find("gaztag")
        lat = (tag.findtext("lat") or "").strip() if tag is not None else ""
        lon = (tag.findtext("lon") or "").strip() if tag is not None else ""
        point = (float(lat), float(lon)) if lat and lon else None
        number = tag.get("geonameid") if tag is not None else None
        geonames_id = int(number) if number else None
    except ValueError as error:
        raise GoldError(str(path), f"a toponym of article {name} holds what isn't a number: {error}") from error
    if start < 0:
        raise GoldError(str(path), f"a toponym of article {name} starts at {start}, before its text")
    if not phrase.strip():
        raise GoldError(str(path), f"a toponym of article {name} at {start} has no phrase")
    return start, phrase, point, geonames_id


def _aligned(text: str, phrase: str, start: int, *, taken: dict[Span, GoldToponym]) -> Span | None:
    """The interval of the words where they are said to stand, or the free one nearest to it."""
    if text.startswith(phrase, start):
        return Span(start, start + len(phrase))
    window = text[max(0, start - SLIP) : start + SLIP + len(phrase)]
    offset = max(0, start - SLIP)
    spans = [Span(offset + at.start(), offset + at.end()) for at in re.finditer(re.escape(phrase), window)]
    return min((span for span in spans if span not in taken), key=lambda span: abs(span.start - start), default=None)


def _day(written: str) -> date | None:
    """A day of publication in one of the two plain forms; None for anything else."""
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def _match(right_found: int, right_gold: int, *, found: int, gold: int) -> Match:
    """Precision, recall and F1 out of counts."""
    precision, recall = _share(right_found, found), _share(right_gold, gold)
    both = precision + recall
    return Match(precision, recall, round(2 * precision * recall / both, 4) if both else 0.0)


def _share(part: int, whole: int) -> float:
    """A share, rounded to four digits; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0
