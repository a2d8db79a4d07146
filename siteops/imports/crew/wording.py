"""What a crew list is about, in words, in the language of the reader."""

from flask_babel import gettext as _

from siteops.crew.papers import KINDS
from siteops.crew.words import of_paper


def fields() -> dict[str, str]:
    """What a column may hold, as a form and a list of changes call it."""
    return {
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "function": _("Function"),
        "department": _("Department"),
        "company": _("Company"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "call": _("Call"),
        "wrap": _("Wrap"),
        "days": _("Days"),
        "remark": _("Remark"),
        "more": _("Added to the remark"),
        "person": _("Person"),
        **{kind: of_paper(kind) for kind in KINDS},
    }


def of_rows() -> dict[str, str]:
    """What may be wrong with what one row says."""
    return {
        "no_name_column": _("No column holds the names of people. Choose one."),
        "no_name": _("“%(written)s” names nobody."),
        "no_contact": _("%(name)s has no phone and no e-mail."),
        "phone_mended": _("%(column)s “%(written)s” is read as %(taken)s."),
        "phone_unreadable": _("%(column)s “%(written)s” is no phone number. It stays empty."),
        "email_mended": _("%(column)s “%(written)s” is read as %(taken)s."),
        "email_unreadable": _("%(column)s “%(written)s” is no e-mail address. It stays empty."),
        "paper_doubtful": _("%(column)s “%(written)s”: until when it is valid cannot be told."),
    }


def of_calls() -> dict[str, str]:
    """What may be wrong with days and times."""
    return {
        "call_unreadable": _("%(column)s “%(written)s” is no time. The call stays open."),
        "wrap_unreadable": _("%(column)s “%(written)s” is no time. The wrap stays open."),
        "days_unreadable": _("%(column)s “%(written)s” names no days. No call comes in."),
        "day_contradicts": _("%(column)s “%(written)s”: weekday and date are not the same day. No call comes in."),
        "no_day": _("“%(written)s”: on which day is not said. No call comes in."),
        "wrap_before_call": _("The wrap, %(written)s, is before the call. It stays open."),
        "period_long": _("A call until %(written)s is longer than two months. Only its first day comes in."),
        "call_no_such_time": _("%(written)s does not exist: clocks go forward over it. The call stays open."),
        "wrap_moved": _("%(written)s does not exist: clocks go forward. Taken as %(taken)s."),
        "period": _("%(written)s: a call each day."),
    }


def of_people() -> dict[str, str]:
    """What may be wrong with a person beside the others, on the list or on the site."""
    return {
        "person_again": _("%(name)s stands here again, the same as in line %(line)d."),
        "which_person": _("%(name)s could be any of those in lines %(lines)s. Give a phone number or an e-mail."),
        "other_contact": _("%(name)s has other contacts here than in line %(line)d. The first stand."),
        "other_paper": _("%(name)s has another paper here than in line %(line)d. The first stands."),
        "email_shared": _("%(written)s is in line %(line)d somebody else's. %(name)s comes in without it."),
        "email_taken": _("%(written)s is somebody else's here. %(name)s comes in without it."),
        "which_person_known": _("Several people here could be %(name)s. Give a phone number or an e-mail."),
        "part_ended": _("The part of %(name)s in this show was ended. A lead can take them back on their page."),
        "account_keeps": _("%(name)s keeps name and contacts in an account. Not taken over: %(written)s"),
        "elsewhere_keeps": _("%(name)s is known from another show. Not taken over: %(written)s"),
    }
