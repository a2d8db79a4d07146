"""The server as it is really started, and stopped."""

import errno
import json
import signal
import socket
from time import monotonic

import pytest

from tests.harness.served import PATIENCE_S

pytestmark = pytest.mark.server


def test_the_server_starts_on_nothing_and_ends_at_a_word(served):
    server = served("serve")
    assert server.get("/healthz")[0] == 200
    assert server.end(signal.SIGINT) == 0
    said = server.said()
    assert "has stopped" in said
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", server.port)) == errno.ECONNREFUSED


def test_term_ends_it_in_order_too(served):
    server = served("serve")
    server.process.terminate()
    assert server.process.wait(PATIENCE_S) == 0
    assert "has stopped" in server.said()


def test_the_demo_is_served_with_all_that_one_needs_to_look_at_it(served):
    server = served("demo")
    said = server.said()
    for words in (f"http://localhost:{server.port}", "█", "lead@demo.example", "glass-horizon", "Ctrl-C"):
        assert words in said
    assert server.end(signal.SIGINT) == 0


def test_a_busy_port_is_said_with_one_that_is_free(run):
    with socket.socket() as busy:
        busy.bind(("0.0.0.0", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        for words, again in ((["serve"], "siteops serve"), (["demo"], "make demo")):
            began = monotonic()
            refused = run(*words, PORT=port)
            assert refused.exit_code == 1
            assert f"Port {port} is in use" in refused.stderr
            assert f" {again}" in refused.stderr
            assert "PORT=" in refused.stderr
            assert monotonic() - began < 5


@pytest.mark.parametrize("port", ["0", "70000", "eight"])
def test_a_port_that_is_none_is_wrong_usage(run, port):
    assert run("serve", PORT=port).exit_code == 2


def test_behind_a_proxy_it_believes_the_proxy_and_hides(served):
    server = served("serve", "--proxy", "1")
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "ops.example"}
    assert "Strict-Transport-Security" in server.get("/healthz", **forwarded)[1]
    assert f"127.0.0.1:{server.port}" in server.said()


def test_without_a_proxy_nobody_is_believed(served):
    server = served("serve")
    assert "Strict-Transport-Security" not in server.get("/healthz", **{"X-Forwarded-Proto": "https"})[1]


def test_the_log_of_requests_is_json_without_addresses_and_secrets(served):
    server = served("serve", "--log", "json")
    server.get("/join/ABCDEFSECRET?also=this")
    server.get("/healthz")
    server.end(signal.SIGINT)
    lines = [json.loads(line) for line in server.said().splitlines() if line.startswith("{")]
    assert {"/join/…", "/healthz"} <= {line["path"] for line in lines}
    assert all(line.keys() == {"at", "method", "path", "status", "ms", "bytes"} for line in lines)
    assert "SECRET" not in server.said()
    assert "127.0.0.1" not in "".join(json.dumps(line) for line in lines)
