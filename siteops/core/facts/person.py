"""What happens to a person at a gate. A badge nobody could resolve yet is `code:<hash>`."""

from siteops.core.facts import fact


@fact("person", "code")
class CheckedIn:
    """Came on site at a gate."""

    gate: str


@fact("person", "code")
class CheckedOut:
    """Left the site; the gate is None where nobody scanned one."""

    gate: str | None = None
