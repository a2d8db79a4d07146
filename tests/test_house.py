"""The house keeps its order: who may import whom, how large a room may grow, what a page may carry.

One test a rule over all files, and for each rule a broken example that it must catch.
"""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.harness import house, web_house

FILES = house.tracked()
OURS = [path for path in FILES if not path.startswith("static/vendor/")]
PYTHON = [path for path in OURS if path.endswith(".py")]
MODULES = [path for path in PYTHON if path.startswith("siteops/")]
TEMPLATES = [path for path in OURS if path.startswith("templates/")]
SCRIPTS = [path for path in OURS if path.startswith("static/") and path.endswith(".js")]
STATIC = {path.removeprefix("static/") for path in FILES if path.startswith("static/")}
# A migration is written by Alembic, and read once.
SIZED = [path for path in OURS if not path.startswith("migrations/versions/")]
TESTS = [path for path in PYTHON if path.startswith("tests/") and not path.startswith("tests/harness/")]

Look = Callable[[str, str], Iterator[str]]


def read(path: str) -> str:
    """A file's text; of a picture or a table, nothing."""
    raw = (house.ROOT / path).read_bytes()
    return "" if b"\0" in raw else raw.decode(errors="replace")


def scripts_direction(source: str, path: str) -> Iterator[str]:
    return web_house.direction(source, path.removeprefix("static/"), STATIC)


