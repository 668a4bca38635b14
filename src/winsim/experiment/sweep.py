"""A sweep from Python: an experiment, a table of points or a SALib problem, simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from winsim.declaration.checking import checked
from winsim.experiment.experiment import Experiment, inconsistencies
from winsim.experiment.folder import Folder
from winsim.experiment.plan import Plan, plan_of
from winsim.experiment.reading import read_plan
from winsim.experiment.request import SCENARIO
from winsim.experiment.results import SweepResults, read_sweep
from winsim.experiment.scheduler import run_chunks
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario

Requested = Experiment | pd.DataFrame | Mapping[str, Any] | str | Path
"""What `sweep` takes: an experiment or its file, a table of points, or a SALib problem."""


def sweep(
    requested: Requested,
    scenario: Scenario | str | Path | None = None,
    *,
    folder: str | Path | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    extend: bool = False,
    **fields: Any,
) -> SweepResults:
    """Simulate an experiment, and give its points and runs as tables.

    Args:
        requested: an experiment, or its file; or a table of points, a row a point and a column a
            field of the scenario, named by its path; or a problem as SALib describes it (`names`,
            `bounds`), with fields of the scenario as names and a `design` beside it.
        scenario: the scenario or its file; an experiment's file names one itself.
        folder: where results are stored, so that the same call goes on where it stopped; without
            one, nothing is stored.
        executor: who simulates; None is threads of this process.
        jobs: how many workers the executor has, or how many threads to start.
        progress: called with how many runs are there, and of how many.
        extend: whether there may be more seeds and further points than in the folder.
        **fields: fields of the experiment (`seeds`, `rollouts`, `outcomes`, `design`, …) beside a
            table or a problem.

    Raises:
        BadInput: before anything is simulated, with every field and point that does not fit; or
            where the folder holds something else.

    Example:
        >>> import pandas as pd
        >>> points = pd.DataFrame({"employees.trust": [0.3, 0.7]})
        >>> result = sweep(points, "scenarios/ops-redesign.yaml", seeds=2, outcomes=["adoption"])
        >>> result.runs.groupby(["point", "rollout"]).size().to_dict()
        {(0, 'big_bang'): 2, (0, 'pilots'): 2, (1, 'big_bang'): 2, (1, 'pilots'): 2}
    """
    plan = requested_plan(requested, scenario, fields)
    if folder is not None:
        run_chunks(Folder(Path(folder), plan, extend=extend), executor, jobs, progress)
        return read_sweep(folder)
    with TemporaryDirectory() as passing:
        run_chunks(Folder(Path(passing), plan), executor, jobs, progress)
        return read_sweep(passing)


def requested_plan(
    requested: Requested,
    scenario: Scenario | str | Path | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Plan:
    """The plan of what is requested, in any of the forms that `sweep` takes."""
    fields = fields or {}
    if isinstance(requested, str | Path | Experiment):
        beside = {"scenario": scenario} if scenario and isinstance(requested, str | Path) else {}
        _refuse_idle({**beside, **fields})
    if isinstance(requested, str | Path):
        return read_plan(requested)
    given, source = _scenario(requested, scenario)
    if isinstance(requested, Experiment):
        return plan_of(requested, given, source)
    if isinstance(requested, Mapping):
        return plan_of(_experiment(_salib_factors(requested), source, fields), given, source)
    factors = [_column(str(name)) for name in requested]
    listed = {**fields, "design": {"csv": "points.csv"}}
    points = [requested[name].tolist() for name in requested]
    return plan_of(_experiment(factors, source, listed), given, source, points)


def _refuse_idle(fields: Mapping[str, Any]) -> None:
    if fields:
        remedy = "is a field of the experiment, which has one already; set it there"
        raise BadInput(*(Problem("", name, str(value), remedy) for name, value in fields.items()))


def _scenario(requested: Any, scenario: Scenario | str | Path | None) -> tuple[Scenario, str]:
    """The scenario, and its file as commands name it."""
    if isinstance(scenario, Scenario):
        return scenario, SCENARIO
    path = scenario if scenario is not None else getattr(requested, "scenario", None)
    if path is None:
        raise BadInput(Problem("", "scenario", "", "is missing; give a scenario or its file"))
    return read_scenario(path), str(path)


def _experiment(
    factors: Sequence[Mapping[str, Any]], source: str, fields: Mapping[str, Any]
) -> Experiment:
    """The experiment that varies these factors."""
    data = {"name": "sweep", "scenario": source, "uncertainties": list(factors), **fields}
    return checked(Experiment, data, None, (), inconsistencies)


def _column(name: str) -> dict[str, Any]:
    return {"name": name, "path": name}


def _salib_factors(problem: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The factors of a SALib problem; its bounds are those of uniform distributions."""
    for word in ("dists", "groups"):
        if problem.get(word) is not None:
            remedy = "only uniform, ungrouped factors are read; sample yourself, and give a table"
            raise BadInput(Problem("", word, str(problem[word]), remedy))
    names, bounds = problem.get("names", ()), problem.get("bounds", ())
    if not names:
        raise BadInput(Problem("", "names", str(names), "name at least one factor"))
    if len(names) != len(bounds) or any(len(pair) != 2 for pair in bounds):
        remedy = f"holds {len(bounds)} and names {len(names)}; give each name a pair, its lowest and highest"
        raise BadInput(Problem("", "bounds", str(bounds), remedy))
    return [
        {**_column(name), "low": float(low), "high": float(high)}
        for name, (low, high) in zip(names, bounds, strict=True)
    ]
