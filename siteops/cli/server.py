"""The web server's process: gunicorn, told what to do here and not by files of its own."""

import gc
import json
import re
from datetime import timedelta
from typing import Any

import click
from flask_babel import gettext as _
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from siteops.core import clock

SECRET = re.compile(r"^/(join|q)/[^/]+", re.IGNORECASE)
"""Paths that open a door, or say which thing was scanned, do not belong in a log."""
GARBAGE = 50_000
"""Things made and not yet dropped before Python looks for circles among them. What an app is made of stays for good and
need not be looked at; a push of fifty entries makes some 10,000 things, and none of them is a circle."""


class Server(BaseApplication):  # type: ignore[misc]
    """SiteOps under gunicorn. Each worker makes an app of its own: connections do not survive a fork."""

    def __init__(self, settings: dict[str, Any], **given: Any) -> None:
        self.settings = {"logger_class": RequestLog, "on_exit": say_goodbye, **settings}
        self.given = given
        super().__init__()

    def load_config(self) -> None:
        """Take our settings; no file and no environment adds to them."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The app of one worker."""
        from siteops import create_app

        made = create_app(**self.given)
        gc.freeze()
        gc.set_threshold(GARBAGE)
        return made


def say_goodbye(_server: object) -> None:
    """The last word, so that one sees that it ended in order."""
    click.echo(_("SiteOps has stopped."))


class RequestLog(Logger):  # type: ignore[misc]
    """A line of JSON for each request: when, what, how it ended, how long it took. Nobody's address."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write one line, if that is wanted."""
        if not self.cfg.accesslog:
            return
        line = {
            "at": clock.stamp(),
            "method": environ.get("REQUEST_METHOD"),
            "path": SECRET.sub(r"/\1/…", environ.get("PATH_INFO", "")),
            "status": resp.status_code,
            "ms": round(request_time.total_seconds() * 1000, 1),
            "bytes": resp.sent,
        }
        self.access_log.info(json.dumps(line, ensure_ascii=False))
