"""Teams at work, week by week, worked by hand: capacity, limits, needs, design, learning, ownership.

A team of three has 3 × ½ = 1.5 person-weeks a week in these stories, unless they say otherwise.
"""

import pytest

from tests.support.organisations import (
    diary,
    each_week,
    everyone_knows_everyone,
    of_teams,
    plain,
    simulated,
    step,
)
from winsim.model.state import COMPLETED

pytestmark = pytest.mark.interpreted


def test_a_team_finishes_one_step_and_goes_on_with_the_next_in_the_same_week() -> None:
    # a: 2 = 1.5 + .5. The 1.0 left of week 2 goes to b: 2.5 = 1.0 + 1.5.
    two = plain(steps=[step("a", 2, 0.5), step("b", 2.5, 0.5)])
    days = diary(two, of_teams(3))
    assert days[1].change.tasks.left.tolist() == [[0.5, 0.0]]
    assert days[2].change.tasks.left.tolist() == [[0.0, 1.5]]
    end = days[-1]
    assert end.change.tasks.done.tolist() == [[2, 3]]
    assert each_week(end, "cost")[:5] == [0.0, 1.5, 1.5, 1.5, 0.0]
    assert each_week(end, "wins")[:5] == [0, 0, 1, 1, 0]
    assert each_week(end, "strategic")[:5] == [0, 0, 0.5, 1, 1]
    assert end.change.leadership[0].status == COMPLETED
    assert end.change.leadership[0].ended_week == 3


def test_time_that_is_not_needed_is_not_spent() -> None:
    end = simulated(plain(steps=[step("a", 1, 1)]), of_teams(3))
    assert each_week(end, "cost")[:3] == [0.0, 1.0, 0.0]


def test_two_steps_at_once_share_a_team_and_switching_costs_a_sixth() -> None:
    # 1.5 / 1.2 = 1.25 a week, .625 for each step; in week 4 only 2 × .125 of work is left,
    # a fifth of what the team can do, so it gives a fifth of its 1.5.
    both = plain(
        "switching", steps=[step("a", 2, 0.5), step("b", 2, 0.5)], plan={"work_in_progress": 2}
    )
    days = diary(both, of_teams(3))
    assert days[1].change.tasks.left[0] == pytest.approx([1.375, 1.375])
    assert days[3].change.tasks.left[0] == pytest.approx([0.125, 0.125])
    assert days[4].change.tasks.done.tolist() == [[4, 4]]
    assert each_week(days[-1], "cost")[:6] == pytest.approx([0, 1.5, 1.5, 1.5, 0.3, 0])


def test_a_limit_on_work_in_progress_keeps_the_third_step_waiting() -> None:
    three = plain(
        steps=[step("a", 2, 0.4), step("b", 2, 0.3), step("c", 2, 0.3)],
        plan={"work_in_progress": 2},
    )
    days = diary(three, of_teams(3))
    assert days[1].change.teams[0].open_steps == 2
    assert days[1].change.tasks.started.tolist() == [[1, 1, -1]]
    # After two weeks .5 of a and b are left; both are done in week 3, and c gets the other .5.
    assert days[3].change.tasks.done.tolist() == [[3, 3, -1]]
    assert days[3].change.tasks.left[0, 2] == pytest.approx(1.5)


def test_a_larger_team_has_more_to_do_and_more_to_do_it_with() -> None:
    end = simulated(plain(steps=[step("a", 2, 1)]), of_teams(3, 6))
    assert end.change.tasks.done.tolist() == [[2], [2]]
    assert each_week(end, "cost")[:3] == [0.0, 4.5, 1.5]  # 1.5 + 3.0, then .5 + 1.0


def test_teams_that_change_together_cost_each_other_time() -> None:
    # Three of three are at work: each gets 1.5 / 1.3 done.
    days = diary(plain("coordination", steps=[step("a", 9, 1)]), of_teams(3, 3, 3))
    assert days[1].change.tasks.left[:, 0] == pytest.approx([9 - 1.5 / 1.3] * 3)
    assert each_week(days[-1], "active_teams")[:3] == [0, 3, 3]
    assert each_week(days[-1], "cost")[1] == pytest.approx(4.5)  # the time is spent all the same


@pytest.mark.parametrize(("protected", "given"), [(None, 0.95), (0.8, 1.2)])
def test_effort_rises_with_adopters_unless_it_is_protected(
    protected: float | None, given: float
) -> None:
    # One of three has adopted: .45 + .55 / 3 = .6333 of 1.5 is .95; kept free for .8: 1.2.
    one = plain(
        "effort_feedback",
        steps=[step("a", 9, 1)],
        employees={"adopters_at_start": {"ids": ["a1"]}},
        plan={"waves": [{"teams": "all", "protected": protected}]},
    )
    assert each_week(simulated(one, of_teams(3)), "cost")[1] == pytest.approx(given)


