"""Slowing down whoever guesses, in all processes together, and locking nobody out by it."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from siteops.core.access.throttle import FILE, STRANGERS, Throttle, Try, of_account, slow_down
from siteops.core.db import Busy
from tests.harness.cast import PASSWORD, sign_in
from tests.harness.pages import audit


def test_the_eleventh_wrong_password_waits(app, cast):
    def guess(email="lea@site.example", password="wrong", client=None):
        return (client or app.test_client()).post("/login", data={"email": email, "password": password})

    known = sign_in(app.test_client(), "lea")
    known.post("/logout")
    assert [guess().status_code for _ in range(10)] == [401] * 10
    refused = guess()
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 301
    assert "Too many wrong tries" in audit(refused.text).one("main").text
    assert guess(password=PASSWORD).status_code == 429
    assert [guess("nobody@site.example").status_code for _ in range(11)] == [401] * 10 + [429]
    # Another account, and a browser in which this one signed in before, are not made to wait.
    assert guess("pia@site.example", PASSWORD).status_code == 303
    assert guess(password=PASSWORD, client=known).status_code == 303


def test_a_site_behind_one_address_has_ten_times_the_tries(app, cast):
    def guess(number, address):
        data = {"email": f"{number}@site.example", "password": "wrong"}
        return app.test_client().post("/login", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:1:2::1"}):
        for number in range(STRANGERS):
            slow_down([Try("address 2001:db8:1:2::/64", STRANGERS), Try(f"account {number}", 10)])
    assert guess(1, "2001:db8:1:2:ffff::9") == 429
    assert guess(1, "2001:db8:1:3::1") == 401


def test_a_stranger_who_guesses_locks_nobody_out(app, cast):
    def guess(address, password="wrong"):
        data = {"email": "lea@site.example", "password": password}
        return app.test_client().post("/login", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    assert [guess("203.0.113.9") for _ in range(11)] == [401] * 10 + [429]
    assert guess("203.0.113.9", PASSWORD) == 429
    assert guess("198.51.100.7", PASSWORD) == 303  # a new phone of hers, elsewhere
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        for number in range(STRANGERS - 10):
            slow_down([of_account("lea@site.example")[1], Try(f"visitor {number}", 1)])
    assert guess("198.51.100.8", PASSWORD) == 429  # who guesses from everywhere is slowed everywhere


@pytest.mark.server
def test_all_processes_of_the_server_count_together(tmp_path):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as several:
        answers = list(several.map(take_one, [tmp_path / "tries"] * 40))
    assert answers.count(0) == 10
    assert all(0 < wait <= 301 for wait in answers if wait)


def test_all_threads_count_together(tmp_path):
    with ThreadPoolExecutor(8) as several:
        assert list(several.map(take_one, [tmp_path / "tries"] * 40)).count(0) == 10


def take_one(path):
    return Throttle(path).take([Try("lea", 10)])


def test_a_damaged_count_is_begun_anew(tmp_path):
    path = tmp_path / "tries"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(Busy):
        take_one(path)
    assert take_one(path) == 0


def test_a_count_that_cannot_be_written_lets_nobody_guess(tmp_path):
    with pytest.raises(Busy):
        take_one(tmp_path / "no such folder" / "tries")


def test_the_file_names_nobody(app, cast, data):
    app.test_client().post("/login", data={"email": "lea@site.example", "password": "wrong"})
    kept = (data / FILE).read_bytes()
    assert b"lea" not in kept
    assert b"127.0.0.1" not in kept


def test_waiting_ends(tmp_path):
    times = iter((0.0, 10.0, 20.0, 30.0, 61.0, 61.0, 5.0))
    throttle = Throttle(tmp_path / "tries", within=60, clock=lambda: next(times))
    tries = [Try("lea", 3), Try("phone", 100)]
    assert [throttle.take(tries) for _ in range(4)] == [0, 0, 0, 31]
    assert throttle.take(tries) == 0
    assert throttle.take(tries) > 0
    assert throttle.take(tries) == 0  # the machine was started anew, and its clock with it
    throttle.give_back(tries)
