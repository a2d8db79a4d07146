"""Every table that can be taken away, by the name of its file; and what it is called and holds, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from siteops.exports import gear, happened, incidents, people, site
from siteops.exports.table import Table

TABLES: Mapping[str, Table] = {
    "cases": gear.CASES,
    "contents": gear.CONTENTS,
    "states": gear.STATES,
    "owners": site.OWNERS,
    "phases": site.PHASES,
    "places": site.PLACES,
    "slots": site.SLOTS,
    "lists": site.STEPS,
    "people": people.PEOPLE,
    "contacts": site.CONTACTS,
    "calls": people.CALLS,
    "papers": people.PAPERS,
    "attendance": people.ATTENDANCE,
    "incidents": incidents.INCIDENTS,
    "reports": incidents.REPORTS,
    "log": happened.HAPPENED,
    "findings": happened.FINDINGS,
    "imports": site.BATCHES,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A table on the page. `personal`: it names people. `read_back`: importing it again changes nothing."""

    name: str
    title: str
    text: str
    icon: str
    personal: bool = False
    read_back: bool = False


def told() -> dict[str, list[Told]]:
    """The tables by what they are about, in the reader's language."""
    return {_("Gear"): gear_told(), _("Site"): site_told(), _("People"): people_told(), _("What happened"): log_told()}


def personal() -> set[str]:
    """Names of the tables that name people."""
    return {one.name for tables in told().values() for one in tables if one.personal}


def gear_told() -> list[Told]:
    """Tables about cases."""
    return [
        Told("cases", _("Cases"), _("Every case on the list, with owner, weight, truck, load order, zone"), "package",
             read_back=True),
        Told("contents", _("Contents"), _("What is in them: things with serial numbers, and quantities"), "layers",
             read_back=True),
        Told("states", _("Where cases are"), _("Each case now: state, place, since when, why it is held, what is "
             "damaged"), "map-pin"),
        Told("owners", _("Owners"), _("Whose gear it is, how many cases and kilograms"), "store"),
    ]  # fmt: skip


def site_told() -> list[Told]:
    """Tables about the site."""
    return [
        Told("phases", _("Phases"), _("When each phase is planned to begin"), "calendar-range", read_back=True),
        Told("places", _("Places"), _("Docks, zones, trucks, gates with their codes"), "warehouse",
             read_back=True),
        Told("slots", _("Docks"), _("Bookings: dock, from, until, direction, truck, vendor"), "truck", read_back=True),
        Told("lists", _("Lists"), _("Every step of every list, what is done, when and by whom"), "clipboard-list",
             personal=True, read_back=True),
        Told("imports", _("Imports"), _("Which files were stored, when, and what they changed"), "file-up",
             personal=True),
    ]  # fmt: skip


def people_told() -> list[Told]:
    """Tables about people."""
    return [
        Told("people", _("People"), _("Name, part, company, phone, e-mail, hours on site"), "users", personal=True,
             read_back=True),
        Told("contacts", _("Contacts"), _("Whom to call, and on which number"), "phone", personal=True, read_back=True),
        Told("calls", _("Calls"), _("Who is due when, and until when"), "calendar-clock", personal=True,
             read_back=True),
        Told("papers", _("Papers"), _("Certificates and their last day"), "badge-check", personal=True, read_back=True),
        Told("attendance", _("Attendance"), _("Who was on site from when to when, and through which gate"), "history",
             personal=True),
    ]  # fmt: skip


def log_told() -> list[Told]:
    """Tables about what happened."""
    return [
        Told("log", _("Site log"), _("Every entry: when, who, what; also what was undone"), "list-ordered",
             personal=True),
        Told("incidents", _("Incidents"), _("What went wrong, how grave, who has it, when it was over"), "siren",
             personal=True),
        Told("reports", _("Reports"), _("What each witness wrote"), "message-square", personal=True),
        Told("findings", _("Needs a look"), _("What is open now"), "eye", personal=True),
    ]  # fmt: skip
