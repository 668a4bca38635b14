"""What the texts of shipped scenarios say is what they declare, or what their runs show."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from tests.scenario.test_shipped import SHIPPED
from winsim.numerics.arrays import Floats
from winsim.runs.run import Run, simulate_one
from winsim.runs.simulate import simulate_outcomes

SEEDS = range(1, 21)


def runs_of(name: str, rollout: str, seeds: Iterable[int] = range(1, 6)) -> list[Run]:
    return [simulate_one(SHIPPED[name], rollout, seed) for seed in seeds]


def weeks_a_step(runs: list[Run], pilots_alone: bool = False) -> Floats:
    """How many weeks a team took for each step that it won, those of start and win included."""
    last = 0 if pilots_alone else 99
    found = []
    for run in runs:
        change = run.state.change
        tasks = change.tasks[change.teams["wave"] <= last]
        won = tasks[tasks["won"] > 0]
        found.append(won["won"] - won["started"] + 1)
    return np.concatenate(found).astype(float)


@cache
def paired(name: str, rollout: str, other: str, outcome: str) -> float:
    """The mean difference of an outcome between two rollouts that met the same seeds."""
    table = simulate_outcomes(SHIPPED[name], (rollout, other), SEEDS, jobs=2)
    means = table.groupby("rollout")[outcome].mean()
    return float(means[rollout] - means[other])


def test_ops_redesign() -> None:
    scenario = SHIPPED["ops-redesign"]
    steps = scenario.initiative.steps
    assert len(steps) == 5
    assert all(1 <= step.work <= 2 for step in steps)
    assert (steps[0].value, steps[0].visibility) == (0.15, 1)
    assert scenario.leadership.decide_every == 4
    assert scenario.rollouts["pilots"].waves[0].count == 2
    assert np.median(weeks_a_step(runs_of("ops-redesign", "pilots"))) == 3


def test_product_release() -> None:
    scenario = SHIPPED["product-release"]
    assert len(scenario.initiative.steps) == 20
    assert scenario.leadership.review_every == 4
    for rollout in scenario.rollouts:
        runs = runs_of("product-release", rollout)
        assert len(runs[0].state.change.teams) == 12
        low, high = np.percentile(weeks_a_step(runs), (5, 95))
        assert 1 <= low < high <= 3
        for run in runs:
            assert run.total("wins") >= 5 * run.ended_week
            assert run.measured("support").min() > 0.4


def test_enterprise_transformation() -> None:
    scenario = SHIPPED["enterprise-transformation"]
    initiative = scenario.initiative
    assert initiative.loss == pytest.approx(1.2 * initiative.gain)
    assert scenario.leadership.review_every == 13
    runs = runs_of("enterprise-transformation", "micro_wins", (1, 2))
    assert len(runs[0].state.change.teams) == 120
    assert 11 <= np.median(weeks_a_step(runs, pilots_alone=True)) <= 15
    assert 7 <= np.median(weeks_a_step(runs)) <= 10


def test_system_cutover() -> None:
    initiative = SHIPPED["system-cutover"].initiative
    assert (initiative.dual_running, initiative.complementarity) == (0.1, 0.7)
    assert len(initiative.steps) == 3
    for run in runs_of("system-cutover", "pilots"):
        opened = np.unique(run.state.change.teams["opened"])
        assert (np.diff(opened)[1:] == 4).all()
    assert paired("system-cutover", "big_bang", "pilots", "net_value") > 0


def test_build_integration() -> None:
    easy, hard = SHIPPED["build-integration"].initiative.steps[:5], "integration"
    alone = [step.value for step in easy if hard not in step.value_needs]
    assert sum(alone) < 0.15
    gains = [
        paired("build-integration", rollout, "easy_first", "net_value")
        for rollout in ("reviewed", "paired", "risk_first")
    ]
    assert 0 < gains[0] < gains[2]
    assert 0 < gains[1] < gains[2]


def test_stalled_programme() -> None:
    name = "stalled-programme"
    backed = {
        rollout: {bool(run.state.change.steps["backed"].all()) for run in runs_of(name, rollout)}
        for rollout in SHIPPED[name].rollouts
    }
    assert backed.pop("fewer_but_real") == {False}
    assert all(each == {True} for each in backed.values())
    stopped = runs_of(name, "fewer_but_real")[0]
    assert stopped.at_end("strategic") == pytest.approx(1 / 3, abs=0.02)
    for other in ("vanity_wins", "real_first", "fewer_but_real", "big_bang"):
        assert paired(name, "real_and_seen", other, "net_value") > 50
