"""The exact answers against the numbers that are known of them, and against brute force."""

import ast
from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from winsim.validation import theory as package
from winsim.validation.theory import (
    bass,
    degroot,
    granovetter,
    progress_curve,
    ring,
    testing,
    watts,
)
from winsim.validation.theory.thresholds import NEVER, rounds_of_adoption


def test_theory_imports_nothing_of_the_model() -> None:
    for file in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("winsim") for name in names), file.name


@pytest.mark.parametrize(
    ("sd", "share"),
    [(0.10, 0.0077), (0.12, 0.0402), (0.122, 0.0548), (0.1223, 1.0), (0.2, 0.9999), (0.3, 0.9934),
     (0.5, 0.9049)],
)  # fmt: skip
def test_granovetters_equilibria(sd: float, share: float) -> None:
    assert granovetter.equilibrium(0.25, sd) == pytest.approx(share, abs=5.01e-5)


def test_granovetters_jump() -> None:
    assert granovetter.jump(0.25) == pytest.approx(0.122220868, abs=5e-10)
    below, above = granovetter.jump(0.25) - 1e-8, granovetter.jump(0.25) + 1e-8
    assert granovetter.equilibrium(0.25, below) < 0.07
    assert granovetter.equilibrium(0.25, above) > 0.99


def test_a_crowd_jumps_where_an_endless_one_does_within_its_coarseness() -> None:
    people, jump = 500, granovetter.jump(0.25)
    population = granovetter.normal_crowd(people, 0.25, jump * (1 + 1e-9))
    assert granovetter.final_adopters(population) > people / 2
    early = granovetter.normal_crowd(people, 0.25, jump - granovetter.coarseness(people, 0.25))
    assert granovetter.final_adopters(early) < people / 2


def test_a_crowd_that_counts_itself_settles_as_its_members_do() -> None:
    random = Random(1)
    for _ in range(30):
        thresholds = [random.random() ** 1.5 for _ in range(40)]
        everybody = [[other for other in range(40) if other != one] for one in range(40)]
        weeks = rounds_of_adoption(everybody, thresholds, [], counting_self=True)
        assert granovetter.final_adopters(thresholds) == sum(week != NEVER for week in weeks)


def test_watts_window_and_shares() -> None:
    assert watts.window(0.18) == pytest.approx((1.020704, 5.764677), abs=5e-7)
    shares = [watts.share_reached(z, 0.18) for z in (2, 3, 4, 5)]
    assert shares == pytest.approx([0.797, 0.9405, 0.980, 0.993], abs=5e-4)


def test_watts_most_vulnerable_degree_and_no_window_above_a_quarter() -> None:
    assert [watts.most_vulnerable(phi) for phi in (0.18, 0.2, 0.25, 1 / 3, 0.5)] == [5, 5, 4, 3, 2]
    assert watts.window(0.25) is not None
    assert watts.window(0.26) is None
    assert watts.share_reached(0.8, 0.18) < 1e-6
    assert watts.frequency(0.8, 0.18) < 1e-6


def test_a_thresholds_round_worked_by_hand() -> None:
    """0 begins; 1 sees 0 and 2; 2 sees 1 and 3; 3 sees nobody."""
    weeks = rounds_of_adoption([[1], [0, 2], [1, 3], []], [0.5, 0.5, 0.5, 0.1], [0])
    assert weeks == [0, 1, 2, NEVER]


def test_the_rounds_round_a_ring() -> None:
    """Nine people, two neighbours: of the six left, both ends adopt each round."""
    assert ring.rounds_needed(9, 2, 1) == 3
    assert ring.spreads(4, 2)
    assert not ring.spreads(4, 3)
    assert ring.share_reached(ring.ring(9, 4), 3, 0) == 5 / 9


def test_swapping_keeps_everybodys_number_of_colleagues() -> None:
    rewired = ring.swapped(ring.ring(80, 4), 1.0, Random(3))
    assert {len(known) for known in rewired} == {4}
    assert all(one in rewired[other] for one, known in enumerate(rewired) for other in known)


