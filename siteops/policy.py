"""Who may use which endpoint: one table, and nothing is reachable that is not in it.

A role means: at least that role on the show in the address (another's show answers 404). DEVICE: crew,
or a device key, by which a phone may append and nothing else.
"""

from siteops.core.facts import Role
from siteops.core.web import ANYONE, DEVICE, SIGNED_IN, Who

CREW, LEAD, PRODUCER = Role.CREW, Role.LEAD, Role.PRODUCER

POLICY: dict[str, Who] = {
    "asset": ANYONE,
    "core.health": ANYONE,
    "people.sign_in": ANYONE,
    "people.sign_in_now": ANYONE,
    "people.sign_out": ANYONE,
    "scan.shell": ANYONE,
    "scan.worker": ANYONE,
    "scan.manifest": ANYONE,
    "sync.push": DEVICE,
    "sync.pull": CREW,
    "sync.entries": CREW,
    "sync.heard": LEAD,
    "sync.shows": SIGNED_IN,
    "sync.me": SIGNED_IN,
    "sync.device": SIGNED_IN,
    "photos.put": DEVICE,
    "photos.show_photo": CREW,
}
