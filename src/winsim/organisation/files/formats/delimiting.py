"""Which delimiter a text has: the one that is told in its first line, or the one that its lines fit."""

import csv
import io
import re
from collections import Counter

DELIMITERS = ",;\t|"
LOOKED_AT = 50
"""Lines that show the delimiter."""
ENOUGH = 1 << 17
"""Characters after which two lines are enough."""

TELLING = re.compile(r'\s*"?sep=(?P<sign>[^\n"])"?[,;\t| ]*(?:\n|$)', re.IGNORECASE)
"""A first line such as `sep=;`, which spreadsheets read and write."""


def delimiter_of(text: str) -> str:
    """The delimiter of a text.

    It is what a first line such as `sep=;` tells; else the one that cuts most lines into equally many
    cells, more than one, and of two such the one that cuts them into more.

    Args:
        text: With plain line ends.
    """
    told = TELLING.match(text)
    if told:
        return told["sign"]
    beginning = _beginning(text)
    return max(DELIMITERS, key=lambda delimiter: _fit(beginning, delimiter))


def _beginning(text: str) -> str:
    """The first lines of a text."""
    end = -1
    for line in range(LOOKED_AT):
        following = text.find("\n", end + 1)
        if following < 0:
            return text
        end = following
        if line and end > ENOUGH:
            break
    return text[: end + 1]


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many lines a delimiter cuts into equally many cells, more than one; and into how many."""
    try:
        counts = Counter(len(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    cut = [(lines, cells) for cells, lines in counts.items() if cells > 1]
    return max(cut, default=(0, 0))