def test_the_recursion_and_the_peak() -> None:
    shares = bass.recursion(0.03, 0.38, 20)
    assert [shares[n] for n in (5, 10, 20)] == pytest.approx(
        [0.272907, 0.782643, 0.998388], abs=5e-7
    )
    time, share = bass.peak(0.03, 0.38)
    assert share == pytest.approx(bass.curve(0.03, 0.38, np.array([time]))[0])
    new = np.diff(bass.curve(0.03, 0.38, np.linspace(0, 20, 20_001)))
    assert np.argmax(new) / 1000 == pytest.approx(time, abs=1e-3)


def test_the_chain_of_two_people_by_hand() -> None:
    """p = .5, q = .5: after a week ¼, ½, ¼; whoever saw the other adopt follows with ¾."""
    chances = bass.chain(0.5, 0.5, 2, 2)
    assert chances[1] == pytest.approx([0.25, 0.5, 0.25])
    assert chances[2] == pytest.approx([1 / 16, 1 / 8 + 1 / 8, 1 / 16 + 3 / 8 + 1 / 4])
    assert bass.mean_shares(chances)[1] == pytest.approx(0.5)
    assert bass.mean_wait(chances, 1.0) == pytest.approx(1 + 0.75 + 1 / 16 + 1 / 4)


def test_the_chain_of_a_large_crowd_nears_the_recursion() -> None:
    means = bass.mean_shares(bass.chain(0.03, 0.38, 800, 10))
    assert means[10] == pytest.approx(bass.recursion(0.03, 0.38, 10)[10], abs=3e-3)


def test_least_squares_finds_a_curve_again() -> None:
    sales = 5000 * np.diff(bass.curve(0.02, 0.5, np.arange(13.0)))
    assert bass.fitted(sales).estimate == pytest.approx([0.02, 0.5, 5000], rel=1e-6)


def test_colour_television_sales(shared_data: Path) -> None:
    import pandas as pd

    table = pd.read_csv(shared_data / "bass_sales.csv")
    sales = table.loc[table["product"] == "color_televisions", "sales_thousands"]
    p, q, market = bass.fitted(sales.to_numpy(dtype=np.float64)).estimate
    assert (round(p, 5), round(q, 5), round(market)) == (0.01847, 0.61586, 39_659)


def test_two_who_listen_to_each_other_meet_halfway() -> None:
    ties = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert degroot.path(np.array([0.2, 0.8]), ties, 0.5, 1)[-1] == pytest.approx([0.5, 0.5])
    star = np.array([[0.0, 1, 1], [1, 0, 0], [1, 0, 0]])
    assert degroot.consensus(np.array([1.0, 0.0, 0.0]), star) == 0.5


def test_the_eighty_per_cent_curve() -> None:
    assert progress_curve.exponent(0.8) == pytest.approx(0.322, abs=1e-4)
    assert progress_curve.rate(0.322) == pytest.approx(0.8, abs=1e-4)


def test_items_in_the_order_of_cost_over_risk_are_cheapest() -> None:
    items = [testing.Item(*item) for item in ((2, 0.9), (5, 0.5), (1, 0.95), (8, 0.7))]
    sequence = sorted(items, key=lambda item: item.cost / (1 - item.passes))
    assert testing.expected_cost(sequence) == pytest.approx(9.87)
    assert testing.expected_cost(sequence[::-1]) == pytest.approx(13.0225)
    assert testing.cheapest_cost(items) == pytest.approx(9.87)
    random = Random(5)
    for _ in range(20):
        some = [testing.Item(random.uniform(1, 9), random.random()) for _ in range(5)]
        best = sorted(some, key=lambda item: item.cost / (1 - item.passes))
        assert testing.expected_cost(best) == pytest.approx(
            min(testing.expected_cost(order) for order in permutations(some))
        )
