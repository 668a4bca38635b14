"""Small Excel workbooks for tests, written by hand as Excel would."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True)
class Failed:
    """A cell whose formula failed, such as #N/A."""

    code: str


Grid = Sequence[Sequence[object]]


def write_workbook(
    path: Path,
    sheets: Mapping[str, Grid],
    hidden: Collection[str] = (),
    merged: Mapping[str, Sequence[str]] | None = None,
    first_row: int = 1,
) -> Path:
    """Write sheets of cells: text, numbers, truth values, dates, failed formulas; None is an empty cell.

    Args:
        path: Where to.
        sheets: Rows of cells by the name of their sheet.
        hidden: Sheets that are hidden.
        merged: Ranges of merged cells, such as A2:A4, by sheet.
        first_row: The row in which each sheet begins.
    """
    listed, related = "", ""
    with ZipFile(path, "w") as archive:
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            state = ' state="hidden"' if name in hidden else ""
            listed += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"{state}/>'
            related += _relation(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml")
            ranges = (merged or {}).get(name, ())
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows, ranges, first_row))
        book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", book)
        related += _relation("s", "styles", "styles.xml")
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(related))
        archive.writestr("xl/styles.xml", STYLES)
        root = _relations(_relation("b", "officeDocument", "xl/workbook.xml"))
        archive.writestr("_rels/.rels", root)
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
    return path


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def _sheet(rows: Grid, ranges: Sequence[str], first_row: int) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(f"{_letter(place)}{number}", v) for place, v in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=first_row)
    )
    merges = "".join(f'<mergeCell ref="{where}"/>' for where in ranges)
    merging = f'<mergeCells count="{len(ranges)}">{merges}</mergeCells>' if ranges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{merging}</worksheet>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _cell(where: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Failed):
        return f'<c r="{where}" t="e"><v>{value.code}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{where}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{where}" s="1"><v>{(value - FIRST_DAY).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{where}"><v>{value!r}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
