"""Names of owners, trucks and places: one, however spelt; near ones are found, not joined."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

NEAR = 0.84
_LEGAL = re.compile(
    r"\b(?:ltd|limited|gmbh|ag|kg|co|inc|llc|plc|b v|bv|n v|nv|s a|sa|sas|sarl|s r o|sp z o o|srl|ab|oy|as|ug|e v)\b"
)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(8192)  # a list names the same few owners and trucks on every line
def key(name: str) -> str:
    """A name as it is compared: NFC, without regard to case and to the number of spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


class Spelling:
    """Joins the spellings of a name: the stored one stands, else the one most used in the file."""

    def __init__(self, stored: Iterable[str] = ()) -> None:
        self.stored = {key(name): name for name in stored}
        self.used: dict[str, Counter[str]] = {}

    def add(self, name: str) -> str:
        """Note a spelling that the file uses; returns its key."""
        folded = key(name)
        self.used.setdefault(folded, Counter())[" ".join(name.split())] += 1
        return folded

    def name(self, folded: str) -> str:
        """How the name is written."""
        if folded in self.stored:
            return self.stored[folded]
        spellings = self.used[folded]
        return max(spellings, key=lambda each: spellings[each])

    def near(self) -> list[tuple[str, str]]:
        """(a name new in this file, a name much like it) for every new name that has one."""
        names = {**{each: self.name(each) for each in self.used}, **self.stored}
        pairs: list[tuple[str, str]] = []
        seen: set[frozenset[str]] = set()
        for folded in self.used:
            other = "" if folded in self.stored else _nearest(folded, names)
            if other and frozenset((folded, other)) not in seen:
                seen.add(frozenset((folded, other)))
                pairs.append((names[folded], names[other]))
        return pairs


def _nearest(folded: str, names: Iterable[str]) -> str:
    bare = _bare(folded)
    best, ratio = "", NEAR
    for other in names:
        matcher = difflib.SequenceMatcher(None, bare, _bare(other))
        if other != folded and matcher.real_quick_ratio() >= ratio and matcher.ratio() >= ratio:
            best, ratio = other, matcher.ratio()
    # "Truck 1" and "Truck 2", "Dock A" and "Dock B" are near and never one.
    mark = re.compile(r"\d+|\b\w\b")
    return best if mark.findall(bare) == mark.findall(_bare(best)) else ""


def _bare(folded: str) -> str:
    """Without accents, signs and legal forms: `żuraw rigging sp. z o.o.` → `zuraw rigging`."""
    plain = "".join(each for each in unicodedata.normalize("NFD", folded) if not unicodedata.combining(each))
    words = re.sub(r"[\W_]+", " ", plain.translate(_LETTERS))
    return " ".join(_LEGAL.sub(" ", words).split()) or words


def same_truck(hints: Sequence[str], trucks: Iterable[str], number: re.Pattern[str]) -> str | None:
    """The one known truck that the hints (a cell, or a sheet's name and titles) mean.

    By the whole name, by the part in brackets (a plate), by the number after the word for a truck
    (`number` finds it); None if none or several fit.
    """
    known = list(trucks)
    for fits in (_by_name, _by_plate, lambda hint, truck: _by_number(hint, truck, number)):
        for hint in hints:
            found = [truck for truck in known if fits(hint, truck)]
            if len(found) == 1:
                return found[0]
    return None


def _by_name(hint: str, truck: str) -> bool:
    return key(hint) == key(truck)


def _by_plate(hint: str, truck: str) -> bool:
    plate = re.search(r"\(([^)]*\d[^)]*)\)", truck)
    return bool(plate) and _compact(plate[1]) in _compact(hint) if plate else False


def _by_number(hint: str, truck: str, number: re.Pattern[str]) -> bool:
    one, other = number.search(hint), number.search(truck)
    return bool(one and other and one[1].casefold() == other[1].casefold())


def _compact(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
