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


GAINS = {
    "behind-closed-doors": [("shown", "hidden", 40, 120), ("shown_quarterly", "shown", -10, 10)],
    "broken-promise": [
        ("modest", "no_promise", 8, 30),
        ("bold", "no_promise", -90, -30),
        ("by_show", "modest", -30, 0),
    ],
    "celebrated-wins": [
        ("praised", "unsung", 8, 25),
        ("feted", "unsung", -25, -5),
        ("praised_and_onward", "praised", 2, 5),
    ],
    "five-gates": [
        ("by_trust", "by_calendar", 10, 40),
        ("by_wins", "by_calendar", -40, -10),
        ("by_backing", "by_calendar", -15, 35),
        ("by_belief", "by_calendar", -320, -100),
    ],
    "free-hand": [
        ("linked", "free", 15, 60),
        ("capped", "free", -12, -1),
        ("leaders_first", "free", -45, -12),
        ("reserved", "free", -110, -30),
    ],
    "impatient-sponsor": [("stepwise", "whole", 200, 300), ("pilots", "whole", 150, 290)],
    "one-owner": [
        ("light_owner", "shared", -10, 20),
        ("single_owner", "shared", -45, -12),
        ("in_turn", "single_owner", -6, 6),
    ],
    "prize-and-accident": [
        ("prize", "undisturbed", 3, 15),
        ("accident", "undisturbed", -28, -8),
        ("recall", "undisturbed", -190, -115),
    ],
    "reorganised-midway": [
        ("stepwise", "whole", 90, 200),
        ("stepwise_undisturbed", "whole_undisturbed", 150, 270),
        ("stepwise", "stepwise_undisturbed", -160, -70),
        ("whole", "whole_undisturbed", -80, -10),
    ],
    "tested-before-launch": [("tested", "untested", 10, 90), ("paired", "untested", 5, 170)],
    "tight-budget": [("pilots", "big_bang", 50, 380)],
    "uneven-teams": [
        ("one_date_pooled", "one_date", 20, 45),
        ("pilots", "one_date", -15, 45),
        ("pilots", "one_date_pooled", -45, 0),
    ],
    "worth-unknown": [
        ("pilots", "all_at_once", -130, -20),
        ("pilots_asked", "all_at_once", -105, 35),
        ("pilots_measured", "all_at_once", 5, 140),
    ],
    "who-pilots": [
        (rollout, "any", -35, 25)
        for rollout in ("readiest", "hardest", "most_central", "best_bridging", "one_place")
    ],
}
"""Differences in net value that descriptions give, and bounds for their mean over fewer seeds."""


@pytest.mark.parametrize("name", GAINS)
def test_what_a_rollout_gains_over_another_is_as_described(name: str) -> None:
    for rollout, other, low, high in GAINS[name]:
        assert low <= paired(name, rollout, other, "net_value") <= high, (rollout, other)


def stopped(name: str, rollout: str) -> float:
    """The share of runs whose programme did not come to its end."""
    return float(np.mean([run.ended != "completed" for run in runs_of(name, rollout, SEEDS)]))


def test_who_is_stopped_is_as_described() -> None:
    assert stopped("tight-budget", "big_bang") > 0.1
    assert stopped("tight-budget", "pilots") == 0
    assert stopped("impatient-sponsor", "stepwise") == 0
    assert stopped("impatient-sponsor", "whole") > 0.05
    assert stopped("reorganised-midway", "whole") > 0.2
    assert stopped("reorganised-midway", "stepwise") < 0.1
    assert 0.3 < stopped("broken-promise", "bold") < 0.7
    assert 0.2 < stopped("five-gates", "by_belief") < 0.6


def test_what_flows_back_keeps_pilots_from_being_stopped() -> None:
    poor = SHIPPED["tight-budget"].with_fields({"leadership.reinvest": 0})
    ends = [simulate_one(poor, "pilots", seed).ended for seed in SEEDS]
    assert 0.2 < ends.count("budget") / len(ends) < 0.8


def test_free_choice_pays_where_it_is_said_to() -> None:
    free = SHIPPED["free-hand"]
    held = free.with_fields({"mechanisms.choice": False})
    gains = [
        simulate_one(free, "free", seed).outcomes["net_value"]
        - simulate_one(held, "free", seed).outcomes["net_value"]
        for seed in SEEDS
    ]
    assert 10 < np.mean(gains) < 50


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("change-by-mandate", {"by_conviction": 0.19, "mild": 0.81, "firm": 0.98}),
        (
            "early-withdrawal",
            {"carried_through": 0.84, "week_13": 0.02, "week_26": 0.12, "week_39": 0.63},
        ),
    ],
)
def test_how_many_work_the_new_way_is_as_described(name: str, described: dict[str, float]) -> None:
    table = simulate_outcomes(SHIPPED[name], (), SEEDS, jobs=2)
    table = table.groupby("rollout")[["adoption", "commitment"]].mean()
    for rollout, share in described.items():
        assert table["adoption"][rollout] == pytest.approx(share, abs=0.06)
        assert 0 <= table["adoption"][rollout] - table["commitment"][rollout] < 0.08
