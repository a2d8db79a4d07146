"""What the processes of a server take while something is done: memory at its peak, each; seconds of work, by kind."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

LOOK_S = 0.02
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """By process: its peak in MB since it began, and its seconds of work (user and system). `names`: what it is."""

    peaks: dict[int, float] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def of(self, *words: str) -> list[int]:
        """The processes that have one of these words in their command."""
        return [pid for pid, name in self.names.items() if any(word in name for word in words)]

    def work(self, pids: list[int]) -> float:
        """Seconds of work that some of them did meanwhile."""
        return sum(self.seconds[pid] - self.before.get(pid, 0.0) for pid in pids)

    def peak(self, pids: list[int]) -> float:
        """The largest peak of some of them; 0 where there was none."""
        return max((self.peaks[pid] for pid in pids), default=0.0)


@contextmanager
def watched(root: int) -> Iterator[Taken]:
    """Look at a process and all that descend from it until the block ends."""
    taken, over = Taken(), threading.Event()
    look(root, taken)
    taken.before = dict(taken.seconds)

    def watch() -> None:
        while not over.wait(LOOK_S):
            look(root, taken)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield taken
    finally:
        over.set()
        thread.join()
        look(root, taken)


def look(root: int, taken: Taken) -> None:
    """Note what each process has taken so far."""
    for pid in family(root):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # it is over
        if "VmHWM:" in status:
            taken.peaks[pid] = int(status.split("VmHWM:")[1].split()[0]) / 1024
            taken.seconds[pid] = (int(stat[11]) + int(stat[12])) / TICKS
            taken.names[pid] = command


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(path.name))
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found
