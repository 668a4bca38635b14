"""Work that turns out otherwise than planned."""

import numpy as np
import pytest

from tests.support.organisations import diary, of_teams, plain, step
from winsim.model.overruns import overruns

LISTED = np.array([0, 0, 1])
"""Two pieces of the first step, and the second step whole."""


def test_without_spread_work_is_as_planned() -> None:
    assert (overruns(LISTED, 4, 0.0, 0.0, seed=1) == 1.0).all()


def test_what_befalls_a_step_befalls_it_everywhere_and_in_all_its_pieces() -> None:
    ratios = overruns(LISTED, 4, 0.3, 0.0, seed=1)
    assert (ratios == ratios[0]).all()
    assert (ratios[:, 0] == ratios[:, 1]).all()
    assert ratios[0, 0] != ratios[0, 2]


def test_work_is_lognormal_and_as_planned_on_average() -> None:
    # Of 4,000 draws the mean logarithm is -(.3² + .2²)/2 = -.065, and its sd √.13 = .361.
    logarithms = np.log([overruns(LISTED, 1, 0.3, 0.2, seed=seed)[0, 0] for seed in range(4000)])
    assert logarithms.mean() == pytest.approx(-0.065, abs=3 * 0.361 / 4000**0.5)
    assert logarithms.std() == pytest.approx(0.361, rel=3 / 8000**0.5)
    assert np.exp(logarithms).mean() == pytest.approx(1, abs=3 * 0.372 / 4000**0.5)


def test_a_team_works_as_long_as_its_work_turns_out() -> None:
    on = plain("overruns", steps=[step("a", 3, 1)], weeks=60, teams={"capacity": 0.5})
    days = diary(on, of_teams(3, 3), seed=5)
    for number in range(2):
        task = days[-1].change.tasks[number, 0]
        assert task.work == pytest.approx(3 * task.overrun)
        assert task.done == np.ceil(task.work / 1.5)  # three people give 1.5 person-weeks a week


def test_a_gate_that_is_met_is_not_always_followed() -> None:
    # With a meeting each week, and one in four followed, the second wave waits 3 weeks on average.
    waits = []
    for seed in range(400):
        scenario = plain(
            steps=[step("a", 3, 1)],
            weeks=40,
            leadership={"decide_every": 1, "follow_through": 0.25},
            plan={"waves": [["A"], "rest"]},
        )
        teams = diary(scenario, of_teams(3, 3), seed=seed)[-1].change.teams
        assert teams[0].opened == 1  # the first is no gate to be followed
        waits.append(teams[1].opened - 2)
    geometric_sd = (0.75 / 0.25**2) ** 0.5
    assert np.mean(waits) == pytest.approx(3, abs=3 * geometric_sd / 20)
