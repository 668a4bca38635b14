"""Scenario discovery: a rule that says when something happens, found on one half and tried on the other.

Half of the points find the rule; the other half, which it has not seen, say how good it is, so that
a rule which only fits the accidents of its points is not believed.
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
"""Points beneath which no rule is looked for."""


@dataclass(frozen=True)
class Discovery:
    """A rule, if there is one, and how it does on the points that found it and on the others."""

    box: Box
    """What the rule asks; nothing, where none was found."""
    holds: bool
    """Whether it happens more often inside than overall on the points held out, beyond chance."""
    summary: pd.DataFrame
    """A row for the points that found the rule and one for those `held_out`: how many `points`,
    the share in which it happens `overall`, how many points are `inside`, the `density` (share inside
    in which it happens) with a 95 % interval (`low`, `high`), and the `coverage` (share of all that
    happens which lies inside)."""
    restrictions: pd.DataFrame
    """A row a restriction, the weightiest first: what it asks, and the density on the points held out
    if it is `left_out`."""
    trajectory: pd.DataFrame
    """A row a box on the way: restricted factors, and `size`, `density` and `coverage` on either half
    (`held_out_…`)."""
    points: pd.DataFrame
    """The factors, in what share it `happens`, whether the point was `held_out` and is `inside`."""
    response: Response
    side: Side
    than: float


def discover(response: Response, side: Side | None = None, than: float = 0.0) -> Discovery:
    """When a value lies on a side of another; without a side, when a rollout is worse than its baseline.

    Raises BadInput where there are too few points, or it happens at all of them or at none.
    """
    side, response = side or _worse_side(response), response.independent
    points = response.points[response.read]
    happens = indicator(response, side, than)[response.read].mean(axis=1).to_numpy(np.float64)
    _refuse_unfit(response, happens)
    held_out = _every_other(len(points))
    known, truth = points[~held_out], happens[~held_out]
    boxes = peeled(known, truth)
    box = rounded(best(boxes, known, truth), known)
    inside = box.holds(points)
    summary = pd.DataFrame(
        {"held_out": tried} | _half(inside, happens, held_out == tried) for tried in (False, True)
    )
    tried = summary.iloc[1]
    return Discovery(
        box=box,
        holds=bool(box.restrictions) and bool(tried["low"] > tried["overall"]),
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
            f"needs {FEWEST} points drawn independently, and {happens.size} have responses; "
            "extend the sweep, or sweep with a Latin hypercube"
        )
    elif happens.min() == happens.max():
        often = "at all points" if happens.max() else "at none"
        remedy = f"happens {often} alike, so there is nothing to tell; ask with --below or --above"
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
    """What the rule asks, one by one, and what it would be without."""
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
