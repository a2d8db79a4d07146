"""What an import reports: a code, where it stands in the file, and what happens because of it.

A problem carries no sentence: `wording.say()` writes it in the reader's language when it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What happens to the row, or to the file."""

    LEFT_OUT = "left out"
    DOUBTFUL = "doubtful"  # comes in, with the doubtful part empty or marked
    DOUBLE = "double"  # says the same as another row: one of them stands
    REFUSED = "refused"  # the whole file


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the file: sheet (empty for text files) and line as the file numbers it, from 1."""

    sheet: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to report. `params` fill the sentence of `code` in `wording`."""

    code: str
    where: Where
    outcome: Outcome
    params: Mapping[str, str | int | float] = field(default_factory=dict)
