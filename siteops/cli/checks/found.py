"""What a check found."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Found(NamedTuple):
    """What a check found. `level`: ok, warn, problem. `advice`: what to do, empty if nothing."""

    level: str
    text: str
    advice: str = ""


Check = Callable[[], Iterator[Found]]
