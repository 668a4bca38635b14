"""What was requested of a sweep, as files of its folder: experiment, scenario, points, data dictionary."""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from winsim.experiment.chunks import points_as_parquet, read_columns
from winsim.experiment.columns import sweep_tables
from winsim.experiment.identity import extent, identity
from winsim.experiment.reading import read_experiment
from winsim.problems import BadInput, Problem
from winsim.runs.dictionary import write_dictionary
from winsim.runs.doubts import data_doubts
from winsim.runs.manifest import (
    FORMAT,
    LIBRARIES,
    commit,
    read_manifest,
    reproducing,
    sha256_of,
    write_content,
)
from winsim.scenario.listing import as_yaml, difference

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment.chunks import Layout
    from winsim.experiment.experiment import Experiment
    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario

EXPERIMENT, SCENARIO = "experiment.yaml", "scenario.yaml"
POINTS, POINTS_TEXT = "points.parquet", "points.csv"
FURTHER_LIBRARIES = ("pyarrow", "SALib")


class Request(NamedTuple):
    """What was requested of a sweep.

    Attributes:
        experiment: the experiment, with all that it left open filled in.
        points: a row a point, indexed by `point`; a column a factor.
    """

    experiment: Experiment
    points: pd.DataFrame


def write_request(folder: Path, plan: Plan, layout: Layout, command: Sequence[str]) -> None:
    """Write what is requested into a new folder, the manifest last.

    The files hold no times and no folders, so that equal requests give equal bytes.

    Args:
        folder: where to write; it holds nothing yet.
        plan: the experiment, its scenario and its points.
        layout: how the runs are cut into chunks.
        command: the words of the command, without `winsim`; none where there was no command.
    """
    (folder / EXPERIMENT).write_text(as_yaml(_experiment(plan)), "utf-8")
    (folder / SCENARIO).write_text(as_yaml(_scenario(plan.specification.scenario, folder)), "utf-8")
    (folder / POINTS).write_bytes(points_as_parquet(plan.points))
    if plan.experiment.design.csv is not None:
        plan.points.to_csv(folder / POINTS_TEXT, index=False)
    write_dictionary(folder, sweep_tables(plan))
    words = reproducing(command)
    content = {
        "format": FORMAT,
        "command": shlex.join(["winsim", *words]) if words else "",
        "identity": identity(plan),
        "extent": extent(plan),
        "runs": plan.runs,
        "doubts": list(data_doubts(plan.specification.scenario)),
        "layout": asdict(layout),
        "versions": {"python": platform.python_version()} | _versions(),
        "commit": commit(),
        "files": {path.name: sha256_of(path) for path in sorted(folder.iterdir())},
    }
    write_content(folder, content)


def read_request(folder: Path) -> Request:
    """What was requested in the folder of a sweep.

    Raises:
        BadInput: where the folder holds no sweep, or a file in it was cut short.
    """
    read_sweep_manifest(folder)
    experiment = read_experiment(folder / EXPERIMENT)
    points = read_columns(folder / POINTS).to_pandas().set_index("point")
    return Request(experiment, points[[factor.name for factor in experiment.factors]])


def read_sweep_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a sweep's folder, as plain data.

    Returns:
        Besides what every manifest holds: `identity`, `extent`, `runs` (how many there can be) and
        `layout`.

    Raises:
        BadInput: where the folder holds no sweep.
    """
    manifest = read_manifest(folder)
    if manifest is None or "identity" not in manifest:
        remedy = "is no folder of a sweep; `winsim sweep EXPERIMENT` makes one"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    return manifest


def _experiment(plan: Plan) -> dict[str, Any]:
    """The experiment as it reads back from the folder: on the scenario that lies beside it."""
    data = difference(plan.experiment) | {"scenario": SCENARIO}
    data.pop("constants", None)
    if plan.experiment.design.csv is not None:
        data["design"] = {"csv": POINTS_TEXT}
    return data


def _scenario(scenario: Scenario, folder: Path) -> dict[str, Any]:
    """The scenario, constants included, with its files as seen from the folder."""
    data = difference(scenario)
    for name in ("people", "ties"):
        file = getattr(scenario.organisation, name)
        if file is not None:
            data["organisation"][name] = os.path.relpath(file, folder)
    return data


def _versions() -> dict[str, str]:
    installed = {}
    for name in (*LIBRARIES, *FURTHER_LIBRARIES):
        try:
            installed[name] = version(name)
        except PackageNotFoundError:
            continue
    return installed


def doubts_of(folder: Path) -> list[str]:
    """What was doubtful in the data of a sweep when it was begun, a sentence or two each.

    Args:
        folder: the folder of the sweep.
    """
    manifest = read_manifest(folder) or {}
    return [str(sentence) for sentence in manifest.get("doubts", [])]
