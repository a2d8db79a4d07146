"""The import's pages, put together from what was found."""

from pathlib import Path
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from siteops.core import words
from siteops.core.web import who
from siteops.desk.forms import clean
from siteops.desk.frame import frame, told, zone_of
from siteops.imports import uploads
from siteops.imports.batches import listed
from siteops.imports.jobs import Errand, Job, Stage, State, Trouble
from siteops.imports.shown import MOST, Shown
from siteops.imports.sources import Memory
from siteops.imports.wording import verdict

HISTORY = 20
LOOK_AGAIN_S = 1
"""How long a page that waits for a job stands still."""


def chooser(show: str, problem: str = "") -> str:
    """The page with the file field."""
    around = frame(show, "import")
    before = listed(show, around, limit=HISTORY)
    return render_template("imports/choose.html", **around, problem=problem, batches=before)


def kept(show: str, sha256: str) -> Path:
    """The kept file. Ends the request if it is no longer kept."""
    path = uploads.kept(sha256)
    if path is None:
        flash(_("This file is kept for a day, then forgotten. Choose it again."), "warn")
        abort(redirect(url_for("imports.page", show=show), 303))
    return path


def checked(show: str, sha256: str, shown: Shown) -> str:
    """The page of an examined file."""
    around = frame(show, "import")
    if shown.memory:
        around["remembered"] = remembered(shown.memory, around)
    around["as_of"] = told(shown.at, zone_of(around["show"]))
    return render_template("imports/check.html", **around, sha256=sha256, shown=shown, most=MOST, verdict=verdict)


def remembered(memory: Memory, around: dict[str, Any]) -> str:
    """Who chose the columns, when, and for what."""
    said = {"day": format_date(memory.at.astimezone(zone_of(around["show"])), _("d MMMM")), "source": memory.name}
    if memory.by == who().person:
        return str(_("As you chose on %(day)s for “%(source)s”.", **said))
    return str(_("As %(name)s chose on %(day)s for “%(source)s”.", name=memory.by_name or "–", **said))


def of_job(job: Job, state: State) -> ResponseReturnValue:
    """Where a job is: its progress, what it found, what it stored, or that it died."""
    show, sha256 = state.errand.show, state.errand.sha256
    if not state.ended or state.stage is Stage.FAILED:
        return waiting(show, sha256, state, running=not state.ended and job.running())
    if state.stage is Stage.STORED:
        return redirect(url_for("batches.one", show=show, batch=state.batch), 303)
    found = job.shown()
    if found is None:
        return waiting(show, sha256, state)
    if state.trouble is Trouble.OVERTAKEN:
        flash(overtaken(), "warn")
    return checked(show, sha256, found)


def waiting(show: str, sha256: str, state: State | None, *, running: bool = False) -> ResponseReturnValue:
    """How far the work on a file is, or that it has to be begun. `state` None: it never was."""
    page = render_template(
        "imports/working.html", **frame(show, "import"), sha256=sha256, state=state, running=running,
        name=state.errand.name if state else name(), stages=stages(state) if state else (),
        again=(state.errand.form or {}) if state else {},
    )  # fmt: skip
    return page, 200, {"Refresh": str(LOOK_AGAIN_S)} if running else {}


def stages(state: State) -> list[tuple[str, str]]:
    """What the job does, in order: (stage, words)."""
    every = [(Stage.READING, _("Reading the file")), (Stage.COMPARING, _("Comparing it with the plan"))]
    if state.errand.store:
        every.append((Stage.STORING, _("Storing")))
    return [(stage, str(words)) for stage, words in every]


def errand(show: str, sha256: str, name: str, *, form: dict[str, str] | None = None, store: bool = False) -> Errand:
    """What a job is to do for whoever asks now, in their language."""
    language = words.PSEUDO if words.is_pseudo() else words.choose()
    return Errand(show, sha256, name, who().person, language, form, store)


def overtaken() -> str:
    """That others were quicker."""
    return str(_("Others changed the plan meanwhile. Look at it again, then store."))


def name() -> str:
    """What the file was called where it came from."""
    return clean(request.values.get("name", ""))[-120:] or str(_("Unnamed file"))
