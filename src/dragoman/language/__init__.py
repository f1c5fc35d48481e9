"""The language step: Document → Sentences with tokens, parse and mentions.

Another parser is a class with `parse(document) -> tuple[Sentence, ...]`; nothing later in the walk knows spaCy.
"""

from dragoman.language.parser import Parser

__all__ = ["Parser"]
