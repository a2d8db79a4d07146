"""How the Chromium is started that browser tests drive. See `programs.py` for where it comes from."""

import os

ABSENT = (
    # What the address bar of a desktop loads beside each new tab, while a phone's page is measured in it.
    "WebUIOmniboxPopup",
    # The last list counts, so this one also has what Playwright's own would turn off and a page could feel.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
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
LEAN = f"--disable-features={','.join(ABSENT)}"
"""For Playwright's browsers alone: Lighthouse has a list of its own, without which it may miss the start of a page."""


def flags(*more: str) -> list[str]:
    """Command-line switches of a quiet browser. The sandbox stays on unless we are root, where it cannot start."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else []), *more]
