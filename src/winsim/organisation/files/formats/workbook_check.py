"""Whether a workbook is whole, and fits into memory.

A sheet takes a place for every cell between its corners, and what is damaged would be read in part.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_CELLS = 60_000_000
DIGITS = 9
"""Signs of the number of a row, or of a column, that show whether it is too large."""
MOST_BYTES = 4_000_000_000
BLOCK = 1 << 20
"""Bytes of a sheet that are looked through at a time."""
UNKNOWN = (BadZipFile, RuntimeError, OSError, ValueError)
"""What a file raises that is no archive, or one of another kind; whoever reads it says so."""
DAMAGED = "cannot be read as a workbook; open it in Excel and save it again as .xlsx"
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]+)0*(\d+)["'][^>]*(?<!/)>""")
"""A cell that holds something, and where it is."""
UNPLACED = re.compile(
    rb"""<(?:\w+:)?row\s[^>]*?\br=["']0*(\d+)["'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\br=)"""
)
"""A row whose cells do not say where they are."""
FAR = (
    "a cell stands far away from the others, and a table of {rows:,} rows and {columns:,} columns is too "
    "large; delete the rows and columns around the table"
)


def unusable(data: bytes) -> str:
    """Why a workbook is damaged or too large; nothing where it is not, or where the file is no archive.

    Args:
        data: The file. What is not in the form of .xlsx is not looked through.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                return f"holds more than {MOST_BYTES / 1e9:.0f} GB when unpacked; split it up"
            sheets = [name for name in archive.namelist() if SHEETS.fullmatch(name)]
            far = next(filter(None, (_far(archive, name) for name in sheets)), "")
            return far or (DAMAGED if archive.testzip() else "")
    except (zlib.error, EOFError):
        return DAMAGED
    except UNKNOWN:
        return ""


def _far(archive: ZipFile, name: str) -> str:
    """Why a sheet is too large, by its filled cells; what it says of its extent may be wrong."""
    rows = columns = 0
    for block in _blocks(archive, name):
        places = CELL.findall(block)
        columns = max([columns, *map(_number, {letters[:DIGITS] for letters, _ in places})])
        numbers = {row[:DIGITS] for row in (*(row for _, row in places), *UNPLACED.findall(block))}
        rows = max([rows, *map(int, numbers)])
    return FAR.format(rows=rows, columns=columns) if rows * columns > MOST_CELLS else ""


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """A sheet in blocks that end between two rows, or where it has none between two elements."""
    rest = b""
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            mark = b"<row" if b"<row" in block else b"<"
            whole, mark, rest = (rest + block).rpartition(mark)
            yield whole
            rest = mark + rest
    yield rest


def _number(letters: bytes) -> int:
    """The number of a column such as AB."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number
