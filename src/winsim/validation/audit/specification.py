"""The audit as a specification that the sweep runs: a point is a case, a factor is a prior."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from winsim.declaration.override import Override, override_from
from winsim.experiment.design import Design
from winsim.experiment.experiment import Experiment
from winsim.experiment.plan import Plan, Specification
from winsim.experiment.points import point_values
from winsim.experiment.request import SCENARIO
from winsim.problems import BadInput, Problem
from winsim.runs.manifest import sha256_of
from winsim.scenario.listing import as_yaml, difference
from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario
from winsim.validation.audit import cases as made
from winsim.validation.audit.cases import ROLLOUTS, Case, draw_cases, price_of, scenario_of
from winsim.validation.audit.priors import PRIORS

OUTCOMES = ("net_value", "benefit", "cost", "adoption", "strategic")
"""The outcomes that are stored of each run, beside whether and by what it ended."""


@dataclass(frozen=True)
class CaseSpecification(Specification):
    """What is specified for every case: its scenario is made whole from what was drawn for it.

    Attributes:
        seed: seed of the draws, at least 0.
        overrides: fields of every case's scenario set anew, as in `mechanisms.learning=false`.
    """

    seed: int = 1
    overrides: tuple[str, ...] = ()

    @cached_property
    def changes_to_all(self) -> Sequence[Override]:
        """The fields that are set anew in every case."""
        return [override_from(text) for text in self.overrides]

    def scenario_at(self, point: Mapping[str, Any]) -> Scenario:
        """The scenario of a case, with the fields that are set anew."""
        return scenario_of(point).with_overrides(self.changes_to_all)

    def price_at(self, point: Mapping[str, Any]) -> float:
        """What a week of the full benefit is worth in a case, in person-weeks per employee."""
        if any(change.path[0] == "initiative" for change in self.changes_to_all):
            return self.scenario_at(point).initiative.price
        return price_of(point)

    def command(self, point: Mapping[str, Any], rollout: str, seed: int) -> str:
        """Write the commands that simulate one run of a case again, on its own.

        Args:
            point: the case, a row of `draw_cases`.
            rollout: one of `ROLLOUTS`.
            seed: under which the run was simulated.

        Returns:
            A line for a shell, which writes the case's scenario into a file and simulates it.
        """
        number, sets = point["case"], [word for one in self.overrides for word in ("--set", one)]
        case = ["--seed", str(self.seed), "--cases", str(number + 1), "--case", str(number)]
        file, only = f"case-{number}.yaml", ["--rollouts", rollout, "--seed", str(seed)]
        written = shlex.join(["winsim", "audit", *case, *sets])
        return f"{written} > {file} && {shlex.join(['winsim', 'run', file, *only])} --seeds 1 -v"

    @property
    def own_identity(self) -> dict[str, Any]:
        """What decides on the scenarios of the cases, and on their seeds."""
        priors = [(prior.name, prior.low, prior.high, prior.shape) for prior in PRIORS]
        return {
            "seed": self.seed,
            "overrides": list(self.overrides),
            "priors": hashlib.sha256(json.dumps(priors).encode()).hexdigest(),
            "making of cases": sha256_of(Path(made.__file__)),
        }


def plan_of_cases(cases: int, seed: int, overrides: Sequence[str] = ()) -> Plan:
    """Plan the first cases that a seed draws from the priors.

    Args:
        cases: how many, at least 1.
        seed: seed of the draws, at least 0.
        overrides: fields of every case's scenario set anew, `path=value` each.

    Returns:
        A plan for the sweep: a point a case, with the columns of `draw_cases`, and every rollout.

    Raises:
        BadInput: where a field set anew does not fit the first case.
    """
    points = draw_cases(cases, seed)
    first = as_yaml(difference(scenario_of(next(point_values(points, 0, 1)))))
    scenario = scenario_from(first, "case 0", overrides)
    experiment = Experiment(
        name="audit",
        title="Fairness audit: which rollout has the highest net value, over stated priors",
        scenario=SCENARIO,
        rollouts=ROLLOUTS,
        uncertainties=tuple(prior.factor for prior in PRIORS),
        outcomes=OUTCOMES,
        design=Design(csv="points.csv"),
        seeds=1,
        first_seed=0,
    )
    specification = CaseSpecification(
        scenario, experiment.factors, ROLLOUTS, experiment, SCENARIO, seed, tuple(overrides)
    )
    return Plan(specification, points)


def case_at(plan: Plan, number: int) -> tuple[Case, Scenario]:
    """Look up what is drawn for a case of a plan, and its scenario.

    Args:
        plan: as `plan_of_cases` makes it.
        number: of the case, from 0.

    Returns:
        The case by the names of its priors, and its scenario with the fields that are set anew.

    Raises:
        BadInput: where the plan has no case of this number.
    """
    if number >= len(plan.points):
        remedy = f"there are {len(plan.points)}, counted from 0; ask for more with --cases"
        raise BadInput(Problem("", "--case", str(number), remedy))
    case = next(point_values(plan.points, number, number + 1))
    return case, plan.specification.scenario_at(case)
