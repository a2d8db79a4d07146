"""Who edits the plan takes what everybody else takes first, first: nobody waits for the other in a ring."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from siteops.core.access.people import Person
from siteops.core.plan import Case, Line
from siteops.desk.at_once import Chosen, change
from siteops.desk.crew import person_plan
from siteops.desk.gear import case_plan, content_plan
from siteops.desk.gear.case_bulk import of_cases
from siteops.desk.gear.content_plan import Contents
from siteops.desk.plan_rows import Author
from tests.harness.cast import SHOW, Cast
from tests.harness.door import at_the_door

pytestmark = pytest.mark.both


def case(cast: Cast) -> int:
    return cast.cases["LX-0108"]


def author(cast: Cast) -> Author:
    return Author(SHOW, cast.people["lea"])


EDITS: dict[str, tuple[Callable[[Cast], Any], Any]] = {
    "a case": (
        lambda cast: case_plan.change(SHOW, case(cast), cast.people["lea"], {"note": "Mind the lid"}, {}),
        update(Case).values(weight=1.0),
    ),
    "the line of a case": (
        lambda cast: case_plan.change(SHOW, case(cast), cast.people["lea"], {"sort": 7}, {}),
        update(Line).values(sort=9),
    ),
    "a case off the list": (
        lambda cast: case_plan.list_or_not(SHOW, cast.cases.values(), cast.people["lea"], gone=True),
        update(Line).values(sort=9),
    ),
    "what is in a case": (
        lambda cast: content_plan.keep(
            case(cast), Contents({}, {"code": "C", "name": "Clamp", "quantity": 2}), author(cast)
        ),
        update(Case).values(weight=1.0),
    ),
    "a person": (
        lambda cast: person_plan.rewrite(
            cast.people["cem"], {"name": "Cem K", "phone": "+49 1", "function": "Rigger"}, author(cast)
        ),
        update(Person).values(phone="+49 2"),
    ),
    "many cases": (
        lambda cast: change(
            Chosen([case(cast)], {}, 2**40), of_cases({"sort": 7}, {"note": "Mind"}, str), author(cast)
        ),
        update(Line).values(sort=9),
    ),
}
"""What somebody does at a desk, and what an import does to the same rows."""


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_waits_for_an_import_without_holding_what_that_needs(app: Flask, cast, what):
    act, theirs = EDITS[what]

    def edit() -> Any:
        with app.test_request_context(method="POST"):
            return act(cast)

    with app.app_context(), at_the_door(app, edit) as (connection, answers):
        connection.execute(theirs)
    assert len(answers) == 1
