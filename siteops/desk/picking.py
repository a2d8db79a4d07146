"""Things chosen in a list of the desk: the form around it, read; what was done with them, told, and taken back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from siteops.core.batch.undo import Already, NoBatch
from siteops.core.batch.verdict import Verdict
from siteops.core.web import who
from siteops.desk.asked import number
from siteops.desk.at_once import Chosen, Wish, change
from siteops.desk.forms import clean
from siteops.desk.frame import say
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.imports.batches import taken_back

undoing = Blueprint("undoing", __name__, url_prefix="/shows/<show>")
LONGEST = 1500
"""Letters of an address that every server and proxy takes."""
NAMED = 5
"""Things that a message names; of more it says how many."""
PAGES = {one: f"{one}.page" for one in ("cases", "owners", "places", "slots", "lists")} | {"people": "team.people"}
"""Lists of which many rows are changed at once, with their endpoints."""


Deeds = Mapping[str, Callable[[], Wish | None]]
"""What can be done with many things, by act: the form read into a wish. None: nothing was said."""


class Listing(NamedTuple):
    """A list, by its word in addresses. `field`: what its form calls a thing; `fields`: what says something, by act.

    `every`: each that it shows on all its pages, of a show and by what its address asked for. Of those that others
    edited meanwhile, `named` says what some are called, `stay` that so many stay as they are, the first of them named,
    and `near` where they are looked at; empty for nowhere.
    """

    page: str
    field: str
    fields: Mapping[str, Collection[str]]
    every: Callable[[str, Mapping[str, str]], Collection[int]]
    named: Callable[[Sequence[int]], Sequence[str]]
    stay: Callable[[int, str], str]
    near: Callable[[str, Sequence[int]], str] = lambda _show, _keys: ""


@undoing.post(f"/<any({','.join(PAGES)}):page>/undo/<int(max=2147483647):batch>")
def take_back(show: str, page: str, batch: int) -> Response:
    """Take a change of many rows back, as far as nobody has built on it; then back to the list."""
    try:
        verdict = taken_back(show, batch)
    except NoBatch:
        abort(404)
    except Already:
        flash(_("This was taken back before. Nothing was done a second time."), "warn")
        return back(show, page)
    flash(ngettext("%(num)s row is as it was.", "%(num)s rows are as they were.", verdict.rows), "ok")
    tell_of_rest(verdict, f"/shows/{show}/batches/{batch}")
    return back(show, page)


def act_on(show: str, listing: Listing, deeds: Deeds, form: PlanForm) -> Response:
    """Do something with the chosen things, or with all that match; then back to the same page."""
    found, name = chosen(show, listing), act(deeds, listing.fields)
    if not (found.keys and name):
        flash(_("Choose rows first, then what is to be done with them."), "warn")
        return back(show, listing.page)
    return give(found, deeds[name](), form, Author(show, who().person), listing)


def chosen(show: str, listing: Listing) -> Chosen:
    """The things of the form: those that are ticked, or every one that the list shows on all its pages."""
    if "every" in request.form:
        return ticked(listing.field)._replace(keys=listing.every(show, narrowed()))
    return ticked(listing.field)


def ticked(field: str) -> Chosen:
    """The things of the form that are ticked."""
    keys = [key for one in request.form.getlist(field) if (key := number({field: one}, field)) is not None]
    pairs = (one.partition(".") for one in request.form.getlist("rev"))
    revs = {int(key): int(rev) for key, _dot, rev in pairs if is_number(key) and is_number(rev)}
    seq = request.form.get("seq", "")
    return Chosen(keys, revs, int(seq) if is_number(seq) else 0)


def is_number(text: str) -> bool:
    """Whether a form means a whole number by a text."""
    return text.isascii() and text.isdecimal() and len(text) < 16


def narrowed() -> dict[str, str]:
    """What the address of the list asked for that the form stood below."""
    return dict(parse_qsl(request.form.get("asked", "")[:LONGEST]))


def act(acts: Collection[str], fields: Mapping[str, Collection[str]]) -> str:
    """What is to be done: by the button, or by the only field that says something (Enter presses no button).

    `fields`: by act, those that say something for it. Empty where nothing is to be done.
    """
    named = request.form.get("act", "")
    if named in acts:
        return named
    filled = [name for name, mine in fields.items() if any(request.form.get(one, "").strip() for one in mine)]
    return filled[0] if len(filled) == 1 else ""


def give(found: Chosen, wished: Wish | None, form: PlanForm, author: Author, listing: Listing) -> Response:
    """Give the things what is wished; what was done is said, with the way back, on the list as it was."""
    if wished is None or form.errors:
        flash(" ".join(form.errors.values()) or _("Say what they get: nothing was chosen."), "warn")
        return back(author.show, listing.page)
    done = change(found, wished, author)
    if done.batch is not None:
        say(f"{wished.told(done.number)}.", undo=way_back(author.show, listing.page, done.batch))
    elif not done.overtaken:
        flash(_("Nothing was changed: it is so already."), "info")
    if left := done.overtaken:
        words = listing.stay(len(left), ", ".join(listing.named(left[:NAMED])))
        near = listing.near(author.show, left)
        say(words, "warn", **({"href": near, "to": _("Look at them")} if near else {}))
    return back(author.show, listing.page)


def way_back(show: str, page: str, batch: int) -> str:
    """Where a change of many rows of a list is taken back."""
    return url_for("undoing.take_back", show=show, page=page, batch=batch)


def tell_of_rest(verdict: Verdict, href: str) -> None:
    """Say how much stays as it is, and why; `href`: where it is listed."""
    stays = {(one.change.table, one.change.row, one.why == "above") for one in verdict.left}
    above = sum(one[-1] for one in stays)
    if changed := len(stays) - above:
        left = ngettext("%(num)s row stays: somebody changed it since.", "%(num)s rows stay: they were changed since.",
                        changed)  # fmt: skip
        say(left, "warn", href=href, to=_("See which"))
    if above:
        left = ngettext("%(num)s part stays: of somebody above you, or your own.",
                        "%(num)s parts stay: of people above you, or your own.", above)  # fmt: skip
        say(left, "warn", href=href, to=_("See which"))


def back(show: str, page: str) -> Response:
    """To a list as it was."""
    said = clean(request.form.get("asked", ""))[:LONGEST]
    return redirect(f"{url_for(PAGES[page], show=show)}?{said}".rstrip("?"), 303)
