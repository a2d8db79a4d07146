"""The labels page's form: the order that it means, with what it does not say as this browser printed it last."""

from collections.abc import Mapping

from flask import abort
from werkzeug.datastructures import MultiDict

from siteops.labels import choice
from siteops.labels.choice import WHAT, number
from siteops.labels.orders import DENSITIES, PAPERS, Order
from siteops.labels.pictures import SIZES_MM
from siteops.labels.remembered import Memory
from siteops.labels.sheets import Sheet
from siteops.labels.wording import Shows

FAMILIES = ("sheet", "roll", "zpl")
"""How paper is chosen: sheets for an office printer, rolls by PDF, rolls by the printer's own language."""


def ordered(form: MultiDict[str, str], memory: Memory) -> Order:
    """The order a form means. Aborts with 404 for a kind of thing that there is not."""
    what = form.get("what", "cases")
    if what not in WHAT:
        abort(404)
    paper, ending = papered(what, form, memory)
    own = form.get("of", paper) == paper
    start = (number(form, "start") if own and "start" in form else memory.start(paper)) or 1
    dpi, wide = number(form, "dpi"), number(form, "wide")
    return Order(
        choice.chosen(what, form), paper, start, form.get("arrow", ""), shown(form, memory), ending,
        dpi if dpi in DENSITIES else memory.dpi, wide if wide is not None and wide in SIZES_MM else 30,
    )  # fmt: skip


def papered(what: str, form: MultiDict[str, str], memory: Memory) -> tuple[str, str]:
    """Paper and kind of file: as chosen, else as printed last, else the first there is."""
    remembered = memory.papers.get(what, (next(iter(PAPERS[what])), "pdf"))
    paper = form.get("paper", "")
    ending = form.get("format", remembered[1] if not paper else "pdf")
    paper, ending = paper if paper in PAPERS[what] else remembered[0], "zpl" if ending == "zpl" else "pdf"
    if (wanted := form.get("family", "")) in FAMILIES and wanted != family(PAPERS[what][paper], ending):
        ending = "zpl" if wanted == "zpl" else "pdf"
        paper = next(iter(of_family(what, wanted)), paper)
    # A label printer's language is for rolls alone.
    return paper, ending if PAPERS[what][paper].roll else "pdf"


def family(sheet: Sheet, ending: str) -> str:
    """Which of FAMILIES a paper is used as."""
    if not sheet.roll:
        return "sheet"
    return "zpl" if ending == "zpl" else "roll"


def of_family(what: str, wanted: str) -> Mapping[str, Sheet]:
    """The papers of a kind of thing that belong to a family."""
    return {key: sheet for key, sheet in PAPERS[what].items() if sheet.roll == (wanted != "sheet")}


def shown(form: MultiDict[str, str], memory: Memory) -> Shows:
    """What labels show: as ticked; as printed last where the form had nothing to tick."""
    if "ticks" not in form:
        return memory.shows
    return Shows(**{name: f"say-{name}" in form for name in ("destination", "weight", "owner")})
