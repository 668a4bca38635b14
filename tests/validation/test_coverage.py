"""Intervals of differences hold the mean that they are for as often as they say."""

from pathlib import Path

import numpy as np
import pytest

from verification import plots
from verification.coverage import OUTCOMES, Coverage, coverage, covered
from winsim.figures.style import figure_of, save
from winsim.runs.differences import Values
from winsim.runs.outcomes import OUTCOMES as DECLARED

NAMES = ("big_bang", "pilots")


def blocks_of_normal_differences(count: int, size: int) -> list[Values]:
    """Comparisons whose differences are normal, so that Student's t is exact."""
    luck = np.random.default_rng(1)
    return [
        {name: {NAMES[0]: np.zeros(size), NAMES[1]: luck.normal(1, 2, size)} for name in DECLARED}
        for _ in range(count)
    ]


def test_students_interval_of_normal_differences_holds_in_nineteen_of_twenty() -> None:
    found = covered(blocks_of_normal_differences(2000, 8), NAMES, 40)
    for one in found:
        assert one.share[1] < 0.95 < one.share[2], one


def test_intervals_that_are_too_narrow_would_be_seen() -> None:
    # As if eight seeds were 32, by counting each four times: half as wide, held in two of three.
    narrow: list[Values] = [
        {
            name: {one: np.tile(values, 4) for one, values in by.items()}
            for name, by in block.items()
        }
        for block in blocks_of_normal_differences(300, 8)
    ]
    assert all(one.share[2] < 0.85 for one in covered(narrow, NAMES, 40))


def test_a_few_comparisons_of_simulated_rollouts() -> None:
    found = coverage(blocks=12, size=10, jobs=1)
    assert [one.outcome for one in found] == list(OUTCOMES)
    assert all(one.held >= 8 for one in found)
    censored = {one.outcome: one.censored for one in found}
    assert 0 < censored["weeks_to_50"] < censored["weeks_to_90"] < 1


@pytest.mark.slow
def test_two_thousand_comparisons_of_simulated_rollouts() -> None:
    for one in coverage(jobs=2):
        assert 0.93 <= one.share[0] <= 0.97, one


def test_coverage_is_drawn(tmp_path: Path) -> None:
    found = [Coverage(name, 1890, 2000, 0.25) for name in OUTCOMES]
    save(figure_of(plots.coverages(found)), tmp_path / "coverage.png")
    assert (tmp_path / "coverage.png").stat().st_size > 10_000
