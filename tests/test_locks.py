"""What is installed is written down: every package with its version and checksums, the same for users and tests."""

import re
import tomllib

import pytest

from tests.harness.house import ROOT

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)")


def pins(name: str) -> dict[str, str]:
    """Version by package of a lock file, each line of which is a pin or a checksum."""
    lines = (ROOT / name).read_text().splitlines()
    assert not [line for line in lines if not PIN.match(line) and not line.startswith("    --hash=sha256:")]
    return {found[1]: found[2] for line in lines if (found := PIN.match(line))}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_checksums(name: str):
    text = (ROOT / name).read_text()
    assert len(re.findall(r"^[a-z0-9-]+==.* \\\n    --hash=sha256:", text, re.MULTILINE)) == len(pins(name))


def test_tests_run_on_what_users_run_on():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_everything_asked_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    assert wanted <= pins("requirements.lock").keys()
