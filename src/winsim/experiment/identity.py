"""What tells one sweep from another: results that differ in it must not be mixed."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.experiment.chunks import points_as_parquet
from winsim.numerics.compiling import sources_hash
from winsim.runs.manifest import FORMAT, LIBRARIES, commit, reproducing, sha256_of, write_content
from winsim.scenario.listing import as_yaml, difference

if TYPE_CHECKING:
    from winsim.experiment.chunks import Layout
    from winsim.experiment.factor import Factor
    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario


DECIDING = ("numerics", "declaration", "scenario", "organisation", "model")
"""The packages that decide on a run."""
TOLD = ("name", "title", "description", "sources")
"""What is said about a scenario without deciding on a run."""


def identity(plan: Plan) -> dict[str, Any]:
    """What decides on the runs of a plan, but how many there are."""
    specification, stop = plan.specification, plan.experiment.stop
    return {
        "model": sources_hash(DECIDING),
        "scenario": scenario_hash(specification.scenario),
        "rollouts": list(specification.rollouts),
        "factors": [_factor(factor) for factor in specification.factors],
        "outcomes": list(plan.experiment.outcomes),
        "kind of design": plan.experiment.design.kind,
        "first seed": plan.experiment.first_seed,
        "rule of stopping": None if stop is None else stop.model_dump(),
        **specification.own_identity,
    }


def extent(plan: Plan) -> dict[str, Any]:
    """How much is asked: the seeds, and the points with a hash of their values."""
    from winsim.experiment.points import fingerprint

    points = len(plan.points)
    return {
        "seeds": plan.experiment.seeds,
        "points": points,
        "points_sha256": fingerprint(plan.points, points),
    }


def scenario_hash(scenario: Scenario) -> str:
    """A hash of all in a scenario that decides on its runs, and of the files it reads."""
    from winsim.runs.manifest import sha256_of

    data = scenario.model_dump(mode="json", exclude=set(TOLD))
    source = data["organisation"]
    for name in ("people", "ties"):
        source[name] = source[name] and sha256_of(Path(source[name]))
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _factor(factor: Factor) -> dict[str, Any]:
    return {"name": factor.name, "paths": list(factor.paths), "multiply": factor.multiply}


EXPERIMENT, SCENARIO = "experiment.yaml", "scenario.yaml"
POINTS, POINTS_TEXT = "points.parquet", "points.csv"
FURTHER_LIBRARIES = ("pyarrow", "SALib")


def write_asked(draft: Path, plan: Plan, layout: Layout, command: Sequence[str]) -> None:
    """Write what was asked into a folder, the manifest last; it holds no times and no folders."""
    (draft / EXPERIMENT).write_text(as_yaml(_experiment(plan)), "utf-8")
    (draft / SCENARIO).write_text(as_yaml(_scenario(plan.specification.scenario, draft)), "utf-8")
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
