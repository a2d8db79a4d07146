"""What the desk asks of a show, new or known: what it is called, where it is, its clock, whom to call."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _

from siteops.desk.forms import Form
from siteops.desk.show.phase_plan import STARTS
from siteops.desk.telling import phases

COLUMNS = ("name", "client", "venue", "timezone", "control_phone", "medic_phone", "contact")


def read(form: Form, zone: str = "") -> dict[str, Any]:
    """What the form says, by column. Faults go to the form. `zone`: the clock of a form that names none."""
    return {
        "name": form.text("name", needed=_("Say what it is called.")),
        "client": form.text("client"),
        "venue": form.text("venue"),
        "timezone": form.choice("timezone", available_timezones(), zone),
        "control_phone": form.text("control_phone", most=40),
        "medic_phone": form.text("medic_phone", most=40),
        "contact": form.text("contact", most=200),
    }


def choices() -> dict[str, Any]:
    """What `desk/show-form.html` wants beside what was given: what the fields are called, and the time zones."""
    return {"names": labels(), "zones": sorted(available_timezones())}


def labels() -> dict[str, str]:
    """What the form calls its fields."""
    return {f"{STARTS}{name}": words for name, words in phases().items()} | {
        "name": _("Name"), "client": _("Artist or client"), "venue": _("Venue"), "timezone": _("Time zone"),
        "control_phone": _("Phone of control"), "medic_phone": _("Phone of the medic"),
        "contact": _("Contact for strangers"),
    }  # fmt: skip
