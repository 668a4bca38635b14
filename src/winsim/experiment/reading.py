"""Experiment files read: every problem of a file at once, each with its line and its remedy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from winsim.experiment.experiment import Experiment, inconsistencies
from winsim.experiment.plan import Plan
from winsim.experiment.planning import plan_of
from winsim.experiment.table import read_points
from winsim.declaration.override import change_from, changed
from winsim.declaration.checking import checked, text_of
from winsim.declaration.document import Document
from winsim.scenario.reading import read_scenario
from winsim.parallel import Progress


def read_experiment(path: str | Path, sets: Sequence[str] = ()) -> Experiment:
    """The experiment in a file, with fields set anew (`seeds=5`, `design.sobol.base=16`).

    What it says of its scenario is not looked at yet; `read_plan` does. Raises BadInput with every
    problem.
    """
    return _read(Path(path), sets)[1]


def is_experiment(path: str | Path) -> bool:
    """Whether a file speaks of a scenario and a design, so that it is meant as an experiment."""
    data = Document(text_of(Path(path)), str(path)).data
    return isinstance(data, dict) and ("scenario" in data or "design" in data)


def read_plan(path: str | Path, sets: Sequence[str] = (), progress: Progress | None = None) -> Plan:
    """The plan of the experiment in a file: every field and point is valid for its scenario.

    The scenario's path, and that of a CSV of points, are relative to the experiment's file. Raises
    BadInput with every problem found.
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
    changes = [change_from(one) for one in sets]
    if changes:
        data = changed(experiment, changes)
        experiment = checked(Experiment, data, document, changes, inconsistencies)
    return document, experiment


def _beside(path: str | Path, file: str) -> Path:
    """A file that another one names, relative to it."""
    return Path(os.path.normpath(Path(path).parent / file))
