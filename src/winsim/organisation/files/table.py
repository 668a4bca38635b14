"""Tables of text in which every row knows its place in the file, and the text of files.

The readers of people and ties work on these, whatever the file's format.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from winsim.numerics.arrays import Ints
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.organisation_source import HOLD_BOTH

Case = TypeVar("Case")


SHOWN = 8
"""Problems of one kind that are listed one by one."""


@dataclass
class ReadingLog:
    """What came up while files were read.

    Attributes:
        problems: What forbids going on; `refuse` raises them.
        notes: What was dropped or guessed, which does not; a sentence each.
        doubts: What may change a result, and is said first wherever one is shown; a sentence each.
    """

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def add(self, where: str, name: str, value: str, remedy: str) -> None:
        """Note one problem, as the fields of a `Problem`."""
        self.problems.append(Problem(where, name, value, remedy))

    def add_each(self, cases: Sequence[Case], problem: Callable[[Case], Problem]) -> None:
        """Note problems of one kind: the first few, and how many more there are.

        Args:
            cases: What is wrong, in order; `SHOWN` of them at most are listed.
            problem: The problem of a case.
        """
        first = [problem(case) for case in cases[:SHOWN]]
        self.problems.extend(first)
        if len(cases) > SHOWN:
            more = f"… and {len(cases) - SHOWN:,} more problems of this kind"
            self.add(first[-1].where.partition(":")[0], first[-1].field, "", more)

    def refuse(self) -> None:
        """Raise every problem at once, if there are any.

        Raises:
            BadInput: With all problems, in the order in which they came up.
        """
        if self.problems:
            raise BadInput(*self.problems)


def warn_of(notes: Sequence[str]) -> None:
    """Say notes as Python warnings, at the line that called the reader.

    Args:
        notes: A sentence each. Call this from the public reader itself: the warning names its caller.
    """
    for words in notes:
        warnings.warn(words, stacklevel=3)


EMPTY = "is empty; it needs a header line, and rows beneath it"
NOTHING = "\ufeff \r\n"
BEGINNING = 1_000
"""Where a file begins, something shows that it is not empty; a large one is not copied to see it."""
TABLES = (".csv", ".tsv", ".txt", ".parquet", ".pq", *HOLD_BOTH)
HTML = "is a web page, not a table; open it in Excel and save it as a workbook (.xlsx)"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
NOT_TEXT = {
    b"<?xml": "is XML, but no table and no graph; save it as CSV, or as a workbook (.xlsx)",
    b"<html": HTML,
    b"<table": HTML,
    b"<!doctype html": HTML,
}
"""What no text of a table begins with, in small letters."""


@dataclass(frozen=True)
class Table:
    """Columns of text. Surrounding spaces are gone; a missing cell is empty.

    Attributes:
        name: What the table is called in problems, such as a file's path.
        columns: The cells of each column by its header, one a row.
    """

    name: str
    columns: Mapping[str, list[str]]
    places: Sequence[int | str]
    """Where each row is: its line, or words ("node a")."""
    decimal_comma: bool = False
    """Whether 0,5 is a number here."""
    by_row: bool = False
    """Whether places are numbers of rows, where there are no lines."""
    part: str = ""
    """What it can only be, `people` or `ties`, where the file says so; empty where it does not."""
    title: str = ""
    """What it is called inside its file, such as a sheet; empty where the file has one table."""

    def __len__(self) -> int:
        return len(self.places)

    def where(self, row: int) -> str:
        """File and line of a row.

        Args:
            row: Its position in the table, from 0.

        Returns:
            Such as `people.csv:12`, `people.parquet: row 12` or `graph: node ana`.
        """
        place = self.places[row]
        if self.by_row:
            return f"{self.name}: row {place}"
        return f"{self.name}:{place}" if isinstance(place, int) else f"{self.name}: {place}"

    def column(self, name: str, columns: Mapping[str, str]) -> list[str] | None:
        """A column by our name.

        Args:
            name: Our name of it (`team`).
            columns: Our name to the table's header where it is another.

        Returns:
            The cells, one a row; None where there is no such column.
        """
        return self.columns.get(columns.get(name, name))


def chosen(values: Sequence[str], rows: Ints) -> Sequence[str]:
    """The values in some rows.

    Args:
        values: A column, one a row.
        rows: Positions of rows, ascending and each once.
    """
    return values if rows.size == len(values) else [values[row] for row in rows.tolist()]


def read_text(path: Path, log: ReadingLog, encoding: str | None = None) -> str | None:
    """The text of a file with plain line ends, or None with the reason in the log.

    Args:
        path: The file.
        log: Takes the reason, or a note where the encoding was guessed.
        encoding: Python's name of it; None goes by the byte order mark, else tries UTF-8 and then
            Windows-1252.
    """
    data = read_bytes(path, log)
    if data is None:
        return None
    mark = next((name for sign, name in BYTE_ORDER_MARKS.items() if data.startswith(sign)), None)
    start = data[:BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    wrong = next((words for begins, words in NOT_TEXT.items() if start.startswith(begins)), None)
    if wrong is None and b"\0" in data and not (mark or encoding or "").lower().startswith("utf"):
        wrong = "is a binary file, not text; save it as CSV"
    if wrong:
        log.add(str(path), "", "", wrong)
        return None
    text = _decoded(str(path), data, encoding or mark, log)
    if text is None:
        return None
    if not (text[:BEGINNING].strip(NOTHING) or text.strip(NOTHING)):
        log.add(str(path), "", "", EMPTY)
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path, log: ReadingLog) -> bytes | None:
    """The bytes of a file, or None with the reason in the log."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        log.add(str(path), "", "", f"there is no such file; {_beside(path)}")
        return None
    except OSError as error:
        log.add(str(path), "", "", f"cannot be read: {error.strerror}")
        return None
    if not (data[:BEGINNING].strip() or data.strip()):
        log.add(str(path), "", "", EMPTY)
        return None
    return data


def _beside(path: Path) -> str:
    """The tables that there are where a file is missing."""
    if not path.parent.is_dir():
        return f"there is no folder {path.parent} either"
    names = sorted(p.name for p in path.parent.iterdir() if p.suffix.lower() in TABLES)
    return nearest(path.name, names) if names else "there are no tables beside it"


def _decoded(name: str, data: bytes, encoding: str | None, log: ReadingLog) -> str | None:
    place, byte = name, ""
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = data.decode(candidate)
        except LookupError:
            remedy = "is no known encoding; try utf-8, cp1252 or utf-16, or leave it out"
            log.add(name, "encoding", candidate, remedy)
            return None
        except UnicodeError as error:
            start = getattr(error, "start", 0)
            line = data.count(b"\n", 0, start) + 1
            place, byte = f"{name}:{line}", f"byte 0x{data[start]:02x}"
        else:
            if candidate == "cp1252" and not encoding:
                log.notes.append(f"{name}: is not UTF-8; read as Windows-1252")
            return text
    tried = encoding or "UTF-8 or Windows-1252"
    remedy = f"cannot be read as {tried}; say which encoding it has, or save it as UTF-8"
    log.add(place, "encoding", byte, remedy)
    return None


def as_text(value: object) -> str:
    """A value as it would be written: nothing for a missing one, 1 for 1.0."""
    if value is None or value != value or str(value) in ("<NA>", "NaT"):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
