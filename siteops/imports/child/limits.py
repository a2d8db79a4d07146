"""What one file may cost and hold, for the process that opens it."""

import resource

FILE_BYTES = 10 * 2**20
UNPACKED_BYTES = 64 * 2**20  # of a zipped workbook; a 20,000-row gear list unpacks to about 12 MB
MEMORY_BYTES = 512 * 2**20
SECONDS = 15
ROWS = 20_000  # that hold something; empty ones cost nothing
COLUMNS = 200
CELL_CHARACTERS = 32_767  # as much as a cell of a workbook can hold
SAID_BYTES = 96 * 2**20


class Refused(Exception):
    """The file as a whole cannot be read. `code` names the problem, `params` fills its words."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def confine() -> None:
    """Bind this process to memory, CPU and output limits; beyond them it dies."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (SAID_BYTES, SAID_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
