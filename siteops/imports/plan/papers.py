"""Tickets and certificates of people of the show, a paper a row: our own export."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.access.people import Certificate, Grant
from siteops.crew.papers import KINDS
from siteops.crew.words import of_paper
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.crew import known as crew
from siteops.imports.kind import Mark, Way
from siteops.imports.plan import whom
from siteops.imports.plan.compare import Compared
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import known, stored
from siteops.imports.plan.planned import Known, Layer, Said, Stored
from siteops.imports.plan.reading import Reading, day, one_of
from siteops.imports.values import flag
from siteops.imports.write import Changes

COLUMNS = ("person", "kind", "until", "written", "doubtful")
PAPERS = {
    "forklift": ("forklift", "forklift licence", "stapler", "staplerschein"),
    "rigging": ("rigging", "rigging ticket", "anschlagmittel"),
    "first_aid": ("first aid", "erste hilfe", "ersthelfer"),
    "aerial": ("aerial platform", "mewp", "ipaf", "hubarbeitsbühne"),
    "height": ("work at height", "working at height", "höhenarbeit"),
    "electrical": ("electrical work", "electrical", "elektrofachkraft"),
    "driving": ("driving licence", "driving license", "führerschein"),
    "induction": ("induction", "site induction", "unterweisung"),
    "other": ("other paper", "other", "anderer nachweis"),
}
WORDS = Vocabulary(
    needed=frozenset({"kind"}),
    words=(
        *whom.WORDS,
        Word("kind", ("paper", "certificate", "ticket", "papier", "nachweis", "zertifikat")),
        Word("until", ("valid until", "valid to", "expires", "expiry", "last valid day", "gültig bis", "ablauf")),
        Word("written", ("as written", "wie geschrieben")),
        Word("doubtful", ("doubtful", "fraglich", "zweifelhaft")),
        Word(UNUSED, ("id", "number", "nummer")),
    ),
)


def by_day(row: Said | Stored) -> Any:
    """Whose, of what kind, until when."""
    return row.values["person"], row.values["kind"], row.values.get("until")


def by_kind(row: Said | Stored) -> Any:
    """Whose, and of what kind."""
    return row.values["person"], row.values["kind"]


class Papers(PlanTable):
    """Papers of people who are on the show, by person and kind."""

    name = "papers"
    vocabulary = WORDS
    subject = "name"
    needed = ("name", "kind")
    label = ("person", "kind")
    layers = (Layer(Certificate, COLUMNS, (by_day, by_kind), once=False),)

    def read(self, row: Reading) -> list[Said | None]:
        """A paper. One without a last day has no end, unless it is said to be doubtful."""
        found = {
            "person": row.known.more.mean(row), "kind": row.take("kind", one_of(PAPERS)),
            "until": row.take("until", day), "written": row.line("written"), "doubtful": row.take("doubtful", flag),
        }  # fmt: skip
        row.miss({**found, "name": row.line("name")})
        return [Said({name: value for name, value in found.items() if value is not None}, row.where)]

    def known(self, connection: Connection, show: str) -> Known:
        """People and their papers."""
        made, found = known(connection, show, self.mark(connection, show)), whom.members(connection, show)
        whom.introduce(made, found)
        here = select(Grant.person).where(Grant.show == show)
        query = select(Certificate).where(Certificate.person.in_(here)).order_by(Certificate.id)
        made.rows, made.tops = [[]], [{}]
        for one in connection.execute(query):
            values = {name: getattr(one, name) for name in COLUMNS} | {"person": found.by_id[one.person].named}
            made.rows[0].append(stored(one.id, values))
        return made

    def mark(self, connection: Connection, show: str) -> Mark:
        """As of call sheets: whatever touches somebody's papers touches their part in every show."""
        return crew.mark(connection, show)

    def also(self, compared: Sequence[Compared], known: Known) -> Sequence[tuple[type[Any], Changes]]:
        """Parts of people whose papers change: so phones learn of it."""
        (one,) = compared
        members: whom.Members = known.more
        rows = (*one.new, *(each.said for each in one.changed))
        return ((Grant, members.touched(row.values["person"] for row in rows)),)

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Papers of people on the show"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"name": _("Name"), "kind": _("Paper"), "until": _("Valid until"), "written": _("As written"),
                "doubtful": _("Doubtful"), "company": _("Company"), "phone": _("Phone"),
                "email": _("E-mail")}  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What papers are about."""
        return {"kind": {kind: of_paper(kind) for kind in KINDS}}

    def ways(self, show: str) -> Sequence[Way]:
        """To the people."""
        return (Way("users", _("See the people"), f"/shows/{show}/people"),)


PAPER_LIST = Papers()
