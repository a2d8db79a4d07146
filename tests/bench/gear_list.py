"""A gear list as a rental system exports it, as long as may be: cases with serial items and quantity lines in them."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

HEADER = (
    "Code", "Name (In Database)", "Type", "Folder", "Department", "In combination (Code)", "Serial number", "Quantity",
    "Weight", "Length", "Width", "Height", "Owner", "Vehicle", "Load order", "Destination", "Internal remark",
)  # fmt: skip
DEPARTMENTS = ("Lighting", "Audio", "Video", "Rigging", "Power", "Backline")
REST = [""] * 8
INSIDE = 4
"""Rows of contents that follow each case: three serial items and a quantity line."""


def write(path: Path, rows: int, heavier: float = 0.0) -> int:
    """Write a list of so many rows, its header among them; how many cases it has. `heavier`: kg more than usual."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(islice(lines(heavier), rows - 1))
    return -(-(rows - 1) // (INSIDE + 1))


def lines(heavier: float) -> Iterator[tuple[object, ...]]:
    """Row after row without end."""
    case = 0
    while True:
        case += 1
        code, kind = f"BN-{case:05}", DEPARTMENTS[case % len(DEPARTMENTS)]
        owner = ("", "", "", "Brightwater AV Rental Ltd", "Żuraw Rigging Sp. z o.o.")[case % 5]
        inside = f"BN-{case - 1:05}" if case % 20 == 0 else ""
        weight = f"{40 + case % 90 + heavier:.1f}".replace(".", ",")
        where = (f"Truck {case % 24 + 1}", case // 24 + 1, ("Stage left", "FOH", "Truss build")[case % 3])
        remark = f"Latch {case} is loose, handle with care" if case % 50 == 0 else ""
        about, sizes = (f"{kind}/Stock", kind), (82, 62, 88)
        name = f"Case {case} of {kind.lower()}"
        yield (code, name, "Case", *about, inside, "", 1, weight, *sizes, owner, *where, remark)
        for thing in range(INSIDE - 1):
            serial = f"{kind[:2].upper()}{case * 10 + thing:07}"
            yield (f"S{case:05}{thing}", f"{kind} unit {case % 40}", "Serial", *about, code, serial, 1, "22", *REST)
        bulk = case % 60
        yield (f"B-{bulk:03}", f"Cable set {bulk}", "Bulk", *about, code, "", case % 30 + 1, "0,40", *REST)
