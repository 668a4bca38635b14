"""Who leaves, and what is given up, week by week, worked by hand."""

import numpy as np
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
from winsim.model.kernel import entry_points as kernel
from winsim.model.kernel.entry_points import APPEAL_TERMS

pytestmark = pytest.mark.interpreted

ENDLESS = [step("a", 99, 1)]


def test_in_a_year_the_declared_share_leaves() -> None:
    # 12 % a year: 1 - (1 - .12/52)^52 = 11.3 % are replaced at least once in a year. All are aware.
    who = everyone_knows_everyone(*[1] * 20)
    gone = 0
    for seed in range(30):
        days = diary(plain("turnover", weeks=52), who, seed=seed)
        aware = np.array([day.population.employees.aware for day in days[1:]])
        gone += int((np.diff(aware.astype(int), axis=0) < 0).any(axis=0).sum())
    assert gone / 600 == pytest.approx(0.113, abs=3 * (0.113 * 0.887 / 600) ** 0.5)


def test_a_newcomer_knows_nothing_of_the_change() -> None:
    # Everybody has adopted and practised; whoever leaves in a week leaves a place as it was at first.
    scenario = plain(
        "turnover", "learning", "fatigue", weeks=30, steps=ENDLESS,
        behaviour={"turnover": 1, "skill_gain": 0.05},
        employees={"adopters_at_start": {"share": 1}, "threshold": 0},
    )  # fmt: skip
    before, *days = diary(scenario, of_teams(9), seed=2)
    left = 0
    for day in days:
        was, now = before.population.employees, day.population.employees
        new = (was.adopted == 1) & (now.adopted == 0)
        left += int(new.sum())
        assert (now.skill[new] == 0).all()
        assert (now.fatigue[new] == 0).all()
        assert (now.aware[new] == 0).all()
        assert (now.belief_for[new] == 4).all()
        assert (now.adopted_week[new] == -1).all()
        assert (now.trust_for == was.trust_for).all()
        before = day
    assert left > 2


def test_an_abandoned_programme_is_a_setback_for_all_and_nobody_stands_behind_it() -> None:
    # Nothing is in use in week 3: a setback of 2 everywhere; trust's term is gone from then on.
    scenario = plain(
        "abandonment", "trust", steps=ENDLESS, weeks=6,
        behaviour={"trust_gain": 0}, employees={"trust": 0.75},
        events=[{"week": 3, "kind": "withdrawal"}],
    )  # fmt: skip
    days = diary(scenario, of_teams(3, 3))
    assert [day.change.teams.setback.tolist() for day in days[2:5]] == [[0, 0], [2, 2], [0, 0]]
    place = APPEAL_TERMS.index("trust")
    terms = [kernel.appeal_terms(day, 1, 0)[0][place] for day in days[2:5]]
    assert terms == pytest.approx([0.25, 0, 0])  # .5·(2·¾ - 1) while leadership stood behind it


def test_what_was_completed_cannot_be_abandoned() -> None:
    scenario = plain(
        "abandonment", steps=[step("a", 1.5, 1)], weeks=6,
        events=[{"week": 3, "kind": "withdrawal"}],
    )  # fmt: skip
    days = diary(scenario, of_teams(3))
    assert days[-1].change.leadership[0].abandoned == 0
    assert all(day.change.teams.setback.tolist() == [0] for day in days)


def test_who_listens_to_nobody_decides_alone() -> None:
    # A judgement of ½ and susceptibility ½: ½ alone, but ¼ where nobody's example counts for half.
    people = {"susceptibility": 0.5, "threshold": 0.4}
    for on, adopts in (((), 0), (("lone_judgement",), 3)):
        end = diary(plain(*on, "social_proof", employees=people), of_teams(3))[-1]
        assert int(end.population.employees.adopted.sum()) == adopts


# Newcomers ---------------------------------------------------------------------------------------


def test_a_newcomer_does_not_practise_what_the_predecessor_did() -> None:
    # Who worked so last week gains .05 of the skill that is missing, who did not loses .05 of what
    # there is; a newcomer, whom nobody has told of the change yet, has none.
    scenario = plain(
        "turnover", "learning", weeks=60,
        behaviour={"turnover": 1, "skill_gain": 0.05, "reversal": 0},
        employees={"adopters_at_start": {"share": 1}, "threshold": 0},
    )  # fmt: skip
    before, *days = diary(scenario, of_teams(3), seed=3)
    came = 0
    for day in days:
        was, now = before.population.employees, day.population.employees
        new = (was.aware == 1) & (now.aware == 0)
        works_so = (was.adopted == 1) & ~new
        expected = np.where(works_so, was.skill + 0.05 * (1 - was.skill), was.skill * 0.95)
        assert now.skill == pytest.approx(np.where(new, 0, expected))
        came += int(new.sum())
        before = day
    assert came > 0


def test_a_manager_who_is_won_anew_counts_again() -> None:
    # a1 is the only manager, and whoever hears of the change is won at once: each one in the place
    # brings capital of 1, as all managers would, and nothing of it fades.
    scenario = plain(
        "turnover", "politics", weeks=120, steps=[step("a", 1.5, 0.5), step("b", 999, 0.5)],
        employees={"threshold": 0, "susceptibility": 0},
        behaviour={"turnover": 1},
        leadership={"win_capital": 0, "manager_capital": 1, "political_memory": 1},
    )  # fmt: skip
    days = diary(scenario, of_teams(3, managers={"a2": "a1", "a3": "a1"}), seed=1)
    adopted = np.array([int(day.population.employees.adopted[0]) for day in days])
    won = np.concatenate([[0], (np.diff(adopted) > 0).cumsum()])
    assert won[-1] > 1
    assert each_week(days[-1], "political_capital") == pytest.approx(won)


