"""How well attributions are found, on articles whose sources, cues and contents readers marked in brat standoff.

The folder holds `text/NAME.txt` and `ann/NAME.ann`, or `ann/NAME_READER.ann` where several readers took one article;
each reading counts. In an `.ann` file a line `T1<tab>Source 0 9;12 15<tab>words` is a text-bound annotation (offsets
in code points, a discontinuous one in pieces), and `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1` joins them;
several contents of one event (`Content2:T5`) are one content. The form is that of PolNeAR 1.0 (Newell, Margolin and
Ruths 2018).

Each score pairs the attributions that were found with the reader's, one with one and as many as can be:

- **cue**: the cues share a code point;
- **source**: the sources share a code point, or neither has one;
- **content**: the Jaccard index of the contents, over code points that are letters or digits, is 0.5 or more;
- **whole**: source and content;
- **exact**: the very letters and digits of source, cue and content.

Readers of that form mark the outermost attribution alone: what somebody says that another said is one content. So an
attribution that was found inside the content of another takes no part.

A direct quotation is a content that begins and ends with a quotation mark, or stands between two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.errors import GoldError
from dragoman.evaluation.events import maximum_matching
from dragoman.evaluation.folders import Tally
from dragoman.model import Attribution, Span

FindAttributions = Callable[[str], Sequence[Attribution]]

LEAST_JACCARD = 0.5
READINGS = ("cue", "source", "content", "whole", "exact")
_MARKS = frozenset("\"“”„«»'‘’`")
_BOUND = re.compile(r"(T\d+)\t(\w[\w-]*) ([\d ;]+)(?:\t|$)")
_ROLE = re.compile(r"(\w[\w-]*?)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution, as code points of the text.

    Attributes:
        source: Code points of who says it; empty for nobody named.
        cue: Code points of the words that attribute.
        content: Code points of what is said.
        spans: Source, cue and content as intervals, for people.
        direct: Whether the content is a direct quotation.
    """

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    spans: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]
    direct: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One reading of one article.

    Attributes:
        name: The name of the `.ann` file without its ending.
        text: The article.
        gold: What the reader marked, in the order of the cues.
    """

    name: str
    text: str
    gold: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """What `score_attributions` measured.

    Attributes:
        articles: Readings scored.
        gold: Attributions in them.
        readings: Counts by reading, as in `READINGS`.
        direct: Direct quotations that the readers marked.
        direct_found: Those of them whose content was found.
        direct_source: Those of the found ones with the right source.
        predictions: A row an attribution, found or marked: name, what it is (`both`, `found` or `marked`), start and
            end of the cue, and the words of source, cue and content. In `both` the whole is right and the words are
            those found.
    """

    articles: int
    gold: int
    readings: Mapping[str, Tally]
    direct: int
    direct_found: int
    direct_source: int
    predictions: tuple[tuple[str, ...], ...]

    @property
    def direct_recall(self) -> float:
        """Share of direct quotations found; 0 of nothing."""
        return self.direct_found / self.direct if self.direct else 0.0

    @property
    def direct_source_rate(self) -> float:
        """Share of the direct quotations found that have the right source; 0 of nothing."""
        return self.direct_source / self.direct_found if self.direct_found else 0.0

    def to_json(self) -> dict[str, object]:
        """The scores as plain values, ready for `json.dumps`; shares from 0 to 1."""
        plain = asdict(self)
        del plain["predictions"]
        return plain | {
            "readings": {name: tally.as_dict() for name, tally in self.readings.items()},
            "direct_recall": self.direct_recall,
            "direct_source_rate": self.direct_source_rate,
        }


def score_attributions(folder: Path, find: FindAttributions) -> AttributionScores:
    """Score a way to find attributions on a folder of annotated articles.

    Args:
        folder: Holds `text/` and `ann/`.
        find: Takes a text; gives the attributions found in it, with offsets in code points of that text.

    Raises:
        GoldError: The folder holds no annotated article, or a file in it can't be read or contradicts itself.
    """
    articles = read_articles(folder)
    texts = {article.text for article in articles}
    found = {text: outermost([_marked(text, one) for one in _joined(find(text))]) for text in texts}
    readings = dict.fromkeys(READINGS, Tally())
    direct = direct_found = direct_source = 0
    rows: list[tuple[str, ...]] = []
    for article in articles:
        coded = found[article.text]
        for reading in READINGS:
            right = len(_pairs(article, coded, reading))
            readings[reading] += Tally(len(coded), right, len(article.gold), right)
        quoted, with_source = _direct(article, coded)
        direct += sum(one.direct for one in article.gold)
        direct_found += quoted
        direct_source += with_source
        rows.extend(_rows(article, coded))
    count = sum(len(article.gold) for article in articles)
    return AttributionScores(len(articles), count, readings, direct, direct_found, direct_source, tuple(rows))


def agrees(text: str, gold: Marked, found: Marked, reading: str) -> bool:
    """Whether two attributions of a text are the same in one of `READINGS`."""
    if reading == "cue":
        return not gold.cue.isdisjoint(found.cue)
    if reading == "source":
        return not gold.source.isdisjoint(found.source) or not (gold.source or found.source)
    if reading == "content":
        return jaccard(text, gold.content, found.content) >= LEAST_JACCARD
    if reading == "whole":
        return agrees(text, gold, found, "source") and agrees(text, gold, found, "content")
    parts = ((gold.source, found.source), (gold.cue, found.cue), (gold.content, found.content))
    return all(_letters(text, one) == _letters(text, other) for one, other in parts)


def jaccard(text: str, one: frozenset[int], other: frozenset[int]) -> float:
    """How much two sets of code points share of their letters and digits, from 0 to 1; 0 when neither has any.

    >>> jaccard("ab, cd", frozenset({0, 1, 2}), frozenset({1, 2, 3, 4}))
    0.3333333333333333
    """
    union = _letters(text, one | other)
    return len(_letters(text, one & other)) / len(union) if union else 0.0


def _letters(text: str, points: frozenset[int]) -> frozenset[int]:
    return frozenset(at for at in points if text[at].isalnum())


def outermost(found: Sequence[Marked]) -> tuple[Marked, ...]:
    """Those attributions whose cue doesn't lie in the content of another."""
    return tuple(one for one in found if not any(other is not one and one.cue <= other.content for other in found))


