"""Filing: the keys under which reports are looked up, as numbers, which take less room than words."""

from __future__ import annotations

from hashlib import blake2b


def filed(key: str) -> int:
    """A key as a number of 64 bits, signed; the same in any process.

    Two keys that meet in one number cost a comparison and mean nothing: what shares a key is compared.

    >>> filed("CONSULT|NOR") == filed("CONSULT|NOR"), filed("CONSULT|NOR") == filed("CONSULT|KEN")
    (True, False)
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
