"""What a team takes up, what it costs, and who carries it, week by week, worked by hand.

A team of three has 3 × ½ = 1.5 person-weeks a week in these stories, unless they say otherwise.
"""

import math
from typing import Any

import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step

pytestmark = pytest.mark.interpreted


# Pieces and overhead -----------------------------------------------------------------------------


def test_a_step_in_two_pieces_is_the_same_work_in_less_risk_and_more_show() -> None:
    # Half of the work, design and value each; 1 - √.81 = .1 of risk; 2^-.88 = .5434 of show, at a
    # curvature of .88. The other step is indivisible and stays as it is.
    whole = step("a", 3, 0.3, design=6, visibility=1, risk=0.19)
    rest = step("b", 3, 0.7, indivisible=True)
    scenario = plain("risk", steps=[whole, rest], behaviour={"curvature": 0.88}, plan={"pieces": 2})
    end = simulated(scenario, of_teams(3))
    plan = end.change.programme.steps
    assert plan.work.tolist() == [1.5, 1.5, 3]
    assert plan.design.tolist() == [3, 3, 0]
    assert plan.value.tolist() == [0.15, 0.15, 0.7]
    assert plan.risk.tolist() == pytest.approx([0.1, 0.1, 0])
    assert plan.visibility.tolist() == pytest.approx([0.5434, 0.5434, 1], abs=5e-5)


def test_pieces_come_one_after_another_and_what_follows_waits_for_the_last() -> None:
    # Room for three at once, and each is a week's work: a's second piece waits for its first, and b
    # for a's second.
    steps = [step("a", 3, 0.5), step("b", 1.5, 0.5, needs=["a"], indivisible=True)]
    plan = {"pieces": 2, "work_in_progress": 3}
    end = simulated(plain("dependencies", steps=steps, plan=plan), of_teams(3))
    assert end.change.tasks.started.tolist() == [[1, 2, 3]]
    assert end.change.tasks.done.tolist() == [[1, 2, 3]]


def test_the_gate_stands_before_the_first_piece() -> None:
    # The meeting of week 5 is the first once the programme runs: .6 × .99⁴ = .576 backs a gate of ½
    # once, which does for both pieces; .076 would not do for a second.
    steps = [step("a", 3, 1, gate=0.5)]
    scenario = plain("politics", "dependencies", steps=steps, plan={"pieces": 2},
                     leadership={"political_capital": 0.6, "political_memory": 0.99})  # fmt: skip
    end = simulated(scenario, of_teams(3))
    assert end.change.programme.steps.gate.tolist() == [0.5, 0]
    assert end.change.tasks.done.tolist() == [[5, 6]]


def test_the_worth_of_a_piece_is_that_of_its_step() -> None:
    # Two listed steps: a is worth 2 × .2 = .4, b 2 × .8 = 1.6. Each piece, a week's work, is seen
    # 2^-.88 as much as its step, and felt half for its show and half for its step's worth.
    scenario = plain("discernment", steps=[step("a", 3, 0.2), step("b", 3, 0.8)],
                     behaviour={"curvature": 0.88, "discernment": 0.5},
                     plan={"pieces": 2})  # fmt: skip
    days = diary(scenario, of_teams(3))
    show = 2**-0.88
    felt = [float(day.change.teams[0].win) for day in days[1:5]]
    assert felt == pytest.approx([show * 0.7] * 2 + [show * 1.3] * 2)


def test_overhead_goes_by_the_size_of_a_team() -> None:
    # .1 for three people is .2 for six, as 3 of work for three is 6: 3.1, and 6.2.
    scenario = plain("overhead", steps=[step("a", 3, 1)], initiative={"overhead": 0.1})
    end = simulated(scenario, of_teams(3, 6))
    assert end.change.tasks.work[:, 0] == pytest.approx([3.1, 6.2])


@pytest.mark.parametrize(
    ("on", "plan", "work"),
    [
        (("overhead",), {}, 1.1),  # its .1 alone
        (("discernment",), {"linked": 0.5}, 1.025),  # .05 × ½
        ((), {"linked": 0.5}, 1.0),  # nobody tells worth from show, so nobody shows it
        (("recognition", "celebration"), {"recognition": {"strength": 3}}, 1.1),  # .05 × 2
        (("recognition", "celebration"), {"recognition": {"strength": 0.5}}, 1.0),  # not below 0
        (("celebration",), {"next_steps": True}, 1.025),  # .05 × ½
        (("recognition",), {"recognition": {"strength": 3}, "next_steps": True}, 1.0),
    ],
)
def test_what_is_made_of_a_win_costs_hours_too(
    on: tuple[str, ...], plan: dict[str, Any], work: float
) -> None:
    scenario = plain(
        *on, steps=[step("a", 1, 1)], plan=plan, initiative={"overhead": 0.1},
        behaviour={"linking_cost": 0.05, "celebration_cost": 0.05},
    )  # fmt: skip
    end = simulated(scenario, of_teams(3))
    assert float(end.change.tasks[0, 0].work) == pytest.approx(work)


