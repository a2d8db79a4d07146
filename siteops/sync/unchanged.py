"""Tells a phone that nothing has changed, at the door: before Flask makes a request of the question.

Hundreds of phones ask every three seconds, and mostly nothing has changed. What Flask does around a view then takes
several times as long as the view. Whatever decides the answer is read anew each time, so a session that ended, another
role or a new entry is seen by the very next question of every process. All else goes on to Flask.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any
from wsgiref.types import StartResponse

from flask import Flask
from sqlalchemy import Connection
from werkzeug.http import parse_cookie

from siteops.core.access.lately import lately
from siteops.core.access.sessions import Principal, in_session, token_in
from siteops.core.db import db
from siteops.core.journal.prepared import Prepared
from siteops.core.web import headers
from siteops.sync.changes import HEAD, tag_of
from siteops.sync.presence import presence
from siteops.sync.scopes import Asker

PULL = re.compile(r"/api/shows/([^/\0]+)/changes")
CURSOR = Prepared(HEAD)
AT_ONCE = "siteops.at_once"
"""In the environ of a question that the server will have answered without waiting, or not at all."""
MOST = 2000
"""Cookies that a process has read and need not read again: more than a show has phones."""
Environ = dict[str, Any]


class Unchanged:
    """A WSGI app before Flask's own: says 304 where `sync.pull` would, in the same words."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rest = app.wsgi_app
        self._token = lru_cache(MOST)(partial(token_in, app))
        self._is_near = str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite:")

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer, or leave it to Flask. What is to be answered at once and cannot be is not answered at all."""
        at_once = AT_ONCE in environ
        if (self._is_near or not at_once) and self._is_unchanged(environ):
            tag = environ["HTTP_IF_NONE_MATCH"]
            start("304 NOT MODIFIED", [*{**headers(environ), "ETag": tag, "Vary": "Cookie"}.items()])
            return ()
        return () if at_once else self._rest(environ, start)

    def _is_unchanged(self, environ: Environ) -> bool:
        """Whether this is a pull by somebody who holds all there is."""
        pull, tag = PULL.fullmatch(environ["PATH_INFO"]), environ.get("HTTP_IF_NONE_MATCH")
        return bool(pull and tag and environ["REQUEST_METHOD"] == "GET" and self._nothing_new(environ, pull[1], tag))

    def _nothing_new(self, environ: Environ, show: str, tag: str) -> bool:
        """Whether the asker holds all there is; then their phone was heard, and their session used. Two queries."""
        cookie = parse_cookie(environ).get(self._app.config["SESSION_COOKIE_NAME"])
        token = self._token(cookie) if cookie else None
        if token is None:
            return False
        with self._app.app_context():
            with db.engine.connect() as connection:
                asker = in_session(connection, token)
                if asker is None or tag != current_tag(connection, asker, show):
                    return False
            lately().use(asker)
            presence().pulled(show, environ.get("HTTP_X_DEVICE", ""), asker.person)
        return True


def current_tag(connection: Connection, asker: Principal, show: str) -> str | None:
    """The ETag, as a header spells it, of what somebody may see of a show now; None where they may see nothing."""
    role = asker.role(show)
    if role is None:
        return None
    found = CURSOR.rows(connection, {"show": show})
    return f'"{tag_of(Asker(show, asker.person, asker.name, role), *found[0])}"' if found else None


def init_app(app: Flask) -> None:
    """Stand before Flask. To be called before a proxy's word is taken for who asks how (core/web.py)."""
    app.wsgi_app = Unchanged(app)  # type: ignore[assignment]
