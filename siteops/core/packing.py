"""Answers made small on their way to whoever can unpack them."""

import gzip

from flask import Response, request

PAYS_FROM = 2_000
"""Bytes: fewer fit into two packets as they are."""
LEVEL = 5


def packed(answer: Response) -> Response:
    """The answer, compressed where that pays and the asker can read it."""
    if len(answer.data) > PAYS_FROM and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(answer.data, LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    return answer
