"""Shapley values of games whose shares are published, or can be worked out by hand."""

from itertools import permutations

import numpy as np
import pytest

from winsim.counterfactual.shapley import gains, shapley_values
from winsim.numerics.arrays import Floats


def game(*worth: float) -> Floats:
    """Worth by coalition: nobody, {1}, {2}, {1, 2}, {3}, {1, 3}, {2, 3}, all."""
    return np.array(worth, dtype=float)


def test_the_only_right_glove_is_worth_two_thirds_of_the_pair() -> None:
    # Players 1 and 2 hold a left glove each, player 3 the only right one.
    assert shapley_values(game(0, 0, 0, 0, 0, 1, 1, 1)) == pytest.approx([1 / 6, 1 / 6, 2 / 3])


def test_a_voter_of_one_seat_has_as_much_power_as_one_of_49() -> None:
    # Seats 50, 49 and 1; 51 decide (the Shapley-Shubik index of [51; 50, 49, 1]).
    assert shapley_values(game(0, 0, 0, 1, 0, 1, 0, 1)) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_a_runway_is_paid_for_by_those_who_need_each_piece_of_it() -> None:
    # Airport game: runways for three aircraft cost 3, 5 and 9. The first 3 are shared by all, the next
    # 2 by two, and the last 4 are paid by the largest.
    assert shapley_values(game(0, 3, 5, 5, 9, 9, 9, 9)) == pytest.approx([1, 2, 6])


def test_what_two_bring_only_together_they_share() -> None:
    # 10 by the first alone, 4 by the second alone, and 6 more where both are there.
    assert shapley_values(game(0, 10, 4, 20)) == pytest.approx([13, 7])


def test_a_player_alone_gets_the_whole_difference() -> None:
    assert shapley_values(game(3, 5)) == pytest.approx([2])


def test_shares_are_the_mean_over_all_orders_of_joining() -> None:
    worth = np.random.default_rng(1).normal(size=(16, 5))
    expected = np.zeros((4, 5))
    for order in permutations(range(4)):
        coalition = 0
        for player in order:
            expected[player] += (worth[coalition | 1 << player] - worth[coalition]) / 24
            coalition |= 1 << player
    shares = shapley_values(worth)
    assert shares == pytest.approx(expected)
    assert shares.sum(axis=0) == pytest.approx(worth[-1] - worth[0])


def test_gains_begin_with_nobody_and_end_with_all_others() -> None:
    worth = game(0, 1, 2, 4, 8, 16, 32, 64)
    assert gains(worth, 1).tolist() == [2, 3, 24, 48]
