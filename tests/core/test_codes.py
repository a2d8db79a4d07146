"""Codes: what is minted, what a label says, and what a scan or a tired hand means by it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siteops.core import codes

CASES = json.loads((Path(__file__).parents[1] / "cases" / "codes.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_text_means_the_same_on_the_server_as_on_a_phone(case: dict[str, str]) -> None:
    reading = codes.read(case["text"])
    assert (reading.kind, reading.value) == (case["kind"], case["value"])


def test_what_was_typed_is_kept_beside_the_code_it_may_be() -> None:
    assert codes.read(" BW-KH-0123\n").text == "BW-KH-0123"


def test_codes_are_never_minted_twice_and_never_hold_a_doubtful_letter() -> None:
    minted = [codes.mint() for _ in range(2000)]
    assert len(set(minted)) == 2000
    assert {len(code) for code in minted} == {8}
    assert not set("".join(minted)) & set("ILOU")
    assert len(codes.mint_badge()) == 16


@given(st.text(codes.ALPHABET, min_size=8, max_size=8), st.booleans())
def test_every_code_is_read_back_from_its_label_and_from_its_groups(code: str, lower: bool) -> None:
    for text in (codes.url("siteops.example:8000", code), codes.spaced(code), code):
        assert codes.read(text.lower() if lower else text).value == code


@given(st.text())
def test_no_text_is_too_strange_to_read(text: str) -> None:
    assert codes.read(text).kind in {"code", "badge", "text"}


def test_a_very_long_text_is_read_at_once() -> None:
    for text in ("q/" * 200_000, "x" + " " * 400_000 + "x", "q/" * 2000, "x" + " " * 4000 + "x", "-" * 4000):
        assert codes.read(text).kind == "text"


def test_a_label_says_a_host_of_any_spelling_in_the_letters_a_dense_qr_code_knows() -> None:
    assert codes.url("Bühne.example", "3FHQ81TC") == "HTTPS://XN--BHNE-0RA.EXAMPLE/Q/3FHQ81TC"


def test_a_phone_holds_a_hash_that_is_the_same_for_everyone() -> None:
    # Also computed by the browser's side: tests/core/codes.test.mjs.
    assert codes.hashed("3FHQ81TCW5XQGZ90") == "#196647444ed98544fed0f2ee2f438e00"
