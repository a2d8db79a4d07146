"""The desk's board, which asks again by itself, and its list of what needs a look, where decisions are plain forms."""

from collections.abc import Mapping
from functools import partial
from itertools import islice

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from siteops.board.chips import ahead, as_said
from siteops.board.day import day
from siteops.board.drawn import LONGEST_REASON, card, place, reader
from siteops.board.figures import figures
from siteops.board.known import LOCK, known
from siteops.board.matters import Matter
from siteops.board.names import Names
from siteops.board.standing import EVERY_S, Against, Stood, against
from siteops.board.stuck import stuck
from siteops.board.words import apart, at, near, refs, told
from siteops.core import clock, facts
from siteops.core.db import db, writing
from siteops.core.journal.record import tell
from siteops.core.web import who
from siteops.desk.frame import frame, zone_of
from siteops.dock.rules import silent
from siteops.sync.presence import phones, presence

board = Blueprint("board", __name__, url_prefix="/shows/<show>")
BLUEPRINTS = (board, day)

MOST = 100
"""Matters on one page. Whoever has more decides these first."""
NAMED = 8
"""Silent phones that are named: after a shift most are only put away, and hold nothing."""


@board.get("/board")
def live(show: str) -> ResponseReturnValue:
    """How the show stands."""
    around, still = frame(show, "board"), "still" in request.args
    zone = zone_of(around["show"])
    with db.engine.connect() as connection, LOCK:
        now = known(connection, show)
        look, shown = now.look, figures(connection, show, now)
        plan, still_standing = against(connection, show, now), stuck(connection, show, now)
    heard = {str(one["device"]): one for one in phones(show, presence())}
    gone = silent([(device, str(one["seen"])) for device, one in heard.items()], clock.stamp())
    who_reads = reader(around)
    stood = {ref: as_said(one) for ref, one in plan.stood.items()}
    rows = [place(one, stood.get(one.ref), shown.leg, who_reads) for one in shown.places]
    page = render_template(
        "board/board.html", **around, look=look, figures=shown, rows=rows, ahead=ahead, told=at(zone),
        still=still, plan=plan, stuck=still_standing,
        when=partial(near, zone=zone), apart=partial(apart, zone=zone), pace=format_decimal, departments=trades(plan),
        heard=len(heard) - len(gone), silent=sorted((heard[device] for device in gone), key=holds_nothing), named=NAMED,
    )  # fmt: skip
    # By header, not by <meta>: a page that moves is for whoever asked for it, and it can be told to stand still.
    return page if still else (page, {"Refresh": str(EVERY_S)})


def holds_nothing(phone: Mapping[str, object]) -> bool:
    """Whether a phone had sent all it had when it was last heard."""
    return not phone["queued"]


def trades(plan: Against) -> list[tuple[str, Stood]]:
    """Departments that have cases, by key."""
    found = [(ref.partition(":")[2], one) for ref, one in plan.stood.items() if ref.startswith("department:")]
    return sorted(found, key=lambda one: one[0])


@board.get("/look")
def look(show: str) -> ResponseReturnValue:
    """What a lead should look at, the gravest first."""
    around = frame(show, "look")
    with db.engine.connect() as connection:
        with LOCK:
            now = known(connection, show)
            total, shown = now.look, list(islice(now.matters, MOST))
        names = Names(connection, show, (ref for one in shown for ref in refs(one)))
    spoken, who_reads = at(zone_of(around["show"])), reader(around)
    cards = [card(told(one, names, spoken), who_reads) for one in shown]
    return render_template("board/look.html", **around, look=total, cards=cards, rest=total - len(shown))


@board.post("/look")
def settle(show: str) -> ResponseReturnValue:
    """Decide on one matter: the facts that say so go into the log, as the asker's."""
    subject, key, choice = (request.form.get(name, "") for name in ("subject", "finding", "choice"))
    with db.engine.connect() as connection, LOCK:
        found = known(connection, show).matters
        matter = next((one for one in found if (one.subject, one.found["key"]) == (subject, key)), None)
    if matter is None:
        flash(_("Somebody else has settled that, or it settled itself."), "info")
    elif choice not in matter.choices:
        abort(400)
    else:
        say(show, matter, choice, " ".join(request.form.get("reason", "").split())[:LONGEST_REASON])
        flash(_("Settled."), "ok")
    return redirect(url_for("board.look", show=show), 303)


def say(show: str, matter: Matter, choice: str, reason: str) -> None:
    """Record a choice; the reason goes with the decision."""
    beside = {"reason": reason} if reason else {}
    said = [facts.read(kind, body | beside if kind == "Decided" else body) for kind, body in matter.choices[choice]]
    with writing() as connection:
        for fact in said:
            tell(connection, show, by=who().person, subject=matter.subject, fact=fact)
