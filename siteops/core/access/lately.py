"""When sessions were last used: noted in memory, and written later, at most once an hour each.

Whoever only looks uses a session too, a board on a wall as much as a phone; and a GET never writes.
"""

import threading
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import bindparam, update

from siteops.core import clock
from siteops.core.access.people import SignIn
from siteops.core.access.sessions import SEEN_EVERY, Principal
from siteops.core.db import Base, writing
from siteops.core.later import Later

PACE_S = 5.0
TABLE = Base.metadata.tables[SignIn.__tablename__]
USED = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("mine"), TABLE.c.seen < bindparam("at"), TABLE.c.revoked.is_(None))
    .values(seen=bindparam("at"))
)


class Lately:
    """The sessions that this process has seen in use and not yet written down.

    `pace_s`: how long after a use they are written; None: only when `write()` is called.
    """

    def __init__(self, app: Flask, pace_s: float | None) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._used: dict[str, datetime] = {}
        self._later = Later(self.write, lambda: bool(self._used), pace_s)

    def use(self, asker: Principal) -> None:
        """A session is in use."""
        now = clock.now()
        if asker.sign_in and asker.seen and asker.seen < now - SEEN_EVERY:
            with self._lock:
                self._used[asker.sign_in] = now
            self._later.soon()

    def write(self) -> None:
        """Write down what was seen. Raises Busy, and then it is still to be written."""
        with self._lock:
            due = dict(self._used)
        if not due:
            return
        with self._app.app_context(), writing() as connection:
            connection.execute(USED, [{"mine": id, "at": at} for id, at in sorted(due.items())])
        with self._lock:
            self._used = {id: at for id, at in self._used.items() if due.get(id) != at}


def init_app(app: Flask) -> None:
    """Give an app its memory of sessions in use."""
    app.extensions["lately"] = Lately(app, None if app.testing else PACE_S)


def lately() -> Lately:
    """This process's memory of sessions in use."""
    found: Lately = current_app.extensions["lately"]
    return found
