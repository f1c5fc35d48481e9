"""Assets: our own style sheet, scripts and pictures, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePath
from typing import Final

_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours.

    Attributes:
        name: Its name.
        content: Its bytes.
        media_type: What it is.
        fingerprint: Of its content; an address that holds it may be kept for ever.
    """

    name: str
    content: bytes
    media_type: str
    fingerprint: str

    @property
    def href(self) -> str:
        """Its address."""
        return f"/static/{self.fingerprint}/{self.name}"


def load_assets() -> Mapping[str, Asset]:
    """All assets by name; they are few and small, and stay in memory."""
    return {
        one.name: Asset(one.name, content, _TYPES[ending], hashlib.sha256(content).hexdigest()[:12])
        for one in files("dragoman.web").joinpath("static").iterdir()
        if (ending := PurePath(one.name).suffix) in _TYPES
        for content in [one.read_bytes()]
    }
