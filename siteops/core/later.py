"""Work that nobody waits for: done a little later, in a thread of its own, once for all who asked meanwhile."""

import logging
import threading
from collections.abc import Callable

from siteops.core.db import Busy

log = logging.getLogger(__name__)


class Later:
    """Does `work` some seconds after it was asked for; again, as long as `left` says that there is more.

    `pace_s`: how long it may wait; None: it is never done by itself.
    """

    def __init__(self, work: Callable[[], None], left: Callable[[], bool], pace_s: float | None) -> None:
        self._work = work
        self._left = left
        self._pace_s = pace_s
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def soon(self) -> None:
        """Ask for it."""
        with self._lock:
            if self._pace_s is None or self._timer:
                return
            self._timer = threading.Timer(self._pace_s, self._on_time)
            self._timer.daemon = True
            self._timer.start()

    def wait(self) -> None:
        """Wait until what was asked for is done."""
        timer = self._timer
        if timer:
            timer.join()

    def _on_time(self) -> None:
        try:
            self._work()
        except Busy:
            log.info("a note waits: the database is busy")
        finally:
            with self._lock:
                self._timer = None
        if self._left():
            self.soon()
