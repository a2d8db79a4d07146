"""The API described for programs, made from the routes, their right, their first words and the types they speak.

Nothing here names an address: a route that is added is in the document, one that goes is out of it.
"""

import inspect
import re
from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

import msgspec
from flask import Blueprint, Flask, Response, current_app
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from siteops.core.facts import KINDS, Role, load
from siteops.core.journal.log import Sent
from siteops.core.journal.seals import Carried
from siteops.core.web import ANYONE, DEVICE, Who
from siteops.sync import shapes

openapi = Blueprint("openapi", __name__)

BESIDE = ("/healthz", "/login", "/logout")
"""Addresses outside /api that programs use too."""
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})
KEY = re.compile(r"<([^:<>]+:)?([^<>]+)>")
REF = "#/components/schemas/{name}"
JSON, NDJSON, JPEG, FORM = "application/json", "application/x-ndjson", "image/jpeg", "application/x-www-form-urlencoded"
CURSOR = "The `head` of the last answer, `<epoch>.<seq>`; empty: the full set."


class Spoken(NamedTuple):
    """What an endpoint takes and gives, beyond what its route says. `query`, `headers`: name → words.

    `lines`: type of the first, and types of the further lines, of a body of lines. `errors`: statuses of its own.
    """

    answer: type[Any] | str | None = None
    body: type | str | None = None
    lines: tuple[type, tuple[type, ...]] | None = None
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    errors: tuple[int, ...] = ()
    status: int = 200


SPOKEN: dict[str, Spoken] = {
    "sync.push": Spoken(shapes.Pushed, lines=(shapes.Header, (Sent, Carried)), errors=(400, 413, 426, 503),
                        headers={"X-SiteOps": "Always 1; the answer echoes it."}),
    "sync.pull": Spoken(shapes.Changes, query={"after": CURSOR, "scope": "The `scope` of the last answer."},
                        headers={"X-Device": "The asking phone, as in its pushes."}),
    "sync.entries": Spoken(shapes.History, query={"subject": "What is asked about: `case:12`, `person:7`."}),
    "sync.heard": Spoken(shapes.Phones),
    "sync.shows": Spoken(shapes.Shows),
    "sync.me": Spoken(shapes.Me),
    "sync.device": Spoken(shapes.Key, shapes.Device, errors=(400,)),
    "moving.code": Spoken(shapes.MoveCode, status=201),
    "moving.arrive_in_app": Spoken(None, shapes.Typed, errors=(400, 404, 429), status=204),
    "photos.put": Spoken(None, JPEG, errors=(400, 409, 413, 422), headers={
        "Upload-Offset": "Where this piece begins; the answer says how much is here.",
        "Upload-Length": "Bytes of the whole photo."}),
    "photos.show_photo": Spoken(JPEG),
    "core.health": Spoken(shapes.Health, errors=(503,)),
    "people.sign_in": Spoken("text/html"),
    "people.sign_in_now": Spoken(None, FORM, errors=(401, 429), status=303),
    "people.sign_out": Spoken(None, status=303),
    "openapi.document": Spoken(dict),
}  # fmt: skip
WORDS = {
    200: "As asked.",
    201: "Made.",
    204: "Done; the session is in the cookie.",
    303: "Done; the session is in the cookie.",
    400: "It cannot be read.",
    401: "Nobody is signed in.",
    403: "The asker's role is too small.",
    404: "It is not there, or on a show the asker has no part in.",
    409: "It does not follow on what is here.",
    413: "Too large: send less at once.",
    422: "It is not what it says.",
    426: "Another protocol is spoken here: update the app.",
    429: "Too many tries; Retry-After says how long to wait.",
    503: "Not now; Retry-After says when. Nothing was stored.",
}


@openapi.get("/api/openapi.json")
def document() -> ResponseReturnValue:
    """This document."""
    made = current_app.extensions.setdefault("openapi", None) or msgspec.json.encode(described(current_app))
    current_app.extensions["openapi"] = made
    return Response(made, content_type=JSON)


def described(app: Flask) -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if str(rule).startswith("/api/") or str(rule) in BESIDE:
            for method in sorted((rule.methods or set()) - AUTOMATIC):
                made = operation(app, rule, method, app.extensions["policy"][rule.endpoint])
                paths.setdefault(path_of(rule), {})[method.lower()] = made
    return {
        "openapi": "3.1.0",
        "info": {"title": "SiteOps", "version": version("siteops"), "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas(), "securitySchemes": {
            "session": {"type": "apiKey", "in": "cookie", "name": app.config["SESSION_COOKIE_NAME"]},
            "device": {"type": "apiKey", "in": "header", "name": "Authorization",
                       "description": "`Device <key>`: appends as one person and does nothing else."},
        }},
        "x-facts": facts(),
    }  # fmt: skip


