"""The phase maps: in which changes the big bang is better, by size of change and coordination cost."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from winsim.inference import Fit, fitted, wilson
from winsim.numerics.arrays import Floats
from winsim.validation.audit.priors import prior_named
from winsim.validation.audit.results import big_bang_won

if TYPE_CHECKING:
    import pandas as pd


ACROSS, UP = prior_named("size"), prior_named("coordination")
"""The two priors that the map is drawn over."""
COLUMNS, ROWS = 4, 3
"""Cells of the map, each with equal chances under the priors."""
FINE = 81
"""Points of the fitted surface along each side."""
CERTAIN = 0.95
"""Confidence of a cell's own interval, and of all cells' wide intervals together."""


@dataclass(frozen=True)
class PhaseMap:
    """Where the big bang has a higher net value than the pilots, and where the pilots."""

    points: "pd.DataFrame"
    """One row a case: size, coordination, and whether the big bang `won`."""
    cells: "pd.DataFrame"
    """One row a cell: its bounds, `cases`, `won`, `share` with its 95 % interval (`low`, `high`),
    the interval that holds for all cells together (`wide_low`, `wide_high`), and who is `better`
    by it (empty where it includes a tie)."""
    size: Floats  # (k,) weeks
    coordination: Floats  # (m,) ratio
    share: Floats  # (m, k) fitted share of changes in which the big bang is better
    low: Floats  # (m, k) lower end of its 95 % interval
    high: Floats  # (m, k)
    fit: Fit
    """On a constant, the logarithm of size, coordination, their product, and the square of the first,
    in standard deviations of their priors."""


def phase_maps(cases: "pd.DataFrame") -> "dict[str, PhaseMap]":
    """Make one map for each answer to who runs two ways side by side, which decides most.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        The maps of the cases in which each `team` does by itself, and of those in which the
        `organisation` does as a whole.
    """
    shared = cases["shared_system"].astype(bool)
    return {"team": phase_map(cases[~shared]), "organisation": phase_map(cases[shared])}


def phase_map(cases: "pd.DataFrame") -> PhaseMap:
    """Make the map of cases, with its boundary where the fitted share crosses a half.

    It is not a `winsim.analysis.regimes` map, which holds for any two factors: it knows the priors,
    so that cells have equal chances and bounds that do not move with the cases; its surface bends
    with size alone, and its verdicts hold for all cells at once.

    Args:
        cases: a row a case, as in `Audit.cases`.

    Returns:
        The cases as points, `COLUMNS` × `ROWS` cells with what was counted in them, and the fitted
        surface on a grid of `FINE` × `FINE`, with its 95 % interval.
    """
    points = cases[["size", "coordination"]].assign(won=big_bang_won(cases))
    x, y = points["size"].to_numpy(), points["coordination"].to_numpy()
    fit = fitted(_design(x, y), points["won"].to_numpy())
    size, coordination = (prior.values(np.linspace(0, 1, FINE)) for prior in (ACROSS, UP))
    wide, tall = np.meshgrid(size, coordination)
    surface = fit.shares(_design(wide.ravel(), tall.ravel()))
    share, low, high = (values.reshape(wide.shape) for values in surface)
    return PhaseMap(points, _cells(points), size, coordination, share, low, high, fit)


def _design(size: Floats, coordination: Floats) -> Floats:
    """Rows of a constant, size, coordination, their product and size squared, shape (n, 5)."""
    x, y = ACROSS.standardized(size), UP.standardized(coordination)
    return np.column_stack([np.ones(x.size), x, y, x * y, x**2])


def _cells(points: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    sides = ACROSS.values(np.linspace(0, 1, COLUMNS + 1))
    heights = UP.values(np.linspace(0, 1, ROWS + 1))
    return pd.DataFrame(
        _cell(points, (sides[column], sides[column + 1]), (heights[row], heights[row + 1]))
        for row in range(ROWS)
        for column in range(COLUMNS)
    )


def _cell(
    points: "pd.DataFrame", sizes: tuple[float, float], costs: tuple[float, float]
) -> dict[str, object]:
    inside = points["size"].between(*sizes, inclusive="left") & points["coordination"].between(
        *costs, inclusive="left"
    )
    cases, won = int(inside.sum()), int(points.loc[inside, "won"].sum())
    share, low, high = wilson(won, cases, CERTAIN)
    _, wide_low, wide_high = wilson(won, cases, 1 - (1 - CERTAIN) / (COLUMNS * ROWS))
    return {
        "size_from": sizes[0], "size_to": sizes[1],
        "coordination_from": costs[0], "coordination_to": costs[1],
        "cases": cases, "won": won, "share": share, "low": low, "high": high,
        "wide_low": wide_low, "wide_high": wide_high,
        "better": "big_bang" if wide_low > 0.5 else "pilots" if wide_high < 0.5 else "",
    }  # fmt: skip
