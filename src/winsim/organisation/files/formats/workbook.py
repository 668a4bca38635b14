"""Workbooks of Excel and its kind as tables, one a sheet; calamine reads them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.organisation.files.formats.formats import ENDINGS, WORKBOOK
from winsim.organisation.files.formats.framing import Told, framed
from winsim.organisation.files.formats.rows import is_between
from winsim.organisation.files.formats.workbook_check import DAMAGED, unusable
from winsim.organisation.files.table import ReadingLog, Table, read_bytes

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


@dataclass(frozen=True)
class Sheet(Table):
    """The table on a sheet.

    Attributes:
        said: What came up while it was read; it matters only where the sheet is used.
    """

    said: ReadingLog = field(default_factory=ReadingLog)


LOCKED = "is protected by a password; in Excel, save a copy without one"
NO_WORKBOOK = "is no workbook that can be read; save it as .xlsx, or unpack it if it is an archive"
DIGITS = ".15g"
"""A spreadsheet shows fifteen digits of a number at most."""


def read_workbook(
    path: Path, wanted: Collection[str], told: Callable[[str], Told], log: ReadingLog
) -> list[Sheet]:
    """The tables in a workbook, in the order of its sheets.

    Args:
        path: A file of the kind .xlsx, .xlsm, .xlsb, .xls or .ods.
        wanted: Sheets that are read even where they are hidden.
        told: What is known of the table on a sheet, by the sheet's name.
        log: Takes the reason where nothing can be read.

    Returns:
        A table for each sheet that has a header and a row beneath it; its `title` is the sheet's name.
    """
    data = read_bytes(path, log)
    book = None if data is None else _opened(path, data, log)
    if book is None:
        return []
    names = _sheets(book, wanted)
    found = (_table(path, name, book, told(name)) for name in names)
    sheets = [sheet for sheet in found if sheet is not None]
    if not sheets:
        log.add(str(path), "", "", "no sheet has a header line and rows beneath it")
    return sheets


def _opened(path: Path, data: bytes, log: ReadingLog) -> "CalamineWorkbook | None":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    wrong = unusable(data)
    if wrong:
        log.add(str(path), "", "", wrong)
        return None
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        log.add(str(path), "", "", LOCKED)
    except CalamineError:
        log.add(str(path), "", "", _reason(path, data))
    return None


def _reason(path: Path, data: bytes) -> str:
    """Why a file is not read as a workbook."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED
    return DAMAGED if ENDINGS.get(path.suffix.lower()) == WORKBOOK else NO_WORKBOOK


def _sheets(book: "CalamineWorkbook", wanted: Collection[str]) -> list[str]:
    """The names of the sheets of cells that are visible, or wanted."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and (sheet.visible == SheetVisibleEnum.Visible or sheet.name in wanted)
    ]


def _table(path: Path, title: str, book: "CalamineWorkbook", told: Told) -> Sheet | None:
    """The table on a sheet, without columns where it is not clear; None where there is none."""
    from python_calamine import CalamineError

    name, said = f"{path}[{title}]", ReadingLog()
    try:
        rows = list(_rows(book.get_sheet_by_name(title)))
    except CalamineError:
        rows = []
        said.add(name, "", "", DAMAGED)
    frame = framed(name, rows, told, said)
    if frame is None:
        return Sheet(name, {}, [], title=title, said=said) if said.problems else None
    written = rows[frame.start - 1][1]
    body = [row for row in rows[frame.start : frame.stop] if not is_between(row[1], written)]
    if not body or sum(map(bool, frame.header)) < 2:
        return None
    for header, times in Counter(frame.header).items():
        if header and times > 1:
            said.add(name, header, "", "two columns have this header; rename one")
    columns = {
        header: cells
        for place, header in enumerate(frame.header)
        if any(cells := [row[place] for _, row in body]) or header
    }
    places = [place for place, _ in body]
    return Sheet(name, columns, places, by_row=True, title=title, said=said)


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, numbered as in Excel; equal cells are stored once."""
    known: dict[str, str] = {}
    above = _merged(sheet)
    held: dict[int, str] = {}
    for place, cells in enumerate(sheet.iter_rows()):
        row = [known.setdefault(text, text) for text in map(shown, cells)]
        for column, first in above.get(place, ()):
            if first:
                held[column] = row[column]
            row[column] = held.get(column, "")
        if any(row):
            yield place + 1, row


def _merged(sheet: "CalamineSheet") -> Mapping[int, list[tuple[int, bool]]]:
    """The cells of each row that are merged with the ones above or beneath: column, and whether the first.

    What is merged side by side is left as it is: its first cell holds the text.
    """
    merged: dict[int, list[tuple[int, bool]]] = {}
    if sheet.start is None or sheet.end is None:
        return merged
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if sheet.start[1] <= left <= sheet.end[1] and top < bottom:
            for row in range(top, min(bottom, sheet.end[0]) + 1):
                merged.setdefault(row, []).append((left - sheet.start[1], row == top))
    return merged


def shown(value: Any) -> str:
    """A cell as a person sees it; nothing for an error.

    Args:
        value: As calamine gives it: text, a number, a truth value, a date, a time.

    Example:
        >>> from datetime import date
        >>> [shown(value) for value in (" Ana ", 12.0, 0.1 + 0.2, True, date(2024, 5, 1))]
        ['Ana', '12', '0.3', 'TRUE', '2024-05-01']
    """
    words = WORDS.get(type(value))
    return words(value) if words else str(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else format(value, DIGITS)


def _moment(value: datetime) -> str:
    midnight = value.time().isoformat() == "00:00:00"
    return value.date().isoformat() if midnight else value.isoformat(" ")


WORDS: Mapping[type, Callable[[Any], str]] = {
    str: str.strip,
    float: _number,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: _moment,
    date: date.isoformat,
}
"""How each kind of cell is written; others as Python writes them."""
