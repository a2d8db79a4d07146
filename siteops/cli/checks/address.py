"""PUBLIC_URL: is it an address, does it lead here, by https and through as many proxies as are believed."""

import ipaddress
import json
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from flask import current_app
from flask_babel import gettext as _

from siteops.cli.checks.found import Found
from siteops.core import clock, proof

PATIENCE_S = 5
SOON = timedelta(days=14)
"""Certificates that renew themselves do it a month before their end."""
OFF = timedelta(seconds=60)


def address() -> Iterator[Found]:
    """What the setting says by itself."""
    public, parts = current_app.config["PUBLIC_URL"], urlsplit(current_app.config["PUBLIC_URL"])
    advice = _("Set PUBLIC_URL to the address that phones use, as in https://ops.example.org")
    if not public:
        yield Found("warn", _("PUBLIC_URL is not set: no labels, and links lead nowhere."), advice)
    elif parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        yield Found("problem", _("PUBLIC_URL is no address of a site: %(url)s", url=public), advice)
    elif parts.scheme == "http":
        yield Found("warn", _("PUBLIC_URL has no https: phones lend no camera, and no page without signal."), advice)
    else:
        yield Found("ok", f"PUBLIC_URL {public}")
        if not current_app.config["PROXY_HOPS"]:
            yield Found("warn", _("PROXY_HOPS is 0: behind a proxy everybody would seem to come from one address."),
                        _("If a reverse proxy stands in front: siteops serve --proxy 1"))  # fmt: skip


def reached() -> Iterator[Found]:
    """Whether phones come here by it. The only check that asks the network."""
    parts = urlsplit(current_app.config["PUBLIC_URL"])
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield Found("ok", _("Clock: nobody is asked, because PUBLIC_URL is not set."))
        return
    try:
        addresses = resolved(parts)
    except OSError as error:
        why = _("The name %(name)s leads nowhere: %(error)s", name=parts.hostname, error=error.strerror)
        yield Found("problem", why, _("Make an A or AAAA record for it where the domain is looked after."))
        return
    yield from whose(addresses)
    try:
        said = asked(parts)
    except ssl.SSLCertVerificationError as error:
        yield Found("problem", _("The certificate is not valid: %(error)s", error=error.verify_message),
                    _("Let Caddy fetch one: deploy/Caddyfile. Phones refuse others."))  # fmt: skip
    except (OSError, HTTPException) as error:
        yield Found("problem", _("Nothing answers at %(url)s: %(error)s", url=parts.geturl(), error=error),
                    _("Start the server and the proxy, and open the firewall for ports 80 and 443."))  # fmt: skip
    else:
        yield from judged(said, parts)


class Said(NamedTuple):
    """An answer: its status, what it says, when by its clock, and when its certificate ends."""

    status: int
    body: dict[str, Any]
    nonce: str
    date: str
    until: datetime | None


def resolved(parts: SplitResult) -> list[str]:
    """The addresses of the name. Raises OSError."""
    return sorted({str(one[4][0]) for one in socket.getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)})


def whose(addresses: list[str]) -> Iterator[Found]:
    """Whether phones on the road can reach these addresses."""
    if all(ipaddress.ip_address(one).is_loopback for one in addresses):
        yield Found("warn", _("PUBLIC_URL leads to this machine only: no phone finds it."),
                    _("Give it a name that leads to this machine's address on the network."))  # fmt: skip
    elif all(ipaddress.ip_address(one).is_private for one in addresses):
        yield Found("warn", _("PUBLIC_URL leads to a private address: phones find it on this network only."),
                    _("Fine if every phone is on the site's own network; elsewhere labels lead nowhere."))  # fmt: skip


def asked(parts: SplitResult) -> Said:
    """What /healthz says there. Raises OSError, HTTPException."""
    nonce, header = proof.question()
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/healthz", headers={proof.HEADER: header, "X-SiteOps": "1"})
        ended = until(connection.sock)
        answer = connection.getresponse()
        raw = answer.read(4096)
    finally:
        connection.close()
    try:
        body = json.loads(raw)
    except ValueError:
        body = {}
    return Said(answer.status, body if isinstance(body, dict) else {}, nonce, answer.getheader("Date", ""), ended)


def until(link: object) -> datetime | None:
    """When the certificate of a connection ends; None without one."""
    if not isinstance(link, ssl.SSLSocket):
        return None
    ends = (link.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(ends)), UTC) if ends else None


def judged(said: Said, parts: SplitResult) -> Iterator[Found]:
    """What an answer tells: is it us, what stands in between, how long the certificate holds, what the time is."""
    if said.until:
        days = (said.until - clock.now()).days
        level = "ok" if said.until - clock.now() > SOON else "warn"
        yield Found(level, _("The certificate is valid for %(days)s days.", days=days),
                    "" if level == "ok" else _("See why it was not renewed: journalctl -u caddy"))  # fmt: skip
    if not proof.is_ours(said.nonce, said.body):
        yield Found("problem", _("At %(url)s answers something else than this installation (%(status)s).",
                                 url=parts.geturl(), status=said.status),
                    _("Let the proxy pass everything on to the port of siteops serve; another data folder has another "
                      "secret."))  # fmt: skip
        return
    yield Found("ok", _("PUBLIC_URL leads to this installation."))
    yield from between(said.body, parts)
    yield from told_time(said.date)


def between(body: dict[str, Any], parts: SplitResult) -> Iterator[Found]:
    """Whether the server believes as many proxies as there are, and they say how they were asked."""
    if body.get("forwarded") != body.get("hops"):
        yield Found("problem", _("%(count)s proxies stand in front of the server, it believes %(hops)s.",
                                 count=body.get("forwarded"), hops=body.get("hops")),
                    f"siteops serve --proxy {body.get('forwarded')}")  # fmt: skip
    elif parts.scheme == "https" and not body.get("secure"):
        yield Found("problem", _("The proxy does not say that it was asked by https."),
                    _("Let it send X-Forwarded-Proto, or siteops serve --proxy 1."))  # fmt: skip
    elif body.get("host") != parts.netloc:
        yield Found("problem", _("The server was asked as %(host)s, not as %(name)s.", host=body.get("host"),
                                 name=parts.netloc), _("Let the proxy pass on the Host."))  # fmt: skip


def told_time(date: str) -> Iterator[Found]:
    """Our clock against the one of whoever answered."""
    try:
        off = abs(parsedate_to_datetime(date) - clock.now())
    except (TypeError, ValueError):
        yield Found("ok", _("Clock: the answer names no time to compare with."))
        return
    if off > OFF:
        yield Found("problem", _("Our clock and that of PUBLIC_URL are more than a minute apart."),
                    _("Set this machine's clock by NTP."))  # fmt: skip
