"""What happens to the show as a whole. Its subject is `show:<id>`."""

from siteops.core.facts import Role, fact

PHASES = ("prep", "load-in", "show", "load-out", "wrapped")


@fact("show", by=Role.LEAD)
class PhaseBegan:
    """The show went on to a phase, one of PHASES."""

    phase: str


@fact("show", by=Role.LEAD)
class LegClosed:
    """A leg (`in`, `out`) is over: what was not scanned in it is missing from here on."""

    leg: str


@fact("show", by=Role.PRODUCER)
class Adopted:
    """Read from the archive of another installation. `head`: the hash of its last entry there, in hex, its `entries`th.

    `renamed`: here things have other keys, so what stands before this entry is spelled with those; the original lines
    are kept beside the log and prove it, see `core.origin`.
    """

    head: str
    entries: int
    renamed: bool
