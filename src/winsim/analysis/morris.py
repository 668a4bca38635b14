"""Morris screening: which factors matter at all, for few runs.

An elementary effect (`morris1991`) is what an outcome gains per whole range of a factor (between words,
per change of word), measured at one place while the other factors stand still. `mu` is the average over
places, `mu_star` that of absolute effects (`campolongo2007`), `sigma` their standard deviation: how much
the effect depends on the place, through curvature or interactions. They are SALib's numbers, but that an
effect is divided by the step that was taken rather than the step that was planned, so that factors in
whole numbers are right too, and that words have no direction where there are more than two of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from winsim.analysis.response import Response
from winsim.analysis.structure import (
    Trajectories,
    is_numeric,
    refuse_few,
    trajectories,
    wrong_design,
)
from winsim.analysis.variance import VarianceShares, variance_shares
from winsim.inference import CONFIDENCE
from winsim.numerics.arrays import Floats

Ranges = Mapping[str, tuple[float, float]]
RESAMPLES = 1000
FEWEST = 4
"""Trajectories beneath which an average says nothing."""


@dataclass(frozen=True)
class ElementaryEffects:
    """Elementary effects (`morris1991`), summed up over trajectories."""

    effects: pd.DataFrame
    """A row a factor, the largest first: `mu`, `mu_star` with its 95 % interval (`low`, `high`),
    `sigma`, and `noise`, the absolute effect that chance alone would show (NaN with one seed), all in
    the outcome's unit per whole range of the factor. Of two words, or no and yes, they are the effects of
    the second in place of the first (`two_words`); of more words, which have no order, `mu` and `sigma`
    are NaN. `significant` says whether the interval lies above the noise, or above zero where one seed
    cannot tell."""
    response: Response
    variance: VarianceShares
    used: int
    """Trajectories that were complete."""
    left_out: int


def morris(response: Response, ranges: Ranges | None = None, seed: int = 1) -> ElementaryEffects:
    """The elementary effects of a response (`morris1991`), with intervals from resampling trajectories.

    Args:
        response: values on a Morris design, its points in the order in which SALib draws them.
        ranges: lowest and highest value of factors; those of the points stand in for what is not there.
        seed: of the resampling; the same one gives the same intervals.

    Returns:
        A row a factor, in the outcome's stored unit per whole range of the factor, and the shares of
        variance due to seeds. Trajectories in which some point has no value are left out.

    Raises:
        BadInput: where the points are no Morris design, too few trajectories are complete, or some
            value is infinite.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> path = [(0, 0), (1, 0), (1, 1)]
        >>> points = pd.DataFrame(path * 4, columns=["a", "b"])
        >>> values = pd.DataFrame({1: 5 * points["a"] - 2 * points["b"]})
        >>> morris(Response(points, values)).effects[["factor", "mu"]].to_dict("records")
        [{'factor': 'a', 'mu': 5.0}, {'factor': 'b', 'mu': -2.0}]
    """
    design = trajectories(response.points)
    if design is None:
        instead = "sweep with a design `morris`, or ask for `differences` or `discover`"
        raise wrong_design("morris", "a Morris design", instead)
    there = response.available
    complete = np.asarray((there[design.before] & there[design.after]).all(axis=1))
    refuse_few("morris", "trajectories", complete, FEWEST)
    response.refuse_infinite()
    effects, noise = _effects(response, design, _steps(response, design, ranges or {}))
    table = _table(response.points, effects[complete], noise[complete], seed)
    used = int(complete.sum())
    return ElementaryEffects(
        table, response, variance_shares(response.values), used, complete.size - used
    )


def two_words(column: pd.Series) -> tuple[str, str] | None:
    """The two values of a factor in words, or of no and yes, in the order of the alphabet.

    Args:
        column: the factor's values.

    Returns:
        None where there are more of them, and so no direction, or where they are numbers.
    """
    words = sorted({str(value) for value in column})
    return None if is_numeric(column) or len(words) != 2 else (words[0], words[1])


def _steps(response: Response, design: Trajectories, ranges: Ranges) -> Floats:
    """Which part of a factor's whole range each step takes, (R, k); a step between words is 1 or -1."""
    steps = np.ones(design.before.shape)
    for j, name in enumerate(response.points.columns):
        column = response.points[name]
        if (words := two_words(column)) is not None:
            back = column.astype(str).to_numpy()[design.after[:, j]] == words[0]
            steps[back, j] = -1.0
        if is_numeric(column):
            values = column.to_numpy(np.float64)
            low, high = ranges.get(name, (float(values.min()), float(values.max())))
            if name in response.by_ratio:
                values, low, high = np.log(values), np.log(low), np.log(high)
            steps[:, j] = (values[design.after[:, j]] - values[design.before[:, j]]) / (high - low)
    return steps


def _effects(response: Response, design: Trajectories, steps: Floats) -> tuple[Floats, Floats]:
    """Each elementary effect, and the absolute one that chance alone would show there, (R, k) each."""
    values = response.values.to_numpy(np.float64)
    gains = values[design.after] - values[design.before]
    there = ~np.isnan(gains)
    count = there.sum(axis=2)
    effects = np.where(there, gains, 0).sum(axis=2) / np.maximum(count, 1)
    deviations = np.where(there, gains - effects[..., None], 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt((deviations**2).sum(axis=2) / (count * (count - 1)))
    absolute = np.sqrt(2 / np.pi) * error  # the mean of |z| for a normal z
    return effects / steps, np.where(count > 1, absolute, np.nan) / np.abs(steps)


def _table(points: pd.DataFrame, effects: Floats, noise: Floats, seed: int) -> pd.DataFrame:
    absolute, count = np.abs(effects), len(effects)
    directed = [is_numeric(points[name]) or two_words(points[name]) is not None for name in points]
    signed = np.where(directed, effects, np.nan)
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(drawn @ absolute / count, (tail, 1 - tail), axis=0)
    floor = noise.mean(axis=0)
    table = pd.DataFrame(
        {
            "factor": [str(name) for name in points],
            "mu": signed.mean(axis=0),
            "mu_star": absolute.mean(axis=0),
            "low": low,
            "high": high,
            "sigma": signed.std(axis=0, ddof=1),
            "noise": floor,
            "significant": low > np.nan_to_num(floor),
        }
    )
    return table.sort_values("mu_star", ascending=False, kind="stable", ignore_index=True)
