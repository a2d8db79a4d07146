"""What several people's parts in a show get at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from siteops.core import clock
from siteops.core.access.people import Grant, Invitation
from siteops.core.batch.images import Change
from siteops.desk.at_once import Find, Wanted, Wish, differing


def of_parts(name: str, values: Mapping[str, Any]) -> Wish:
    """What many people get, by their keys. Whose part has ended stays as it is; whose part ends loses their ways in."""
    wish = Wish(lambda _count: name, lambda _session: changing(values))
    return wish._replace(also=ended) if "revoked" in values else wish


def changing(values: Mapping[str, Any]) -> Find:
    """How to find the parts that have other values."""

    def find(connection: Connection, show: str, people: Collection[int]) -> Iterator[Wanted]:
        columns = [Grant.id, Grant.person, Grant.rev, *(getattr(Grant, name) for name in values)]
        query = select(*columns).where(Grant.show == show, Grant.person.in_(people), Grant.revoked.is_(None))
        for id, person, rev, *now in connection.execute(query):
            if made := differing("grant", id, dict(zip(values, now, strict=True)), values):
                yield Wanted(made, person, rev)

    return find


def ended(connection: Connection, parts: Sequence[Change]) -> None:
    """Let invitations end that were made out to people whose parts do."""
    mine = Grant.id.in_([one.row for one in parts])
    bound = select(Invitation.id).join(Grant, (Grant.person == Invitation.person) & (Grant.show == Invitation.show))
    theirs = bound.where(mine, Invitation.expires > clock.now())
    connection.execute(update(Invitation).where(Invitation.id.in_(theirs)).values(expires=clock.now()))
