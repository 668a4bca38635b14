"""Finished work becoming visible, useful or flawed, week by week, worked by hand.

A team of three has 1.5 person-weeks a week. The chance that a test finds a flaw is ½ + ½ × safety:
1 with full safety, 0 with neither floor nor safety.
"""

from typing import Any

import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.state import COMPLETED, FLAW, RUNNING
from winsim.numerics.chance import Draw, draws
from winsim.scenario.scenario import Scenario

pytestmark = pytest.mark.interpreted

SURE_TO_BE_FOUND = {"safety": 1}
HIDDEN: dict[str, Any] = {
    "teams": {"safety": 0},
    "behaviour": {"detection_floor": 0, "safety_appeal": 0},
}


def flawed(*steps: dict[str, Any], on: tuple[str, ...] = (), **sections: Any) -> Scenario:
    """Steps whose flaws are found at the first test."""
    sections.setdefault("teams", SURE_TO_BE_FOUND)
    return plain("risk", "safety", *on, steps=list(steps), **sections)


def test_a_whole_release_waits_for_the_last_team_and_then_shows_what_it_held_back() -> None:
    # A works at 1.5 a week, B at .75: A is done in week 1, B in week 2, when both go live.
    who = of_teams(3, 3, pace=[0.5] * 3 + [0.25] * 3)
    whole = plain(
        steps=[step("a", 1.5, 1)],
        teams={"capacity": {"column": "pace"}},
        plan={"release": "whole", "interim": 0.3},
    )
    days = diary(whole, who)
    assert days[1].change.teams.win.tolist() == pytest.approx([0.3, 0.0])
    assert days[1].change.teams.offered.tolist() == [0, 0]
    assert days[2].change.teams.win.tolist() == pytest.approx([0.7, 1.0])
    assert days[2].change.teams.offered.tolist() == [1, 1]
    assert each_week(days[-1], "perceived")[:3] == pytest.approx([0, 0.15, 1])
    assert each_week(days[-1], "strategic")[:3] == [0, 0, 1]
    assert each_week(days[-1], "wins")[:3] == [0, 1, 1]
    # Belief starts at 4 : 4; own results weigh 1 and nothing is forgotten.
    assert days[1].population.employees.belief_for.tolist() == pytest.approx([4.3] * 3 + [4] * 3)
    assert days[2].population.employees.belief_for.tolist() == pytest.approx([5] * 6)


def test_a_stepwise_release_is_in_use_at_once() -> None:
    who = of_teams(3, 3, pace=[0.5] * 3 + [0.25] * 3)
    stepwise = plain(steps=[step("a", 1.5, 1)], teams={"capacity": {"column": "pace"}})
    days = diary(stepwise, who)
    assert days[1].change.teams.offered.tolist() == [1, 0]
    assert days[1].change.teams.win.tolist() == [1.0, 0.0]
    assert each_week(days[-1], "strategic")[:3] == [0, 0.5, 1]


def test_each_wave_of_a_whole_release_goes_live_by_itself() -> None:
    waves = [{"teams": ["A"]}, {"teams": "rest"}]
    phased = plain(steps=[step("a", 1.5, 1)], plan={"waves": waves, "release": "whole"})
    days = diary(phased, of_teams(3, 3))
    assert [day.change.teams.live.tolist() for day in days[:6]] == [
        [0, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 1]
    ]  # fmt: skip


def test_half_the_work_of_a_flawed_step_comes_back() -> None:
    days = diary(flawed(step("a", 1.5, 1, risk=1)), of_teams(3))
    assert days[1].change.tasks.left.tolist() == [[0.75]]
    assert days[1].change.teams[0].setback == 1.0
    assert days[1].change.teams[0].offered == 0
    assert days[2].change.tasks.done.tolist() == [[2]]
    assert each_week(days[-1], "setbacks")[:3] == [0, 1, 0]
    assert each_week(days[-1], "wins")[:3] == [0, 0, 1]  # it is a win once it works
    assert each_week(days[-1], "cost")[:4] == [0, 1.5, 0.75, 0]
    # A setback weighs twice: 4 : 4 becomes 4 : 6, and the win then makes it 5 : 6.
    assert days[1].population.employees.belief_against.tolist() == [6.0] * 3
    assert days[2].population.employees.belief_for.tolist() == [5.0] * 3


