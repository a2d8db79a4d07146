"""Papers and calls in words, in the language of the reader."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import format_date
from flask_babel import gettext as _

from siteops.crew.papers import Paper


def of_paper(kind: str) -> str:
    """What a paper is about; a kind that nobody knows any more stands for itself."""
    words: dict[str, str] = {
        "forklift": _("Forklift"),
        "rigging": _("Rigging"),
        "first_aid": _("First aid"),
        "aerial": _("Aerial platform"),
        "height": _("Work at height"),
        "electrical": _("Electrical work"),
        "driving": _("Driving licence"),
        "induction": _("Induction"),
        "other": _("Other paper"),
    }
    return words.get(kind, kind)


def stands(paper: Paper, standing: str) -> str:
    """How a paper stands, with its name: `Forklift ended 20 Mar 2027`."""
    name = of_paper(paper.kind)
    if standing == "unclear":
        return str(_("%(paper)s: “%(written)s”", paper=name, written=paper.written or "?"))
    if paper.until is None:
        return name
    until = format_date(paper.until, _("d MMM y"))
    if standing == "ended":
        return str(_("%(paper)s ended %(day)s", paper=name, day=until))
    return str(_("%(paper)s to %(day)s", paper=name, day=until))


def of_call(day: date | None, starts: datetime | None, ends: datetime | None, zone: ZoneInfo) -> str:
    """A call: `Fri 26 Mar, 07:00–02:00`; what is not known is left out."""
    on = format_date(day, _("EEE d MMM")) if day else ""
    begins, until = (f"{one.astimezone(zone):%H:%M}" if one else "?" for one in (starts, ends))
    times = f"{begins}–{until}" if ends else begins
    return ", ".join(each for each in (on, times if starts or ends else str(_("time open"))) if each)