def path_of(rule: Rule) -> str:
    """A route as OpenAPI writes it: `/api/shows/{show}/entries`."""
    return KEY.sub(r"{\2}", str(rule))


def operation(app: Flask, rule: Rule, method: str, wanted: Who) -> dict[str, Any]:
    """One method of one address."""
    spoken = SPOKEN.get(rule.endpoint, Spoken())
    summary, _, more = (inspect.getdoc(app.view_functions[rule.endpoint]) or "").partition("\n")
    made: dict[str, Any] = {
        "operationId": rule.endpoint,
        "summary": summary,
        "description": more.strip(),
        "tags": [rule.endpoint.partition(".")[0]],
        "security": security(wanted),
        "parameters": parameters(rule, spoken),
        "responses": responses(spoken, wanted),
    }
    if method != "GET" and (body := content(spoken)):
        made["requestBody"] = {"required": True, "content": body}
    return {name: value for name, value in made.items() if value or name == "security"}


def security(wanted: Who) -> list[dict[str, list[str]]]:
    """The ways in that an address takes."""
    if wanted == ANYONE:
        return []
    return [{"session": []}, {"device": []}] if wanted == DEVICE else [{"session": []}]


def parameters(rule: Rule, spoken: Spoken) -> list[dict[str, Any]]:
    """What stands in the address and in headers."""
    text = {"type": "string"}
    made: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer"} if kind == "int:" else text}
        for kind, name in KEY.findall(str(rule))
    ]
    for where, found in (("query", spoken.query), ("header", spoken.headers)):
        made += [{"name": name, "in": where, "description": words, "schema": text} for name, words in found.items()]
    return made


def content(spoken: Spoken) -> dict[str, Any]:
    """The body that an address takes."""
    if spoken.lines:
        head, others = spoken.lines
        first, *further = ({"$ref": REF.format(name=one.__name__)} for one in (head, *others))
        words = "One JSON object a line: the first as `x-first-line`, every further one as `x-line`."
        lines = {"type": "string", "contentMediaType": NDJSON, "description": words}
        return {NDJSON: {"schema": {**lines, "x-first-line": first, "x-line": {"oneOf": further}}}}
    return typed(spoken.body)


def typed(one: type | str | None) -> dict[str, Any]:
    """A body by its media type."""
    if one is None:
        return {}
    if one == FORM:
        names = {name: {"type": "string"} for name in ("email", "password", "next")}
        return {FORM: {"schema": {"type": "object", "properties": names, "required": ["email", "password"]}}}
    if isinstance(one, str):
        return {one: {"schema": {"type": "string"}}}
    named = issubclass(one, msgspec.Struct)
    return {JSON: {"schema": {"$ref": REF.format(name=one.__name__)} if named else {"type": "object"}}}


def responses(spoken: Spoken, wanted: Who) -> dict[str, Any]:
    """How it may end."""
    statuses = set(spoken.errors)
    if wanted != ANYONE:
        statuses.add(401)
    if isinstance(wanted, Role) or wanted == DEVICE:
        statuses |= {403, 404}
    good: dict[str, Any] = {"description": WORDS[spoken.status]}
    if answer := typed(spoken.answer):
        good["content"] = answer
    problem = {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}}
    bad = {str(status): {"description": WORDS[status], "content": problem} for status in sorted(statuses)}
    return {str(spoken.status): good, **bad}


@cache
def schemas() -> dict[str, Any]:
    """Every message and every kind's body as JSON Schema."""
    ours = [one for one in vars(shapes).values() if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    kinds = [one.made for one in load().values()]
    return msgspec.json.schema_components([*ours, Sent, Carried, *kinds], ref_template=REF)[1]


def facts() -> dict[str, Any]:
    """What may be said: by kind, the least role for it, what it is about, its body, and what of it is personal."""
    return {
        name: {"by": kind.by.name.lower(), "about": sorted(kind.about), "private": sorted(kind.private),
               "body": {"$ref": REF.format(name=kind.made.__name__)}}
        for name, kind in KINDS.items()
    }  # fmt: skip
