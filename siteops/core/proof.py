"""How `siteops doctor` asks a server, through its public address, whether it is this installation, and what it sees.

Asked in the usual way, `/healthz` says only that it is up. To whoever knows the installation's secret it says more.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Any

from flask import current_app, request

HEADER = "X-SiteOps-Doctor"


def sign(purpose: str, nonce: str) -> str:
    """What only this installation can say to a word that nobody has used before."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"{purpose} {nonce}".encode(), sha256).hex()[:32]


def question() -> tuple[str, str]:
    """A word of one's own, and the header to ask with."""
    nonce = secrets.token_hex(8)
    return nonce, f"{nonce}.{sign('ask', nonce)}"


def answer() -> dict[str, Any]:
    """What the server that is asked adds to its answer; nothing for others.

    `forwarded`: how many proxies said for whom they ask; `hops`: how many it believes; `secure`, `host`: how it was
    asked.
    """
    nonce, _, signed = request.headers.get(HEADER, "").partition(".")
    if not nonce or not hmac.compare_digest(signed.encode(), sign("ask", nonce).encode()):
        return {}
    forwarded = [one for one in ",".join(request.headers.getlist("X-Forwarded-For")).split(",") if one.strip()]
    return {
        "proof": sign("answer", nonce), "forwarded": len(forwarded), "hops": current_app.config["PROXY_HOPS"],
        "secure": request.is_secure, "host": request.host,
    }  # fmt: skip


def is_ours(nonce: str, said: dict[str, Any]) -> bool:
    """Whether an answer comes from this installation."""
    return hmac.compare_digest(str(said.get("proof", "")).encode(), sign("answer", nonce).encode())
