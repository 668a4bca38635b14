"""What a win is worth to people and to leaders, week by week, worked by hand.

A team of three has 3 × ½ = 1.5 person-weeks a week in these stories. Half of what people feel of a
win is its worth (ν = ½), and leaders see show and worth alike (ω = ½), unless they say otherwise.
"""

from typing import Any

import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.kernel import entry_points as kernel
from winsim.model.kernel.entry_points import APPEAL_TERMS
from winsim.model.state import State

pytestmark = pytest.mark.interpreted

HALF: dict[str, Any] = {"behaviour": {"discernment": 0.5}, "leadership": {"visible_weight": 0.5}}
"""Worth and show count alike, for people and for leaders."""

HOLLOW = [step("a", 1.5, 0.2, value_needs=["b"]), step("b", 1.5, 0.8)]
"""Two steps, so worth .4 and 1.6; what a is for comes only with b."""


def felt(days: list[State], name: str = "win") -> list[float]:
    """What the first team feels in weeks 1 and 2, or what leaders see of it."""
    return [float(day.change.teams[0][name]) for day in days[1:3]]


def four(needs: list[str], value: float = 0.1) -> list[dict[str, Any]]:
    """Four steps, so a value of .1 is a worth of .4; each has a visibility of .8."""
    others = [0.3, 0.3, 0.4 - value] if value < 0.4 else [0.1, 0.1, 0.8 - value]
    first = step("a", 1.5, value, visibility=0.8, value_needs=needs)
    return [first, *(step(f"s{n}", 1.5, v, visibility=0.8) for n, v in enumerate(others))]


@pytest.mark.parametrize(
    ("value", "linked", "by", "needs", "expected"),
    [
        (0.1, 0, "count", [], 0.56),  # .8 × (½ + ½ × .4)
        (0.1, 1, "count", [], 0.72),  # .8 × (½ + ½ × .4 × 2)
        (0.1, 0, "count", ["s0"], 0.40),  # .8 × ½: what its value needs is not there
        (0.1, 0, "value", [], 0.32),  # .8 × .4: by value ν is 1
        (0.6, 0, "count", [], 1.36),  # .8 × (½ + ½ × 2.4)
        (0.6, 1, "count", [], 2.32),  # .8 × (½ + ½ × 2.4 × 2)
        (0.6, 0, "count", ["s0"], 0.40),  # .8 × ½, as above
        (0.6, 0, "value", [], 1.92),  # .8 × 2.4
    ],
)
def test_a_win_is_felt_for_its_show_and_for_its_worth(
    value: float, linked: float, by: str, needs: list[str], expected: float
) -> None:
    scenario = plain(
        "discernment", "dependencies", "recognition",
        steps=four(needs, value), behaviour={"linking_cost": 0, "discernment": 0.5},
        plan={"linked": linked, "recognition": {"by": by, "strength": 1}},
    )  # fmt: skip
    assert felt(diary(scenario, of_teams(3)))[0] == pytest.approx(expected)


def test_worth_that_comes_later_is_not_felt_later() -> None:
    # a is felt for its show alone, .5, and stays so when b brings what it needs: b is ½ + .8.
    days = diary(plain("discernment", "dependencies", steps=HOLLOW, **HALF), of_teams(3))
    assert felt(days) == pytest.approx([0.5, 1.3])
    assert [float(day.change.teams[0].strategic) for day in days[1:3]] == pytest.approx([0, 1])


def test_what_a_value_needs_can_come_first() -> None:
    # The same two steps the other way round: b is there when a is finished, so a is ½ + .2.
    turned = plain("discernment", "dependencies", steps=HOLLOW[::-1], **HALF)
    assert felt(diary(turned, of_teams(3))) == pytest.approx([1.3, 0.7])


def test_a_whole_release_withholds_show_and_worth() -> None:
    # Nothing is in use in week 1, so .3 × ½ of a is felt, and .7 × (½ + .2) withheld. In week 2
    # .3 × 1.3 of b, and all goes live: .7 × (.7 + 1.3) = 1.4.
    plan = {"release": "whole", "interim": 0.3}
    scenario = plain("discernment", "dependencies", steps=HOLLOW, plan=plan, **HALF)
    days = diary(scenario, of_teams(3))
    assert felt(days) == pytest.approx([0.15, 0.39 + 1.4])
    assert float(days[1].change.teams[0].withheld) == pytest.approx(0.7 * 0.7)
    assert float(days[2].change.teams[0].withheld) == 0
    # Leaders see the same where ω is ½, too: it is withheld in the same shares.
    assert felt(days, "credit") == pytest.approx([0.15, 1.79])


@pytest.mark.parametrize(
    ("dashboards", "credit"),
    [
        (0, 0.70),  # ½ + ½ × .4
        (0.5, 0.55),  # ¼ + ¾ × .4
        (1, 0.40),  # worth alone
    ],
)
def test_political_capital_comes_from_what_leaders_see(dashboards: float, credit: float) -> None:
    steps = [step("a", 1.5, 0.2), step("b", 99, 0.8)]
    scenario = plain(
        "discernment", "politics", steps=steps,
        behaviour={"linking_cost": 0, "discernment": 1},
        leadership={"visible_weight": 0.5, "dashboard_cost": 0.2, "win_capital": 1,
                    "political_memory": 0.99},
        plan={"dashboards": dashboards, "linked": 1},
    )  # fmt: skip
    days = diary(scenario, of_teams(3))
    end = days[-1]
    # People go by worth alone, .4, and twice as much as it is linked: of that leaders see nothing.
    assert felt(days)[0] == pytest.approx(0.8)
    # What is won in week 1 wears off by a hundredth in week 2.
    assert each_week(end, "political_capital")[1:3] == pytest.approx([credit, credit * 0.99])
    # .2 × dashboards a week is paid while the programme runs, beside the team's 1.5.
    assert each_week(end, "cost")[1:3] == pytest.approx([1.5 + 0.2 * dashboards] * 2)