@pytest.mark.parametrize(("share", "left"), [(1.0, 1.5), (0.2, 0.3)])
def test_how_much_of_it_comes_back_is_declared(share: float, left: float) -> None:
    days = diary(flawed(step("a", 1.5, 1, risk=1), behaviour={"rework": share}), of_teams(3))
    assert days[1].change.tasks.left.tolist() == [[pytest.approx(left)]]
    assert each_week(days[-1], "cost")[:4] == pytest.approx([0, 1.5, left, 0])


def test_a_flaw_that_takes_no_rework_is_a_setback_for_leadership_alone() -> None:
    days = diary(flawed(step("a", 1.5, 1, risk=1), behaviour={"rework": 0}), of_teams(3))
    assert each_week(days[-1], "setbacks")[:3] == [0, 1, 0]
    assert each_week(days[-1], "wins")[:3] == [0, 1, 0]
    assert days[1].change.teams[0].setback == 0.0
    assert days[-1].change.leadership[0].ended_week == 1


def test_what_was_built_on_a_flaw_is_redone_but_won_only_once() -> None:
    # b's flaw invalidates .4 of a: .6 and half of b, .75, make 1.35 of the 1.5 of week 3.
    two = flawed(step("a", 1.5, 0.5), step("b", 1.5, 0.5, risk=1, built_on=0.4))
    days = diary(two, of_teams(3))
    assert days[1].change.tasks.done.tolist() == [[1, -1]]
    assert days[2].change.tasks.left[0] == pytest.approx([0.6, 0.75])
    assert days[2].change.tasks.done.tolist() == [[-1, -1]]
    assert days[3].change.tasks.done.tolist() == [[3, 3]]
    assert each_week(days[-1], "strategic")[:4] == [0, 0.5, 0, 1]
    assert each_week(days[-1], "wins")[:4] == [0, 1, 0, 1]
    assert each_week(days[-1], "cost")[:4] == pytest.approx([0, 1.5, 1.5, 1.35])


def test_a_flaw_costs_every_team_that_has_built_on_it() -> None:
    # A, twice as fast, finishes a in week 1 and b, flawed, in week 2. B has finished only a by
    # then, and loses .4 of it all the same: .6 of 1.5.
    two = flawed(
        step("a", 1.5, 0.5),
        step("b", 3.0, 0.5, risk=1, built_on=0.4),
        teams={"capacity": {"column": "pace"}},
    )
    days = diary(two, of_teams(3, 3, pace=[1.0] * 3 + [0.5] * 3))
    assert days[1].change.tasks.done[1, 0] == 1
    assert days[2].change.tasks.done.tolist() == [[-1, -1], [-1, -1]]
    assert days[2].change.tasks.left[1, 0] == pytest.approx(0.6)
    assert days[2].change.teams.setback.tolist() == [1.0, 1.0]


def test_wins_of_teams_add_up_to_the_wins_of_the_organisation() -> None:
    two = flawed(step("a", 1.5, 0.5), step("b", 1.5, 0.5, risk=1, built_on=0.4))
    end = simulated(two, of_teams(3, 3))
    assert end.record.team_wins.sum(axis=1).tolist() == each_week(end, "wins")


def test_a_flaw_marked_fatal_ends_the_programme() -> None:
    fatal = flawed(step("a", 1.5, 0.5, risk=1, fatal=True), step("b", 1.5, 0.5))
    end = simulated(fatal, of_teams(3))
    assert (end.change.leadership[0].status, end.change.leadership[0].ended_week) == (FLAW, 1)
    assert sum(each_week(end, "cost")) == 1.5
    assert sum(each_week(end, "wins")) == 0


