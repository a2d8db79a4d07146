"""Runs JavaScript tests on the Node that Playwright's wheel carries."""

import os
import re
import subprocess
from pathlib import Path

import playwright

NODE = Path(playwright.__file__).parent / "driver" / "node"
ROOT = Path(__file__).parent.parent.parent


def files() -> list[Path]:
    """Every JavaScript test, in a fixed order."""
    return sorted((ROOT / "tests").rglob("*.test.mjs"))


def run(path: Path) -> None:
    """Run the tests of one file. Fails with Node's output; also if there is no test in it, or one is skipped."""
    environment = {**os.environ, "TZ": "UTC", "NO_COLOR": "1"}
    # Node's own warnings are errors too: --throw-deprecation, and nothing on stderr.
    command = [str(NODE), "--test-reporter=tap", "--throw-deprecation", str(path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    counts = dict(re.findall(r"^# (tests|fail|skipped|todo|cancelled) (\d+)$", done.stdout, re.MULTILINE))
    troubles = {name: int(count) for name, count in counts.items() if name != "tests" and int(count)}
    if done.returncode or troubles or done.stderr or not int(counts.get("tests", 0)):
        raise AssertionError(f"{path.relative_to(ROOT)}: {troubles or 'no test ran'}\n{done.stdout}\n{done.stderr}")
