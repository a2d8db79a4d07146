"""Modules joined into two scripts do what they do one by one: the same order, the same circles, each once."""

import subprocess

import pytest

from siteops.core.joined import Unjoinable, scripts
from tests.harness.javascript import NODE

SITE = {
    "scan/main.js": """
/** @type {import("./none.js").None} not an import */
import { note, said } from "../core/log.js"
import * as gear from "../gear/state.js"
import "./folds.js"
import {
  even as isEven,
  odd,
} from "./circle-a.js"
note(`main ${gear.step(1)} ${gear.NAME}`)
await Promise.resolve()
note(`circle ${isEven(4)} ${odd(4)}`)
const { late } = await import("./late.js")
late()
const again = await import("./late.js")
again.late()
note(new URL("./x", import.meta.url).pathname.split("/").slice(-2).join("/"))
console.log(said.join("\\n"))
""",
    "core/log.js": "export const said = []\nconst secret = 1\nexport const note = (line) => { said.push(line) }\n",
    "gear/state.js": """
import { note } from "../core/log.js"
const secret = 2
export function step(state) { return state + secret }
export class Case { static code = "A" }
export { Case as Box, NAME }
const NAME = "gear"
note("gear runs")
""",
    "scan/folds.js": 'import{note as n}from"../core/log.js";n("folds run");export{};\n',
    "scan/circle-a.js": """
import { odd } from "./circle-b.js"
export const even = (n) => n === 0 || odd(n - 1)
export { odd }
""",
    "scan/circle-b.js": """
import { even } from "./circle-a.js"
import { note } from "../core/log.js"
note("b runs first")
export const odd = (n) => n !== 0 && even(n - 1)
""",
    "scan/late.js": """
import { Box } from "../gear/state.js"
import { note } from "../core/log.js"
note("late runs once")
export const late = () => note(`late says ${Box.code}`)
""",
}


PAGE = """
import { readFileSync } from "node:fs"
import { runInThisContext } from "node:vm"
const played = (script) => {
  document.currentScript = script
  runInThisContext(readFileSync(new URL(script.src), "utf8"), { filename: script.src })
  document.currentScript = null
  script.onload?.()
}
const head = { append: (script) => setImmediate(played, script) }
globalThis.self = globalThis
globalThis.document = { createElement: () => ({}), getElementById: () => null, head }
played({ src: new URL("./scan/app.js", import.meta.url).href })
"""
"""As much of a page as two plain scripts need."""


def run(folder, path):
    done = subprocess.run([NODE, path], cwd=folder, capture_output=True, text=True, timeout=30, check=False)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def test_joined_modules_say_what_they_say_one_by_one(tmp_path):
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name, source in SITE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source)
    app, rooms = scripts({name: text.encode() for name, text in SITE.items()}, "scan/main.js", "scan/rooms.js")
    (tmp_path / "scan/app.js").write_bytes(app)
    (tmp_path / "scan/rooms.js").write_bytes(rooms)
    (tmp_path / "page.js").write_text(PAGE)
    one_by_one = run(tmp_path, "scan/main.js")
    assert len(one_by_one) == 9
    assert run(tmp_path, "page.js") == one_by_one
    assert b"late runs once" in rooms
    assert b"late runs once" not in app


@pytest.mark.parametrize(
    "source",
    [
        "export default 1",
        "export let changing = 1",
        "export const [one, other] = [1, 2]",
        "export const { one } = { one: 1 }",
        'export * from "./other.js"',
        'export { some } from "./other.js"',
        'import whole from "./other.js"',
        'import { gone } from "./gone.js"',
    ],
)
def test_what_is_not_understood_is_refused_and_not_guessed(source):
    with pytest.raises(Unjoinable, match=r"main\.js|gone\.js"):
        scripts({"scan/main.js": source.encode(), "scan/other.js": b""}, "scan/main.js", "scan/rooms.js")


def test_the_phone_s_app_is_two_scripts_and_both_are_kept(app):
    assert app.extensions["assets"].is_joined
    assert {"scan/app.js", "scan/rooms.js"} < set(app.extensions["assets"].phone_files)
    assert "scan/main.js" not in app.extensions["assets"].phone_files
