"""Points from a CSV file: a column a factor, every problem with its line."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from winsim.experiment.factor import Factor
from winsim.problems import BadInput, Problem, nearest
from winsim.declaration.checking import text_of
from winsim.declaration.document import CORE, TAG, VALUES

MOST = 20
"""The most problems of a file that are told."""


def read_points(path: Path, factors: Sequence[Factor]) -> list[list[Any]]:
    """The values in a CSV file, one list a factor; other columns are passed over.

    Values are read as in an experiment file: numbers, `true` and `false`, or words.
    """
    reader = csv.reader(StringIO(text_of(path)))
    header = next(reader, [])
    places = _places(path, header, factors)
    rows = [(reader.line_num, row) for row in reader if row]
    problems = list(_problems(path, header, rows, places))
    if problems:
        raise BadInput(*problems[:MOST])
    return [[_value(row[place]) for _, row in rows] for place in places]


def _places(path: Path, header: list[str], factors: Sequence[Factor]) -> list[int]:
    missing = [
        Problem(f"{path}:1", factor.name, "", f"there is no such column; {_near(factor, header)}")
        for factor in factors
        if factor.name not in header
    ]
    if missing:
        raise BadInput(*missing)
    return [header.index(factor.name) for factor in factors]


def _near(factor: Factor, header: list[str]) -> str:
    return nearest(factor.name, header)


def _problems(
    path: Path, header: list[str], rows: list[tuple[int, list[str]]], places: list[int]
) -> Iterator[Problem]:
    if not rows:
        yield Problem(str(path), "", "", "holds no point; give one a line, beneath the header")
    for line, row in rows:
        if len(row) != len(header):
            remedy = f"holds {len(row)} values, and the header {len(header)}"
            yield Problem(f"{path}:{line}", "", "", remedy)
            continue
        for place in places:
            if not row[place].strip():
                yield Problem(f"{path}:{line}", header[place], "", "is empty; give a value")


def _value(written: str) -> Any:
    """A plain value as an experiment file would have it."""
    import re

    text = written.strip()
    for kind, pattern, _ in CORE:
        if kind != "null" and re.fullmatch(pattern, text):
            return VALUES[TAG + kind](text)
    return text
