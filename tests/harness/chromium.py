"""The Chromium that browser tests drive: the system's own, never a download.

`python -m tests.harness.chromium` finds one, or installs Debian's as root, or says what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    # None of Google's services: no look-ups at start, nothing fetched behind a test's back.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    # A container's shared memory is 64 MB; a phone page with a camera wants more.
    "--disable-dev-shm-usage",
)
WANTED = """No Chromium found for the tests in a browser.
Install one (Debian, Ubuntu: apt-get install chromium), or name yours: CHROMIUM=/path/to/chrome make test"""


class NoChromium(Exception):
    """No browser to test with, and none may be installed. Says what to do."""


def find() -> str | None:
    """Path of the browser: CHROMIUM, else the first known name. None if there is none.

    Raises NoChromium if CHROMIUM names something that cannot be run.
    """
    if named := os.environ.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        raise NoChromium(f"CHROMIUM={named} cannot be run")
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def found() -> str:
    """Path of the browser. Raises NoChromium."""
    if path := find():
        return path
    raise NoChromium(WANTED)


def flags(*more: str) -> list[str]:
    """Command-line switches of a quiet browser. The sandbox stays on unless we are root, where it cannot start."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else []), *more]


def install() -> str:
    """Install Debian's Chromium as root. Raises NoChromium where that is not ours to do."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        raise NoChromium(WANTED)
    print("Installing Debian's chromium for the tests in a browser", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", "-qq", *arguments], env=quiet, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise NoChromium(f"apt-get {arguments[0]} failed.\n{WANTED}")
    return found()


def main() -> int:
    """Exit code 0 once there is a browser, 1 with the reason on stderr."""
    try:
        find() or install()
    except NoChromium as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
