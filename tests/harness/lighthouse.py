"""Lighthouse on a page of a live server, in the system's Chromium: what it gives of 100 for each category."""

import json
import os
import subprocess
from pathlib import Path

from tests.harness import chromium
from tests.harness.javascript import NODE, ROOT
from tests.harness.programs import CHROMIUM

SCRIPT = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("accessibility", "best-practices", "performance")


def judged(url: str, cookie: str, folder: Path, *, desk: bool = True) -> tuple[dict[str, int], list[str]]:
    """Points by category, and the audits that cost some, worst first.

    `desk`: on a desktop; else on a middling phone out of doors, as Lighthouse means it: a quarter of the processor,
    1.6 Mbit/s, 150 ms there and back. `folder`: for its working files.
    """
    report = folder / "report.json"
    preset = ["--preset=desktop"] if desk else []
    command = [
        str(NODE), str(SCRIPT), url, *preset, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
        f"--chrome-flags={' '.join(chromium.flags('--headless=new'))}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM.found()), "TMPDIR": str(folder), "NO_COLOR": "1"}
    with (folder / "said").open("w+") as said:
        ended = subprocess.run(command, cwd=folder, env=environment, stdout=said, stderr=said, timeout=240, check=False)
    assert ended.returncode == 0, (folder / "said").read_text()
    found = json.loads(report.read_text())
    points = {name: round(found["categories"][name]["score"] * 100) for name in CATEGORIES}
    lacking = [one for one in found["audits"].values() if one["score"] is not None and one["score"] < 1]
    lacking.sort(key=lambda one: one["score"])
    return points, [f"{one['id']}: {one.get('displayValue') or one['title']}" for one in lacking]
