"""Files that take longer than a request may: the work is done by a process of its own, one at a time for each file.

What it is asked (`Errand`), how far it is (`State`) and what came of it lie in files beside the upload, so that any
process of the server can tell. It holds a lock for as long as it lives: one that died is seen at once.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import Thread
from time import monotonic

import msgspec
from flask import current_app

from siteops.imports.progress import Progress
from siteops.imports.shown import Shown
from siteops.imports.uploads import folder

COMMAND = (sys.executable, "-m", "siteops.cli.job")
"""What does an errand, given the show and the file's sha256."""
TOLD_EACH_S = 0.2
"""How often a job says how far it is; a page that asks looks once a second."""


class Stage(StrEnum):
    """What a job is doing, in this order; the last three are its ends."""

    BEGUN = "begun"
    READING = "reading"
    COMPARING = "comparing"
    STORING = "storing"
    CHECKED = "checked"
    STORED = "stored"
    FAILED = "failed"


ENDS = frozenset({Stage.CHECKED, Stage.STORED, Stage.FAILED})


class Trouble(StrEnum):
    """Why a job did not do what it was asked. What it found instead may still be there."""

    REFUSED = "refused"
    OVERTAKEN = "overtaken"
    BUSY = "busy"
    TOO_MUCH = "too much"


class Errand(msgspec.Struct, frozen=True):
    """What is to be done with a file: check it, or `store` it, in the name of the person `by`.

    `name`: what the file was called. `form`: the wishes as fields of a form; None: as they were for the last file of
    its shape. `language`: of the words on the page.
    """

    show: str
    sha256: str
    name: str
    by: int
    language: str
    form: dict[str, str] | None = None
    store: bool = False


class State(msgspec.Struct, frozen=True):
    """How far a job is: `done` rows `of` so many (0: nobody knows yet). `batch`: what was stored."""

    errand: Errand
    stage: Stage = Stage.BEGUN
    done: int = 0
    of: int = 0
    batch: int = 0
    trouble: Trouble | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in ENDS


class Job:
    """The work on one file for one show."""

    def __init__(self, show: str, sha256: str) -> None:
        key = hashlib.sha256(show.encode()).hexdigest()[:16]
        self.path = folder() / f"{sha256}-{key}.json"
        self.lock = self.path.with_suffix(".lock")
        self.result = self.path.with_suffix(".shown")

    def state(self) -> State | None:
        """How far it is; None if nobody ever asked for it."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=State)
        except FileNotFoundError:
            return None

    def shown(self) -> Shown | None:
        """What was found; None if there is nothing yet."""
        try:
            return msgspec.json.decode(self.result.read_bytes(), type=Shown)
        except FileNotFoundError:
            return None

    def running(self) -> bool:
        """Whether its process lives."""
        with descriptor_of(self.lock) as lock:
            return not locked(lock)

    def forget(self) -> None:
        """Let go of what is known, of a file that needs no job."""
        self.path.unlink(missing_ok=True)
        self.result.unlink(missing_ok=True)

    def begin(self, errand: Errand) -> bool:
        """Start a process that does it. False, and nothing is started, while another one is at work on the file."""
        with descriptor_of(self.path.with_suffix(".door")) as door, descriptor_of(self.lock) as lock:
            fcntl.flock(door, fcntl.LOCK_EX)  # one at a time begins
            if not locked(lock):
                before = self.state()
                if before is None or not before.ended:
                    return False
                fcntl.flock(lock, fcntl.LOCK_EX)  # it has told its end, and is about to leave
            self.result.unlink(missing_ok=True)
            self.tell(State(errand))
            start(errand, lock)
        return True

    def tell(self, state: State) -> None:
        """Say how far it is."""
        replace(self.path, msgspec.json.encode(state))

    def keep(self, shown: Shown) -> None:
        """Say what was found."""
        replace(self.result, msgspec.json.encode(shown))


class Teller:
    """Tells for a job that is at work, not too often."""

    def __init__(self, job: Job, errand: Errand) -> None:
        self.job = job
        self.errand = errand
        self.told = 0.0

    def progress(self, stage: Stage) -> Progress:
        """Tells how far one stage is."""
        self.job.tell(State(self.errand, stage))

        def progress(done: int, of: int) -> None:
            if monotonic() - self.told > TOLD_EACH_S:
                self.job.tell(State(self.errand, stage, done, of))
                self.told = monotonic()

        return progress


def start(errand: Errand, lock: int) -> None:
    """Start the process. The lock goes over to it with the descriptor, and ends with it."""
    child = subprocess.Popen(
        [*COMMAND, errand.show, errand.sha256], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        env={**os.environ, **surroundings()}, pass_fds=(lock,), start_new_session=True,
    )  # fmt: skip
    Thread(target=child.wait, daemon=True).start()  # or it would stay as a zombie


@contextmanager
def descriptor_of(path: Path) -> Iterator[int]:
    """An own descriptor of a file that is only there to be locked."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def locked(descriptor: int) -> bool:
    """Whether the lock could be taken."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def surroundings() -> dict[str, str]:
    """The environment in which a process finds the installation of this app."""
    config = current_app.config
    return {"SITEOPS_DATA": str(config["DATA"]), "DATABASE_URL": str(config["SQLALCHEMY_DATABASE_URI"])}


def replace(path: Path, content: bytes) -> None:
    """Write a file at once: whoever reads it finds the old one or the new one."""
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)
