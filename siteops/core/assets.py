"""Static files: read once at start-up and served for ever under one hash of them all.

`/static/<build>/css/field.css`: when any file changes, `build` does, so every answer may be kept without asking again
and a page never mixes the files of two versions.
"""

import gzip
import hashlib
import logging
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from flask import Flask, Response, abort, current_app, request

from siteops.core import joined

log = logging.getLogger(__name__)
BASE = ("css/tokens.css", "css/base.css", "css/ui.css")
PARTS = ("board/board.css", "gear/gear.css", "crew/crew.css", "incidents/incidents.css", "checklists/checklists.css")
# One stylesheet a kind of page: a phone paints after two round trips, not after three.
SHEETS = {
    "css/field.css": (*BASE, "scan/scan.css", *PARTS),
    "css/wall.css": ("board/wall.css",),
    "css/desk.css": (*BASE, "css/pages.css", *PARTS, "desk/desk.css", "labels/labels.css", "imports/imports.css",
                     "paper/paper.css", "board/day.css"),
    "css/link.css": (*BASE, "css/pages.css", "css/link.css"),
}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
PLAIN = "text/plain; charset=utf-8"
PACKED = {".png", ".woff2"}
CODE = {".js", ".mjs", ".json", ".wasm"}
APP, ROOMS, APP_ENTRY = "scan/app.js", "scan/rooms.js", "scan/main.js"
UNJOINED = b'import("./main.js")\n'
SPRITE = "icons/sprite.svg"
LOOK = ("css/field.css", "css/wall.css", SPRITE, "icons/departments.svg", "look/first.js")
WORKERS = ("scan/device/decode-worker.js",)
# Fetched by an address that is made up at run time: the engines and the words of a language.
BY_ADDRESS = ("vendor/zxing-wasm-", "vendor/qr-", "words/")
UNSEEN = re.compile(r"^\.|\.d\.ts$")
STATIC_IMPORT = re.compile(r"""\b(?:from|import)\s*["'](\.[^"']+)["']""")
SCRIPT_COMMENT = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*$", re.DOTALL | re.MULTILINE)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_SPACE = re.compile(r"\s*([{};,])\s*")
FOR_EVER = "public, max-age=31536000, immutable"


class MissingAssetError(LookupError):
    """A page names a static file that does not exist."""


