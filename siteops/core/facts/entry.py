"""What happens to an entry. Filed under the subject of the entry it speaks of."""

from siteops.core.facts import Role, fact


@fact()
class Undone:
    """An earlier entry was a slip and no longer counts. It stays in the log. Needs its target's right."""

    entry: str


@fact(by=Role.LEAD)
class Decided:
    """A lead looked at a finding, named by its key, and chose."""

    finding: str
    choice: str
    reason: str = ""


@fact(by=Role.LEAD)
class Accepted:
    """A held entry counts after all."""

    entry: str


@fact(by=Role.PRODUCER)
class Erased:
    """The private part of an entry is gone for good."""

    entry: str
