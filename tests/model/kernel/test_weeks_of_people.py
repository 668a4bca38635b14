"""What people see, believe and decide, week by week, worked by hand.

Belief and trust begin at 4 : 4 and nothing is forgotten; decisions have no noise.
"""

from typing import Any

import numpy as np
import pytest

from tests.support.organisations import (
    diary,
    each_week,
    everyone_knows_everyone,
    line,
    of_teams,
    plain,
    simulated,
    step,
)
from winsim.model.state import State
from winsim.numerics.chance import Draw, draws
from winsim.numerics.elementary import logistic

pytestmark = pytest.mark.interpreted

ONE = [step("a", 1.5, 1)]
ENDLESS = [step("a", 99, 1)]
A_BEGINS = {"waves": [{"teams": ["A"]}]}


def adopters(days: list[State]) -> list[str]:
    """Who has adopted at the end of each week: one digit a person."""
    return ["".join(str(flag) for flag in day.population.employees.adopted) for day in days]


def weeks_of_adoption(state: State) -> list[int]:
    weeks: list[int] = state.population.employees.adopted_week.tolist()
    return weeks


# Diffusion alone ---------------------------------------------------------------------------------


def diffusion(
    who_first: list[str], threshold: Any, *on: str, weeks: int = 6, **sections: Any
) -> Any:
    """A finished idea that spreads by example only."""
    behaviour = sections.pop("behaviour", {})
    return plain(
        "social_proof",
        *on,
        weeks=weeks,
        employees={"threshold": threshold, "adopters_at_start": {"ids": who_first}},
        behaviour=behaviour,
        **sections,
    )


def test_an_idea_walks_down_a_line() -> None:
    # Each adopts when half of the neighbours have: the next one does, the one after not yet.
    days = diary(diffusion(["a1"], 0.5), line(5))
    assert adopters(days)[:6] == ["10000", "11000", "11100", "11110", "11111", "11111"]


def test_managers_can_be_the_first() -> None:
    # a1 leads a2 and b1, and b1 leads b2.
    managers = {"a2": "a1", "b1": "a1", "b2": "b1"}
    start = {"threshold": 1, "adopters_at_start": {"managers": True}}
    days = diary(plain("social_proof", employees=start), of_teams(2, 2, managers=managers))
    assert adopters(days)[:2] == ["1010", "1010"]


@pytest.mark.parametrize(
    ("manager_weight", "end"), [(0.0, "10000"), (1.0, "10000"), (3.0, "11100")]
)
def test_the_example_of_a_manager_can_count_more_or_not_at_all(
    manager_weight: float, end: str
) -> None:
    # a1 leads the others and has adopted. a2 and a3 see a1 and a4, who has not: a half as one
    # among equals, 3 of 4 for thrice the weight, none of one for none. Who sees only a1, as a5
    # does, sees no example at all where managers have no weight, and all of it otherwise.
    ties = [("a2", "a1"), ("a2", "a4"), ("a3", "a1"), ("a3", "a4")]
    managers = dict.fromkeys(("a2", "a3", "a4", "a5"), "a1")
    weighted = diffusion(["a1"], 0.7, behaviour={"manager_weight": manager_weight}, weeks=2)
    assert adopters(diary(weighted, of_teams(5, ties=ties, managers=managers)))[-1] == end
    lone = diary(weighted, of_teams(5, ties=[*ties, ("a5", "a1")], managers=managers))
    assert adopters(lone)[-1][4] == ("0" if manager_weight == 0 else "1")


def test_a_threshold_above_one_half_stops_it_at_once() -> None:
    assert adopters(diary(diffusion(["a1"], 0.51), line(5)))[-1] == "10000"


def test_with_social_proof_alone_only_the_spread_along_ties_is_left() -> None:
    # All other mechanisms off, and nobody heeding a judgement of their own: diffusion on a graph.
    start = {"threshold": 0.5, "susceptibility": 1, "adopters_at_start": {"ids": ["a1"]}}
    off = plain("social_proof", employees=start)
    assert adopters(diary(off, line(5)))[:5] == ["10000", "11000", "11100", "11110", "11111"]


