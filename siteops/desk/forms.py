"""Reading a form: every field trimmed, bounded and checked; what is wrong is said beside its field."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
"""All that can be said of an e-mail address without writing to it."""
LONGEST_PASSWORD = 1000


@dataclass
class Form:
    """The form that was sent. `errors`: by field, in words for whoever filled it in."""

    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, most: int = 120, needed: str = "") -> str:
        """One line of text. `needed`: what to say if it is empty."""
        found = clean(request.form.get(name, ""))
        if needed and not found:
            self.errors[name] = needed
        if len(found) > most:
            self.errors[name] = _("At most %(count)s characters.", count=most)
        return found

    def email(self, name: str, needed: str = "") -> str:
        """An e-mail address in lower case, or nothing."""
        found = self.text(name, needed=needed).casefold()
        if found and not EMAIL.fullmatch(found):
            self.errors[name] = _("This is no e-mail address.")
        return found

    def password(self, name: str, least: int) -> str:
        """A password, exactly as typed."""
        found = request.form.get(name, "")
        if len(found) < least:
            self.errors[name] = _("At least %(count)s characters.", count=least)
        if len(found) > LONGEST_PASSWORD:
            self.errors[name] = _("At most %(count)s characters.", count=LONGEST_PASSWORD)
        return found

    def choice(self, name: str, options: Collection[str], default: str = "") -> str:
        """One of some values; `default` where nothing, or anything else, was sent."""
        found = request.form.get(name, default)
        if found not in options:
            self.errors[name] = _("Choose one of the list.")
            return default
        return found

    def number(self, name: str, least: int, most: int, default: int) -> int:
        """A whole number between two others."""
        found = clean(request.form.get(name, "")) or str(default)
        if not found.isdecimal() or len(found) > 9 or not least <= int(found) <= most:
            self.errors[name] = _("A number from %(least)s to %(most)s.", least=least, most=most)
            return default
        return int(found)


def clean(text: str) -> str:
    """A text without what nobody can see to have typed: blanks at its ends and control characters."""
    return "".join(one for one in text if unicodedata.category(one) != "Cc").strip()
