"""The attribution step: sentences and links → who says what, by which words."""

from dragoman.attribution.finder import attribute
from dragoman.attribution.quotes import quotes

__all__ = ["attribute", "quotes"]
