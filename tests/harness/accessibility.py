"""axe-core in a page: what somebody with a screen reader, a keyboard or weak eyes would stumble over."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page


class Inaccessible(AssertionError):
    """The violations axe found, one a line: rule, what to do, where."""


def axe(page: Page, **options: Any) -> None:
    """Fail unless axe-core finds nothing in the page as it stands. `options`: of `axe.run`.

    Works under our CSP: Playwright's evaluate is not a script of the page.
    """
    page.evaluate(f"{source()};0")
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    if found["violations"]:
        raise Inaccessible("\n".join(line for one in found["violations"] for line in told(one)))


def told(violation: dict[str, Any]) -> list[str]:
    """A violation in a few lines."""
    places = [f"    {' '.join(map(str, node['target']))}: {node['html'][:120]}" for node in violation["nodes"][:5]]
    return [f"{violation['id']} ({violation['impact']}): {violation['help']}", *places]


@cache
def source() -> str:
    """axe.min.js, as the package brings it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
