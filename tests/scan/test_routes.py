"""The phone's addresses: every one that a screen leads to is a screen."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
LED_TO = re.compile(r"""(?:href=|back: |go\(|back\(|tile\()["`]#([a-z]+)""")
ROUTE = re.compile(r"^  (\w+): \{ tab:", re.MULTILINE)
WAY = re.compile(r"""^  \["(\w+)", "[\w-]+", \(\) => t\(""", re.MULTILINE)


def test_no_screen_leads_to_one_that_is_not_there():
    routes = set(ROUTE.findall((STATIC / "scan/routes.js").read_text()))
    led_to = {name for room in STATIC.glob("[!v]*/**/*.js") for name in LED_TO.findall(room.read_text())}
    more = set(WAY.findall((STATIC / "scan/more.js").read_text()))
    assert {"scan", "report", "case", "board"} <= led_to & routes
    assert {"incidents", "settings"} <= more
    assert (led_to | more) - routes == set()
