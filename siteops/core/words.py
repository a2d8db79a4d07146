"""The language of an answer: chosen by cookie, else by what the browser asks for; and its direction.

English is its own catalogue. The pseudo-locale is English in disguise: each word is forced to run from right to left,
so that a string past the catalogue, or a page that is not mirrored, is seen at once. It needs no catalogue.
"""

import re
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale

LANGUAGES = ("en",)
"""Languages that are complete."""
PSEUDO = "ar_XB"
"""What the cookie `lang` says to see pages in the pseudo-locale."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
KEPT = re.compile(r"(%\(\w+\)[a-z]|%%|\{\w+\}|<[^<>]*>|&#?\w+;)")
"""What is not words: parameters, tags, entities."""


def init_app(app: Flask) -> None:
    """Give templates `_()`, `lang` and `dir`."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel = Babel(app, locale_selector=choose)
    babel.domain_instance = Words()
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.context_processor(page_language)


def choose() -> str:
    """The locale of this request. The pseudo-locale writes dates and numbers in English."""
    if not has_request_context():
        return LANGUAGES[0]
    wanted = request.cookies.get("lang", "")
    if wanted == PSEUDO:
        return LANGUAGES[0]
    if wanted in LANGUAGES:
        return wanted
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def is_pseudo() -> bool:
    """Whether this request wants the pseudo-locale."""
    return has_request_context() and request.cookies.get("lang") == PSEUDO


def page_language() -> dict[str, Any]:
    """`lang` and `dir` for a page's root element."""
    if is_pseudo():
        return {"lang": "ar", "dir": "rtl"}
    locale: Locale = get_locale()
    right = locale.language in RIGHT_TO_LEFT
    return {"lang": str(locale).replace("_", "-"), "dir": "rtl" if right else "ltr"}


class Words(Domain):  # type: ignore[misc]
    """The catalogue of a request."""

    def get_translations(self) -> Any:
        """The language's, or English turned round."""
        return TURNED if is_pseudo() else super().get_translations()


class Turned(NullTranslations):
    """English as if it ran from right to left."""

    def gettext(self, message: str) -> str:
        """A message, turned."""
        return turned(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A message about a number, turned."""
        return turned(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """A message of a context, turned."""
        return turned(message)

    # Flask-Babel and its templates ask by these names.
    ugettext = gettext
    ungettext = ngettext
    upgettext = pgettext


TURNED = Turned()


def turned(message: str) -> str:
    """A message with each word forced to run right to left, as static/core/words.js does it; parameters stay."""
    pieces = KEPT.split(message)
    return "".join(piece if at % 2 else re.sub(r"\S+", "\u202e\\g<0>\u202c", piece) for at, piece in enumerate(pieces))
