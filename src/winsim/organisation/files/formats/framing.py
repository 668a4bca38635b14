"""Where the table is in a grid of rows: its header, and what stands above and beneath the table.

Reports come with their title above the header and with a total or a footnote beneath. Whoever reads a
grid, from text or from a sheet, asks here; only the beginning and the end of the grid are looked at.
"""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from winsim.organisation.files.formats.beneath import ENDING, beneath_of
from winsim.organisation.files.formats.missing_header import looks_like_data
from winsim.organisation.files.formats.rows import BEGINNING, Placed, Row, filled, shown
from winsim.organisation.files.header_words import known_names, plain
from winsim.organisation.files.table import ReadingLog

LISTED = 12
"""Rows that are passed over which a note lists one by one."""


@dataclass(frozen=True)
class Told:
    """What is told of a table before it is read.

    Attributes:
        part: `people` or `ties`, whichever it is read for.
        header_row: The line in which its header is; None where it is to be found.
        headers: Headers that are told to be in it.
    """

    part: str = "people"
    header_row: int | None = None
    headers: Collection[str] = ()

    def remedy(self, place: int | str) -> str:
        """What to type to tell in which line the header is."""
        return f"--set organisation.header_rows.{self.part}={place}"


@dataclass(frozen=True)
class Frame:
    """Where a table is among the rows of a grid.

    Attributes:
        header: Its headers, line breaks inside them made blanks, as many as the header row is wide.
        place: The line of the header.
        start: Index of the first row of the body.
        stop: Index behind the last row of the body.
        passed_over: The rows that are no part of the table, with their places.
    """

    header: list[str]
    place: int
    start: int
    stop: int
    passed_over: tuple[Placed, ...] = ()

    def without(self, rows: Sequence[Placed]) -> "Frame":
        """The frame with these rows, too, passed over."""
        return replace(self, passed_over=(*self.passed_over, *rows))

    def say(self, name: str, log: ReadingLog) -> None:
        """Note the rows that are passed over, if there are any.

        Args:
            name: What the table is called.
            log: Takes the note.
        """
        if self.passed_over:
            count = len(self.passed_over)
            words = "1 line is" if count == 1 else f"{count} lines are"
            listed = self.passed_over[:LISTED]
            lines = "; ".join(f"line {place}: {shown(row)}" for place, row in listed)
            lines += "; …" if count > LISTED else ""
            log.notes.append(
                f"{name}: the header is in line {self.place}; {words} passed over ({lines})"
            )


def framed(name: str, rows: Sequence[Placed], told: Told, log: ReadingLog) -> Frame | None:
    """Where the table is among these rows, with a note of what is passed over.

    Args:
        name: What the table is called in problems and notes.
        rows: All rows of the grid that hold something, each with its line.
        told: What is known of the table.
        log: Takes the note, or the reason where it is not clear.

    Returns:
        The frame; None where it is not clear, or where there are no rows.
    """
    frame = header_of(name, rows[:BEGINNING], told, log)
    if frame is None:
        return None
    first = [row for _, row in rows[frame.start : frame.start + BEGINNING]]
    last = rows[max(frame.start, len(rows) - ENDING) :]
    beneath = beneath_of(name, first, last, log)
    frame = replace(frame, stop=len(rows) - len(beneath)).without(beneath)
    frame.say(name, log)
    return frame


def header_of(name: str, rows: Sequence[Placed], told: Told, log: ReadingLog) -> Frame | None:
    """The header among the first rows of a grid; what is above it is passed over.

    It is the first row with known headers of two or more of our names; else the first row that is more
    than half as full as the fullest. The rows above it must look like titles, and it must not look like
    the rows beneath it.

    Args:
        name: What the table is called in problems.
        rows: The first rows that hold something, each with its line; at most `BEGINNING` count.
        told: What is known of the table.
        log: Takes the reason where it is not clear which row is the header.

    Returns:
        The frame, whose body ends with these rows; None where it is not clear, or without rows.
    """
    rows = rows[:BEGINNING]
    if not rows:
        return None
    if told.header_row is not None:
        return _as_told(name, rows, told, log)
    index, guessed = _likely(rows, told)
    return _frame(rows, index) if _is_clear(name, rows, index, guessed, told, log) else None


