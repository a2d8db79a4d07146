"""The desk's labels page, what it prints, and the page that shows whether a printer keeps its millimetres."""

from dataclasses import replace

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from siteops.core.web import who
from siteops.desk.frame import frame
from siteops.labels import forms, printing
from siteops.labels.faces import portraits
from siteops.labels.orders import CannotPrint
from siteops.labels.page import gathered
from siteops.labels.remembered import recalled, remember

labels = Blueprint("labels", __name__)
BLUEPRINTS = (labels, portraits)

LONGEST_ADDRESS = 1500
"""Letters of chosen keys that still fit an address; more travel in a form (gunicorn takes a line of 4,094)."""
TYPES = {
    "pdf": "application/pdf", "zpl": "application/zpl", "png": "image/png", "svg": "image/svg+xml",
    "zip": "application/zip",
}  # fmt: skip


@labels.get("/shows/<show>/labels")
def page(show: str) -> ResponseReturnValue:
    """What to print, on which paper, and how the first page will look."""
    return shown(show, request.args)


@labels.post("/shows/<show>/labels")
def choose(show: str) -> ResponseReturnValue:
    """The same for more chosen cases than an address can hold."""
    return shown(show, request.form)


@labels.post("/shows/<show>/labels.png", defaults={"ending": "png"})
@labels.post("/shows/<show>/labels.svg", defaults={"ending": "svg"})
@labels.post("/shows/<show>/labels.zpl", defaults={"ending": "zpl"})
@labels.post("/shows/<show>/labels.pdf", defaults={"ending": "pdf"})
def made(show: str, ending: str) -> ResponseReturnValue:
    """The labels, or their codes alone as pictures. What has no code yet gets one; labels count as printed."""
    order = replace(forms.ordered(request.form, recalled()), ending=ending)
    try:
        printed = printing.printed(show, order, by=who().person, **address())
    except CannotPrint as problem:
        return shown(show, request.form, str(problem)), 409
    if ending in ("png", "svg"):
        return downloaded(printed.file, printed.name, TYPES[ending if printed.spots == 1 else "zip"])
    answer = downloaded(printed.file, printed.name, TYPES[ending])
    remember(answer, order, printed.spots)
    return answer


@labels.get("/shows/<show>/labels/test.pdf")
def test_page(show: str) -> ResponseReturnValue:
    """Outlines of a sheet's labels and a line to measure."""
    from siteops.labels import render

    return downloaded(render.test_page(forms.ordered(request.args, recalled()).sheet), "labels-test.pdf", TYPES["pdf"])


def address() -> dict[str, str]:
    """How this installation calls itself."""
    return {"public_url": current_app.config["PUBLIC_URL"], "here": request.host}


def shown(show: str, form: MultiDict[str, str], problem: str = "") -> str:
    """The page for a form as it is filled in."""
    around, order = frame(show, "labels"), forms.ordered(form, recalled())
    return render_template(
        "labels/labels.html", **around, **gathered(around["show"], order, problem, **address()), longest=LONGEST_ADDRESS
    )


def downloaded(made: bytes, name: str, mime: str) -> Response:
    """A file to keep."""
    answer = Response(made, content_type=mime)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
