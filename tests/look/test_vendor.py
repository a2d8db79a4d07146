"""What others made: it lies here exactly as published, with its licence."""

import hashlib
import json
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
VENDOR = STATIC / "vendor"
LIST = json.loads((VENDOR / "VENDOR.json").read_text())


def test_every_vendored_file_is_as_it_was_published():
    for entry in LIST.values():
        for path, sha256 in entry["files"].items():
            assert hashlib.sha256((STATIC / path).read_bytes()).hexdigest() == sha256, path


def test_no_file_lies_in_vendor_unlisted():
    listed = {path for entry in LIST.values() for path in entry["files"]} | {"vendor/VENDOR.json"}
    # The types beside a script are ours: they tell the type check what the script is called elsewhere.
    found = (path for path in VENDOR.rglob("*") if path.is_file() and not path.name.endswith(".d.ts"))
    lying = {path.relative_to(STATIC).as_posix() for path in found}
    assert lying <= listed


def test_everything_vendored_names_its_licence_and_carries_it():
    for name, entry in LIST.items():
        assert entry["licence"]
        assert (VENDOR / f"{name}-{entry['version']}" / "LICENSE").stat().st_size > 500


def test_the_scanner_and_its_engine_are_of_one_version():
    # Glue and wasm of two versions fail only on the phone, with "service unavailable".
    room = VENDOR / f"zxing-wasm-{LIST['zxing-wasm']['version']}" / "dist"
    wanted = re.search(r"\b[0-9a-f]{64}\b", (room / "es/reader/index.js").read_text())
    assert wanted, "the reader no longer names the engine it wants"
    assert hashlib.sha256((room / "reader/zxing_reader.wasm").read_bytes()).hexdigest() == wanted[0]
