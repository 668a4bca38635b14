"""Leadership's meetings, gates, money, promises and patience, week by week, worked by hand.

A team of three has 1.5 person-weeks a week. Meetings are in weeks 1, 5, 9 …, reviews where told.
"""

from typing import Any

import numpy as np
import pytest

from tests.support.organisations import diary, each_week, of_teams, plain, simulated, step
from winsim.model.kernel import entry_points as kernel
from winsim.model.programme import OPEN, WAIT, WINS
from winsim.model.state import BUDGET, COMPLETED, RUNNING, SPONSOR, WITHDRAWN, State
from winsim.numerics.chance import Draw, draws

pytestmark = pytest.mark.interpreted

ENDLESS = [step("a", 99, 1)]


def ending(state: State) -> tuple[int, int]:
    """How the programme stands, and the week in which it ended."""
    leadership = state.change.leadership[0]
    return int(leadership.status), int(leadership.ended_week)


def opened(state: State) -> list[int]:
    """The week in which each team's wave opened."""
    weeks: list[int] = state.change.teams.opened.tolist()
    return weeks


def gated(gate: dict[str, Any], *on: str, **sections: Any) -> State:
    """Team A begins; B follows through a gate. A finishes a in week 2 and b in week 4."""
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": gate}]
    steps = [step("a", 3, 0.5), step("b", 3, 0.5)]
    return simulated(plain(*on, steps=steps, plan={"waves": waves}, **sections), of_teams(3, 3))


@pytest.mark.parametrize(
    ("gate", "week"),
    [
        ({}, 5),  # the next meeting
        ({"wins": 0.5}, 5),
        ({"wins": 1}, 5),
        ({"wait": 4}, 5),
        ({"wait": 5}, 9),
        # Belief in A: 4 : 4 in week 1, 5 : 4 = .5556 after a, 6 : 4 = .6 after b.
        ({"evidence": 0.6}, 5),
        ({"evidence": 0.61}, -1),
        # Trust does not move while its mechanism is off.
        ({"trust": 0.5}, 5),
        ({"trust": 0.51}, -1),
    ],
)
def test_a_gate_opens_at_the_first_meeting_at_which_it_is_met(
    gate: dict[str, Any], week: int
) -> None:
    assert opened(gated(gate)) == [1, week]


def test_a_gate_that_needs_more_steps_waits_for_a_later_meeting() -> None:
    # At 1 person-week a week A finishes a in week 3 and b in week 6: half by week 5, all by week 9.
    slower = {"teams": {"capacity": 1 / 3}}
    assert opened(gated({"wins": 0.5}, **slower)) == [1, 5]
    assert opened(gated({"wins": 0.51}, **slower)) == [1, 9]


