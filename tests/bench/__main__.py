"""`make bench`: every figure beside its promise. Exits with 1 if one is missed.

The promises hold for two cores with the client on the same machine, SQLite with `synchronous=FULL`; a bare Flask
"hello" of the same run stands beside them, so that a slow machine shows.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench import board, desk, imports, labels, phones, pushes, scans
from tests.bench.figures import Report


def main() -> int:
    """Run the benches named on the command line, else all of them."""
    wanted = sys.argv[1:] or ["pushes", "pulls", "desk", "board", "import", "phone", "labels", "scan"]
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        if "pushes" in wanted:
            pushes.bench(report, Path(folder) / "pushes")
        if "pulls" in wanted:
            pushes.bench_pulls(report, Path(folder) / "pulls")
        if "desk" in wanted:
            desk.bench(report, Path(folder) / "desk")
        if "board" in wanted:
            board.bench(report, Path(folder) / "board")
        if "import" in wanted:
            imports.bench(report, Path(folder) / "import")
        if "phone" in wanted:
            phones.bench(report, Path(folder) / "phone")
        if "scan" in wanted:
            scans.bench(report, Path(folder) / "scan")
        if "labels" in wanted:
            labels.bench(report, Path(folder) / "labels")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
