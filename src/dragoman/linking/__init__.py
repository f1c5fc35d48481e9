"""The linking step: mentions → who, where and when they stand for, as of the report's date."""

from dragoman.linking.linker import link

__all__ = ["link"]
