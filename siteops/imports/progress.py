"""How far something is, told to whoever waits for it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Is told now and then how much is done, of how much: rows, mostly. It may be told the same twice."""
T = TypeVar("T")
EACH = 250
"""How many rows go by untold."""


def untold(done: int, of: int) -> None:
    """Nobody waits."""


def counted(rows: Iterable[T], progress: Progress, of: int, before: int = 0) -> Iterator[T]:
    """The same rows; `progress` is told as they go by. `before`: how many of the `of` were done earlier."""
    for number, row in enumerate(rows, before):
        if number % EACH == 0:
            progress(number, of)
        yield row
