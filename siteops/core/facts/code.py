"""What happens to a code."""

from siteops.core.facts import fact


@fact("code")
class Bound:
    """Linked to a thing, named by reference (`case:12`). The earliest link counts, until one is made `anew`.

    `anew`: its author knew of the earlier link and means this one instead.
    """

    to: str
    anew: bool = False


@fact("code")
class Named:
    """Said to be on a case that is on no list yet: the number painted on it. A lead makes a case of it."""

    number: str
