"""What leadership does, rule by rule: first worked by hand, then what must hold always."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rules import amounts, rules_of, shares
from winsim.model import rules
from winsim.model.rules import discovery, funds, politics, support
from winsim.numerics.compiling import uncompiled

pytestmark = pytest.mark.interpreted

BY_HAND: list[tuple[Callable[..., Any], tuple[Any, ...], float]] = [
    # a normal prior of precision 4 about 1, and 4 of evidence for .5: (4 + 2) / 8
    (discovery.expected, (0.25, 4.0, 2.0), 0.75),
    (discovery.expected, (0.25, 4.0, -9.0), 0.0),
    (discovery.expected, (0.0, 4.0, 2.0), 1.0),  # nothing to learn
    # e^.25 - 1; with a half worth nothing 2 e^.25 - 1
    (discovery.prior_variance, (0.5, 0.0), 0.284025),
    (discovery.prior_variance, (0.5, 0.5), 1.568051),
    (discovery.prior_variance, (0.0, 0.0), 0.0),
    (discovery.precision, (10.0, 2.0), 2.5),
    (discovery.shown, (0.5, 1.5, 0.25), 0.75),  # .375 of what is true, .375 of what meets the eye
    # half of the benefit waits for the last: ½ × .6 until then
    (funds.benefit, (0.6, 0.5, False), 0.3),
    (funds.benefit, (0.6, 0.5, True), 0.6),
    (funds.benefit, (0.6, 0.0, False), 0.6),
    (funds.in_two_ways, (0, 8, False), 0),
    (funds.in_two_ways, (3, 8, False), 8),  # not all is in use: everybody
    (funds.in_two_ways, (3, 8, True), 5),  # who still works the old way
    (funds.budget_left, (10.0, 3.0, 1.0), 8.0),
    (funds.budget_left, (1.0, 3.0, 0.0), -2.0),
    # 2 × .99 + 1 × ½ + 2 × ¼
    (politics.capital, (2.0, 0.99, 0.5, 1.0, 0.25, 2.0), 2.98),
    (politics.capital, (2.0, 1.0, 0.5, 0.0, 0.25, 0.0), 2.0),
    (support.seen_progress, (0.8, 0.2, 0.5), 0.5),
    (support.seen_progress, (0.8, 0.2, 1.0), 0.8),
    (support.seen_progress, (0.8, 0.2, 0.0), 0.2),
    # .6 + 1 × .1 × .4 - .15 × 1 × .6
    (support.support, (0.6, 0.1, 1.0, False, 1.0, 0.15, 1 / 52), 0.55),
    # .6 - .6 / 52
    (support.support, (0.6, 0.0, 0.0, True, 1.0, 0.15, 1 / 52), 0.588462),
    (support.support, (0.6, 0.0, 0.0, False, 1.0, 0.15, 1 / 52), 0.6),
    # half of the time gone, a fifth seen: .3 × .3 of the support goes
    (support.expected, (13.0, 26.0), 0.5),
    (support.expected, (52.0, 26.0), 1.0),
    (support.after_delay, (0.6, 0.5, 0.2, 0.3), 0.546),
    (support.after_delay, (0.6, 0.5, 0.7, 0.3), 0.6),
    (support.support, (0.1, 0.0, 20.0, False, 1.0, 0.15, 1 / 52), 0.0),
]


@pytest.mark.parametrize(("rule", "given", "result"), BY_HAND)
def test_a_rule_as_worked_by_hand(
    rule: Callable[..., Any], given: tuple[Any, ...], result: float
) -> None:
    assert uncompiled(rule)(*given) == pytest.approx(result, abs=1e-6)


@given(shares, shares)
def test_complementarity_only_ever_withholds(current: float, chi: float) -> None:
    benefit = uncompiled(funds.benefit)
    assert 0.0 <= benefit(current, chi, False) <= benefit(current, chi, True) == current
    assert benefit(current, 0.0, False) == current


@given(amounts, amounts, amounts)
def test_money_is_neither_made_nor_lost(budget: float, spent: float, returned: float) -> None:
    left = uncompiled(funds.budget_left)(budget, spent, returned)
    assert left == pytest.approx(budget + returned - spent, abs=1e-9)
    assert uncompiled(funds.budget_left)(float("inf"), spent, returned) == float("inf")


@given(amounts, shares, shares, shares, st.floats(0.0, 5.0))
def test_capital_is_fed_by_wins_and_managers(
    before: float, memory: float, wins: float, managers: float, weight: float
) -> None:
    capital = uncompiled(politics.capital)
    plain = capital(before, memory, 0.0, weight, 0.0, weight)
    assert 0.0 <= plain <= before
    assert capital(before, memory, wins, weight, managers, weight) >= plain
    assert capital(before, memory, wins, 0.0, managers, 0.0) == plain


@given(shares, st.floats(-1.0, 1.0), st.integers(0, 9), st.booleans(), shares, shares)
def test_support_stays_between_0_and_1(
    before: float, progress: float, setbacks: int, idle: bool, loss: float, decay: float
) -> None:
    after = uncompiled(support.support)
    level = after(before, progress, float(setbacks), idle, 1.0, loss, decay)
    assert 0.0 <= level <= 1.0
    assert level <= after(before, progress, 0.0, False, 1.0, loss, decay)
    assert level <= after(before, max(progress, 0.0), float(setbacks), idle, 1.0, loss, decay)


@given(shares, shares, shares)
def test_progress_in_the_sponsors_eyes_lies_between_the_two(p: float, s: float, w: float) -> None:
    seen = uncompiled(support.seen_progress)(p, s, w)
    assert min(p, s) - 1e-15 <= seen <= max(p, s) + 1e-15


def test_every_rule_is_worked_by_hand_somewhere() -> None:
    import importlib
    import pkgutil

    from tests.model.rules import test_people as test_rules_of_people
    from tests.model.rules import test_teams as test_rules_of_teams

    worked = {
        uncompiled(rule).__qualname__
        for table in (BY_HAND, test_rules_of_people.BY_HAND, test_rules_of_teams.BY_HAND)
        for rule, _, _ in table
    }
    worked |= {"leaves", "convinced", "complies"}  # each has a test of its own
    declared: set[str] = set()
    for module in pkgutil.iter_modules(rules.__path__):
        declared |= set(rules_of(importlib.import_module(f"winsim.model.rules.{module.name}")))
    assert declared == worked