def _as_told(name: str, rows: Sequence[Placed], told: Told, log: ReadingLog) -> Frame | None:
    index = next((i for i, (place, _) in enumerate(rows) if place == told.header_row), None)
    if index is not None:
        return _frame(rows, index)
    place, row = rows[_likely(rows, told)[0]]
    field = f"organisation.header_rows.{told.part}"
    remedy = (
        f"this line is blank, or too far down for a header; name one such as {place} ({shown(row)})"
    )
    log.add(name, field, str(told.header_row), remedy)
    return None


def _frame(rows: Sequence[Placed], index: int) -> Frame:
    place, header = rows[index]
    above = tuple(row for row in rows[:index] if not tells_delimiter(row[1]))
    return Frame([" ".join(cell.split()) for cell in header], place, index + 1, len(rows), above)


def _likely(rows: Sequence[Placed], told: Told) -> tuple[int, bool]:
    """The row that may be the header, and whether that is a guess."""
    known = _first_known(rows, told.headers)
    return (_first_full(rows), True) if known is None else (known, False)


def _first_known(rows: Sequence[Placed], told: Collection[str]) -> int | None:
    """The first row that is known to be a header."""
    names = {**known_names(), **{plain(header): header for header in told}}
    ours = {plain(header) for header in told}
    found = (i for i, (_, row) in enumerate(rows) if _is_known(row, names, ours))
    return next(found, None)


def _is_known(row: Row, names: Mapping[str, str], told: AbstractSet[str]) -> bool:
    """Whether two of our names are in a row, in most of its cells; or two headers that were told."""
    cells = filled(row)
    words = [plain(cell) for cell in cells if not cell.endswith(":")]
    known = [names[word] for word in words if word in names]
    most = len(set(known)) >= 2 and 2 * len(known) > len(cells)
    return most or len(told & set(words)) >= 2


def _first_full(rows: Sequence[Placed]) -> int:
    """The first row that is more than half as full as the fullest."""
    most = max(len(filled(row)) for _, row in rows)
    return next(i for i, (_, row) in enumerate(rows) if 2 * len(filled(row)) > most)


def _is_clear(
    name: str, rows: Sequence[Placed], index: int, guessed: bool, told: Told, log: ReadingLog
) -> bool:
    """Whether this row can only be the header; with the reason in the log where it cannot."""
    place, header = rows[index]
    body = [row for _, row in rows[index + 1 :]]
    doubtful = next((row for row in rows[:index] if not _is_title(row[1], header, body)), None)
    say = f"say in which line it is: {told.remedy(place)}"
    if doubtful is not None:
        words = f"but line {doubtful[0]} above it ({shown(doubtful[1])}) is not clearly a title"
        log.add(f"{name}:{place}", "", shown(header), f"looks like the header, {words}; {say}")
    elif guessed and index and looks_like_data(header, body):
        words = "looks like data, and no line above it looks like the header"
        remedy = f"write one above it, or {say.replace(f'={place}', '=LINE')}"
        log.add(f"{name}:{place}", "", shown(header), f"{words}; {remedy}")
    else:
        return True
    return False


def _is_title(row: Row, header: Row, body: Sequence[Row]) -> bool:
    """Whether a row above a header is a title: it has labels such as `Run by:`, or few cells.

    What looks like the rows of the body may be one of them.
    """
    cells, width = filled(row), len(filled(header))
    if len(cells) <= width and any(cell.endswith(":") for cell in cells):
        return True
    return tells_delimiter(row) or (2 * len(cells) <= width and not looks_like_data(row, body))


def tells_delimiter(row: Row) -> bool:
    """Whether this is the line `sep=;` that tells a spreadsheet the delimiter."""
    return len(filled(row)) == 1 and row[0].strip().lower().startswith("sep=")
