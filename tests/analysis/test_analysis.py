"""Analyses of sweeps, on functions whose answer is known beforehand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from winsim.analysis.differences import differences
from winsim.analysis.discovery import discover
from winsim.analysis.morris import morris
from winsim.analysis.prim import Box, Restriction, rounded
from winsim.analysis.regimes import regimes
from winsim.analysis.response import Response, response
from winsim.analysis.sobol import sobol
from winsim.analysis.statements import statements
from winsim.analysis.structure import blocks, independent, is_grid, star, trajectories
from winsim.analysis.tables import display_table
from winsim.analysis.tornado import tornado
from winsim.analysis.variance import product, variance_shares
from winsim.inference import fitted, wilson
from winsim.problems import BadInput
from winsim.runs.outcomes import OUTCOMES

ISHIGAMI: dict[str, Any] = {
    "num_vars": 3,
    "names": ["x1", "x2", "x3"],
    "bounds": [[-np.pi, np.pi]] * 3,
}
FIRST = {"x1": 0.3139, "x2": 0.4424, "x3": 0.0}
TOTAL = {"x1": 0.5576, "x2": 0.4424, "x3": 0.2437}


def ishigami(x: Any) -> Any:
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def ishigami_points(base: int, second_order: bool = False) -> pd.DataFrame:
    drawn = sobol_sample.sample(ISHIGAMI, base, calc_second_order=second_order, seed=1)
    return pd.DataFrame(drawn, columns=ISHIGAMI["names"])


def noisy(values: Any, seeds: int, scale: float, common: float = 0.0) -> pd.DataFrame:
    """Values at every point and seed: noise of each run, and noise that a seed brings to all points."""
    chance = np.random.default_rng(1)
    own = chance.normal(0, scale, (len(values), seeds))
    return pd.DataFrame(np.asarray(values)[:, None] + own + chance.normal(0, common, (1, seeds)))


def lead(points: pd.DataFrame, values: Any, outcome: str = "net_value") -> Response:
    """Values that are the lead of pilots over the big bang."""
    table = pd.DataFrame(values, index=points.index)
    return Response(points, table, OUTCOMES[outcome], "pilots", "big_bang")


# --- Sobol indices ---------------------------------------------------------------------------


@pytest.mark.parametrize("second_order", [False, True])
@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_indices_of_ishigami_lie_within_their_intervals(noise: float, second_order: bool) -> None:
    """Half of the variance of a run may be noise: the indices are those of the expected outcome."""
    points = ishigami_points(512, second_order)
    values = noisy(ishigami(points.to_numpy()), seeds=4, scale=noise, common=noise)
    found = sobol(Response(points, values)).indices.set_index("factor")
    for name in ISHIGAMI["names"]:
        row = found.loc[name]
        assert row["first_low"] <= FIRST[name] <= row["first_high"]
        assert row["total_low"] <= TOTAL[name] <= row["total_high"]
    assert (found["total_high"] - found["total_low"]).max() < 0.3


def test_with_one_seed_the_indices_are_those_of_salib() -> None:
    points = ishigami_points(64)
    values = ishigami(points.to_numpy())
    theirs = salib_sobol.analyze(ISHIGAMI, values, calc_second_order=False, seed=1)
    found = sobol(Response(points, pd.DataFrame({"only": values})))
    ours = found.indices.set_index("factor").loc[ISHIGAMI["names"]]
    assert ours["first"].to_numpy() == pytest.approx(theirs["S1"])
    assert ours["total"].to_numpy() == pytest.approx(theirs["ST"])
    assert "chance cannot be told from interactions; total indices hold both" in " ".join(
        statements(found)
    )


def test_a_factor_that_does_nothing_has_no_total_index_however_noisy_the_runs() -> None:
    """SALib, told one number a point, takes the noise left in it for an interaction with the factor."""
    points = ishigami_points(256).rename(columns={"x3": "idle"})
    values = noisy(points["x1"], seeds=3, scale=3.0)
    found = sobol(Response(points, values))
    idle = found.indices.set_index("factor").loc["idle"]
    theirs = salib_sobol.analyze(
        ISHIGAMI, values.mean(axis=1).to_numpy(), calc_second_order=False, seed=1
    )
    assert idle["total_low"] < 0 < idle["total_high"] < 0.25
    assert theirs["ST"][2] > 0.4


def test_blocks_with_a_failed_point_are_left_out_and_counted() -> None:
    points = ishigami_points(128)
    values = noisy(ishigami(points.to_numpy()), seeds=2, scale=0.0)
    whole = sobol(Response(points, values))
    values.iloc[7] = np.nan
    values.iloc[[40, 41], 0] = np.nan  # one seed of each is left
    found = sobol(Response(points, values))
    assert (found.used, found.left_out) == (127, 1)
    assert "1 blocks" in statements(found)[-1]
    assert found.indices["total"].to_numpy() == pytest.approx(whole.indices["total"], abs=0.05)


def test_a_grid_is_refused_and_an_unfinished_sweep_too() -> None:
    grid = pd.DataFrame({"a": [0, 0, 1, 1], "b": [0, 1, 0, 1]})
    with pytest.raises(BadInput, match="needs a Sobol design"):
        sobol(Response(grid, pd.DataFrame({1: range(4)})))
    points = ishigami_points(16)
    values = noisy(ishigami(points.to_numpy()), seeds=2, scale=0.0)
    values.iloc[20:] = np.nan
    with pytest.raises(BadInput, match="only 4 of 16 blocks of points are complete"):
        sobol(Response(points, values))


def test_what_never_came_has_no_indices() -> None:
    points = ishigami_points(16)
    values = noisy(ishigami(points.to_numpy()), seeds=2, scale=0.0)
    values.iloc[3, 1] = np.inf
    with pytest.raises(BadInput, match="never came in 1 of 160 runs"):
        sobol(Response(points, values))


# --- variance due to seeds -------------------------------------------------------------------


def test_the_shares_of_variance_are_recovered() -> None:
    """Points with variance 9, seeds with 4, each run with 1: 5 of 14 are due to seeds."""
    chance = np.random.default_rng(3)
    points, seeds = 3 * chance.normal(size=(400, 1)), 2 * chance.normal(size=(1, 300))
    found = variance_shares(pd.DataFrame(points + seeds + chance.normal(size=(400, 300))))
    assert found.points == pytest.approx(9, rel=0.15)
    assert found.seeds == pytest.approx(4, rel=0.2)
    assert found.residual == pytest.approx(1, rel=0.02)
    assert found.share == pytest.approx(5 / 14, rel=0.2)
    assert found.share_of_means == pytest.approx(1 / 300 / 9, rel=0.2)


def test_a_product_of_responses_pairs_different_seeds_only() -> None:
    """(1, 3) and (2, 4): 1·4 and 3·2, on average 5; a seed that one lacks is left out."""
    ours, theirs = np.array([[1.0, 3.0, 9.0]]), np.array([[2.0, 4.0, np.nan]])
    assert product(ours, theirs) == pytest.approx([5.0])
    assert product(ours[:, :1], theirs[:, :1]) == pytest.approx([2.0])
    assert np.isnan(product(ours[:, 2:], theirs[:, 2:])).all()


# --- Morris ----------------------------------------------------------------------------------

LINEAR: dict[str, Any] = {
    "num_vars": 4, "names": ["a", "b", "c", "idle"], "bounds": [[0, 1], [0, 2], [-1, 1], [0, 10]],
}  # fmt: skip


def test_effects_of_a_linear_function_are_its_slopes_over_whole_ranges() -> None:
    drawn = morris_sample.sample(LINEAR, 10, num_levels=4, seed=3)
    points = pd.DataFrame(drawn, columns=LINEAR["names"])
    values = 5 * points["a"] - 2 * points["b"] + points["c"] ** 3
    found = morris(Response(points, pd.DataFrame({1: values}))).effects
    theirs = salib_morris.analyze(LINEAR, drawn, values.to_numpy(), num_levels=4, seed=1)
    assert list(found["factor"]) == ["a", "b", "c", "idle"]
    assert found["mu"].to_numpy() == pytest.approx([5, -4, theirs["mu"][2], 0])
    assert found["mu_star"].to_numpy() == pytest.approx(theirs["mu_star"])
    assert found["sigma"].to_numpy() == pytest.approx(theirs["sigma"], abs=1e-9)
    assert list(found["significant"]) == [True, True, True, False]


def test_an_effect_no_larger_than_noise_is_not_significant() -> None:
    drawn = morris_sample.sample(LINEAR, 20, num_levels=4, seed=3)
    points = pd.DataFrame(drawn, columns=LINEAR["names"])
    found = morris(Response(points, noisy(5 * points["a"], seeds=5, scale=1.0)))
    significant = found.effects.set_index("factor")["significant"]
    assert significant["a"]
    assert not significant[["b", "c", "idle"]].any()
    assert "Not distinguishable from chance" in " ".join(statements(found))


def test_where_no_level_makes_a_significant_difference_only_that_is_said() -> None:
    points = pd.DataFrame({"a": [1, 2, 1, 2], "b": [1, 1, 2, 2]})
    found = differences(Response(points, pd.DataFrame([[0.0, 1.0]] * 4)))
    assert statements(found) == ["No significant difference between levels of a and b."]


def test_an_effect_goes_by_the_step_that_was_taken() -> None:
    """One trajectory after the other moves `n` from 1 to 3 of 1 to 3, or from 2 to 3: slope 10."""
    rows = [(1, 0.0), (3, 0.0), (3, 1.0), (2, 1.0), (3, 1.0), (3, 0.0)] * 2
    points = pd.DataFrame(rows, columns=["n", "b"])
    found = morris(Response(points, pd.DataFrame({1: 10 * points["n"]})), {"n": (1, 3)})
    assert found.effects.set_index("factor").loc["n", "mu"] == pytest.approx(20)
    assert found.effects.set_index("factor").loc["n", "sigma"] == pytest.approx(0)


def test_a_factor_by_ratios_counts_equal_ratios_as_equal_steps() -> None:
    rows = [(1, 0), (100, 0), (100, 1), (1, 1), (10, 1), (10, 0)] * 2
    points = pd.DataFrame(rows, columns=["size", "b"])
    values = pd.DataFrame({1: np.log10(points["size"])})
    found = morris(Response(points, values, by_ratio=("size",))).effects.set_index("factor")
    assert found.loc["size", "mu"] == pytest.approx(2)


ORDERS = ["easy", "listed", "risk"]


def walks(**levels: list[Any]) -> pd.DataFrame:
    """Trajectories by hand on two factors: there and back, through all neighbouring levels in turn."""
    (one, other) = levels.values()
    rows = []
    for start in range(4 * len(one)):
        before, after = one[start % len(one)], one[(start + 1) % len(one)]
        low, high = other if start % 2 else other[::-1]
        rows += [(before, low), (after, low), (after, high)]
    return pd.DataFrame(rows, columns=list(levels))


def test_three_words_move_an_outcome_but_in_no_direction() -> None:
    """From easy to listed, to risk and back to easy: +1, +2 and -3, 2 either way, and 0 on average
    only since the path closes."""
    points = walks(order=ORDERS, wip=[1, 3])
    values = points["order"].map({"easy": 0.0, "listed": 1.0, "risk": 3.0}) - 0.1 * points["wip"]
    found = morris(Response(points, pd.DataFrame({1: values})))
    order = found.effects.set_index("factor").loc["order"]
    assert order["mu_star"] == pytest.approx(2)
    assert np.isnan(order[["mu", "sigma"]].to_numpy(float)).all()
    said = statements(found)[0]
    assert "over its range, or from one word to another" in said
    assert "order 2.0 (1.5 to 2.4); wip" in said
    assert "wip 0.20 (0.20 to 0.20), -0.20 as it rises." in said
    shown = {row["factor"]: row for row in display_table(found)}
    assert (shown["order"]["as it rises"], shown["order"]["spread"]) == ("–", "–")


@pytest.mark.parametrize("two", [["stepwise", "whole"], [False, True]])
def test_of_two_words_the_second_stands_in_for_rising(two: list[Any]) -> None:
    """There and back again the effect is the same, +5 for the second: it depends on nothing else."""
    points = walks(release=two, wip=[1, 3])
    values = pd.DataFrame({1: 5.0 * (points["release"] == two[1])})
    found = morris(Response(points, values))
    release = found.effects.set_index("factor").loc["release"]
    assert (release["mu"], release["sigma"]) == (5, 0)
    assert f", +5.0 at {two[1]} in place of {two[0]}." in statements(found)[0]
    assert display_table(found)[0]["as it rises"] == f"5.0 at {two[1]}"


# --- one at a time, and differences ----------------------------------------------------------


def test_a_tornado_by_hand() -> None:
    """The middle is 10 and 12; with `a` at 2 the same seeds give 15 and 18, so 5 and 6 more."""
    points = pd.DataFrame({"a": [1, 2, 0, 1, 1], "order": ["x", "x", "x", "y", "z"]})
    values = pd.DataFrame([[10, 12], [15, 18], [9, 11], [10, 12], [12, 14]])
    found = tornado(lead(points, values))
    rows = found.swings.set_index(["factor", "value"])
    assert found.middle == 11
    assert rows.loc[("a", 2), "change"] == 5.5
    assert [rows.loc[("a", 0), name] for name in ("change", "low", "high")] == [-1, -1, -1]
    assert rows.loc[("order", "y"), "change"] == 0
    assert list(found.swings["factor"]) == ["a", "a", "order", "order"]
    assert "A at 0 in place of 1: -1.0 person-weeks (95 % interval -1.0 to -1.0)." in statements(
        found
    )
    with pytest.raises(BadInput, match="one-at-a-time"):
        tornado(lead(pd.DataFrame({"a": [0, 0, 1, 1], "b": [0, 1, 0, 1]}), np.ones((4, 2))))


def test_differences_between_rollouts_by_hand() -> None:
    """At `a` = 0 the pilots lead by 1, 2 and 3: on average 2, ± 4.3027 · 1 / √3."""
    points = pd.DataFrame({"a": [0, 1]})
    found = differences(lead(points, [[1.0, 2.0, 3.0], [-4.0, -4.0, -4.0]])).table
    first, second = found.to_dict("records")
    assert (first["difference"], first["cases"], first["higher"]) == (2, 3, 3)
    assert first["low"] == pytest.approx(2 - 4.302653 / 3**0.5)
    assert not first["significant"]
    assert (second["difference"], second["significant"], second["lower"]) == (-4, True, 3)


def test_differences_between_levels_pair_what_is_otherwise_equal() -> None:
    """Going from easy to hard costs 5 at any size, which itself brings 100."""
    points = pd.DataFrame({"order": ["easy", "hard"] * 2, "size": [1, 1, 2, 2]})
    values = pd.DataFrame([[10.0, 12], [5, 7], [110, 112], [105, 107]])
    order, size = differences(Response(points, values)).table.to_dict("records")
    assert (order["level"], order["against"], order["difference"]) == ("hard", "easy", -5)
    assert (size["level"], size["against"], size["difference"]) == ("2", "1", 100)
    assert order["low"] == order["high"] == -5


def test_on_points_drawn_by_chance_nothing_is_otherwise_equal() -> None:
    points = pd.DataFrame(np.random.default_rng(1).random((20, 2)), columns=["a", "b"])
    with pytest.raises(BadInput, match="differ in one factor alone"):
        differences(Response(points, points))
    parts = differences(lead(points, points)).table
    assert list(parts.groupby("factor")["cases"].sum()) == [20, 20]


# --- regime maps -----------------------------------------------------------------------------


def on_grid(steps: int) -> pd.DataFrame:
    places = np.linspace(0, 1, steps)
    x, y = np.meshgrid(places, places)
    return pd.DataFrame({"x": x.ravel(), "y": y.ravel()})


@pytest.mark.parametrize("common", [0.0, 0.3])
def test_the_boundary_is_found_and_the_uncertain_band_holds_it(common: float) -> None:
    """Pilots lead by x + y - 1: the boundary runs from corner to corner."""
    points = on_grid(6)
    values = noisy(points["x"] + points["y"] - 1, seeds=30, scale=0.3, common=common)
    found = regimes(lead(points, values), "x", "y")
    line = np.arange(found.x.size)
    along = found.x.size - 1 - line, line
    inside = (found.low[along] <= 0.5) & (found.high[along] >= 0.5)
    assert inside.mean() > 0.9
    assert found.low[-1, -1] > 0.9
    assert found.high[0, 0] < 0.1
    assert len(found.cells) == 36
    assert found.cells["agrees"].mean() > 0.9


def test_noise_that_points_share_widens_the_band() -> None:
    points = on_grid(6)
    gap = points["x"] + points["y"] - 1
    band = []
    for own, common in ((0.5, 0.0), (0.1, 0.49)):
        found = regimes(lead(points, noisy(gap, 30, own, common)), "x", "y")
        band.append(float(((found.low <= 0.5) & (found.high >= 0.5)).mean()))
    assert band[1] > 1.2 * band[0]


def test_where_a_rollout_always_wins_nothing_is_open() -> None:
    points = on_grid(5)
    found = regimes(lead(points, np.ones((25, 20))), "x", "y")
    assert found.low.min() > 0.5
    assert found.overall == 1
    assert "in 25 of 25 cells" in " ".join(statements(found))


def test_less_is_better_for_a_cost_and_a_tie_is_half() -> None:
    points = on_grid(3)
    found = regimes(lead(points, np.full((9, 4), -1.0), "cost"), "x", "y")
    assert found.overall == 1
    assert found.event == "pilots costs less than big_bang"
    assert regimes(lead(points, np.zeros((9, 4))), "x", "y").overall == 0.5


def test_a_map_wants_two_factors_that_are_numbers_and_vary() -> None:
    points = pd.DataFrame({"size": [1, 2], "same": [1, 1], "order": ["a", "b"]})
    with pytest.raises(BadInput) as refusal:
        regimes(lead(points, np.ones((2, 2))), "sise", "order")
    assert "did you mean 'size'?" in str(refusal.value)
    assert "takes words" in str(refusal.value)
    with pytest.raises(BadInput, match="one value only"):
        regimes(lead(points, np.ones((2, 2))), "size", "same")


# --- discovery -------------------------------------------------------------------------------


def planted(points: int, seed: int, inside: float = 0.9, outside: float = 0.1) -> Response:
    """Pilots lose where trust is below 0.4 and the change larger than 20; five factors are idle."""
    chance = np.random.default_rng(seed)
    table = pd.DataFrame(chance.random((points, 6)), columns=["trust", "size", *"cdef"])
    table["size"] = 3 + 37 * table["size"]
    table["order"] = np.array(["easy", "risky", "mixed"])[chance.integers(0, 3, points)]
    loses = np.where((table["trust"] < 0.4) & (table["size"] > 20), inside, outside)
    return lead(table, np.where(chance.random((points, 4)) < loses[:, None], -1.0, 1.0))


def test_a_planted_box_is_found_and_holds_on_points_it_has_not_seen() -> None:
    found = discover(planted(600, seed=1))
    asked = {one.factor: one for one in found.box.restrictions}
    assert set(asked) == {"trust", "size"}
    assert asked["trust"].high == pytest.approx(0.4, abs=0.04)
    assert asked["size"].low == pytest.approx(20, abs=1.5)
    assert found.holds
    tried = found.summary.iloc[1]
    assert tried["low"] <= 0.9 <= tried["high"]
    assert tried["coverage"] > 0.6
    sentence = statements(found)[0]
    assert "size is at least" in sentence
    assert "pilots has a lower net value than big_bang in 88 %" in sentence


def test_nothing_is_found_in_pure_noise() -> None:
    found = [discover(planted(160, seed, inside=0.3, outside=0.3)) for seed in range(8)]
    assert sum(one.holds for one in found) <= 1
    empty = next(one for one in found if not one.box.restrictions)
    assert statements(empty)[0].startswith("No rule says when pilots has a lower net value")


def test_a_rule_that_fits_accidents_only_is_said_not_to_hold() -> None:
    """Half of the points know the rule, the other half contradict it."""
    points = pd.DataFrame({"trust": np.tile(np.linspace(0, 1, 50), 2)})
    held_out = discover(lead(points, np.where(points["trust"] < 0.4, -1.0, 1.0)[:, None])).points
    loses = (points["trust"] < 0.4) & ~held_out["held_out"] | (points["trust"] > 0.6) & held_out[
        "held_out"
    ]
    found = discover(lead(points, np.where(loses, -1.0, 1.0)[:, None]))
    assert found.box.restrictions
    assert not found.holds
    assert statements(found)[0].startswith("No rule holds.")


def test_a_rule_of_words() -> None:
    chance = np.random.default_rng(2)
    points = pd.DataFrame(
        {"order": np.array(["easy", "risky", "mixed"])[chance.integers(0, 3, 200)]}
    )
    points["other"] = chance.random(200)
    found = discover(lead(points, np.where(points["order"] == "easy", 1.0, -1.0)[:, None]))
    assert found.box.restrictions[0].words is not None
    assert set(found.box.restrictions[0].words) == {"risky", "mixed"}
    assert found.summary.iloc[1]["density"] == found.summary.iloc[1]["coverage"] == 1


def test_points_of_a_sobol_design_that_repeat_one_another_are_left_out() -> None:
    points = ishigami_points(32)
    assert list(independent(points)[:4]) == [0, 4, 5, 9]
    found = discover(lead(points, np.where(points["x1"] > 0, -1.0, 1.0)[:, None]))
    assert len(found.points) == 64
    assert found.holds


def test_too_few_points_and_nothing_to_tell_are_refused() -> None:
    points = pd.DataFrame({"a": np.linspace(0, 1, 60)})
    with pytest.raises(BadInput, match="happens at none alike"):
        discover(lead(points, np.ones((60, 2))))
    with pytest.raises(BadInput, match="needs 40 points"):
        discover(lead(points[:30], np.ones((30, 2))))
    assert discover(lead(points, points[["a"]]), "below", 0.3).holds


@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-3, 1e6), seed=st.integers(0, 50))
@settings(max_examples=50, deadline=None)
def test_a_rounded_box_holds_the_same_points(low: float, width: float, seed: int) -> None:
    values = low + width * np.random.default_rng(seed).random(40)
    points = pd.DataFrame({"a": values})
    first, last = np.sort(values)[[8, 30]]
    box = Box((Restriction("a", float(first), float(last)),))
    assert (rounded(box, points).holds(points) == box.holds(points)).all()


# --- responses and designs --------------------------------------------------------------------


def runs_of(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["point", "rollout", "seed", "weeks_to_50", "error"])


def test_a_response_pairs_by_seed_and_leaves_failed_runs_out() -> None:
    """Never is the longest time: never against 30 is later, never against never is equal."""
    rows = [
        (0, "pilots", 1, 20.0, None), (0, "big_bang", 1, 30.0, None),
        (0, "pilots", 2, np.nan, None), (0, "big_bang", 2, 30.0, None),
        (1, "pilots", 1, np.nan, None), (1, "big_bang", 1, np.nan, None),
        (1, "pilots", 2, np.nan, "ran out of memory"), (1, "big_bang", 2, 30.0, None),
    ]  # fmt: skip
    points = pd.DataFrame({"a": [0.0, 1.0]}, index=pd.RangeIndex(2, name="point"))
    found = response(points, runs_of(rows), "weeks_to_50", "pilots", "big_bang")
    assert found.values.to_numpy().tolist()[0] == [-10, np.inf]
    assert found.values.to_numpy()[1, 0] == 0
    assert np.isnan(found.values.to_numpy()[1, 1])
    assert found.title == f"{OUTCOMES['weeks_to_50'].label}, pilots less big_bang"


def test_seeds_that_points_do_not_share_are_told_apart_by_place() -> None:
    rows = [
        (point, "pilots", 10 * point + seed, 1.0, None) for point in range(3) for seed in (1, 2)
    ]
    points = pd.DataFrame({"a": range(3)}, index=pd.RangeIndex(3, name="point"))
    assert response(points, runs_of(rows), "weeks_to_50", "pilots").values.shape == (3, 2)


def test_all_names_that_are_unknown_are_said_at_once() -> None:
    rows = runs_of([(0, "pilots", 1, 1.0, None)])
    with pytest.raises(BadInput) as refusal:
        response(pd.DataFrame({"a": [0]}), rows, "weeks_to_5", "pilot")
    assert "did you mean 'pilots'?" in str(refusal.value)
    assert "did you mean 'weeks_to_50'?" in str(refusal.value)


def test_designs_are_recognised_from_their_points() -> None:
    grid = on_grid(4)
    assert is_grid(grid)
    assert blocks(grid) is None
    assert trajectories(grid) is None
    assert star(grid) is None
    assert blocks(ishigami_points(8, second_order=True)) is not None
    assert not is_grid(ishigami_points(8))


# --- shares ----------------------------------------------------------------------------------


@given(count=st.integers(0, 50), more=st.integers(1, 50))
def test_a_share_lies_in_its_interval(count: int, more: int) -> None:
    share, low, high = wilson(count, count + more)
    assert 0 <= low <= share <= high <= 1


def test_rows_of_a_group_that_agree_count_as_fewer() -> None:
    """Ten copies of each row, known to be copies, say no more than the rows themselves."""
    chance = np.random.default_rng(1)
    design = np.column_stack([np.ones(200), chance.normal(size=200)])
    won = (chance.random(200) < 0.5).astype(float)
    copies, group = np.tile(design, (10, 1)), np.tile(np.arange(200), 10)
    alone, together = fitted(design, won), fitted(copies, np.tile(won, 10), group)
    assert together.errors == pytest.approx(alone.errors, rel=0.15)
    assert fitted(copies, np.tile(won, 10)).errors == pytest.approx(
        alone.errors / 10**0.5, rel=0.05
    )
