"""The sweep itself, from Python: an experiment, a SALib problem or a table of points, lived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from winsim.experiment.experiment import Experiment
from winsim.experiment.folder import Folder
from winsim.experiment.results import Results, results
from winsim.experiment.scheduler import run_chunks
from winsim.parallel import Progress

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario


def sweep(
    asked: Experiment | pd.DataFrame | Mapping[str, Any] | str | Path,
    scenario: Scenario | str | Path | None = None,
    *,
    folder: str | Path | None = None,
    executor: Executor | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    extend: bool = False,
    **further: Any,
) -> Results:
    """Live an experiment, and give its points and runs as tables; BadInput comes before anything.

    `asked` is an experiment or its file; or a table of points, a column a field of the scenario; or
    a problem as SALib describes it, with fields as names and a `design` beside it. The latter two
    take a `scenario` and an experiment's `further` fields (`seeds`, `rollouts`, `outcomes`). With a
    `folder`, results are kept there, and the same call goes on where it stopped.
    """
    plan = planned(asked, scenario, further)
    if folder is not None:
        run_chunks(Folder(Path(folder), plan, extend=extend), executor, jobs, progress)
        return results(folder)
    with TemporaryDirectory() as passing:
        run_chunks(Folder(Path(passing), plan), executor, jobs, progress)
        return results(passing)


def planned(
    asked: Experiment | pd.DataFrame | Mapping[str, Any] | str | Path,
    scenario: Scenario | str | Path | None = None,
    further: Mapping[str, Any] | None = None,
) -> Plan:
    """The plan of what is asked, in any of the forms that `sweep` takes."""
    from winsim.experiment.planning import plan_of
    from winsim.experiment.reading import read_plan

    if isinstance(asked, str | Path | Experiment):
        beside = {"scenario": scenario} if scenario and isinstance(asked, str | Path) else {}
        _refuse_idle({**beside, **(further or {})})
    if isinstance(asked, str | Path):
        return read_plan(asked)
    given, source = _scenario(asked, scenario)
    if isinstance(asked, Experiment):
        return plan_of(asked, given, source)
    if isinstance(asked, Mapping):
        return plan_of(_experiment(_of_problem(asked), source, further or {}), given, source)
    factors = [_column(str(name)) for name in asked]
    listed = {**(further or {}), "design": {"csv": "points.csv"}}
    points = [asked[name].tolist() for name in asked]
    return plan_of(_experiment(factors, source, listed), given, source, points)


def _refuse_idle(further: Mapping[str, Any]) -> None:
    from winsim.problems import BadInput, Problem

    if further:
        remedy = "is a field of the experiment, which has one already; set it there"
        raise BadInput(*(Problem("", name, str(value), remedy) for name, value in further.items()))


def _scenario(asked: Any, scenario: Scenario | str | Path | None) -> tuple[Scenario, str]:
    from winsim.experiment.identity import SCENARIO
    from winsim.problems import BadInput, Problem
    from winsim.scenario.reading import read_scenario
    from winsim.scenario.scenario import Scenario

    if isinstance(scenario, Scenario):
        return scenario, SCENARIO
    path = scenario if scenario is not None else getattr(asked, "scenario", None)
    if path is None:
        raise BadInput(Problem("", "scenario", "", "is missing; give a scenario or its file"))
    return read_scenario(path), str(path)


def _experiment(
    factors: Sequence[Mapping[str, Any]], source: str, further: Mapping[str, Any]
) -> Experiment:
    """The experiment that varies these factors."""
    from winsim.declaration.checking import checked
    from winsim.experiment.experiment import inconsistencies

    data = {"name": "sweep", "scenario": source, "uncertainties": list(factors), **further}
    return checked(Experiment, data, None, (), inconsistencies)


def _column(name: str) -> dict[str, Any]:
    return {"name": name, "path": name}


def _of_problem(problem: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The factors of a SALib problem; its bounds are those of uniform distributions."""
    from winsim.problems import BadInput, Problem

    for word in ("dists", "groups"):
        if problem.get(word) is not None:
            remedy = "only uniform, ungrouped factors are read; sample yourself, and give a table"
            raise BadInput(Problem("", word, str(problem[word]), remedy))
    names, ends = problem.get("names", ()), problem.get("bounds", ())
    if not names:
        raise BadInput(Problem("", "names", str(names), "name at least one factor"))
    if len(names) != len(ends) or any(len(pair) != 2 for pair in ends):
        remedy = f"holds {len(ends)} and names {len(names)}; give each name a pair, its lowest and highest"
        raise BadInput(Problem("", "bounds", str(ends), remedy))
    return [
        {**_column(name), "low": float(low), "high": float(high)}
        for name, (low, high) in zip(names, ends, strict=True)
    ]
