"""Every error dragoman raises, in one tree.

```
DragomanError
├── ReadingError        a report can't be read          (name, reason)
├── EvidenceError       words and offsets disagree      (start, end, quote)
├── CodebookError       an unknown code, a broken table (what)
├── GazetteerError      a broken gazetteer table        (what)
├── WireFormatError     a line that isn't wire format 1 (what)
├── GoldError           a gold file that can't be used  (path, reason)
├── LedgerError         a ledger can't be opened or kept (path, reason)
│   └── JudgedMeanwhileError  somebody else judged first  (question, by, at)
├── CorrectionError     a correction that can't be kept (field, reason)
├── MissingExtraError   a library that isn't installed  (need, library, extra)
└── SettingsError       a setting that can't work       (what)
```

A message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: catch this to catch all that dragoman raises on purpose."""


class ReadingError(DragomanError):
    """A report can't be read, or isn't one dragoman can code.

    Attributes:
        name: Where the report came from: a path, `path:line`, a URL, or `-` for standard input.
        reason: What was wrong, in a sentence for the user.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str]]:
        """Keep the fields when the error crosses a process boundary."""
        return (type(self), (self.name, self.reason))


class EvidenceError(DragomanError):
    """A quotation isn't what stands at its offsets.

    Attributes:
        start: First code point claimed.
        end: One past the last code point claimed.
        quote: The words claimed.
    """

    def __init__(self, message: str, *, start: int, end: int, quote: str) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.quote = quote


class CodebookError(DragomanError):
    """A code that the codebook doesn't have, or a codebook table that can't be loaded."""


class GazetteerError(DragomanError):
    """A gazetteer table that can't be loaded, or an entity id that it doesn't have."""


class WireFormatError(DragomanError):
    """A JSON line that isn't an event of the wire format, version 1."""


class GoldError(DragomanError):
    """A gold file that can't be used for scoring.

    Attributes:
        path: The gold file.
        reason: What was wrong with it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LedgerError(DragomanError):
    """A ledger that can't be opened, read or written.

    Attributes:
        path: The file, or the address without its password.
        reason: What was wrong with it, and what to do.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[LedgerError], tuple[str, str]]:
        """Keep the fields when the error crosses a process boundary."""
        return (type(self), (self.path, self.reason))


class JudgedMeanwhileError(LedgerError):
    """Somebody else has judged the same since the judge looked; nothing was written.

    Attributes:
        question: What was judged.
        by: Who judged it.
        at: When, in ISO 8601, UTC.
    """

    def __init__(self, path: str, question: str, by: str, at: str) -> None:
        super().__init__(path, f"{by} has judged {question} since you looked, at {at}; look again and decide anew")
        self.question = question
        self.by = by
        self.at = at

    def __reduce__(self) -> tuple[type[JudgedMeanwhileError], tuple[str, str, str, str]]:  # type: ignore[override]
        """Keep the fields when the error crosses a process boundary."""
        return (type(self), (self.path, self.question, self.by, self.at))


class CorrectionError(DragomanError):
    """A correction of an event that can't be kept: a code that doesn't exist, words that the report doesn't say.

    Attributes:
        field: The field that was to be changed.
        reason: What was wrong with the value, and what to give instead.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class SettingsError(DragomanError):
    """A setting that can't work, such as a language model that isn't installed."""


class MissingExtraError(DragomanError):
    """Something was asked for that needs a library which dragoman doesn't bring along.

    Attributes:
        need: What was asked for.
        library: The library that isn't installed.
        extra: The extra of dragoman that installs it.
    """

    def __init__(self, need: str, library: str, extra: str) -> None:
        super().__init__(f"{need} needs {library}, which isn't installed: pip install 'dragoman[{extra}]'")
        self.need = need
        self.library = library
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        """Keep the fields when the error crosses a process boundary."""
        return (type(self), (self.need, self.library, self.extra))
