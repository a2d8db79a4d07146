"""The served show and the hands that hold phones, as the scanner's tests have them; a list with a photo step."""

import pytest
from sqlalchemy import select

from siteops.core.db import editing
from siteops.core.plan import List, Step
from tests.harness.cast import SHOW
from tests.incidents.conftest import photo
from tests.scan.conftest import codes, hand, stage

__all__ = ["codes", "doors", "hand", "photo", "stage"]


@pytest.fixture
def doors(app, cast, stage):
    """Address of the list of truck 1, with one more step: doors closed, proven by a photo."""
    with app.app_context(), editing() as session:
        (number,) = session.scalars(select(List.id).where(List.show == SHOW))
        step = Step(SHOW, number, "Doors photographed", 9, photo=True)
        session.add(step)
        session.flush()
        cast.steps.append(step.id)
    stage.begin("load-out")
    return f"#list/{number}"
