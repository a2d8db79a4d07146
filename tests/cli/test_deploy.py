"""The files by which SiteOps is put on the internet, held against what it really does."""

import configparser
import json
import os
import select
import shlex
import signal
import subprocess
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from siteops.cli import siteops
from siteops.cli.serve import GRACE_S
from siteops.core.config import MAX_BODY
from siteops.imports.child.limits import FILE_BYTES
from siteops.sync.photos import LARGEST
from tests.harness.commands import runner
from tests.harness.programs import CADDY, SYSTEMD
from tests.harness.served import PATIENCE_S
from tests.harness.server import free_port

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
CADDYFILE = (DEPLOY / "Caddyfile").read_text()


def directives(text):
    """A Caddyfile as a tree: each line's words, and the lines in its block."""
    stack: list[list[Any]] = [[]]
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words == ["}"]:
            stack.pop()
        elif words and words[-1] == "{":
            block: list[Any] = []
            stack[-1].append((words[:-1], block))
            stack.append(block)
        elif words:
            stack[-1].append((words, []))
    assert len(stack) == 1, "a brace is not closed"
    return stack[0]


@pytest.fixture
def site():
    """What the Caddyfile says of our site, by directive."""
    ((address, lines),) = directives(CADDYFILE)
    assert address == ["{$SITEOPS_ADDRESS:ops.example.org}"]
    return {words[0]: (words[1:], dict(words for words, _ in block)) for words, block in lines}


def unit(name):
    """A systemd unit's sections. A name may stand in one only once."""
    found = configparser.RawConfigParser(strict=True)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(DEPLOY / name)
    return found


def command(name):
    """The command that a unit runs, as our own command line understands it: its name and its options."""
    program, *words = shlex.split(unit(name)["Service"]["ExecStart"])
    assert program.endswith("/.venv/bin/siteops")
    group = siteops.make_context("siteops", list(words))
    chosen = siteops.commands[words[0]]
    return chosen.make_context(words[0], words[1:], parent=group)


def test_the_proxy_leads_to_where_the_server_listens(site):
    served = command("siteops.service").params
    assert site["reverse_proxy"][0] == [f"127.0.0.1:{{$PORT:{served['port']}}}"]
    assert served["host"] is None  # and so it listens where only the proxy reaches it


def test_the_server_believes_as_many_proxies_as_there_are(site):
    assert command("siteops.service").params["hops"] == 1
    assert not {"trusted_proxies", "header_up"} & site["reverse_proxy"][1].keys()


def test_whatever_siteops_takes_gets_through_the_proxy(site):
    size = site["request_body"][1]["max_size"]
    assert size.endswith("MiB")
    assert int(size.removesuffix("MiB")) * 2**20 > max(MAX_BODY, FILE_BYTES, LARGEST)


def test_answers_are_compressed_once(site):
    assert "encode" not in site


def test_the_server_has_the_time_it_takes_to_end():
    assert int(unit("siteops.service")["Service"]["TimeoutStopSec"]) > GRACE_S


def test_the_units_agree_on_user_folder_and_address():
    service, backup = (unit(name)["Service"] for name in ("siteops.service", "siteops-backup.service"))
    for name in ("User", "Environment", "EnvironmentFile", "WorkingDirectory", "UMask", "StateDirectoryMode"):
        assert service[name] == backup[name]
    folders = [f"/var/lib/{name}" for name in backup["StateDirectory"].split()]
    data = service["Environment"].removeprefix("SITEOPS_DATA=")
    assert folders == [data, command("siteops-backup.service").params["target"]]
    assert unit("siteops-backup.timer")["Timer"]["OnCalendar"]


@pytest.mark.server
def test_systemd_understands_the_units(tmp_path):
    for path in DEPLOY.glob("siteops*"):
        text = path.read_text().replace("/opt/siteops/.venv/bin/siteops", "/bin/true")
        (tmp_path / path.name).write_text(text)
    units = sorted(str(path) for path in tmp_path.iterdir())
    checked = subprocess.run([SYSTEMD.found(), "verify", *units], capture_output=True, text=True, check=False)
    complaints = [line for line in checked.stderr.splitlines() if "siteops" in line]
    assert complaints == []


@pytest.mark.server
def test_caddy_understands_its_file():
    adapted = subprocess.run(
        [CADDY.found(), "adapt", "--config", DEPLOY / "Caddyfile"],
        capture_output=True,
        check=True,
        env={"HOME": "/nowhere"},
    )
    (server,) = json.loads(adapted.stdout)["apps"]["http"]["servers"].values()
    assert server["listen"] == [":443"]


@pytest.fixture
def proxied(served, tmp_path):
    """Caddy with our file, on loopback and without HTTPS, in front of our server. Answers its port."""
    run = runner("", tmp_path / "data")
    run("init")
    run("user", "add", "ada@site.example", typed="a long password\n")
    server = served("serve", "--proxy", "1")
    port = free_port()
    (tmp_path / "Caddyfile").write_text("{\n\tadmin off\n}\n" + CADDYFILE)
    here = {"SITEOPS_ADDRESS": f"http://127.0.0.1:{port}", "PORT": str(server.port), "HOME": str(tmp_path)}
    with (tmp_path / "caddy.txt").open("wb") as output:
        caddy = subprocess.Popen(
            [CADDY.found(), "run", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"],
            env={**os.environ, **here}, stdout=output, stderr=output,
        )  # fmt: skip
    began = monotonic()
    while monotonic() - began < PATIENCE_S and caddy.poll() is None and ask(port, "/healthz")[0] != 200:
        select.select([], [], [], 0.05)
    yield port
    caddy.send_signal(signal.SIGTERM)
    caddy.wait(PATIENCE_S)


def ask(port, path, method="GET", body=None, **headers):
    """An answer's status and headers; 0 while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders())
    except (OSError, HTTPException):
        return 0, {}
    finally:
        connection.close()


@pytest.mark.server
def test_pages_and_forms_work_through_the_proxy(proxied):
    assert ask(proxied, "/login")[0] == 200
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{proxied}"}
    assert ask(proxied, "/login", "POST", "email=a%40b.example&password=x", **form)[0] == 401
    assert ask(proxied, "/login", "POST", "email=a&password=x", **{**form, "Origin": "http://evil.example"})[0] == 403


@pytest.mark.server
def test_a_visitor_cannot_pretend_to_come_by_https(proxied):
    status, headers = ask(proxied, "/login", **{"X-Forwarded-Proto": "https"})
    assert status == 200
    assert "Strict-Transport-Security" not in headers
