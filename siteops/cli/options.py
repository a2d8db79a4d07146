"""Options that several commands have, so that they are spelled the same everywhere."""

from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
ROLES = ("crew", "lead", "producer")
PORTS = click.IntRange(1, 65535)

port: Decorator = click.option(
    "--port", envvar="PORT", show_envvar=True, type=PORTS, default=8000, show_default=True, help="Where to listen."
)
own_port: Decorator = click.option("--port", envvar="PORT", type=PORTS, default=8000, hidden=True)
some_show: Decorator = click.option("--show", metavar="ID", help="The show; else all of them.")
the_show: Decorator = click.option("--show", metavar="ID", required=True, help="The show.")
role: Decorator = click.option(
    "--role", type=click.Choice(ROLES), default="crew", show_default=True, help="On that show."
)
by: Decorator = click.option(
    "--by", metavar="EMAIL", help="In whose name; else the first administrator's, or the show's first producer's."
)
