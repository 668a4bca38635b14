"""Scenario discovery (`bryant_lempert2010`): a rule that says when something happens.

One half of the points finds the rule; the other half, which is held out, says how good it is, so that
a rule that only fits the accidents of its points is not believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.analysis.prim import Box, Mask, best, beyond_size, peeled, rounded
from winsim.analysis.response import Response, Side, indicator
from winsim.inference import wilson
from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem

FEWEST = 40
"""No rule is looked for with fewer points."""


@dataclass(frozen=True)
class Discovery:
    """A rule, if there is one, and how it does on the points that found it and on the others."""

    box: Box
    """The rule's restrictions; none, where none was found."""
    holds: bool
    """Whether it happens more often inside than overall on the points held out, beyond chance."""
    summary: pd.DataFrame
    """A row for the points that found the rule and one for those `held_out`: how many `points`,
    the share in which it happens `overall`, how many points are `inside`, the `density` (share inside
    in which it happens) with a 95 % interval (`low`, `high`), and the `coverage` (share of all that
    happens which lies inside)."""
    restrictions: pd.DataFrame
    """A row a restriction, the weightiest first: its range or `words`, and the density on the points held
    out if it is `left_out`."""
    trajectory: pd.DataFrame
    """A row a box on the way: restricted factors, and `size`, `density` and `coverage` on either half
    (`held_out_…`)."""
    points: pd.DataFrame
    """The factors, in what share it `happens`, whether the point was `held_out` and is `inside`."""
    response: Response
    side: Side
    than: float


def discover(response: Response, side: Side | None = None, than: float = 0.0) -> Discovery:
    """A rule that says when a value lies on a side of another, found by PRIM (`friedman_fisher1999`).

    Args:
        response: values at 40 points or more; of points that depend on one another, the independent
            ones are used.
        side: above or below; None is where a rollout is worse than its baseline.
        than: the value on whose side the response lies, in the outcome's stored unit.

    Returns:
        The rule, whether it holds on the points held out, and how it was found. A rule without
        restrictions says that none was found.

    Raises:
        BadInput: where there are too few points, or it happens at all of them alike.

    Example:
        >>> import numpy as np
        >>> import pandas as pd
        >>> from winsim.analysis.response import Response
        >>> points = pd.DataFrame(np.random.default_rng(1).random((200, 2)), columns=["a", "idle"])
        >>> values = pd.DataFrame({1: points["a"] - 0.7})
        >>> result = discover(Response(points, values), "above")
        >>> result.holds, result.box.in_words()
        (True, 'a is at least 0.68')
    """
    side, response = side or _worse_side(response), response.independent
    points = response.points[response.available]
    happens = indicator(response, side, than)[response.available].mean(axis=1).to_numpy(np.float64)
    _refuse_unfit(response, happens)
    held_out = _every_other(len(points))
    seen, truth = points[~held_out], happens[~held_out]
    boxes = peeled(seen, truth)
    box = rounded(best(boxes, seen, truth), seen)
    inside = box.holds(points)
    summary = pd.DataFrame(
        {"held_out": half} | _half(inside, happens, held_out == half) for half in (False, True)
    )
    others = summary.iloc[1]
    return Discovery(
        box=box,
        holds=bool(box.restrictions) and bool(others["low"] > others["overall"]),
        summary=summary,
        restrictions=_restrictions(box, points[held_out], happens[held_out]),
        trajectory=_trajectory(boxes, points, happens, held_out),
        points=points.assign(happens=happens, held_out=held_out, inside=inside),
        response=response,
        side=side,
        than=than,
    )


def _worse_side(response: Response) -> Side:
    return "above" if response.outcome.better == "lower" else "below"


def _refuse_unfit(response: Response, happens: Floats) -> None:
    remedy = ""
    if happens.size < FEWEST:
        remedy = (
            f"needs {FEWEST} points drawn independently, and {happens.size} have values; "
            "extend the sweep, or sweep with a Latin hypercube"
        )
    elif happens.min() == happens.max():
        often = "at all points" if happens.max() else "at none"
        remedy = (
            f"happens {often} alike, so there is no rule; choose another value with below or above"
        )
    if remedy:
        raise BadInput(Problem("", "analysis", "discover", remedy))


def _every_other(count: int) -> NDArray[np.bool_]:
    """Half of the points, drawn once and for all, so that a design's own order does not matter."""
    held_out = np.zeros(count, dtype=bool)
    held_out[np.random.default_rng(count).permutation(count)[: count // 2]] = True
    return held_out


def _half(inside: Mask, happens: Floats, half: Mask) -> dict[str, Any]:
    within = happens[inside & half]
    density, low, high = wilson(float(within.sum()), within.size)
    whole = float(happens[half].sum())
    return {
        "points": int(half.sum()),
        "overall": float(happens[half].mean()),
        "inside": within.size,
        "density": density,
        "low": low,
        "high": high,
        "coverage": float(within.sum()) / whole if whole else np.nan,
    }


def _restrictions(box: Box, points: pd.DataFrame, happens: Floats) -> pd.DataFrame:
    """The restrictions one by one, and the density without each."""
    rows = []
    for one in box.restrictions:
        wider = box.without(one.factor).holds(points)
        left_out = float(happens[wider].mean()) if wider.any() else np.nan
        words = "" if one.words is None else ", ".join(map(str, one.words))
        ends = {"low": one.low, "high": one.high} if one.words is None else {}
        rows.append({"factor": one.factor, **ends, "words": words, "left_out": left_out})
    columns = ["factor", "low", "high", "words", "left_out"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("left_out", kind="stable", ignore_index=True)


def _trajectory(
    boxes: list[Box], points: pd.DataFrame, happens: Floats, held_out: Mask
) -> pd.DataFrame:
    rows = []
    for box in boxes:
        row: dict[str, Any] = {"factors": len(box.restrictions)}
        for prefix, half in (("", ~held_out), ("held_out_", held_out)):
            inside, truth = box.holds(points[half]), happens[half]
            row[f"{prefix}size"] = float(inside.mean())
            row[f"{prefix}density"] = float(truth[inside].mean()) if inside.any() else np.nan
            row[f"{prefix}coverage"] = beyond_size(inside, truth) + float(inside.mean())
        rows.append(row)
    return pd.DataFrame(rows)
