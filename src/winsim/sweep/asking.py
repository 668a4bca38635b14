"""What was asked, written beside the answers: experiment, scenario, points and manifest."""

from __future__ import annotations

import os
import platform
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.scenario.listing import as_yaml, difference
from winsim.runs.manifest import FORMAT, LIBRARIES, commit, reproducing, sha256_of, write_content
from winsim.experiment.identity import extent, identity
from winsim.sweep.tables import points_as_parquet

if TYPE_CHECKING:
    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario
    from winsim.experiment.chunks import Layout

EXPERIMENT, SCENARIO = "experiment.yaml", "scenario.yaml"
POINTS, POINTS_TEXT = "points.parquet", "points.csv"
FURTHER_LIBRARIES = ("pyarrow", "SALib")


def write_asked(draft: Path, plan: Plan, layout: Layout, command: Sequence[str]) -> None:
    """Write what was asked into a folder, the manifest last; it holds no times and no folders."""
    (draft / EXPERIMENT).write_text(as_yaml(_experiment(plan)), "utf-8")
    (draft / SCENARIO).write_text(as_yaml(_scenario(plan.question.scenario, draft)), "utf-8")
    (draft / POINTS).write_bytes(points_as_parquet(plan.points))
    if plan.experiment.design.csv is not None:
        plan.points.to_csv(draft / POINTS_TEXT, index=False)
    written = {path.name: sha256_of(path) for path in sorted(draft.iterdir())}
    words = reproducing(command)
    content = {
        "format": FORMAT,
        "command": shlex.join(["winsim", *words]) if words else "",
        "sweep": identity(plan),
        "asked": extent(plan),
        "runs": plan.runs,
        "chunk": asdict(layout),
        "versions": {"python": platform.python_version()} | _versions(),
        "commit": commit(),
        "files": written,
    }
    write_content(draft, content)


def _experiment(plan: Plan) -> dict[str, Any]:
    """The experiment as it reads back from the folder: on the scenario that lies beside it."""
    data = difference(plan.experiment) | {"scenario": SCENARIO}
    data.pop("constants", None)
    if plan.experiment.design.csv is not None:
        data["design"] = {"csv": POINTS_TEXT}
    return data


def _scenario(scenario: Scenario, draft: Path) -> dict[str, Any]:
    """The scenario, constants included, with its files as seen from the folder."""
    data = difference(scenario)
    for name in ("people", "ties"):
        file = getattr(scenario.organisation, name)
        if file is not None:
            data["organisation"][name] = os.path.relpath(file, draft)
    return data


def _versions() -> dict[str, str]:
    found = {}
    for name in (*LIBRARIES, *FURTHER_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
