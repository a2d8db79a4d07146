"""Who may use what: every address, every method, every kind of visitor, against the one table of rights.

An endpoint that the table does not know fails here, and so does any answer in the 200s to somebody it refuses.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from siteops.core import clock
from siteops.core.access.people import SignIn
from siteops.core.access.sessions import digest
from siteops.core.db import editing
from siteops.core.facts import Role
from siteops.core.web import ADMIN, ANYONE, DEVICE, Who
from siteops.policy import POLICY
from tests.harness.cast import OTHER, SHOW, Cast

ROLES = {"cem": Role.CREW, "lea": Role.LEAD, "pia": Role.PRODUCER, "ada": Role.PRODUCER, "rob": None, "sam": None}
"""What each of the cast is on the show; None: a part that was revoked, or one on another show only."""
VISITORS = ("anonymous", "device key", *ROLES)
AUTOMATIC = {"HEAD", "OPTIONS"}
"""Methods that Flask adds by itself, under the same endpoint and so under the same right."""
KEYS = {
    "show": SHOW, "token": "NO-SUCH-TOKEN", "code": "AB12CD34", "name": "0" * 64, "sign_in": "0" * 64, "build": "none",
}  # fmt: skip


@dataclass
class Visitor:
    """Somebody who opens every address, each time in a session of their own: some addresses end it."""

    app: Flask
    person: int | None
    headers: dict[str, str] = field(default_factory=dict)
    tokens: Iterator[str] = field(default_factory=lambda: iter(()))

    def client(self) -> FlaskClient:
        """A browser."""
        made = self.app.test_client()
        if self.person and not self.headers:
            with made.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = next(self.tokens), True
        return made

    def ask(self, method: str, path: str) -> tuple[int, str]:
        """The status, and where a redirection leads."""
        with self.client().open(path, method=method, headers={"X-SiteOps": "1", **self.headers}) as answer:
            return answer.status_code, answer.headers.get("Location", "")


@pytest.fixture
def visitor(app: Flask, cast: Cast) -> Callable[[str], Visitor]:
    """`visitor("lea")`, `visitor("anonymous")`, `visitor("device key")`: that of Cem."""

    def made(name: str) -> Visitor:
        if name == "anonymous":
            return Visitor(app, None)
        if name == "device key":
            first = Visitor(app, cast.people["cem"], tokens=sessions(app, cast.people["cem"], 1)).client()
            key = first.post("/api/devices", json={"device": "phone-of-cem"}).get_json()["key"]
            return Visitor(app, cast.people["cem"], {"Authorization": f"Device {key}"})
        person = cast.people[name]
        return Visitor(app, person, tokens=sessions(app, person, 4 * len(POLICY)))

    return made


def sessions(app: Flask, person: int, count: int) -> Iterator[str]:
    """Tokens of fresh sessions."""
    tokens, now = [secrets.token_urlsafe(32) for _ in range(count)], clock.now()
    with app.app_context(), editing() as session:
        session.add_all(SignIn(digest(token), person, now, now, now.replace(year=now.year + 1)) for token in tokens)
    return iter(tokens)


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every address with every method it says it takes; that which ends all of somebody's sessions comes last."""
    return [
        (rule, method)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint == "account.end_all", str(rule)))
        for method in sorted((rule.methods or set()) - AUTOMATIC)
    ]


def any_of(kind: BaseConverter) -> object:
    """A value that a part of an address can have."""
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    return 1 if isinstance(kind, IntegerConverter) else "x"


def path_of(rule: Rule, **keys: object) -> str:
    """A rule's address, filled in."""
    kinds = rule._converters
    values = {name: KEYS.get(name, any_of(kind)) for name, kind in kinds.items()}
    built = rule.build({**values, **{name: value for name, value in keys.items() if name in values}})
    assert built is not None
    return str(built[1])


def refusal(wanted: Who, name: str, method: str, path: str) -> int | None:
    """The status by which somebody is to be refused; None: they are let in."""
    if wanted == ANYONE or (wanted == DEVICE and name == "device key"):
        return None
    if name in ("anonymous", "device key"):  # a key opens nothing but what appends
        return 401 if path.startswith("/api/") or method != "GET" else 303
    if wanted == ADMIN:
        return None if name == "ada" else 403
    least = Role.CREW if wanted == DEVICE else wanted
    if not isinstance(least, Role):
        return None
    role = ROLES[name]
    return 404 if role is None else 403 if role < least else None


def test_the_table_knows_every_endpoint_and_no_other(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints - POLICY.keys() == set(), "not in siteops/policy.py: nobody may use them"
    assert POLICY.keys() - endpoints == set(), "in siteops/policy.py, but nowhere else"


def test_a_right_on_a_show_names_the_show_in_its_address(app):
    for rule, _ in routes(app):
        wanted = POLICY[rule.endpoint]
        if isinstance(wanted, Role) or wanted == DEVICE:
            assert "show" in rule.arguments, rule
        elif "show" in rule.arguments:
            pytest.fail(f"{rule} is about one show and asks for no part in it")


def test_whoever_may_change_something_must_send_a_form(app):
    """A GET changes nothing, so that no link and no picture acts in a reader's name."""
    for rule, method in routes(app):
        assert method in {"GET", "POST", "PUT"}, rule
        acts = re.search(r"/(end|again|new-badge|withdraw|store|logout|settle|undo|delete)$", str(rule))
        assert not (method == "GET" and acts), rule


@pytest.mark.parametrize("name", VISITORS)
def test_everybody_gets_what_the_table_gives_them_and_nothing_else(app, cast, visitor, name):
    who, faults, asked = visitor(name), [], 0
    for rule, method in routes(app):
        path = path_of(rule, person=cast.people["cem"])
        status, where = who.ask(method, path)
        wanted = refusal(POLICY[rule.endpoint], name, method, path)
        asked += 1
        sent_away = status == 401 and rule.endpoint != "people.sign_in_now"  # which says so of a wrong password
        if status >= 500 or (wanted is None and (sent_away or where.startswith("/login?"))):
            faults.append(f"{method} {path}: {status}, but they may")
        elif wanted is not None and (status != wanted or (status == 303 and not where.startswith("/login?next="))):
            faults.append(f"{method} {path}: {status} {where}, not {wanted}")
    assert asked > 40
    assert not faults, "\n".join([name, *faults])


@pytest.mark.parametrize("name", ["lea", "sam"])
def test_another_show_is_not_there(app, visitor, name):
    mine, who = SHOW if name == "lea" else OTHER, visitor(name)
    for other in (OTHER if mine == SHOW else SHOW, "no-such-show", "%00", "a" * 3000):
        for rule, method in routes(app):
            if "show" in rule.arguments:
                path = path_of(rule).replace(f"/{SHOW}", f"/{other}", 1)
                assert who.ask(method, path)[0] in ((404, 400) if other == "%00" else (404,)), (method, path)


@pytest.mark.both
def test_a_number_that_no_row_can_have_is_not_there(app, visitor):
    who = visitor("ada")
    for rule, method in routes(app):
        for name in (name for name, kind in rule._converters.items() if isinstance(kind, IntegerConverter)):
            marked = path_of(rule, **{name: 7777})
            # 405: another method's address takes any text there.
            assert who.ask(method, marked.replace("7777", str(2**63)))[0] in (404, 405), (method, marked)
