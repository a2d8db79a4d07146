"""A board with something on it: late, astray, contested, unknown, held, silent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from siteops.core import clock
from siteops.core.access.people import Phone as Heard
from siteops.core.db import editing
from siteops.core.plan import Place, Show, Slot
from tests.harness.cast import PASSWORD, SHOW, Cast, Phone
from tests.harness.server import LiveServer
from tests.scan.stage import add_cases

CASES, CAME = 57, 20


@pytest.fixture
def night(app: Flask, cast: Cast, phone_of: Callable[[str], Phone]) -> Cast:
    """The show an hour after dawn."""
    lea, cem = phone_of("lea"), phone_of("cem")
    lea.push(
        lea.entry("PhaseBegan", f"show:{SHOW}", 0, phase="load-in"),
        lea.entry("Unticked", f"step:{cast.steps[0]}", 30.2),
    )
    cem.push(
        cem.entry("Moved", f"case:{cast.cases['LX-0108']}", 10, place=cast.refs["dock2"]),
        cem.entry("Moved", f"case:{cast.cases['AU-1001']}", 11, place=cast.refs["dock1"]),
        cem.entry("Moved", f"case:{cast.cases['AU-1001']}", 12, place=cast.refs["stage"]),
        cem.entry("Moved", "code:9T2FK7QX", 13, place=cast.refs["dock1"]),
        cem.entry("CheckedIn", f"person:{cast.people['cem']}", 1, gate=cast.refs["gate"]),
        cem.entry(
            "Reported", "incident:oil", 20, kind="hazard", severity="serious", private={"text": "Oil on the ramp"}
        ),
        cem.entry("Ticked", f"step:{cast.steps[0]}", 30),
        cem.entry("Held", f"case:{cast.cases['BW-KH-01']}", 40, reason="Wet inside"),
        cem.entry("Released", f"case:{cast.cases['BW-KH-01']}", 41),
    )
    with app.app_context(), editing() as session:
        late = clock.now() - timedelta(minutes=10)
        session.execute(update(Place).where(Place.id == cast.places["stage"]).values(due=late))
        session.add(Heard(SHOW, "silent-phone", cast.people["rob"], seen=late, queued=12))
    return cast


@pytest.fixture
def rush(app: Flask, cast: Cast, phone_of: Callable[[str], Phone]) -> Cast:
    """An hour into a truck of two hours, a third of its cases came, the last ones just now; one waits at the dock."""
    add_cases(app, cast, CASES)
    now, lea = clock.now(), phone_of("lea")
    with app.app_context(), editing() as session:
        hours = now - timedelta(hours=1), now + timedelta(hours=1)
        session.add_all(
            Slot(SHOW, cast.places["dock1"], cast.places[one], "in", *hours) for one in ("truck1", "truck2")
        )
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", phase="load-in"))
    lea.push(
        *(
            lea.entry(
                "Moved", f"case:{cast.cases[f'BULK-{n:05}']}", place=cast.refs["dock1"], at=minutes_ago(now, CAME - n)
            )
            for n in range(CAME)
        ),
        lea.entry("Moved", f"case:{cast.cases['AU-1001']}", place=cast.refs["stage"], at=minutes_ago(now, 40)),
        lea.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"], at=minutes_ago(now, 45)),
    )
    return cast


@pytest.fixture
def late_rush(app: Flask, rush: Cast) -> Cast:
    """The rush of a site whose clocks show eleven in the evening: what is to come, comes after midnight."""
    ahead = (23 - clock.now().hour + 9) % 24 - 9
    with app.app_context(), editing() as session:
        session.execute(update(Show).values(timezone=f"Etc/GMT{-ahead:+}"))
    return rush


@pytest.fixture
def put_away(app: Flask, night: Cast) -> Cast:
    """The night, with nine more phones in a drawer since long before, all sent."""
    with app.app_context(), editing() as session:
        since = clock.now() - timedelta(hours=5)
        session.add_all(Heard(SHOW, f"drawer-{n}", night.people["sam"], seen=since, queued=0) for n in range(9))
    return night


def minutes_ago(now: datetime, minutes: float) -> str:
    return clock.spell(now - timedelta(minutes=minutes))


@pytest.fixture
def open_board(live_server: LiveServer, phone: Callable[..., Page]) -> Callable[..., Page]:
    """`open_board("lea", "#board")`: that screen on somebody's phone, in a language they chose on it."""

    def opened(who: str, screen: str = "#board", language: str = "en", **options: Any) -> Page:
        page = phone(**options)
        page.add_init_script(f"localStorage.setItem('siteops.settings', JSON.stringify({{ language: '{language}' }}))")
        sign_in = {"email": f"{who}@site.example", "password": PASSWORD}
        assert page.context.request.post(f"{live_server.url}/login", form={**sign_in}).ok
        page.goto(f"{live_server.url}/field{screen}")
        return page

    return opened
