"""Files that are broken, or meant to break whoever opens them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    f'Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DATA = Path(__file__).parent / "data"


def xlsx(rows: str, **parts: str | bytes) -> bytes:
    """A workbook whose one sheet holds these rows, given as XML; `parts` come beside or instead of the usual ones."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped({**PARTS, "xl/worksheets/sheet1.xml": sheet, **parts})


def ods(rows: str, head: str = "") -> bytes:
    """An OpenDocument workbook whose one table holds these rows, given as XML."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{one}="{urn}{one}:1.0"' for one in ("office", "table", "text"))
    content = (
        f"{head}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": MANIFEST, "content.xml": content})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def row(*cells: str) -> str:
    """A row of a sheet that says these texts."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def lying_bomb() -> bytes:
    """65 MiB of nothing, said to be 900 bytes."""
    size = 65 * 2**20
    honest = xlsx("", **{"xl/sharedStrings.xml": bytes(size)})
    return honest.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))


CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
OUTSIDE = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'
SAYS_SHARED = '<row><c t="s"><v>0</v></c></row>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"'
)
STYLES = f'<!DOCTYPE s [<!ENTITY l0 "ha">{LAUGHS}]><s>&l11;</s>'
FILES: dict[str, Callable[[], bytes]] = {
    "commas.csv": lambda: b",,,,\n" * 200_000,
    "quote.csv": lambda: b'Code;Name\nA-1;"never closed\n' + b"A-2;Trunk\n" * 500,
    "cell.csv": lambda: b"Code;Name\nA-1;" + b"x" * 2**20 + b"\n",
    "bomb.xlsx": lambda: xlsx("", bomb=bytes(65 * 2**20)),
    "lying.xlsx": lying_bomb,
    "corners.xlsx": lambda: xlsx(CORNERS),
    "path.xlsx": lambda: xlsx(row("Code", "Name"), **{"../../../../tmp/siteops-was-here": "x"}),
    "outside.xlsx": lambda: xlsx(SAYS_SHARED, **{"xl/sharedStrings.xml": OUTSIDE}),
    "laughs.xlsx": lambda: xlsx(SAYS_SHARED, **{"xl/styles.xml": STYLES}),
    "laughs.ods": lambda: ods("<table:table-row><table:table-cell><text:p>&l11;</text:p></table:table-cell>"
                              "</table:table-row>", f'<!DOCTYPE s [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "repeated.ods": lambda: ods(f'{REPEATED} office:value-type="string"><text:p>x</text:p></table:table-cell>'
                                "</table:table-row>"),
    "empty-repeated.ods": lambda: ods(f"{REPEATED}/></table:table-row>"),
    "truncated.xls": lambda: (DATA / "truck-4.xls").read_bytes()[:4000],
    "garbled.xls": lambda: (DATA / "truck-4.xls").read_bytes()[:600] + bytes(range(256)) * 40,
    "half.xlsx": lambda: (DATA / "truck-pack.xlsx").read_bytes()[:8000],
    "text.xlsx": lambda: b"just a note, and no table at all\n",
    "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400,
    "page.xls": lambda: b"<html><body><table><tr><td>Code</td></tr></table></body></html>",
    "report.csv": lambda: b"%PDF-1.7\n%...",
    "empty.csv": lambda: b"",
    "mark.csv": lambda: b"\xef\xbb\xbf",
    "header.csv": lambda: b"Code;Name;Weight\n",
    "large.csv": lambda: b"Code;Name\n" + b"A-1;" + b"y" * (64 * 2**20),
    "rows.csv": lambda: b"Code;Name\n" + b"".join(b"A-%d;Rack\n" % n for n in range(20_001)),
    "columns.csv": lambda: b"Code;" * 1_000_000 + b"\nA-1\n",
    "sheets.xlsx": lambda: xlsx(row(*[f"c{n}" for n in range(16_000)]) * 30),
}  # fmt: skip
"""By name, what makes each. None holds a row that could be stored."""
STRANGE: dict[str, tuple[Callable[[], bytes], int]] = {
    "packed.csv": (lambda: xlsx(row("Code", "Name") + row("A-1", "Rack")), 1),
    "semicolons.xls": (lambda: b"Code;Name\nA-1;Rack\n", 1),
    "mixed.csv": (lambda: "Code;Name\nA-1;Bühne\n".encode() + "A-2;Größe\n".encode("cp1252"), 2),
    "unmarked.csv": (lambda: "Code;Name\r\nA-1;Bühne\r\n".encode("utf-16-le"), 1),
    "surrogates.csv": (lambda: b"Code;Name\nA-1;\xed\xa0\xbd lone\nA-2;Rack\n", 2),
    "surrogates.txt": (lambda: "Code;Name\nA-1;\ud83d lone\n".encode("utf-16-le", "surrogatepass"), 1),
    "nul.csv": (lambda: b"Code;Name\nA-1;Tr\0unk\n", 1),
    "twice.csv": (lambda: b"Code;Name;Code;Name\nA-1;Rack;A-1;Other\n", 1),
    "returns.csv": (lambda: b"Code;Name\rA-1;Rack\rA-2;Trunk\r", 2),
    "quotes.csv": (lambda: b'Code,Name\nA-1,19" rack\nA-2,"24"" rack"\n', 2),
    "formulas.csv": (lambda: b"Code;Name\n=1+1;@SUM(A1)\n-2;+3\n", 2),
}
"""By name: what makes each, and how many cases it holds nevertheless."""
