"""What the other tests of this room lean on: a page that complains is heard, in every engine."""

import pytest

pytestmark = pytest.mark.browser
COMPLAIN = """
const done = arguments[0]
console.error("Refused to run")
setTimeout(() => {
    setTimeout(done)
    throw new Error("lost")
})
"""


def test_a_page_that_throws_is_heard(palm):
    cem = palm()
    cem.learn(COMPLAIN)
    heard = "\n".join(cem.engine.complaints())
    assert "Refused to run" in heard
    assert "lost" in heard
