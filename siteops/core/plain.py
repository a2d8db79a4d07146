"""Texts as they are compared and searched: as one types them on a keyboard without accents."""

import unicodedata

WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""


def plain(text: str) -> str:
    """A text without accents and upper case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(WHOLE)
