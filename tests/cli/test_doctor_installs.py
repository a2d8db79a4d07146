"""What a new installation can have wrong beside its database: address, folder, backups, people, the machine."""

import fcntl
import json
import os
import resource
from contextlib import ExitStack
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import create_engine, text

from siteops.cli.checks.folder import file_system
from siteops.cli.checks.machine import available
from siteops.core import clock
from siteops.core.config import driver
from tests.harness.server import LiveServer, free_port, whole

PUBLIC = {"PUBLIC_URL": "https://ops.example", "PROXY_HOPS": "1"}


@pytest.fixture(autouse=True)
def as_init_makes_it(data):
    data.chmod(0o700)


def change(database, statement, **values):
    engine = create_engine(driver(database))
    with engine.begin() as connection:
        connection.execute(text(statement), values)
    engine.dispose()


def test_an_installation_without_accounts_is_told_the_code_of_the_first(run, app, client):
    said = run("doctor", "--offline").stdout
    code = said.partition("set-up code is ")[2][:9]
    away = {"REMOTE_ADDR": "10.0.0.9"}
    sent = {"name": "Kim", "email": "kim@site.example", "password": "three words nobody knows", "code": code}
    assert client.post("/setup", data=sent, environ_base=away).status_code == 303
    assert "set-up code" not in run("doctor", "--offline").stdout


def test_everything_is_said_to_programs_too(run, cast):
    found = run("doctor", "--offline", "--json", **PUBLIC)
    assert found.exit_code == 0
    said = json.loads(found.stdout)
    assert {one["level"] for one in said} <= {"ok", "warn"}
    assert all(set(one) == {"level", "text", "advice"} for one in said)


def test_a_backup_is_looked_for_where_it_was_put(run, cast, database, tmp_path):
    assert "Nobody has made a backup yet." in run("doctor", "--offline").stdout
    run("backup", str(tmp_path))
    (made,) = tmp_path.glob("*.zip")
    assert f"The last backup is 0 hours old: {made}" in run("doctor", "--offline", "--deep").stdout
    assert "The last backup is whole." in run("doctor", "--offline", "--deep").stdout
    before = clock.spell(clock.now() - timedelta(hours=30))
    change(database, "UPDATE setting SET value = :value WHERE name = 'backup'", value=f"{before} {made}")
    assert "The last backup is 30 hours old" in run("doctor", "--offline").stdout
    made.write_bytes(b"no zip")
    found = run("doctor", "--offline")
    assert found.exit_code == 1
    assert "cannot be read" in found.stdout
    made.unlink()
    assert "is not where it was put" in run("doctor", "--offline").stdout


def test_a_log_that_was_tampered_with_is_a_problem(run, phone_of, database):
    lea = phone_of("lea")
    lea.push(*(lea.entry("Moved", f"case:{number}", place="dock:1") for number in (1, 2, 3)))
    assert "Every line of the log of glass-horizon" in run("doctor", "--offline", "--deep").stdout
    change(database, "UPDATE head SET seq = seq - 1 WHERE show = 'glass-horizon'")
    for how in ((), ("--deep",)):
        found = run("doctor", "--offline", *how)
        assert found.exit_code == 1
        assert "siteops verify --show glass-horizon" in found.stdout


def test_a_line_of_the_log_that_was_changed_is_a_problem(run, phone_of, database):
    lea = phone_of("lea")
    lea.push(*(lea.entry("Moved", f"case:{number}", place="dock:1") for number in (1, 2, 3)))
    change(database, "DROP TRIGGER log_no_update")
    change(database, "UPDATE log SET line = :line WHERE seq = 2", line=b"{}")
    run("init")
    assert "2: the line was changed" in run("doctor", "--offline").stdout


def test_the_demo_on_a_public_address_is_named(demo):
    found = demo("doctor", "--offline", **PUBLIC)
    assert found.exit_code == 1
    assert "the password that everybody can read" in found.stdout
    demo("demo", "--only-make", SITEOPS_DEMO_PASSWORD="something else entirely")
    found = demo("doctor", "--offline", **PUBLIC)
    assert found.exit_code == 0
    assert "The demo show is on a public installation." in found.stdout
    assert "demo" not in demo("doctor", "--offline", PUBLIC_URL="http://localhost:8000").stdout


def test_two_servers_on_one_folder_are_named(run, cast, data):
    assert "No server serves this folder" in run("doctor", "--offline").stdout
    with ExitStack() as stack:
        for number in (1, 2):
            file = stack.enter_context((data / f"serving-{number}.door").open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
            one = "A server serves this folder." in run("doctor", "--offline").stdout
            assert one is (number == 1)
        assert "Several servers serve this folder: processes 1, 2" in run("doctor", "--offline").stdout
    assert "No server serves this folder" in run("doctor", "--offline").stdout


def test_uploads_that_nobody_stored_are_named(run, cast, data):
    (data / "uploads").mkdir()
    (data / "uploads" / "old").touch()
    assert "Uploaded files" not in run("doctor", "--offline").stdout
    os.utime(data / "uploads" / "old", (0, 0))
    assert "Uploaded files that nobody stored: 1" in run("doctor", "--offline").stdout


def test_too_few_open_files_are_named(run, cast):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        assert "LimitNOFILE" in run("doctor", "--offline").stdout
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/data", "ext4"), ("/srv/nfs/data", "nfs4"), ("/srv/nfsdata", "ext4"), ("/mnt/my disk/data", "cifs")],
)
def test_the_file_system_of_a_folder_is_read_from_what_is_mounted(path, kind):
    mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/x /srv/nfs nfs4 rw 0 0\n//nas/y /mnt/my\\040disk cifs rw 0 0\n"
    assert file_system(Path(path), mounts) == kind


def test_memory_is_read_where_linux_says_it(tmp_path):
    (tmp_path / "meminfo").write_text("MemTotal: 2000 kB\nMemAvailable: 1000 kB\n")
    assert available(tmp_path / "meminfo") == 1_024_000
    assert available(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://no-such-name.invalid", "leads nowhere"), ("http://127.0.0.1:{port}", "Nothing answers at")],
)
def test_an_address_that_leads_nowhere_is_a_problem(run, cast, address, said):
    found = run("doctor", PUBLIC_URL=address.format(port=free_port()))
    assert found.exit_code == 1
    assert said in found.stdout


class Stranger(BaseHTTPRequestHandler):
    """A server that is up, and is not us."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "15")
        self.end_headers()
        self.wfile.write(b'{"status": "ok"')

    def log_message(self, *_given):
        pass


def test_an_address_at_which_somebody_else_answers_is_a_problem(run, cast):
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found = run("doctor", PUBLIC_URL=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
    assert found.exit_code == 1
    assert "answers something else than this installation" in found.stdout


@pytest.mark.server
def test_an_address_that_leads_here_is_in_order_and_a_wrong_number_of_proxies_is_not(run, database, data):
    for hops, problem in (("0", False), ("1", True)):
        server = LiveServer(data, database, whole, PROXY_HOPS=hops)
        server.start()
        try:
            found = run("doctor", PUBLIC_URL=server.url)
        finally:
            server.stop()
        assert "PUBLIC_URL leads to this installation." in found.stdout
        assert "A server serves this folder." in found.stdout
        assert ("0 proxies stand in front of the server, it believes 1." in found.stdout) is problem


def test_nobody_but_the_doctor_hears_more_than_that_it_is_up(client):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    for header in ("", "x", "x.y", "x." + "0" * 32):
        assert client.get("/healthz", headers={"X-SiteOps-Doctor": header}).get_json() == {"status": "ok"}
