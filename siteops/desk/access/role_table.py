"""What a role may do, as the kinds of facts and the policy have it: read from them, so that it cannot say otherwise."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _

from siteops.core.facts import Role, load


class Deed(NamedTuple):
    """Something people do, in words, and the least role that may."""

    words: str
    least: Role


def role_table() -> list[Deed]:
    """What people do, what crew may do too first."""
    return [Deed(words, least(parts)) for words, parts in deeds()]


def deeds() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What people do: in words, and the kinds of facts and the pages that it takes."""
    yield _("Scan, check in, report"), ("Moved", "Packed", "CheckedIn", "Reported", "sync.push")
    yield _("Tick lists"), ("Ticked", "Unticked")
    yield _("Release what is held"), ("Released", "Mended")
    yield _("Decide what needs a look"), ("Decided", "Accepted", "board.look")
    yield _("Change plan and people"), ("Edited", "PhaseBegan", "case.edit", "person.change", "invitations.make")
    yield _("Import and print"), ("Imported", "imports.store_now", "labels.page")
    yield _("Erase personal words"), ("Erased",)


def least(parts: tuple[str, ...]) -> Role:
    """The role that all of these ask for; whatever asks for no role on the show is for crew."""
    rights = current_app.extensions["policy"] | {name: kind.by for name, kind in load().items()}
    asked = [rights.get(one) for one in parts]
    return max(one if isinstance(one, Role) else Role.CREW for one in asked)
