"""Bytes to text: which encoding a report is in, and refusing what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from dragoman.errors import ReadingError

MAX_CHARACTERS = 50_000_000
"""Code points in one report: ten times the Bible; a longer file is a collection and should come as JSON lines."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Of one report, or of one JSON file; UTF-8 takes four at most for a code point."""

GUESSED_FROM_BYTES = 1_000_000

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF; export its text and read that"),
    (b"PK\x03\x04", "a ZIP archive or an office document such as .docx; unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document such as .doc; save it as text"),
    (b"{\\rtf", "an RTF document; save it as text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh91AY&SY", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"OggS\x00", "an audio file"),
    (b"ID3\x03", "an audio file"),
    (b"ID3\x04", "an audio file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")

# Windows-1252 as English newsrooms use it: typographic marks and accented letters. Other letters and signs of the code
# page in an English text mean that it is another code page; so does a capital with an accent after a small letter.
_WESTERN = re.compile(r"[\x00-\x7f\u00a0£€§©®«»·°²³½¼¾¡¿ªº´‘’“”–—…•™‚„‹›À-ÖØ-öø-ÿŠšŽžŒœŸ]*")
_GARBLED = re.compile(r"[a-zß-ÿ][À-ÖØ-Þ]|[a-zA-Z][²³¡¿ªº½¼¾´¥£][a-zà-ÿ]|£[a-zà-ÿ]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ACCENTED_SHARE = 0.1
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.01


def decode(data: bytes, *, name: str, markup: bool = False) -> str:
    """The text of a report's bytes, to the code point; only a byte order mark is dropped.

    A byte order mark decides; then UTF-8 if all bytes fit it; then, in markup, the encoding it declares; then
    Windows-1252 where its typographic marks and accented letters make sense; then charset-normalizer's best guess.

    Args:
        data: The bytes.
        name: Where they came from, for messages.
        markup: Whether to look for an encoding declared in HTML or XML.

    Raises:
        ReadingError: They are no text, or damaged, or in an encoding that can't be told.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            what, _, advice = kind.partition("; ")
            raise ReadingError(name, f"looks like {what}, not text" + (advice and f"; {advice}"))
    encoding, start = marked_encoding(data)
    if encoding:
        return _strict(data[start:], encoding, name)
    if b"\x00" in data:
        return _strict(data, _wide_encoding(data, name), name)
    try:
        return _without_controls(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error, name)
    return data.decode(eight_bit_encoding(data, name=name, markup=markup))


def marked_encoding(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark gives, and how many bytes the mark takes; (None, 0) without one."""
    return next(((encoding, len(mark)) for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), (None, 0))


def stream_encoding(stream: BinaryIO, *, name: str) -> str:
    """The encoding of a table, from its byte order mark or all its bytes; the stream is left where it began.

    A stream that can't go back, such as a pipe, is taken as UTF-8 if it has no mark.

    Raises:
        ReadingError: No encoding makes text of it.
    """
    if not stream.seekable():
        return "utf-8-sig"
    start = stream.tell()
    marked, _ = marked_encoding(stream.read(4))
    stream.seek(start)
    if marked:
        return {"utf-8": "utf-8-sig"}.get(marked, marked[:6])
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8"
    while chunk := stream.read(GUESSED_FROM_BYTES):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            encoding = "utf-8" if _is_damaged_utf8(chunk) else eight_bit_encoding(chunk, name=name)
            break
    stream.seek(start)
    return encoding


def eight_bit_encoding(data: bytes, *, name: str, markup: bool = False) -> str:
    """The encoding of bytes that aren't UTF-8, which decodes all of them.

    Raises:
        ReadingError: No encoding makes text of them.
    """
    declared = _declared_encoding(data) if markup else None
    for encoding in (declared, _western_encoding(data), _guessed_encoding(data)):
        if encoding is not None and _makes_text(data, encoding):
            return encoding
    raise ReadingError(name, "is in an encoding that can't be told; save it as UTF-8")


def _strict(data: bytes, encoding: str, name: str) -> str:
    """Decode, or refuse."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            name, f"isn't valid {encoding.upper()} at byte {error.start}; it may be damaged or cut off"
        ) from None


def _without_controls(text: str, name: str) -> str:
    """The text, if it isn't binary data that happens to decode."""
    if _holds_controls(text):
        raise ReadingError(name, "looks like binary data, not text: it is full of control characters")
    return text


def _wide_encoding(data: bytes, name: str) -> str:
    """UTF-16 or UTF-32 without a mark, told from where the zero bytes of ASCII letters stand."""
    sample = data[:4096]
    zeros = [sample[at::4].count(0) / max(1, len(sample) // 4) for at in range(4)]
    wide = {
        "utf-32-le": zeros[1] > 0.8 and zeros[2] > 0.8 and zeros[3] > 0.8 and zeros[0] < 0.1,
        "utf-32-be": zeros[0] > 0.8 and zeros[1] > 0.8 and zeros[2] > 0.8 and zeros[3] < 0.1,
        "utf-16-le": zeros[1] > 0.7 and zeros[3] > 0.7 and zeros[0] < 0.1 and zeros[2] < 0.1,
        "utf-16-be": zeros[0] > 0.7 and zeros[2] > 0.7 and zeros[1] < 0.1 and zeros[3] < 0.1,
    }
    for encoding, fits in wide.items():
        if fits:
            return encoding
    raise ReadingError(name, "looks like binary data, not text: it holds zero bytes")


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Refuse what is UTF-8 but for a few bytes: another encoding would make nonsense of its accents."""
    if _is_damaged_utf8(data):
        raise ReadingError(name, f"isn't valid UTF-8 at byte {error.start}; it may be damaged or cut off") from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are whole UTF-8 characters."""
    characters = sum(map(len, _UTF8_CHARACTER.findall(data)))
    return characters > 0 and 2 * characters > len(_HIGH.findall(data))


def _declared_encoding(data: bytes) -> str | None:
    """The encoding that HTML or XML declares in its first bytes, as browsers take it; None without a usable one."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii").lower()
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return None
    if codec.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None  # bytes that spell this out aren't in it
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _western_encoding(data: bytes) -> str | None:
    """Windows-1252, which holds all of Latin-1 that text uses, if the text then looks like English with names."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    accented = sum(map(str.isalpha, _BEYOND_ASCII.findall(text)))
    plausible = _WESTERN.fullmatch(text) is not None and not _GARBLED.search(text)
    return "cp1252" if plausible and accented <= _ACCENTED_SHARE * len(text) else None


def _guessed_encoding(data: bytes) -> str | None:
    """charset-normalizer's best guess that leaves words whole; None where it has none."""
    from charset_normalizer import from_bytes  # here: it is slow to load, and seldom needed

    guesses = from_bytes(data[:GUESSED_FROM_BYTES])
    return next((guess.encoding for guess in guesses if not _GARBLED.search(str(guess))), None)


def _makes_text(data: bytes, encoding: str) -> bool:
    """Whether an encoding decodes all the bytes to text rather than to control characters."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return not _holds_controls(text)


def _holds_controls(text: str) -> bool:
    """Whether a text holds so many control characters that it is binary data; wire copy holds a few."""
    return len(_CONTROL.findall(text)) > max(4, _CONTROL_SHARE * len(text))