def test_overhead_is_not_repeated_in_rework() -> None:
    # 1.4 + .1 is all of week 1; the flaw is found at once, and half of 1.4 is to do again.
    scenario = plain(
        "overhead", "risk", steps=[step("a", 1.4, 0.5, risk=1), step("b", 9, 0.5)],
        behaviour={"detection_floor": 1, "rework": 0.5}, initiative={"overhead": 0.1},
    )  # fmt: skip
    days = diary(scenario, of_teams(3))
    assert float(days[1].change.tasks[0, 0].left) == pytest.approx(0.7)


# Experience --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "work"),
    [
        ((), 2 * 0.492870 * 1.1),
        (("incompressible",), 1.36323),  # 2 × (.25 + .75 × .49287) × 1.1
        (("incompressible", "overhead"), 1.46323),  # no experience shortens the overhead
    ],
)
def test_part_of_the_work_is_never_learnt_away(on: tuple[str, ...], work: float) -> None:
    # Ten teams do it first, and .8 of their experience arrives: 9^-.322 = .49287 of the work is left,
    # where 9 = 1 + .8 × 10. Writing it down for others is a tenth more.
    waves = [{"teams": list("ABCDEFGHIJ")}, {"teams": "rest", "gate": {"wins": 1}}]
    scenario = plain(
        "learning", "documentation", *on, steps=[step("a", 2, 1)],
        behaviour={"learning": 0.322, "incompressible": 0.25, "documented_learning": 0.8,
                   "documentation_cost": 0.1},
        initiative={"overhead": 0.1}, plan={"documentation": True, "waves": waves},
    )  # fmt: skip
    end = simulated(scenario, of_teams(*[3] * 11))
    assert int(end.change.tasks[10, 0].inherited) == 10
    assert float(end.change.tasks[10, 0].work) == pytest.approx(work, abs=1e-5)


# The reserved lane -------------------------------------------------------------------------------


def test_a_reserved_step_comes_beyond_the_limit_with_its_share_and_costs_no_switching() -> None:
    # A quarter of 1.5 for whole, .375, the rest, 1.125, for a; b is beyond the limit of one. Two open
    # steps are a load of 2/3, but what switching between two would cost, a sixth, is not lost.
    steps = [step("a", 9, 0.4), step("b", 9, 0.3), step("whole", 9, 0.3, indivisible=True)]
    scenario = plain("switching", steps=steps, behaviour={"switching_cost": 0.2},
                     plan={"reserved": 0.25, "work_in_progress": 1})  # fmt: skip
    days = diary(scenario, of_teams(3))
    assert days[1].change.tasks.started.tolist() == [[1, -1, 1]]
    assert days[1].change.tasks.left[0] == pytest.approx([9 - 1.125, 0, 9 - 0.375])
    assert int(days[1].change.teams[0].open_steps) == 2
    assert float(days[1].change.teams[0].load) == pytest.approx(2 / 3)


def test_what_a_reserved_step_leaves_of_its_share_goes_to_the_others() -> None:
    # whole needs .2 of its .75: a has the other 1.3 in week 1, and .2 in week 2.
    steps = [step("a", 1.5, 0.5), step("whole", 0.2, 0.5, indivisible=True)]
    days = diary(plain(steps=steps, plan={"reserved": 0.5}), of_teams(3))
    assert days[1].change.tasks.done.tolist() == [[-1, 1]]
    assert days[1].change.tasks.left[0, 0] == pytest.approx(0.2)


def test_capacity_is_reserved_for_nothing_until_an_indivisible_step_may_start() -> None:
    # whole needs a, which has all of weeks 1 and 2; then b and whole have .75 a week each, for four
    # weeks.
    steps = [step("a", 3, 0.4), step("b", 3, 0.3),
             step("whole", 3, 0.3, indivisible=True, needs=["a"])]  # fmt: skip
    end = simulated(plain("dependencies", steps=steps, plan={"reserved": 0.5}), of_teams(3))
    assert end.change.tasks.started.tolist() == [[1, 3, 3]]
    assert end.change.tasks.done.tolist() == [[2, 6, 6]]


# Choice ------------------------------------------------------------------------------------------

SEEDS, TEAMS = range(400), 10
"""Each team of each seed chooses once, on its own: 4000 choices."""

P_EASY = 0.7717
"""A strain of .7, an efficacy of .4, ease 1 and doubt 4 give, by how much each step draws:

easy: ln .8 - .7 ln 1.1 = -.2899; hard: ln 1.2 - .7 ln 4 - 4 × .3 × (1 - .4) = -1.5081. A multinomial
logit takes the easy one up at 1 / (1 + e^-1.2182).
"""


