"""Distributions that the model draws from, tested against analysis."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from verification import distributions as made
from verification import plots
from verification.distributions import Comparison
from winsim.figures.style import figure_of, save

SURE = 1e-3
MAKERS: dict[str, tuple[Callable[[int], Comparison], int]] = {
    "draws": (made.uniform_draws, 20_000),
    "thresholds": (made.thresholds, 50),
    "degrees": (made.degrees, 50),
    "waiting": (made.waiting_times, 400),
    "bass": (made.bass_adopters, 3000),
    "flaws": (made.flaws, 4000),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_few_cases_agree_with_analysis(name: str) -> None:
    make, cases = MAKERS[name]
    found = make(max(2, cases // 20))
    assert found.chances.sum() == pytest.approx(1.0, abs=1e-6)
    assert found.p_value > SURE


@pytest.mark.slow
@pytest.mark.parametrize("name", MAKERS)
def test_many_cases_agree_with_analysis(name: str) -> None:
    make, cases = MAKERS[name]
    assert make(cases).p_value > SURE


def test_a_wrong_distribution_would_be_seen() -> None:
    places = np.arange(5.0)
    counts = np.array([30.0, 20, 20, 20, 10])
    assert Comparison("", "", places, counts, np.full(5, 0.2)).p_value > SURE
    assert Comparison("", "", places, counts * 5, np.full(5, 0.2)).p_value < SURE


def test_distributions_are_drawn(tmp_path: Path) -> None:
    save(figure_of(plots.distributions(made.comparisons(0.01))), tmp_path / "all.png")
    assert (tmp_path / "all.png").stat().st_size > 20_000
