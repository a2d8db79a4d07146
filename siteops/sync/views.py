"""The API: push, pull, history, who am I, which shows, this device's key, the phones of a show."""

import gzip
from typing import Any, cast

import msgspec
from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from siteops.core import aliases, clock
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.ingest import take
from siteops.core.log import HELD, history, private
from siteops.core.plan import Show
from siteops.core.rights import Uploader
from siteops.core.sessions import Principal, mint_device_key
from siteops.core.web import MOST, who
from siteops.sync.changes import changes, cursor, scope_of
from siteops.sync.openapi import openapi
from siteops.sync.photos import photos
from siteops.sync.presence import PACE_S, Presence, phones
from siteops.sync.scopes import Asker
from siteops.sync.shapes import Device, Header

sync = Blueprint("sync", __name__, url_prefix="/api")

PROTOCOL = 1
MOST_LINES = 100
"""Entries in one push. More gets a 413, and the phone halves its batch."""
PACK_FROM = 2000
"""Answers from this many bytes on are compressed."""


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
    if device := request.headers.get("X-Device"):
        presence().hear(show, device[:64], asker.person, None)
    with db.engine.connect() as connection:
        epoch, seq = cursor(connection, show)
        tag = f"{epoch}.{seq}-{scope_of(asker)}"
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
        about = {subject, *aliases.of(connection, show, subject)}
        found = history(connection, show, about)
        mine = select(private.c.entry, private.c.words).where(private.c.show == show, private.c.subject.in_(about))
        words = {entry: text for entry, text in connection.execute(mine)}
    return answer({"server_time": clock.stamp(), "entries": [spelled(one, words, asker) for one in found]})


def spelled(one: Any, words: dict[str, str | None], asker: Asker) -> dict[str, Any]:
    """A row of the log as a reader may have it."""
    entry = msgspec.json.decode(bytes(one.line))["entry"]
    may_read = asker.role >= Role.LEAD or one.by == asker.person
    text = words.get(one.id) if may_read else None
    flags = [flag for flag in one.flags.split(",") if flag]
    return {
        "id": one.id, "seq": one.seq, "kind": one.kind, "subject": one.subject, "by": one.by, "at": one.at,
        "device": one.device, "n": one.n, "body": entry["body"], "flags": flags,
        "held": not HELD.isdisjoint(flags), "private": msgspec.json.decode(text) if text else None,
    }  # fmt: skip


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
    return answer({"key": mint_device_key(who(), wanted.device, wanted.name[:80]), "person": who().person})


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


def presence() -> Presence:
    """This process's memory of phones."""
    made: Presence = current_app.extensions["presence"]
    return made


def answer(value: Any) -> Response:
    """JSON, compressed where that pays and the asker can read it."""
    data = msgspec.json.encode(value)
    made = Response(data, content_type="application/json")
    if len(data) > PACK_FROM and request.accept_encodings["gzip"] > 0:
        made.set_data(gzip.compress(data, 5, mtime=0))
        made.headers["Content-Encoding"] = "gzip"
    made.headers["Vary"] = "Accept-Encoding"
    return made


BLUEPRINTS = (sync, photos, openapi)
