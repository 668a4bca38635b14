"""What of a sweep is analysed: an outcome of a rollout, two factors for a map, and an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor
from typing import Any

from winsim.analysis.response import Response, Side, failed, response
from winsim.analysis.structure import is_numeric
from winsim.experiment.results import SweepResults
from winsim.problems import BadInput, Problem

USUAL = "net_value"
"""The outcome that is analysed where none is named."""


@dataclass(frozen=True)
class Selection:
    """What of a sweep's results is analysed; what is not chosen has a default.

    Attributes:
        results: the points and runs.
        outcome: a column of the runs; by default `net_value` where it was recorded, else the first.
        rollout: whose outcome; by default the first that is not the baseline.
        alone: whether the outcome is read by itself, and not less that of the baseline.
        x: the factor across a map; by default the first of the only two that are numbers.
        y: the factor up; by default the second of them.
        below: the event is that the outcome lies below this value, in its stored unit.
        above: the event is that it lies above; with neither, that one rollout is better or worse.

    Raises:
        BadInput: where both `below` and `above` are given.
    """

    results: SweepResults
    outcome: str | None = None
    rollout: str | None = None
    alone: bool = False
    x: str | None = None
    y: str | None = None
    below: float | None = None
    above: float | None = None

    def __post_init__(self) -> None:
        if self.below is not None and self.above is not None:
            raise BadInput(Problem("", "above", f"{self.above:g}", "goes without below"))

    @cached_property
    def response(self) -> Response:
        """The outcome at each point and seed; raises BadInput for names that are not there."""
        experiment, rollout = self.results.experiment, self.chosen_rollout
        baseline = self.rollouts[0]
        return response(
            self.results.points,
            self.results.runs,
            self.outcome or (USUAL if USUAL in experiment.outcomes else experiment.outcomes[0]),
            rollout,
            "" if self.alone or rollout == baseline else baseline,
            {factor.name: factor.unit for factor in experiment.factors},
            [factor.name for factor in experiment.factors if factor.scale == "log"],
        )

    @property
    def rollouts(self) -> list[str]:
        """The rollouts of the sweep, the baseline first."""
        return list(self.results.experiment.rollouts)

    @property
    def chosen_rollout(self) -> str:
        """The rollout whose outcome is analysed."""
        others = self.rollouts[1:] or self.rollouts
        return self.rollout or others[0]

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The lowest and highest value by factor, of those factors that have both.

        Of a factor that takes whole numbers these are whole numbers inside its range.
        """
        points = self.results.points
        return {
            factor.name: (ceil(factor.low), floor(factor.high))
            if points[factor.name].dtype.kind == "i"
            else (factor.low, factor.high)
            for factor in self.results.experiment.factors
            if factor.low is not None and factor.high is not None
        }

    @property
    def axes(self) -> tuple[str, str]:
        """The factors across and up a map, as chosen or as the only two that are numbers.

        Raises:
            BadInput: where one is not chosen, and not exactly two factors are numbers.
        """
        points = self.results.points
        numbers = [str(name) for name in points if is_numeric(points[name])]
        if (self.x is None or self.y is None) and len(numbers) != 2:
            remedy = f"choose with x and y which two factors it is drawn over: {', '.join(numbers)}"
            raise BadInput(Problem("", "analysis", "map", remedy))
        free = [name for name in numbers if name not in (self.x, self.y)]
        return self.x or free[0], self.y or free[-1]

    @property
    def event(self) -> tuple[Side | None, float]:
        """On which side of which value the outcome lies, as `regimes` and `discover` take it.

        Returns:
            The side and the value, in the outcome's stored unit. With neither `below` nor `above` they are
            None and 0: a map then shows where the rollout is better than its baseline, a rule where worse.

        Raises:
            BadInput: for a rollout by itself, which is neither better nor worse.
        """
        if self.below is not None:
            return "below", self.below
        if self.above is not None:
            return "above", self.above
        if not self.response.baseline:
            remedy = (
                "one rollout is neither better nor worse; choose with below or above what to look "
                "for, or compare two rollouts"
            )
            raise BadInput(Problem("", "rollout", self.chosen_rollout, remedy))
        return None, 0.0

    def refuse_idle(self, analyses: tuple[str, ...]) -> None:
        """Refuse choices that none of the named analyses takes.

        Args:
            analyses: names of analyses; without any, nothing is refused.

        Raises:
            BadInput: for axes without a map, and for an event without a map or a rule.
        """
        problems: list[Problem] = []
        if "map" not in analyses:
            remedy = "is for the analysis `map`, which is not requested"
            problems += _refused({"x": self.x, "y": self.y}, remedy)
        if not {"map", "discover"} & set(analyses):
            remedy = "is for `map` and `discover`, which are not requested"
            problems += _refused({"below": self.below, "above": self.above}, remedy)
        if analyses and problems:
            raise BadInput(*problems)

    def remarks(self) -> Iterator[str]:
        """What is analysed, and how many of its runs failed: one or two sentences for the reader."""
        runs, lost = self.results.runs, int(failed(self.results.runs).sum())
        others = [name for name in self.rollouts[1:] if name != self.chosen_rollout]
        further = f"; other rollouts: {', '.join(others)}" if others else ""
        yield f"response: {self.response.title}, at {len(self.results.points)} points{further}"
        if lost:
            yield f"{lost} of {len(runs)} runs failed and are left out; `winsim sweep` says why"


def _refused(chosen: dict[str, Any], remedy: str) -> Iterator[Problem]:
    for name, value in chosen.items():
        if value is not None:
            yield Problem("", name, value if isinstance(value, str) else f"{value:g}", remedy)
