"""Names and e-mail addresses as people paste them: a line each, or what an e-mail has in its "To". Pure."""

import re
from collections.abc import Iterator

from siteops.core.access.joining import Newcomer
from siteops.desk.forms import clean

ADDRESS = re.compile(r"[^@\s<>\"'`,;:()\[\]]+@[^@\s<>\"'`,;:()\[\]]+")
AROUND = " ,:<>\"'`()[]"
"""What stands around names and addresses and is neither."""
LONGEST_NAME, LONGEST_ADDRESS = 80, 120


class Unreadable(ValueError):
    """This is neither a name, nor an address, nor one of each. Its only argument: as it was pasted."""


def people(text: str) -> list[Newcomer]:
    """Who is named, in that order, each address once. Raises Unreadable."""
    found: dict[str, Newcomer] = {}
    for entry in re.split(r"[\r\n;]+", text.replace("mailto:", "")):
        for one in read(entry):
            found.setdefault(one.email or f"{len(found)}", one)
    return list(found.values())


def read(entry: str) -> Iterator[Newcomer]:
    """Who stands in one line: a name, or addresses, each with its name in front or none. Raises Unreadable."""
    addresses = [one.casefold().rstrip(".") for one in ADDRESS.findall(entry)]
    *names, rest = (clean(" ".join(one.split())).strip(AROUND) for one in ADDRESS.split(entry))
    if rest and not addresses:
        names, rest, addresses = [rest], "", [""]
    elif rest and names == [""]:  # of one address alone, the name may follow it
        names, rest = [rest], ""
    if rest or any(map(is_no_name, names)) or any(len(one) > LONGEST_ADDRESS for one in addresses):
        raise Unreadable(clean(entry))
    yield from (Newcomer(name, address) for name, address in zip(names, addresses, strict=True))


def is_no_name(text: str) -> bool:
    """Whether a text cannot be somebody's name; without any, there is none."""
    return bool(text) and ("@" in text or len(text) > LONGEST_NAME or not any(map(str.isalpha, text)))
