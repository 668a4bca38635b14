"""What a text file of UCINET (DL) says of its data before they begin."""

import re
from dataclasses import dataclass, field

COUNT = re.compile(r"\b(n|nr|nc|nm)\s*=\s*(\d+)", re.IGNORECASE)
FORM = re.compile(r"\bformat\s*=\s*(\w+)", re.IGNORECASE)
ABSENT = re.compile(r"\bdiagonal\s*=?\s*absent", re.IGNORECASE)
LABELS = re.compile(
    r"\b(?:(row|col|column|matrix|level)\s+)?labels?\s*(?:(embedded)|:)", re.IGNORECASE
)
WORD = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^\s,]+)')
HEADING = re.compile(r"\b(?:format|diagonal|n|nr|nc|nm|title)\s*=", re.IGNORECASE)
SAME = {"column": "col", "level": "matrix"}
SHORT = {"fm": "fullmatrix", "el1": "edgelist1", "el2": "edgelist2", "nl1": "nodelist1",
         "nl2": "nodelist2", "uh": "upperhalf", "lh": "lowerhalf",
         "edgelist": "edgelist1", "nodelist": "nodelist1"}  # fmt: skip
"""Other words for a form."""


@dataclass
class Head:
    """What a DL file says of its data.

    Attributes:
        form: Such as fullmatrix.
        counts: `n`, `nr`, `nc`, `nm`, as far as they are there.
        absent: Whether a matrix does without its diagonal.
        labels: Of `row`, `col` and `matrix`, and of both rows and columns (empty).
        embedded: For which of these the labels stand in the data.
    """

    form: str
    counts: dict[str, int]
    absent: bool
    labels: dict[str, list[str]] = field(default_factory=dict)
    embedded: set[str] = field(default_factory=set)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self.counts.get("nr", self.counts.get("n", 0))

    @property
    def columns(self) -> int:
        """The number of columns."""
        return self.counts.get("nc", self.counts.get("n", 0))

    def named(self, of: str) -> bool:
        """Whether the labels of rows or columns stand in the data."""
        return bool({of, ""} & self.embedded)

    def layer(self, matrix: int) -> str:
        """The name of a matrix, from 0."""
        names = self.labels.get("matrix", [])
        return names[matrix] if matrix < len(names) else str(matrix + 1)

    @property
    def numbers(self) -> str:
        """How many numbers a matrix has, in words."""
        return f"{self.rows} rows of {self.columns}"


def head_of(text: str) -> Head:
    """What a DL file says before its data.

    Args:
        text: The file up to `DATA:`.
    """
    form = FORM.search(text)
    word = form[1].lower() if form else "fullmatrix"
    counts = {found[1].lower(): int(found[2]) for found in COUNT.finditer(text)}
    head = Head(SHORT.get(word, word), counts, bool(ABSENT.search(text)))
    marks = list(LABELS.finditer(text))
    for place, mark in enumerate(marks, start=1):
        after = marks[place].start() if place < len(marks) else len(text)
        of = SAME.get((mark[1] or "").lower(), (mark[1] or "").lower())
        if mark[2]:
            head.embedded.add(of)
        else:
            many = {"row": head.rows, "matrix": counts.get("nm", 1)}.get(of, head.columns)
            head.labels[of] = _labels(text[mark.end() : after], many)
    return head


def _labels(text: str, many: int) -> list[str]:
    """The labels in a text: between commas or blanks, or a line each, whichever gives as many as needed."""
    text = HEADING.split(text)[0]
    words = words_of(text)
    parts = [part.strip(" \t\"'") for part in re.split(r"[,\n]", text) if part.strip()]
    return parts if len(words) != many and len(parts) == many else words[:many]


def words_of(text: str) -> list[str]:
    """The words in a text, between commas or blanks; what stands in quotation marks is one.

    Args:
        text: Of one line or several.
    """
    if '"' not in text and "'" not in text:
        return text.replace(",", " ").split()
    return [next(filter(None, found.groups()), "") for found in WORD.finditer(text)]
