"""Reviews, reserved capacity, overhead and worth, week by week, worked by hand.

A team of three has 3 × ½ = 1.5 person-weeks a week in these stories.
"""

from typing import Any

import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.state import COMPLETED, RUNNING, SPONSOR

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


# Reviews beside everything else ------------------------------------------------------------------


def test_the_order_of_a_review_does_not_hold_before_it() -> None:
    # The review of week 4 comes when a, c and d are done, and only b is left: as if there were none.
    late = reviewed({"order": "value_first", "cost": 0}, checkpoint_every=4)
    assert late.change.tasks.done.tolist() == reviewed(None).change.tasks.done.tolist()
    days = diary(plain("review", steps=EASY, plan={
        "order": "easy_first", "checkpoint_every": 2, "review": {"order": "value_first", "cost": 0},
    }), of_teams(3))  # fmt: skip
    assert [int(day.change.leadership[0].reviewed) for day in days[:4]] == [0, 0, 1, 1]


def test_design_follows_the_order_of_a_review_too() -> None:
    # 2 a week: easy first designs a in week 1, and then c (3.5 in all, as d); the review of week 2
    # turns to d, .48 / 3.5 of value for its cost, beside .48 / 5 of b.
    steps = [{**one, "design": 2} for one in EASY]
    plan = {"order": "easy_first", "checkpoint_every": 2}
    ends = [
        diary(plain("review", steps=steps, initiative={"design_capacity": 2},
                    plan={**plan, "review": review}), of_teams(3))[2]
        for review in (None, {"order": "value_first", "cost": 0})
    ]  # fmt: skip
    left = [end.change.steps.design_left.tolist() for end in ends]
    assert left == [[0, 2, 0, 2], [0, 2, 2, 0]]


def test_a_dropped_step_is_neither_designed_nor_backed() -> None:
    # While a takes ten weeks, c would be designed from week 1 on, at 2 a week, and its gate backed by
    # the meeting of week 5, out of a capital of 9. The review of week 1 drops it, where there is one.
    steps = [step("a", 15, 0.98), step("c", 1.5, 0.02, design=20, gate=1)]
    for drop_below, dropped, design_left, backed, status in (
        (0.05, [0, 1], [0, 20], [1, 0], COMPLETED),
        (0, [0, 0], [0, 0], [1, 1], RUNNING),
    ):
        scenario = plain(
            "review", "politics", steps=steps, weeks=10,
            leadership={"political_capital": 9, "political_memory": 1},
            initiative={"design_capacity": 2},
            plan={"checkpoint_every": 1, "review": {"drop_below": drop_below, "cost": 0}},
        )  # fmt: skip
        end = simulated(scenario, of_teams(3))
        assert end.change.steps.dropped.tolist() == dropped
        assert end.change.steps.design_left.tolist() == design_left
        assert end.change.steps.backed.tolist() == backed
        assert end.change.leadership[0].status == status


def test_a_team_that_comes_later_never_begins_what_was_dropped_when_another_had() -> None:
    # A has c (.02) in hand, four weeks of work, at the review of week 2, and finishes it; B, of week 5,
    # has only d, a week.
    steps = [step("c", 6, 0.02), step("d", 1.5, 0.98)]
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wait": 4}}]
    scenario = plain("review", steps=steps, plan={
        "checkpoint_every": 2, "review": {"drop_below": 0.05, "cost": 0}, "waves": waves,
    })  # fmt: skip
    end = simulated(scenario, of_teams(3, 3))
    assert end.change.tasks.done.tolist() == [[4, 5], [-1, 5]]
    assert end.change.leadership[0].status == COMPLETED
    assert end.change.leadership[0].ended_week == 5


