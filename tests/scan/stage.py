"""The show that a phone is tried on: the cast's, in load-in, with every code that hangs or is worn there."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Flask
from PIL import Image

from siteops.core import codes
from siteops.core.db import editing
from siteops.core.plan import Case, Code, Line, Slot, folded
from siteops.labels import qr
from tests.harness.cast import DAWN, SHOW, Cast, Phone
from tests.harness.server import LiveServer

HOST = "siteops.example"


@dataclass
class Stage:
    """A served show. `lea`: a lead's phone that speaks the wire format.

    `codes`: what is printed, by the name of the thing: a place or a case as the cast calls it, `slot`, `badge:cem`.
    """

    server: LiveServer
    cast: Cast
    lea: Phone
    codes: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> Image.Image:
        """The label of a thing as a camera sees it: exactly what the app prints."""
        return Image.open(BytesIO(qr.png(codes.url(HOST, self.codes[name]))))

    def ref(self, name: str) -> str:
        """How facts name a case."""
        return f"case:{self.cast.cases[name]}"

    def log(self, subject: str) -> list[dict[str, Any]]:
        """What the server knows to have happened, oldest first."""
        answer = self.lea.client.get(f"/api/shows/{SHOW}/entries", query_string={"subject": subject})
        found: list[dict[str, Any]] = answer.get_json()["entries"]
        return found

    def told(self, subject: str) -> list[tuple[str, dict[str, Any]]]:
        """The same as kind and body."""
        return [(one["kind"], one["body"]) for one in self.log(subject)]

    def begin(self, phase: str) -> None:
        """The lead takes the show to a phase."""
        begun = self.lea.entry("PhaseBegan", f"show:{SHOW}", phase=phase)
        assert [one["status"] for one in self.lea.push(begun)] == ["stored"]


def hang(app: Flask, cast: Cast) -> dict[str, str]:
    """Print a code for every place, a booking of dock 2, and Cem's badge. Gives them by name, the cases' too."""
    printed = dict(cast.codes)
    with app.app_context(), editing() as session:
        slot = Slot(SHOW, cast.places["dock2"], cast.places["truck2"], "out", DAWN, DAWN + timedelta(hours=1))
        session.add(slot)
        session.flush()
        for name, subject in ({"slot": f"slot:{slot.id}"} | cast.refs).items():
            printed[name] = codes.mint()
            session.add(Code(printed[name], subject, show=SHOW))
        badge = printed["badge:cem"] = codes.mint_badge()
        session.add(Code(badge, f"person:{cast.people['cem']}", show=SHOW, hashed=codes.hashed(badge)))
    return printed


def add_cases(app: Flask, cast: Cast, count: int) -> None:
    """Put `count` more cases on the list, `BULK-00000` and so on, which belong at dock 1."""
    with app.app_context(), editing() as session:
        cases = [Case(f"BULK-{n:05}", folded(f"BULK-{n:05}"), f"Cable trunk {n}", "power", 60.0) for n in range(count)]
        session.add_all(cases)
        session.flush()
        for n, case in enumerate(cases):
            session.add(Line(SHOW, case.id, truck=cast.places["truck1"], dock=cast.places["dock1"], sort=100 + n))
            cast.cases[case.code], cast.codes[case.code] = case.id, codes.mint()
            session.add(Code(cast.codes[case.code], f"case:{case.id}"))
