"""Where an installation keeps its things, read from the environment once, at start-up."""

import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
MAX_BODY = 1024 * 1024
"""Largest body of a push or a form, in bytes. Uploads say their own limit."""
MOST_HOPS = 9
POOL: dict[str, Any] = {"pool_size": 9, "max_overflow": 4, "pool_timeout": 10}
"""Connections of a process: one for each of eight threads, and some for what they do beside."""


class BadSetting(ValueError):
    """The environment says something that cannot be."""


def settings(**given: Any) -> dict[str, Any]:
    """The configuration: `given` over the environment over defaults. Makes the data folder. Raises BadSetting."""
    data = Path(given.get("DATA") or os.environ.get("SITEOPS_DATA") or ROOT / "instance").resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = given.get("DATABASE_URL") or os.environ.get("DATABASE_URL") or f"sqlite:///{data}/siteops.db"
    return {
        "DATA": data,
        "PUBLIC_URL": os.environ.get("PUBLIC_URL", "").rstrip("/"),
        "PROXY_HOPS": hops(os.environ.get("PROXY_HOPS", "")),
        "SQLALCHEMY_DATABASE_URI": driver(url),
        "SQLALCHEMY_ENGINE_OPTIONS": POOL,
        "MIGRATIONS": str(ROOT / "migrations"),
        "MAX_CONTENT_LENGTH": MAX_BODY,
        "SESSION_COOKIE_NAME": "siteops",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # The row in the table decides how long a session lasts; the cookie must only not go before it.
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SECRET_KEY": secret(data),
        **given,
    }


def hops(text: str) -> int:
    """How many proxies stand before us, each of which adds to X-Forwarded-For. Raises BadSetting."""
    if not text:
        return 0
    if not text.isdecimal() or int(text) > MOST_HOPS:
        raise BadSetting(f"PROXY_HOPS is a number from 0 to {MOST_HOPS}, not {text!r}.")
    return int(text)


def driver(url: str) -> str:
    """A database address with the driver that we install. Raises BadSetting for a database we do not know."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if not url.startswith(("sqlite://", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL is no address of SQLite (sqlite:///…) or PostgreSQL (postgresql://…).")
    return url


def secret(data: Path) -> str:
    """The key that signs cookies: made once, kept in the data folder, readable by its owner only."""
    path = data / "secret"
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
        fresh.touch(0o600)
        fresh.write_text(secrets.token_hex(32))
        try:
            os.link(fresh, path)  # whoever links first wins; two processes may start at once
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text()