def test_the_gate_of_a_wave_asks_for_steps_in_scope() -> None:
    # Four weeks of work each. Without c A has a alone to finish, and has done so by the meeting of
    # week 5: all of its steps. With c it has so by that of week 9.
    steps = [step("a", 6, 0.98), step("c", 6, 0.02)]
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wins": 1}}]
    for drop_below, week in ((0.05, 5), (0, 9)):
        scenario = plain("review", steps=steps, plan={
            "checkpoint_every": 2, "review": {"drop_below": drop_below, "cost": 0}, "waves": waves,
        })  # fmt: skip
        assert simulated(scenario, of_teams(3, 3)).change.teams.opened.tolist() == [1, week]


def test_a_review_tests_before_go_live() -> None:
    # a has a flaw and is done in week 1, b in week 4. Every test finds what there is: that of the
    # review of week 2, or else that of go-live, in week 4.
    steps = [step("a", 1.5, 0.5, risk=1), step("b", 4.5, 0.5)]
    found = []
    for test in (True, False):
        scenario = plain(
            "review", "risk", steps=steps, behaviour={"detection_floor": 1, "rework": 1},
            plan={"release": "whole", "checkpoint_every": 2, "review": {"test": test, "cost": 0}},
        )  # fmt: skip
        days = diary(scenario, of_teams(3))
        found.append([int(day.change.steps[0].found) for day in days[:6]])
    assert found == [[0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1]]


def test_a_review_costs_larger_teams_more_and_teams_that_are_not_at_work_nothing() -> None:
    # .3 for three people, .6 for six, in week 2; C opens in week 5. A's week is 1.5, B's 3, and all of
    # it is paid, but .3 and .6 of it is no work.
    waves = [{"teams": ["A", "B"]}, {"teams": "rest", "gate": {"wait": 4}}]
    scenario = plain("review", steps=[step("a", 99, 1)], plan={
        "checkpoint_every": 2, "review": {"cost": 0.3}, "waves": waves,
    })  # fmt: skip
    days = diary(scenario, of_teams(3, 6, 3))
    assert each_week(days[-1], "cost")[1:4] == pytest.approx([4.5] * 3)
    left = [[float(x) for x in day.change.tasks.left[:2, 0]] for day in days[1:3]]
    assert left[0] == pytest.approx([97.5, 195])
    assert left[1] == pytest.approx([97.5 - 1.2, 195 - 2.4])


def test_a_review_takes_no_more_than_a_team_has() -> None:
    # A review of 9 takes all 1.5 of week 2, and owes nothing to week 3.
    scenario = plain("review", steps=[step("a", 99, 1)], plan={
        "checkpoint_every": 2, "review": {"cost": 9},
    })  # fmt: skip
    days = diary(scenario, of_teams(3))
    assert each_week(days[-1], "cost")[1:4] == pytest.approx([1.5] * 3)
    assert [float(day.change.tasks[0, 0].left) for day in days[1:4]] == [97.5, 97.5, 96]


def test_a_sponsor_who_stops_the_programme_comes_before_its_review() -> None:
    # Support of .6 is gone in week 2; the sponsor, who wants .15, stops in week 3 what the review of
    # that week would change, and nobody works in it: 1.5 otherwise.
    steps = [step("a", 99, 0.98), step("c", 1.5, 0.02)]
    for events, status, changed in (
        ([{"week": 2, "kind": "sponsor_leaves", "size": 1}], SPONSOR, 0),
        ([], RUNNING, 1),
    ):
        scenario = plain(
            "review", "sponsor", steps=steps, weeks=3, events=events,
            leadership={"review_every": 2, "support": 0.6, "stop_below": 0.15},
            plan={"checkpoint_every": 3, "review": {"drop_below": 0.05, "cost": 0.5}},
        )  # fmt: skip
        end = simulated(scenario, of_teams(3))
        assert end.change.leadership[0].status == status
        assert end.change.leadership[0].reviewed == changed
        assert end.change.steps.dropped.tolist() == [0, changed]
        assert each_week(end, "cost")[3] == pytest.approx(1.5 * changed)
