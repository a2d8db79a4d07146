"""Places and bookings, lists with their steps, owners, and what was imported."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from siteops.core.access.people import Person
from siteops.core.batch.batches import Batch
from siteops.core.journal import rows
from siteops.core.plan import Case, Code, Contact, Line, List, Owner, Phase, Place, Slot, Step
from siteops.exports.read_back import spoken, titles, yes_no
from siteops.exports.spelling import Coded, Row, instant
from siteops.exports.table import Rows, Source, Table, streamed
from siteops.imports.plan.contacts import CONTACTS as CONTACT_LIST
from siteops.imports.plan.lists import LEGS
from siteops.imports.plan.lists import LISTS as CHECKLISTS
from siteops.imports.plan.phases import PHASES as PHASE_WORDS
from siteops.imports.plan.phases import PLANNED_PHASES
from siteops.imports.plan.places import KINDS
from siteops.imports.plan.places import PLACES as PLACE_LIST
from siteops.imports.plan.slots import SLOTS as SLOT_LIST
from siteops.imports.plan.slots import WAYS


def code_of(subject: ColumnElement[str], show: str) -> ColumnElement[str]:
    """The newest code that stands for a thing of a show."""
    mine = (Code.subject == subject, Code.show == show, ~Code.gone)
    return select(Code.code).where(*mine).order_by(Code.id.desc()).limit(1).correlate_except(Code).scalar_subquery()


def places(source: Source) -> Iterator[Row]:
    """Docks, zones, trucks, gates."""
    dock, words = aliased(Place), spoken(PLACE_LIST.words()["kind"], KINDS)
    code = code_of(Place.kind + ":" + cast(Place.id, String), source.show.id)
    query = (
        select(Place.kind, Place.name, dock.name, Owner.name, Place.due, Place.note, code)
        .outerjoin(dock, dock.id == Place.dock)
        .outerjoin(Owner, Owner.id == Place.owner)
        .where(Place.show == source.show.id, ~Place.gone)
        .order_by(Place.kind, Place.sort, Place.name, Place.id)
    )
    for kind, *more, code in streamed(source.connection, query):
        yield words.get(kind, kind), *more, Coded(code or "")


def slots(source: Source) -> Iterator[Row]:
    """Bookings of docks."""
    dock, truck, words = aliased(Place), aliased(Place), spoken(SLOT_LIST.words()["direction"], WAYS)
    code = code_of(literal("slot:") + cast(Slot.id, String), source.show.id)
    query = (
        select(dock.name, Slot.starts, Slot.ends, Slot.direction, truck.name, Slot.vendor, code)
        .outerjoin(dock, dock.id == Slot.dock)
        .outerjoin(truck, truck.id == Slot.truck)
        .where(Slot.show == source.show.id, ~Slot.gone)
        .order_by(Slot.starts, dock.sort, Slot.id)
    )
    for name, starts, ends, direction, *more, code in streamed(source.connection, query):
        yield name, starts, ends, words.get(direction, direction), *more, Coded(code or "")


def steps(source: Source) -> Iterator[Row]:
    """Lists, a step a row, with what was ticked."""
    words, said = spoken(CHECKLISTS.words()["leg"], LEGS), yes_no()
    for name, leg, truck, zone, sort, text, safety, photo, auto, done, at, by in streamed(
        source.connection, step_query(source.show.id)
    ):
        yield (
            name, words.get(leg, leg), truck, zone, sort, text, said[safety], said[photo], said[auto is not None],
            bool(done), instant(at), by,
        )  # fmt: skip


def step_query(show: str) -> Rows:
    """Every step of every list, with its state."""
    truck, zone, state = aliased(Place), aliased(Place), rows.table("step")
    return (
        select(List.name, List.leg, truck.name, zone.name, Step.sort, Step.text, Step.safety, Step.photo, Step.auto,
               state.c.done, state.c.at, Person.name)
        .join(Step, Step.list == List.id)
        .outerjoin(truck, truck.id == List.truck)
        .outerjoin(zone, zone.id == List.zone)
        .outerjoin(state, and_(state.c.show == List.show, state.c.key == cast(Step.id, String)))
        .outerjoin(Person, Person.id == state.c.by)
        .where(List.show == show, ~List.gone, ~Step.gone)
        .order_by(List.sort, List.name, List.id, Step.sort, Step.id)
    )  # fmt: skip


def owners(source: Source) -> Iterator[Row]:
    """Whose gear is on the show, or whose truck drives for it."""
    show = source.show.id
    listed = (
        select(Case.owner, func.count().label("cases"), func.sum(Case.weight).label("kg"))
        .join(Line, Line.case == Case.id)
        .where(Line.show == show, ~Line.gone, Case.owner.is_not(None))
        .group_by(Case.owner)
        .subquery()
    )
    trucks = select(Place.owner).where(Place.show == show, ~Place.gone, Place.owner.is_not(None))
    query = (
        select(Owner.name, func.coalesce(listed.c.cases, 0), func.coalesce(listed.c.kg, 0.0))
        .outerjoin(listed, listed.c.owner == Owner.id)
        .where(or_(listed.c.owner.is_not(None), Owner.id.in_(trucks)))
        .order_by(func.lower(Owner.name), Owner.id)
    )
    yield from streamed(source.connection, query)


def batches(source: Source) -> Iterator[Row]:
    """What was stored at once: imports, and edits of many rows."""
    undone = aliased(Person)
    query = (
        select(Batch.id, Batch.at, Person.name, Batch.kind, Batch.name, Batch.new, Batch.changed, Batch.unchanged,
               Batch.problems, Batch.undone, undone.name)
        .outerjoin(Person, Person.id == Batch.by)
        .outerjoin(undone, undone.id == Batch.undone_by)
        .where(Batch.show == source.show.id, ~Batch.unfinished)
        .order_by(Batch.id)
    )  # fmt: skip
    yield from streamed(source.connection, query)


def phases(source: Source) -> Iterator[Row]:
    """When each phase is planned to begin, on the show's clock."""
    query = select(Phase.phase, Phase.starts).where(Phase.show == source.show.id, ~Phase.gone)
    words = spoken(PLANNED_PHASES.words()["phase"], PHASE_WORDS)
    for phase, starts in streamed(source.connection, query.order_by(Phase.starts, Phase.id)):
        yield words.get(phase, phase), starts


