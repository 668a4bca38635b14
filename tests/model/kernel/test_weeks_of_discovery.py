"""What steps turn out to be worth, what their use shows of it, and what a review makes of that."""

from typing import Any

import numpy as np
import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.discovery import value_ratios
from winsim.model.state import ENDINGS, State
from winsim.scenario.scenario import Scenario

pytestmark = pytest.mark.interpreted

LISTED = np.array([0, 0, 1])
"""Two pieces of the first step, and the second step whole."""

TWO = [step("a", 1.5, 0.5), step("b", 1.5, 0.5)]


def scenario(*on: str, **sections: Any) -> Scenario:
    """Teams of three finish a in week 1 and b in week 2, and whoever can adopts at once."""
    steps = sections.pop("steps", TWO)
    employees = {"threshold": 0, **sections.pop("employees", {})}
    return plain(*on, steps=steps, employees=employees, **sections)


def discovered(seed: int, **sections: Any) -> list[State]:
    return diary(scenario("discovery", **sections), of_teams(3), seed=seed)


# What a step is worth ----------------------------------------------------------------------------


def test_without_spread_a_step_is_worth_what_was_declared() -> None:
    assert (value_ratios(LISTED, 0.0, 0.0, seed=1) == 1.0).all()


def test_pieces_of_a_step_share_what_comes_of_it() -> None:
    first, second, other = value_ratios(LISTED, 0.5, 0.0, seed=1)
    assert first == second != other


def test_values_are_as_declared_on_average_and_some_are_nothing() -> None:
    # A third is worth nothing, the others 1.5 on average: variance exp(.25) / (2/3) - 1 = .926.
    ratios = value_ratios(np.arange(60_000), 0.5, 1 / 3, seed=1)
    assert (ratios == 0).mean() == pytest.approx(1 / 3, abs=3 * (2 / 9 / 60_000) ** 0.5)
    assert ratios.mean() == pytest.approx(1, abs=3 * (0.926 / 60_000) ** 0.5)
    logarithms = np.log(ratios[ratios > 0])
    assert logarithms.std() == pytest.approx(0.5, rel=3 / (2 * logarithms.size) ** 0.5)


def test_what_is_in_use_brings_what_it_is_worth() -> None:
    end = discovered(seed=4)[-1]
    worth = end.change.steps.value
    assert worth[0] != worth[1] != 0.5
    assert each_week(end, "strategic")[1:3] == pytest.approx([worth[0], worth.sum()])
    assert each_week(end, "perceived")[1:3] == pytest.approx([0.5, 1])
    assert each_week(end, "benefit_share")[-1] == pytest.approx(worth.sum())


def test_all_rollouts_find_the_same_worth() -> None:
    worth = [discovered(seed=4, plan=plan)[0].change.steps.value.tolist()
             for plan in ({}, {"order": "value_first"}, {"release": "whole"})]  # fmt: skip
    assert worth[0] == worth[1] == worth[2]


# What use shows ----------------------------------------------------------------------------------


def test_the_precision_of_a_week_of_use_by_hand() -> None:
    # Noise is of .4 × an average step's value, a half: .2; beside the declared .5 it is .4, so a
    # week of a team in which all have adopted has a precision of 1 / .16 = 6.25. All adopt in week
    # 1, when a is in use; they use a in weeks 2 and 3, and b, in use since week 2, in both, too.
    days = discovered(seed=4, leadership={"metric_noise": 0.4})
    precision = [day.change.steps.precision.tolist() for day in days[:4]]
    assert precision == [[0, 0], [0, 0], pytest.approx([6.25, 6.25]), pytest.approx([12.5, 12.5])]


def test_dashboards_take_of_the_noise() -> None:
    # Half of the noise is four times the precision.
    halved = {"dashboards": 0.5}
    days = discovered(seed=4, leadership={"metric_noise": 0.4}, plan=halved)
    assert days[3].change.steps.precision.tolist() == pytest.approx([50, 50])


def test_what_use_shows_is_the_truth_in_the_long_run() -> None:
    # 99 team-weeks leave an sd of 2 / √99 of an average value; leaders who go by worth alone see it.
    by_worth = {"metric_noise": 2, "visible_weight": 0}
    errors = []
    for seed in range(60):
        steps = discovered(seed, weeks=100, leadership=by_worth)[-1].change.steps
        errors += (
            (steps.evidence / steps.precision - steps.value / 0.5)[:1] * 99**0.5 / 2
        ).tolist()
    assert np.mean(errors) == pytest.approx(0, abs=3 / 60**0.5)
    assert np.std(errors) == pytest.approx(1, rel=3 / 120**0.5)


def test_leaders_who_go_by_show_take_what_is_seen_for_what_is_worth() -> None:
    # a is three times as visible as b, and of the same value: 1.5 and .5 of what was declared.
    steps = [step("a", 1.5, 0.5, visibility=3), step("b", 1.5, 0.5, visibility=1)]
    by_show = {"visible_weight": 1, "metric_noise": 0.001}
    end = discovered(seed=4, steps=steps, leadership=by_show)[-1].change.steps
    assert (end.evidence / end.precision).tolist() == pytest.approx([1.5, 0.5], abs=0.01)


