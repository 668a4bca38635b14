"""What tells one sweep from another: results that differ in it must not be mixed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.experiment.points import fingerprint
from winsim.numerics.compiling import sources_hash
from winsim.runs.manifest import sha256_of

if TYPE_CHECKING:
    from winsim.experiment.factor import Factor
    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario


DECIDING = (
    "numerics", "declaration", "scenario", "organisation", "model",
    "runs/run.py", "runs/outcomes.py", "runs/endings.py",
    "runs/standstill.py", "runs/holds.py", "runs/waiting.py",
)  # fmt: skip
"""The packages and modules that decide on the numbers of a run.

`numerics` makes its draws, `declaration` and `scenario` read its parameters, `organisation` builds who
there is, `model` simulates the weeks, and a `run` reads its `outcomes` and how it ended off them. A
source changed in one of them makes another sweep. The rest of `runs`, `experiment` and all above
them only pass runs on, put them into tables and sentences, or draw them.
"""
DESCRIPTIVE = ("name", "title", "description", "sources")
"""Fields that describe a scenario and decide nothing in a run."""


def identity(plan: Plan) -> dict[str, Any]:
    """What decides on the runs of a plan, apart from how many there are.

    Args:
        plan: what is to be simulated.

    Returns:
        Plain data by a word for messages (`rollouts`, `first seed`, …). Plans that differ in any of it
        are different sweeps, and share no folder.
    """
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
    """How many runs there are: what may grow when a sweep is extended.

    Args:
        plan: what is to be simulated.

    Returns:
        The number of `seeds`, that of `points`, and `points_sha256`, a hash of their values.
    """
    points = len(plan.points)
    return {
        "seeds": plan.experiment.seeds,
        "points": points,
        "points_sha256": fingerprint(plan.points, points),
    }


def scenario_hash(scenario: Scenario) -> str:
    """A hash of all in a scenario that decides on its runs, and of the files it reads."""
    data = scenario.model_dump(mode="json", exclude=set(DESCRIPTIVE))
    source = data["organisation"]
    for name in ("people", "ties"):
        source[name] = source[name] and sha256_of(Path(source[name]))
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _factor(factor: Factor) -> dict[str, Any]:
    return {"name": factor.name, "paths": list(factor.paths), "multiply": factor.multiply}