def test_after_a_fatal_flaw_nothing_more_goes_live() -> None:
    # A needs 8 weeks for 12, B (twice as fast) 4, from week 5 on: both are done in week 8. The flaw
    # that A's go-live brings to light ends it all.
    waves = [{"teams": ["A"]}, {"teams": ["B"]}]
    fatal = flawed(
        step("a", 12, 1, risk=1, fatal=True),
        teams={"safety": 1, "capacity": {"column": "pace"}},
        plan={"waves": waves, "release": "whole"},
    )
    end = simulated(fatal, of_teams(3, 3, pace=[0.5] * 3 + [1.0] * 3))
    assert (end.change.leadership[0].status, end.change.leadership[0].ended_week) == (FLAW, 8)
    assert end.change.teams.live.tolist() == [0, 0]
    assert each_week(end, "strategic")[-1] == 0.0


def test_a_flaw_that_nobody_dares_to_name_stays_hidden() -> None:
    quiet = plain("risk", "safety", steps=[step("a", 1.5, 1, risk=1)], **HIDDEN)
    end = simulated(quiet, of_teams(3))
    assert end.change.steps.flawed.tolist() == [1]
    assert end.change.steps.found.tolist() == [0]
    assert end.change.leadership[0].status == COMPLETED


@pytest.mark.parametrize(("loss", "yields"), [(0.0, 1.0), (0.75, 0.25), (1.0, 0.0)])
def test_a_flaw_that_nobody_has_found_costs_part_of_the_value(loss: float, yields: float) -> None:
    steps = [step("a", 1.5, 0.5, risk=1), step("b", 1.5, 0.5)]
    behaviour = {**HIDDEN["behaviour"], "flaw_loss": loss}
    quiet = plain("risk", "safety", steps=steps, teams={"safety": 0}, behaviour=behaviour)
    strategic = each_week(simulated(quiet, of_teams(3)), "strategic")
    assert strategic[:4] == [0, 0.5 * yields, 0.5 * yields + 0.5, 0.5 * yields + 0.5]


def test_what_is_in_use_is_looked_at_and_mended_after_completion_too() -> None:
    # Complete in week 1, its flaw unseen: a quarter of its value. Found at a later meeting (5, 9 …), it
    # is half done again in the week after, and then worth all.
    doubtful = plain(
        "risk", steps=[step("a", 1.5, 1, risk=1)], weeks=16,
        behaviour={"detection_floor": 0, "flaw_loss": 0.75},
    )  # fmt: skip
    late = 0
    for seed in range(1, 9):
        lucks = [(week, draws(seed, Draw.DETECTION, 1, week)[0]) for week in (1, 5, 9, 13)]
        found = next((week for week, luck in lucks if luck < 0.5), 16)
        end = simulated(doubtful, of_teams(3), seed=seed)
        if 1 < found < 16:
            late += 1
            leadership = end.change.leadership[0]
            assert (leadership.status, leadership.ended_week) == (COMPLETED, 1)
            expected = [0] + [0.25] * (found - 1) + [0] + [1] * (16 - found)
            assert each_week(end, "strategic") == expected
            assert each_week(end, "cost")[found + 1] == 0.75
    assert late > 1


def test_a_fatal_flaw_ends_what_was_completed_but_abandons_nothing() -> None:
    fatal = plain(
        "risk", "abandonment", steps=[step("a", 1.5, 1, risk=1, fatal=True)], weeks=16,
        behaviour={"detection_floor": 0},
    )  # fmt: skip
    seed = next(
        seed for seed in range(1, 99)
        if draws(seed, Draw.DETECTION, 1, 1)[0] >= 0.5 > draws(seed, Draw.DETECTION, 1, 5)[0]
    )  # fmt: skip
    leadership = simulated(fatal, of_teams(3), seed=seed).change.leadership[0]
    assert (leadership.status, leadership.ended_week, leadership.abandoned) == (FLAW, 5, 0)


