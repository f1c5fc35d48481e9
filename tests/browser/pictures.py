"""Pictures of pages for the documentation, small enough to keep in the repository."""

from __future__ import annotations

import base64
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

COLOURS = 256

Pixels = npt.NDArray[np.uint8]

_READ = """async (png) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const paper = canvas.getContext("2d");
  paper.drawImage(bitmap, 0, 0);
  const { data } = paper.getImageData(0, 0, bitmap.width, bitmap.height);
  const pieces = [];
  for (let at = 0; at < data.length; at += 0x8000) pieces.push(String.fromCharCode(...data.subarray(at, at + 0x8000)));
  return [bitmap.width, bitmap.height, btoa(pieces.join(""))];
}"""


def picture(tab: Any, name: str, *, whole: bool = False, of: str = "DRAGOMAN_PICTURES") -> None:
    """Keep a picture of a tab, where the environment names a folder for it.

    Args:
        tab: The tab.
        name: What the file is called, without its ending.
        whole: The whole page, however long; else what the window shows.
        of: The variable that names the folder: `DRAGOMAN_PICTURES` for those of the tour, `DRAGOMAN_EVERY_PICTURE` for
            every page in every form, to be looked at.
    """
    folder = os.environ.get(of)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        shot = tab.screenshot(full_page=whole, animations="disabled")
        (Path(folder) / f"{name}.png").write_bytes(with_palette(pixels_of(tab, shot)))


def with_palette(pixels: Pixels) -> bytes:
    """Pixels (height, width, red green blue) as a PNG of at most 256 colours."""
    height, width, _ = pixels.shape
    flat = pixels.reshape(-1, 3).astype(np.int32)
    codes, where, many = np.unique(
        flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2], return_inverse=True, return_counts=True
    )
    shades = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1)
    palette = shades[_chosen(shades, many)]
    nearest = ((shades[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    # Before each row stands the number of its filter: none, since neighbours in a palette aren't alike.
    rows = np.hstack([np.zeros((height, 1), np.uint8), nearest[where].reshape(height, width)]).tobytes()
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chosen(shades: npt.NDArray[np.int32], many: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Which shades to keep: the most frequent, then the most frequent of those that lie far from one another."""
    order = np.argsort(-many, kind="stable")
    exact, rest = order[: COLOURS // 2], order[COLOURS // 2 :]
    coarse = (shades[rest] >> 4) @ np.array([256, 16, 1])
    _, first = np.unique(coarse, return_index=True)
    return np.concatenate([exact, rest[np.sort(first)[: COLOURS - len(exact)]]])


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def pixels_of(tab: Any, png: bytes) -> Pixels:
    """The pixels of a PNG, as the browser reads it, in a page of its own that has no rules of ours."""
    reader = tab.context.browser.new_page()
    try:
        width, height, data = reader.evaluate(_READ, base64.b64encode(png).decode())
    finally:
        reader.close()
    found: Pixels = np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)[..., :3]
    return found
