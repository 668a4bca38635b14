"""What one team does, rule by rule: first worked by hand, then what must hold always."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rules import amounts, shares
from winsim.model.rules import (
    capacity,
    choice,
    complacency,
    efficacy,
    effort,
    fatigue,
    flaws,
    learning,
    recognition,
    worth,
)
from winsim.numerics.compiling import uncompiled

pytestmark = pytest.mark.interpreted

BY_HAND: list[tuple[Callable[..., Any], tuple[float, ...], float]] = [
    # .45 + .55 × ⅓; pilots kept free to give .8; off at a floor of 1
    (effort.effort, (1 / 3, 0.45, 0.0), 0.633333),
    (effort.effort, (0.0, 0.45, 0.8), 0.8),
    (effort.effort, (1.0, 0.45, 0.8), 1.0),
    (effort.effort, (0.0, 1.0, 0.0), 1.0),
    # 1 / (1 + .2 × 2)
    (capacity.switching, (3, 0.2), 0.714286),
    (capacity.switching, (1, 0.2), 1.0),
    (capacity.switching, (0, 0.2), 1.0),
    (capacity.switching, (9, 0.0), 1.0),
    # three of five: 1 / (1 + .3 × 2/4); all of five: 1 / 1.3
    (capacity.coordination, (3, 5, 0.3), 0.869565),
    (capacity.coordination, (5, 5, 0.3), 0.769231),
    (capacity.coordination, (1, 5, 0.3), 1.0),
    (capacity.coordination, (1, 1, 0.3), 1.0),
    (capacity.coordination, (5, 5, 0.0), 1.0),
    (capacity.confidence, (0.75, 0.3), 1.15),
    (capacity.confidence, (0.5, 0.3), 1.0),
    (capacity.pull_of_the_goal, (0.5, 0.2), 1.1),
    (capacity.ease, (0.4, 0.5), 0.8),
    (capacity.ease, (0.4, 0.0), 1.0),
    # .4 fades to .38; a win adds .25 × .62
    (complacency.complacent, (0.4, 1.0, 0.25, 0.05), 0.535),
    (complacency.complacent, (0.4, 0.0, 0.25, 0.05), 0.38),
    (complacency.complacent, (0.4, 9.0, 0.25, 0.05), 0.535),
    # ½ + .25 × ½ = .625; then less .25 × .625
    (efficacy.after_results, (0.5, 1.0, 0.0, 0.25), 0.625),
    (efficacy.after_results, (0.5, 0.0, 1.0, 0.25), 0.375),
    (efficacy.after_results, (0.5, 1.0, 1.0, 0.25), 0.46875),
    (efficacy.after_results, (0.5, 3.0, 0.0, 0.25), 0.625),
    (efficacy.drifted, (0.7, 0.01), 0.698),
    (efficacy.drifted, (0.3, 0.01), 0.302),
    # a floor of ½ and safety ½: ½ + ½ × ½
    (flaws.detection, (0.5, 0.5), 0.75),
    (flaws.detection, (0.0, 0.5), 0.5),
    (flaws.detection, (1.0, 0.0), 1.0),
    (flaws.yielded, (0.4, True, 0.75), 0.1),
    (flaws.yielded, (0.4, False, 0.75), 0.4),
    (flaws.scaffolded, (0.4, 0.5), 0.2),
    (flaws.scaffolded, (0.4, 0.0), 0.4),
    # Wright: the second unit takes 2^-.322 = 80 % of the first, the fourth 64 %
    (learning.work_to_do, (10.0, 1.0, 1.0, 0.322, 0.0, 0.0), 7.999601),
    (learning.work_to_do, (10.0, 3.0, 1.0, 0.322, 0.0, 0.0), 6.399362),
    # one completion elsewhere: documented .8 of it arrives, 1.8^-.322 = .827565; writing costs 10 %
    (learning.work_to_do, (10.0, 1.0, 0.8, 0.322, 0.0, 0.1), 9.103218),
    (learning.work_to_do, (10.0, 2.0, 0.5, 1.0, 0.0, 0.0), 5.0),
    (learning.work_to_do, (10.0, 9.0, 0.8, 0.0, 0.0, 0.0), 10.0),
    # De Jong: of work 2, a quarter stays; ten completions leave (1 + 8)^-.322 = .49287 of the rest
    (learning.work_to_do, (2.0, 10.0, 0.8, 0.322, 0.25, 0.1), 1.363238),
    (learning.work_to_do, (2.0, 10.0, 0.8, 0.322, 1.0, 0.0), 2.0),
    # .5 of the order by itself, and .4 of the other half by leaders' example
    (choice.discipline, (0.5, 0.4), 0.7),
    # with a dip of .2, half the skill brings .9 of the benefit
    (learning.gained, (0.5, 0.2), 0.9),
    (learning.gained, (1.0, 0.2), 1.0),
    (learning.gained, (0.0, 0.0), 1.0),
    (choice.discipline, (1.0, 0.4), 1.0),
    (choice.strain, (0.5, 0.2), 0.7),
    # ln .8 - .7 ln 1.1; ln 1.2 - .7 ln 4 - 4 × .3 × .6
    (choice.pull, (0.8, 1.1, 0.0, 1.0, 0.7, 4.0, 0.4), -0.289861),
    (choice.pull, (1.2, 4.0, 0.3, 1.0, 0.7, 4.0, 0.4), -1.508085),
    (choice.whim, (0.367879441,), 0.0),  # Gumbel: its mode, 0, lies at luck 1/e
    # of a load of ½ on each of 8, seven carry .35 each, the owner no more than 1 of 1.55
    (fatigue.carried_share, (0.5, 8, 0.3), 0.8625),
    (fatigue.carried_share, (0.5, 8, 0.0), 1.0),
    (fatigue.carried_share, (0.5, 1, 0.3), 1.0),
    # felt as it is up to one, then as its logarithm
    (recognition.celebrated, (0.7,), 0.7),
    (recognition.celebrated, (1.0,), 1.0),
    (recognition.celebrated, (4.0,), 2.386294),
    # a step of value .1 among 4 (worth .4), visibility .8, half felt by worth: .8 × ½ + .8 × ½ × .4
    (worth.plain, (0.8, 1.0, 0.5), 0.4),
    (worth.deep, (0.8, 1.0, 0.5, 0.4, 0.0), 0.16),
    (worth.deep, (0.8, 1.0, 0.5, 0.4, 1.0), 0.32),
    (worth.plain, (0.8, 1.0, 1.0), 0.0),
    (worth.deep, (0.8, 1.0, 1.0, 0.4, 0.0), 0.32),
    # leaders who go by show for a quarter: .8 × (.25 + .75 × .4) = .44
    (worth.plain, (0.8, 1.0, 0.75), 0.2),
    (worth.deep, (0.8, 1.0, 0.75, 0.4, 0.0), 0.24),
    # .05 of the value for 2 of 8 of the work is a fifth: 1 + ½ (.2 - 1), and .88 ln .6
    (worth.relative_advantage, (0.05, 8.0, 2.0, 0.5), 0.6),
    (worth.relative_advantage, (0.0, 8.0, 0.0, 0.5), 1.0),
    (worth.relative_advantage, (0.25, 8.0, 2.0, 1.0), 1.0),
    (worth.from_advantage, (0.6, 0.88), -0.449527),
    (worth.from_advantage, (1.0, 0.88), 0.0),
]


def test_under_strain_the_easy_step_is_chosen_three_times_in_four() -> None:
    # A multinomial logit of the two pulls above: 1 / (1 + e^(-1.5081 + .2899)) = .772.
    team = {"ease": 1.0, "strain": 0.7, "doubt": 4.0, "efficacy": 0.4}
    pull, whim = uncompiled(choice.pull), uncompiled(choice.whim)
    easy, hard = pull(0.8, 1.1, 0.0, **team), pull(1.2, 4.0, 0.3, **team)
    luck = np.random.default_rng(1).random((4000, 2))
    chosen = [easy + whim(one) > hard + whim(other) for one, other in luck.tolist()]
    assert np.mean(chosen) == pytest.approx(0.772, abs=3 * (0.772 * 0.228 / 4000) ** 0.5)


@pytest.mark.parametrize(("rule", "given", "result"), BY_HAND)
def test_a_rule_as_worked_by_hand(
    rule: Callable[..., Any], given: tuple[float, ...], result: float
) -> None:
    assert uncompiled(rule)(*given) == pytest.approx(result, abs=1e-6)


@given(shares, shares, shares, shares)
def test_effort_is_a_share_that_rises_with_adopters(
    few: float, many: float, floor: float, kept: float
) -> None:
    given = uncompiled(effort.effort)
    low, high = given(min(few, many), floor, kept), given(max(few, many), floor, kept)
    assert max(floor, kept) - 1e-15 <= low <= high + 1e-15
    assert high <= 1.0 + 1e-15
    assert given(few, 1.0, kept) == 1.0


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0.0, 5.0))
def test_more_open_steps_never_leave_more_capacity(a: int, b: int, cost: float) -> None:
    left = uncompiled(capacity.switching)
    assert 0.0 < left(max(a, b), cost) <= left(min(a, b), cost) <= 1.0


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.0, 5.0))
def test_more_teams_at_once_never_leave_more_capacity(a: int, b: int, cost: float) -> None:
    left = uncompiled(capacity.coordination)
    teams = max(a, b, 1)
    assert 0.0 < left(max(a, b), teams, cost) <= left(min(a, b), teams, cost) <= 1.0
    assert left(teams, teams, cost) == pytest.approx(1 / (1 + cost * (teams > 1)))


@given(shares, shares, shares)
def test_confidence_goal_and_ease_are_idle_at_weight_0(
    e: float, done: float, weight: float
) -> None:
    assert uncompiled(capacity.confidence)(e, 0.0) == 1.0
    assert uncompiled(capacity.confidence)(0.5, weight) == 1.0
    assert uncompiled(capacity.pull_of_the_goal)(done, 0.0) == 1.0
    assert uncompiled(capacity.pull_of_the_goal)(0.0, weight) == 1.0
    assert uncompiled(capacity.ease)(e, 0.0) == 1.0
    assert 1.0 - weight <= uncompiled(capacity.confidence)(e, weight) <= 1.0 + weight
    assert 0.0 <= uncompiled(capacity.ease)(e, weight) <= 1.0


@given(shares, amounts, amounts, shares, shares)
def test_efficacy_stays_between_0_and_1(
    before: float, win: float, setback: float, gain: float, drift: float
) -> None:
    after = uncompiled(efficacy.after_results)
    assert 0.0 <= after(before, win, setback, gain) <= 1.0
    assert after(before, win, 0.0, gain) >= before
    assert after(before, 0.0, setback, gain) <= before
    assert after(before, win, setback, 0.0) == before
    closer = uncompiled(efficacy.drifted)(before, drift)
    assert abs(closer - 0.5) <= abs(before - 0.5)


@given(shares, amounts, shares, shares)
def test_complacency_stays_between_0_and_1(
    before: float, win: float, gain: float, decay: float
) -> None:
    after = uncompiled(complacency.complacent)
    assert 0.0 <= after(before, 0.0, gain, decay) <= after(before, win, gain, decay) <= 1.0
    assert after(0.0, win, 0.0, decay) == 0.0


@given(shares, shares, shares)
def test_safety_brings_flaws_to_light_and_help_prevents_them(a: float, b: float, c: float) -> None:
    found = uncompiled(flaws.detection)
    assert c - 1e-15 <= found(min(a, b), c) <= found(max(a, b), c) <= 1.0 + 1e-15
    assert 0.0 <= uncompiled(flaws.scaffolded)(a, b) <= a
    assert uncompiled(flaws.scaffolded)(a, 0.0) == a


@given(st.floats(0.1, 100.0), st.integers(0, 60), st.integers(0, 60), shares, shares, shares)
def test_more_experience_elsewhere_never_makes_work_longer(
    work: float, few: int, many: int, passed_on: float, exponent: float, kept: float
) -> None:
    to_do = uncompiled(learning.work_to_do)
    least = to_do(work, float(max(few, many)), passed_on, exponent, kept, 0.0)
    most = to_do(work, float(min(few, many)), passed_on, exponent, kept, 0.0)
    assert 0.0 < least <= most * (1 + 1e-12) <= work * (1 + 1e-12)
    assert to_do(work, float(many), passed_on, 0.0, 0.0, 0.0) == work
    assert to_do(work, 0.0, passed_on, exponent, 0.0, 0.1) == pytest.approx(1.1 * work)
