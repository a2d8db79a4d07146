"""The language of an answer: chosen by cookie, else by what the browser asks for; and its direction.

A phone keeps the same choice for itself, see static/scan/settings.js.

English is its own catalogue. The pseudo-locale is English in disguise: each word is forced to run from right to left,
so that a string past the catalogue, or a page that is not mirrored, is seen at once. It needs no catalogue.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_decimal
from babel.support import NullTranslations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Languages that are complete, as they call themselves. The first is spoken to whoever asks for none of them."""
COOKIE = "lang"
KEPT_S = 365 * 24 * 3600
PSEUDO = "ar_XB"
"""What the cookie `lang` says to see pages in the pseudo-locale."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
MOST_SAID = 20_000
"""Numbers, and moments, that are kept as they are written: a list says the same ones at every look."""
KEPT = re.compile(r"(%\(\w+\)[a-z]|%%|\{\w+\}|<[^<>]*>|&#?\w+;)")
"""What is not words: parameters, tags, entities."""


def init_app(app: Flask) -> None:
    """Give templates `_()`, `lang` and `dir`."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel = Babel(app, locale_selector=choose)
    babel.domain_instance = words = Words()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda one: words.get_translations().ugettext(one),
        ngettext=lambda one, more, n: words.get_translations().ungettext(one, more, n),
        pgettext=lambda about, one: words.get_translations().upgettext(about, one),
        newstyle=True,
    )
    # Not by way of the template's context: the page of a list has a thousand words.
    app.jinja_env.globals["_"] = lambda one, **given: written(words.get_translations().ugettext(one), given)
    app.jinja_env.filters["number"] = number
    app.context_processor(page_language)


def written(words: str, given: Mapping[str, Any]) -> Markup:
    """Words of the catalogue as a page has them: they may hold tags of ours; what is given for their places may not."""
    return Markup(words) % given if given or "%" in words else Markup(words)  # noqa: S704 (the catalogue is ours)


def number(value: float, pattern: str | None = None) -> str:
    """A number with the marks of the language: 20,412 or 20.412. `pattern`: of CLDR, for other than whole numbers."""
    return figure(value, pattern, get_locale())


@lru_cache(MOST_SAID, typed=True)
def figure(value: float, pattern: str | None, locale: Locale | None) -> str:
    """A number as a language has it."""
    return str(format_decimal(value, pattern, locale))


def moment(at: datetime, pattern: str) -> str:
    """A day and time of the clock on the wall, in the language. `pattern`: of CLDR, without the zone."""
    return written_out(at.replace(tzinfo=None), pattern, get_locale())


@lru_cache(MOST_SAID)
def written_out(at: datetime, pattern: str, locale: Locale | None) -> str:
    """A day and time as a language has it. `at`: without a zone, else two clocks at one instant would be the same."""
    return str(format_datetime(at, pattern, locale=locale))


def choose() -> str:
    """The locale of this request. The pseudo-locale writes dates and numbers in English."""
    first = next(iter(LANGUAGES))
    if not has_request_context():
        return first
    wanted = request.cookies.get(COOKIE, "")
    if wanted == PSEUDO:
        return first
    if wanted in LANGUAGES:
        return wanted
    return request.accept_languages.best_match(LANGUAGES) or first


def is_pseudo() -> bool:
    """Whether this request wants the pseudo-locale."""
    return has_request_context() and request.cookies.get(COOKIE) == PSEUDO


def language() -> str:
    """What this request is answered in, the pseudo-locale too: by it, words may be kept as they were once put."""
    return PSEUDO if is_pseudo() else str(get_locale())


def page_language() -> dict[str, Any]:
    """For a page: `lang` and `dir` of its root, `languages` to choose in place of it, and then to go on `here`."""
    others = {code: name for code, name in LANGUAGES.items() if is_pseudo() or code != get_locale().language}
    here = request.full_path.removesuffix("?") if has_request_context() and request.method == "GET" else "/"
    return {**root(), "languages": others, "here": here}


def root() -> dict[str, str]:
    """`lang` and `dir` of a page's root element."""
    if is_pseudo():
        return {"lang": "ar", "dir": "rtl"}
    locale: Locale = get_locale()
    right = locale.language in RIGHT_TO_LEFT
    return {"lang": str(locale).replace("_", "-"), "dir": "rtl" if right else "ltr"}


def keep(answer: Response, wanted: str) -> None:
    """Remember in this browser which language was chosen; one that we do not speak changes nothing."""
    if wanted in LANGUAGES:
        answer.set_cookie(COOKIE, wanted, max_age=KEPT_S, samesite="Lax", secure=request.is_secure)


class Words(Domain):  # type: ignore[misc]
    """The catalogue of a request."""

    def get_translations(self) -> Any:
        """The language's, or English turned round. Chosen once a request: the page of a list has a thousand words."""
        if not has_request_context():
            return super().get_translations()
        if (found := g.get("words")) is None:
            found = g.words = TURNED if is_pseudo() else super().get_translations()
        return found


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
