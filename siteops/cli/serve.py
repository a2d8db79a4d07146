"""`siteops serve`: the web server, with the settings that were measured."""

import errno
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click
from flask_babel import gettext as _

from siteops.cli import options, serving
from siteops.cli.site import Trouble, opened
from siteops.core.config import POOL

FASTEST_FOLDER = Path("/dev/shm")  # noqa: S108 (gunicorn makes unnamed files there)
"""Workers touch a file each second to say that they live; on a disk that can block them."""
KEEP_ALIVE_S = 150
"""Longer than a proxy in front keeps an idle connection (Caddy: 120 s), so that we never close one it just used."""

GRACE_S = 10
"""How long requests may still run when the server is told to end."""


class Bind(NamedTuple):
    """Where to listen. `host` empty: everywhere."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host or '0.0.0.0'}:{self.port}"  # noqa: S104 (phones on the site's network must reach it)


@click.command()
@options.port
@click.option("--host", help="Listen on this address only. With --proxy: 127.0.0.1 unless you say otherwise.")
@click.option("--proxy", "hops", envvar="PROXY_HOPS", show_envvar=True, type=click.IntRange(0, 9), default=0,
              help="How many reverse proxies stand in front and set X-Forwarded-For, -Proto and -Host.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Threads in each process.")
@click.option("--log", type=click.Choice(["off", "json"]), default="off", show_default=True,
              help="A line of JSON on standard output for each request, without addresses and secrets.")  # fmt: skip
def serve(port: int, host: str | None, hops: int, workers: int, threads: int, log: str) -> None:
    """Serve SiteOps, behind a reverse proxy or without one.

    The database is brought up to date first. Ctrl-C, or a TERM signal, ends it in order.
    """
    from siteops.core.upgrade import prepare

    bind = Bind(host if host is not None else "127.0.0.1" if hops else "", port)
    check_port(bind)
    with opened(PROXY_HOPS=hops) as app:
        if prepare():
            click.echo(_("The database was brought up to date."))
        welcome(app.config, port)
        serving.announce(app.config["DATA"])
    click.echo(_("SiteOps listens on %(bind)s. Ctrl-C ends it.", bind=bind))
    run(bind, hops, {"workers": workers, "threads": threads, "accesslog": "-" if log == "json" else None})


def welcome(config: Mapping[str, Any], port: int) -> None:
    """As long as nobody has an account, say how the first is made, and the code that others than this machine need."""
    from siteops.core import codes
    from siteops.core.access import first
    from siteops.core.access.sessions import nobody_yet

    if not nobody_yet():
        return
    code = first.code(config["SECRET_KEY"])
    base = config["PUBLIC_URL"] or f"http://localhost:{port}"
    click.echo(_("Nobody has an account here yet. Make the first: %(url)s", url=f"{base}/setup?code={code}"))
    click.echo(_("From another machine it asks for the set-up code: %(code)s", code=codes.spaced(code)))


def check_port(bind: Bind, again: str = "siteops serve") -> None:
    """Raises Trouble if nobody can listen there, and says how to choose another port. `again`: what to type."""
    with socket.socket(socket.AF_INET6 if ":" in bind.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind.host, bind.port))
        except OSError as error:
            raise Trouble(why_not(error, bind, again)) from error


def why_not(error: OSError, bind: Bind, again: str) -> str:
    """Why a port cannot be had, and what to do."""
    words = {"port": bind.port, "other": free_port(bind), "again": again}
    if error.errno == errno.EADDRINUSE:
        said = _("Port %(port)s is in use by another program. Choose another: PORT=%(other)s %(again)s", **words)
    elif error.errno == errno.EACCES:
        said = _("Port %(port)s is for the administrator only. Choose another: PORT=%(other)s %(again)s", **words)
    else:
        said = _("Nobody can listen on %(bind)s: %(error)s", bind=bind, error=error.strerror)
    return str(said)


def free_port(bind: Bind) -> int:
    """A port that can be had: the next one above, if it is free, else any."""
    for port in (bind.port + 1, bind.port + 2, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("", port if 1024 <= port <= 65535 else 0))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    return 8001


def run(bind: Bind, hops: int, given: dict[str, Any]) -> None:
    """Serve until told to stop. Does not come back."""
    from siteops.cli.server import Server
    from siteops.cli.worker import Worker

    Server(
        {
            "bind": str(bind),
            "worker_class": Worker,
            "workers": 2,
            "threads": 8,
            "keepalive": KEEP_ALIVE_S,
            "graceful_timeout": GRACE_S,
            "worker_tmp_dir": str(FASTEST_FOLDER) if FASTEST_FOLDER.is_dir() else None,
            "forwarded_allow_ips": "",  # whom to believe is said by --proxy alone
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "siteops",
            **given,
        },
        PROXY_HOPS=hops,
        SQLALCHEMY_ENGINE_OPTIONS=POOL | {"pool_size": given.get("threads", 8) + 1},
    ).run()
