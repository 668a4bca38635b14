"""What an experiment says of a scenario must hold for it: its fields and rollouts, and every point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.declaration.override import Override, field_path, overridden
from winsim.experiment.experiment import Experiment
from winsim.experiment.factor import Factor
from winsim.experiment.factor_field import is_whole, standing_value
from winsim.experiment.points import point_values
from winsim.experiment.variation import value_at
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Where = Callable[[FieldPath], str]
"""Where a field of an experiment was written: its file and line, or its path."""
NO_PATH = "write it as a path, for example rollouts.pilots.waves[0].count"


def misfits(experiment: Experiment, scenario: Scenario, where: Where) -> Iterator[Problem]:
    """What an experiment names that its scenario does not have, before any point is looked at.

    Args:
        experiment: names fields by their paths, and rollouts.
        scenario: with the experiment's constants already.
        where: says of a field of the experiment where it was written.

    Yields:
        A problem with its remedy for each such name.
    """
    yield from _misled(experiment, scenario, where)
    yield from _unknown_rollouts(experiment, scenario, where)


def refuse_gaps(
    points: Sequence[Mapping[str, Any]], factors: Sequence[Factor], where: Where
) -> None:
    """Refuse listed points that do not have exactly one value for every factor.

    Args:
        points: values by factor, as the experiment lists them.
        factors: what is varied.
        where: says of a field of the experiment where it was written.

    Raises:
        BadInput: with every factor that a point lacks or that is none.
    """
    names = [factor.name for factor in factors]
    problems = [
        Problem(where(("design", "points", place)), name, "", remedy)
        for place, point in enumerate(points)
        for name in dict.fromkeys((*names, *point))
        if (remedy := _gap(name, names, point))
    ]
    if problems:
        raise BadInput(*problems)


def refuse_misfit_points(
    experiment: Experiment,
    points: pd.DataFrame,
    scenario_at: Callable[[Mapping[str, Any]], Scenario],
    where: Where,
    progress: Progress | None,
) -> None:
    """Raise BadInput with each value that does not fit, and at how many points it does not.

    Args:
        experiment: names the factors, and where each was written.
        points: a row a point, a column a factor.
        scenario_at: makes the scenario of a point; raises BadInput by the factor's name.
        where: where a field of the experiment was written.
        progress: called with how many points are checked, and of how many.
    """
    places = {factor.name: where(group) for group, factor in _groups(experiment)}
    misfit_points: dict[Problem, list[int]] = {}
    for number, point in enumerate(point_values(points, 0, len(points))):
        try:
            scenario_at(point)
        except BadInput as bad:
            for one in bad.problems:
                problem = replace(one, where=places.get(one.where, one.where))
                misfit_points.setdefault(problem, []).append(number)
        if progress is not None:
            progress(number + 1, len(points))
    if misfit_points:
        raise BadInput(*(_counted(problem, at) for problem, at in misfit_points.items()))


def _counted(problem: Problem, points: list[int]) -> Problem:
    """The problem with the first point that has it, and how many more have."""
    more = f"s {points[0]} and {len(points) - 1} more" if len(points) > 1 else f" {points[0]}"
    return replace(problem, remedy=f"{problem.remedy} (point{more})")


def _gap(name: str, names: Sequence[str], point: Mapping[str, Any]) -> str:
    if name not in names:
        return f"there is no such factor; {nearest(name, names)}"
    return "" if name in point else "is missing; give every factor a value"


def _groups(experiment: Experiment) -> Iterator[tuple[FieldPath, Factor]]:
    for group in ("levers", "uncertainties"):
        for place, factor in enumerate(getattr(experiment, group)):
            yield (group, place), factor


def _misled(experiment: Experiment, scenario: Scenario, where: Where) -> Iterator[Problem]:
    """Factors that lead to no field of the scenario, or to one that cannot be varied so."""
    taken: dict[str, str] = {}
    for group, factor in _groups(experiment):
        for number, text in enumerate(factor.paths):
            field = (*group, "path") if number == 0 else (*group, "also", number - 1)
            remedy = _nowhere(text, scenario) or _unmultiplied(factor, text, scenario)
            if text in taken:
                remedy = f"is set by {taken[text]} already; a field can be varied only once"
            if remedy:
                yield Problem(where(field), dotted(field), text, remedy)
            taken[text] = factor.name
        yield from _without_standing(group, factor, experiment, scenario, where)
        yield from _without_whole(group, factor, where)


def _nowhere(text: str, scenario: Scenario) -> str:
    path = field_path(text)
    if path is None:
        return NO_PATH
    try:
        overridden(scenario, [Override(path, 0, "")])
    except BadInput as bad:
        return bad.problems[0].remedy
    return ""


def _unmultiplied(factor: Factor, text: str, scenario: Scenario) -> str:
    value = value_at(scenario.model_dump(mode="json"), field_path(text) or ())
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if factor.multiply and not number:
        return "is no plain number in the scenario, so nothing can be multiplied"
    return ""


def _without_standing(
    group: FieldPath, factor: Factor, experiment: Experiment, scenario: Scenario, where: Where
) -> Iterator[Problem]:
    needed = experiment.design.one_at_a_time is not None
    if needed and standing_value(factor, scenario) is None:
        remedy = f"the scenario has no single value at {factor.path}; say which one, as default"
        yield Problem(where(group), dotted((*group, "default")), "", remedy)


def _without_whole(group: FieldPath, factor: Factor, where: Where) -> Iterator[Problem]:
    low, high = factor.low, factor.high
    if low is not None and high is not None and ceil(low) > floor(high) and is_whole(factor):
        remedy = f"{factor.path} takes whole numbers, and there is none from {low:g} to {high:g}"
        yield Problem(where(group), dotted(group), factor.name, remedy)


def _unknown_rollouts(
    experiment: Experiment, scenario: Scenario, where: Where
) -> Iterator[Problem]:
    """Rollouts that the scenario does not have, and too few of them to be compared."""
    if experiment.stop is not None and len(experiment.rollouts or scenario.rollouts) < 2:
        remedy = "there is no difference to know with one rollout; leave stop out, or name two"
        yield Problem(where(("stop",)), "stop", "", remedy)
    for place, name in enumerate(experiment.rollouts):
        if name not in scenario.rollouts:
            path, remedy = ("rollouts", place), nearest(name, scenario.rollouts)
            yield Problem(where(path), dotted(path), name, f"no such rollout; {remedy}")
