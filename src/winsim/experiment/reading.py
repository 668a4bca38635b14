"""Experiment files read: every problem of a file at once, each with its line and its remedy."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from winsim.declaration.checking import checked, text_of
from winsim.declaration.document import CORE, TAG, VALUES, Document
from winsim.declaration.override import overridden, override_from
from winsim.experiment.experiment import Experiment, inconsistencies
from winsim.experiment.factor import Factor
from winsim.experiment.plan import Plan, plan_of
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.reading import read_scenario


def read_experiment(path: str | Path, sets: Sequence[str] = ()) -> Experiment:
    """The experiment in a file.

    What it says of its scenario is not checked yet; `read_plan` does.

    Args:
        path: a YAML file.
        sets: fields to set anew, as `--set` takes them (`seeds=5`, `design.sobol.base=16`).

    Raises:
        BadInput: with every problem, each with its line and its remedy.

    Example:
        >>> experiment = read_experiment("experiments/trust-loss-aversion.yaml", ["seeds=5"])
        >>> experiment.seeds, experiment.design.kind
        (5, 'grid')
        >>> [factor.name for factor in experiment.factors]
        ['prior_trust', 'loss_aversion']
    """
    return _read(Path(path), sets)[1]


def is_experiment(path: str | Path) -> bool:
    """Whether a file is meant as an experiment: it names a scenario or a design.

    Args:
        path: a YAML file.

    Raises:
        BadInput: where it cannot be read, or is no YAML.
    """
    data = Document(text_of(Path(path)), str(path)).data
    return isinstance(data, dict) and ("scenario" in data or "design" in data)


def read_plan(path: str | Path, sets: Sequence[str] = (), progress: Progress | None = None) -> Plan:
    """The plan of the experiment in a file: every field and point is valid for its scenario.

    Args:
        path: a YAML file; it names its scenario, and a CSV of points, relative to itself.
        sets: fields to set anew, as `--set` takes them.
        progress: called with how many points are checked, and of how many.

    Raises:
        BadInput: with every problem, each with its line and its remedy.
    """
    document, experiment = _read(Path(path), sets)
    scenario, csv = _beside(path, experiment.scenario), experiment.design.csv
    return plan_of(
        experiment,
        read_scenario(scenario),
        str(scenario),
        points=None if csv is None else read_points(_beside(path, csv), experiment.factors),
        where=document.place,
        progress=progress,
    )


def _read(path: Path, sets: Sequence[str]) -> tuple[Document, Experiment]:
    document = Document(text_of(path), str(path))
    experiment = checked(Experiment, document.data, document, (), inconsistencies)
    overrides = [override_from(one) for one in sets]
    if overrides:
        data = overridden(experiment, overrides)
        experiment = checked(Experiment, data, document, overrides, inconsistencies)
    return document, experiment


def _beside(path: str | Path, file: str) -> Path:
    """A file that another one names, relative to it."""
    return Path(os.path.normpath(Path(path).parent / file))


MOST = 20
"""The most problems of a file that are reported."""


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
        Problem(
            f"{path}:1", factor.name, "", f"there is no such column; {nearest(factor.name, header)}"
        )
        for factor in factors
        if factor.name not in header
    ]
    if missing:
        raise BadInput(*missing)
    return [header.index(factor.name) for factor in factors]


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


def _value(text: str) -> Any:
    """A plain value as an experiment file would have it."""
    import re

    text = text.strip()
    for kind, pattern, _ in CORE:
        if kind != "null" and re.fullmatch(pattern, text):
            return VALUES[TAG + kind](text)
    return text
