"""UCINET's text files (DL) as tables of people and ties; each matrix is a layer."""

import re
from collections.abc import Callable, Iterable, Iterator

from winsim.organisation.files.formats.numbered_graph import NumberedGraph
from winsim.organisation.files.formats.ucinet_head import Head, head_of, words_of
from winsim.organisation.files.numbers import number
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING

DATA = re.compile(r"^\s*(data\s*:)", re.IGNORECASE | re.MULTILINE)
"""The line with which the data begin."""
BESIDE = re.compile(
    r"""^(?:"[^"\n]*"|'[^'\n]*'|[^"'\n])*?\b(data\s*:)""", re.IGNORECASE | re.MULTILINE
)
"""The same behind other words of the head, quoted texts left alone."""
MOST = 100_000
"""A file that only says how many people there are is believed up to here."""
NONE = (*NOTHING, ".")
"""How a missing value is written."""
Word = tuple[int, str]
"""A word and its line."""


class Misread(ValueError):
    """What is wrong, and in which line."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


class Dl:
    """The data of a DL file while they are read: ties between numbers of rows and of columns."""

    def __init__(self, name: str, head: Head) -> None:
        """A file with this name and head, whose data are still to come."""
        self.graph = NumberedGraph(name)
        self.head = head
        self.line = 1
        self.missing = 0
        both = head.labels.get("", [])
        self.row = _numbered(head.labels.get("row", both))
        self.column = _numbered(head.labels.get("col", both))
        if head.form.endswith("1"):
            self.column = self.row

    def matrices(self, lines: Iterable[tuple[int, list[str]]]) -> None:
        """Matrices, one after the other, each a row of numbers for everybody."""
        head = self.head
        if not (head.rows and head.columns):
            raise Misread(1, "does not say how many people there are, such as N=24")
        words = ((line, word) for line, row in lines for word in row)
        for matrix in range(head.counts.get("nm", 1)):
            self._matrix(words, head.layer(matrix))
        for line, word in words:
            raise Misread(line, f"holds more than {head.numbers}; {word!r} is too much")

    def _matrix(self, words: Iterator[Word], layer: str) -> None:
        """Take a matrix from the words."""
        head = self.head
        if head.named("col"):
            for _ in range(head.columns):
                _number_of(self._next(words), self.column)
        for row in range(1, head.rows + 1):
            if head.named("row"):
                _number_of(self._next(words), self.row)
            for column in self._columns(row):
                self._cell(row, column, self._next(words), layer)

    def _next(self, words: Iterator[Word]) -> str:
        """The next word, whose line is remembered."""
        found = next(words, None)
        if found is None:
            raise Misread(self.line, f"the data end too early; needed are {self.head.numbers}")
        self.line = found[0]
        return found[1]

    def _columns(self, row: int) -> Iterator[int]:
        """The columns of which a row of the matrix has a number."""
        form, columns = self.head.form, self.head.columns
        first = row if form == "upperhalf" else 1
        last = row if form == "lowerhalf" else columns
        skipped = row if self.head.absent else 0
        return (column for column in range(first, last + 1) if column != skipped)

    def _cell(self, row: int, column: int, word: str, layer: str) -> None:
        value = number(word)
        if value is None and word.lower() not in NONE:
            raise Misread(self.line, f"a matrix holds numbers, and {word!r} is none")
        self.missing += value is None
        if value:
            both = self.head.form.endswith("half")
            self.graph.tie(row, column, word, self.line, layer, both)

    def edges(self, lines: Iterable[tuple[int, list[str]]]) -> None:
        """Lines of two ends and perhaps a weight; a line with ! begins the next matrix."""
        matrix = 0
        for line, words in lines:
            if words == ["!"]:
                matrix += 1
                continue
            if len(words) not in (2, 3):
                raise Misread(
                    line, "needs two people, and perhaps a weight; put names in quotation marks"
                )
            source, target = self._end(words[0], "row", line), self._end(words[1], "col", line)
            self.graph.tie(
                source, target, words[2] if words[2:] else "1", line, self.head.layer(matrix)
            )

    def lists(self, lines: Iterable[tuple[int, list[str]]]) -> None:
        """Lines of a person and everybody whom that person names."""
        matrix = 0
        for line, words in lines:
            if words == ["!"]:
                matrix += 1
                continue
            source = self._end(words[0], "row", line)
            for word in words[1:]:
                target = self._end(word, "col", line)
                self.graph.tie(source, target, "1", line, self.head.layer(matrix))

    def _end(self, word: str, of: str, line: int) -> int:
        """The number of whoever a word of the data means."""
        numbers = self.row if of == "row" else self.column
        if self.head.named(of) or word in numbers:
            return _number_of(word, numbers)
        if not word.isdecimal():
            raise Misread(
                line, f"{word!r} is no number and no label; say LABELS EMBEDDED if it is one"
            )
        return int(word)

    def tables(self) -> list[Table]:
        """The people and their ties, or who was at which event."""
        graph, rows, columns = self.graph, _labelled(self.row), _labelled(self.column)
        if self.row.keys() == self.column.keys():
            graph.ends[1][:] = [self.row.get(columns.get(end, ""), end) for end in graph.ends[1]]
        elif self._two_modes():
            first = max([self.head.rows, *rows, *graph.ends[0]], default=0)
            graph.events = first + 1
            graph.ends[1][:] = [end + first for end in graph.ends[1]]
            columns = {number + first: label for number, label in columns.items()}
        unnamed = dict.fromkeys(range(1, min(self.head.rows, MOST) + 1), "")
        graph.labels |= {**unnamed, **columns, **rows}
        return graph.tables()

    def _two_modes(self) -> bool:
        """Whether columns are not the people of the rows, but events."""
        head = self.head
        named = bool(self.row and self.column)
        return named or head.form.endswith("2") or head.rows != head.columns


def _labelled(numbers: dict[str, int]) -> dict[int, str]:
    """Labels by number."""
    return {number: label for label, number in numbers.items()}


def _numbered(labels: Iterable[str]) -> dict[str, int]:
    """Numbers from 1 by label."""
    numbers: dict[str, int] = {}
    for label in labels:
        _number_of(label, numbers)
    return numbers


def _number_of(label: str, numbers: dict[str, int]) -> int:
    """The number of a label, the next one where it is new."""
    return numbers.setdefault(label, len(numbers) + 1)


def read_ucinet(name: str, text: str, log: ReadingLog) -> list[Table]:
    """The people and the ties of a DL file, or who was at which event where it has two kinds of nodes.

    Args:
        name: The file's.
        text: Its text.
        log: Takes what is wrong, and a note of missing values.
    """
    begins = DATA.search(text) or BESIDE.search(text)
    if begins is None:
        log.add(name, "", "", "has no line DATA:, with which the data of a DL file begin")
        return []
    try:
        reader = Dl(name, head_of(text[: begins.start(1)]))
        lines = _words(text[begins.end() :], 1 + text.count("\n", 0, begins.end()))
        _reader_of(reader)(lines)
    except Misread as error:
        log.add(f"{name}:{error.line}", "", "", str(error))
        return []
    if reader.missing:
        log.notes.append(f"{name}: {reader.missing:,} values are missing, and are taken for no tie")
    return reader.tables()


def _reader_of(reader: Dl) -> Callable[[Iterable[tuple[int, list[str]]]], None]:
    """What reads data of this form."""
    known = {
        "fullmatrix": reader.matrices, "upperhalf": reader.matrices, "lowerhalf": reader.matrices,
        "edgelist1": reader.edges, "edgelist2": reader.edges,
        "nodelist1": reader.lists, "nodelist2": reader.lists,
    }  # fmt: skip
    form = reader.head.form
    if form not in known:
        raise Misread(
            1, f"has the form {form!r}, which is not read; write it as {', '.join(known)}"
        )
    return known[form]


def _words(text: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """The words of each line that holds some, with its number."""
    for place, written in enumerate(text.split("\n"), start=line):
        words = words_of(written)
        if words:
            yield place, words
