"""The command `siteops`: everything that an installation needs and that is no page.

It ends with 0 when all is fine, 1 when a problem was found or the work could not be done (said in plain
words on stderr), 2 when it was used wrongly.
"""

import click

from siteops.cli import accounts, demo, doctor, exporting, history, init, invite, keeping, labels, paper, serve, shows

COMMANDS = (
    init.init, demo.demo, serve.serve, shows.show, accounts.user, invite.invite, paper.bring, exporting.export,
    labels.labels, history.verify, history.replay, keeping.backup, keeping.restore, doctor.doctor,
)  # fmt: skip


class AsGiven(click.Group):
    """Lists its commands in the order in which one comes to need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(self.commands)


@click.group(cls=AsGiven, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="siteops", message="SiteOps %(version)s")
def siteops() -> None:
    """Run an event site: its shows, its people, its log.

    SITEOPS_DATA names the folder that holds everything (else: instance), DATABASE_URL another database.
    """


for command in COMMANDS:
    siteops.add_command(command)


def main() -> None:
    """Run the command line and end with its exit code."""
    siteops.main(prog_name="siteops")
