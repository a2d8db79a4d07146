"""A way in as it is handed out: its address, the picture of it, and the words of a message."""

from urllib.parse import quote

from flask import current_app, request
from flask_babel import gettext as _
from markupsafe import Markup

from siteops.labels import qr


def link(room: str, token: str, capitals: bool = False) -> str:
    """The address of a way in, `/join/…`. In capitals, as far as they mean the same, a QR code of it is coarser."""
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    if capitals and base.count("/") == 2:
        return f"{base.upper()}/{room.upper()}/{token}"
    return f"{base}/{room}/{token}"


def picture(text: str) -> Markup:
    """A QR code as a picture within a page."""
    name = Markup.escape(_("QR code of the link below"))
    return Markup(qr.svg(text).replace("<svg ", f'<svg class="qr" role="img" aria-label="{name}" ', 1))  # noqa: S704


def subject(show: str) -> str:
    """The subject of an e-mail that invites somebody."""
    return str(_("%(show)s: your way into SiteOps", show=show))


def words(show: str, address: str, name: str = "", *, known: bool = False) -> str:
    """The text of an e-mail that invites somebody. `known`: the link lets them in as themselves."""
    hello = _("Hello %(name)s,", name=name) if name else _("Hello,")
    first = _("You work on %(show)s. Open this on the phone that you will have with you:", show=show)
    then = _("You are in at once, without a password. The link is for you alone.") if known else (
        _("Type your name, and you are in: no password."))  # fmt: skip
    return f"{hello}\n\n{first}\n\n{address}\n\n{then}"


def mail(to: str, show: str, text: str) -> str:
    """A `mailto:` link of an e-mail that invites somebody."""
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject(show))}&body={quote(text)}"
