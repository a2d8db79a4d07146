"""What a page says often, and is made once: the options of a choice, and what a macro answers in row after row."""

from collections.abc import Hashable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

MOST_CHOICES = 200
"""Choices of which the options are kept; a show has some ten, in each language."""


def init_app(app: Flask) -> None:
    """Give templates `|options` and `|once`: a macro that keeps what it answered to the same words."""
    app.jinja_env.filters.update(options=options, once=cache)


def options(pairs: Iterable[Sequence[Hashable]], chosen: Any = None) -> Markup:
    """Options of a choice; each its value first, its words last. `chosen`: the value that is selected, None: none."""
    every = written(tuple(pairs))
    if chosen is not None:
        value = f'value="{escape(chosen)}"'
        every = every.replace(value, f"{value} selected")
    return Markup(every)  # noqa: S704 (escaped below)


@lru_cache(MOST_CHOICES)
def written(pairs: tuple[Sequence[Hashable], ...]) -> str:
    """Options of which none is selected."""
    return "".join(f'<option value="{escape(one[0])}">{escape(one[-1])}</option>' for one in pairs)
