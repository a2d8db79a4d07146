"""`siteops backup`, `siteops restore`: a copy of everything, and everything from a copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from siteops.cli.checks.keeping import LAST
from siteops.cli.site import Trouble, installation, opened
from siteops.core import clock
from siteops.core.db import moment, writing
from siteops.core.upgrade import remember

NAME = "siteops-{}.zip"


@click.command()
@click.argument("target", metavar="FOLDER|FILE")
@click.option("--keep", type=click.IntRange(1), help="Keep so many of our backups in FOLDER, and delete older ones.")
def backup(target: str, keep: int | None) -> None:
    """Copy log, plan, people and photos into one zip file, while the server runs.

    It can be restored on SQLite and on PostgreSQL. It opens every door: keep it where only you can read it.
    """
    with installation() as app:
        folder = Path(target)
        if target.endswith("/"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / NAME.format(f"{clock.now():%Y%m%d-%H%M%S}") if folder.is_dir() else folder
        say_what_is_in(path, keep_copy(path, app.config["DATA"]))
        with writing() as connection:  # so that the doctor can say how old it is
            remember(connection, LAST, f"{clock.stamp()} {path.resolve()}"[:200])
        if keep and folder.is_dir():
            for old in sorted(folder.glob(NAME.format("*")))[:-keep]:
                old.unlink()


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is there; of that a backup is made first.")
def restore(file: Path, replace: bool) -> None:
    """Bring everything back from a backup.

    It is built and verified beside what is there, then swapped at once. Phones fetch the full set again; what they
    recorded since the backup and already sent is gone from the server, what they still hold comes in.
    """
    from siteops.cli import archive, restoring
    from siteops.core.access.erasing import erase_again, erased_here
    from siteops.core.upgrade import prepare

    with opened() as app:
        data: Path = app.config["DATA"]
        prepare()
        if not restoring.is_empty():
            if not replace:
                raise Trouble(_("There are shows or people here already. To put the backup in their place: --replace"))
            safe = unused(data / "backups")
            keep_copy(safe, data)
            click.echo(_("What was here is kept in %(file)s", file=safe))
        gone = erased_here()
        with whole(file) as (packed, about):
            with restoring.beside(packed, about) as source, app.app_context():
                shows = restoring.swap(source)
            archive.unpack(packed, data)
        if again := erase_again(gone):
            click.echo(_("Erased again, as they were before: %(people)s", people=", ".join(map(str, again))))
        said = ", ".join(shows) or _("none")
        click.echo(_("Restored as of %(made)s. Shows: %(shows)s", made=about.made, shows=said))
        click.echo(_("Start the server again if it is running, so that everybody stays signed in."))


@contextmanager
def whole(file: Path) -> Iterator[tuple[Any, Any]]:
    """A backup that is whole. Raises Trouble."""
    from siteops.cli import archive

    try:
        with archive.opened(file) as found:
            yield found
    except archive.NotWhole as error:
        raise Trouble(_("%(file)s is no whole backup: %(error)s", file=file, error=error)) from error


def keep_copy(path: Path, data: Path) -> Any:
    """Write a backup of this moment. Answers what it says of itself."""
    from siteops.cli import archive

    with moment() as connection:
        return archive.write(path, connection, data)


def say_what_is_in(path: Path, about: Any) -> None:
    """Read a backup once more, and say what is in it."""
    with whole(path) as (packed, _about):
        photos = sum(name.startswith("files/photos/") for name in packed.namelist())
    words = {"shows": about.tables["show"], "entries": about.tables["log"], "photos": photos}
    size = path.stat().st_size / 1e6
    click.echo(_("%(file)s, %(size)s MB:", file=path, size=f"{size:.1f}"))
    click.echo(_("%(shows)s shows, %(entries)s entries, %(photos)s photos. Read once more: it is whole.", **words))


def unused(folder: Path) -> Path:
    """A file for what a restore puts away: a second one in the same second must not be the end of the first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    stem = f"before-restore-{clock.now():%Y%m%d-%H%M%S}"
    names = chain([f"{stem}.zip"], (f"{stem}-{number}.zip" for number in count(2)))
    return next(folder / name for name in names if not (folder / name).exists())
