"""SiteOps as it is served: in this process and by gunicorn, on either database."""

import json
from urllib.request import urlopen

import pytest


@pytest.mark.both
def test_healthz_says_ready_once_the_database_is(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.is_json


@pytest.mark.server
@pytest.mark.both
def test_a_killed_server_comes_back_at_the_same_address(live_server):
    address = f"{live_server.url}/healthz"
    live_server.kill()
    with pytest.raises(OSError, match="refused"):
        urlopen(address)
    live_server.restart()
    with urlopen(address) as answer:
        assert json.load(answer)
