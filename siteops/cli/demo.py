"""`siteops demo`: a show in the middle of load-in, to look at; what is in it stands in `siteops.demo`."""

from datetime import timedelta

import click
from flask_babel import gettext as _

from siteops.cli import options, serving
from siteops.cli.serve import Bind, check_port, run
from siteops.cli.site import Trouble, opened
from siteops.demo import SHOW

STALE = timedelta(hours=4)
"""After this the demo's load-in should long be over, and its late zones look like a disaster."""


@click.command()
@options.port
@click.option("--reset", is_flag=True, help="Throw the demo show away, with all that was done in it, and begin anew.")
@click.option("--only-make", is_flag=True, help="Make the show and end; do not serve it.")
def demo(port: int, reset: bool, only_make: bool) -> None:
    """Set up a demo show in the middle of load-in, and serve it.

    A second time it keeps what was done in it. SITEOPS_DEMO_PASSWORD chooses the password of its accounts.
    """
    from siteops.cli.greeting import greeting

    bind = Bind("", port)
    if not only_make:
        check_port(bind, "make demo")
    with opened() as app:
        click.echo("\n".join(prepared(reset=reset)))
        if not only_make:
            click.echo(greeting(port))
            serving.announce(app.config["DATA"])
    if not only_make:
        run(bind, 0, {})


def prepared(*, reset: bool) -> list[str]:
    """Have the demo show there, newly made only if asked for or missing. Says what was done. Raises Trouble."""
    from siteops.core.db import db
    from siteops.core.plan import Show
    from siteops.core.upgrade import prepare
    from siteops.demo import forgetting, making

    prepare()
    found = db.session.get(Show, SHOW)
    if found and not found.demo:
        raise Trouble(_("The show named demo is no demo; it stays as it is."))
    if found and not reset:
        making.set_passwords()
        return [_("The demo show is there already, with what was done in it."), *warning_of_age(found)]
    before = forgetting.forget() if found else 0
    seconds = making.make(after=before)
    return [_("Made the demo show in %(seconds)s s.", seconds=f"{seconds:.1f}")]


def warning_of_age(show: object) -> list[str]:
    """What to say of a demo whose day is over."""
    from siteops.core import clock

    created = getattr(show, "created", None)
    if created is None or (age := clock.now() - created) < STALE:
        return []
    hours = int(age.total_seconds() // 3600)
    return [_("It is %(hours)s hours old, so everything in it is late. A fresh one: make demo-reset", hours=hours)]
