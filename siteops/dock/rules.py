"""Which leg it is, whether a phone still knows where it is, and which phones are silent. Pure. Mirrored in rules.js."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from siteops.core import clock

LAPSE = timedelta(minutes=20)
"""A place on a phone is forgotten after this long without a scan."""
SILENT = timedelta(minutes=5)
"""A phone not heard for longer is worth a look: phones ask every few seconds while they are in use."""


class Chosen(NamedTuple):
    """The place that a phone's scans count for. `last`: the last scan there. `phase`: of the show then."""

    place: str
    last: str
    phase: str


def leg(phase: str) -> str:
    """Which way things go in a phase: `in`, or `out` once load-out began."""
    return "out" if phase in ("load-out", "wrapped") else "in"


def lapse(chosen: Chosen, now: str, phase: str, started: str) -> str | None:
    """Why a phone must ask "Still at Dock B?": quiet, start (the app), phase. None: it need not.

    `started`: when the app was opened; a scan or an answer after that makes it sure again.
    """
    if chosen.phase != phase:
        return "phase"
    if chosen.last < started:
        return "start"
    return "quiet" if clock.read(now) - clock.read(chosen.last) > LAPSE else None


def silent(seen: Iterable[tuple[str, str]], now: str) -> list[str]:
    """Phones, each given as name and when it was last heard, that have been silent too long; the longest first."""
    gone = [(at, phone) for phone, at in seen if clock.read(now) - clock.read(at) > SILENT]
    return [phone for _, phone in sorted(gone)]
