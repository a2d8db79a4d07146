"""All that is known of one person, as they may have it: a zip of JSON, of a page to read, and of their photo."""

import zipfile
from io import BytesIO
from typing import Any

import msgspec
from flask import render_template
from sqlalchemy import Select, select

from siteops.core import clock
from siteops.core.access import faces
from siteops.core.access.people import Call, Certificate, DeviceKey, Grant, Invitation, Person, SignIn
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal import chain
from siteops.core.journal.log import log, private
from siteops.core.plan import Show

Query = Select[*tuple[Any, ...]]
Rows = list[dict[str, Any]]


def packed(person: int) -> bytes:
    """The zip file of one person."""
    known = gathered(person)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("person.json", msgspec.json.format(msgspec.json.encode(known), indent=2))
        made.writestr("person.html", render_template("link/person-file.html", known=known, made=clock.stamp()))
        if photo := faces.read(known["person"]["photo"]):
            made.writestr("photo.jpg", photo)
    return file.getvalue()


def gathered(person: int) -> dict[str, Any]:
    """All that is known of one person, by what it is. Eight queries."""
    one = db.session.get_one(Person, person)
    about = {
        "number": one.id, "name": one.name, "e-mail": one.email, "phone": one.phone, "photo": one.photo,
        "administrator": one.admin, "has a password": one.password is not None, "since": spelled(one.created),
    }  # fmt: skip
    return {"person": about} | {name: found(query) for name, query in queries(person).items()}


def queries(person: int) -> dict[str, Query]:
    """What is asked of each table."""
    shows = select(Show.name.label("show"), Grant.role, Grant.function, Grant.department, Grant.company, Grant.call,
                   Grant.remark, Grant.revoked.label("ended"))  # fmt: skip
    calls = select(Call.show, Call.day, Call.starts, Call.ends, Call.function)
    papers = select(Certificate.kind, Certificate.until, Certificate.written, Certificate.doubtful)
    sessions = select(SignIn.created, SignIn.seen, SignIn.expires, SignIn.revoked, SignIn.device, SignIn.agent)
    phones = select(DeviceKey.device, DeviceKey.name, DeviceKey.created, DeviceKey.revoked)
    invitations = select(Invitation.show, Invitation.role, Invitation.created, Invitation.expires, Invitation.used)
    entries = select(log.c.show, log.c.seq, log.c.at, log.c.kind, log.c.subject, log.c.by, log.c.line, private.c.words)
    entries = entries.outerjoin(private, (private.c.show == log.c.show) & (private.c.entry == log.c.id))
    entries = entries.order_by(log.c.show, log.c.seq)
    return {
        "shows": shows.join(Grant, Grant.show == Show.id).where(Grant.person == person),
        "calls": calls.where(Call.person == person, ~Call.gone),
        "papers": papers.where(Certificate.person == person),
        "sessions": sessions.where(SignIn.person == person),
        "phones": phones.where(DeviceKey.person == person),
        "invitations": invitations.where(Invitation.person == person),
        "said": entries.where(log.c.by == person),
        "said about them": entries.where(log.c.subject == f"person:{person}", log.c.by != person),
    }


def found(query: Query) -> Rows:
    """A query's rows as JSON has them."""
    return [{name: value for name, value in told(row._asdict())} for row in db.session.execute(query)]


def told(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """A row's values in words; the bytes of an entry as what it says."""
    made = {**row, **({"body": chain.body(bytes(row["line"]))} if "line" in row else {})}
    if made.get("words"):
        made["words"] = msgspec.json.decode(made["words"])
    if "role" in made:
        made["role"] = Role(made["role"]).name.lower()
    return [(name, spelled(value)) for name, value in made.items() if name != "line"]


def spelled(value: Any) -> Any:
    """An instant or a day as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
