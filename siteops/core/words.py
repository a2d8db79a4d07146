"""The language of an answer: chosen by cookie, else by what the browser asks for; and its direction."""

from typing import Any

from babel import Locale
from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale

LANGUAGES = ("en",)
"""Languages that are complete."""
PSEUDO = "ar_XB"
"""English written as if it ran from right to left: shows what is not translatable, or not mirrored."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def init_app(app: Flask) -> None:
    """Give templates `_()`, `lang` and `dir`."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=choose)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.context_processor(page_language)


def choose() -> str:
    """The locale of this request."""
    if not has_request_context():
        return LANGUAGES[0]
    wanted = request.cookies.get("lang", "")
    if wanted == PSEUDO:
        return "ar"  # Babel knows no XB; there is no Arabic catalogue, so the words stay English
    if wanted in LANGUAGES:
        return wanted
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def page_language() -> dict[str, Any]:
    """`lang` and `dir` for a page's root element."""
    locale: Locale = get_locale()
    right = locale.language in RIGHT_TO_LEFT
    return {"lang": str(locale).replace("_", "-"), "dir": "rtl" if right else "ltr"}