def test_tired_and_confident_teams_in_their_second_week() -> None:
    # One open step is a load of ½, so fatigue is .04 × ½ = .02 after week 1: 1.5 × .98 = 1.47.
    tired = diary(plain("fatigue", steps=[step("a", 9, 1)]), of_teams(3))
    assert tired[1].population.employees.fatigue == pytest.approx([0.02] * 3)
    assert tired[2].change.tasks.left[0, 0] == pytest.approx(9 - 1.5 - 1.47)
    # Efficacy .7 lifts capacity by .3 × .4 = 12 %: 1.68; a week later it has drifted to .698.
    sure = diary(plain("efficacy", steps=[step("a", 9, 1)], teams={"efficacy": 0.7}), of_teams(3))
    assert sure[1].change.tasks.left[0, 0] == pytest.approx(9 - 1.68)
    assert sure[1].change.teams[0].efficacy == pytest.approx(0.698)


def test_a_team_works_harder_as_its_goal_comes_near() -> None:
    # One of two steps is done when week 2 begins: 1.5 × (1 + .2 × ½) = 1.65.
    near = diary(
        plain("goal_gradient", steps=[step("a", 1.5, 0.5), step("b", 9, 0.5)]), of_teams(3)
    )
    assert near[2].change.tasks.left[0, 1] == pytest.approx(9 - 1.65)


def test_a_team_that_won_eases_off() -> None:
    # A win of 1 makes the team complacent by .25; at a cost of ½ it has 1.5 × .875 left.
    easy = plain(
        "complacency",
        steps=[step("a", 1.5, 0.5), step("b", 9, 0.5)],
        behaviour={"complacency": 0.5},
    )
    days = diary(easy, of_teams(3))
    assert days[1].change.teams[0].complacency == pytest.approx(0.25)
    assert days[2].change.tasks.left[0, 1] == pytest.approx(9 - 1.3125)


@pytest.mark.parametrize(
    ("documentation", "first", "later"),
    [
        (True, 2.2, 2 / 1.8 * 1.1),  # writing it down costs 10 %; .8 of one completion arrives
        (False, 2.0, 2 / 1.16),  # .16 of it spreads by itself
    ],
)
def test_who_comes_later_learns_from_who_came_first(
    documentation: bool, first: float, later: float
) -> None:
    # A learning exponent of 1 makes Wright's curve a division. B may start when A is done.
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wins": 1}}]
    pilots = plain(
        "learning",
        "documentation",
        steps=[step("a", 2, 1)],
        behaviour={"learning": 1},
        plan={"waves": waves, "documentation": documentation},
    )
    end = simulated(pilots, of_teams(3, 3))
    assert end.change.tasks.started.tolist() == [[1], [5]]  # the meeting after week 2 is in week 5
    assert end.change.tasks.inherited.tolist() == [[0], [1]]
    cost = each_week(end, "cost")
    assert sum(cost[1:5]) == pytest.approx(first)
    assert sum(cost[5:]) == pytest.approx(later)


def test_a_step_waits_for_what_it_needs_in_its_own_team() -> None:
    chain = [step("roof", 1.5, 0.5, needs=["walls"]), step("walls", 3, 0.5)]
    end = simulated(plain("dependencies", steps=chain), of_teams(3))
    assert end.change.tasks.started.tolist() == [[3, 1]]
    assert end.change.tasks.done.tolist() == [[3, 2]]
    # Walls first, whatever is at work: the order knows of needs too. Two at once do not wait.
    at_once = {"work_in_progress": 2}
    waits = simulated(plain("dependencies", steps=chain, plan=at_once), of_teams(3))
    free = simulated(plain(steps=chain, plan=at_once), of_teams(3))
    assert waits.change.tasks.started.tolist() == [[3, 1]]
    assert free.change.tasks.started.tolist() == [[1, 1]]


def test_central_design_comes_first_and_is_done_once_for_everybody() -> None:
    # Design of 3 at 2 a week: 2 in week 1, 1 in week 2, when the teams begin the same week.
    central = plain(steps=[step("a", 1.5, 1, design=3)])
    days = diary(central, of_teams(3, 3))
    assert days[1].change.steps.design_left.tolist() == [1.0]
    assert days[1].change.tasks.started.tolist() == [[-1], [-1]]
    assert days[2].change.tasks.done.tolist() == [[2], [2]]
    assert each_week(days[-1], "cost")[:4] == [0.0, 2.0, 1.0 + 3.0, 0.0]


