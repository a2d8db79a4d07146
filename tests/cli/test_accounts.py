"""Who may sign in, and how others come in."""

import re

import pytest

from siteops.core import clock
from tests.harness.cast import SHOW, sign_in

PASSWORD = "a long password\n"


def login(client, email, password):
    return client.post("/login", data={"email": email, "password": password}).status_code


@pytest.mark.both
def test_the_first_administrator_can_sign_in(run, app, client):
    made = run("user", "add", "Ada@Site.example", "--admin", "--name", "Ada", typed=PASSWORD)
    assert made.exit_code == 0, made.output
    assert login(client, "ada@site.example", "a long password") == 303


@pytest.mark.both
def test_somebody_gets_a_part_in_a_show_with_the_account(run, cast, client):
    run("user", "add", "nils@site.example", "--show", SHOW, "--role", "lead", typed=PASSWORD)
    login(client, "nils@site.example", "a long password")
    assert client.get("/api/me").get_json()["shows"] == {SHOW: "lead"}


@pytest.mark.both
def test_a_part_is_changed_and_taken_away(run, cast, client):
    sign_in(client, "cem")
    assert run("user", "role", "cem@site.example", "--show", SHOW, "--role", "lead").exit_code == 0
    assert client.get("/api/me").get_json()["shows"] == {SHOW: "lead"}
    run("user", "role", "cem@site.example", "--show", SHOW, "--role", "none")
    assert client.get("/api/me").get_json()["shows"] == {}
    assert client.get(f"/api/shows/{SHOW}/changes").status_code == 404


def test_a_new_password_ends_the_old_sessions(run, cast, client):
    sign_in(client, "cem")
    assert run("user", "password", "cem@site.example", typed=PASSWORD).exit_code == 0
    assert client.get("/api/me").status_code == 401
    assert login(client, "cem@site.example", "a long password") == 303


def test_an_administrator_is_made_and_unmade(run, cast):
    run("user", "admin", "cem@site.example")
    assert re.search(r"cem@site\.example .* administrator", run("user", "list").stdout)
    run("user", "admin", "cem@site.example", "--off")
    assert not re.search(r"cem@site\.example .* administrator", run("user", "list").stdout)


@pytest.mark.both
def test_the_last_administrator_stays_one(run, cast):
    refused = run("user", "admin", "ada@site.example", "--off")
    assert (refused.exit_code, "Nobody else administers" in refused.stderr) == (1, True)
    assert run("user", "admin", "cem@site.example", "--off").exit_code == 0
    assert run("user", "admin", "cem@site.example").exit_code == 0
    assert run("user", "admin", "ada@site.example", "--off").exit_code == 0
    assert re.findall(r"(\w+)@site\.example .* administrator", run("user", "list").stdout) == ["cem"]


def test_a_shows_people_are_listed_with_what_they_are(run, cast):
    listed = run("user", "list", "--show", SHOW).stdout
    assert re.search(r"lea@site\.example +Lea Lead +glass-horizon: lead", listed)
    assert "rob@site.example" not in listed


@pytest.mark.parametrize(
    ("words", "typed", "code", "said"),
    [
        (["user", "add", "nobody"], PASSWORD, 2, "no e-mail address"),
        (["user", "add", "lea@site.example"], PASSWORD, 1, "has an account already"),
        (["user", "add", "new@site.example"], "short\n", 1, "at least 8 characters"),
        (["user", "add", "new@site.example", "--show", "nowhere"], PASSWORD, 1, "There is no show nowhere"),
        (["user", "password", "who@site.example"], PASSWORD, 1, "Nobody has the account"),
        (["user", "role", "lea@site.example", "--show", SHOW, "--role", "king"], "", 2, "king"),
        (["invite", "--show", "nowhere"], "", 1, "another, glass-horizon"),
        (["invite", "--show", SHOW, "--uses", "0"], "", 2, "0"),
        (["show", "add", "Big Show", "Big Show"], "", 2, "Small letters"),
        (["show", "add", "new", "New"], "", 2, "No show can be called so"),
        (["show", "add", "big", "Big Show", "--timezone", "Mars/Olympus"], "", 2, "No such time zone"),
        (["show", "add", SHOW, "Again"], "", 1, "already"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(run, cast, words, typed, code, said):
    refused = run(*words, typed=typed)
    assert refused.exit_code == code
    assert said in refused.stderr
    assert refused.stdout == ""


@pytest.mark.both
def test_an_invitation_lets_somebody_in_once(run, cast, app):
    made = run("invite", "--show", SHOW, "--role", "crew", "--name", "Nils", PUBLIC_URL="https://ops.example")
    assert made.exit_code == 0, made.output
    link = made.stdout.partition("https://ops.example")[2].partition("\n")[0]
    assert len(link.removeprefix("/join/")) >= 26  # 130 bits
    newcomer = app.test_client()
    assert newcomer.get(link).status_code == 200
    joined = newcomer.post(link, data={"name": "Nils Nordin"})
    assert joined.status_code == 303
    assert newcomer.get("/api/me").get_json()["shows"] == {SHOW: "crew"}
    assert app.test_client().post(link, data={"name": "Somebody else"}).status_code >= 400


def test_an_invitation_is_held_up_as_a_code(run, cast):
    made = run("invite", "--show", SHOW, "--by", "lea@site.example")
    assert "█" in made.stdout
    assert "Set PUBLIC_URL" in made.stderr


@pytest.mark.both
def test_a_new_show_is_there_for_its_people(run, cast, client):
    made = run("show", "add", "winter", "Winter Gala", "--venue", "Hafenhalle", "--timezone", "Europe/Berlin")
    assert made.exit_code == 0, made.output
    run("user", "role", "cem@site.example", "--show", "winter", "--role", "crew")
    sign_in(client, "cem")
    answer = client.get("/api/shows/winter/changes")
    assert answer.get_json()["tables"]["show"]["name"] == ["Winter Gala"]
    assert clock.read(answer.get_json()["server_time"]) <= clock.now()
    assert re.search("winter +Winter Gala, Hafenhalle", run("show", "list").stdout)


def test_a_link_leads_to_a_new_password_that_nobody_typed_here(run, cast, app):
    made = run("user", "password", "ada@site.example", "--link", PUBLIC_URL="https://ops.example")
    assert made.exit_code == 0, made.output
    assert "█" in made.stdout
    way = made.stdout.partition("https://ops.example")[2].partition("\n")[0]
    client = app.test_client()
    assert client.get(way).status_code == 200
    assert client.post(way, data={"password": "a long password"}).status_code == 303
    assert login(app.test_client(), "ada@site.example", "a long password") == 303
    assert run("user", "password", "who@site.example", "--link").exit_code == 1


@pytest.mark.both
def test_somebody_is_erased_by_account_or_number(run, cast, client):
    refused = run("user", "erase", "ada@site.example", "--yes")
    assert (refused.exit_code, "Nobody else administers" in refused.stderr) == (1, True)
    assert run("user", "erase", "cem@site.example", typed="n\n").exit_code != 0
    sign_in(client, "cem")
    done = run("user", "erase", "cem@site.example", "--yes")
    assert done.exit_code == 0, done.output
    assert "Cem Arslan" in done.stdout
    assert client.get("/api/me").status_code == 401
    assert run("user", "erase", str(cast.people["rob"]), typed="y\n").exit_code == 0
    assert run("user", "erase", "7777", "--yes").exit_code == 1
    assert run("verify").exit_code == 0
    assert "Cem" not in run("user", "list").stdout
