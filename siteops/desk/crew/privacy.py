"""Who sees what of whom, where it lies and for how long: the one table of it, and the page that shows it.

Tests hold against it what each role really gets: by pull, by pages and by exports.
"""

from typing import NamedTuple

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.access.sessions import ABSOLUTE, IDLE, principal

privacy = Blueprint("privacy", __name__)
VIEWERS = ("crew", "lead", "producer", "admin", "oneself", "link")
"""Crew, leads and producers of the same show; administrators; the person; whoever holds a link or finds a label."""
ALL, PART, NONE = "all", "part", "none"


class Datum(NamedTuple):
    """Something that is known of a person. `crew`, `office` (leads, producers, administrators), `link`: how much of it
    they see; the person sees all of it but their password."""

    key: str
    words: str
    crew: str
    office: str
    lasts: str
    link: str = NONE

    def seen(self, viewer: str) -> str:
        """How much of it a viewer sees."""
        own = NONE if self.key == "password" else ALL
        return {"crew": self.crew, "link": self.link, "oneself": own}.get(viewer, self.office)


def data() -> list[Datum]:
    """All that is known of a person."""
    stays, erased = _("until erased"), _("until erased or ended")
    nameless = _("stays, without the name once erased")
    weeks = _("at most %(days)s days, %(idle)s without use", days=ABSOLUTE.days, idle=IDLE.days)
    return [
        Datum("name", _("Name (crew: the first name)"), PART, ALL, stays),
        Datum("function", _("Function and department"), ALL, ALL, stays),
        Datum("contact", _("Phone number and e-mail"), NONE, ALL, stays),
        Datum("company", _("Company, role, remark"), NONE, ALL, stays),
        Datum("call", _("When they are due"), NONE, ALL, stays),
        Datum("papers", _("Papers and their last day"), NONE, ALL, stays),
        Datum("site", _("When they came on site and left"), ALL, ALL, nameless),
        Datum("deeds", _("Which case they moved, what they ticked"), ALL, ALL, nameless),
        Datum("words", _("What they wrote in reports"), NONE, ALL, stays),
        Datum("phones", _("Phones and browsers, when last used"), NONE, ALL, weeks),
        Datum("badge", _("Badge (phones hold only a hash of its code), photo"), NONE, ALL, erased),
        Datum("password", _("Password (only its argon2 hash is kept)"), NONE, NONE, stays),
    ]  # fmt: skip


@privacy.get("/privacy")
def page() -> ResponseReturnValue:
    """The table, for everybody to read."""
    return render_template("link/privacy.html", data=data(), viewers=VIEWERS, asker=principal())
