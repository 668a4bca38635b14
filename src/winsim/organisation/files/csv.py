"""Text with cells between delimiters as a table of columns.

Python's reader, in strict mode, does the parsing; this module finds the delimiter, remembers lines
and keeps memory low for files of millions of rows.
"""

import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from winsim.organisation.files.table import EMPTY, ReadingLog, Table
from winsim.problems import Problem

DELIMITERS = ",;\t|"
STRETCH = 500
"""Rows that are read at a time: so few that they are gone before memory is searched for waste."""
BLOCK = 1 << 20
"""Characters of text that are cut into lines at a time."""

Row = list[str]


@dataclass
class Columns:
    """The columns of a table while it is read; equal cells are stored once."""

    header: list[str]
    cells: list[list[str]]
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    long: list[tuple[int, Row]] = field(default_factory=list)
    """Rows with more cells than there are columns, and their lines."""
    known: dict[str, str] = field(default_factory=dict)

    def add(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        """Add rows, each with the line in which it begins.

        Short rows are filled up with empty cells; rows that are too long are cut, and noted in `long`.
        """
        width, known = len(self.header), self.known.setdefault
        if any(len(row) != width for row in rows):
            pairs = zip(lines, rows, strict=True)
            self.long += [(line, row) for line, row in pairs if any(row[width:])]
            rows = [row if len(row) == width else (row + [""] * width)[:width] for row in rows]
        for cells, values in zip(self.cells, zip(*rows, strict=True), strict=bool(rows)):
            cells += [known(value, value) for value in map(str.strip, values)]
        self.lines.extend(lines)


def delimited(name: str, text: str, log: ReadingLog, delimiter: str | None) -> Table | None:
    """The table in a text, its first line that is not blank for a header.

    Args:
        name: What the text is called in problems.
        text: With plain line ends.
        log: Takes what is wrong: two columns of one header, too many cells, an open quotation mark.
        delimiter: One character; None for whichever of comma, semicolon, tab and bar the header has
            most of. With a semicolon, 0,5 is a number.

    Returns:
        The table, without blank rows; None where something is wrong.
    """
    delimiter, before = delimiter or _delimiter(text), len(log.problems)
    try:
        table = _columns(text, delimiter)
    except csv.Error as error:
        remedy = f"{error}; is a quotation mark not closed, or is there one inside a quoted text?"
        log.add(f"{name}:{_failing_line(text, delimiter)}", "", "", remedy)
        return None
    if table is None or not table.lines:
        log.add(name, "", "", EMPTY)
        return None
    _check_header(name, table.header, _first_line(text), log)
    _check_width(name, table, delimiter, log)
    if len(log.problems) > before:
        return None
    columns = dict(zip(table.header, table.cells, strict=True))
    return Table(name, columns, table.lines, decimal_comma=delimiter == ";")


def _columns(text: str, delimiter: str) -> Columns | None:
    """The columns of a text, or None where nothing is in it."""
    table = None
    for rows, lines in _stretches(text, delimiter):
        if table is not None:
            table.add(rows, lines)
        elif rows:
            header = [cell.strip() for cell in rows[0]]
            while header and not header[-1]:
                header = header[:-1]
            table = Columns(header, [[] for _ in header])
            table.add(rows[1:], lines[1:])
    return table


def _stretches(text: str, delimiter: str) -> Iterator[tuple[list[Row], Sequence[int]]]:
    """Rows that hold something, a stretch at a time, each with the line in which it begins."""
    reader, before = _reader(text, delimiter), 0
    while rows := list(islice(reader, STRETCH)):
        lines: Sequence[int] = range(before + 1, before + 1 + len(rows))
        if reader.line_num - before != len(rows):
            lines = _begins(rows, before + 1)
        before = reader.line_num
        if any(not row or not row[0].strip() for row in rows):
            filled = [place for place, row in enumerate(rows) if _holds_something(row)]
            rows, lines = [rows[place] for place in filled], [lines[place] for place in filled]
        yield rows, lines


def _reader(text: str, delimiter: str) -> Any:
    blocks = (io.StringIO(block) for block in _blocks(text))
    return csv.reader(chain.from_iterable(blocks), delimiter=delimiter, strict=True)


def _blocks(text: str) -> Iterator[str]:
    """The text in blocks of whole lines."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + BLOCK) + 1 or len(text)
        yield text[start:end]
        start = end


def _begins(rows: Sequence[Row], line: int) -> list[int]:
    """The line in which each row begins, where cells run over lines."""
    begins = []
    for row in rows:
        begins.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return begins


def _holds_something(row: Row) -> bool:
    return any(row) and (len(row) > 1 or bool(row[0].strip()))


def _failing_line(text: str, delimiter: str) -> int:
    """The line in which the row begins that cannot be read."""
    reader, line = _reader(text, delimiter), 1
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error:
        pass
    return line


def _check_header(name: str, header: Sequence[str], line: int, log: ReadingLog) -> None:
    for twice in dict.fromkeys(h for h in header if h and header.count(h) > 1):
        log.add(f"{name}:{line}", twice, "", "two columns have this header; rename one")


def _check_width(name: str, table: Columns, delimiter: str, log: ReadingLog) -> None:
    log.add_each(
        table.long,
        lambda case: Problem(
            f"{name}:{case[0]}",
            "",
            delimiter.join(case[1]),
            f"has {len(case[1])} cells where the header has {len(table.header)}; "
            f"put a cell that holds {delimiter!r} in quotation marks",
        ),
    )


def _first_line(text: str) -> int:
    """The number of the first line that holds something."""
    filled = re.search(r"\S", text)
    return 1 + (text.count("\n", 0, filled.start()) if filled else 0)


def _delimiter(text: str) -> str:
    """The delimiter that the header line has most of, outside quotation marks."""
    line = re.search(r"[^\n]*\S[^\n]*", text)
    bare = "".join(line.group().split('"')[::2]) if line else ""
    return max(DELIMITERS, key=bare.count)
