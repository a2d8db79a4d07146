"""Joins a page's modules into two scripts, so that a phone asks once and not ninety times.

Browsers ask a server for six files at a time: 82 modules at 150 ms each way arrive after 2 s and more, one script with
all of them after 0.6. What a page runs at once is one script, the rooms it may open later are another, which it fetches
when the first of them is opened. The sources stay plain ES modules that run as they are; nothing is built or renamed.

Both are plain scripts and no modules: what a service worker keeps at its installation Chrome compiles there and then
and keeps so, but not modules, which every new process compiles anew (0.1 s of a slow phone's start).

Each module becomes a function that fills an object with what it exports. Modules run in the order the browser would run
them, each once; in a circle, a name is filled in as soon as its module has run. What this house and its libraries write
is understood; anything else raises Unjoinable, and the page gets its modules one by one.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

BRACES = r"\{([^{}]*)\}"
IMPORT = re.compile(rf"""\bimport\s*(?:{BRACES}|\*\s*as\s+([\w$]+))\s*from\s*["'](\.[^"']+)["'];?""")
BARE_IMPORT = re.compile(r"""^import\s*["'](\.[^"']+)["'];?""", re.MULTILINE)
LATE_IMPORT = re.compile(r"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""")
EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function)\*? [\w$])", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:const|class|(?:async )?function)\*? ([\w$]+)", re.MULTILINE)
EXPORT_LIST = re.compile(rf"\bexport\s*{BRACES}(?!\s*from\b);?")
LEFT = re.compile(r"^(?:import|export)\b(?!\s*\().*", re.MULTILINE)
COMMENT = re.compile(r"/\*\*(?:(?!\*/).)*\*/|^[ \t]*//[^\n]*\n?", re.DOTALL | re.MULTILINE)
HEAD = """"use strict"
const $exports = [], $links = [], $modules = []
const $address = document.currentScript.src
const $at = (path) => new URL(`../${path}`, $address).href
const $run = (order, wanted) => {
  for (const n of order) if (!$exports[n]) $modules[n]($exports[n] = {})
  return $exports[wanted]
}
let $rooms
const $script = () => Object.assign(document.createElement("script"), { id: "rooms", src: $at("ROOMS") })
const $come = (script) => new Promise((done, fail) => {
  script.onload = () => (self.$open ? done() : script.onerror())
  script.onerror = () => {
    script.remove()
    fail(new Error(`${script.src} did not come`))
  }
  if (!script.isConnected) document.head.append(script)
})
const $fetch = async () => {
  if (!self.$open) await $come(document.getElementById("rooms") ?? $script())
  self.$open()
}
const $load = async (order, wanted) => {
  if (order.some((n) => !$modules[n])) await ($rooms ??= $fetch().catch((error) => { $rooms = null; throw error }))
  return $run(order, wanted)
}
"""


class Unjoinable(Exception):
    """A module says something that joining does not understand. Names the module and the line."""


class Name(NamedTuple):
    """A name in a list of imports or exports: what it is called there and here."""

    there: str
    here: str

    def __str__(self) -> str:
        """As a part of an object."""
        return self.here if self.here == self.there else f"{self.there}: {self.here}"


@dataclass(frozen=True)
class Module:
    """One source, taken apart. `needs`: what must have run before it, in this order; `late`: what it may ask for later.

    `lists`: names taken from a module; `wholes`: modules taken as one object, under a name.
    """

    code: str
    needs: list[str]
    late: list[str]
    lists: list[tuple[str, list[Name]]]
    wholes: list[tuple[str, str]]
    exports: list[Name]


def scripts(files: Mapping[str, bytes], entry: str, rooms: str) -> tuple[bytes, bytes]:
    """`entry` with all it imports at once, as one script; what those may import late, as another, to lie at `rooms`.

    Both are to be served one folder below the root of `files`. Raises Unjoinable.
    """
    modules = gather(files, entry)
    numbers = {name: n for n, name in enumerate(modules)}
    users = {name: [numbers[user] for user, it in modules.items() if name in it.needs] for name in modules}
    early = [name for name in order(entry, modules) if name != entry]
    parts = {name: function(name, module, numbers, users[name], modules) for name, module in modules.items()}
    first = [HEAD.replace("ROOMS", rooms), *(parts[name] for name in early)]
    # The entry may wait for things (top-level await), so it is no function of those that run each after the other.
    last = [f"$run({[numbers[name] for name in early]}, 0)", *taken(modules[entry], numbers)]
    last += [body(entry, modules[entry], numbers, modules)]
    later = [parts[name] for name in modules if name not in {entry, *early}]
    # In brackets as well: called at once. It may come before the first, of which it needs the names.
    second = ['"use strict"', "self.$open = (() => {", *later, "})\n"]
    return "\n".join([*first, ";(async () => {", *last, "})()\n"]).encode(), "\n".join(second).encode()


