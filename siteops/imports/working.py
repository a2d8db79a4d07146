"""What the process of a job does: reads, compares, stores, and says how far it is."""

from siteops.core.db import Busy
from siteops.imports import sources, uploads
from siteops.imports.examine import Examined, hold_against, wished
from siteops.imports.jobs import Errand, Job, Stage, State, Teller, Trouble
from siteops.imports.reader import Book, read
from siteops.imports.shown import lay_out
from siteops.imports.sources import Memory
from siteops.imports.store import Origin, Overtaken, Refused, store
from siteops.imports.wishes import Wishes


def work(job: Job) -> None:
    """Do what the job was asked, in the language of the request around it. How it ends is told in its state."""
    state = job.state()
    if state is None or state.ended:
        return
    try:
        job.tell(_worked(job, state.errand))
    except Busy:
        job.tell(State(state.errand, Stage.FAILED, trouble=Trouble.BUSY))
    except MemoryError:
        job.tell(State(state.errand, Stage.FAILED, trouble=Trouble.TOO_MUCH))


def _worked(job: Job, errand: Errand) -> State:
    teller = Teller(job, errand)
    path = uploads.kept(errand.sha256)
    if path is None:
        return State(errand, Stage.FAILED)
    book = read(path, progress=teller.progress(Stage.READING))
    wishes, memory = _wishes(book, errand)
    found = hold_against(errand.show, book, wishes, teller.progress(Stage.COMPARING))
    if errand.store and not found.bare:
        return _stored(job, found, teller)
    job.keep(lay_out(found, errand.name, memory))
    return State(errand, Stage.CHECKED)


def _wishes(book: Book, errand: Errand) -> tuple[Wishes, Memory | None]:
    return sources.recalled(book) if errand.form is None else (wished(book, errand.form), None)


def _stored(job: Job, found: Examined, teller: Teller) -> State:
    errand = teller.errand
    try:
        done = store(found, Origin(errand.name, errand.sha256, errand.by), teller.progress(Stage.STORING))
    except (Refused, Overtaken) as error:
        job.keep(lay_out(found, errand.name))
        trouble = Trouble.REFUSED if isinstance(error, Refused) else Trouble.OVERTAKEN
        return State(errand, Stage.CHECKED, trouble=trouble)
    sources.remember(found, errand.name, errand.by)
    return State(errand, Stage.STORED, batch=done.batch)