def test_granovetters_riot_and_the_one_person_who_makes_the_difference() -> None:
    # Thresholds of 0, 1, 2, 3, 4 heads in a crowd of five: one more joins each week. Without the
    # person of threshold 1, who has 2 instead, the first stays alone.
    riot = diffusion([], {"column": "heads"}, behaviour={"exposure": "share_with_self"})
    population = everyone_knows_everyone(5, heads=[0, 0.2, 0.4, 0.6, 0.8])
    assert [flags.count("1") for flags in adopters(diary(riot, population))] == [
        0,
        1,
        2,
        3,
        4,
        5,
        5,
    ]
    tamer = everyone_knows_everyone(5, heads=[0, 0.4, 0.4, 0.6, 0.8])
    assert [flags.count("1") for flags in adopters(diary(riot, tamer))] == [0, 1, 1, 1, 1, 1, 1]


def test_everybody_acts_on_what_they_saw_when_the_week_opened() -> None:
    # a2 and a3 listen to one another and adopt together; a4 sees it a week later.
    who = of_teams(4, ties=[("a2", "a1"), ("a3", "a1"), ("a2", "a3"), ("a3", "a2"), ("a4", "a3")])
    assert adopters(diary(diffusion(["a1"], 0.5), who))[:3] == ["1000", "1110", "1111"]


def test_somebody_without_ties_sees_nobody() -> None:
    assert adopters(diary(diffusion(["a1"], 0.1), of_teams(2)))[-1] == "10"


# Awareness ---------------------------------------------------------------------------------------


def test_people_hear_from_leadership_and_from_colleagues() -> None:
    # .1 a week for all, and .5 × exposure more: a2 listens to a1, who has adopted; a3 to nobody.
    who = of_teams(3, ties=[("a2", "a1")])
    told = plain(
        "awareness",
        employees={"adopters_at_start": {"ids": ["a1"]}},
        behaviour={"announce": 0.1, "word_of_mouth": 0.5},
        weeks=30,
    )
    days = diary(told, who)
    for person, hazard in ((1, 0.6), (2, 0.1)):
        luck = [draws(1, Draw.AWARENESS, 3, week)[person] for week in range(1, 31)]
        hears = next((week for week, drawn in enumerate(luck, 1) if drawn < hazard), 99)
        heard = [week for week, day in enumerate(days) if day.population.employees.aware[person]]
        assert heard == list(range(hears, 31))


def test_nobody_adopts_unaware_or_before_it_is_offered() -> None:
    willing = {"threshold": 0}
    unheard = plain("awareness", steps=ONE, employees=willing, behaviour={"announce": 0.0})
    assert adopters(diary(unheard, of_teams(3)))[-1] == "000"
    later = plain(steps=[step("a", 3, 1)], employees=willing)
    assert adopters(diary(later, of_teams(3)))[:3] == ["000", "000", "111"]


# Evidence ----------------------------------------------------------------------------------------


def test_own_results_colleagues_results_and_what_leaders_say() -> None:
    # A wins in week 1. a1 feels it in full; b1 listens to a1 and b2: .3 × ½; b2 listens to nobody;
    # everyone is told: .15 × trust ½ × ½ of the teams.
    who = of_teams(2, 2, ties=[("b1", "a1"), ("b1", "b2")])
    days = diary(plain("tie_evidence", "broadcast", steps=ONE, plan=A_BEGINS), who)
    gained = days[1].population.employees.belief_for - 4
    assert gained.tolist() == pytest.approx([1.0375, 1.0375, 0.1875, 0.0375])
    assert (days[1].population.employees.belief_against == 4).all()


def test_an_event_is_felt_where_it_happens() -> None:
    events = [
        {"week": 2, "kind": "win", "size": 0.5, "team": "A"},
        {"week": 3, "kind": "setback", "size": 0.5, "team": "B"},
        {"week": 4, "kind": "setback", "size": 1},
    ]
    days = diary(plain(steps=ENDLESS, events=events), of_teams(1, 1))
    seen = [
        (d.population.employees.belief_for.tolist(), d.population.employees.belief_against.tolist())
        for d in days[:5]
    ]
    # A setback counts twice.
    assert seen == [
        ([4, 4], [4, 4]), ([4, 4], [4, 4]), ([4.5, 4], [4, 4]), ([4.5, 4], [4, 5]), ([4.5, 4], [6, 7])
    ]  # fmt: skip


def test_leaders_save_up_their_news_until_the_next_broadcast() -> None:
    # Wins in weeks 1 and 2, told together in week 2: 2 × ½ × .15 × ½ = .075.
    steps = [step("a", 1.5, 0.5), step("b", 1.5, 0.5)]
    plan = A_BEGINS | {"broadcast_every": 2}
    days = diary(plain("broadcast", steps=steps, plan=plan), of_teams(3, 3))
    told = [day.population.employees.belief_for[3] - 4 for day in days[:4]]
    assert told == pytest.approx([0, 0, 0.075, 0.075])