# Giving up ---------------------------------------------------------------------------------------


def test_the_setback_of_giving_up_is_felt_by_own_and_by_colleagues_teams() -> None:
    # .3 is in use: 2 × .7 = 1.4, and .3 × 1.4 through ties: 1.82, of which each weighs twice: 3.64.
    # 4 : 4 with the win of week 1, 1 + .3, and this: 5.3 : 7.64 for good, since nothing is forgotten.
    steps = [step("a", 1.5, 0.3), step("b", 999, 0.7)]
    scenario = plain(
        "abandonment", "tie_evidence", steps=steps, weeks=4,
        behaviour={"abandonment": 2, "setback_weight": 2, "own_weight": 1, "tie_weight": 0.3},
        events=[{"week": 3, "kind": "withdrawal"}],
    )  # fmt: skip
    days = diary(scenario, everyone_knows_everyone(3))
    people = [day.population.employees for day in days]
    assert days[3].change.teams.setback == pytest.approx([1.4])
    more = people[3].belief_against - people[2].belief_against
    assert more == pytest.approx([3.64] * 3, abs=1e-5)
    assert people[4].belief_for == pytest.approx([5.3] * 3, abs=1e-5)
    assert people[4].belief_against == pytest.approx([7.64] * 3, abs=1e-5)


def test_teams_that_had_not_begun_feel_it_too() -> None:
    # A has .5 of the value in use, and half of all people: 1 - ¼ is missing, 2 × ¾, in B as in A.
    waves = [{"teams": ["A"]}, {"teams": "rest", "gate": {"wait": 99}}]
    scenario = plain(
        "abandonment", steps=[step("a", 1.5, 0.5), step("b", 99, 0.5)], weeks=4,
        behaviour={"abandonment": 2}, plan={"waves": waves}, events=[{"week": 3, "kind": "withdrawal"}],
    )  # fmt: skip
    days = diary(scenario, of_teams(3, 3))
    assert days[3].change.teams.setback.tolist() == pytest.approx([1.5, 1.5])


@pytest.mark.parametrize("ending", ["withdrawal", "sponsor", "budget"])
def test_every_end_but_completion_is_giving_up(ending: str) -> None:
    # ½ a head is spent in week 1: the meeting of week 5 stops. Support is gone in week 2: the sponsor's
    # review of week 3 stops. Nothing is in use, so the setback is all of 2. A trust of ¾ speaks for
    # the change until then.
    sections: dict[str, dict[str, object]] = {
        "withdrawal": {"events": [{"week": 3, "kind": "withdrawal"}]},
        "sponsor": {
            "events": [{"week": 2, "kind": "sponsor_leaves", "size": 1}],
            "leadership": {"review_every": 2, "support": 0.6, "stop_below": 0.15},
        },
        "budget": {"leadership": {"budget": 0.5}},
    }
    week = 5 if ending == "budget" else 3
    scenario = plain(
        "abandonment", "sponsor", "budget", "trust", steps=ENDLESS, weeks=8,
        behaviour={"abandonment": 2, "trust_gain": 0, "trust_appeal": 0.5},
        employees={"trust": 0.75}, **sections[ending],
    )  # fmt: skip
    days = diary(scenario, of_teams(3))
    assert [float(day.change.teams[0].setback) for day in days[week - 1 : week + 2]] == [0, 2, 0]
    place = APPEAL_TERMS.index("trust")
    terms = [kernel.appeal_terms(day, 1, 0)[0][place] for day in days[week - 1 : week + 2]]
    assert terms[0] > 0
    assert terms[1:] == [0, 0]


def test_trust_is_still_asked_for_after_completion_and_withdrawal() -> None:
    # Trust does not move, and the change of week 1 is complete when it is withdrawn in week 3.
    scenario = plain(
        "abandonment", "trust", steps=[step("a", 1.5, 1)], weeks=6, employees={"trust": 0.75},
        behaviour={"abandonment": 2, "trust_gain": 0, "trust_appeal": 0.5},
        events=[{"week": 3, "kind": "withdrawal"}],
    )  # fmt: skip
    place = APPEAL_TERMS.index("trust")
    days = diary(scenario, of_teams(3))
    terms = [kernel.appeal_terms(day, 1, 0)[0][place] for day in days]
    assert terms[0] > 0
    assert terms == [terms[0]] * 7


# Listening to nobody -----------------------------------------------------------------------------


def test_how_far_who_listens_to_nobody_decides_alone_is_a_matter_of_degree() -> None:
    # a1 listens to nobody: 1 - ½ (1 - lone) of a judgement of ½. a2 listens to a1: ½ of ½, always.
    for lone, alone in ((1, 0.5), (0.5, 0.375), (0, 0.25)):
        scenario = plain(
            "social_proof", "lone_judgement", weeks=1,
            employees={"susceptibility": 0.5, "threshold": 1}, behaviour={"lone_judgement": lone},
        )  # fmt: skip
        end = simulated(scenario, of_teams(2, ties=[("a2", "a1")]))
        assert end.population.employees.inclination == pytest.approx([alone, 0.25])


def test_newcomers_to_a_finished_idea_hear_of_it_anew() -> None:
    # Everybody follows everybody's example at once; whoever comes in is not aware, hears and follows.
    scenario = plain(
        "turnover", "social_proof", weeks=30, behaviour={"turnover": 1},
        employees={"threshold": 0.1, "adopters_at_start": {"share": 1}},
    )  # fmt: skip
    who = everyone_knows_everyone(*[1] * 20)
    adopted = each_week(simulated(scenario, who), "adopted")
    assert min(adopted) < max(adopted[5:]) == 1
    assert adopted == each_week(diary(scenario, who)[-1], "adopted")  # in one go, or week by week
