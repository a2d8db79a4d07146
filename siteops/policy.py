"""Who may use which endpoint: one table, and nothing is reachable that is not in it.

A role means: at least that role on the show in the address (another's show answers 404). DEVICE: crew,
or a device key, by which a phone may append and nothing else.
"""

from siteops.core.facts import Role
from siteops.core.web import ADMIN, ANYONE, DEVICE, SIGNED_IN, Who

CREW, LEAD, PRODUCER = Role.CREW, Role.LEAD, Role.PRODUCER

POLICY: dict[str, Who] = {
    "asset": ANYONE,
    "core.health": ANYONE,
    "people.sign_in": ANYONE,
    "people.sign_in_now": ANYONE,
    "people.sign_out": ANYONE,
    "labels.page": LEAD,
    "labels.pdf": LEAD,
    "labels.test_page": LEAD,
    "home.begin": ANYONE,
    "home.set_up": ANYONE,
    "home.set_up_now": ANYONE,
    "home.shows": SIGNED_IN,
    "home.make_show": ADMIN,
    "home.set_contact": ADMIN,
    "join.invitation": ANYONE,
    "join.invitation_in_capitals": ANYONE,
    "join.accept": ANYONE,
    "join.accept_in_capitals": ANYONE,
    "links.scanned": ANYONE,
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
