"""What happens to a step of a list."""

from siteops.core.facts import fact


@fact("step")
class Ticked:
    """Done. `photo` is the sha256 of the proof where the step wants one."""

    photo: str | None = None


@fact("step")
class Unticked:
    """Not done after all."""
