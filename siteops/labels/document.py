"""The file of a print: its pages share what can be shared, which halves the labels of a roll.

A label of a roll is a page of its own, and pages are packed one by one: what a thousand have in common, most of a
code, would be in the file a thousand times.
"""

from itertools import takewhile

from fpdf import FPDF
from fpdf.output import OutputProducer, PDFPage
from fpdf.syntax import Name, PDFArray, PDFContentStream

Corners = tuple[tuple[float, float], ...]
_FIRST_STAMP = 10_000
"""Stamps are numbered beyond the pictures of a document."""


class Document(FPDF):
    """Empty pages of one size, and their file."""

    def __init__(self, page: tuple[float, float]) -> None:
        """`page` is (width, height) in mm."""
        # fpdf2 swaps the sides of what it takes for a landscape page unless it is told so.
        super().__init__("landscape" if page[0] > page[1] else "portrait", "mm", (min(page), max(page)))
        self.set_auto_page_break(False)
        self.single_resources_object = True
        self._stamps: dict[Corners, str] = {}

    def file(self) -> bytes:
        """All pages as a PDF. Nothing can be drawn after that."""
        return bytes(self.output(output_producer_class=_Alike))

    def stamp(self, corners: Corners) -> str:
        """The PDF operator that fills a polygon, whose corners are in the file once however often it is used."""
        if corners not in self._stamps:
            number = _FIRST_STAMP + len(self._stamps)
            self._stamps[corners] = f"/I{number} Do"
            self._resource_catalog.form_xobjects.append((number, _Stamp(corners)))
        return self._stamps[corners]


class _Stamp(PDFContentStream):
    """A polygon to be filled wherever a page wants it."""

    def __init__(self, corners: Corners) -> None:
        first, *others = (f"{x:g} {y:g}" for x, y in corners)
        super().__init__(f"{first} m {' l '.join(others)} l f".encode())
        (left, *_, right), (top, *_, bottom) = (sorted(side) for side in zip(*corners, strict=True))
        self.type, self.subtype = Name("XObject"), Name("Form")
        self.b_box = PDFArray([left, top, right, bottom])


class _Alike(OutputProducer):
    """Writes a file whose pages share the stream that they begin with. A reader takes a page's streams as one."""

    def _add_pages(self, _slice: slice = slice(0, None)) -> list[PDFPage]:
        """The pages, each with a stream of its own after the one they share."""
        shared = self._cut()
        pages = super()._add_pages(_slice)
        if shared:
            stream = PDFContentStream(shared, compress=True)
            self._add_pdf_obj(stream, "pages")
            for page in pages:
                page.contents = PDFArray([stream, page.contents])  # type: ignore[assignment]  # written as it is
        return pages

    def _cut(self) -> bytes:
        """What all pages begin with, taken off each of them; nothing of a single one."""
        drawn = [page.contents for page in self.fpdf.pages.values() if isinstance(page.contents, bytearray)]
        if len(drawn) < 2:
            return b""
        # What the lowest and the highest in order begin with, all between them begin with.
        ends = zip(min(drawn), max(drawn), strict=False)
        alike = bytes(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], ends))
        # Between two streams a path may go on, a word may not; and a blank in brackets is a letter.
        alike = alike[: alike.partition(b"(")[0].rfind(b" ") + 1]
        for one in drawn:
            del one[: len(alike)]
        return alike
