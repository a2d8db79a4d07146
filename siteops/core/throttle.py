"""Slowing down whoever guesses: a few tries, then a wait, counted in memory.

Tries are counted by account and by visitor. A visitor is a session where there is one; strangers are told
apart by address alone, and a whole site shares one address, so an address may try ten times as often.
Each process counts for itself: with several, somebody gets that many times the tries.
"""

import ipaddress
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterable
from hashlib import sha256
from time import monotonic
from typing import NamedTuple

from flask import current_app, request
from flask import session as cookie
from flask_babel import ngettext
from werkzeug.exceptions import TooManyRequests

from siteops.core.sessions import Principal

MOST = 10
"""Wrong tries before the wait: the eleventh is refused (the figure that CHT uses)."""
STRANGERS = 10 * MOST
WITHIN_S = 300.0
KEPT = 20_000
"""Keys that are remembered at most, some 10 MB; beyond that the oldest are forgotten."""


class Try(NamedTuple):
    """What a try is counted by, and how many are free."""

    key: str
    most: int


class Throttle:
    """Counts tries by key over the last `within` seconds."""

    def __init__(self, within: float = WITHIN_S, clock: Callable[[], float] = monotonic) -> None:
        self._within = within
        self._clock = clock
        self._lock = threading.Lock()
        self._tries: dict[str, deque[float]] = {}

    def take(self, tries: Iterable[Try]) -> int:
        """Count one try under every key and answer 0; or count nothing and answer the seconds to wait."""
        now = self._clock()
        with self._lock:
            wanted = [(one, self._recent(one.key, now)) for one in tries]
            full = [recent[-one.most] for one, recent in wanted if len(recent) >= one.most]
            if full:
                return int(max(full) + self._within - now) + 1
            for one, recent in wanted:
                recent.append(now)
                self._tries[one.key] = recent
            self._forget()
        return 0

    def give_back(self, tries: Iterable[Try]) -> None:
        """The last try was right after all: it does not count."""
        with self._lock:
            for one in tries:
                if recent := self._tries.get(one.key):
                    recent.pop()

    def _recent(self, key: str, now: float) -> deque[float]:
        """A key's tries that still count; the key moves to the end, as the last to be forgotten."""
        recent = self._tries.pop(key, deque())
        while recent and recent[0] <= now - self._within:
            recent.popleft()
        if recent:
            self._tries[key] = recent
        return recent

    def _forget(self) -> None:
        """Keep memory bounded."""
        while len(self._tries) > KEPT:
            del self._tries[next(iter(self._tries))]


def slow_down(tries: Iterable[Try]) -> Throttle:
    """Let a guess happen, or abort with 429 and say when to come back. Answers where to give back a right one."""
    throttle: Throttle = current_app.extensions.setdefault("throttle", Throttle())
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


def of_account(email: str) -> Try:
    """The try at an account, whether there is such an account or not.

    A browser in which the account signed in before is counted apart: else a stranger who guesses would
    lock a lead out on the day of the show.
    """
    account = sha256(email.strip().casefold().encode()).hexdigest()[:16]
    return Try(f"account {account} {cookie['browser'] if account in cookie.get('accounts', ()) else ''}", MOST)


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
