"""Small Excel workbooks for tests."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell


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
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet: Any = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        sheet.merged_cells.ranges = list((merged or {}).get(name, ()))
        for row in [*([[]] * (first_row - 1)), *rows]:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(path)
    return path


def _cell(sheet: Any, value: object) -> object:
    if not isinstance(value, Failed):
        return value
    cell = WriteOnlyCell(sheet, value.code)
    cell.data_type = "e"
    return cell
