"""Which phones were heard, and what they held: known to every process and after a restart."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from siteops.core import clock
from siteops.core.access.people import Phone
from siteops.core.db import db
from siteops.sync.presence import EVERY, Presence
from tests.harness.cast import SHOW

pytestmark = pytest.mark.both


def written(app):
    """Phones that are written down, and what each held."""
    with app.app_context():
        found = db.session.execute(select(Phone.device, Phone.queued).order_by(Phone.device))
        return [tuple(one) for one in found]


def test_a_word_is_written_once_a_minute_and_the_last_one_always(app, cast, monkeypatch):
    heard = Presence(app, None)
    heard.hear(SHOW, "a", cast.people["cem"], 50)
    heard.write()
    heard.hear(SHOW, "a", cast.people["cem"], 0)
    heard.hear(SHOW, "b", cast.people["lea"], None)
    heard.write()
    assert written(app) == [("a", 50), ("b", 0)]
    later = clock.now() + EVERY + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    heard.write()
    assert written(app) == [("a", 0), ("b", 0)]


def test_a_word_is_written_without_anybody_asking(app, cast):
    heard = Presence(app, 0.01)
    heard.hear(SHOW, "a", cast.people["cem"], 7)
    heard.later.wait()
    assert written(app) == [("a", 7)]
    with app.app_context():
        db.session.remove()


def test_what_one_process_heard_another_tells(app, cast, phone_of):
    elsewhere = Presence(app, None)
    elsewhere.hear(SHOW, "far", cast.people["cem"], 3)
    elsewhere.write()
    told = phone_of("lea").client.get(f"/api/shows/{SHOW}/phones").get_json()["phones"]
    assert [(one["device"], one["who"], one["queued"]) for one in told if one["device"] == "far"] == [
        ("far", "Cem Arslan", 3)
    ]


def test_a_phone_that_claims_too_much_spoils_no_others_word(app, cast, phone_of):
    """PostgreSQL's integer ends at 2^31."""
    cem, lea = phone_of("cem"), phone_of("lea")
    for phone, queued in ((cem, 10**12), (lea, 5)):
        header = {"protocol": 1, "device": phone.device, "queued": queued}
        sent = phone.client.post(f"/api/shows/{SHOW}/entries", data=json.dumps(header), headers={"X-SiteOps": "1"})
        assert sent.status_code == 200, sent.text
    app.extensions["presence"].write()
    assert dict(written(app)) == {cem.device: 2**31 - 1, lea.device: 5}