def test_what_is_in_use_is_looked_at_again_at_meetings() -> None:
    # A chance of ½ a test: at the completion in week 1, then at the meetings of weeks 5, 9, 13 …
    # The second step keeps the programme going. The seeds differ only in their luck.
    doubtful = plain(
        "risk",
        steps=[step("a", 1.5, 0.5, risk=1), step("b", 99, 0.5)],
        behaviour={"detection_floor": 0},
        weeks=30,
    )
    for seed in range(1, 9):
        tests = [1, 5, 9, 13, 17, 21, 25, 29]
        lucks = [draws(seed, Draw.DETECTION, 1, week)[0] for week in tests]
        found = [week for week, luck in zip(tests, lucks, strict=True) if luck < 0.5]
        setbacks = each_week(simulated(doubtful, of_teams(3), seed=seed), "setbacks")
        assert [week for week, count in enumerate(setbacks) if count] == found[:1]


def test_a_live_wave_is_looked_at_again_while_another_is_at_work() -> None:
    # A goes live in week 1, B never: the flaw that A lives with is looked for in weeks 5, 9, 13 …
    waves = [{"teams": ["A"]}, {"teams": ["B"]}]
    phased = plain(
        "risk",
        steps=[step("a", 1.5, 1, risk=1)],
        teams={"capacity": {"column": "pace"}},
        behaviour={"detection_floor": 0},
        plan={"waves": waves, "release": "whole"},
        weeks=20,
    )
    for seed in range(1, 9):
        lucks = [(week, draws(seed, Draw.DETECTION, 1, week)[0]) for week in (1, 5, 9, 13, 17)]
        found = [week for week, luck in lucks if luck < 0.5]
        end = simulated(phased, of_teams(3, 3, pace=[0.5] * 3 + [0.001] * 3), seed=seed)
        setbacks = each_week(end, "setbacks")
        assert [week for week, count in enumerate(setbacks) if count] == found[:1]


def test_a_whole_release_meets_its_flaws_on_the_day_it_would_go_live() -> None:
    # Done in week 1, found; half the work again in week 2, and live then.
    whole = flawed(step("a", 1.5, 1, risk=1), plan={"release": "whole", "interim": 0.3})
    days = diary(whole, of_teams(3))
    assert days[1].change.teams[0].live == 0
    assert days[1].change.teams[0].win == pytest.approx(0.3)  # it was seen to be finished
    assert days[1].change.teams[0].setback == 1.0
    assert days[2].change.teams[0].live == 1
    assert days[2].change.teams[0].win == pytest.approx(0.7)


def test_a_later_wave_can_find_what_earlier_ones_lived_with() -> None:
    # A (safety 0) goes live in week 1 with the flaw; at B's go-live in week 5 both are asked: mean
    # safety ½, and with luck below ½ the flaw is found and work comes back to both teams.
    waves = [{"teams": ["A"]}, {"teams": ["B"]}]
    phased = plain(
        "risk",
        "safety",
        steps=[step("a", 1.5, 1, risk=1)],
        teams={"safety": {"column": "dares"}},
        behaviour={"detection_floor": 0},
        plan={"waves": waves, "release": "whole"},
    )
    who = of_teams(3, 3, dares=[0.0] * 3 + [1.0] * 3)
    seed = next(s for s in range(1, 99) if draws(s, Draw.DETECTION, 1, 5)[0] < 0.5)
    days = diary(phased, who, seed=seed)
    assert days[4].change.teams.live.tolist() == [1, 0]
    assert days[5].change.teams.live.tolist() == [0, 0]
    assert days[5].change.tasks.left.tolist() == [[0.75], [0.75]]
    assert days[6].change.teams.live.tolist() == [1, 1]


def test_value_counts_only_together_with_what_it_needs() -> None:
    pair = plain(
        "dependencies", steps=[step("a", 1.5, 0.6, value_needs=["b"]), step("b", 1.5, 0.4)]
    )
    assert each_week(simulated(pair, of_teams(3)), "strategic")[:3] == [0, 0, 1]
    alone = pair.model_copy(update={"mechanisms": plain().mechanisms})
    assert each_week(simulated(alone, of_teams(3)), "strategic")[:3] == [0, 0.6, 1]


def test_vanity_is_visible_and_of_no_value() -> None:
    show = plain(steps=[step("a", 1.5, 0, visibility=3), step("b", 9, 1, visibility=1)])
    end = simulated(show, of_teams(3))
    assert each_week(end, "perceived")[1] == 0.75
    assert each_week(end, "strategic")[1] == 0.0


