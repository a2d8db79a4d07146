"""What `siteops demo` prints: where it is, who one can be, what to try first."""

import os
import socket

from flask_babel import gettext as _

from siteops.demo.making import address, password
from siteops.labels.qr import terminal


def greeting(port: int) -> str:
    """All of it, the address as a QR code in the middle."""
    public = os.environ.get("PUBLIC_URL", "").rstrip("/")
    here, network = f"http://localhost:{port}", network_address()
    away = public or (f"http://{network}:{port}" if network else here)
    parts = ["", "  " + _("Glass Horizon at the Hafenhalle, three hours into load-in"), "", *where(here, away), ""]
    parts += [*("  " + line for line in terminal(away).splitlines()), "", *accounts(), "", *first_steps(), ""]
    if not away.startswith("https://"):
        parts += ["  " + _("Phones lend their camera, and keep the app offline, only over https://: see README."), ""]
    return "\n".join([*parts, "  " + _("Ctrl-C ends it. What you do stays; make demo-reset begins anew."), ""])


def where(here: str, away: str) -> list[str]:
    """The addresses."""
    lines = [_("Open %(url)s on this machine", url=here)]
    if away != here:
        lines.append(_("or   %(url)s on another one", url=away))
    return ["  " + line for line in lines]


def accounts() -> list[str]:
    """Who one can be."""
    known = (
        ("producer", _("runs the show: plan, people, labels")),
        ("lead", _("sees what needs a look, and decides")),
        ("crew", _("scans, reports, ticks")),
    )
    lines = [f"{address(account):<24}{words}" for account, words in known]
    return ["  " + line for line in [*lines, _("Password: %(password)s", password=password())]]


def first_steps() -> list[str]:
    """What to try."""
    lines = (
        _("1. As lead, open the board: Video village is late, Dock B has an incident."),
        _("2. Under Needs a look, decide on the case that was in two places."),
        _("3. As crew, choose Dock A and type LX-2203, then VX-2203: the second is held."),
        _("4. Take the network away, scan on, and give it back."),
    )
    return ["  " + line for line in lines]


def network_address() -> str | None:
    """This machine's address on its network, None if it has none. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: only the way to it is looked up
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith("127.") else found
