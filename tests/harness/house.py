"""How the house is kept, as functions that read sources and say what is wrong, so that each can be shown to fail.

Every look takes text (and where it stands) and gives faults, one sentence each; no fault, no sentence.
"""

import ast
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent.parent
FEATURES = frozenset(("gear", "dock", "crew", "incidents", "checklists", "rundown", "risks", "vendors", "comms"))
COMPOSERS = frozenset(("scan", "board", "sync", "labels", "imports", "exports", "paper", "desk", "demo"))
ALL = FEATURES | COMPOSERS | {"core", "policy"}
MAY_READ = {
    "core": frozenset[str](),
    "policy": frozenset(("core",)),
    **{feature: frozenset(("core",)) for feature in FEATURES},
    **{composer: FEATURES | COMPOSERS | {"core"} for composer in COMPOSERS},
    "cli": ALL | {""},
    "": ALL | {"cli"},
}
"""Which rooms a room may import, beside itself. `""` is siteops/__init__.py: create_app puts the house together."""
IMPURE = frozenset(("flask", "sqlalchemy", "flask_sqlalchemy", "flask_login", "flask_babel", "werkzeug", "requests"))
LINES = {".py": 250, ".js": 250, ".mjs": 250, ".html": 120}
FUNCTION_LINES = 40
VAGUE = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|misc|common)(_|$)|(Manager|Helper|Service|Util)s?$")


def tracked() -> list[str]:
    """Every file of the repository, and those about to be: what git knows or would add. Paths from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in set(listed.split("\0")) if name and (ROOT / name).is_file())


def module_name(path: str) -> str:
    """siteops/gear/rules.py → siteops.gear.rules; a package is named by its folder."""
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """core, gear, … of a module's name; "" for siteops itself."""
    return [*module.split("."), ""][1]


def imports(source: str, path: str) -> list[str]:
    """Names a module imports when it runs, also late ones: `from a.b import c` gives a.b and a.b.c."""
    tree = ast.parse(source)
    typing_only = {id(node) for block in ast.walk(tree) if is_typing_block(block) for node in ast.walk(block)}
    found: list[str] = []
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = origin(node, path)
            found += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return found


def is_typing_block(node: ast.AST) -> bool:
    """Whether this is `if TYPE_CHECKING:`, which never runs."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def origin(node: ast.ImportFrom, path: str) -> str:
    """The module that a `from … import` reads, dots resolved."""
    if not node.level:
        return node.module or ""
    package = PurePosixPath(path).parts[: -node.level]
    return ".".join([*package, *(node.module or "").split(".")]).rstrip(".")


def direction(source: str, path: str) -> Iterator[str]:
    """core ← features ← composers ← create_app; the command line may read everything."""
    here = room(module_name(path))
    if here not in MAY_READ:
        yield f"{path}: no room is called {here}; name it in tests/harness/house.py"
        return
    for name in imports(source, path):
        other = room(name)
        if name.startswith("siteops.") and other in MAY_READ and other != here and other not in MAY_READ[here]:
            yield f"{path}: {here or 'siteops'} may not import {name}"


def impurities(path: str, sources: Mapping[str, str]) -> Iterator[str]:
    """How a pure module comes to Flask or SQLAlchemy, itself or through what it imports.

    `sources`: text of every module by path. siteops/__init__.py stands before every import of the house
    and is not counted.
    """
    paths = {module_name(each): each for each in sources}
    trails, waiting = {path: [path]}, [path]
    while waiting:
        here = waiting.pop()
        for name in imports(sources[here], here):
            if name.split(".")[0] in IMPURE:
                yield f"{' → '.join(trails[here])} imports {name}"
            for behind in (paths[step] for step in lineage(name) if step in paths):
                if behind not in trails:
                    trails[behind] = [*trails[here], behind]
                    waiting.append(behind)


def lineage(name: str) -> list[str]:
    """The packages that run when a module is imported, and itself: all but siteops."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(2, len(parts) + 1)]


def size(source: str, path: str) -> Iterator[str]:
    """Files and functions stay small enough to be read at once."""
    lines, limit = len(source.splitlines()), LINES.get(PurePosixPath(path).suffix)
    if limit and lines > limit:
        yield f"{path} has {lines} lines; {limit} is the limit"
    if not path.endswith(".py"):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path}: {node.name} has {length} lines; {FUNCTION_LINES} is the limit"


def vague(source: str, path: str) -> Iterator[str]:
    """A thing is named for what it is: no util, helper, manager, service."""
    names = [*PurePosixPath(path).with_suffix("").parts]
    if path.endswith(".py"):
        kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        names += [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    yield from (f"{path}: {name} says nothing" for name in names if VAGUE.search(name))


def patience(source: str, path: str) -> Iterator[str]:
    """A test neither sleeps nor mocks."""
    for name in imports(source, path):
        if name in ("time.sleep", "unittest.mock", "mock"):
            yield f"{path} imports {name}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("sleep", "wait_for_timeout"):
            yield f"{path}:{node.lineno} waits by the clock"
