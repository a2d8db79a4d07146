"""What a gear list is about, in words, in the language of the reader."""

from flask_babel import gettext as _


def fields() -> dict[str, str]:
    """What a column may hold, as a form and a list of changes call it."""
    return {
        "code": _("Code"),
        "name": _("Name"),
        "contents": _("Contents"),
        "kind": _("What the row is"),
        "department": _("Department"),
        "category": _("Category"),
        "parent": _("In case"),
        "inside": _("In case"),
        "container": _("Container"),
        "serial": _("Serial number"),
        "quantity": _("Quantity"),
        "weight": _("Weight"),
        "type_weight": _("Weight of the type"),
        "length": _("Length"),
        "width": _("Width"),
        "height": _("Height"),
        "size": _("Length × width × height"),
        "owner": _("Owner"),
        "truck": _("Truck"),
        "step": _("Load order"),
        "sort": _("Load order"),
        "position": _("Position on the truck"),
        "zone": _("Zone"),
        "dock": _("Dock"),
        "note": _("Note"),
        "more_note": _("Second note"),
    }


def of_rows() -> dict[str, str]:
    """What may be wrong with what one row says."""
    return {
        "no_code_column": _("No column holds the codes of the cases. Choose one."),
        "weight_about": _("%(column)s “%(written)s” is a guess."),
        "weight_unreadable": _("%(column)s “%(written)s” is no weight."),
        "size_unreadable": _("%(column)s “%(written)s” is no size."),
        "step_unreadable": _("%(column)s “%(written)s” is no number."),
        "quantity_impossible": _("“%(written)s” is no quantity."),
        "quantity_none": _("The quantity is 0."),
        "case_quantity": _("%(code)s is one case, the list says %(written)s. Each case needs a code of its own."),
        "code_long": _("“%(written)s…” is too long for a code."),
        "no_code": _("“%(name)s” has no code."),
        "in_no_case": _("%(code)s is no case and in no case."),
    }


def of_cases() -> dict[str, str]:
    """What may be wrong with a row beside the others."""
    return {
        "code_shown": _("The number %(written)s is shown as %(code)s and read so."),
        "code_padded": _("The number %(written)s is read as %(code)s, the one code it can be."),
        "code_ambiguous": _("The number %(written)s could be any of %(code)s."),
        "code_like": _("%(written)s is taken as it stands. Was %(code)s meant?"),
        "unknown_code": _("%(code)s is unknown."),
        "same_again": _("%(code)s stands here again, the same as in line %(line)d."),
        "other_again": _("%(code)s stands here again, other than in line %(line)d. The first stands."),
        "on_two_trucks": _("%(code)s is on %(first_truck)s and on %(truck)s. The first stands."),
        "unknown_case": _("%(code)s is in case %(parent)s, which is unknown."),
        "in_itself": _("%(code)s is inside itself by way of %(parent)s. It comes in loose."),
        "serial_again": _("%(code)s has the serial number %(serial)s, already used in line %(line)d."),
    }
