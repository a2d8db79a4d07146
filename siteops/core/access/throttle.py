"""Slowing down whoever guesses: a few tries, then a wait.

Tries are counted by account and by visitor. A visitor is a session where there is one; strangers are told apart by
address alone, and a whole site shares one address, so an address may try ten times as often. Nobody locks another out:
a browser in which an account signed in before is counted by itself, and so is every network.

The count lies in a small file of its own, which all processes of this machine share and no backup holds: the site's
database is for what must last, and a guess must not wait at its door. One try takes 0.3 ms there, argon2 a hundred
times that.
"""

import ipaddress
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2s, sha256
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from flask import current_app, request
from flask import session as cookie
from flask_babel import ngettext
from werkzeug.exceptions import TooManyRequests

from siteops.core.access.sessions import Principal
from siteops.core.db import Busy

MOST = 10
"""Wrong tries before the wait: the eleventh is refused (the figure that CHT uses)."""
STRANGERS = 10 * MOST
WITHIN_S = 300.0
FILE = "tries"
PATIENCE_S = 2.0
SHAPE = """
CREATE TABLE IF NOT EXISTS try (key BLOB NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS try_key ON try (key, at);
CREATE INDEX IF NOT EXISTS try_at ON try (at);
"""


class Try(NamedTuple):
    """What a try is counted by, and how many are free."""

    key: str
    most: int

    @property
    def digest(self) -> bytes:
        """What the file holds: no address, no account."""
        return blake2s(self.key.encode(), digest_size=16).digest()


class Throttle:
    """Counts tries by key over the last `within` seconds, in a file. Raises Busy where that cannot be written.

    `clock`: seconds that all processes of the machine agree on; a reboot may begin them anew.
    """

    def __init__(self, path: Path, within: float = WITHIN_S, clock: Callable[[], float] = monotonic) -> None:
        self._path = path
        self._within = within
        self._clock = clock

    def take(self, tries: Sequence[Try]) -> int:
        """Count one try under every key and answer 0; or count nothing and answer the seconds to wait."""
        with self._book() as book:
            now = self._clock()
            book.execute("DELETE FROM try WHERE at <= ? OR at > ?", (now - self._within, now))
            full = [since for one in tries if (since := nth_last(book, one)) is not None]
            if full:
                return int(max(full) + self._within - now) + 1
            book.executemany("INSERT INTO try VALUES (?, ?)", [(one.digest, now) for one in tries])
        return 0

    def give_back(self, tries: Iterable[Try]) -> None:
        """The last try was right after all: it does not count."""
        last = "DELETE FROM try WHERE rowid = (SELECT rowid FROM try WHERE key = ? ORDER BY at DESC LIMIT 1)"
        with self._book() as book:
            book.executemany(last, [(one.digest,) for one in tries])

    @contextmanager
    def _book(self) -> Iterator[sqlite3.Connection]:
        """The file, for us alone. What cannot be read is begun anew: it holds nothing that must last."""
        try:
            with closing(opened(self._path)) as book:
                book.execute("BEGIN IMMEDIATE")
                yield book
                book.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise Busy(str(error)) from error
        except sqlite3.DatabaseError as error:
            self._path.unlink(missing_ok=True)
            raise Busy("the count of tries was damaged, and begins anew") from error


def opened(path: Path) -> sqlite3.Connection:
    """The file of tries, made if it is not there. Nothing in it is worth waiting for a disk."""
    book = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
    book.executescript(f"PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; {SHAPE}")
    return book


def nth_last(book: sqlite3.Connection, one: Try) -> float | None:
    """When the oldest of as many tries as are free was made; None: there were not so many."""
    query = "SELECT at FROM try WHERE key = ? ORDER BY at DESC LIMIT 1 OFFSET ?"
    found = book.execute(query, (one.digest, one.most - 1)).fetchone()
    return float(found[0]) if found else None


def slow_down(tries: Sequence[Try]) -> Throttle:
    """Let a guess happen, or abort with 429 and say when to come back. Answers where to give back a right one."""
    throttle = Throttle(current_app.config["DATA"] / FILE)
    if wait := throttle.take(tries):
        minutes = -(-wait // 60)
        said = ngettext(
            "Too many wrong tries. Try again in %(num)s minute.",
            "Too many wrong tries. Try again in %(num)s minutes.",
            minutes,
        )
        raise TooManyRequests(said, retry_after=wait)
    return throttle


def of_visitor(asker: Principal | None) -> Try:
    """The try of whoever is at the other end."""
    if asker and asker.sign_in:
        return Try(f"session {asker.sign_in}", MOST)
    return Try(f"address {network(request.remote_addr or '')}", STRANGERS)


def of_account(email: str) -> tuple[Try, ...]:
    """The tries at an account, whether there is such an account or not.

    A browser in which it signed in before is counted apart, and so is each network: else a stranger who guesses would
    lock a lead out on the day of the show.
    """
    account = sha256(email.strip().casefold().encode()).hexdigest()[:16]
    if account in cookie.get("accounts", ()):
        return (Try(f"account {account} browser {cookie['browser']}", MOST),)
    here = network(request.remote_addr or "")
    return Try(f"account {account} from {here}", MOST), Try(f"account {account}", STRANGERS)


def remember_browser(email: str) -> None:
    """An account has signed in here: note it in the signed cookie."""
    account = sha256(email.strip().casefold().encode()).hexdigest()[:16]
    cookie["browser"] = cookie.get("browser") or secrets.token_hex(8)
    cookie["accounts"] = [account, *(one for one in cookie.get("accounts", ()) if one != account)][:10]


def network(address: str) -> str:
    """Whose address it is: of IPv6 the first 64 bits, since one machine has all of the rest."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((int(found), 64), strict=False)) if found.version == 6 else address
