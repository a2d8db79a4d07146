"""The first account of an installation: who may make it.

Whoever opens an empty installation first would become its administrator. So whoever does not sit at the machine
itself has to give a code, which the server says when it starts, and `siteops doctor` whenever one asks.
"""

import hmac
import ipaddress
from hashlib import sha256
from urllib.parse import urlsplit

from flask import current_app, request

from siteops.core import codes

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
"""Headers by which a proxy says that it asks for somebody else."""


def code(secret: str) -> str:
    """The code of an installation, 8 characters: it follows from what signs its cookies, and is kept nowhere."""
    number = int.from_bytes(hmac.digest(secret.encode(), b"first account", sha256))
    return "".join(codes.ALPHABET[number >> 5 * place & 31] for place in range(codes.SHORT))


def is_right(given: str) -> bool:
    """Whether somebody gave the code, in whatever groups and case."""
    return hmac.compare_digest(codes.read(given).value.encode(), code(current_app.config["SECRET_KEY"]).encode())


def is_known() -> bool:
    """Whether this request comes from the machine itself, by a name that is no one else's, and from nobody behind it.

    An installation with a public address stands behind a proxy: there even the machine itself proves nothing.
    """
    public = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    if public and not is_here(public):
        return False
    behind = any(name in request.headers for name in FORWARDED)
    return not behind and is_here(request.remote_addr or "") and is_here(urlsplit(request.host_url).hostname or "")


def is_here(name: str) -> bool:
    """Whether a name or an address means this machine itself."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
