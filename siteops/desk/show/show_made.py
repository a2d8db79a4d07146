"""Making a show: its row and its log, under an id of its own."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core import clock
from siteops.core.db import editing
from siteops.core.journal.log import open_log
from siteops.core.plan import NO_SHOW, Show
from siteops.core.upgrade import setting


def make(sent: Mapping[str, Any]) -> str:
    """A new show with these columns; its id. Raises Busy."""
    with editing() as session:
        show = Show(free_id(session, sent["name"]), created=clock.now(), **sent)
        session.add(show)
        session.flush()
        open_log(session.connection(), show.id)
        return show.id


def free_id(session: Session, name: str) -> str:
    """An id for a show's addresses, made of its name: `glass-horizon`, `glass-horizon-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "show"
    there = session.scalars(select(Show.id).where(Show.id.startswith(stem)))
    begun = session.scalars(select(setting.c.name).where(setting.c.name.startswith(f"copy:{stem}")))
    taken = {NO_SHOW, *there, *(one.removeprefix("copy:") for one in begun)}
    return next(one for one in (stem, *(f"{stem}-{number}" for number in range(2, 10**6))) if one not in taken)