def test_nobody_learns_of_what_nobody_uses() -> None:
    days = discovered(seed=4, employees={"threshold": 1})
    assert days[-1].change.steps.precision.tolist() == [0, 0]


# What a review makes of it -----------------------------------------------------------------------


def piloted(payback: int | None, *on: str, seed: int = 4, **sections: Any) -> State:
    """A pilots from week 1, B follows from week 9 on; a review every four weeks."""
    plan = {
        "waves": [["A"], {"teams": "rest", "gate": {"wait": 8}}],
        "checkpoint_every": 4,
        "review": {"payback": payback, "cost": 0},
        **sections.pop("plan", {}),
    }
    initiative = {"price": 0.1, "team_size": 3, **sections.pop("initiative", {})}
    planned = scenario("review", *on, plan=plan, initiative=initiative, weeks=20, **sections)
    return simulated(planned, of_teams(3, 3), seed=seed)


def test_what_does_not_pay_in_its_time_is_dropped() -> None:
    # A person gains .1 a week from all: of a (.9 of the value) .09, of b .01. Each costs ½ a person:
    # in 10 weeks a brings .9 and b .1.
    steps = [step("a", 1.5, 0.9), step("b", 1.5, 0.1)]
    end = piloted(10, steps=steps)
    assert end.change.steps.dropped.tolist() == [0, 1]
    assert end.change.tasks.done[1].tolist() == [9, -1]
    assert ENDINGS[end.change.leadership[0].status] == "completed"
    assert piloted(None, steps=steps).change.steps.dropped.tolist() == [0, 0]


def test_what_only_pays_together_stays_together() -> None:
    # a brings nothing by itself, and b needs it: .1 × 10 weeks is worth the one person-week of both.
    steps = [step("a", 1.5, 0.0), step("b", 1.5, 1.0, needs=["a"])]
    kept = piloted(11, "dependencies", steps=steps)
    assert kept.change.steps.dropped.tolist() == [0, 0]
    # In 9 weeks it is not; b alone would pay, but there is no b without a.
    gone = piloted(9, "dependencies", steps=steps)
    assert gone.change.steps.dropped.tolist() == [1, 1]


def test_what_pays_by_itself_stays_whatever_hangs_on_it() -> None:
    # In 11 weeks a brings .77 for ½ a person-week, and b, which needs it, .33 for 1½: together
    # they lose, and only b goes.
    steps = [step("a", 1.5, 0.7), step("b", 4.5, 0.3, needs=["a"])]
    assert piloted(11, "dependencies", steps=steps).change.steps.dropped.tolist() == [0, 1]


def test_what_everybody_has_begun_is_not_dropped() -> None:
    # All begin a in week 1 and work on it for six weeks; it does not pay, and is finished; b goes.
    begun = {"waves": ["all"]}
    end = piloted(1, steps=[step("a", 9, 0.5), step("b", 1.5, 0.5)], plan=begun)
    assert end.change.steps.dropped.tolist() == [0, 1]
    assert ENDINGS[end.change.leadership[0].status] == "completed"


def test_nothing_left_stops_the_programme_at_the_price_of_the_pilot() -> None:
    end = piloted(4)
    assert end.change.steps.dropped.tolist() == [1, 1]
    leadership = end.change.leadership[0]
    assert (ENDINGS[leadership.status], leadership.ended_week) == ("review", 4)
    assert sum(each_week(end, "cost")) == pytest.approx(3)  # A's two steps, and nothing of B's


def test_a_wave_waits_while_the_whole_is_not_expected_to_pay() -> None:
    # The pilots' use shows at once that steps are worth little; the first review comes in week 13.
    shown = {"metric_noise": 0.001, "visible_weight": 0}
    plan = {"waves": [["A"], "rest"], "checkpoint_every": 13, "review": {"payback": 12, "cost": 0}}
    waits = []
    for seed in range(20):
        end = piloted(12, "discovery", seed=seed, leadership=shown, plan=plan)
        worth = end.change.steps.value.sum()
        pays = worth * 0.1 * 12 >= 1.0  # for the work of both steps, one person-week a person
        assert (end.change.teams.opened[1] == 5) == pays
        waits.append(not pays)
        if not pays:
            assert end.change.steps.dropped.any()
    assert 0 < sum(waits) < 20


def test_a_review_that_asks_for_pay_drops_what_use_has_shown_to_be_worth_nothing() -> None:
    # Half of all steps are worth nothing, the others twice what was declared: 2 × .5 × .1 × 12 weeks
    # is 1.2 for half a person-week. What is known exactly is dropped exactly.
    shown = {"metric_noise": 0.001, "visible_weight": 0}
    worthless = {"value_spread": 0, "worthless": 0.5}
    for seed in range(20):
        end = piloted(12, "discovery", seed=seed, leadership=shown, initiative=worthless)
        assert end.change.steps.dropped.tolist() == (end.change.steps.value == 0).tolist()