def test_recognition_by_value_feels_what_matters_more() -> None:
    # Strength 2 × value × 2 steps: .25 is felt as 1, .75 as 3; by count both would be 2.
    steps = [step("a", 1.5, 0.25), step("b", 1.5, 0.75)]
    by_value = {"recognition": {"by": "value", "strength": 2}}
    by_count = {"recognition": {"by": "count", "strength": 2}}
    felt = {}
    for name, plan in (("value", by_value), ("count", by_count)):
        days = diary(plain("recognition", steps=steps, plan=plan), of_teams(3))
        felt[name] = [days[1].change.teams[0].win, days[2].change.teams[0].win]
    assert felt == {"value": [1.0, 3.0], "count": [2.0, 2.0]}


def test_running_two_ways_side_by_side_costs_until_all_is_in_use_by_all() -> None:
    # .02 × 3 people while one adopts and one of two steps is in use, at the end of weeks 1 and 2; then
    # .02 × 2 for those who still work the old way, also once the programme has completed.
    two = plain(
        "dual_running",
        steps=[step("a", 1.5, 0.5), step("b", 3, 0.5)],
        employees={"adopters_at_start": {"ids": ["a1"]}},
    )
    assert each_week(simulated(two, of_teams(3)), "cost")[:6] == pytest.approx(
        [0, 1.56, 1.56, 1.54, 0.04, 0.04]
    )


@pytest.mark.parametrize(
    ("whose", "cost"), [("team", [0.06, 0.02, 0.02, 0.02]), ("organisation", [0.12] * 4)]
)
def test_who_runs_two_ways_side_by_side_is_declared(whose: str, cost: list[float]) -> None:
    # Two of A's three have adopted. A has everything in use in week 2; B never has.
    # Each team by itself: .02 × 3, then × 1. Everybody, as long as B is not done: × 6.
    pilot = plain(
        "dual_running",
        steps=[step("a", 3, 1)],
        employees={"adopters_at_start": {"ids": ["a1", "a2"]}},
        initiative={"side_by_side": whose},
        plan={"waves": [{"teams": ["A"]}]},
    )
    end = simulated(pilot, of_teams(3, 3))
    work = [1.5, 1.5, 0, 0]
    assert each_week(end, "cost")[1:5] == pytest.approx(
        [a + b for a, b in zip(work, cost, strict=True)]
    )


def test_two_ways_go_on_side_by_side_after_a_programme_ends_half_way() -> None:
    half = plain(
        "dual_running",
        steps=[step("a", 1.5, 0.5), step("b", 99, 0.5)],
        employees={"adopters_at_start": {"ids": ["a1"]}},
        events=[{"week": 3, "kind": "withdrawal"}],
    )
    costs = each_week(simulated(half, of_teams(3)), "cost")
    assert costs[1:6] == pytest.approx([1.56, 1.56, 0.06, 0.06, 0.06])


def test_part_of_the_benefit_comes_only_when_nearly_all_have_changed() -> None:
    # Everyone has adopted from the start. A is done in week 1, B (half as fast) in week 2:
    # half of everything is in use, half of its benefit waits; then all of it comes.
    who = of_teams(3, 3, pace=[0.5] * 3 + [0.25] * 3)
    together = plain(
        "complementarity",
        steps=[step("a", 1.5, 1)],
        teams={"capacity": {"column": "pace"}},
        employees={"adopters_at_start": {"share": 1.0}},
        initiative={"complementarity": 0.5},
    )
    assert each_week(simulated(together, who), "benefit_share")[:4] == [0, 0.25, 1, 1]
    half = together.initiative.model_copy(update={"full_at": 0.5})
    sooner = together.model_copy(update={"initiative": half})
    assert each_week(simulated(sooner, who), "benefit_share")[:4] == [0, 0.5, 1, 1]


def test_an_unfinished_programme_is_still_running_at_the_end() -> None:
    end = simulated(plain(steps=[step("a", 999, 1)]), of_teams(3))
    assert end.change.leadership[0].status == RUNNING
    assert end.change.leadership[0].ended_week == -1
