"""What somebody wants on paper: the choice, the paper, and what each label shows. And why it cannot be had."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import gettext as _

from siteops.labels.choice import Choice
from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS, POSTER_PAPERS, Sheet
from siteops.labels.wording import EVERYTHING, Shows

PAPERS: Mapping[str, Mapping[str, Sheet]] = {
    "cases": CASE_SHEETS,
    "places": POSTER_PAPERS,
    "slots": POSTER_PAPERS,
    "days": POSTER_PAPERS,
    "people": BADGE_SHEETS,
    "blank": CASE_SHEETS,
}
"""What each kind of thing can be printed on."""
ENDINGS = ("pdf", "zpl", "png", "svg")
"""`zpl`: for label printers, on rolls. `png`, `svg`: the codes alone, as pictures."""
DENSITIES = {203: 8.0, 300: 300 / 25.4}
"""Label printers by what they are called, in dots an inch, and the dots they really put on a millimetre."""
MOST = 3000
"""Labels of one print: three seconds of one core. Nobody peels more from one stack."""


class CannotPrint(Exception):
    """This cannot be printed; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants on paper. `paper`: a key of PAPERS for this kind; `start`: the first free label, from 1.

    `arrow`: on posters of places, the way to them: left, right, up, down, or none. `ending`: one of ENDINGS.
    `dpi`: of a label printer, one of DENSITIES. `wide`: of pictures, in mm.
    """

    choice: Choice
    paper: str
    start: int = 1
    arrow: str = ""
    shows: Shows = EVERYTHING
    ending: str = "pdf"
    dpi: int = 203
    wide: int = 30

    @property
    def sheet(self) -> Sheet:
        """The paper. Raises CannotPrint where there is none of that name for such things."""
        papers = PAPERS[self.choice.what]
        if self.paper not in papers:
            known = ", ".join(papers)
            raise CannotPrint(
                _("There is no paper %(name)s for this. There is: %(known)s", name=self.paper, known=known)
            )
        return papers[self.paper]


def named_host(public_url: str, here: str) -> str:
    """The host that codes will point to, or the one at hand where none is set: good for looking, not for paper."""
    return urlsplit(public_url).netloc or here


def host(public_url: str, *, demo: bool, here: str = "") -> str:
    """The host that codes point to. `here`: the host a demo may use when none is set. Raises CannotPrint."""
    named = urlsplit(public_url).netloc or (here if demo else "")
    if not named:
        raise CannotPrint(
            _("Labels point to this installation, so it must know its own address: set PUBLIC_URL and start again.")
        )
    return named


def check(count: int, order: Order) -> None:
    """Raises CannotPrint where there is nothing to print, too much of it, or no such place to start."""
    if count < 1 and order.choice.what == "blank":
        raise CannotPrint(_("Say how many codes you want."))
    if count < 1:
        raise CannotPrint(_("There is nothing to print with these choices."))
    if count > MOST:
        raise CannotPrint(
            _("%(count)s labels are too many for one go: choose a truck or a department, up to %(most)s.",
              count=count, most=MOST)
        )  # fmt: skip
    if not 1 <= order.start <= order.sheet.count:
        raise CannotPrint(_("This sheet has labels 1 to %(count)s.", count=order.sheet.count))
    if order.ending == "zpl" and not order.sheet.roll:
        raise CannotPrint(_("Label printers print on rolls: choose one of them."))
