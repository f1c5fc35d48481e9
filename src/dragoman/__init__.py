"""dragoman reads the news of diplomacy and politics and keeps the diplomatic record.

>>> from dragoman import Coder
>>> record = Coder().code("The foreign ministers of Norway and Kenya met in Oslo on Monday.", published_on="2025-11-03")
>>> print(record)
Untitled report: 1 event
  2025-11-03  Norway, Kenya  CONSULT: “met”
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.model import Record, Report
    from dragoman.pipeline import Coder

__all__ = ["Coder", "Record", "Report", "__version__"]


def __getattr__(name: str) -> Any:
    """Import the heavy parts when they are first asked for, so that `import dragoman` and `--help` stay quick."""
    if name == "Coder":
        from dragoman.pipeline import Coder

        return Coder
    if name in ("Record", "Report"):
        import dragoman.model

        return getattr(dragoman.model, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
