"""The catalogue of every word a person reads: taken from Python, templates and scripts, and given back to the phone.

`python -m tests.harness.catalogue` (`make words`) writes `siteops/translations/messages.pot`, and for each language
there (`<locale>/LC_MESSAGES/messages.po`, made by any tool for catalogues) what the server and the phone read.
"""

import gettext
import json
import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.numbers import format_decimal

ROOT = Path(__file__).parent.parent.parent
TRANSLATIONS = ROOT / "siteops" / "translations"
TEMPLATE = TRANSLATIONS / "messages.pot"
PHONE = ROOT / "static" / "words"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
HEAD = r"""msgid ""
msgstr ""
"Project-Id-Version: SiteOps\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""
HEADER = f"""# Every word of SiteOps that a person reads. Made by `make words`.
# To translate: copy it to <locale>/LC_MESSAGES/messages.po, fill it in, `make words` again.
{HEAD}
"""
DATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in every catalogue for the server, so that only words change it."""
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
CALL = re.compile(rf"(?<![\w.$])(?:t\(\s*({LITERAL})|n\(\s*({LITERAL})\s*,\s*({LITERAL}))")
ANY_CALL = re.compile(r"(?<![\w.$])[tn]\((?!\))")
COMMENT = re.compile(r"/\*.*?\*/|^[ \t]*//[^\n]*|[ \t]//[^\n\"]*$", re.DOTALL | re.MULTILINE)


class NotLiteral(Exception):
    """A script asks for words that only its run knows. Names the line."""


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the house, as its sources stand."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(root, methods, options, keywords=KEYWORDS, comment_tags=())
    for path, _line, message, comments, context in found:
        catalog.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return catalog


def spelled(catalog: Catalog, head: str = HEADER) -> str:
    """A catalogue as its file says it: no dates, no line numbers, so that only words change it."""
    made = BytesIO()
    write_po(made, catalog, omit_header=True, sort_output=True, include_lineno=False, width=120)
    return head + made.getvalue().decode()


def head_of(catalog: Catalog) -> str:
    """How the file of a language begins."""
    name = Locale.parse(str(catalog.locale)).english_name
    forms = f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return f"# {name}: every word of SiteOps that a person reads.\n{HEAD}{forms}\n"


def language(path: Path, template: Catalog) -> Catalog:
    """A language with every message of the template, and none besides."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = DATED
    return catalog


def scripts(
    file: IO[bytes], keywords: Collection[str], tags: Collection[str], options: dict[str, Any]
) -> Iterator[Any]:
    """Messages of a script, for Babel: `t("…")` and `n("…", "…", count)`. Raises NotLiteral."""
    source = COMMENT.sub(blank, file.read().decode())
    calls = {call.start(): call for call in CALL.finditer(source)}
    defines = "export const t = (" in source
    for any_call in ANY_CALL.finditer(source):
        line = source.count("\n", 0, any_call.start()) + 1
        if call := calls.get(any_call.start()):
            one, singular, plural = (group and json.loads(group) for group in call.groups())
            yield (line, "gettext", one, []) if one else (line, "ngettext", (singular, plural), [])
        elif not defines:
            raise NotLiteral(f"{getattr(file, 'name', 'a script')}:{line} asks for words that are not written there")


def said() -> Iterator[str | tuple[str, str]]:
    """Every message of every script, as often as it is said."""
    for path in sorted((ROOT / "static").rglob("*.js")):
        if "vendor" not in path.parts:
            with path.open("rb") as file:
                yield from (message for _, _, message, _ in scripts(file, (), (), {}))


def blank(comment: re.Match[str]) -> str:
    """Nothing, on as many lines."""
    return "\n" * comment.group().count("\n")


def phone_words(catalog: Catalog) -> dict[str, Any]:
    """A language as static/core/words.js reads it: messages of scripts, and the CLDR category of each plural form."""
    words = {
        (message.id[0] if message.pluralizable else message.id): message.string
        for message in catalog
        if message.id and complete(message) and any(path.startswith("static/") for path, _ in message.locations)
    }
    return {"plurals": categories(catalog), "signs": signs(catalog), "words": words}


def complete(message: Message) -> bool:
    """Whether it is translated in all its forms, and nobody doubts it."""
    forms = [message.string] if isinstance(message.string, str) else message.string or [""]
    return all(forms) and not message.fuzzy


def categories(catalog: Catalog) -> list[str] | None:
    """The CLDR category of each plural form of a catalogue: that of the numbers that take it; None: as in English."""
    form = gettext.c2py(catalog.plural_expr)
    named = Locale.parse(str(catalog.locale)).plural_form
    found = {form(count): named(count) for count in range(1000, -1, -1)}
    if found == {0: "one", 1: "other"} and all(form(count) == (count != 1) for count in range(1000)):
        return None
    return [found.get(at, "other") for at in range(catalog.num_plurals)]


def signs(catalog: Catalog) -> dict[str, Any] | None:
    """How a language writes numbers, times and days, as static/core/words.js reads it; None: in another way."""
    locale = Locale.parse(str(catalog.locale))
    short, long = (format_decimal(value, locale=locale) for value in (1000, 1234567.5))
    group, decimal = short[1:-3], long[-2:-1]
    clock = re.fullmatch(r"HH?(\W)mm", locale.datetime_skeletons["Hm"].pattern)
    usual = long == f"1{group}234{group}567{decimal}5" and locale.default_numbering_system == "latn"
    if not usual or not group or clock is None:
        return None
    days = locale.days["stand-alone"]["abbreviated"]
    return {"clock": clock[1], "days": [days[(at + 6) % 7] for at in range(7)], "decimal": decimal, "group": group}


def translate(path: Path, template: Catalog) -> None:
    """Bring a language up to date: its .po gets new messages, the server its .mo, the phone its words."""
    locale = path.parent.parent.name
    catalog = language(path, template)
    path.write_text(spelled(catalog, head_of(catalog)), encoding="utf-8")
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    PHONE.mkdir(exist_ok=True)
    name = PHONE / f"{locale.replace('_', '-')}.json"
    name.write_text(json.dumps(phone_words(catalog), ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Write the template, and what follows from it for each language."""
    template = extracted()
    TRANSLATIONS.mkdir(exist_ok=True)
    TEMPLATE.write_text(spelled(template), encoding="utf-8")
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        translate(path, template)
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(template)} messages")


if __name__ == "__main__":
    main()
