"""What happens to a case. A case whose code nobody could resolve yet is `code:<code>`."""

from siteops.core.facts import Role, fact


@fact("case", "code")
class Moved:
    """Scanned at a place. `leg` is `in` or `out`; `slot` the dock booking it came under, if any."""

    place: str
    leg: str = "in"
    slot: int | None = None
    typed: bool = False


@fact("case", "code")
class Packed:
    """Put into another case, named by its key: from now on it goes where that one goes."""

    into: int


@fact("case", "code")
class Unpacked:
    """Taken out of the case it was in, at a place."""

    place: str


@fact("case", "code")
class Held:
    """Set aside: it may not go on until a lead releases it."""

    reason: str


@fact("case", "code", by=Role.LEAD)
class Released:
    """A held case went back to work."""


@fact("case", "code")
class Damaged:
    """Seen to be broken. It may still move. `photo` is the sha256 of a picture that follows."""

    reason: str
    photo: str | None = None


@fact("case", "code", private=("text",))
class Remarked:
    """A line or a picture for whoever handles it next."""

    photo: str | None = None


@fact("case", "code", by=Role.LEAD)
class Mended:
    """In order again."""


@fact("case", "code")
class LeftHere:
    """Left on purpose at `place`, which is not where the plan wants it."""

    place: str
    reason: str


@fact("case")
class Counted:
    """Its content was counted: of the things called `name` it holds `count`, and should hold `planned`."""

    name: str
    count: int
    planned: int
