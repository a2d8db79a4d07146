"""Answers that the thread which waits for all connections may give by itself, without handing the question on.

Hundreds of phones ask every three seconds whether anything is new. To hand such a question to another thread, and its
answer back, takes longer than to answer it. All that is not plainly such a question is left to a thread and gunicorn.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.util import http_date

from siteops.sync.unchanged import AT_ONCE

LONGEST = 4096
"""Bytes of a question that are looked at; those of a phone have a tenth."""
QUESTION = re.compile(
    rb"GET (/api/shows/[\w.~-]+/changes)(?:\?([!-~]*))? HTTP/1\.1\r\n((?:[A-Za-z0-9-]+: [ -~]*\r\n)+)\r\n"
)
"""A whole question, and nothing after it."""
PLAIN = {"CONTENT_LENGTH": "0", "CONNECTION": "keep-alive"}
"""What these headers say, if they are there, when a question ends with its head and another may follow."""
ODD = frozenset({"TRANSFER_ENCODING", "EXPECT", "UPGRADE"})
"""Headers of a question that has more to it."""


def answer(app: WSGIApplication, asked: bytes, address: str) -> bytes | None:
    """What is to be sent back. None: leave it to a thread.

    `asked`: what a connection has to say so far; `address`: whose it is.
    """
    environ = read(asked)
    if environ is None:
        return None
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        said.append((status, headers))
        return bytes  # nothing is written but by WSGI

    # Whatever goes wrong here goes wrong again in a thread, which answers for it.
    with suppress(Exception):
        app(environ | {"REMOTE_ADDR": address}, start)
    return written(*said[0]) if said else None


def read(asked: bytes) -> dict[str, Any] | None:
    """A question as WSGI has it; None for one that has more to it."""
    found = QUESTION.fullmatch(asked)
    if found is None:
        return None
    path, query, lines = (part.decode("ascii") for part in found.groups(b""))
    named = [line.split(": ", 1) for line in lines.splitlines()]
    headers = {name.upper().replace("-", "_"): value.strip() for name, value in named}
    if len(headers) < len(named) or not ODD.isdisjoint(headers):
        return None
    if any(headers.get(name, value).lower() != value for name, value in PLAIN.items()):
        return None
    return {f"HTTP_{name}": value for name, value in headers.items()} | {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.url_scheme": "http", AT_ONCE: True,
    }  # fmt: skip


def written(status: str, headers: list[tuple[str, str]]) -> bytes:
    """An answer without a body, as gunicorn writes it."""
    kept = [("Server", "gunicorn"), ("Date", http_date()), ("Connection", "keep-alive"), *headers]
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in kept), "", ""]
    return "\r\n".join(lines).encode("latin-1")
