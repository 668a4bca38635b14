"""Draws: a pure function of seed, purpose, week and number; even, unrelated between streams, order-free."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from winsim.numerics.chance import Draw, draw, draws, stream

pytestmark = pytest.mark.interpreted


def key_of(seed: int, event: Draw, week: int) -> np.uint64:
    """A stream's key as 64 bits: Numba hands it back as a Python number."""
    return np.uint64(stream(seed, int(event), week))


seeds = st.integers(0, 2**63 - 1)
events = st.sampled_from(list(Draw))


@given(seeds, events, st.integers(0, 5200), st.integers(1, 40))
def test_one_by_one_and_all_at_once_are_the_same_numbers(
    seed: int, event: Draw, week: int, count: int
) -> None:
    key = key_of(seed, event, week)
    assert [draw(key, who) for who in range(count)] == draws(seed, event, count, week).tolist()


def test_a_draw_does_not_depend_on_who_was_drawn_before() -> None:
    key = key_of(7, Draw.AWARENESS, 3)
    forward = [draw(key, who) for who in range(50)]
    backward = [draw(key, who) for who in reversed(range(50))]
    assert forward == backward[::-1]
    assert draws(7, Draw.AWARENESS, 50, 3).tolist() == draws(7, Draw.AWARENESS, 99, 3)[:50].tolist()


@pytest.mark.parametrize("event", [Draw.AWARENESS, Draw.THRESHOLD, Draw.DETECTION])
@pytest.mark.parametrize("seed", [0, 1, 2**62])
def test_draws_are_even_between_0_and_1(seed: int, event: Draw) -> None:
    values = draws(seed, event, 20_000)
    assert 0.0 <= values.min() < 0.001
    assert 0.999 < values.max() < 1.0
    assert stats.kstest(values, "uniform").pvalue > 1e-4


def test_the_same_person_has_even_luck_over_weeks_and_over_seeds() -> None:
    weeks = [draw(key_of(1, Draw.DECISION, week), 5) for week in range(4000)]
    people = [draw(key_of(seed, Draw.DECISION, 9), 5) for seed in range(4000)]
    assert stats.kstest(weeks, "uniform").pvalue > 1e-4
    assert stats.kstest(people, "uniform").pvalue > 1e-4


@pytest.mark.parametrize(
    "other",
    [
        draws(2, Draw.AWARENESS, 5000, 4),
        draws(1, Draw.DECISION, 5000, 4),
        draws(1, Draw.AWARENESS, 5000, 5),
        draws(1, Draw.AWARENESS, 5001, 4)[1:],
    ],
    ids=["another seed", "another event", "another week", "the neighbour"],
)
def test_streams_that_differ_in_one_thing_are_unrelated(other: NDArray[np.float64]) -> None:
    mine = draws(1, Draw.AWARENESS, 5000, 4)
    assert not (mine == other).any()
    assert abs(np.corrcoef(mine, other)[0, 1]) < 0.06  # four standard errors of 1/√5000


def test_no_two_streams_are_the_same() -> None:
    keys = {
        int(key_of(seed, event, week)) for seed in range(40) for event in Draw for week in range(60)
    }
    assert len(keys) == 40 * len(Draw) * 60


def test_published_runs_keep_their_luck() -> None:
    # These numbers are part of every result that was ever published: they never change.
    assert [int(event) for event in (Draw.LOSS_AVERSION, Draw.DETECTION)] == [1, 25]
    assert draw(key_of(1, Draw.AWARENESS, 1), 0) == float.fromhex("0x1.3499ae74c66e1p-1")
