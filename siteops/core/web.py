"""Flask's side of the kernel: who may ask what, what every answer carries, and how errors are said."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, abort, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import TemplateNotFound
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, HTTPException, ServiceUnavailable
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from siteops.core.access.lately import lately
from siteops.core.access.people import Grant
from siteops.core.access.sessions import Cookies, Principal, by_device_key, logins, principal
from siteops.core.db import Busy, db
from siteops.core.facts import Role
from siteops.core.plan import Show

ANYONE, SIGNED_IN, ADMIN = "anyone", "signed in", "administrator"
DEVICE = "crew or device key"
Who = str | Role
"""Who may use an endpoint: ANYONE, SIGNED_IN, ADMIN, a least role on the show in the address, or DEVICE
(a crew member, or a device key that may append)."""

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Permissions-Policy": "camera=(self), microphone=(self)",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
RETRY_AFTER_S = 3
"""When a phone may come back after a 503: the door is rarely shut for longer."""
MOST = 2**31 - 1
"""The largest key of a plan row, and the largest count; PostgreSQL's integer ends there."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Key(IntegerConverter):
    """`<int:case>` in an address: a number that a row can have. Others are not there."""

    def __init__(self, rules: Map, *args: Any, **given: Any) -> None:
        super().__init__(rules, *args, **{"max": MOST, **given})


def init_app(app: Flask, policy: dict[str, Who]) -> None:
    """Guard every endpoint by `policy` and give every answer its headers."""
    logins.init_app(app)
    app.session_interface = Cookies()
    app.url_map.converters["int"] = Key
    if hops := app.config["PROXY_HOPS"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["policy"] = policy
    app.before_request(read_address)
    app.before_request(refuse_other_sites)
    app.before_request(lambda: admit(policy))
    app.after_request(add_headers)
    app.register_error_handler(HTTPException, say)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(IntegrityError, conflict)
    app.jinja_env.globals.update(principal=principal)


def read_address() -> None:
    """No address holds a NUL: PostgreSQL knows no such text. Bare bytes that are no text are read as `%FF` is."""
    if "\0" in request.path or b"%00" in request.query_string:
        abort(400, "An address cannot hold a NUL.")
    request.query_string = request.query_string.decode(errors="replace").encode()


def refuse_other_sites() -> None:
    """No form or script of another site may act here in a person's name.

    Browsers say where a request comes from (`Sec-Fetch-Site`, older ones `Origin`); what says neither
    is a script, which holds no one's cookie by accident. Tokens in forms would expire and bounce a queue.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site and site not in ("same-origin", "none"):
        abort(403, "This request came from another site.")
    if not site and origin and origin != request.host_url.rstrip("/"):
        abort(403, "This request came from another site.")


def admit(policy: dict[str, Who]) -> ResponseReturnValue | None:
    """Let in those whom the policy lets in. Another show is not there; a stranger is asked to sign in."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    wanted = policy[request.endpoint]
    if wanted == ANYONE:
        return None
    asker = asking(wanted)
    if asker is None:
        return ask_to_sign_in()
    if wanted == ADMIN and not asker.admin:
        abort(403)
    if isinstance(wanted, Role):
        check_role(asker, wanted)
    elif wanted == DEVICE:
        check_role(asker, Role.CREW)
    lately().use(asker)
    return None


def asking(wanted: Who) -> Principal | None:
    """The principal: by session, and where appending is all there is to do, also by device key."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if wanted == DEVICE and scheme == "Device":
        g.who = by_device_key(key)
    else:
        g.who = principal()
    found: Principal | None = g.who
    return found


def who() -> Principal:
    """The principal that was let in."""
    found: Principal = g.who
    return found


def check_role(asker: Principal, least: Role) -> None:
    """404 for another's show; 403 for one's own with too small a role.

    A device key outlives the part its person had: what it appends is then held, not refused.
    """
    show = str((request.view_args or {})["show"])
    role = asker.role(show)
    if role is None and asker.device and had_part(asker.person, show):
        return
    if role is None or (asker.admin and not exists(show)):
        abort(404)
    if role < least:
        abort(403)


def exists(show: str) -> bool:
    """Whether there is such a show (an administrator may name any)."""
    return db.session.get(Show, show) is not None


def had_part(person: int, show: str) -> bool:
    """Whether somebody ever had a part in a show."""
    return db.session.scalar(select(Grant.id).where(Grant.person == person, Grant.show == show)) is not None


def is_api() -> bool:
    """Whether a program asked, not a person."""
    return request.path.startswith(("/api/", "/healthz"))


def ask_to_sign_in() -> ResponseReturnValue:
    """401 for a program, the sign-in page for a person."""
    if is_api() or request.method not in SAFE:
        abort(401)
    return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")), 303)


def add_headers(response: Response) -> Response:
    """Give an answer what every one carries, errors too."""
    for name, value in headers(request.environ).items():
        response.headers.setdefault(name, value)
    return response


def headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """What every answer to such a question carries, unless it says otherwise itself."""
    found = {**HEADERS, "Cache-Control": "no-store"}
    if environ["wsgi.url_scheme"] == "https":
        found["Strict-Transport-Security"] = "max-age=31536000"
    if environ.get("HTTP_X_SITEOPS"):
        found["X-SiteOps"] = "1"  # no captive portal would think of that
    return found


def say(error: HTTPException) -> ResponseReturnValue:
    """An error in the asker's own terms: RFC 9457 for programs, a page for people."""
    if error.response is not None:
        return error.response
    code = error.code or 500
    if is_api():
        problem = {"type": "about:blank", "title": error.name, "status": code, "detail": error.description}
        answer = jsonify(problem)
        answer.content_type = "application/problem+json"
        return answer, code, retry(error)
    try:
        page = render_template(f"errors/{code}.html", error=error)
    except TemplateNotFound:
        page = render_template("errors/400.html" if code < 500 else "errors/500.html", error=error)
    return page, code, retry(error)


def retry(error: HTTPException) -> dict[str, str]:
    """Headers that an error brings along (Allow, Retry-After)."""
    return {name: value for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")}


def conflict(_error: IntegrityError) -> ResponseReturnValue:
    """Two people wanted the same thing at once, and one was faster. Nothing was stored."""
    return say(Conflict())


def busy(error: Busy) -> ResponseReturnValue:
    """The database cannot be written right now. Nothing was stored; come back."""
    return say(ServiceUnavailable(f"The server cannot write just now: {error}", retry_after=RETRY_AFTER_S))
