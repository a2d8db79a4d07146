"""What a person decided about a file: sheets, header rows, columns. As values, and as fields of a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from siteops.imports.columns import Choice
from siteops.imports.gear.words import GEAR

FIELDS = tuple(word.field for word in GEAR.words if word.field != "unused")
"""What a column of a gear list may be taken for, in the order in which a form offers it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """`choices`: by sheet name; what is not chosen is guessed. `add_unknown`: unknown codes become cases."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    add_unknown: bool = True


def from_form(form: Mapping[str, str], sheets: list[str]) -> Wishes:
    """Read the wishes out of a sent form; what makes no sense there is left to the guess.

    Fields, `<s>` being a sheet's number from 0: `skip-<s>`, `line-<s>` (the header's line),
    `column-<s>-<c>` (a field's name, or empty to leave the column out), and `leave-unknown`.
    """
    choices = {name: choice for number, name in enumerate(sheets) if (choice := _choice(form, number)) != Choice()}
    return Wishes(choices, add_unknown="leave-unknown" not in form)


def _choice(form: Mapping[str, str], sheet: int) -> Choice:
    line = form.get(f"line-{sheet}", "")
    fields = {}
    for name, value in form.items():
        start, _, column = name.rpartition("-")
        if start == f"column-{sheet}" and _number(column) and value in ("", *FIELDS):
            fields[int(column)] = value or None
    return Choice(int(line) if _number(line) else None, f"skip-{sheet}" not in form, fields)


def to_form(wishes: Wishes, sheets: list[str]) -> Iterator[tuple[str, str]]:
    """The same wishes as fields of a form, to be sent along with the next one."""
    if not wishes.add_unknown:
        yield "leave-unknown", "1"
    for number, name in enumerate(sheets):
        choice = wishes.choices.get(name, Choice())
        if not choice.use:
            yield f"skip-{number}", "1"
        if choice.line is not None:
            yield f"line-{number}", str(choice.line)
        for column, chosen in choice.fields.items():
            yield f"column-{number}-{column}", chosen or ""


def _number(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 8