@dataclass(frozen=True)
class Assets:
    """All static files of one build, by path below `static/`."""

    files: Mapping[str, bytes]
    zipped: dict[str, bytes] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, folder: Path) -> "Assets":
        """Every file in `folder` that a browser may want, and the stylesheets joined from their parts."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and not UNSEEN.search(path.name))
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        files = {name: told_less(found[name]) if is_ours(name) else found[name] for name in found}
        return cls(files | {name: sheet(files, parts) for name, parts in SHEETS.items()} | app_scripts(files))

    @cached_property
    def build(self) -> str:
        """Twelve hex digits that change with any name or byte."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(f"{name}\0{len(self.files[name])}\0".encode() + self.files[name])
        return digest.hexdigest()[:12]

    @cached_property
    def phone_files(self) -> tuple[str, ...]:
        """What a phone keeps to work without signal: the app, what it loads by address, its look."""
        apart = [name for name in sorted(self.files) if name.startswith(BY_ADDRESS) or suffix(name) == ".woff2"]
        workers = [name for worker in WORKERS if worker in self.files for name in self.modules(worker)]
        app = [APP, ROOMS] if self.is_joined else [name for name in sorted(self.files) if is_ours(name)]
        return tuple(dict.fromkeys(name for name in [*LOOK, *app, *workers, *apart] if suffix(name)))

    @property
    def is_joined(self) -> bool:
        """Whether the app is two scripts, as it should be, and not a hundred."""
        return ROOMS in self.files

    def url(self, name: str) -> str:
        """Address of a file; raises MissingAssetError for one that is not there."""
        if name not in self.files:
            raise MissingAssetError(f"static/{name} does not exist")
        return f"/static/{self.build}/{name}"

    def modules(self, entry: str) -> list[str]:
        """`entry` and every module it imports statically, nearest first."""
        found = [entry] if entry in self.files else []
        for name in found:
            for target in STATIC_IMPORT.findall(self.files[name].decode()):
                path = self.reach(name, target)
                if path in self.files and path not in found:
                    found.append(path)
        return found

    @staticmethod
    def reach(name: str, target: str) -> str:
        """The path below `static/` that the file `name` means by the relative `target`."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))

    def symbol(self, name: str) -> str:
        """An icon to stand in a page itself, hidden, under the id `i-<name>`; raises MissingAssetError."""
        found = re.search(rf'<symbol id="{name}"(.*?</symbol>)', self.files[SPRITE].decode())
        if found is None:
            raise MissingAssetError(f"no {name} in static/{SPRITE}")
        return f'<symbol id="i-{name}"{found[1]}'

    def packed(self, name: str) -> bytes:
        """The file in gzip, made at the first asking and kept."""
        if name not in self.zipped:
            self.zipped[name] = gzip.compress(self.files[name], 9, mtime=0)
        return self.zipped[name]


def init_app(app: Flask) -> None:
    """Serve `static/`; templates get `asset(path)` and `symbol(icon)`."""
    folder = Path(app.root_path).parent / "static"
    when = changed(folder)
    app.extensions["assets"] = read_once(folder, when)
    app.extensions["assets_read"] = folder, when
    app.add_url_rule("/static/<build>/<path:name>", "asset", show)
    app.jinja_env.globals.update(asset=lambda name: assets().url(name), symbol=lambda name: assets().symbol(name))


@cache
def read_once(folder: Path, when: int) -> Assets:
    """The files as of a moment: a process that makes several apps reads them once."""
    return Assets.read(folder)


def assets() -> Assets:
    """The files of this build. While debugging they are read anew, so that an edit shows at once."""
    held = current_app.extensions
    folder, when = held["assets_read"]
    if current_app.debug and (now := changed(folder)) != when:
        held |= {"assets": Assets.read(folder), "assets_read": (folder, now)}
    kept: Assets = held["assets"]
    return kept


def changed(folder: Path) -> int:
    """When something in `folder` last changed, in nanoseconds of the disk's clock."""
    return max(path.stat().st_mtime_ns for path in (folder, *folder.rglob("*")))


def show(build: str, name: str) -> Response:
    """One static file.

    A page opened before an update keeps its look: styles and pictures of another build are answered as they are now.
    Code is refused, since modules of two builds must never run together.
    """
    ours = assets()
    stale = build != ours.build
    if name not in ours.files or (stale and suffix(name) in CODE):
        abort(404)
    zipped = suffix(name) not in PACKED and request.accept_encodings["gzip"] > 0
    answer = Response(ours.packed(name) if zipped else ours.files[name], content_type=TYPES.get(suffix(name), PLAIN))
    answer.headers["Cache-Control"] = "no-store" if stale else FOR_EVER
    answer.headers["Vary"] = "Accept-Encoding"
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def sheet(files: Mapping[str, bytes], parts: tuple[str, ...]) -> bytes:
    """One stylesheet out of several, without comments and the spaces that mean nothing."""
    if missing := [part for part in parts if part not in files]:
        raise MissingAssetError(f"no static/{missing[0]}")
    text = CSS_COMMENT.sub("", "".join(files[part].decode() for part in parts))
    return CSS_SPACE.sub(r"\1", text).strip().encode()


def app_scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The phone's app as two scripts; if it cannot be joined, as one that fetches its modules one by one."""
    try:
        app, rooms = joined.scripts(files, APP_ENTRY, ROOMS)
    except joined.Unjoinable as reason:
        log.warning("The phone's app is served module by module, which is slow: %s", reason)
        return {APP: UNJOINED}
    return {APP: app, ROOMS: rooms}


def is_ours(name: str) -> bool:
    """Whether a file is a script of this house."""
    return suffix(name) == ".js" and not name.startswith("vendor/")


def told_less(script: bytes) -> bytes:
    """A script without the comments that stand on lines of their own: a third of what a phone would fetch.

    Their lines stay, empty, so that an error names the line it has in the source.
    """
    return SCRIPT_COMMENT.sub(lambda found: b"\n" * found[0].count(b"\n"), script)


def suffix(name: str) -> str:
    """The ending of a file's name, with its dot; empty without one."""
    return posixpath.splitext(name)[1]
