"""The README says what there is, and nothing that there is not."""

import re
from pathlib import Path

import click
import pytest

from siteops.cli import siteops
from siteops.demo.making import ACCOUNTS, address

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
READS = re.compile(r"""(?:environ\.get\(|environ\[|envvar=|variable=|\{\$)["']?([A-Z][A-Z_]+)""")
NOT_OURS = re.compile("REQUEST_METHOD|PATH_INFO|HTTP_")
"""How names of WSGI begin, which are none of the environment."""


def section(title):
    """One part of the README."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(title):
    """What stands in code in the first column of a part's table."""
    rows = (line.split("|")[1] for line in section(title).splitlines() if line.startswith("|"))
    return {name for cell in rows for name in re.findall(r"`([^`]+)`", cell)}


def commands(group=siteops, before="siteops"):
    """Every command there is, by what one types."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def test_every_command_is_in_the_readme_and_no_other():
    assert first_cells("The command `siteops`") == {name for name, _ in commands()}


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_and_option_says_what_it_does(name, command):
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or option.hidden or option.help, option.name


def read_variables():
    """Environment variables that something here reads."""
    files = [*ROOT.glob("siteops/**/*.py"), *ROOT.glob("tests/harness/*.py"), ROOT / "deploy" / "Caddyfile"]
    found = {name for file in files for name in READS.findall(file.read_text())}
    return {name for name in found if not NOT_OURS.match(name)}


def test_every_variable_is_in_the_readme_and_no_other():
    assert first_cells("The environment") == read_variables()


def test_every_file_that_the_readme_names_is_there():
    named = set(re.findall(r"[`(]((?:siteops|templates|static|tests|migrations|deploy)/[\w./-]*)", README))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_make_target_of_the_readme_is_there():
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"(?:^|`|&& |PORT=\d+ )make (?:-C \S+ )?([a-z-]+)", README, re.MULTILINE))
    assert [name for name in sorted(named) if f"\n{name}:" not in makefile] == []


def test_the_demo_is_described_as_it_is():
    assert all(address(account) in README for account in ACCOUNTS)


def test_options_that_the_readme_shows_are_there():
    known = dict(commands())
    for line in section("On the internet in ten minutes").splitlines():
        words = re.sub(r'"[^"]*"', "x", line).split()
        if words[:1] == ["ops"]:
            name = next(name for name in known if " ".join(words).replace("ops", "siteops", 1).startswith(name))
            options = {option for one in known[name].params for option in one.opts}
            assert {word for word in words if word.startswith("--")} <= options
