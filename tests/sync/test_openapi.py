"""The API's description: it knows every route and no other, and answers are as it says."""

import json
import re
from typing import Any

import msgspec
import pytest

from siteops.core.facts import load
from siteops.sync import shapes
from siteops.sync.openapi import BESIDE, path_of
from tests.harness.cast import SHOW, sign_in

BEFORE_METHODS = {"parameters", "summary", "description", "servers"}


@pytest.fixture
def document(client) -> dict[str, Any]:
    """The document, as a program fetches it."""
    answer = client.get("/api/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    found: dict[str, Any] = answer.get_json()
    return found


def test_it_knows_every_route_by_every_method_and_no_other(app, document):
    told = {(path, method.upper()) for path, found in document["paths"].items() for method in found}
    there = {
        (path_of(rule), method)
        for rule in app.url_map.iter_rules() if str(rule).startswith("/api/") or str(rule) in BESIDE
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    assert told == there


def test_every_operation_says_what_it_is_and_whom_it_lets_in(document):
    operations = [one for found in document["paths"].values() for one in found.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for path, found in document["paths"].items():
        for one in found.values():
            assert len(one["summary"]) > 10, path
            named = {each["name"] for each in one.get("parameters", ()) if each["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path)), path
            assert ("401" in one["responses"]) == bool(one["security"]) or one["operationId"] == "people.sign_in_now"
    assert {"device": []} in document["paths"]["/api/shows/{show}/entries"]["post"]["security"]


def test_every_reference_leads_somewhere(document):
    for name in re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)):
        assert name in document["components"]["schemas"], name
    assert document["x-facts"].keys() == load().keys()
    assert document["x-facts"]["Released"]["by"] == "lead"


def test_an_entry_ends_in_one_of_five_ways_and_all_are_named(document):
    status = document["components"]["schemas"]["Line"]["properties"]["status"]
    assert set(status["enum"]) == {"stored", "duplicate", "mismatch", "held", "quarantined"}


def test_answers_are_as_described(app, cast, phone_of):
    lead = phone_of("lea")
    case = f"case:{cast.cases['LX-0108']}"
    entry = lead.entry("Moved", case, place=cast.refs["dock1"])
    reported = lead.entry("Reported", "incident:1", kind="damage", severity="minor", private={"text": "wet"})
    asked = {
        "": (shapes.Shows, "/api/shows"), "me": (shapes.Me, "/api/me"), "up": (shapes.Health, "/healthz"),
        "first": (shapes.Changes, f"/api/shows/{SHOW}/changes"), "heard": (shapes.Phones, f"/api/shows/{SHOW}/phones"),
        "past": (shapes.History, f"/api/shows/{SHOW}/entries?subject=incident:1"),
    }  # fmt: skip
    for pushed in (lead.send([entry, reported, "{"]), lead.send([entry, {**entry, "at": "2026-05-01T07:00:00Z"}])):
        msgspec.convert(pushed.get_json(), shapes.Pushed)
    for shape, path in asked.values():
        msgspec.convert(lead.client.get(path).get_json(), shape)
    key = lead.client.post("/api/devices", json={"device": "phone"}).get_json()
    msgspec.convert(key, shapes.Key)
    for stranger in (app.test_client().get("/api/me"), lead.client.get("/api/shows/none/changes")):
        assert stranger.content_type == "application/problem+json"
        msgspec.convert(stranger.get_json(), shapes.Problem)


def test_a_program_that_reads_the_document_gets_in_and_pushes(app, cast, document):
    form = document["paths"]["/login"]["post"]["requestBody"]["content"]
    assert form["application/x-www-form-urlencoded"]["schema"]["required"] == ["email", "password"]
    client = sign_in(app.test_client(), "cem")
    body = document["paths"]["/api/shows/{show}/entries"]["post"]["requestBody"]["content"]["application/x-ndjson"]
    assert body["schema"]["x-first-line"] == {"$ref": "#/components/schemas/Header"}
    first = dict.fromkeys(document["components"]["schemas"]["Header"]["required"], 1) | {"device": "a-program"}
    answer = client.post(f"/api/shows/{SHOW}/entries", data=json.dumps(first), headers={"X-SiteOps": "1"})
    assert answer.get_json()["results"] == []