def contacts(source: Source) -> Iterator[Row]:
    """Whom to call, in the order of the show's page."""
    query = select(Contact.name, Contact.function, Contact.phone, Contact.email)
    query = query.where(Contact.show == source.show.id, ~Contact.gone).order_by(Contact.sort, Contact.id)
    yield from streamed(source.connection, query)


def phase_header() -> Sequence[str]:
    """Columns of `phases`."""
    return titles(PLANNED_PHASES, ("phase", "starts"))


def contact_header() -> Sequence[str]:
    """Columns of `contacts`."""
    return titles(CONTACT_LIST, ("name", "function", "phone", "email"))


def place_header() -> Sequence[str]:
    """Columns of `places`."""
    return titles(PLACE_LIST, ("kind", "name", "dock", "owner", "due", "note", "code"))


def slot_header() -> Sequence[str]:
    """Columns of `slots`."""
    return titles(SLOT_LIST, ("dock", "starts", "ends", "direction", "truck", "vendor", "code"))


def step_header() -> Sequence[str]:
    """Columns of `steps`."""
    fields = ("name", "leg", "truck", "zone", "sort", "text", "safety", "photo", "auto")
    return [*titles(CHECKLISTS, fields), _("Done"), _("When"), _("Who")]


def owner_header() -> Sequence[str]:
    """Columns of `owners`."""
    return _("Owner"), _("Cases"), _("Weight (kg)")


def batch_header() -> Sequence[str]:
    """Columns of `batches`."""
    return (
        _("Number"), _("When"), _("Who"), _("Kind"), _("File"), _("New"), _("Changed"), _("Unchanged"), _("Reported"),
        _("Taken back"), _("Taken back by"),
    )  # fmt: skip


PLACES = Table(place_header, places)
SLOTS = Table(slot_header, slots)
STEPS = Table(step_header, steps)
OWNERS = Table(owner_header, owners)
PHASES = Table(phase_header, phases)
CONTACTS = Table(contact_header, contacts)
BATCHES = Table(batch_header, batches)
