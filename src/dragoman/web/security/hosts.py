"""Hosts: the names by which this server may be called.

A page elsewhere can have its own name point at 127.0.0.1 and then read our answers as its own (DNS rebinding). It can't
do so with a bare address, so these, `localhost` and the names the user gave are served, and no other.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]/@\s]+)(?::\d{1,5})?")


def host_name(header: str) -> str | None:
    """The name in a Host header, in small letters and without port and brackets; None where it holds no name.

    >>> host_name("Localhost:8765"), host_name("[::1]:8765"), host_name("a@b")
    ('localhost', '::1', None)
    """
    match = _HOST.fullmatch(header.strip())
    return match["name"].strip("[]").lower().removesuffix(".") if match else None


def is_ours(header: str, allowed: Collection[str]) -> bool:
    """Whether a Host header names this server."""
    name = host_name(header)
    if not name:
        return False
    if name in {"localhost", socket.gethostname().lower(), *(one.lower() for one in allowed)}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