def test_those_who_are_not_trusted_are_not_heard() -> None:
    mute = plain("broadcast", steps=ONE, plan=A_BEGINS, employees={"trust": 0.001})
    days = diary(mute, of_teams(3, 3))
    assert days[1].population.employees.belief_for[3] == pytest.approx(4, abs=1e-4)
    assert days[1].population.employees.belief_for[0] == pytest.approx(5, abs=1e-4)


def test_attention_is_shared_out_among_good_and_bad_news() -> None:
    # A win of 1 and a setback of 1 with attention for 1: half of each, the setback twice as heavy.
    # The other halves wait and are taken in a week later; memory is 1.
    events = [{"week": 2, "kind": kind, "size": 1} for kind in ("win", "setback")]
    days = diary(
        plain("attention", steps=ENDLESS, events=events, behaviour={"attention": 1.0}), of_teams(3)
    )
    believed = [day.population.employees.belief_for[0] for day in days[1:6]]
    doubted = [day.population.employees.belief_against[0] for day in days[1:6]]
    assert believed == [4.0, 4.5, 5.0, 5.0, 5.0]
    assert doubted == [4.0, 5.0, 6.0, 6.0, 6.0]


def test_what_waits_is_taken_in_first_and_fades() -> None:
    # Wins of 4 in week 2 and setbacks of 2 in week 3, attention for 2, memory ½. Week 2 takes in 2 wins;
    # of the 2 that wait 1 is left in week 3, and 1 of the setbacks; the other setback has faded to ½.
    events = [{"week": 2, "kind": "win", "size": 4}, {"week": 3, "kind": "setback", "size": 2}]
    scenario = plain(
        "attention", steps=ENDLESS, events=events, behaviour={"attention": 2, "memory": 0.5}
    )
    people = [day.population.employees for day in diary(scenario, of_teams(3))[:5]]
    assert [who.wins[0] for who in people] == [0, 0, 2, 1, 0]
    assert [who.setbacks[0] for who in people] == [0, 0, 0, 1, 0.5]
    assert [who.wins_waiting[0] for who in people] == [0, 0, 2, 0, 0]


def test_evidence_fades_towards_the_prior() -> None:
    # 4 + 1 of evidence, of which half is kept each week: 4.5, 4.25.
    steps = [step("a", 1.5, 0.5), step("b", 99, 0.5)]
    days = diary(plain(steps=steps, behaviour={"memory": 0.5}), of_teams(3))
    assert [day.population.employees.belief_for[0] for day in days[:4]] == [4, 5, 4.5, 4.25]


def test_silence_is_felt_after_patience_and_ends_with_a_result() -> None:
    # Aware from week 1: 1, 2, 3, 4 weeks without a result in weeks 2 to 5. With a patience of 2
    # silence is ½ in week 4 and 1 in week 5: .1 of each in belief, ½ × .1 in trust. Week 6 has a win.
    events = [{"week": 6, "kind": "win", "size": 1}]
    quiet = plain("silence", "trust", steps=ENDLESS, events=events, behaviour={"patience": 2})
    days = diary(quiet, of_teams(3))
    assert [d.population.employees.unseen[0] for d in days[:8]] == [0, 0, 1, 2, 3, 4, 0, 1]
    against = [d.population.employees.belief_against[0] for d in days[:8]]
    assert against == pytest.approx([4, 4, 4, 4, 4.05, 4.15, 4.15, 4.15])
    distrust = [d.population.employees.trust_against[0] for d in days[:8]]
    assert distrust == pytest.approx([4, 4, 4, 4, 4.025, 4.075, 4.075, 4.075])


def test_silence_ends_with_the_programme() -> None:
    events = [{"week": 5, "kind": "withdrawal"}]
    quiet = plain(
        "silence", "trust", steps=ENDLESS, events=events, behaviour={"patience": 2}, weeks=30
    )
    days = diary(quiet, of_teams(3))
    assert days[4].population.employees.unseen.tolist() == [3.0] * 3
    assert days[5].population.employees.unseen.tolist() == [0.0] * 3
    assert days[30].population.employees.belief_against[0] == pytest.approx(4.05)


def test_with_trust_switched_off_trust_stays_where_it_was() -> None:
    # Only its switch is off: results, broken promises, vanity and silence leave trust alone.
    plan = {"promises": [{"week": 3, "progress": 1}], "checkpoint_every": 2}
    everything_else = plain("silence", steps=ENDLESS, plan=plan, behaviour={"patience": 2})
    assert each_week(simulated(everything_else, of_teams(3)), "trust") == [0.5] * 13


