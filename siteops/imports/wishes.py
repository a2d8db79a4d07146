"""What a person decided about a file: its kind, sheets, header rows, columns. As values, and as fields of a form."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from siteops.imports.columns import Choice


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is not wished is guessed: `kind` if empty, `choices` (by sheet name) where one says nothing.

    `options`: those of the kind that are set, such as `leave-unknown`.
    """

    choices: Mapping[str, Choice] = field(default_factory=dict)
    options: frozenset[str] = frozenset()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form offers to wish for: names of sheets, fields that a column may hold, options of the kind."""

    sheets: Sequence[str]
    fields: Collection[str]
    options: Collection[str]


def from_form(form: Mapping[str, str], offered: Offered, kind: str) -> Wishes:
    """Read the wishes out of a sent form; what makes no sense there is left to the guess.

    Fields, `<s>` being a sheet's number from 0: `skip-<s>`, `line-<s>` (the header's line), `column-<s>-<c>`
    (a field's name, or empty to leave the column out), and the options by their names. `kind`: as wished, or empty.
    """
    choices = {
        name: choice
        for number, name in enumerate(offered.sheets)
        if (choice := _choice(form, number, offered.fields)) != Choice()
    }
    return Wishes(choices, frozenset(option for option in offered.options if option in form), kind)


def _choice(form: Mapping[str, str], sheet: int, known: Collection[str]) -> Choice:
    line = form.get(f"line-{sheet}", "")
    fields = {}
    for name, value in form.items():
        start, _, column = name.rpartition("-")
        if start == f"column-{sheet}" and _number(column) and (not value or value in known):
            fields[int(column)] = value or None
    return Choice(int(line) if _number(line) else None, f"skip-{sheet}" not in form, fields)


def to_form(wishes: Wishes, sheets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same wishes as fields of a form, to be sent along with the next one."""
    if wishes.kind:
        yield "kind", wishes.kind
    for option in sorted(wishes.options):
        yield option, "1"
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
