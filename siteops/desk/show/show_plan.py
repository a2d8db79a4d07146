"""Writing what a show is: its own columns and its planned phases, as one edit."""

from collections.abc import Mapping
from typing import Any

from siteops.core.journal.record import planning
from siteops.core.plan import Show
from siteops.desk.edits import Merge, merge
from siteops.desk.plan_rows import Author, Sent, told
from siteops.desk.show import phase_plan
from siteops.desk.show.phase_plan import STARTS
from siteops.desk.show.show_fields import COLUMNS

Values = dict[str, Any]


def values_of(row: Show, planned: phase_plan.Planned) -> Values:
    """A show as its form has it."""
    return {name: getattr(row, name) for name in COLUMNS} | phase_plan.fields(planned)


def keep(sent: Sent, author: Author) -> Merge:
    """Store the form of a show; nothing of it where any of it clashes with somebody else's edit. Raises Busy."""
    with planning() as session:
        row = session.get_one(Show, author.show)
        stored = values_of(row, phase_plan.planned(session, author.show))
        made = merge({name: stored[name] for name in sent.values}, sent.values, sent.was)
        if made.changed and not made.clashes:
            rev = told(session, f"show:{author.show}", author, columns(made.changed))
            own = {name: value for name, value in made.changed.items() if not name.startswith(STARTS)}
            for name, value in own.items():
                setattr(row, name, value)
            row.rev = rev if own else row.rev
            phase_plan.store(session, author.show, others(made.changed, own), rev)
        return made


def columns(changed: Mapping[str, Any]) -> list[str]:
    """The names of changed columns, as the log tells them: one for all planned phases."""
    return list(dict.fromkeys("phases" if name.startswith(STARTS) else name for name in changed))


def others(values: Mapping[str, Any], own: Mapping[str, Any]) -> Values:
    """The values that are not among these."""
    return {name: value for name, value in values.items() if name not in own}
