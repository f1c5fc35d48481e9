"""Reads the codebook's tables and checks them; every fault is named by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar, get_args

import yaml

try:  # libyaml reads the contexts ten times as fast; a PyYAML built without it still works
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

from dragoman.codebook.definitions import (
    QUADS,
    CameoCode,
    Context,
    Edition,
    EventType,
    Mode,
    Post,
    PostKind,
    Role,
    RoleKind,
    Sector,
    Slot,
    StatusEntry,
)
from dragoman.errors import CodebookError
from dragoman.model.event import Status

_LINE = "__line__"
_CAMEO = re.compile(r"\d{2,4}")
_TERM = re.compile(r"[^\W_A-Z]+(?: [^\W_A-Z]+)*")
_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")

_Value = TypeVar("_Value")


class _LineLoader(_Loader):
    """Notes in each mapping the line that it starts on."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Construct a mapping and add its line."""
        mapping: dict[object, object] = super().construct_mapping(node, deep=deep)
        mapping[_LINE] = node.start_mark.line + 1
        return mapping


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a table: its fields, and where it stands.

    Attributes:
        fields: As read.
        where: `file:line`, for messages.
    """

    fields: Mapping[str, object]
    where: str

    def text(self, key: str) -> str:
        """A text that may not be empty."""
        value = self.fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise CodebookError(f"{self.where}: `{key}` must be a text that isn't empty, not {value!r}")
        return value.strip()

    def choice(self, key: str, choices: object) -> str:
        """A text out of a closed set, given as a Literal."""
        value, known = self.text(key), get_args(choices)
        if value not in known:
            raise CodebookError(f"{self.where}: `{key}` is {value!r}; it must be one of {', '.join(known)}")
        return value

    def number(self, key: str) -> float:
        """A number, from a text where the table holds texts."""
        value = self.fields.get(key)
        try:
            return float(value)  # type: ignore[arg-type]  # whatever isn't a number is told as such below
        except (TypeError, ValueError):
            raise CodebookError(f"{self.where}: `{key}` must be a number, not {value!r}") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = self.fields.get(key)
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise CodebookError(f"{self.where}: `{key}` must be a list of texts, not {value!r}")
        return tuple(text.strip() for text in value)

    def records(self, key: str) -> list[Record]:
        """A list of entries inside this one."""
        return _records(self.fields.get(key), self.where.rpartition(":")[0], self.where)


def read_types(folder: Traversable) -> dict[str, EventType]:
    """The event types of `plover/*.yaml`, by quad class and code."""
    files = sorted((folder / "plover").iterdir(), key=lambda file: file.name)
    types = [_type(_document(file, f"plover/{file.name}")) for file in files if file.name.endswith(".yaml")]
    ordered = sorted(types, key=lambda pair: (pair[1].quad, pair[1].code))
    return _by_code((kind.code, kind, where) for where, kind in ordered)


def read_contexts(folder: Traversable) -> dict[str, Context]:
    """The contexts of `contexts.yaml`."""
    return _by_code(
        (context.code, context, where) for where, context in map(_context, _entries(folder, "contexts.yaml"))
    )


def read_sectors(folder: Traversable) -> dict[str, Sector]:
    """The sectors of `sectors.yaml`."""
    found = []
    for entry in _entries(folder, "sectors.yaml"):
        slot: Slot = entry.choice("slot", Slot)  # type: ignore[assignment]  # choice has checked it
        code, label = entry.text("code"), entry.text("label")
        sector = Sector(code, slot, label, entry.text("definition"), entry.text("example"))
        found.append((code, sector, entry.where))
    return _by_code(found)


def read_statuses(folder: Traversable) -> dict[str, StatusEntry]:
    """The statuses of `statuses.yaml`."""
    found = []
    for entry in _entries(folder, "statuses.yaml"):
        code = entry.choice("code", Status)
        status = StatusEntry(code, entry.text("definition"), entry.text("example"), entry.texts("rulings"))
        found.append((code, status, entry.where))
    return _by_code(found)


def read_cameo(folder: Traversable, types: Mapping[str, EventType]) -> dict[str, CameoCode]:
    """The codes of `cameo.tsv`, then those of `cameo_1_1.tsv`; then check the types' defaults against them."""
    found: list[tuple[str, CameoCode, str]] = []
    editions: tuple[tuple[Edition, str], ...] = (("base", "cameo.tsv"), ("1.1", "cameo_1_1.tsv"))
    for edition, name in editions:
        for row in _rows(folder, name):
            code = _cameo(row, types, edition)
            found.append((code.code, code, row.where))
    codes = _by_code(found)
    _check_defaults(types, codes)
    return codes


def read_posts(folder: Traversable, sectors: Mapping[str, Sector]) -> dict[str, Post]:
    """The offices of `posts.tsv` by phrase, and by the phrase as a tokenizer parts it."""
    found = []
    for row in _rows(folder, "posts.tsv"):
        kind: PostKind = row.choice("kind", PostKind)  # type: ignore[assignment]  # choice has checked it
        sector = _sector(row, sectors)
        if sector is None:
            raise CodebookError(f"{row.where}: an office needs a sector")
        phrase = _phrase(row)
        found.append((phrase, Post(phrase, row.text("post"), sector, int(row.number("rank")), kind), row.where))
    return _by_form(found)


def read_roles(folder: Traversable, sectors: Mapping[str, Sector]) -> dict[str, Role]:
    """The descriptions of `roles.tsv` by phrase, and by the phrase as a tokenizer parts it."""
    found = []
    for row in _rows(folder, "roles.tsv"):
        kind: RoleKind = row.choice("kind", RoleKind)  # type: ignore[assignment]  # choice has checked it
        phrase = _phrase(row)
        found.append((phrase, Role(phrase, _sector(row, sectors), kind), row.where))
    return _by_form(found)


