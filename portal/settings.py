"""What the environment says, read once."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, MultiFernet

Kind = Literal["demo", "test", "production"]


class SettingsMissing(Exception):
    """The environment is not enough to start on. The sentence says what to set."""


@dataclass(frozen=True)
class Settings:
    env: Kind
    data: Path
    database_url: str  # "" means SQLite, in the data folder
    port: int
    origin: str
    hosts: tuple[str, ...]
    keys: tuple[bytes, ...] = field(repr=False)  # newest first
    outside: str  # where "Leave" lands
    proxies: tuple[str, ...]  # whose X-Forwarded-For is believed
    now: datetime | None  # where the clock starts; in tests only

    @property
    def database_file(self) -> Path:
        return self.data / "portal.sqlite"

    @property
    def feedback_file(self) -> Path:
        """In a folder of its own: backups must leave it out."""
        return self.data / "waiting" / "feedback.sealed"

    @property
    def is_production(self) -> bool:
        return self.env == "production"


@cache
def settings() -> Settings:
    """The settings of this process. Tests call `settings.cache_clear()` after changing the environment."""
    return read(os.environ)


def read(environ: Mapping[str, str]) -> Settings:
    env = environ.get("PORTAL_ENV", "demo")
    if env not in get_args(Kind):
        raise SettingsMissing(f"PORTAL_ENV is {env!r}; it can be {', '.join(get_args(Kind))}.")
    data = Path(environ.get("PORTAL_DATA", "var")).absolute()
    port = _port(environ.get("PORT", "8000"))
    origin = environ.get("PORTAL_ORIGIN", "" if env == "production" else f"http://127.0.0.1:{port}").rstrip("/")
    if not origin:
        raise SettingsMissing("PORTAL_ORIGIN is not set; it is the address people type, like https://notes.example.org")
    if env == "production" and not origin.startswith("https://") and not _is_this_machine(origin):
        raise SettingsMissing("PORTAL_ORIGIN is not https; without TLS anybody on the way could read everything.")
    return Settings(
        env=cast(Kind, env),
        data=data,
        database_url=environ.get("DATABASE_URL", ""),
        port=port,
        origin=origin,
        hosts=_listed(environ.get("PORTAL_HOSTS", "")) or _hosts_of(origin),
        keys=_keys(environ.get("PORTAL_KEYS", ""), env, data),
        outside=environ.get("PORTAL_OUTSIDE", "https://www.weather.com/"),
        proxies=_listed(environ.get("PORTAL_PROXIES", "")),
        now=_now(environ.get("PORTAL_NOW", ""), env),
    )


def _port(text: str) -> int:
    if not text.isdecimal():
        raise SettingsMissing(f"PORT is {text!r}; it is a number, like 8000.")
    return int(text)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_this_machine(origin: str) -> bool:
    return urlsplit(origin).hostname in ("127.0.0.1", "localhost", "::1")


def _hosts_of(origin: str) -> tuple[str, ...]:
    host = urlsplit(origin).hostname or ""
    return ("127.0.0.1", "localhost") if host in ("127.0.0.1", "localhost") else (host,)


def _keys(text: str, env: str, data: Path) -> tuple[bytes, ...]:
    if listed := _listed(text):
        keys = tuple(key.encode() for key in listed)
    elif env == "production":
        raise SettingsMissing("PORTAL_KEYS is not set; without the keys nobody's words can be read or kept.")
    else:
        keys = _kept_keys(data / "keys")
    try:
        MultiFernet([Fernet(key) for key in keys])  # a broken key is refused now, not at the first sealed word
    except ValueError as error:
        raise SettingsMissing("PORTAL_KEYS holds what is no Fernet key.") from error
    return keys


def _kept_keys(file: Path) -> tuple[bytes, ...]:
    """Demo and tests keep their keys beside their data, so that a second start can read the first one's words."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        # Written whole before it gets its name: of two processes starting at once, both read the first one's keys.
        with NamedTemporaryFile(dir=file.parent) as fresh:
            fresh.write(Fernet.generate_key() + b"\n")
            fresh.flush()
            with suppress(FileExistsError):
                os.link(fresh.name, file)
    return tuple(file.read_bytes().split())


def _now(text: str, env: str) -> datetime | None:
    if not text:
        return None
    if env != "test":
        raise SettingsMissing("PORTAL_NOW is for tests only (PORTAL_ENV=test).")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise SettingsMissing("PORTAL_NOW needs a time zone, like 2026-03-01T09:00:00+00:00")
    return moment
