"""What `siteops doctor` looks at, in the order in which it is said. No check changes anything that stays."""

from siteops.cli.checks import address, database, folder, keeping, machine, people
from siteops.cli.checks.found import Check, Found

__all__ = ["ANYWAY", "DEEP", "NETWORK", "WITH_DATABASE", "Check", "Found", "database"]

ANYWAY: tuple[Check, ...] = (
    machine.python, machine.zones, machine.fonts, machine.memory, machine.files, machine.units, address.address,
    folder.folder, folder.network, folder.served, folder.uploads,
)  # fmt: skip
NETWORK: tuple[Check, ...] = (address.reached,)
WITH_DATABASE: tuple[Check, ...] = (
    database.triggers, database.chain, database.connections, database.time, database.waiting, database.write_ahead,
    people.administrators, people.demo, keeping.backups,
)  # fmt: skip
DEEP: tuple[Check, ...] = (database.whole_chain, keeping.every_byte)