def _type(entry: Record) -> tuple[str, EventType]:
    code, quad = entry.text("code"), int(entry.number("quad"))
    if quad not in QUADS:
        raise CodebookError(f"{entry.where}: `quad` is {quad}; it must be 1 to 4")
    modes = _by_code((mode.text("code"), _mode(mode, code), mode.where) for mode in entry.records("modes"))
    kind = EventType(
        code=code,
        label=entry.text("label"),
        quad=quad,
        score=entry.number("score"),
        definition=entry.text("definition"),
        example=entry.text("example"),
        is_not=entry.texts("is_not"),
        default_cameo=entry.text("default_cameo"),
        modes=tuple(modes.values()),
    )
    return entry.where, kind


def _mode(entry: Record, event_type: str) -> Mode:
    score = None if entry.fields.get("score", 0) is None else entry.number("score")
    definition, example = entry.text("definition"), entry.text("example")
    return Mode(event_type, entry.text("code"), score, definition, example, entry.text("default_cameo"))


def _context(entry: Record) -> tuple[str, Context]:
    terms = entry.texts("terms")
    for term in terms:
        if not _TERM.fullmatch(term):
            raise CodebookError(f"{entry.where}: {term!r} isn't lower-case words with single spaces between them")
    if len(set(terms)) < len(terms):
        twice = sorted({term for term in terms if terms.count(term) > 1})
        raise CodebookError(f"{entry.where}: given twice among the terms: {', '.join(twice)}")
    code, label = entry.text("code"), entry.text("label")
    return entry.where, Context(code, label, entry.text("definition"), entry.text("example"), terms)


def _cameo(row: Record, types: Mapping[str, EventType], edition: Edition) -> CameoCode:
    code, plover, mode = row.text("cameo"), row.fields["plover"] or None, row.fields["mode"] or None
    if not _CAMEO.fullmatch(code):
        raise CodebookError(f"{row.where}: {code!r} isn't a CAMEO code, two to four digits")
    if plover is not None and plover not in types:
        raise CodebookError(f"{row.where}: {plover!r} isn't an event type")
    if mode is not None and (plover is None or mode not in {one.code for one in types[str(plover)].modes}):
        raise CodebookError(f"{row.where}: {mode!r} isn't a mode of {plover}")
    return CameoCode(
        code=code,
        goldstein=row.number("goldstein"),
        label=row.text("label"),
        definition=row.text("definition"),
        example=row.text("example"),
        plover=None if plover is None else str(plover),
        mode=None if mode is None else str(mode),
        current=str(row.fields.get("current") or code),
        edition=edition,
    )


def _check_defaults(types: Mapping[str, EventType], codes: Mapping[str, CameoCode]) -> None:
    """A default CAMEO code must exist and fall under the type that it is the default of."""
    for kind in types.values():
        for code in (kind.default_cameo, *(mode.default_cameo for mode in kind.modes)):
            if code not in codes:
                raise CodebookError(
                    f"plover/{kind.code.lower()}.yaml: the default CAMEO code {code!r} isn't in cameo.tsv"
                )
            if codes[code].plover != kind.code:
                raise CodebookError(
                    f"plover/{kind.code.lower()}.yaml: the default CAMEO code {code} is of {codes[code].plover}"
                )


def _phrase(row: Record) -> str:
    phrase = row.text("phrase")
    if phrase != phrase.lower():
        raise CodebookError(f"{row.where}: {phrase!r} must be in lower case")
    return phrase


def _sector(row: Record, sectors: Mapping[str, Sector]) -> str | None:
    sector = row.fields["sector"] or None
    if sector is not None and sector not in sectors:
        raise CodebookError(f"{row.where}: {sector!r} isn't a sector")
    return None if sector is None else str(sector)


def _by_code(found: Iterable[tuple[str, _Value, str]]) -> dict[str, _Value]:
    """By code, refusing a second entry for one code."""
    values: dict[str, _Value] = {}
    for code, value, where in found:
        if code in values:
            raise CodebookError(f"{where}: {code!r} is defined twice")
        values[code] = value
    return values


def _by_form(found: list[tuple[str, _Value, str]]) -> dict[str, _Value]:
    """By phrase, then by the other forms in which its tokens may stand ("secretary - general", "farmers ’ union")."""
    values = _by_code(found)
    for phrase, value in list(values.items()):
        if "-" in phrase or "'" in phrase:
            parted = _WITHIN_WORD.sub(" - ", phrase)
            for form in (parted, re.sub(r"'(s?)(?= )", r" '\1", parted)):
                values.setdefault(form, value)
                values.setdefault(form.replace("'", "’"), value)
    return values


def _rows(folder: Traversable, name: str) -> Iterator[Record]:
    """The rows of a tab-separated table with a header; a row may leave out empty columns at its end."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        where = f"{name}:{number}"
        if len(cells) > len(header):
            raise CodebookError(f"{where}: {len(cells)} columns where the header names {len(header)}")
        cells += [""] * (len(header) - len(cells))
        yield Record(dict(zip(header, cells, strict=True)), where)


def _entries(folder: Traversable, name: str) -> list[Record]:
    return _records(_parsed(folder / name, name), name, f"{name}:1")


def _document(file: Traversable, name: str) -> Record:
    return _records([_parsed(file, name)], name, f"{name}:1")[0]


def _records(value: object, name: str, where: str) -> list[Record]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise CodebookError(f"{where}: a list of entries with named fields is needed")
    return [Record(entry, f"{name}:{entry[_LINE]}") for entry in value]


def _parsed(file: Traversable, name: str) -> object:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LineLoader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise CodebookError(f"{name}:{line}: not YAML: {getattr(fault, 'problem', fault)}") from fault
