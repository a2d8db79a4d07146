"""Draws the home-screen icons from `static/icons/app.svg`, with the Chromium that the browser tests use.

`python .ci/app_icons.py [path of chromium]`
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).parent.parent / "static/icons"
# A maskable icon keeps its drawing inside the middle 80 %, on a ground that fills the square.
PICTURES = {
    "app-192.png": (192, 1.0),
    "app-512.png": (512, 1.0),
    "app-maskable-512.png": (512, 0.8),
    "app-apple-180.png": (180, 0.9),
}


def main(chromium: str) -> None:
    """Write every picture of PICTURES."""
    drawing = (ICONS / "app.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (size, scale) in PICTURES.items():
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(sheet(drawing, size, scale))
            page.screenshot(path=ICONS / name, omit_background=True)
        browser.close()


def sheet(drawing: str, size: int, scale: float) -> str:
    """A page that shows the drawing at `scale`, on the stage's black where it leaves a border."""
    ground = "transparent" if scale == 1 else "#12151a"
    edge = round(size * scale)
    return (
        f"<style>body{{margin:0;display:grid;place-items:center;height:{size}px;background:{ground}}}"
        f"svg{{width:{edge}px;height:{edge}px}}</style>{drawing}"
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium")