def test_beliefs_move_towards_those_of_colleagues() -> None:
    # DeGroot: a1 (.9) listens to a2 (.5) and a3 (.1), mean .3; a tenth of the way: .84. a2 and a3
    # listen to nobody. The weight of the evidence, 8, stays.
    who = of_teams(3, ties=[("a1", "a2"), ("a1", "a3")], hope=[0.9, 0.5, 0.1])
    days = diary(plain("averaging", employees={"belief": {"column": "hope"}}), who)
    for_it, against = (
        days[1].population.employees.belief_for,
        days[1].population.employees.belief_against,
    )
    assert (for_it / 8).tolist() == pytest.approx([0.84, 0.5, 0.1])
    assert (for_it + against).tolist() == pytest.approx([8] * 3)


# Decisions ---------------------------------------------------------------------------------------


def test_an_inclination_worked_from_its_terms() -> None:
    # Belief .6, gain twice the loss, loss aversion 2 (one step asks each of three people for 33
    # person-weeks; a stake of as much halves what is felt: 1.5), efficacy .7, safety .3, fatigue .2,
    # load ½, trust .75; four of five parts own judgement, and one of two colleagues has adopted.
    log_odds = (
        np.log(1.5)  # belief
        + 0.88 * np.log(2)  # prospects
        - np.log(1.5)  # loss
        + 1.0 * (2 * 0.7 - 1)  # efficacy
        + 0.5 * (2 * 0.3 - 1)  # safety
        - 1.33 * 0.2  # fatigue
        - 0.5 * 0.5  # load
        + 0.5 * (2 * 0.75 - 1)  # trust
    )
    on = ("loss_aversion", "stake", "social_proof", "efficacy", "safety", "fatigue", "trust")
    scenario = plain(
        *on,
        steps=ENDLESS,
        employees={
            "belief": 0.6, "loss_aversion": 2, "susceptibility": 0.2, "fatigue": 0.2, "trust": 0.75,
            "adopters_at_start": {"ids": ["a1"]},
        },
        behaviour={"stake": 33, "efficacy_drift": 0},
        teams={"efficacy": 0.7, "safety": 0.3},
        initiative={"gain": 2, "loss": 1},
    )  # fmt: skip
    days = diary(scenario, of_teams(3, ties=[("a2", "a1"), ("a2", "a3")]))
    mine = 1 / (1 + np.exp(-log_odds))
    assert days[1].population.employees.inclination[1] == pytest.approx(0.2 * 0.5 + 0.8 * mine)
    assert days[1].population.employees.inclination[2] == pytest.approx(0.8 * mine)


def test_a_whole_release_asks_for_everything_at_once() -> None:
    # Two steps of 33 person-weeks for each of three: stepwise asks for one of them, at which a
    # stake of 33 halves the extra loss.
    steps = [step("a", 99, 0.5), step("b", 99, 0.5)]
    inclined = {}
    for release in ("whole", "stepwise"):
        scenario = plain(
            "loss_aversion",
            "stake",
            steps=steps,
            employees={"loss_aversion": 3},
            behaviour={"stake": 33},
            plan={"release": release},
        )
        inclined[release] = diary(scenario, of_teams(3))[1].population.employees.inclination[0]
    # Whole: 1 + 2 / 1.25 = 2.6; stepwise: 1 + 2 / 2 = 2; belief is even.
    assert inclined["whole"] == pytest.approx(1 / 3.6)
    assert inclined["stepwise"] == pytest.approx(1 / 3)


def test_noise_moves_a_decision_by_the_luck_of_the_week() -> None:
    # Inclined at ½ with a threshold of .55: noise of scale .1 must reach .05, luck e^½ to 1 = .6225.
    noisy = plain(employees={"threshold": 0.55}, behaviour={"decision_noise": 0.1}, weeks=20)
    days = diary(noisy, of_teams(3))
    luck = [draws(1, Draw.DECISION, 3, week) for week in range(1, 21)]
    needed = logistic(0.5)
    for person in range(3):
        expected = next(w for w, drawn in enumerate(luck, 1) if drawn[person] >= needed)
        assert weeks_of_adoption(days[-1])[person] == expected


