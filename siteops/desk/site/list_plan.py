"""Writing checklists: a list, its steps, and new ones, in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from siteops.core.journal.record import planning
from siteops.core.plan import List, Step
from siteops.desk.edits import Merge, before, merge, spelled
from siteops.desk.plan_rows import Author, add, change

FLAGS = ("safety", "photo")
OF_STEP = ("text", "sort", *FLAGS, "auto")


class Kept(NamedTuple):
    """A sent form: the list's values, each step's (None: take it off), and the texts of new ones."""

    values: Mapping[str, Any]
    steps: Mapping[int, Mapping[str, Any] | None]
    fresh: Sequence[str]


def make_list(sent: Mapping[str, Any], author: Author) -> int:
    """A new list, last in order; its key."""
    with planning() as session:
        top = session.scalar(select(func.max(List.sort)).where(List.show == author.show)) or 0
        row = List(author.show, sort=top + 1, **sent)
        add(session, row, "list", author, [name for name, value in sent.items() if value is not None])
        return row.id


def keep(key: int, sent: Kept, author: Author) -> Merge:
    """Store the form of a list; nothing where any of it clashes with somebody else's edit.

    In the answer the names of a step's columns end in its key, as in the form: `text-41`.
    """
    was = before()
    with planning() as session:
        row = session.get_one(List, key)
        made = merge({name: getattr(row, name) for name in sent.values}, sent.values, was)
        all_of_it, steps = Merge({**made.changed}, {**made.clashes}), {}
        for number, values in sent.steps.items():
            steps[number] = one = merged(session.get_one(Step, number), values, was)
            all_of_it.changed.update({f"{name}-{number}": value for name, value in one.changed.items()})
            all_of_it.clashes.update({f"{name}-{number}": text for name, text in one.clashes.items()})
        if not all_of_it.clashes:
            if made.changed:
                change(session, row, f"list:{key}", author, made.changed)
            write_steps(session, {number: one.changed for number, one in steps.items()}, author)
            add_steps(session, row, sent.fresh, author)
        return all_of_it


def merged(step: Step, values: Mapping[str, Any] | None, was: Mapping[str, str]) -> Merge:
    """One step's part of the form. A step that somebody took off clashes with what was written into it since."""
    if values is None:
        return Merge() if step.gone else Merge({"gone": True})
    mine = {name: was[f"{name}-{step.id}"] for name in OF_STEP if f"{name}-{step.id}" in was}
    made = merge({name: getattr(step, name) for name in OF_STEP}, values, mine)
    if step.gone and made.changed:
        return Merge({}, {"text": _("taken off; you wrote “%(text)s”", text=values["text"])})
    return Merge() if step.gone else made


def write_steps(session: Session, changed: Mapping[int, Mapping[str, Any]], author: Author) -> None:
    """Change those steps that were changed."""
    for key, values in changed.items():
        if values:
            change(session, session.get_one(Step, key), f"step:{key}", author, values)


def add_steps(session: Session, row: List, texts: Sequence[str], author: Author) -> None:
    """New steps at the end of a list."""
    top = session.scalar(select(func.max(Step.sort)).where(Step.list == row.id)) or 0
    for number, text in enumerate(texts, top + 1):
        add(session, Step(author.show, row.id, text, number), "step", author, ("text",))


def steps_of(session: Session, key: int) -> dict[str, str]:
    """The fields of a list's steps as its form has them: `text-41`."""
    rows = session.scalars(select(Step).where(Step.list == key, ~Step.gone))
    return {
        f"{name}-{step.id}": text
        for step in rows
        for name, text in spelled({name: getattr(step, name) for name in OF_STEP}).items()
    }
