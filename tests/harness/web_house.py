"""How templates and scripts are kept: functions that read sources and say what is wrong."""

import hashlib
import json
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.harness.house import COMPOSERS, FEATURES

GROUND = ("core", "vendor")
"""Rooms of static/ that any script may import."""
IMPORTS = re.compile(r"""(?:^|[\s;}])(?:import|export)\b[^"';()]*?\bfrom\s*["']([^"']+)["']"""
                     r"""|(?:^|[\s;])import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']""")  # fmt: skip
INLINE = (
    (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<style\b", re.IGNORECASE), "a style element"),
    (re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE), "an inline script"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE), "an inline handler"),
    (re.compile(r"javascript:", re.IGNORECASE), "a javascript: link"),
)
UNSAFE = (
    (re.compile(r"\beval\(|\bnew Function\b"), "code from text"),
    (re.compile(r"\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bunsafeHTML\b|\bdocument\.write\b"), "HTML from text"),
    (re.compile(r"""<[a-z][^>`]*\sstyle\s*=\s*["'$]""", re.IGNORECASE), "a style attribute"),
    (re.compile(r";[ \t]*$", re.MULTILINE), "a semicolon at the end of a line"),
    (re.compile(r"\bTODO\b|\bFIXME\b"), "a TODO"),
)
SWITCH = re.compile(r"\{%-?\s*block \w+\s*-?%\}[a-z0-9-]*\{%-?\s*endblock")
"""A block whose content is a choice (`lock`, `warn`), not words."""
JINJA = re.compile(r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_ALOUD = re.compile(r"""\s(?:alt|title|placeholder|aria-label)\s*=\s*"([^"]*)\"""")
NO_WORDS = re.compile(r"""&\w+;|\bSiteOps\b|[\w:-]+="[^"]*\"""")
"""What no language changes: signs, our name, attributes a macro sets."""


def inline(source: str, path: str) -> Iterator[str]:
    """A template has no inline style or script: the content security policy would stop it."""
    bare = JINJA.sub("", source)
    yield from (f"{path} has {what}" for pattern, what in INLINE if pattern.search(bare))


def untranslated(source: str, path: str) -> Iterator[str]:
    """Every word of a template comes out of the catalogue: `{{ _("…") }}` or `{% trans %}`."""
    bare = JINJA.sub("", SWITCH.sub("{%", source))
    said = re.sub(r"<!--.*?-->|<[^>]*>", "\n", bare, flags=re.DOTALL)
    for text in [*said.splitlines(), *READ_ALOUD.findall(bare)]:
        if re.search(r"[^\W\d_]{2,}", NO_WORDS.sub("", text)):
            yield f"{path} says “{text.strip()[:60]}” past the catalogue"


def unsafe(source: str, path: str) -> Iterator[str]:
    """A script makes neither code nor HTML from text, sets no style attribute, and keeps our punctuation."""
    bare = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    yield from (f"{path} has {what}" for pattern, what in UNSAFE if pattern.search(bare))


def direction(source: str, path: str, there: Collection[str]) -> Iterator[str]:
    """Scripts import by relative address what is there: ground ← features ← composers; verbs.js is read by scan alone.

    `path` and `there` (every file): from static/, like "gear/verbs.js".
    """
    here = path.split("/")[0] if "/" in path else ""
    for name in (next(filter(None, found)) for found in IMPORTS.findall(source)):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        room = target.split("/")[0] if "/" in target else ""
        if not name.startswith((".", "/")) or name.startswith("/"):
            yield f"{path} imports {name}, which is no relative address"
        elif target not in there:
            yield f"{path} imports {name}, which is not there"
        elif room not in (here, *GROUND) and (here in GROUND or here in FEATURES):
            yield f"{path}: {here} may not import {name}"
        elif target.endswith("/verbs.js") and room != here and here != "scan" and room in FEATURES | COMPOSERS:
            yield f"{path}: only scan imports the verbs of others"


def vendored(static: Path) -> Iterator[str]:
    """What others wrote is listed with licence, version and checksum, is as listed, and nothing else lies there."""
    listed: dict[str, str] = {}
    for name, package in json.loads((static / "vendor" / "VENDOR.json").read_text()).items():
        yield from (f"{name} has no {wanted}" for wanted in ("version", "licence") if not package.get(wanted))
        listed |= package["files"]
    for path, wanted in listed.items():
        if not (static / path).is_file():
            yield f"{path} is listed, but not there"
        elif hashlib.sha256((static / path).read_bytes()).hexdigest() != wanted:
            yield f"{path} is not what was vendored"
    found = {path.relative_to(static).as_posix() for path in (static / "vendor").rglob("*") if path.is_file()}
    # The one thing of ours there: `.d.ts` beside a module says which package knows its types.
    ours = {"vendor/VENDOR.json", *(path for path in found if path.endswith(".d.ts"))}
    yield from (f"{path} is not listed" for path in sorted(found - listed.keys() - ours))


ALIEN = (
    (re.compile(r"pypi[.]org|python[h]osted|npm[j]s|registry[.]npm|deb[.]debian|js[d]elivr|unpkg[.]com|golang[.]org"),
     "the address of a registry"),
    (re.compile(r"(?<![\w.])/(?:work|root|Users|home)/\w"), "a path of somebody's machine"),
    (re.compile(r"\bshared/"), "a folder that is not in this repository"),
    (re.compile(r"\b[Ii]ssue #?\d"), "the number of an issue"),
)  # fmt: skip


def alien(source: str, path: str) -> Iterator[str]:
    """The repository speaks of SiteOps alone: nothing of where or how it was made."""
    for pattern, what in ALIEN:
        if found := pattern.search(source):
            line = source.count("\n", 0, found.start()) + 1
            yield f"{path}:{line} names {what}: {found.group()}"
