"""The command line, as somebody at a terminal uses it: words in, words and an exit code out."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from siteops.cli import siteops

Run = Callable[..., Result]


def runner(database: str, data: Path) -> Run:
    """Runs commands on one installation."""

    def run(*words: str, typed: str = "", **environment: str) -> Result:
        here = {"SITEOPS_DATA": str(data), "DATABASE_URL": database, "PUBLIC_URL": "", "PORT": "8000", **environment}
        return CliRunner().invoke(siteops, list(words), input=typed, env=here, catch_exceptions=False)

    return run
