"""Programs that tests need and Python does not have: the system's own, never a download.

`python -m tests.harness.programs [chromium caddy …]` finds each, or installs Debian's as root, or says what to install.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


class Missing(Exception):
    """There is no such program, and none may be installed. Says what to do."""


@dataclass(frozen=True)
class Program:
    """A program of the system. `package`: Debian's; `names`: what it may be called; `use`: who needs it.

    `variable`: by which the environment may name another: CHROMIUM=/path/to/chrome.
    """

    package: str
    names: tuple[str, ...]
    use: str
    variable: str

    @property
    def wanted(self) -> str:
        """What to do where there is none."""
        return (
            f"No {self.package.capitalize()} found for {self.use}.\n"
            f"Install one (Debian, Ubuntu: apt-get install {self.package}), "
            f"or name yours: {self.variable}=/path/to/{self.package} make test"
        )

    def find(self) -> str | None:
        """Its path: the one that is named, else the first known name. None if there is none.

        Raises Missing if the environment names something that cannot be run.
        """
        if named := os.environ.get(self.variable):
            if path := shutil.which(named):
                return path
            raise Missing(f"{self.variable}={named} cannot be run")
        return next((path for name in self.names if (path := shutil.which(name))), None)

    def found(self) -> str:
        """Its path. Raises Missing."""
        if path := self.find():
            return path
        raise Missing(self.wanted)

    def install(self) -> str:
        """Install Debian's as root. Raises Missing where that is not ours to do."""
        if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
            raise Missing(self.wanted)
        print(f"Installing Debian's {self.package} for {self.use}", flush=True)
        # Offline, systemd starts no service that comes along: we want the program, nobody asked for a server.
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "SYSTEMD_OFFLINE": "1"}
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", self.package]):
            done = subprocess.run(["apt-get", "-qq", *arguments], env=quiet, check=False, stdout=subprocess.DEVNULL)
            if done.returncode:
                raise Missing(f"apt-get {arguments[0]} failed.\n{self.wanted}")
        return self.found()


NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = Program("chromium", NAMES, "the tests in a browser", variable="CHROMIUM")
FIREFOX = Program("firefox-esr", ("firefox-esr", "firefox"), "the tests in other browsers", variable="FIREFOX")
WEBKIT = Program("webkit2gtk-driver", ("WebKitWebDriver",), "the tests in other browsers", variable="WEBKIT")
XVFB = Program("xvfb", ("Xvfb",), "the tests in WebKit", variable="XVFB")
CADDY = Program("caddy", ("caddy",), "the tests of deploy/Caddyfile", variable="CADDY")
SYSTEMD = Program("systemd", ("systemd-analyze",), "the test of deploy/*.service", variable="SYSTEMD")
ALL = {program.package: program for program in (CHROMIUM, FIREFOX, WEBKIT, XVFB, CADDY, SYSTEMD)}


def main(*names: str) -> int:
    """Exit code 0 once all of these are there (none named: all we know), 1 with the reason on stderr."""
    try:
        for name in names or ALL:
            ALL[name].find() or ALL[name].install()
    except Missing as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
