"""What an archive says of itself, and the names that its members may have."""

import re
from collections.abc import Mapping

import msgspec

FORMAT = 1
NAME = "manifest.json"
MEMBERS = re.compile(
    r"README\.txt|log\.ndjson|private\.ndjson|plan/[a-z_]{1,40}\.ndjson|origins/[0-9a-f]{64}\.ndjson"
    r"|(?:photos|faces)/[0-9a-f]{64}\.jpg|csv/[a-z]{1,40}\.csv"
)
"""Nothing else is in an archive; none of these leads out of a folder."""


PICTURES = ("photos/", "faces/")
"""Where what was photographed on site lies, and the faces of people, for their badges."""


class Refused(Exception):
    """This file cannot be read into this installation. Says why, for whoever brought it."""


class Member(msgspec.Struct):
    """A file in the archive."""

    bytes: int
    sha256: str


class Log(msgspec.Struct):
    """The log: how many entries, and the hash of the last in hex."""

    entries: int
    head: str


class Manifest(msgspec.Struct):
    """`show`: its row, without `rev`. `personal`: with names, contacts and words. `left`: what was not carried."""

    format: int
    siteops: str
    made: str
    revision: str | None
    personal: bool
    show: dict[str, str | bool | None]
    log: Log
    rows: dict[str, int]
    files: Mapping[str, Member]
    left: dict[str, int]
