"""Exponential, logarithm and kin: right to thirteen digits, and to the last bit the same everywhere."""

import math
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from winsim.numerics.compiling import uncompiled
from winsim.numerics.elementary import exp, log, logistic, logit, power

pytestmark = pytest.mark.interpreted

exponents = st.floats(-690.0, 690.0)
positive = st.floats(1e-290, 1e290)
GRID = [-690.0, -37.7, -1.0, -0.5 * math.log(2), -1e-9, 0.0, 1e-300, 0.3, 1.0, math.pi, 89.1, 690.0]


@given(exponents)
def test_exp_is_right_to_thirteen_digits(x: float) -> None:
    assert uncompiled(exp)(x) == pytest.approx(math.exp(x), rel=1e-13, abs=0)


@given(positive)
@example(1.0)
@example(math.nextafter(1.0, 2.0))
@example(math.nextafter(1.0, 0.0))
def test_log_is_right_to_thirteen_digits(x: float) -> None:
    assert uncompiled(log)(x) == pytest.approx(math.log(x), rel=1e-13, abs=1e-14)


def test_what_a_reader_knows_by_heart() -> None:
    assert exp(0.0) == 1.0
    assert log(1.0) == 0.0
    assert exp(1.0) == pytest.approx(2.718281828459045, rel=1e-15)
    assert log(2.0) == pytest.approx(0.6931471805599453, rel=1e-15)
    assert logistic(0.0) == 0.5
    assert logit(0.5) == 0.0
    assert logit(0.74) == pytest.approx(1.0459685551826876, rel=1e-14)
    assert power(2.0, -0.322) == pytest.approx(0.8, abs=1e-4)  # Wright's 80 % curve


@given(st.floats(-30.0, 30.0))
def test_logit_takes_logistic_back(x: float) -> None:
    # Near p = 1 the nearest double costs precision of its own: e^x · 2^-53.
    assert logit(logistic(x)) == pytest.approx(max(min(x, 27.63103), -27.63103), abs=1e-2)
    assert x > 20 or logit(logistic(x)) == pytest.approx(max(x, -27.631021115928547), abs=1e-7)


@given(exponents, exponents)
def test_exp_and_logistic_never_fall(x: float, y: float) -> None:
    low, high = min(x, y), max(x, y)
    if high - low > 1e-9:
        assert uncompiled(exp)(low) <= uncompiled(exp)(high)
        assert 0.0 <= logistic(low) <= logistic(high) <= 1.0


def test_what_lies_beyond_the_range_is_held_at_its_edge() -> None:
    assert exp(1e9) == exp(700.0)
    assert exp(-1e9) == exp(-700.0) > 0.0
    assert log(0.0) == log(-1.0) == log(1e-300)
    assert logit(0.0) == pytest.approx(math.log(1e-12), rel=1e-9)
    assert logit(1.0) == pytest.approx(-math.log(1e-12), rel=1e-5)  # 1 - 1e-12 is no double
    assert logistic(-1e9) >= 0.0
    assert logistic(1e9) == 1.0


@pytest.mark.parametrize("function", [exp, logistic, log, logit])
def test_compiled_and_written_agree_in_every_bit(function: Callable[[float], float]) -> None:
    for x in [*GRID, *(0.37 * n for n in range(-400, 400))]:
        assert function(x).hex() == float(uncompiled(function)(x)).hex()


def test_a_power_is_compiled_and_written_the_same() -> None:
    for n in range(200):
        assert power(1.0 + 0.8 * n, -0.322).hex() == uncompiled(power)(1.0 + 0.8 * n, -0.322).hex()
