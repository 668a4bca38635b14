"""What tells one sweep from another: results that differ in it must not be mixed."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winsim.experiment.factor import Factor
    from winsim.experiment.plan import Plan
    from winsim.scenario.scenario import Scenario

TELLING = (
    "ablation", "analysis", "audit", "cli", "compare", "experiment", "figures", "player",
    "reproduce", "shares", "spiral", "store", "story", "sweep", "theory", "withdrawal", "workers",
)  # fmt: skip
"""The parts of winsim that no run depends on; a part that is not named here counts as the model."""
TOLD = ("name", "title", "description", "sources")
"""What is said about a scenario without deciding on a run."""


def identity(plan: Plan) -> dict[str, Any]:
    """What decides on the runs of a plan, but how many there are."""
    question, stop = plan.question, plan.experiment.stop
    return {
        "model": model_hash(),
        "scenario": scenario_hash(question.scenario),
        "rollouts": list(question.rollouts),
        "factors": [_factor(factor) for factor in question.factors],
        "outcomes": list(plan.experiment.outcomes),
        "kind of design": plan.experiment.design.kind,
        "first seed": plan.experiment.first_seed,
        "rule of stopping": None if stop is None else stop.model_dump(),
    }


def extent(plan: Plan) -> dict[str, Any]:
    """How much is asked: the seeds, and the points with a hash of their values."""
    from winsim.experiment.points import fingerprint

    points = len(plan.points)
    return {
        "seeds": plan.experiment.seeds,
        "points": points,
        "points_sha256": fingerprint(plan.points, points),
    }


@cache
def model_hash() -> str:
    """A hash of the sources that decide on a run, and of what compiles them."""
    from winsim.numerics.compiling import sources_hash

    home = Path(__file__).parents[1]
    digest = hashlib.sha256(sources_hash().encode())
    for path in sorted(home.rglob("*.py")):
        if path.relative_to(home).parts[0].removesuffix(".py") not in TELLING:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def scenario_hash(scenario: Scenario) -> str:
    """A hash of all in a scenario that decides on its runs, and of the files it reads."""
    from winsim.runs.manifest import sha256_of

    data = scenario.model_dump(mode="json", exclude=set(TOLD))
    source = data["organisation"]
    for name in ("people", "ties"):
        source[name] = source[name] and sha256_of(Path(source[name]))
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _factor(factor: Factor) -> dict[str, Any]:
    return {"name": factor.name, "paths": list(factor.paths), "multiply": factor.multiply}