def gather(files: Mapping[str, bytes], entry: str) -> dict[str, Module]:
    """Every module that may run, by path, the entry first."""
    found: dict[str, Module] = {}
    waiting = [entry]
    for name in waiting:
        if name not in found:
            if name not in files:
                raise Unjoinable(f"{name} is imported and does not exist")
            found[name] = apart(name, files[name].decode())
            waiting += found[name].needs
            # What is asked for late and is not there fails when it is asked for, as it would unjoined.
            waiting += [late for late in found[name].late if late in files]
    return found


def apart(name: str, source: str) -> Module:
    """A source without its imports and exports, and what they said. Raises Unjoinable."""
    source = COMMENT.sub("", source)

    def reach(target: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))

    imports = [(names, whole, reach(target)) for names, whole, target in IMPORT.findall(source)]
    needs = sorted([*IMPORT.finditer(source), *BARE_IMPORT.finditer(source)], key=re.Match.start)
    exports = [Name(one, one) for one in EXPORTED.findall(source)]
    code = BARE_IMPORT.sub("", IMPORT.sub("", source))
    for listed in EXPORT_LIST.findall(code):
        exports += [Name(out, here) for here, out in pairs(listed)]
    code = EXPORT.sub("", EXPORT_LIST.sub("", code))
    if left := LEFT.search(code):
        raise Unjoinable(f"{name}: {left[0]}")
    return Module(
        code=code,
        needs=[reach(found[found.re.groups]) for found in needs],
        late=[reach(target) for target in LATE_IMPORT.findall(code)],
        lists=[(path, pairs(names)) for names, whole, path in imports if not whole],
        wholes=[(path, whole) for _, whole, path in imports if whole],
        exports=exports,
    )


def pairs(listed: str) -> list[Name]:
    """`a, b as c` taken apart: the name before `as`, the name after it."""
    words = [part.split() for part in listed.split(",") if part.strip()]
    return [Name(part[0], part[-1]) for part in words]


def order(entry: str, modules: Mapping[str, Module]) -> list[str]:
    """The order in which a browser runs `entry` and what it needs: depth first, itself last."""
    seen: set[str] = set()
    done: list[str] = []

    def visit(name: str) -> None:
        if name in seen:
            return
        seen.add(name)
        for need in modules[name].needs:
            visit(need)
        done.append(name)

    visit(entry)
    return done


def function(
    name: str, module: Module, numbers: Mapping[str, int], users: list[int], modules: Mapping[str, Module]
) -> str:
    """A module as a function of the object that it fills."""
    n = numbers[name]
    # In brackets: so V8 compiles what will be called, and does not only skim it to find its end.
    lines = [f"$modules[{n}] = (($out) => {{", *taken(module, numbers, link=n), body(name, module, numbers, modules)]
    if module.exports:
        lines.append(f"Object.assign($out, {{ {', '.join(map(str, module.exports))} }})")
    # Those in a circle with it have run before and hold nothing under its names.
    lines += [f"$links[{user}]?.()" for user in users]
    return "\n".join([*lines, "})"])


def taken(module: Module, numbers: Mapping[str, int], *, link: int | None = None) -> list[str]:
    """The lines that give a module the names it imports; with `link`, to be repeated under that number."""
    names = [name.here for _, listed in module.lists for name in listed] + [whole for _, whole in module.wholes]
    if not names:
        return []
    fills = [
        f"({{ {', '.join(map(str, listed))} }} = $exports[{numbers[path]}] ?? {{}})"
        for path, listed in module.lists
        if listed
    ]
    fills += [f"{whole} = $exports[{numbers[path]}]" for path, whole in module.wholes]
    filled = "; ".join(fills)
    if link is None:
        return [f"let {', '.join(names)}", f";{filled};"]
    return [f"let {', '.join(names)}", f"($links[{link}] = () => {{ {filled} }})();"]


def body(name: str, module: Module, numbers: Mapping[str, int], modules: Mapping[str, Module]) -> str:
    """The code, with late imports and its own address made to mean the same from here."""

    def late(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1]))
        if target not in modules:
            return found[0]
        return f"$load({[numbers[one] for one in order(target, modules)]}, {numbers[target]})"

    return LATE_IMPORT.sub(late, module.code).replace("import.meta.url", f'$at("{name}")').strip()
