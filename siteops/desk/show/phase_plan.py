"""When the phases of a show are planned to begin: what a form says of it, and what of that cannot be."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core.facts.show import PHASES
from siteops.core.plan import Phase
from siteops.desk.plan_form import PlanForm
from siteops.desk.telling import phases

Planned = dict[str, datetime]
STARTS = "starts-"
"""Names of the form's fields: `starts-load-in`."""


def planned(session: Session, show: str) -> Planned:
    """The instants at which phases are planned to begin, by phase, in their order. One query."""
    rows = session.execute(select(Phase.phase, Phase.starts).where(Phase.show == show, ~Phase.gone))
    found = {one.phase: one.starts for one in rows}
    return {name: found[name] for name in PHASES if name in found}


def fields(found: Planned) -> dict[str, datetime | None]:
    """Every phase's instant by its field's name, None where it is not planned."""
    return {f"{STARTS}{name}": found.get(name) for name in PHASES}


def read(form: PlanForm, zone: ZoneInfo, kept: Planned) -> dict[str, datetime | None]:
    """What the form says, by field: instants, read on `zone`'s clock. Times that cannot be, or not in this order,
    are faults."""
    sent = {f"{STARTS}{name}": form.moment(f"{STARTS}{name}", zone, kept.get(name)) for name in PHASES}
    if not any(name.startswith(STARTS) for name in form.errors):
        said = {name: at for name in PHASES if (at := sent[f"{STARTS}{name}"])}
        for early, late in disorder(said):
            words = phases()
            form.errors[f"{STARTS}{late}"] = _(
                "%(late)s cannot begin before %(early)s does.", late=words[late], early=words[early]
            )
    return sent


def disorder(found: Mapping[str, datetime]) -> Iterator[tuple[str, str]]:
    """Pairs of phases of which the second is planned before the first, which it follows."""
    said = [(name, found[name]) for name in PHASES if name in found]
    yield from ((one[0], other[0]) for one, other in pairwise(said) if other[1] < one[1])


def store(session: Session, show: str, changed: Mapping[str, Any], rev: int) -> None:
    """Write the instants of fields that were changed. None: no longer planned. `rev`: of the entry that tells of it."""
    rows = {row.phase: row for row in session.scalars(select(Phase).where(Phase.show == show))}
    for name, starts in ((name.removeprefix(STARTS), at) for name, at in changed.items()):
        row = rows.get(name)
        if row is None:
            if starts is not None:
                session.add(Phase(show, name, starts, rev=rev))
            continue
        row.gone, row.rev = starts is None, rev
        row.starts = row.starts if starts is None else starts


def running(found: Planned, at: datetime) -> str | None:
    """The phase that is planned to run at an instant; None before the first."""
    begun = [name for name, starts in found.items() if starts <= at]
    return begun[-1] if begun else None
