"""Whether a report is in English, the one language that dragoman reads.

Most reports are told by their function words alone, without loading a library; the rest by py3langid, which takes a
second to load. Telling one English text from another language is what counts here: a text too short to tell passes as
English.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from dragoman.errors import ReadingError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORDS_LOOKED_AT = 400

_FUNCTION_WORDS = """
the of and that with from which said has have were their would will this it its been who after they his but not he she
we our you are than other also when while where under between against during before about into more these those there
both could should must
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Common in any English report; words that other languages share ("in", "a", "on", "was", "her", "for") aren't here."""

CERTAIN_SHARE = 0.1
"""Of the words. 209 English news articles measured 0.108 to 0.35, 1,050 single sentences a median of 0.16 and 0.053
at the fifth percentile; texts in 15 other languages at most 0.023, and 0.07 with an English title quoted in them."""

TELLING_WORDS = 5
"""Fewer words tell no language: "Kenya bombed Uganda" is taken for Luganda."""

SHORT_WORDS = 20
SHORT_CONFIDENCE = 0.8
"""English headlines and openings of 3 to 19 words that were taken for another language reached 0.62."""

CONFIDENCE = 0.4
"""English lists of names that were taken for another language reached 0.25; texts in 15 others measured 0.56 and up."""

# Nigerian Pidgin is where the classifier puts English made mostly of names and titles.
_COUNTED_AS_ENGLISH = frozenset({"en", "pcm", "sco"})
_NOT_SAID = frozenset({"", "und", "unknown", "mul", "xx", "none", "null", "n/a"})
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN_LETTER = re.compile(r"[^\W\d_A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")

_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "my": "Burmese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian",
    "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik",
    "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen", "tl": "Filipino", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese",
    "wuu": "Chinese", "yue": "Chinese", "zu": "Zulu",
}  # fmt: skip


def require_english(text: str, *, name: str, declared: str | None = None) -> None:
    """Refuse a report in another language.

    Args:
        text: The report's text.
        name: Where it came from, for the message.
        declared: The language its source gives, as a code ("en", "en-GB", "eng") or in English; it is believed.

    Raises:
        ReadingError: The source gives another language, or the text is in one.
    """
    said = (declared or "").strip().lower()
    if said not in _NOT_SAID:
        code = _code(said)
        if code != "en":
            raise ReadingError(name, f"is in {_shown(code)}, as its source says; dragoman reads English")
        return
    found = other_language(text)
    if found is not None:
        raise ReadingError(name, f"seems to be in {_shown(found)}; dragoman reads English")


def other_language(text: str) -> str | None:
    """The ISO 639 code of the language that a text is in; None for English and for what is too short to tell.

    >>> other_language("The two ministers said that they had agreed on the terms of the truce.") is None
    True
    """
    opening = text[: WORDS_LOOKED_AT * 12]
    words = [word.lower() for word in _WORD.findall(opening)[:WORDS_LOOKED_AT]]
    foreign = len(_FOREIGN_LETTER.findall(opening)) > 0.5 * len(_LETTER.findall(opening))
    certain = sum(word in FUNCTION_WORDS for word in words) >= CERTAIN_SHARE * len(words)
    if not words or ((certain or len(words) < TELLING_WORDS) and not foreign):
        return None
    code, confidence = _classifier().classify(opening)
    if foreign:
        return "und" if code in _COUNTED_AS_ENGLISH else str(code)
    needed = CONFIDENCE if len(words) >= SHORT_WORDS else SHORT_CONFIDENCE
    return None if code in _COUNTED_AS_ENGLISH or confidence < needed else str(code)


@functools.cache
def _classifier() -> LanguageIdentifier:
    """The classifier with confidences from 0 to 1, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here: it takes a second to load, and is seldom needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _code(language: str) -> str:
    """The two-letter code of a language given by code or by name, in small letters."""
    first = re.split(r"[-_ (]", language)[0]
    if first in ("en", "eng", "english"):
        return "en"
    by_name = {shown.lower(): code for code, shown in _NAMES.items()}
    return by_name.get(language, first)


def _shown(code: str) -> str:
    """A language for a message."""
    if code == "und":
        return "another language"
    return f"{_NAMES[code]} ({code})" if code in _NAMES else f"a language with the code {code}"
