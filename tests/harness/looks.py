"""The ways in which people look at a page (themes, right to left, German, large text, gloves), and its audit."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.harness.accessibility import axe

LOOKS: dict[str, dict[str, Any]] = {
    "sun": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "right to left": {"color_scheme": "light"},
    "gloves": {"color_scheme": "dark"},
    "German": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
    "large text": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}},
}
"""Options of a phone by name; what else it takes is done by `wear`."""


def wear(page: Page, look: str) -> None:
    """Choose a look on a phone before its first page."""
    stored = {
        "right to left": ("siteops.settings", {"language": "ar-XB"}),
        "German": ("siteops.settings", {"language": "de"}),
        "gloves": ("look", {"gloves": "on"}),
    }.get(look)
    if stored:
        key, value = stored
        page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(value))})")
    if look == "large text":
        page.add_init_script(
            "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"
        )


def audit(page: Page) -> None:
    """Fail for what axe finds, for what sticks out sideways, and for controls too small for a thumb."""
    axe(page)
    faults = page.evaluate(SEEN)
    assert not faults, "\n".join(faults)


SEEN = """() => {
    const wide = document.documentElement.clientWidth
    const name = (one) => `${one.tagName} “${one.textContent.trim().slice(0, 40)}”`
    const shown = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && !one.closest(".vh"))
    const out = shown.filter((one) => {
        const box = one.getBoundingClientRect()
        return box.width && (box.right > wide + 1 || box.left < -1)
    })
    const pressed = shown.filter((one) => one.matches("button, a.btn, a.tickrow, .list > a, select, textarea"))
    const small = pressed.filter((one) => {
        const { width, height } = one.getBoundingClientRect()
        return !one.matches(".chip") && (height < 47.5 || width < 43.5)
    })
    return [...out.map((one) => `${name(one)} sticks out`), ...small.map((one) => `${name(one)} is too small`)]
}"""
