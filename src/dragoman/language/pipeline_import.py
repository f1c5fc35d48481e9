"""Loading spaCy without its command line.

`import spacy` pulls in `spacy.cli`, with requests, httpx, weasel and wasabi: 0.9 s of the 2.4 s it takes on a
cold start
(docs/decisions/0004-lean-start.md). The language step never uses it, so a placeholder stands in while spaCy is imported
and is taken away after: a later `import spacy.cli` gets the real one.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from dragoman.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def load_pipeline(name: str) -> Language:
    """Load a spaCy pipeline by package name or path.

    Raises:
        SettingsError: It isn't installed, can't be loaded, or lacks a parser or an entity recogniser.
    """
    spacy = _import_spacy()
    try:
        nlp: Language = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise SettingsError(
            f"the language model {name!r} can't be loaded ({error}); install it, or name another with "
            "DRAGOMAN_LANGUAGE_MODEL"
        ) from error
    missing = [pipe for pipe in ("parser", "ner", "lemmatizer") if not nlp.has_pipe(pipe)]
    if missing:
        raise SettingsError(f"the language model {name!r} has no {' and no '.join(missing)}; dragoman needs them")
    return nlp


def _import_spacy() -> ModuleType:
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    placeholders = {name: ModuleType(name) for name in _COMMAND_LINE if name not in sys.modules}
    for module in placeholders.values():
        module.info = _command_line_only  # type: ignore[attr-defined]
    sys.modules.update(placeholders)
    try:
        return importlib.import_module("spacy")
    finally:
        for name, module in placeholders.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _command_line_only(*_: object, **__: object) -> None:
    raise SettingsError("spacy.info belongs to spaCy's command line: run `python -m spacy info`")
