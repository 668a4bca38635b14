"""Reviews, reserved capacity, overhead and worth, week by week, worked by hand.

A team of three has 3 × ½ = 1.5 person-weeks a week in these stories.
"""

from typing import Any

import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.state import COMPLETED

pytestmark = pytest.mark.interpreted

EASY = [step("a", 1.5, 0.02), step("b", 3, 0.48), step("c", 1.5, 0.02), step("d", 1.5, 0.48)]
"""Easy first: a, c, d and then b; a week each, and two for b."""


def reviewed(review: dict[str, Any] | None, **plan: Any) -> Any:
    scenario = plain("review", steps=EASY, plan={
        "order": "easy_first", "checkpoint_every": 2, "review": review, **plan,
    })  # fmt: skip
    return simulated(scenario, of_teams(3))


def test_the_order_of_a_review_holds_from_the_review_on() -> None:
    # In week 1 the easy a. From the review of week 2 on value per work: d (.32), b (.16), c.
    end = reviewed({"order": "value_first", "cost": 0})
    assert end.change.tasks.done.tolist() == [[1, 4, 5, 2]]
    assert reviewed(None).change.tasks.done.tolist() == [[1, 5, 2, 3]]


def test_what_is_dropped_is_not_begun_and_not_missed() -> None:
    # a and c are worth .02; a is done before the review of week 2, c never: .98 of the value, complete.
    end = reviewed({"drop_below": 0.05, "cost": 0})
    assert end.change.steps.dropped.tolist() == [1, 0, 1, 0]
    assert end.change.tasks.started.tolist() == [[1, 3, -1, 2]]
    assert end.change.leadership[0].status == COMPLETED
    assert end.change.leadership[0].ended_week == 4
    assert each_week(end, "strategic")[4] == pytest.approx(0.98)


def test_what_a_team_has_begun_it_finishes_though_it_was_dropped() -> None:
    # Two at once: a and c share week 1 and are done in week 2, though both were dropped then.
    end = reviewed({"drop_below": 0.05, "cost": 0}, work_in_progress=2)
    assert end.change.steps.dropped.tolist() == [1, 0, 1, 0]
    assert [end.change.tasks.done[0, i] for i in (0, 2)] == [2, 2]


def test_a_step_that_another_needs_is_never_dropped() -> None:
    steps = [step("a", 1.5, 0.02), step("b", 1.5, 0.98, needs=["a"])]
    scenario = plain("review", "dependencies", steps=steps, plan={
        "checkpoint_every": 1, "review": {"drop_below": 0.5, "cost": 0},
    })  # fmt: skip
    assert simulated(scenario, of_teams(3)).change.steps.dropped.tolist() == [0, 0]


def test_a_review_takes_hours_that_are_paid() -> None:
    # Of 1.5 person-weeks of week 2 the review takes .5: a (3) is done in week 3, for 3.5 in all.
    scenario = plain("review", steps=[step("a", 3, 1)], plan={
        "checkpoint_every": 2, "review": {"cost": 0.5},
    })  # fmt: skip
    end = simulated(scenario, of_teams(3))
    assert each_week(end, "cost")[:5] == pytest.approx([0, 1.5, 1.5, 0.5, 0])
    assert end.change.tasks.done.tolist() == [[3]]


def test_a_checkpoint_earns_trust_by_what_has_come_into_use_since_the_last() -> None:
    # Trust 4 : 4. The checkpoints of weeks 2 and 4 show .4, and .6 more: 4 + 2 × .4, and 2 × .6 more.
    steps = [step("a", 3, 0.4), step("b", 3, 0.6)]
    scenario = plain("review", "trust", steps=steps, behaviour={"trust_gain": 0, "checkpoint_loss": 0},
                     plan={"checkpoint_every": 2})  # fmt: skip
    days = diary(scenario, of_teams(3))
    trusting = [float(day.population.employees.trust_for[0]) for day in days[:6]]
    assert trusting == pytest.approx([4, 4, 4.8, 4.8, 6.0, 6.0])


def test_every_step_costs_its_overhead_and_a_piece_is_a_step() -> None:
    # Half a person-week each: 3 + .5 in one, 2 × (1.5 + .5) in two pieces.
    for pieces, cost in ((1, 3.5), (2, 4.0)):
        scenario = plain("overhead", steps=[step("a", 3, 1)], plan={"pieces": pieces})
        scenario = scenario.with_fields({"initiative.overhead": 0.5})
        assert sum(each_week(simulated(scenario, of_teams(3)), "cost")) == pytest.approx(cost)


def test_reserved_capacity_goes_to_an_indivisible_step_beside_the_work_in_progress() -> None:
    # Half of 1.5 goes to whole, the rest to a; alone, a would take all of the first two weeks.
    steps = [step("a", 3, 0.5), step("whole", 3, 0.5, indivisible=True)]
    beside = simulated(plain(steps=steps, plan={"reserved": 0.5}), of_teams(3))
    assert beside.change.tasks.started.tolist() == [[1, 1]]
    assert beside.change.tasks.done.tolist() == [[4, 4]]
    after = simulated(plain(steps=steps), of_teams(3))
    assert after.change.tasks.done.tolist() == [[2, 4]]


def test_a_win_is_felt_by_worth_once_its_value_counts() -> None:
    # Two steps: a is worth .4 and b 1.6; half of what is felt of them is their worth.
    steps = [step("a", 1.5, 0.2), step("b", 1.5, 0.8)]
    days = diary(plain("discernment", steps=steps), of_teams(3))
    assert [float(day.change.teams.win[0]) for day in days[1:3]] == pytest.approx([0.7, 1.3])
    hollow = [step("a", 1.5, 0.2, value_needs=["b"]), step("b", 1.5, 0.8)]
    days = diary(plain("discernment", "dependencies", steps=hollow), of_teams(3))
    assert [float(day.change.teams.win[0]) for day in days[1:3]] == pytest.approx([0.5, 1.3])


def test_what_is_in_use_is_weighed_against_its_work() -> None:
    # .2 of the value for half of the work: 1 + ½ (.4 - 1) = .7; all of it: 1.
    steps = [step("a", 1.5, 0.2), step("b", 1.5, 0.8)]
    days = diary(plain("discernment", steps=steps), of_teams(3))
    advantages = [float(day.change.teams.advantage[0]) for day in days[:3]]
    assert advantages == pytest.approx([1, 0.7, 1])
    appeal = [float(day.change.teams.advantage_appeal[0]) for day in days[:3]]
    assert appeal == pytest.approx([0, -0.313874, 0], abs=1e-6)  # .88 ln .7
