"""A phone that has not heard of a place's code yet files what it scans under the bare code; nothing breaks."""

from siteops.core import codes
from siteops.core.db import db, editing
from siteops.core.journal.replay import replay
from siteops.core.journal.verify import verify
from siteops.core.plan import Code
from tests.harness.cast import SHOW


def test_a_place_s_code_scanned_by_a_phone_that_does_not_know_it_is_kept(app, cast, phone_of):
    code = codes.mint()
    with app.app_context(), editing() as session:
        session.add(Code(code, cast.refs["dock1"], show=SHOW))
    cem = phone_of("cem")
    (result,) = cem.push(cem.entry("Moved", f"code:{code}", place=cast.refs["dock2"]))
    assert result["status"] == "stored"
    with app.app_context():
        replay(SHOW)
        with db.engine.connect() as connection:
            assert not verify(connection, SHOW)
