"""A plan: an experiment made concrete by its scenario and its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from winsim.declaration.inconsistency import FieldPath, dotted, refuse
from winsim.declaration.override import Override, field_path, put
from winsim.experiment.experiment import Experiment
from winsim.experiment.factor import Factor
from winsim.scenario.consistency import across
from winsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


OWN_SEED = "seed"
"""The column of a plan's points that holds the first of a point's own seeds."""


@dataclass(frozen=True)
class Specification:
    """What is asked at every point, without the points: small enough to be sent to any worker.

    `scenario` has the experiment's constants already; `source` is its file, as commands name it.
    Here a point sets fields of that scenario anew. A subclass may make the scenario of a point in
    another way: it overrides `scenario_at` and `command`, and says in `own_identity` what decides on
    its scenarios.
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

    def changes(self, point: Mapping[str, Any]) -> list[Override]:
        """The fields of the scenario that a point sets anew."""
        return [
            Override(path, value, written(value), factor.name)
            for factor in self.factors
            for path, value in self._set_by(factor, point[factor.name])
        ]

    def scenario_at(self, point: Mapping[str, Any]) -> Scenario:
        """The scenario at a point; BadInput where its values do not fit, by the factor's name."""
        return self.variation.at(self.changes(point))

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
        """The command that lives one run again, on its own."""
        import shlex

        constants = [
            f"{path}={written(value)}" for path, value in self.experiment.constants.items()
        ]
        sets = [f"{dotted(one.path)}={one.written}" for one in self.changes(point)]
        words = [word for one in (*constants, *sets) for word in ("--set", one)]
        luck = ["--rollouts", rollout, "--seed", str(seed), "--seeds", "1", "-v"]
        return shlex.join(["winsim", "run", self.source, *words, *luck])


@dataclass(frozen=True)
class Plan:
    """A question and its points: `points` has a column a factor and is indexed by `point`.

    A column `seed`, which is no factor, gives each point seeds of its own.
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


def written(value: Any) -> str:
    """A value as it is written on the command line and in YAML."""
    from winsim.scenario.listing import as_yaml_word

    if isinstance(value, str):
        return as_yaml_word(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def value_at(data: Any, path: FieldPath) -> Any:
    """The plain value at a path, or None where there is none."""
    for part in path:
        if isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def multiplied(value: Any, times: float) -> float | int:
    """A number times another; a whole number stays one."""
    return round(value * times) if isinstance(value, int) else value * times


class Variation:
    """A scenario of which some fields are set anew, again and again.

    The parts of a scenario hang together only as `across` says, so a part that is not touched stays
    as it was found valid. The scenarios are those of `Scenario.with_overrides`, about three times as fast.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.data = scenario.model_dump(mode="json", exclude_none=True)

    def at(self, changes: Sequence[Override]) -> Scenario:
        """The scenario with changes made; BadInput with every problem where they do not fit."""
        touched = {str(change.path[0]) for change in changes}
        parts = {name: deepcopy(part) for name, part in self.data.items() if name in touched}
        put(Scenario, parts, changes)
        try:
            valid = {name: _adapter(name).validate_python(part) for name, part in parts.items()}
            varied = self.scenario.unchecked_copy(valid)
            refuse(across(varied))
        except (ValidationError, PydanticCustomError):
            return self.scenario.with_overrides(changes)
        return varied


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """What validates one part of a scenario."""
    info = Scenario.model_fields[name]
    form: Any = Annotated[info.annotation, info]
    return TypeAdapter(form)
