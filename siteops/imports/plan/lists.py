"""Checklists, a step a row: lists, and the steps beneath them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.plan import List, Step
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.kind import Way
from siteops.imports.names import key
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import known, mark, stored, tops
from siteops.imports.plan.places import names_of
from siteops.imports.plan.planned import Known, Layer, Named, Said, Stored, TablePlan, Values
from siteops.imports.plan.reading import Reading, one_of, whole
from siteops.imports.problems import Outcome, Problem
from siteops.imports.values import flag

OF_LIST = ("name", "leg", "truck", "zone")
FLAGS = ("safety", "photo", "auto")
OF_STEP = ("list", "sort", "text", *FLAGS)
LEGS = {"in": ("load in", "in", "aufbau", "einladen"), "out": ("load out", "out", "abbau", "ausladen")}
AUTO = "all_on_board"
"""The one thing that the site log ticks by itself."""
WORDS = Vocabulary(
    needed=frozenset({"text"}),
    words=(
        Word("name", ("list", "checklist", "list name", "liste", "checkliste")),
        Word("leg", ("leg", "direction", "richtung")),
        Word("truck", ("truck", "lorry", "lkw")),
        Word("zone", ("zone", "area", "bereich")),
        Word("sort", ("step no", "step number", "no", "nr", "schritt nr", "schritt nummer")),
        Word("text", ("step", "task", "what is to be done", "item", "schritt", "aufgabe")),
        Word("safety", ("safety critical", "safety", "sicherheitskritisch", "sicherheit")),
        Word("photo", ("photo required", "photo", "picture required", "foto nötig", "foto")),
        Word("auto", ("by itself", "automatic", "von selbst", "automatisch")),
        Word(UNUSED, ("done", "when", "who", "role", "note", "fertig", "wann", "wer", "rolle", "notiz")),
    ),
)


def me(row: Said | Stored) -> Any:
    """The list itself: by its name, and where several share that, by all that is said of it."""
    return row.aside["me"]


def by_text(row: Said | Stored) -> Any:
    """What a step of a list says."""
    return row.values["list"], key(row.values["text"])


def by_place(row: Said | Stored) -> Any:
    """Where a step stands in its list."""
    return (row.values["list"], row.values["sort"]) if "sort" in row.values else None


def as_columns(values: Values) -> Values:
    """A step's columns: what ticks it is stored, not whether something does."""
    return {**values, "auto": AUTO if values["auto"] else None} if "auto" in values else values


class Lists(PlanTable):
    """Lists by name, steps by what they say, else by their number. What was ticked stays as it is."""

    name = "lists"
    vocabulary = WORDS
    subject = "text"
    needed = ("name", "text")
    label = ("list", "name", "text")
    layers = (
        Layer(List, (*OF_LIST, "sort"), (me,), goes_by=me, in_order=lambda _values: None),
        Layer(Step, OF_STEP, (by_text, by_place), once=False, in_order=lambda values: values["list"],
              as_columns=as_columns),
    )  # fmt: skip

    def read(self, row: Reading) -> list[Said | None]:
        """A step, and what the row says of its list."""
        of_list = {"name": row.line("name"), "leg": row.take("leg", one_of(LEGS)), "truck": row.named("truck"),
                   "zone": row.named("zone")}  # fmt: skip
        of_step = {"sort": row.take("sort", whole), "text": row.line("text"),
                   **{name: row.take(name, flag) for name in FLAGS}}  # fmt: skip
        row.miss(of_list | of_step)
        if row.left_out:
            return []
        own = {name: value for name, value in of_list.items() if value is not None}
        if key(own["name"]) in row.known.more and own.keys() == {"name"}:
            row.tell("several_lists", "name")
        mine = itself(own, row.known.more)
        steps = {name: value for name, value in of_step.items() if value is not None} | {"list": mine}
        return [Said(own, row.where, {"me": mine}), Said(steps, row.where)]

    def known(self, connection: Connection, show: str) -> Known:
        """Lists and their steps. Seven queries."""
        made, names = known(connection, show, mark(connection, show, (List, Step))), names_of(connection, show)
        lists = connection.execute(
            select(List).where(List.show == show, ~List.gone).order_by(List.sort, List.id)
        ).all()  # fmt: skip
        of_list = [
            {"name": one.name, "leg": one.leg, "truck": names.get(one.truck), "zone": names.get(one.zone)}
            for one in lists
        ]
        counted = Counter(key(one.name) for one in lists)
        made.more = {name for name, count in counted.items() if count > 1}
        rows = [
            stored(one.id, own, me=itself({k: v for k, v in own.items() if v}, made.more))
            for one, own in zip(lists, of_list, strict=True)
        ]
        mine = {row.id: row.aside["me"] for row in rows}
        made.names |= {one: id for id, one in mine.items()}
        steps = [one for one in connection.execute(steps_of(show)) if one.list in mine]
        of_step = [
            stored(one.id, {**{name: getattr(one, name) for name in OF_STEP}, "list": mine[one.list],
                            "auto": one.auto is not None}) for one in steps
        ]  # fmt: skip
        made.rows = [rows, of_step]
        made.tops = [tops(self.layers[0], rows, [one.sort for one in lists]),
                     tops(self.layers[1], of_step, [one.sort for one in steps])]  # fmt: skip
        return made

    def settle(self, plan: TablePlan, known: Known) -> None:
        """Say each list once: as its first row does. Where a later row says more or otherwise, that is reported."""
        first: dict[Named, Said] = {}
        for row in plan.rows[0]:
            mine = first.setdefault(row.aside["me"], row)
            if any(mine.values.get(name) != value for name, value in row.values.items() if name != "name"):
                told = {"line": mine.where.line, "list": row.values["name"]}
                plan.problems.append(Problem("list_otherwise", row.where, Outcome.DOUBTFUL, told))
        plan.rows[0] = list(first.values())

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Checklists"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"name": _("List"), "leg": _("Leg"), "truck": _("Truck"), "zone": _("Zone"), "sort": _("Step no."),
                "text": _("Step"), "safety": _("Safety critical"), "photo": _("Photo required"),
                "auto": _("By itself")}  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """Legs."""
        return {"leg": {"in": _("Load-in"), "out": _("Load-out")}}

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with a step."""
        return {
            **super().sentences(),
            "list_otherwise": _("Line %(line)d says something else of the list “%(list)s”; that one stands."),
            "several_lists": _("Several lists are called “%(written)s”. Say leg, truck or zone, too."),
        }

    def ways(self, show: str) -> Sequence[Way]:
        """To the lists."""
        return (Way("clipboard-list", _("See the lists"), f"/shows/{show}/lists"),)


def itself(of_list: Values, shared: set[str]) -> Named:
    """What a list goes by. `shared`: names, folded, that several lists of the plan have."""
    name = key(of_list["name"])
    if name in shared:
        more = (of_list.get("leg", ""), *(one.folded if one else "" for one in map(of_list.get, ("truck", "zone"))))
        name = "\n".join((name, *more))
    return Named("list", name, of_list["name"])


def steps_of(show: str) -> Any:
    """The question for the steps of a show."""
    return select(Step).where(Step.show == show, ~Step.gone).order_by(Step.list, Step.sort, Step.id)


LISTS = Lists()
