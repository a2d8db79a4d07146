"""The page behind a printed code: it identifies and nothing more.

The answer depends on who asks and never on the code, so that no stranger learns which codes there are.
"""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from siteops.core import codes
from siteops.core.access.sessions import principal
from siteops.desk.show.home import contact_of_installation

links = Blueprint("links", __name__)


@links.get("/q/<code>")
@links.get("/Q/<code>")
def scanned(code: str) -> ResponseReturnValue:
    """Whoever is signed in goes on to the app, which knows the code; a stranger reads whom to call."""
    reading = codes.read(code)
    if principal() and reading.kind != "text":
        return redirect(f"/field#code/{reading.value}", 303)
    return render_template("link/code.html", contact=contact_of_installation(), known=principal() is not None)