def read_articles(folder: Path) -> tuple[Article, ...]:
    """The readings of a folder, by name.

    Raises:
        GoldError: As for `score_attributions`.
    """
    paths = sorted((folder / "ann").glob("*.ann"))
    if not paths:
        raise GoldError(str(folder), "it holds no annotated article: text/NAME.txt with ann/NAME.ann")
    return tuple(_article(folder, path) for path in paths)


def _article(folder: Path, path: Path) -> Article:
    name = path.stem
    texts = (folder / "text" / f"{stem}.txt" for stem in (name, name.rpartition("_")[0]))
    source = next((text for text in texts if text.is_file()), None)
    if source is None:
        raise GoldError(str(path), f"there is no text for it in {folder / 'text'}")
    text = _read(source)
    gold = sorted(_events(path, text), key=lambda one: min(one.cue | one.content))
    return Article(name, text, tuple(gold))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(str(path), f"it can't be read: {error}") from error


def _events(path: Path, text: str) -> Iterator[Marked]:
    """The attributions of an annotation file that have a cue or a content."""
    lines = _read(path).splitlines()
    bound = {match[1]: _spans(path, text, match[3]) for line in lines if (match := _BOUND.match(line))}
    for line in lines:
        if not line.startswith("E"):
            continue
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, name in _ROLE.findall(line):
            if name not in bound:
                raise GoldError(str(path), f"{line.split()[0]} names {name}, which isn't there")
            roles.setdefault(role, []).extend(bound[name])
        if roles["Cue"] or roles["Content"]:
            yield _mark(text, roles["Source"], roles["Cue"], roles["Content"])


def _spans(path: Path, text: str, offsets: str) -> tuple[Span, ...]:
    """The intervals of "0 9;12 15"."""
    spans = []
    for piece in offsets.split(";"):
        start, end = (int(number) for number in piece.split())
        if not start < end <= len(text):
            raise GoldError(str(path), f"the interval {piece} is empty or reaches outside the text")
        spans.append(Span(start, end))
    return tuple(spans)


def _joined(attributions: Sequence[Attribution]) -> Iterator[tuple[Attribution, tuple[Span, ...]]]:
    """Each attribution with the spans of its source; several sources of one statement are one source."""
    sources: dict[tuple[object, ...], list[Span]] = {}
    first: dict[tuple[object, ...], Attribution] = {}
    for one in attributions:
        key = (one.cue, one.content)
        first.setdefault(key, one)
        span = one.source_span or (Span(one.source.start, one.source.end) if one.source else None)
        sources.setdefault(key, []).extend([span] if span else [])
    return ((one, tuple(sources[key])) for key, one in first.items())


def _marked(text: str, found: tuple[Attribution, tuple[Span, ...]]) -> Marked:
    one, sources = found
    return _mark(text, sources, [one.cue.span], one.content)


def _mark(text: str, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Marked:
    spans = (tuple(source), tuple(cue), tuple(content))
    return Marked(_points(source), _points(cue), _points(content), spans, _is_direct(text, content))


def _points(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _is_direct(text: str, content: Sequence[Span]) -> bool:
    """Whether the first words of a content follow an opening mark and the last ones precede a closing one."""
    if not content:
        return False
    first, last = min(content).start, max(span.end for span in content)
    opens = text[first] in _MARKS or text[max(first - 1, 0)] in _MARKS
    return opens and any(letter in _MARKS for letter in (text[last - 1], text[last : last + 1]) if letter)


def _pairs(article: Article, coded: Sequence[Marked], reading: str) -> Mapping[int, int]:
    """The reader's attribution → the one found that agrees with it, the best fit first."""
    fits = [
        sorted(
            (at for at, one in enumerate(coded) if agrees(article.text, gold, one, reading)),
            key=lambda at: -len(gold.content & coded[at].content),
        )
        for gold in article.gold
    ]
    return maximum_matching(fits, range(len(fits)))


def _direct(article: Article, coded: Sequence[Marked]) -> tuple[int, int]:
    """How many of the reader's direct quotations were found, and how many of those with the right source."""
    found = [at for at in _pairs(article, coded, "content") if article.gold[at].direct]
    whole = _pairs(article, coded, "whole")
    return len(found), sum(at in whole for at in found)


def _rows(article: Article, coded: Sequence[Marked]) -> Iterator[tuple[str, ...]]:
    pairs = _pairs(article, coded, "whole")
    right = set(pairs.values())
    rows = [("both" if at in right else "found", one) for at, one in enumerate(coded)]
    rows.extend(("marked", one) for at, one in enumerate(article.gold) if at not in pairs)
    for kind, one in sorted(rows, key=lambda row: min(row[1].cue | row[1].content)):
        cue = one.spans[1] or one.spans[2]
        words = (" … ".join(article.text[span.start : span.end] for span in part) for part in one.spans)
        yield (article.name, kind, str(cue[0].start), str(cue[-1].end), *(" ".join(part.split()) for part in words))
