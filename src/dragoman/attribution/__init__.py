"""The attribution step: sentences and links → who says what, by which words."""

from dragoman.attribution.finder import attribute

__all__ = ["attribute"]
