"""What happens to the plan. Rows change in their own tables; the log says who changed what and when."""

from siteops.core.facts import Role, fact


@fact(by=Role.LEAD)
class Edited:
    """Columns of the subject's plan row were changed. It names them and carries no value."""

    columns: list[str]


@fact("show", by=Role.LEAD)
class Imported:
    """A file was stored as one batch: its number, its name, and how many rows were new and changed."""

    batch: int
    name: str
    new: int
    changed: int