def test_the_designers_go_on_while_teams_work() -> None:
    # 2 a week: a is designed in week 1, b half in week 1 (1 of 2) and done in week 2.
    central = plain(steps=[step("a", 1.5, 0.5, design=1), step("b", 1.5, 0.5, design=2)])
    end = simulated(central, of_teams(3))
    assert end.change.tasks.done.tolist() == [[1, 2]]
    assert each_week(end, "cost")[:3] == [0.0, 2.0 + 1.5, 1.0 + 1.5]


def test_a_cap_on_vanity_keeps_easy_wins_for_later() -> None:
    easy = [step(f"easy {n}", 1.5, 0.0) for n in range(3)]
    steps = [*easy, step("hard", 3, 1.0)]
    free = simulated(plain(steps=steps), of_teams(3))
    capped = simulated(plain(steps=steps, plan={"low_value_cap": 1}), of_teams(3))
    assert free.change.tasks.done.tolist() == [[1, 2, 3, 5]]
    assert capped.change.tasks.done.tolist() == [[1, 4, 5, 3]]


def test_help_from_elsewhere_lowers_risk_and_costs_work() -> None:
    # .8 × ½ of the risk is left, 2 × 1.2 of work; a risk of .2 is not worth the help.
    steps = [step("a", 2, 0.5, risk=0.8), step("b", 2, 0.5, risk=0.2)]
    helped = plain("risk", "scaffolding", steps=steps, plan={"scaffolding": {"risk_above": 0.25}})
    plan = simulated(helped, of_teams(3)).change.programme.steps
    assert plan.risk.tolist() == [0.4, 0.2]
    assert plan.work.tolist() == [2.4, 2.0]


def test_a_single_owner_carries_the_load_of_the_others() -> None:
    # A load of ½, half of it on the owner: ¼ each, and ¼ + ½ × ½ × 3 = 1 for the owner.
    owned = plain("fatigue", steps=[step("a", 9, 1)], plan={"ownership": "single"})
    days = diary(owned, of_teams(3))
    assert days[1].population.employees.fatigue == pytest.approx([0.04, 0.01, 0.01])


def test_owners_in_rotation_take_turns_of_the_same_length() -> None:
    # Two weeks each: a1 in weeks 1 and 2, a2 in 3 and 4, a3 in 5 and 6.
    plan = {"ownership": "rotation", "rotate_every": 2}
    turns = plain("fatigue", steps=[step("a", 99, 1)], plan=plan, behaviour={"fatigue_rest": 0})
    days = diary(turns, of_teams(3))
    tired = [day.population.employees.fatigue for day in days]
    owners = [int((tired[week] - tired[week - 1]).argmax()) for week in range(1, 7)]
    assert owners == [0, 0, 1, 1, 2, 2]


def test_nobody_is_loaded_by_what_is_not_open() -> None:
    days = diary(plain("fatigue", steps=[step("a", 1.5, 1)]), of_teams(3))
    assert days[1].population.employees.fatigue == pytest.approx([0.02] * 3)
    assert days[2].population.employees.fatigue == pytest.approx([0.02 * 0.95] * 3)
    assert days[2].change.teams[0].load == 0.0


def test_a_reorganisation_loses_work_in_progress() -> None:
    # 1.5 of 3 is done; half of that is lost: 2.25 to do, of which week 2 does 1.5.
    events = [{"week": 2, "kind": "reorganisation", "size": 0.5}]
    days = diary(plain(steps=[step("a", 3, 1)], events=events), of_teams(3))
    assert days[1].change.tasks.left[0, 0] == pytest.approx(1.5)
    assert days[2].change.tasks.left[0, 0] == pytest.approx(0.75)
    assert days[2].change.teams[0].setback == 0.5


def test_a_reorganisation_loses_no_more_than_was_done() -> None:
    # B needs 6 / 2 = 3, because A has done it before; 1.5 of them in week 5. To lose all that was
    # done is to have 3 to do again, not the 6 of a team without a forerunner.
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wins": 1}}]
    learnt = plain(
        "learning",
        steps=[step("a", 6, 1)],
        behaviour={"learning": 1, "undocumented_learning": 1},
        events=[{"week": 6, "kind": "reorganisation", "size": 1}],
        plan={"waves": waves},
    )
    days = diary(learnt, of_teams(3, 3))
    assert days[5].change.tasks[1, 0].left == pytest.approx(3 - 1.5)
    assert days[6].change.tasks[1, 0].left == pytest.approx(3 - 1.5)


def test_people_in_one_team_or_in_two_have_the_same_working_time() -> None:
    one = each_week(simulated(plain(steps=[step("a", 9, 1)]), everyone_knows_everyone(6)), "cost")
    two = each_week(
        simulated(plain(steps=[step("a", 9, 1)]), everyone_knows_everyone(3, 3)), "cost"
    )
    assert one == pytest.approx(two)
