"""What happens to the plan. Rows change in their own tables; the log says who changed what and when."""

from siteops.core.facts import Role, fact


@fact(by=Role.LEAD)
class Edited:
    """Columns of the subject's plan row were changed. It names them and carries no value."""

    columns: list[str]


@fact("show", by=Role.LEAD)
class EditedAtOnce:
    """One edit of many rows was stored as a batch: its number, the columns that it changed, and of how many things."""

    batch: int
    columns: list[str]
    changed: int


@fact("show", by=Role.LEAD)
class Imported:
    """A file was stored as one batch: its number, its name, and how many rows were new and changed."""

    batch: int
    name: str
    new: int
    changed: int


@fact("show", by=Role.LEAD)
class TakenBack:
    """A batch was undone: its number, its name, how many rows went back and how many had to stay."""

    batch: int
    name: str
    back: int
    left: int
