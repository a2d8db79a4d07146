"""What happens to an incident. Its subject is minted on the phone: `incident:<uuid>`."""

from siteops.core.facts import Role, fact


@fact("incident", private=("text",))
class Reported:
    """Seen by a witness. `photo` is the sha256 of a picture that follows."""

    kind: str
    severity: str
    place: str | None = None
    photo: str | None = None


@fact("incident", private=("text",))
class Noted:
    """A line added to the record."""

    photo: str | None = None


@fact("incident")
class Graded:
    """Found to be more or less serious than reported."""

    severity: str


@fact("incident")
class Taken:
    """Somebody is dealing with it: the author."""


@fact("incident")
class Resolved:
    """Over."""


@fact("incident", by=Role.LEAD)
class Reopened:
    """Not over after all."""
