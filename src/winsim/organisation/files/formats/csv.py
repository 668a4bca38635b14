"""Text with cells between delimiters as a table of columns.

Python's reader, in strict mode, does the parsing; this module remembers lines and keeps memory low for
files of millions of rows.
"""

import csv
import io
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from winsim.organisation.files.formats.beneath import ENDING, beneath_of
from winsim.organisation.files.formats.delimiting import delimiter_of
from winsim.organisation.files.formats.framing import Frame, Told, header_of
from winsim.organisation.files.formats.missing_header import looks_like_data, missing_header
from winsim.organisation.files.formats.rows import BEGINNING, Placed, is_between, shown
from winsim.organisation.files.table import EMPTY, ReadingLog, Table
from winsim.problems import Problem

STRETCH = 500
"""Rows that are read at a time: so few that they are gone before memory is searched for waste."""
BLOCK = 1 << 20
"""Characters of text that are cut into lines at a time."""

Row = list[str]


@dataclass
class Columns:
    """The columns of a table while it is read; equal cells are stored once."""

    frame: Frame
    header: Row
    """The header as it is written."""
    cells: list[list[str]]
    lines: "array[int]" = field(default_factory=lambda: array("q"))
    long: list[tuple[int, Row]] = field(default_factory=list)
    """Rows with more cells than there are columns, and their lines."""
    known: dict[str, str] = field(default_factory=dict)
    first: list[Row] = field(default_factory=list)
    """The first rows, as they are written."""
    last: list[Placed] = field(default_factory=list)
    """The last rows, as they are written, and their lines."""
    again: list[Placed] = field(default_factory=list)
    """Rows between two pages of a report, such as the header again, and their lines."""

    def add(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        """Add rows, each with the line in which it begins.

        Short rows are filled up with empty cells; rows that are too long are cut, and noted in `long`.
        Rows between two pages of a report are left out, and noted in `again`.
        """
        between = [place for place, row in enumerate(rows) if is_between(row, self.header)]
        if between:
            self.again += [(lines[place], rows[place]) for place in between]
            kept = sorted({*range(len(rows))}.difference(between))
            rows, lines = [rows[place] for place in kept], [lines[place] for place in kept]
        self.first += rows[: max(0, BEGINNING - len(self.first))]
        ending = zip(lines[-ENDING:], rows[-ENDING:], strict=True)
        self.last = [*self.last, *ending][-ENDING:]
        width, known = len(self.cells), self.known.setdefault
        if any(len(row) != width for row in rows):
            pairs = zip(lines, rows, strict=True)
            self.long += [(line, row) for line, row in pairs if any(row[width:])]
            rows = [row if len(row) == width else (row + [""] * width)[:width] for row in rows]
        for cells, values in zip(self.cells, zip(*rows, strict=True), strict=bool(rows)):
            cells += [known(value, value) for value in map(str.strip, values)]
        self.lines.extend(lines)

    def end(self, name: str, log: ReadingLog) -> None:
        """Take the rows out that stand beneath the table, and say which are passed over."""
        beneath = beneath_of(name, self.first, self.last, log)
        stop = len(self.lines) - len(beneath)
        del self.lines[stop:]
        for column in self.cells:
            del column[stop:]
        lines = [line for line, _ in beneath]
        self.long = [row for row in self.long if row[0] not in lines]
        self.frame.without([*self.again, *beneath]).say(name, log)


def delimited(
    name: str, text: str, log: ReadingLog, delimiter: str | None, told: Told | None = None
) -> Table | None:
    """The table in a text, without what stands above its header and beneath its last row.

    Args:
        name: What the text is called in problems.
        text: With plain line ends.
        log: Takes what is wrong: two columns of one header, too many cells, an open quotation mark, a
            header that is not clear; and a note of the lines that are passed over.
        delimiter: One character; None for the one of comma, semicolon, tab and bar that a line `sep=`
            tells or that fits most lines. With a semicolon, 0,5 is a number.
        told: What is known of the table; None for nothing.

    Returns:
        The table, without blank rows; None where something is wrong.
    """
    delimiter, told, before = delimiter or delimiter_of(text), told or Told(), len(log.problems)
    try:
        table = _columns(name, text, delimiter, told, log)
    except csv.Error as error:
        remedy = f"{error}; is a quotation mark not closed, or is there one inside a quoted text?"
        log.add(f"{name}:{_failing_line(text, delimiter)}", "", "", remedy)
        return None
    if len(log.problems) > before:
        return None
    if table is None or not table.lines:
        log.add(name, "", "", EMPTY)
        return None
    _check_header(name, table, told, log)
    _check_width(name, table, delimiter, told, log)
    if len(log.problems) > before:
        return None
    pairs = zip(table.frame.header, table.cells, strict=True)
    columns = {header: cells for header, cells in pairs if header or any(cells)}
    return Table(name, columns, table.lines, decimal_comma=delimiter == ";")


def _columns(name: str, text: str, delimiter: str, told: Told, log: ReadingLog) -> Columns | None:
    """The columns of a text, or None where nothing is in it or its header is not clear."""
    table = None
    for rows, lines in _stretches(text, delimiter):
        if table is not None:
            table.add(rows, lines)
        elif rows:
            frame = header_of(name, list(zip(lines, rows, strict=True)), told, log)
            if frame is None:
                return None
            table = Columns(frame, rows[frame.start - 1], [[] for _ in frame.header])
            table.add(rows[frame.start :], lines[frame.start :])
    if table is not None:
        table.end(name, log)
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


def _check_header(name: str, table: Columns, told: Told, log: ReadingLog) -> None:
    header = table.frame.header
    twice = [cell for cell, times in Counter(header).items() if cell and times > 1]
    if twice and looks_like_data(header, table.first):
        log.add(f"{name}:{table.frame.place}", "", "", missing_header(header, told.part))
        return
    remedy = "two columns have this header; rename one"
    log.add_each(twice, lambda cell: Problem(f"{name}:{table.frame.place}", cell, "", remedy))


def _check_width(name: str, table: Columns, delimiter: str, told: Told, log: ReadingLog) -> None:
    """Refuse rows that are too long: one by one where they are few, else the header."""
    frame, width = table.frame, len(table.frame.header)
    if 2 * len(table.long) > len(table.lines) > 1:
        log.add(
            f"{name}:{frame.place}", "", shown(frame.header),
            f"{len(table.long):,} of {len(table.lines):,} rows have more cells than this header, which "
            f"has {width}; give every column a header, or say in which line the header is: "
            f"{told.remedy('LINE')}",
        )  # fmt: skip
        return
    log.add_each(
        table.long,
        lambda case: Problem(
            f"{name}:{case[0]}",
            "",
            delimiter.join(case[1]),
            f"has {len(case[1])} cells where the header has {width}; "
            f"put a cell that holds {delimiter!r} in quotation marks",
        ),
    )