def test_waves_open_one_a_meeting() -> None:
    waves = [{"teams": [name]} for name in "ABC"]
    end = simulated(plain(steps=ENDLESS, plan={"waves": waves}), of_teams(3, 3, 3))
    assert opened(end) == [1, 5, 9]
    assert each_week(end, "waves_opened")[:10] == [0, 1, 1, 1, 1, 2, 2, 2, 2, 3]
    assert each_week(end, "active_teams")[:10] == [0, 1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_a_first_wave_can_wait_too() -> None:
    end = simulated(
        plain(steps=ENDLESS, plan={"waves": [{"teams": "all", "gate": {"wait": 3}}]}), of_teams(3)
    )
    assert opened(end) == [5]
    assert sum(each_week(end, "cost")[:5]) == 0


def test_wins_buy_backing_for_a_step_behind_a_political_gate() -> None:
    # A win in the one team there is gives 1; it fades by 1 % a week: .99³ = .9703 at the meeting of
    # week 5, which backs b for .5; .4703 is left, fades, and b's own win in week 5 adds 1.
    steps = [step("a", 1.5, 0.5), step("b", 1.5, 0.5, gate=0.5)]
    end = simulated(plain("politics", steps=steps), of_teams(3))
    assert end.change.tasks.started.tolist() == [[1, 5]]
    political = each_week(end, "political_capital")
    assert political[:6] == pytest.approx([0, 1, 0.99, 0.9801, 0.970299, 0.470299 * 0.99 + 1])


def test_a_gate_that_no_small_win_opens_stalls_the_programme() -> None:
    easy = [step(f"easy {n}", 1.5, 0.05) for n in range(4)]
    hard = step("hard", 1.5, 0.8, gate=50)
    end = simulated(plain("politics", steps=[hard, *easy], weeks=60), of_teams(3))
    assert end.change.tasks.started.tolist()[0][0] == -1
    assert each_week(end, "wins")[:6] == [0, 1, 1, 1, 1, 0]
    assert each_week(end, "perceived")[-1] == pytest.approx(0.8)
    assert each_week(end, "strategic")[4:] == pytest.approx([0.2] * 57)
    assert ending(end) == (RUNNING, -1)
    assert ending(simulated(plain(steps=[hard, *easy]), of_teams(3))) == (COMPLETED, 5)


def test_backing_can_hold_a_wave_back() -> None:
    # A's win in two teams gives ½ in week 2, ½ in week 4; the capital at hand opens the wave.
    assert opened(gated({"backing": 0.9}, "politics")) == [1, 5]  # .5 × .99² + .5 = .990
    assert opened(gated({"backing": 1.0}, "politics")) == [1, -1]
    assert opened(gated({"backing": 1.0})) == [1, 5]  # no politics, no backing needed


def test_managers_who_adopt_are_political_capital() -> None:
    # In use in week 1: everyone (threshold 0) adopts at its close, among them one of two managers.
    who = of_teams(3, 3, managers={"a2": "a1", "a3": "a1", "b2": "b1", "b3": "b1"})
    waves = [{"teams": ["A"]}]
    adopting = plain(
        "politics",
        steps=[step("a", 1.5, 1)],
        employees={"threshold": 0},
        leadership={"win_capital": 0, "manager_capital": 3},
        plan={"waves": waves},
    )
    assert each_week(simulated(adopting, who), "political_capital")[:2] == [0, 1.5]


def test_money_that_has_run_out_is_noticed_at_the_next_meeting() -> None:
    # 4/3 a head is 4: 2.5, 1.0, -.5, -2.0 at the end of weeks 1 to 4; the meeting of week 5 stops.
    end = simulated(plain("budget", steps=ENDLESS, leadership={"budget": 4 / 3}), of_teams(3))
    assert each_week(end, "budget")[:7] == pytest.approx([4, 2.5, 1, -0.5, -2, -2, -2])
    assert ending(end) == (BUDGET, 5)
    assert each_week(end, "cost")[4:7] == [1.5, 0, 0]


def test_benefits_pay_for_further_steps() -> None:
    # All three have adopted and half the value is in use from week 1: .5 of the full benefit, at
    # a price of .4 a head 3 × .4 × .5 = .6 a week, half of it comes back: .3 a week.
    paying = plain(
        "budget",
        "reinvestment",
        steps=[step("a", 1.5, 0.5), step("b", 99, 0.5)],
        employees={"adopters_at_start": {"share": 1.0}},
        initiative={"price": 0.4},
        leadership={"budget": 2.0, "reinvest": 0.5},
    )
    assert each_week(simulated(paying, of_teams(3)), "budget")[:4] == pytest.approx(
        [6, 4.8, 3.6, 2.4]
    )


def test_a_budget_cut_takes_a_share_of_what_is_left() -> None:
    # 10 - 1.5 = 8.5, half of it 4.25, less 1.5.
    cut = plain(
        "budget",
        steps=ENDLESS,
        leadership={"budget": 10 / 3},
        events=[{"week": 2, "kind": "budget_cut", "size": 0.5}],
    )
    assert each_week(simulated(cut, of_teams(3)), "budget")[:3] == pytest.approx([10, 8.5, 2.75])


def test_a_budget_without_limit_cannot_be_cut() -> None:
    cut = [{"week": 2, "kind": "budget_cut", "size": 0.5}]
    end = simulated(plain("budget", steps=ENDLESS, events=cut), of_teams(3))
    assert each_week(end, "budget") == [np.inf] * 13


def test_support_follows_progress_and_setbacks() -> None:
    # .6 + ½ × (1 - .6) = .8 with half of all progress; then + ¼ × .2 = .85.
    steps = [step(name, 1.5, 1 / 2**n, visibility=2 ** (3 - n)) for n, name in enumerate("ab", 1)]
    steps.append(step("c", 99, 0.25, visibility=2))
    assert each_week(simulated(plain(steps=steps), of_teams(3)), "support")[:4] == pytest.approx(
        [0.6, 0.8, 0.85, 0.85]
    )
    # A broken promise costs 15 %: .6 × .85.
    broken = plain(steps=ENDLESS, plan={"promises": [{"week": 2, "progress": 0.5}]})
    assert each_week(simulated(broken, of_teams(3)), "support")[1:4] == pytest.approx(
        [0.6, 0.51, 0.51]
    )


def test_support_wears_off_once_nothing_was_seen_for_longer_than_patience() -> None:
    # Patience of 3: three weeks without a win are borne, from week 4 on a tenth is lost a week.
    quiet = plain(steps=ENDLESS, behaviour={"patience": 3}, leadership={"support_decay": 0.1})
    support = each_week(simulated(quiet, of_teams(3)), "support")
    assert support[:6] == pytest.approx([0.6, 0.6, 0.6, 0.6, 0.54, 0.486])


def test_a_sponsor_who_has_lost_patience_stops_at_the_next_review() -> None:
    # One broken promise takes all support in week 3; reviews are in weeks 1, 6, 11.
    plan = {"promises": [{"week": 3, "progress": 1}]}
    leadership = {"support_loss": 1, "review_every": 5}
    stopped = simulated(
        plain("sponsor", steps=ENDLESS, plan=plan, leadership=leadership), of_teams(3)
    )
    assert ending(stopped) == (SPONSOR, 6)
    assert each_week(stopped, "cost")[5:7] == [1.5, 0]
    going_on = simulated(plain(steps=ENDLESS, plan=plan, leadership=leadership), of_teams(3))
    assert ending(going_on) == (RUNNING, -1)


def test_a_sponsor_who_weighs_only_what_is_visible_goes_on_paying_for_vanity() -> None:
    steps = [step(f"vanity {n}", 1.5, 0.0) for n in range(20)] + [step("real", 99, 1.0)]
    visible = {"visible_weight": 1, "support": 0.2, "support_decay": 0.2}
    strategic = visible | {"visible_weight": 0}
    promise = {"promises": [{"week": 2, "progress": 1}]}  # broken: .2 × .85 = .17, and gains come
    ends = [
        ending(
            simulated(
                plain("sponsor", steps=steps, weeks=30, leadership=seen, plan=promise), of_teams(3)
            )
        )
        for seen in (visible, strategic | {"stop_below": 0.18})
    ]
    assert ends == [(RUNNING, -1), (SPONSOR, 14)]


def test_a_sponsor_who_leaves_takes_support_along() -> None:
    events = [{"week": 2, "kind": "sponsor_leaves", "size": 0.5}]
    end = simulated(plain(steps=ENDLESS, events=events), of_teams(3))
    assert each_week(end, "support")[:3] == pytest.approx([0.6, 0.6, 0.3])


def test_a_programme_that_is_withdrawn_stops_at_once() -> None:
    events = [{"week": 3, "kind": "withdrawal"}]
    end = simulated(plain(steps=ENDLESS, events=events), of_teams(3))
    assert ending(end) == (WITHDRAWN, 3)
    assert each_week(end, "cost")[:5] == [0, 1.5, 1.5, 0, 0]


def test_what_the_sponsor_has_stopped_cannot_be_withdrawn_as_well() -> None:
    events = [{"week": 8, "kind": "withdrawal"}]
    leadership = {"support": 0.1, "review_every": 5}
    end = simulated(
        plain("sponsor", steps=ENDLESS, events=events, leadership=leadership), of_teams(3)
    )
    assert ending(end) == (SPONSOR, 1)


def test_an_event_can_befall_one_rollout_only() -> None:
    only = plain(
        steps=ENDLESS,
        rollouts={"other": {}},
        events=[{"week": 3, "kind": "withdrawal", "rollouts": ["other"]}],
    )
    assert ending(simulated(only, of_teams(3), "plan")) == (RUNNING, -1)
    assert ending(simulated(only, of_teams(3), "other")) == (WITHDRAWN, 3)


@pytest.mark.parametrize(
    ("progress", "for_it", "against", "setbacks"),
    [
        (0.5, 4.5, 4.0, 0),  # kept: .5 × 1 in favour
        (0.6, 4.0, 5.0, 1),  # broken: .5 × 2 × 1 against
    ],
)
def test_promises_kept_and_broken_are_felt_in_trust(
    progress: float, for_it: float, against: float, setbacks: int
) -> None:
    # Half of the progress is there when week 3 opens, seen by A alone; B hears only the promise.
    waves = [{"teams": ["A"]}]
    promise = {"week": 3, "progress": progress, "kind": "perceived"}
    steps = [step("a", 1.5, 0.5), step("b", 1.5, 0.5)]
    days = diary(
        plain("trust", steps=steps, plan={"waves": waves, "promises": [promise]}), of_teams(3, 3)
    )
    assert each_week(days[2], "perceived")[2] == 0.5
    b1 = 3
    assert days[2].population.employees.trust_for[b1] == 4.0
    assert days[3].population.employees.trust_for[b1] == for_it
    assert days[3].population.employees.trust_against[b1] == against
    assert each_week(days[3], "setbacks")[3] == setbacks


def test_a_checkpoint_lays_what_was_seen_beside_what_it_is_worth() -> None:
    # One of two steps is done in week 1 and it is worth nothing: a gap of ½ at the checkpoint of
    # week 2 costs 4 × ½ of distrust. A's own win in week 1 earned .5.
    steps = [step("show", 1.5, 0.0), step("real", 99, 1.0)]
    plan = {"checkpoint_every": 2}
    days = diary(plain("trust", steps=steps, plan=plan), of_teams(3))
    trust = [
        (
            float(day.population.employees.trust_for[0]),
            float(day.population.employees.trust_against[0]),
        )
        for day in days[:5]
    ]
    assert trust == [(4, 4), (4.5, 4), (4.5, 6), (4.5, 6), (4.5, 8)]
    assert each_week(days[2], "trust")[2] == pytest.approx(4.5 / 10.5)


def test_the_books_balance() -> None:
    # What is spent is what leaves the budget, week by week.
    steps = [step("a", 4, 0.5, design=3), step("b", 5, 0.5)]
    state = simulated(
        plain("budget", "dual_running", "switching", steps=steps, leadership={"budget": 30}),
        of_teams(3, 4, 2),
    )
    spent = np.cumsum(each_week(state, "cost"))
    assert each_week(state, "budget") == pytest.approx((270 - spent).tolist())


def test_a_programme_that_is_complete_asks_for_nothing_more() -> None:
    end = simulated(
        plain("budget", steps=[step("a", 1.5, 1)], leadership={"budget": 0.5}), of_teams(3)
    )
    assert ending(end) == (COMPLETED, 1)
    assert each_week(end, "budget")[1:4] == [0, 0, 0]


def test_a_sponsor_with_a_clock_loses_patience_at_each_review() -> None:
    # Eight weeks are promised and nothing is to be seen: .6 × (1 - ½ × 4/8), then × (1 - ½ × 1).
    clock = {"support": 0.6, "support_decay": 0, "pace_loss": 0.5, "review_every": 4}
    scenario = plain("pace", "sponsor", steps=ENDLESS, weeks=9,
                     leadership={**clock, "promised_weeks": 8, "stop_below": 0.3})  # fmt: skip
    end = simulated(scenario, of_teams(3))
    support = each_week(end, "support")
    assert support[4:6] == pytest.approx([0.6, 0.45])
    assert support[9] == pytest.approx(0.225)
    assert ending(end) == (SPONSOR, 9)


def test_who_promises_nothing_is_held_to_planned_work_by_capacity() -> None:
    # 4 of design at 2 a week, 9 of work at half of three people's time: 2 + 6 weeks, as above.
    steps = [step("a", 9, 1, design=4, visibility=0)]
    clock = {"support": 0.6, "support_decay": 0, "pace_loss": 0.5, "review_every": 4}
    scenario = plain("pace", steps=steps, weeks=5, leadership=clock)
    assert each_week(simulated(scenario, of_teams(3)), "support")[5] == pytest.approx(0.45)


def test_a_met_gate_is_followed_by_chance_at_each_meeting() -> None:
    # Meetings in weeks 5, 9 … find the gate of the second wave met; each follows it with a chance of ½.
    waves = [{"teams": ["A"]}, {"teams": "rest"}]
    scenario = plain(
        steps=ENDLESS, weeks=40, leadership={"follow_through": 0.5}, plan={"waves": waves}
    )
    late = 0
    for seed in range(1, 9):
        lucks = [(week, draws(seed, Draw.FOLLOW_THROUGH, 2, week)[1]) for week in range(5, 41, 4)]
        first = next(week for week, luck in lucks if luck < 0.5)
        assert opened(simulated(scenario, of_teams(3, 3), seed=seed)) == [1, first]
        late += first > 5
    assert late > 1


def test_a_gate_says_what_it_waits_for() -> None:
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wins": 1, "wait": 99}}]
    state = simulated(plain(steps=ENDLESS, plan={"waves": waves}), of_teams(3, 3))
    assert kernel.waits_for(state, 12) == WINS + WAIT


def test_once_every_wave_is_open_nothing_is_waited_for() -> None:
    state = simulated(plain(steps=ENDLESS), of_teams(3))
    assert kernel.waits_for(state, 12) == OPEN