def test_without_discernment_leaders_see_what_is_felt() -> None:
    # The win of week 1 is felt for its show, 1, and so is it seen, dashboards or none.
    scenario = plain(
        "politics", steps=[step("a", 1.5, 0.2), step("b", 99, 0.8)], leadership={"win_capital": 1},
        plan={"dashboards": 1},
    )  # fmt: skip
    end = simulated(scenario, of_teams(3))
    assert each_week(end, "political_capital")[1] == pytest.approx(1)


def test_advantage_is_a_part_of_the_prospects() -> None:
    # From week 2 on .05 of the value is there for ¼ of the work, a fifth of what it should bring:
    # 1 + ½ (.2 - 1) = .6, and .88 ln .6 = -.4495. In week 6, after 8 person-weeks, all of the value is
    # there for all of the work. Gain is loss, so that prospects are nothing else.
    steps = [step("a", 2, 0.05), step("b", 6, 0.95)]
    place = APPEAL_TERMS.index("prospects")
    for on, expected in ((("discernment",), -0.4495), ((), 0.0)):
        scenario = plain(*on, steps=steps, initiative={"gain": 1, "loss": 1},
                         behaviour={"discernment": 0.5, "curvature": 0.88})  # fmt: skip
        days = diary(scenario, of_teams(3))
        terms = [kernel.appeal_terms(day, week, 0)[0][place] for week, day in enumerate(days)]
        assert terms[:7] == pytest.approx([0, 0, *[expected] * 4, 0], abs=5e-5)


def test_own_use_is_evidence_and_hollow_use_is_evidence_against() -> None:
    # Two people have a week for a, 1 = 1.5 × 2/3. From week 1 on .3 of the value and ½ of the show is
    # in use: each week a1, who works so, has .1 × .3 more for the change and .1 × 2 × (.5 - .3) more
    # against it than a2, who saw the same.
    steps = [step("a", 1.5, 0.3), step("b", 99, 0.7)]
    scenario = plain(
        "experience", steps=steps,
        employees={"adopters_at_start": {"ids": ["a1"]}},
        behaviour={"use_weight": 0.1, "setback_weight": 2},
    )  # fmt: skip
    days = diary(scenario, of_teams(2))
    found = [day.population.employees for day in days[:3]]
    more_for = [float(one.belief_for[0] - one.belief_for[1]) for one in found]
    more_against = [float(one.belief_against[0] - one.belief_against[1]) for one in found]
    assert more_for == pytest.approx([0, 0.03, 0.06])
    assert more_against == pytest.approx([0, 0.04, 0.08])


def test_a_checkpoint_lays_what_was_shown_beside_what_is_there() -> None:
    # Week 1: .25 in use, and ¼ of the show. Week 2: .40, and ½ of the show: 2 × .15 more for, and
    # 4 × .10 against. Week 3: .70. d is never done.
    steps = [step("a", 1.5, 0.25), step("b", 1.5, 0.15), step("c", 1.5, 0.3), step("d", 99, 0.3)]
    scenario = plain(
        "review", "trust", steps=steps,
        behaviour={"trust_gain": 0, "checkpoint_gain": 2, "checkpoint_loss": 4},
        plan={"checkpoint_every": 1},
    )  # fmt: skip
    days = diary(scenario, of_teams(3))
    people = [day.population.employees for day in days]
    assert float(people[1].trust_for[0]) == pytest.approx(4 + 2 * 0.25)
    assert float(people[1].trust_against[0]) == pytest.approx(4)
    assert float(people[2].trust_for[0] - people[1].trust_for[0]) == pytest.approx(0.30)
    assert float(people[2].trust_against[0]) == pytest.approx(4 + 0.40)
    shown = [float(day.change.leadership[0].shown) for day in days[:5]]
    assert shown == pytest.approx([0, 0.25, 0.40, 0.70, 0.70])


def test_what_was_shown_at_a_checkpoint_earns_no_trust_again() -> None:
    # All value is in use in week 2, and c, which has none, is never done: the checkpoint of week 3
    # shows 1, 4 + 2 × 1, and that of week 6 nothing new.
    steps = [step("a", 1.5, 0.4), step("b", 1.5, 0.6), step("c", 99, 0)]
    scenario = plain(
        "review", "trust", steps=steps, plan={"checkpoint_every": 3},
        behaviour={"trust_gain": 0, "checkpoint_gain": 2, "checkpoint_loss": 0},
    )  # fmt: skip
    trusting = [
        float(day.population.employees.trust_for[0]) for day in diary(scenario, of_teams(3))
    ]
    assert trusting[:7] == pytest.approx([4, 4, 4, 6, 6, 6, 6])
