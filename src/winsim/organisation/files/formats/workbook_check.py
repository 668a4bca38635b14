"""Whether a workbook is whole, and fits into memory.

A sheet takes a place for every cell between its corners, and what is damaged would be read in part.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_CELLS = 60_000_000
MOST_BYTES = 4_000_000_000
BLOCK = 1 << 20
"""Bytes of a sheet that are looked through at a time."""
UNKNOWN = (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError)
"""What a file raises that is no archive, or one of another kind; whoever reads it says so."""
DAMAGED = "cannot be read as a workbook; open it in Excel and save it again as .xlsx"
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
EXTENT = re.compile(rb'<dimension ref="[^":]*:([A-Z]+)(\d+)"')
CELL = re.compile(rb'<c [^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>')
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
    """Why a sheet is too large. Its own word counts empty cells, so such a one is looked through."""
    with archive.open(name) as file:
        extent = EXTENT.search(file.read(BLOCK))
    if extent is None or _number(extent[1]) * int(extent[2]) <= MOST_CELLS:
        return ""
    rows = columns = 0
    for block in _blocks(archive, name):
        for found in CELL.finditer(block):
            rows, columns = max(rows, int(found[2])), max(columns, _number(found[1]))
    return FAR.format(rows=rows, columns=columns) if rows * columns > MOST_CELLS else ""


def _blocks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """A sheet in blocks that end between two cells."""
    rest = b""
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            whole, mark, rest = (rest + block).rpartition(b"<c ")
            yield whole
            rest = mark + rest
    yield rest


def _number(letters: bytes) -> int:
    """The number of a column such as AB."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
