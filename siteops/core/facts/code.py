"""What happens to a code."""

from siteops.core.facts import fact


@fact("code")
class Bound:
    """Linked to a thing, named by reference (`case:12`). The latest link counts."""

    to: str
