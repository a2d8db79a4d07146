"""Fetches what `static/vendor/VENDOR.json` names, as it was published, and writes the checksums back.

Run it after changing a version or adding an icon: `python .ci/vendor.py`. It needs `npm`; the site itself never does.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent.parent / "static"
LIST = STATIC / "vendor/VENDOR.json"
SPRITE = STATIC / "icons/sprite.svg"
Entry = dict[str, Any]


def main() -> None:
    """Fetch every package, cut the sprite, write the checksums."""
    entries: dict[str, Entry] = json.loads(LIST.read_text())
    for name, entry in entries.items():
        with tempfile.TemporaryDirectory() as folder:
            package = fetch(f"{entry['from']}@{entry['version']}", Path(folder))
            entry["files"] = keep(name, entry, package)
    LIST.write_text(json.dumps(entries, indent=2) + "\n")


def fetch(package: str, folder: Path) -> Path:
    """Folder of the unpacked package, exactly as published."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def keep(name: str, entry: Entry, package: Path) -> dict[str, str]:
    """Copy the listed files byte for byte; gives sha256 by path under `static/`."""
    room = STATIC / "vendor" / f"{name}-{entry['version']}"
    kept = [room / path for path in entry["copies"]]
    for path, target in zip(entry["copies"], kept, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / path, target)
    if "icons" in entry:
        entry["icons"] = sorted(set(entry["icons"]))
        SPRITE.write_text(sprite(entry["icons"], package / "icons"))
        kept.append(SPRITE)
    return {str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def sprite(names: list[str], folder: Path) -> str:
    """One SVG with a symbol for each icon; the drawing attributes come from the stylesheet."""
    symbols = [symbol(name, (folder / f"{name}.svg").read_text()) for name in names]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"]) + "\n"


def symbol(name: str, svg: str) -> str:
    """The shapes of one icon, without its outer element."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if found is None:
        raise ValueError(f"{name} is not an SVG picture")
    shapes = re.sub(r"\s*\n\s*", "", found[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


if __name__ == "__main__":
    main()
