"""Where an installation keeps its things, read from the environment once, at start-up."""

import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
MAX_BODY = 1024 * 1024
"""Largest body of a push or a form, in bytes. Uploads say their own limit."""


def settings(**given: Any) -> dict[str, Any]:
    """The configuration: `given` over the environment over defaults. Makes the data folder."""
    data = Path(given.get("DATA") or os.environ.get("SITEOPS_DATA") or ROOT / "instance").resolve()
    data.mkdir(parents=True, exist_ok=True)
    url = given.get("DATABASE_URL") or os.environ.get("DATABASE_URL") or f"sqlite:///{data}/siteops.db"
    return {
        "DATA": data,
        "PUBLIC_URL": os.environ.get("PUBLIC_URL", "").rstrip("/"),
        "PROXY_HOPS": int(os.environ.get("PROXY_HOPS", "0")),
        "SQLALCHEMY_DATABASE_URI": driver(url),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 9, "max_overflow": 4, "pool_timeout": 10},
        "MIGRATIONS": str(ROOT / "migrations"),
        "MAX_CONTENT_LENGTH": MAX_BODY,
        "SESSION_COOKIE_NAME": "siteops",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SECRET_KEY": secret(data),
        **given,
    }


def driver(url: str) -> str:
    """A database address with the driver that we install."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
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
