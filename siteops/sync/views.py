"""The API: push, pull, history, who am I, which shows, this device's key, the phones of a show."""

from typing import Any, cast

import msgspec
from flask import Blueprint, Flask, Response, abort, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from siteops.core import clock
from siteops.core.access.sessions import Principal, digest, mint_device_key
from siteops.core.db import db
from siteops.core.journal import seals
from siteops.core.journal.ingest import take
from siteops.core.journal.rights import Uploader
from siteops.core.packing import packed
from siteops.core.plan import Show
from siteops.core.web import MOST, who
from siteops.sync.changes import changes, cursor, tag_of
from siteops.sync.loading import loading
from siteops.sync.openapi import openapi
from siteops.sync.past import past
from siteops.sync.photos import photos
from siteops.sync.presence import PACE_S, Presence, phones, presence
from siteops.sync.scopes import Asker
from siteops.sync.shapes import Device, Header

sync = Blueprint("sync", __name__, url_prefix="/api")

PROTOCOL = 1
MOST_LINES = 100
"""Entries in one push. More gets a 413, and the phone halves its batch."""


class OtherProtocol(HTTPException):
    """426: the app on this phone is older or newer than we understand. It keeps its queue and updates itself."""

    code = 426
    name = "Upgrade Required"


@sync.record_once
def remember_phones(setup: BlueprintSetupState) -> None:
    """Give an app its memory of phones."""
    app = cast(Flask, setup.app)
    app.extensions["presence"] = Presence(app, None if app.testing else PACE_S)


@sync.post("/shows/<show>/entries")
def push(show: str) -> ResponseReturnValue:
    """Keep a batch of entries; answers what became of each line."""
    if request.headers.get("X-SiteOps") != "1":
        abort(400, "A push carries the header X-SiteOps: 1.")
    header, lines = split(request.get_data(cache=False))
    asker = who()
    uploader = Uploader(asker.person, asker.role(show), live=asker.sign_in is not None, device=asker.device)
    taken = take(show, header.device, uploader, lines)
    presence().hear(show, header.device, asker.person, min(max(0, header.queued - len(lines)), MOST))
    return answer(
        {
            "protocol": PROTOCOL,
            "server_time": clock.stamp(),
            "head": f"{taken.epoch}.{taken.seq}",
            "results": [{"line": i, **one._asdict()} for i, one in enumerate(taken.results, 1)],
        }
    )


def split(body: bytes) -> tuple[Header, list[bytes]]:
    """A push's header and its entry lines. Aborts with 400 or 413."""
    first, *rest = body.split(b"\n")
    lines = [line for line in rest if line.strip()]
    try:
        header = msgspec.json.decode(first, type=Header)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        abort(400, f"The first line of a push is its header: {error}")
    if header.protocol != PROTOCOL:
        raise OtherProtocol(f"This server speaks protocol {PROTOCOL}.")
    if not 0 < len(header.device) <= 64 or "\0" in header.device:
        abort(400, "The header names no device.")
    if len(lines) > MOST_LINES:
        abort(413, f"At most {MOST_LINES} entries a push.")
    return header, lines


@sync.get("/shows/<show>/changes")
def pull(show: str) -> ResponseReturnValue:
    """What changed since a cursor; the full set for whoever has none."""
    asker = asking(show)
    presence().pulled(show, request.headers.get("X-Device", ""), asker.person)
    with db.engine.connect() as connection:
        epoch, seq = cursor(connection, show)
        tag = tag_of(asker, epoch, seq)
        if request.if_none_match.contains(tag):
            return Response(status=304, headers={"ETag": f'"{tag}"'})
        after, scope = request.args.get("after", ""), request.args.get("scope", "")
        made = answer(changes(connection, asker, after, scope))
    made.set_etag(tag)
    return made


@sync.get("/shows/<show>/entries")
def entries(show: str) -> ResponseReturnValue:
    """The history of one subject, oldest first; what people wrote only for those who may read it."""
    subject = request.args.get("subject", "")
    asker = asking(show)
    with db.engine.connect() as connection:
        told = past(connection, asker, subject)
    return answer({"server_time": clock.stamp(), "entries": told})


@sync.get("/shows")
def shows() -> ResponseReturnValue:
    """The shows that the asker may see, with the asker's role on each."""
    asker = who()
    query = select(Show.id, Show.name, Show.venue, Show.timezone).order_by(Show.name)
    if not asker.admin:
        query = query.where(Show.id.in_(asker.roles))
    found = db.session.execute(query).mappings()
    return answer({"shows": [{**one, "role": role_name(asker, one["id"])} for one in found]})


@sync.get("/me")
def me() -> ResponseReturnValue:
    """Who is signed in."""
    asker = who()
    roles = {show: role.name.lower() for show, role in asker.roles.items()}
    return answer({"id": asker.person, "name": asker.name, "admin": asker.admin, "shows": roles})


@sync.post("/devices")
def device() -> ResponseReturnValue:
    """A key by which this device may append as the asker, also when the session is over."""
    try:
        wanted = msgspec.json.decode(request.get_data(), type=Device)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        abort(400, str(error))
    if not 0 < len(wanted.device) <= 64 or "\0" in wanted.device + wanted.name:
        abort(400, "A device has an id of up to 64 characters.")
    key = mint_device_key(who(), wanted.device, wanted.name[:80])
    return answer({"key": key, "person": who().person, "seal": seals.secret(digest(key))})


@sync.get("/shows/<show>/phones")
def heard(show: str) -> ResponseReturnValue:
    """The phones of a show: last heard when, and what they then still held."""
    return answer({"server_time": clock.stamp(), "phones": phones(show, presence())})


def asking(show: str) -> Asker:
    """The asker as the scopes know one."""
    asker: Principal = who()
    role = asker.role(show)
    if role is None:
        abort(404)
    return Asker(show, asker.person, asker.name, role)


def role_name(asker: Principal, show: str) -> str:
    """What an asker is on a show, in lower case."""
    role = asker.role(show)
    return role.name.lower() if role else ""


def answer(value: Any) -> Response:
    """JSON."""
    return packed(Response(msgspec.json.encode(value), content_type="application/json"))


BLUEPRINTS = (sync, photos, openapi, loading)
