"""Settings of the web face: from the environment (`DRAGOMAN_WEB_…`) or given in code; every field has a default."""

from __future__ import annotations

import ipaddress

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class WebSettings(BaseSettings):
    """How the web face runs.

    Attributes:
        host: The address to listen on; a loopback address needs no users.
        port: The port to listen on; part of the cookie's name, since browsers share cookies between ports.
        login: Ask for a login on loopback too, as behind a proxy.
        secure_cookies: Send cookies over HTTPS only; None is True wherever a login is asked for.
        allowed_hosts: Names besides addresses and `localhost` by which browsers may call this server.
        max_body_bytes: Largest request.
        max_report_characters: Longest report coded while a browser waits, in code points.
        max_reports: Most reports in one coding.
        waiting_codings: Most codings that wait for their turn; further ones are refused until some are done.
        session_hours: How long a login lasts.
    """

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_WEB_", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65_535)
    login: bool = False
    secure_cookies: bool | None = None
    allowed_hosts: tuple[str, ...] = ()
    max_body_bytes: int = Field(default=8_000_000, ge=1)
    max_report_characters: int = Field(default=100_000, ge=1)
    max_reports: int = Field(default=200, ge=1)
    waiting_codings: int = Field(default=20, ge=1)
    session_hours: int = Field(default=12, ge=1)

    @property
    def is_open(self) -> bool:
        """Whether whoever reaches the server may do everything: it listens on loopback and asks for no login."""
        return is_loopback(self.host) and not self.login

    @property
    def sends_secure_cookies(self) -> bool:
        """Whether browsers are told to send cookies over HTTPS only."""
        return not self.is_open if self.secure_cookies is None else self.secure_cookies


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
