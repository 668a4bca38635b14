"""Who leaves, and what is given up, week by week, worked by hand."""

import numpy as np
import pytest

from tests.support.organisations import diary, everyone_knows_everyone, of_teams, plain, step
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
