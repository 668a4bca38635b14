"""Tables of text, read from CSV or Parquet, in which every row knows its place in the file."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from winsim.organisation.findings import Findings
from winsim.problems import Problem, nearest

EMPTY = "is empty; it needs a header line, and rows beneath it"
TABLES = (".csv", ".tsv", ".txt", ".parquet", ".pq", ".graphml")
DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
NOT_TEXT = {
    b"PK\x03\x04": "is a workbook or archive, not text; in Excel, save it as 'CSV UTF-8'",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook; in Excel, save it as 'CSV UTF-8'",
    b"<?xml": "is XML, not a table; a GraphML file is given as ties and called .graphml",
    b"PAR1": "is a Parquet file; call it .parquet",
}


@dataclass(frozen=True)
class Table:
    """Columns of text. Surrounding spaces are gone; a missing cell is empty."""

    name: str
    columns: Mapping[str, list[str]]
    places: Sequence[int | str]
    """Where each row is: a line number, or words ("row 3")."""
    decimal_comma: bool = False
    """Whether 0,5 is a number here."""

    def __len__(self) -> int:
        return len(self.places)

    def where(self, row: int) -> str:
        """File and line of a row."""
        place = self.places[row]
        return f"{self.name}:{place}" if isinstance(place, int) else f"{self.name}: {place}"

    def column(self, name: str, columns: Mapping[str, str]) -> list[str] | None:
        """A column by our name, or None; `columns` says which header holds it."""
        return self.columns.get(columns.get(name, name))


def read_table(
    path: Path, findings: Findings, encoding: str | None = None, delimiter: str | None = None
) -> Table | None:
    """The table in a CSV or Parquet file, or None with the reason among the findings.

    Encoding and delimiter are found out where they are not given: UTF-8 with or without a byte
    order mark, UTF-16 with one, else Windows-1252; comma, semicolon, tab or bar, whichever the
    header has most of.
    """
    if path.suffix.lower() in (".parquet", ".pq"):
        return _parquet(path, findings)
    text = read_text(path, findings, encoding)
    return None if text is None else _csv(str(path), text, findings, delimiter)


def read_text(path: Path, findings: Findings, encoding: str | None = None) -> str | None:
    """The text of a file with plain line ends, or None with the reason among the findings."""
    data = read_bytes(path, findings)
    if data is None:
        return None
    mark = next((name for start, name in BYTE_ORDER_MARKS.items() if data.startswith(start)), None)
    wrong = next((words for start, words in NOT_TEXT.items() if data.startswith(start)), None)
    if wrong is None and b"\0" in data and not (mark or encoding or "").lower().startswith("utf"):
        wrong = "is a binary file, not text; save it as CSV"
    if wrong:
        findings.add(str(path), "", "", wrong)
        return None
    text = _decoded(str(path), data, encoding or mark, findings)
    if text is None:
        return None
    if not text.strip("\ufeff \r\n"):
        findings.add(str(path), "", "", EMPTY)
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """The bytes of a file, or None with the reason among the findings."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        findings.add(str(path), "", "", f"there is no such file; {_beside(path)}")
        return None
    except OSError as error:
        findings.add(str(path), "", "", f"cannot be read: {error.strerror}")
        return None
    if not data.strip():
        findings.add(str(path), "", "", EMPTY)
        return None
    return data


def _beside(path: Path) -> str:
    """The tables that there are where a file is missing."""
    if not path.parent.is_dir():
        return f"there is no folder {path.parent} either"
    names = sorted(p.name for p in path.parent.iterdir() if p.suffix.lower() in TABLES)
    return nearest(path.name, names) if names else "there are no tables beside it"


def _decoded(name: str, data: bytes, encoding: str | None, findings: Findings) -> str | None:
    place, found = name, ""
    for candidate in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = data.decode(candidate)
        except LookupError:
            remedy = "is no known encoding; try utf-8, cp1252 or utf-16, or leave it out"
            findings.add(name, "encoding", candidate, remedy)
            return None
        except UnicodeError as error:
            start = getattr(error, "start", 0)
            line = data.count(b"\n", 0, start) + 1
            place, found = f"{name}:{line}", f"byte 0x{data[start]:02x}"
        else:
            if candidate == "cp1252" and not encoding:
                findings.notes.append(f"{name}: is not UTF-8; read as Windows-1252")
            return text
    tried = encoding or "UTF-8 or Windows-1252"
    remedy = f"cannot be read as {tried}; say which encoding it has, or save it as UTF-8"
    findings.add(place, "encoding", found, remedy)
    return None


def _csv(name: str, text: str, findings: Findings, delimiter: str | None) -> Table | None:
    delimiter = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            if any(row) and (len(row) > 1 or row[0].strip()):
                rows.append(row)
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        remedy = f"{error}; is a quotation mark not closed, or is there one inside a quoted text?"
        findings.add(f"{name}:{before + 1}", "", "", remedy)
        return None
    return _framed(name, rows, lines, delimiter, findings)


def _framed(
    name: str, rows: list[list[str]], lines: list[int], delimiter: str, findings: Findings
) -> Table | None:
    """Rows of cells as a table, the first being the header."""
    if len(rows) < 2:
        findings.add(name, "", "", EMPTY)
        return None
    header = [cell.strip() for cell in rows[0]]
    while header and not header[-1]:
        header = header[:-1]
    width, before = len(header), len(findings.problems)
    for twice in dict.fromkeys(h for h in header if h and header.count(h) > 1):
        findings.add(f"{name}:{lines[0]}", twice, "", "two columns have this header; rename one")
    long = [number for number, row in enumerate(rows) if len(row) > width and any(row[width:])]
    findings.add_each(
        long,
        lambda number: Problem(
            f"{name}:{lines[number]}",
            "",
            delimiter.join(rows[number]),
            f"has {len(rows[number])} cells where the header has {width}; "
            f"put a cell that holds {delimiter!r} in quotation marks",
        ),
    )
    if len(findings.problems) > before:
        return None
    body = [row if len(row) == width else (row + [""] * width)[:width] for row in rows[1:]]
    cells = ([cell.strip() for cell in column] for column in zip(*body, strict=True))
    columns = dict(zip(header, cells, strict=True))
    return Table(name, columns, lines[1:], decimal_comma=delimiter == ";")


def _delimiter(text: str) -> str:
    """The delimiter that the header line has most of, outside quotation marks."""
    header = next(line for line in text.splitlines() if line.strip())
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _parquet(path: Path, findings: Findings) -> Table | None:
    if read_bytes(path, findings) is None:
        return None
    try:
        import pandas

        frame = pandas.read_parquet(path)
    except ImportError:
        remedy = "reading Parquet needs pyarrow: pip install pyarrow; or save it as CSV"
        findings.add(str(path), "", "", remedy)
        return None
    except Exception as error:
        findings.add(str(path), "", "", f"cannot be read as Parquet: {error}")
        return None
    if frame.empty:
        findings.add(str(path), "", "", "has no rows")
        return None
    columns = {str(name): [as_text(value) for value in frame[name].tolist()] for name in frame}
    return Table(str(path), columns, [f"row {row}" for row in range(1, len(frame) + 1)])


def as_text(value: object) -> str:
    """A value as it would be written: nothing for a missing one, 1 for 1.0."""
    if value is None or value != value or str(value) in ("<NA>", "NaT"):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
