"""The audit every page goes through, so that no feature test has to look at these things again.

`page = audit(html)` fails with every fault at once, then answers what a test asks: `page.text`,
`page.all("button")`, `page.one("h1").text`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
FIELDS = ("input", "select", "textarea")
SILENT = frozenset(("hidden", "submit", "reset", "button", "image"))
"""Types of input that need no label: unseen, or named by their value."""
POINTERS = ("for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
"""Attributes that name other elements by id."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SKIPPED = ("script", "style", "template")


class Element:
    """A tag with its attributes, its children in order, and the element around it (None: the document)."""

    def __init__(self, tag: str, attributes: dict[str, str], around: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.around = around
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or `default`."""
        return self.attributes.get(name, default)

    def __repr__(self) -> str:
        said = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{said}>"

    def walk(self) -> Iterator["Element"]:
        """Every element inside, in the order of the page."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Element):
                yield child
                waiting += child.children[::-1]

    def all(self, *tags: str) -> list["Element"]:
        """The elements inside with one of these tags."""
        return [element for element in self.walk() if element.tag in tags]

    def one(self, tag: str) -> "Element":
        """The only element inside with this tag."""
        (element,) = self.all(tag)
        return element

    def inside(self, *tags: str) -> bool:
        """Whether it lies somewhere within one of these tags."""
        return self.around is not None and (self.around.tag in tags or self.around.inside(*tags))

    @property
    def text(self) -> str:
        """What a reader sees of it, blanks folded."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> Iterator[str]:
        """The text inside, piece by piece; a picture counts as its description."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "img":
                yield child.get("alt")
            elif child.tag not in SKIPPED:
                yield from child.pieces()

    @property
    def named(self) -> bool:
        """Whether somebody who cannot see it is told what it is."""
        return bool(self.text or self.get("aria-label") or self.get("aria-labelledby"))


class Document(HTMLParser):
    """Reads HTML strictly: every tag that opens must close, in order. Mistakes go to `faults`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        if self.here is not self.root:
            self.faults.append(f"{self.here} is never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        names = Counter(name for name, _ in attrs)
        self.faults += [f"{tag} has {name} twice" for name, count in names.items() if count > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element like `<br/>`, or one of a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        if self.here.tag == tag and self.here.around is not None:
            self.here = self.here.around
        else:
            self.faults.append(f"</{tag}> closes {self.here}")

    def handle_data(self, data: str) -> None:
        """Keep the text in its place."""
        self.here.children.append(data)


def audit(html: str) -> Element:
    """The page, once nothing is wrong with it. Raises AssertionError with every fault found."""
    document = Document(html)
    page = document.root
    faults = [*document.faults, *(fault for look in LOOKS for fault in look(page))]
    if not re.match(r"\s*<!doctype html>", html, re.IGNORECASE):
        faults.append("the page does not begin with <!doctype html>")
    assert not faults, "\n".join(["faults of the page:", *faults])
    return page


def outline(page: Element) -> Iterator[str]:
    """One h1 that begins the title; no level skipped; one main; a language."""
    headings = page.all(*HEADINGS)
    if [heading.tag for heading in headings].count("h1") != 1:
        yield "a page has one h1"
    elif not page.all("title") or not page.one("title").text.startswith(page.one("h1").text):
        yield "the title begins with the h1"
    levels = [0, *(int(heading.tag[1]) for heading in headings)]
    yield from (f"h{now} follows h{last}" for last, now in pairwise(levels) if now > last + 1)
    yield from (f"{heading} is empty" for heading in headings if not heading.text)
    if len(page.all("main")) != 1:
        yield "a page has one main"
    if not any(element.get("lang") for element in page.all("html")):
        yield "html says no lang"


def references(page: Element) -> Iterator[str]:
    """Ids are unique, and everything that names an id names one that is there."""
    ids = Counter(element["id"] for element in page.walk() if "id" in element)
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for element in page.walk():
        named = [one for pointer in POINTERS for one in element.get(pointer).split()]
        if element.tag == "a" and len(element.get("href")) > 1 and element["href"].startswith("#"):
            named.append(element["href"][1:])
        yield from (f"{element} names {one}, which is not there" for one in named if one not in ids)


def names(page: Element) -> Iterator[str]:
    """Fields have labels, buttons and links have names, pictures have descriptions."""
    labelled = {label.get("for") for label in page.all("label") if label.text}
    for field in page.all(*FIELDS):
        told = field.get("id") in labelled - {""} or field.inside("label") or field.get("aria-label")
        if not told and not field.get("aria-labelledby") and field.get("type") not in SILENT:
            yield f"{field} has no label"
    yield from (f"{element} has no name" for element in page.all("button", "a", "summary") if not element.named)
    yield from (f"{image} has no alt" for image in page.all("img") if "alt" not in image)


def nesting(page: Element) -> Iterator[str]:
    """No control lies within another, no form within a form; a table says what its columns are."""
    for element in page.all("a", "button", *FIELDS):
        if element.inside("a", "button"):
            yield f"{element} lies within another control"
    yield from (f"{form} lies within a form" for form in page.all("form") if form.inside("form"))
    yield from ("a table has no th" for table in page.all("table") if not table.all("th"))


def policy(page: Element) -> Iterator[str]:
    """Nothing inline that the content security policy stops; nothing from another site."""
    yield from (f"{script} is inline" for script in page.all("script") if "src" not in script)
    yield from ("a <style> is inline" for _ in page.all("style"))
    for element in page.walk():
        yield from (f"{element} has {name}" for name in element.attributes if name == "style" or name.startswith("on"))
        if element.get("href").strip().lower().startswith("javascript:"):
            yield f"{element} runs script"
    for element in page.all("script", "link", "img", "source", "form"):
        address = element.get("src") or element.get("href") or element.get("action")
        if re.match(r"([a-z]+:)?//", address, re.IGNORECASE):
            yield f"{element} asks another site"


def sight(page: Element) -> Iterator[str]:
    """The page may be zoomed, and shows no template code."""
    viewports = [element.get("content") for element in page.all("meta") if element.get("name") == "viewport"]
    if len(viewports) != 1:
        yield "a page has one viewport"
    yield from ("the viewport forbids zoom" for one in viewports if re.search(r"user-scalable|maximum-scale", one))
    yield from (f"the page shows {left}" for left in re.findall(r"\{[{%].{0,40}|<\w+ object at 0x\w+>", page.text))


LOOKS = (outline, references, names, nesting, policy, sight)
