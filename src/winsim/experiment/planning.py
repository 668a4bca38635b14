"""Experiments made concrete: what they say of a scenario must hold for it, at every point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import declared
from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.declaration.override import Override, field_path, overridden
from winsim.declaration.path import annotation_at, field_at, forms, model_of
from winsim.experiment.experiment import OUTCOMES, Experiment
from winsim.experiment.factor import Factor
from winsim.experiment.plan import Plan, Specification, value_at, written
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


Where = Callable[[FieldPath], str]
"""Where a field of an experiment was written: its file and line, or its path."""
NO_PATH = "write it as a path, for example rollouts.pilots.waves[0].count"


def plan_of(
    experiment: Experiment,
    scenario: Scenario,
    source: str,
    points: Sequence[Sequence[Any]] | None = None,
    where: Where = dotted,
    progress: Progress | None = None,
) -> Plan:
    """The plan of an experiment on a scenario, whose file is `source` in commands.

    `points` are the values of each factor where they come from elsewhere. Raises BadInput with every
    field that leads nowhere, then with every value that does not fit.
    """
    fixed = _with_constants(experiment, scenario, where)
    refused = [*_misled(experiment, fixed, where), *_unknown_rollouts(experiment, fixed, where)]
    if refused:
        raise BadInput(*refused)
    filled = _filled(experiment, fixed)
    specification = Specification(fixed, filled.factors, filled.rollouts, filled, source)
    plan = Plan(specification, _points(specification, points, where))
    _refuse_misfits(plan, where, progress)
    return plan


def _with_constants(experiment: Experiment, scenario: Scenario, where: Where) -> Scenario:
    changes = []
    for text, value in experiment.constants.items():
        place, path = where(("constants", text)), field_path(text)
        if path is None:
            raise BadInput(Problem(place, f"constants.{text}", "", NO_PATH))
        changes.append(Override(path, value, written(value), place))
    return scenario.with_overrides(changes)


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
    found = value_at(scenario.model_dump(mode="json"), field_path(text) or ())
    number = isinstance(found, int | float) and not isinstance(found, bool)
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


def _filled(experiment: Experiment, scenario: Scenario) -> Experiment:
    """The experiment with what it left open: rollouts (the baseline first), outcomes, units.

    An outcome that a point may stop by is kept, too: who goes on later must know it.
    """
    others = [name for name in scenario.rollouts if name != scenario.reference]
    rollouts = scenario.named(experiment.rollouts or (scenario.reference, *others))
    groups = {
        group: tuple(described(factor) for factor in getattr(experiment, group))
        for group in ("levers", "uncertainties")
    }
    watched = () if experiment.stop is None else (experiment.stop.outcome,)
    outcomes = tuple(dict.fromkeys((*(experiment.outcomes or OUTCOMES), *watched)))
    return experiment.model_copy(update={**groups, "rollouts": rollouts, "outcomes": outcomes})


def _points(
    specification: Specification, given: Sequence[Sequence[Any]] | None, where: Where
) -> pd.DataFrame:
    from winsim.experiment.points import points_of, table_of

    factors, design = specification.factors, specification.experiment.design
    if given is not None:
        return table_of(factors, given)
    if design.points is not None:
        _refuse_gaps(design.points, factors, where)
    whole = [is_whole(factor) for factor in factors]
    standing = [standing_value(factor, specification.scenario) for factor in factors]
    return points_of(design, factors, whole, standing)


def _refuse_gaps(
    points: Sequence[Mapping[str, Any]], factors: Sequence[Factor], where: Where
) -> None:
    names = [factor.name for factor in factors]
    problems = [
        Problem(where(("design", "points", place)), name, "", remedy)
        for place, point in enumerate(points)
        for name in dict.fromkeys((*names, *point))
        if (remedy := _gap(name, names, point))
    ]
    if problems:
        raise BadInput(*problems)


def _gap(name: str, names: Sequence[str], point: Mapping[str, Any]) -> str:
    if name not in names:
        return f"there is no such factor; {nearest(name, names)}"
    return "" if name in point else "is missing; give every factor a value"


def _refuse_misfits(plan: Plan, where: Where, progress: Progress | None) -> None:
    """Raise BadInput with each value that does not fit, and at how many points it does not."""
    from winsim.experiment.points import rows_of

    places = {factor.name: where(group) for group, factor in _groups(plan.experiment)}
    found: dict[Problem, list[int]] = {}
    for number, point in enumerate(rows_of(plan.points, 0, len(plan.points))):
        try:
            plan.specification.scenario_at(point)
        except BadInput as bad:
            for one in bad.problems:
                problem = replace(one, where=places.get(one.where, one.where))
                found.setdefault(problem, []).append(number)
        if progress is not None:
            progress(number + 1, len(plan.points))
    if found:
        raise BadInput(*(_told(problem, at) for problem, at in found.items()))


def _told(problem: Problem, points: list[int]) -> Problem:
    more = f"s {points[0]} and {len(points) - 1} more" if len(points) > 1 else f" {points[0]}"
    return replace(problem, remedy=f"{problem.remedy} (point{more})")


def described(factor: Factor) -> Factor:
    """The factor with the meaning and unit of its field, where it says none of its own."""
    path = field_path(factor.path) or ()
    times = "times what the scenario says" if factor.multiply else _unit(path)
    said = {"unit": factor.unit or times, "meaning": factor.meaning or _meaning(path)}
    return factor.model_copy(update=said)


def is_whole(factor: Factor) -> bool:
    """Whether its field takes whole numbers only."""
    kinds = forms(annotation_at(Scenario, field_path(factor.path) or ()))
    return not factor.multiply and int in kinds and float not in kinds


def standing_value(factor: Factor, scenario: Scenario) -> Any:
    """What a factor is while others vary; None where neither it nor the scenario says."""
    if factor.default is not None or factor.multiply:
        return factor.default if factor.default is not None else 1.0
    found = value_at(scenario.model_dump(mode="json"), field_path(factor.path) or ())
    return found if isinstance(found, bool | int | float | str) else None


def _unit(path: FieldPath) -> str:
    """The unit of the innermost field around a path that has one."""
    for end in range(len(path), 0, -1):
        info = field_at(Scenario, path[:end])
        unit: str = declared(info).get("unit", "") if info is not None else ""
        if unit:
            return unit
    return ""


def _meaning(path: FieldPath) -> str:
    """What the field means; a part of a distribution is told after what is distributed."""
    trait = next((n for n in range(1, len(path)) if _is_distribution(path[:n])), None)
    ends = (trait, len(path)) if trait else (len(path),)
    found = [field_at(Scenario, path[:end]) for end in ends]
    return ": ".join(info.description or "" for info in found if info is not None)


def _is_distribution(path: FieldPath) -> bool:
    return model_of(annotation_at(Scenario, path)) is Distribution