def test_adopters_below_their_threshold_leave_by_luck_unless_it_has_become_a_habit() -> None:
    # All have adopted; none is convinced any more (½ against .9). A hazard of .2 a week, times
    # 1 - skill, with skill growing by a tenth of what is missing before each later week.
    lapsing = plain(
        "reversal",
        "learning",
        employees={"threshold": 0.9, "adopters_at_start": {"share": 1.0}},
        behaviour={"reversal": 0.2, "skill_gain": 0.1},
        weeks=25,
    )
    days = diary(lapsing, of_teams(6))
    for person in range(6):
        skill, expected = 0.0, 99
        for week in range(1, 26):
            if draws(1, Draw.REVERSAL, 6, week)[person] < 0.2 * (1 - skill):
                expected = week
                break
            skill += 0.1 * (1 - skill)
        left = [w for w, day in enumerate(days) if not day.population.employees.adopted[person]]
        assert left == list(range(expected, 26))


def test_within_the_hysteresis_nobody_leaves() -> None:
    staying = plain(
        "reversal",
        employees={"threshold": 0.59, "adopters_at_start": {"share": 1.0}},
        behaviour={"reversal": 1.0, "hysteresis": 0.1},
    )
    assert adopters(diary(staying, of_teams(3)))[-1] == "111"
    leaving = plain(
        "reversal",
        employees={"threshold": 0.61, "adopters_at_start": {"share": 1.0}},
        behaviour={"reversal": 1.0},
    )
    assert adopters(diary(leaving, of_teams(3)))[:2] == ["111", "000"]


def test_a_mandate_makes_people_comply_without_convincing_them() -> None:
    # Live in week 1: all comply at once, none is committed. Before that nobody is told to.
    told = plain("mandate", steps=[step("a", 3, 1)], plan={"mandate": 1.0})
    end = simulated(told, of_teams(3))
    assert each_week(end, "adopted")[:4] == [0, 0, 1, 1]
    assert each_week(end, "committed") == [0] * 13
    assert (
        each_week(simulated(plain(steps=ONE, plan={"mandate": 1.0}), of_teams(3)), "adopted")[-1]
        == 0
    )


def test_a_mandate_holds_only_where_everything_is_in_use() -> None:
    steps = [step("a", 1.5, 0.5), step("b", 3, 0.5)]
    told = plain("mandate", steps=steps, plan={"mandate": 1.0})
    assert each_week(simulated(told, of_teams(3)), "adopted")[:5] == [0, 0, 0, 1, 1]


def test_adopters_count_and_are_seen_correctly_whatever_comes_and_goes() -> None:
    # After any history, what each team and each listener counts is what there is to count.
    restless = plain(
        "social_proof",
        "reversal",
        "awareness",
        employees={"threshold": {"uniform": {"low": 0.3, "high": 0.8}}, "susceptibility": 0.5},
        behaviour={"decision_noise": 0.2, "reversal": 0.5, "hysteresis": 0.0, "announce": 0.3},
        weeks=40,
    )
    who = everyone_knows_everyone(3, 4, 5)
    for day in diary(restless, who):
        adopted = day.population.employees.adopted.astype(int)
        listens, to, weight = who.ties
        seen = np.bincount(listens, weights=weight * adopted[to], minlength=who.people)
        assert day.population.employees.adopters_seen.tolist() == seen.tolist()
        in_team = np.bincount(who.network.team, weights=adopted, minlength=who.teams)
        assert day.change.teams.adopters.tolist() == in_team.tolist()


def test_nobody_works_the_new_way_where_nothing_is_in_use_any_more() -> None:
    # In use and adopted from week 1 on; a meeting finds the flaw later, and half the work takes a week.
    # With no chance of going back, all have lost it that week, and have come back in the next.
    doubtful = plain(
        "risk", steps=[step("a", 1.5, 1, risk=1)], weeks=16,
        employees={"threshold": 0, "adopters_at_start": {"ids": ["b1"]}},
        behaviour={"detection_floor": 0, "reversal": 0},
        plan={"waves": [{"teams": ["A"]}]},
    )  # fmt: skip
    late = 0
    for seed in range(1, 9):
        days = diary(doubtful, of_teams(3, 3), seed=seed)
        week = next((w for w, day in enumerate(days) if day.change.leadership[0].setbacks), 99)
        if 1 < week < 15:
            late += 1
            adopters = [int(day.population.employees.adopted[:3].sum()) for day in days]
            assert adopters[week - 1 : week + 2] == [3, 0, 3]
            # B's own early adopter, who never hung on the programme, goes on.
            assert all(day.population.employees.adopted[3] for day in days)
    assert late > 1