def share_of_easy_first(
    tired: float = 0.7, efficacy: float = 0.4, seeds: range = SEEDS, **more: Any
) -> float:
    """The share of teams that take the easy step up in week 1, though the hard one is listed first.

    Who begins with the hard one has it in hand for longer than that, and has not begun the easy one.
    """
    behaviour = {"discipline": 0, "ease": 1, "doubt": 4, **more.pop("behaviour", {})}
    scenario = plain(
        "choice", "fatigue", "efficacy", "risk", weeks=1,
        steps=[step("hard", 4, 0.5, visibility=1.2, risk=0.3),
               step("easy", 1.1, 0.5, visibility=0.8)],
        employees={"fatigue": tired}, teams={"efficacy": efficacy}, behaviour=behaviour, **more,
    )  # fmt: skip
    begun = [simulated(scenario, of_teams(*[3] * TEAMS), seed=seed).change for seed in seeds]
    easy = sum(int((change.tasks.started[:, 1] == 1).sum()) for change in begun)
    return easy / (len(seeds) * TEAMS)


def by_chance(share: float) -> Any:
    """That share of all choices, give or take 3½ standard errors of the binomial."""
    return pytest.approx(share, abs=3.5 * math.sqrt(share * (1 - share) / (len(SEEDS) * TEAMS)))


def test_tired_teams_that_doubt_themselves_choose_the_easy_step() -> None:
    # Nothing is in hand before week 1, so the strain of .7 is all fatigue.
    assert share_of_easy_first() == by_chance(P_EASY)


def test_rested_teams_that_are_sure_of_themselves_choose_what_is_felt_more() -> None:
    # Without strain work does not matter, and without doubt risk does not: .8 beside 1.2 of show, so
    # .8 / (.8 + 1.2) = .4 begin with the easy step.
    assert share_of_easy_first(tired=0, efficacy=1) == by_chance(0.4)


def test_discipline_and_leaders_who_go_first_hold_teams_to_the_order() -> None:
    few = range(10)
    assert share_of_easy_first(seeds=few, behaviour={"discipline": 1}) == 0
    assert share_of_easy_first(seeds=few, plan={"leaders_first": 1}) == 0
    # ½ by themselves, and half of what is missing: ¾ follow the order, and ¼ choose.
    held = share_of_easy_first(behaviour={"discipline": 0.5}, plan={"leaders_first": 0.5})
    assert held == by_chance(P_EASY / 4)


def test_leaders_who_go_first_pay_with_their_time_in_each_team_at_work() -> None:
    # .2 × ½ a week in each, beside its 1.5: one team until the meeting of week 5, then three.
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wait": 4}}]
    scenario = plain(
        "choice", steps=[step("a", 99, 1)], behaviour={"leading_cost": 0.2},
        plan={"leaders_first": 0.5, "waves": waves},
    )  # fmt: skip
    cost = each_week(simulated(scenario, of_teams(3, 3, 3)), "cost")
    assert cost[:7] == pytest.approx([0, 1.6, 1.6, 1.6, 1.6, 4.8, 4.8])


# Owners ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "share", "done"),
    [
        (3, 0.5, 1.0),  # the owner carries ¼ + ¾ = 1, a full week
        (6, 0.5, 0.75),  # ¼ + 1½, of which 1 is done, and 5 × ¼ by the others: 2.25 of 3
        (8, 0.3, 0.8625),  # .35 + 1.2, of which 1 is done, and 7 × .35 = 2.45: 3.45 of 4
        (6, 1.0, 1 / 3),  # all 3 on one, of which 1 is done
        (6, 0.0, 1.0),  # the owner carries no more than the others
    ],
)
def test_what_is_beyond_an_owners_week_is_not_done(people: int, share: float, done: float) -> None:
    # One open step is a load of ½ on each. All time is paid, also that in which nothing is done.
    steps = [step("a", 99, 1)]
    plan = {"ownership": "single", "owner_share": share}
    for on, left in ((("ownership",), done), ((), 1.0)):
        days = diary(plain(*on, steps=steps, plan=plan), of_teams(people))
        todo = 99 * people / 3
        assert todo - float(days[1].change.tasks[0, 0].left) == pytest.approx(people / 2 * left)
        assert each_week(days[-1], "cost")[1] == pytest.approx(people / 2)


def test_a_reserved_step_alone_has_the_whole_week() -> None:
    # Nothing else is there: all of the 1.5 a week goes to the reserved step, 3 in two weeks.
    steps = [step("whole", 3, 1, indivisible=True)]
    end = simulated(plain(steps=steps, plan={"reserved": 0.25}), of_teams(3))
    assert end.change.tasks.done.tolist() == [[2]]
