"""The labels page and what it sends, for the tests of this room."""

from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Code
from tests.harness.cast import SHOW
from tests.labels.paper import pages, seen

PAGE = f"/shows/{SHOW}/labels"


def printed(answer, dpi=203) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [code.text for page in pages(answer.data, dpi) for code in seen(page, dpi)]


def stored(app, **subject) -> dict[str | None, Code]:
    with app.app_context():
        return {code.subject: code for code in db.session.scalars(select(Code).filter_by(**subject))}
