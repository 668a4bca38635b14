"""A plan: an experiment made concrete by its scenario and its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from winsim.declaration.inconsistency import FieldPath, dotted
from winsim.declaration.override import Override, field_path
from winsim.experiment.consistency import (
    NO_PATH,
    Where,
    misfits,
    refuse_gaps,
    refuse_misfit_points,
)
from winsim.experiment.experiment import OUTCOMES, Experiment
from winsim.experiment.factor import Factor
from winsim.experiment.factor_field import described, is_whole, standing_value
from winsim.experiment.variation import Variation, multiplied, value_at, yaml_value
from winsim.parallel import Progress
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


OWN_SEED = "seed"
"""The column of a plan's points that holds the first of a point's own seeds."""


@dataclass(frozen=True)
class Specification:
    """What is simulated at every point, without the points: small enough to be sent to any worker.

    Here a point sets fields of the scenario anew. A subclass may make the scenario of a point in
    another way: it overrides `scenario_at` and `command`, and says in `own_identity` what decides on
    its scenarios.

    Attributes:
        scenario: the scenario, with the experiment's constants already.
        factors: what is varied, levers before uncertainties.
        rollouts: the rollouts to simulate, the baseline first.
        experiment: the experiment, with all that it left open filled in.
        source: the scenario's file, as commands name it.
    """

    scenario: Scenario
    factors: tuple[Factor, ...]
    rollouts: tuple[str, ...]
    experiment: Experiment
    source: str

    @cached_property
    def variation(self) -> Variation:
        """The scenario, ready to be varied."""
        return Variation(self.scenario)

    def overrides_at(self, point: Mapping[str, Any]) -> list[Override]:
        """The fields of the scenario that a point sets anew."""
        return [
            Override(path, value, yaml_value(value), factor.name)
            for factor in self.factors
            for path, value in self._set_by(factor, point[factor.name])
        ]

    def scenario_at(self, point: Mapping[str, Any]) -> Scenario:
        """The scenario at a point.

        Args:
            point: a value for every factor, by name.

        Raises:
            BadInput: where its values do not fit, each problem under the factor's name.
        """
        return self.variation.at(self.overrides_at(point))

    def seeds_at(self, point: Mapping[str, Any], seeds: range) -> range:
        """The seeds to simulate at a point.

        Args:
            point: the point's values by column; `seed` is the first of its own seeds.
            seeds: the experiment's seeds. A point without seeds of its own takes them as they are,
                one with seeds of its own counts them from its first.
        """
        first = int(point.get(OWN_SEED, 0))
        return range(first + seeds.start, first + seeds.stop)

    @property
    def own_identity(self) -> dict[str, Any]:
        """What decides on the runs besides the experiment and its scenario, as plain data."""
        return {}

    def _set_by(self, factor: Factor, value: Any) -> list[tuple[FieldPath, Any]]:
        paths = [path for text in factor.paths if (path := field_path(text)) is not None]
        if not factor.multiply:
            return [(path, value) for path in paths]
        return [(path, multiplied(value_at(self.variation.data, path), value)) for path in paths]

    def command(self, point: Mapping[str, Any], rollout: str, seed: int) -> str:
        """The command that simulates one run of a sweep again, on its own.

        Args:
            point: a value for every factor, by name.
            rollout: the rollout of the run.
            seed: its seed.

        Returns:
            A line for a POSIX shell, quoted where it must be.
        """
        import shlex

        constants = [
            f"{path}={yaml_value(value)}" for path, value in self.experiment.constants.items()
        ]
        sets = [f"{dotted(one.path)}={one.written}" for one in self.overrides_at(point)]
        words = [word for one in (*constants, *sets) for word in ("--set", one)]
        one_run = ["--rollouts", rollout, "--seed", str(seed), "--seeds", "1", "-v"]
        return shlex.join(["winsim", "run", self.source, *words, *one_run])


@dataclass(frozen=True)
class Plan:
    """A specification and its points: everything that a sweep needs to be simulated.

    Attributes:
        specification: what is simulated at every point.
        points: a row a point, indexed by `point` from 0; a column a factor. A column `seed`, which is no
            factor, gives each point seeds of its own.
    """

    specification: Specification
    points: pd.DataFrame

    @property
    def experiment(self) -> Experiment:
        """The experiment, with all that it left open filled in."""
        return self.specification.experiment

    @property
    def runs(self) -> int:
        """How many runs there are, at most."""
        return len(self.points) * self.experiment.seeds * len(self.specification.rollouts)


def plan_of(
    experiment: Experiment,
    scenario: Scenario,
    source: str,
    points: Sequence[Sequence[Any]] | None = None,
    where: Where = dotted,
    progress: Progress | None = None,
) -> Plan:
    """The plan of an experiment on a scenario, every point of it checked.

    Args:
        experiment: what is varied, what is read, and with how many seeds.
        scenario: the scenario that it is put to; the experiment's constants are set in it.
        source: the scenario's file, as commands name it.
        points: the values of each factor, one sequence a factor, where they come from elsewhere than
            the design.
        where: where a field of the experiment was written, for messages.
        progress: called with how many points are checked, and of how many.

    Raises:
        BadInput: with every field that leads nowhere; else with every value that does not fit.
    """
    fixed = _with_constants(experiment, scenario, where)
    problems = list(misfits(experiment, fixed, where))
    if problems:
        raise BadInput(*problems)
    filled = _filled(experiment, fixed)
    specification = Specification(fixed, filled.factors, filled.rollouts, filled, source)
    plan = Plan(specification, _points(specification, points, where))
    refuse_misfit_points(filled, plan.points, specification.scenario_at, where, progress)
    return plan


def _with_constants(experiment: Experiment, scenario: Scenario, where: Where) -> Scenario:
    overrides = []
    for text, value in experiment.constants.items():
        place, path = where(("constants", text)), field_path(text)
        if path is None:
            raise BadInput(Problem(place, f"constants.{text}", "", NO_PATH))
        overrides.append(Override(path, value, yaml_value(value), place))
    return scenario.with_overrides(overrides)


def _filled(experiment: Experiment, scenario: Scenario) -> Experiment:
    """The experiment with what it left open: rollouts (the baseline first), outcomes, units.

    The outcome by which points may stop is stored, too: who goes on later must know it.
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
        refuse_gaps(design.points, factors, where)
    whole = [is_whole(factor) for factor in factors]
    standing = [standing_value(factor, specification.scenario) for factor in factors]
    return points_of(design, factors, whole, standing)
