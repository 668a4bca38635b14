"""An experiment: what is varied in one scenario, what is read off its runs, and how many there are."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

from pydantic import model_validator

from winsim.declaration.field import Declared, Number, Whole, parameter
from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.experiment.design import Design
from winsim.experiment.factor import Factor, Value
from winsim.problems import nearest
from winsim.runs.outcomes import OUTCOMES as DECLARED

OUTCOMES = tuple(name for name in DECLARED if name != "cancelled")
"""The outcomes that are numbers of a run, by name; whether it was cancelled stands beside them."""
MAY_NEVER_COME = tuple(name for name in OUTCOMES if DECLARED[name].may_never_come)
"""Outcomes that a run may not have, so that no mean of them can be known."""
RUN_COLUMNS = ("point", "rollout", "seed", "cancelled", "ended", "error", "command")
"""The columns of the table of runs, apart from the outcomes."""


class Stop(Declared):
    """When a point is known precisely enough: no further seeds are simulated there.

    A point ends once the mean paired difference of each rollout to the baseline has a 95 % interval
    (Student's t) narrower than `width`.
    """

    outcome: str = parameter(..., "the outcome whose paired difference is to be known")
    width: Number = parameter(..., "width of the 95 % interval, in the outcome's unit", gt=0)
    at_least: Whole = parameter(10, "seeds that every point gets", unit="seeds", ge=3)
    every: Whole = parameter(5, "seeds after which it is looked at again", unit="seeds", ge=1)


class Experiment(Declared):
    """What is varied in one scenario, what is read off its runs, and how many there are."""

    name: str = parameter(..., "short name, used for folders and titles", pattern=r"^[^/\\.][^/\\]*$")
    title: str = parameter("", "title for figures and pages")
    description: str = parameter("", "the question, in a few sentences")
    sources: tuple[str, ...] = parameter((), "where the question and its ranges come from")
    scenario: str = parameter(..., "the scenario file; path relative to the experiment", min_length=1)
    constants: dict[str, Value] = parameter({}, "fields of the scenario set anew for all points, by path (weeks: 52)")
    rollouts: tuple[str, ...] = parameter((), "only these rollouts, the first is what the others are compared with; none named is all, compared with the scenario's baseline")
    levers: tuple[Factor, ...] = parameter((), "what one chooses")
    uncertainties: tuple[Factor, ...] = parameter((), "what one does not know")
    outcomes: tuple[str, ...] = parameter((), "what is read off each run, and that of `stop`; none named is all")
    design: Design = parameter(..., "which points are looked at: grid, latin_hypercube, sobol, morris, one_at_a_time, points or csv")
    seeds: Whole = parameter(20, "seeds at every point, the same at all points and for all rollouts", unit="seeds", ge=1, le=1_000_000)
    first_seed: Whole = parameter(1, "the first seed", unit="seed", ge=0, le=2**62)
    stop: Stop | None = parameter(None, "when a point is known precisely enough; null simulates every seed")

    @model_validator(mode="after")
    def _everything_is_known(self) -> Self:
        refuse(inconsistencies(dict(self)))
        return self

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Levers and uncertainties, in this order: the columns of the points."""
        return (*self.levers, *self.uncertainties)


def inconsistencies(experiment: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """What does not fit together in an experiment, or in the plain data that it is made from."""
    yield from _names(experiment)
    yield from _ranges(experiment)
    yield from _outcomes(experiment)


def _members(experiment: Mapping[str, Any]) -> Iterator[tuple[str, int, Any]]:
    for group in ("levers", "uncertainties"):
        listed = experiment.get(group)
        for place, factor in enumerate(listed if isinstance(listed, list | tuple) else ()):
            yield group, place, factor


def _part(whole: Any, name: str) -> Any:
    return whole.get(name) if isinstance(whole, Mapping) else getattr(whole, name, None)


def _names(experiment: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """Factors are named once, and not like another column of the tables."""
    seen: set[Any] = set()
    for group, place, factor in _members(experiment):
        name = _part(factor, "name")
        if isinstance(name, str) and name in seen:
            yield Inconsistency((group, place, "name"), "another factor has this name")
        elif name in (*RUN_COLUMNS, *OUTCOMES):
            remedy = "is a column of the runs already; give it another name"
            yield Inconsistency((group, place, "name"), remedy)
        seen.add(name if isinstance(name, str) else None)
    if not any(True for _ in _members(experiment)):
        yield Inconsistency(("levers",), "name at least one lever or uncertainty to vary")


def _ranges(experiment: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """A design that chooses its points needs to know each factor's range."""
    design = experiment.get("design")
    if _part(design, "points") is not None or _part(design, "csv") is not None:
        return
    for group, place, factor in _members(experiment):
        if not any(_part(factor, form) for form in ("values", "distribution")) and all(
            _part(factor, end) is None for end in ("low", "high")
        ):
            remedy = "say what it may be: values, low and high, or distribution"
            yield Inconsistency((group, place), remedy)


def _outcomes(experiment: Mapping[str, Any]) -> Iterator[Inconsistency]:
    listed = experiment.get("outcomes")
    for place, name in enumerate(listed if isinstance(listed, list | tuple) else ()):
        if isinstance(name, str) and name not in OUTCOMES:
            remedy = f"there is no such outcome; {nearest(name, OUTCOMES)}"
            yield Inconsistency(("outcomes", place), remedy)
    watched = _part(experiment.get("stop"), "outcome")
    if isinstance(watched, str) and (watched not in OUTCOMES or watched in MAY_NEVER_COME):
        known = [name for name in OUTCOMES if name not in MAY_NEVER_COME]
        remedy = f"there is no such outcome that every run has; {nearest(watched, known)}"
        yield Inconsistency(("stop", "outcome"), remedy)