RULES: dict[str, tuple[Look, list[str]]] = {
    "imports point inwards": (house.direction, MODULES),
    "files and functions stay small": (house.size, SIZED),
    "names say something": (house.vague, PYTHON + SCRIPTS),
    "tests neither sleep nor mock": (house.patience, TESTS),
    "templates carry no inline code": (web_house.inline, [path for path in TEMPLATES if path.endswith(".html")]),
    "templates speak through the catalogue": (
        web_house.untranslated, [path for path in TEMPLATES if path.endswith(".html")]),
    "scripts are safe and punctuated our way": (web_house.unsafe, SCRIPTS),
    "scripts import inwards": (scripts_direction, SCRIPTS),
    "the repository speaks of itself alone": (web_house.alien, OURS),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rules(rule: str):
    look, paths = RULES[rule]
    faults = [fault for path in paths for fault in look(read(path), path)]
    assert not faults, "\n".join([f"not so: {rule}", *faults])


def test_rules_and_folds_are_pure():
    sources = {path: read(path) for path in MODULES}
    pure = [path for path in MODULES if path.endswith(("/rules.py", "/state.py")) and "/core/" not in path]
    faults = [fault for path in pure for fault in house.impurities(path, sources)]
    assert not faults, "\n".join(faults)


def test_what_others_wrote_is_as_listed():
    assert list(web_house.vendored(house.ROOT / "static")) == []


def test_vendored_code_is_checked_against_the_types_of_its_own_version():
    vendored = json.loads(read("static/vendor/VENDOR.json"))
    packages = json.loads(read("package.json"))["devDependencies"]
    used = {name: package["version"] for name, package in vendored.items() if name in packages}
    assert used == {name: version for name, version in packages.items() if name not in ("lighthouse", "typescript")}


BROKEN: list[tuple[Look, str, str]] = [
    (house.direction, "siteops/gear/views.py", "from siteops.crew.state import Person"),
    (house.direction, "siteops/gear/views.py", "def late():\n    import siteops.board.views"),
    (house.direction, "siteops/core/web.py", "from siteops import gear"),
    (house.direction, "siteops/core/web.py", "from ..gear import rules"),
    (house.direction, "siteops/board/views.py", "from siteops.cli import main"),
    (house.direction, "siteops/policy.py", "from siteops.gear import views"),
    (house.direction, "siteops/attic/views.py", ""),
    (house.size, "siteops/gear/views.py", "a = 1\n" * 251),
    (house.size, "siteops/gear/views.py", "def long():\n" + "    a = 1\n" * 40),
    (house.size, "static/gear/state.js", "\n" * 251),
    (house.size, "templates/gear/case.html", "\n" * 121),
    (house.vague, "siteops/gear/util.py", ""),
    (house.vague, "static/gear/helpers.js", ""),
    (house.vague, "siteops/gear/views.py", "class CaseManager: pass"),
    (house.patience, "tests/gear/test_case.py", "from time import sleep"),
    (house.patience, "tests/gear/test_case.py", "import time\ntime.sleep(1)"),
    (house.patience, "tests/gear/test_case.py", "page.wait_for_timeout(9)"),
    (house.patience, "tests/gear/test_case.py", "from unittest.mock import patch"),
    (web_house.inline, "templates/a.html", '<p class="x" style="color: red">'),
    (web_house.inline, "templates/a.html", "<style>"),
    (web_house.inline, "templates/a.html", "<script>go()</script>"),
    (web_house.inline, "templates/a.html", '<button onclick="go()">'),
    (web_house.inline, "templates/a.html", '<a href="javascript:go()">'),
    (web_house.untranslated, "templates/a.html", "<p>Dock</p>"),
    (web_house.untranslated, "templates/a.html", '{{ _("A") }} cases'),
    (web_house.untranslated, "templates/a.html", '<input placeholder="Name">'),
    (web_house.unsafe, "static/a.js", "let a = 1;"),
    (web_house.unsafe, "static/a.js", "node.innerHTML = name"),
    (web_house.unsafe, "static/a.js", "eval(name)"),
    (web_house.unsafe, "static/a.js", 'html`<p style="color: red">`'),
    (web_house.unsafe, "static/a.js", "// TODO later"),
    (scripts_direction, "static/gear/state.js", 'import { step } from "../crew/state.js"'),
    (scripts_direction, "static/core/store.js", 'import "../gear/state.js"'),
    (scripts_direction, "static/board/board.js", 'import {\n  verbs,\n} from "../gear/verbs.js"'),
    (scripts_direction, "static/gear/state.js", 'import { html } from "lit-html"'),
    (scripts_direction, "static/gear/state.js", 'import { html } from "/static/core/words.js"'),
    (scripts_direction, "static/gear/state.js", 'await import("./gone.js")'),
    (web_house.alien, "README.md", "https://py" + "pi.org/simple"),
    (web_house.alien, "README.md", "see /" + "root/siteops"),
    (web_house.alien, "README.md", "in shar" + "ed/data"),
    (web_house.alien, "README.md", "closes iss" + "ue 7"),
]


@pytest.mark.parametrize(("look", "path", "source"), BROKEN)
def test_each_rule_can_fail(look: Look, path: str, source: str, monkeypatch):
    monkeypatch.setattr("tests.test_house.STATIC", {"crew/state.js", "gear/state.js", "gear/verbs.js"})
    assert list(look(source, path))


SOUND: list[tuple[Look, str, str]] = [
    (house.direction, "siteops/board/queries.py", "from siteops.gear.state import step\nfrom siteops.labels import qr"),
    (house.direction, "siteops/__init__.py", "from siteops import core, policy\nfrom siteops.sync import views"),
    (house.direction, "siteops/cli/demo.py", "from siteops import create_app\nfrom siteops.desk import views"),
    (web_house.untranslated, "templates/a.html", '<h1 title="{{ _("x") }}">{{ _("Dock") }}</h1> · &middot; 3'),
    (web_house.untranslated, "templates/a.html", "{% block icon %}lock{% endblock %}<title>{{ x }} · SiteOps</title>"),
    (scripts_direction, "static/scan/scan.js", 'import { verbs } from "../gear/verbs.js"'),
    (scripts_direction, "static/board/board.js", 'import { step } from "../gear/state.js"'),
]


@pytest.mark.parametrize(("look", "path", "source"), SOUND)
def test_the_rules_let_pass_what_is_meant(look: Look, path: str, source: str, monkeypatch):
    monkeypatch.setattr("tests.test_house.STATIC", {"gear/state.js", "gear/verbs.js"})
    assert list(look(source, path)) == []


def test_purity_is_seen_through_another_import():
    sources = {
        "siteops/gear/rules.py": "from siteops.core.plan import Case",
        "siteops/core/__init__.py": "",
        "siteops/core/plan.py": "from siteops.core import db",
        "siteops/core/db.py": "import sqlalchemy",
    }
    (fault,) = house.impurities("siteops/gear/rules.py", sources)
    assert fault == "siteops/gear/rules.py → siteops/core/plan.py → siteops/core/db.py imports sqlalchemy"


def test_a_vendored_file_that_changed_is_named(tmp_path):
    (tmp_path / "vendor").mkdir()
    listed = {"a": {"version": "1", "files": {"vendor/a.js": "0", "vendor/b.js": "0"}}}
    (tmp_path / "vendor" / "VENDOR.json").write_text(json.dumps(listed))
    (tmp_path / "vendor" / "a.js").write_text("x")
    (tmp_path / "vendor" / "c.js").write_text("x")
    assert list(web_house.vendored(tmp_path)) == [
        "a has no licence", "vendor/a.js is not what was vendored", "vendor/b.js is listed, but not there",
        "vendor/c.js is not listed",
    ]  # fmt: skip
