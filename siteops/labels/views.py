"""The desk's labels page, its PDF, and the test page that shows whether a printer keeps its millimetres."""

from collections import defaultdict

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS, Show
from siteops.core.web import who
from siteops.labels import printing, queries
from siteops.labels.printing import PAPERS, CannotPrint, Order
from siteops.labels.queries import WHAT, Choice, Found

labels = Blueprint("labels", __name__)
BLUEPRINTS = (labels,)

SAMPLE = {"people": "0000000000000000"}
"""What the preview shows where a code is minted only when it is printed."""


@labels.get("/shows/<show>/labels")
def page(show: str) -> ResponseReturnValue:
    """What to print, on which paper, and how the first page will look."""
    return shown(show, request.args)


@labels.post("/shows/<show>/labels.pdf")
def pdf(show: str) -> ResponseReturnValue:
    """The labels. What has no code yet gets one, and all counts as printed."""
    try:
        order = ordered(request.form)
        made = printing.labels_pdf(show, order, by=who().person, **address())
    except CannotPrint as problem:
        return shown(show, request.form, str(problem)), 409
    return downloaded(made, f"labels-{show}-{order.choice.what}.pdf")


@labels.get("/shows/<show>/labels/test.pdf")
def test_page(show: str) -> ResponseReturnValue:
    """Outlines of a sheet's labels and a line to measure."""
    from siteops.labels import render

    try:
        sheet = ordered(request.args).sheet
    except CannotPrint:
        abort(404)
    return downloaded(render.test_page(sheet), "labels-test.pdf")


def ordered(form: MultiDict[str, str]) -> Order:
    """The order a form means. Raises CannotPrint where it means none."""
    what = form.get("what", "cases")
    if what not in WHAT:
        abort(404)
    paper = form.get("paper", "")
    choice = narrowed(what, form)
    paper = paper if paper in PAPERS[what] else next(iter(PAPERS[what]))
    return Order(choice, paper, number(form, "start") or 1, form.get("arrow", ""))


def narrowed(what: str, form: MultiDict[str, str]) -> Choice:
    """What a form chooses. Whoever chose one case is not asked, and not heard, about trucks and owners."""
    fresh, case = "fresh" in form, number(form, "case")
    if case is not None:
        return Choice(what, fresh=fresh, case=case)
    return Choice(what, number(form, "truck"), form.get("department", ""), number(form, "owner"), fresh)


def number(form: MultiDict[str, str], name: str) -> int | None:
    """A whole number of a form, None where it is empty or none."""
    text = form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def address() -> dict[str, str]:
    """How this installation calls itself."""
    return {"public_url": current_app.config["PUBLIC_URL"], "here": request.host}


def shown(show: str, form: MultiDict[str, str], problem: str = "") -> str:
    """The page for a form as it is filled in."""
    order, row = ordered(form), db.session.get_one(Show, show)
    connection = db.session.connection()
    chosen = queries.found(connection, row, order.choice)
    trucks, owners = queries.choices(connection, show)
    case = order.choice.case
    if not problem:
        problem = wrong(row, chosen, order)
    return render_template(
        "labels/labels.html",
        show=row, phase=queries.phase(connection, show), me=me(show), page="labels",
        only=queries.number(connection, show, case) if case is not None else "",
        order=order, papers=PAPERS[order.choice.what], trucks=trucks, owners=owners, departments=DEPARTMENTS,
        count=len(chosen), again=[one for one in chosen if one.printed], problem=problem,
        preview=preview(row, chosen, order),
    )  # fmt: skip


def wrong(show: Show, chosen: list[Found], order: Order) -> str:
    """Why this cannot be printed; empty where it can."""
    try:
        printing.host(demo=show.demo, **address())
        printing.check(chosen, order)
    except CannotPrint as problem:
        return str(problem)
    return ""


def preview(show: Show, chosen: list[Found], order: Order) -> str:
    """The first page as a picture; codes yet to be minted are shown as zeros."""
    from siteops.labels import render

    blank = SAMPLE.get(order.choice.what, "00000000")
    start = min(max(order.start, 1), order.sheet.count)
    first = printing.finished(chosen[: order.sheet.count], order, defaultdict(lambda: blank))
    return render.picture(first, render.Job(order.sheet, request.host, start, show.demo))


def me(show: str) -> dict[str, str]:
    """Who is asking, as the frame of the desk shows it."""
    role = who().role(show)
    return {"name": who().name, "role": "admin" if who().admin else role.name.lower() if role else ""}


def downloaded(made: bytes, name: str) -> Response:
    """A PDF to keep."""
    answer = Response(made, content_type="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
