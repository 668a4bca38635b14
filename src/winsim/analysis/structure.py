"""Designs, recognised from their points alone, so that a table from anywhere can be analysed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats
from winsim.problems import BadInput, Problem

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Blocks:
    """A Sobol design (`saltelli2010`): two draws, and the first with one factor of the second."""

    base: Places  # (N,) rows of the first draw
    other: Places  # (N,) rows of the second
    mixed: Places  # (N, k) rows of the first with factor j of the second


@dataclass(frozen=True)
class Trajectories:
    """A Morris design (`morris1991`): paths on which each factor moves once, one after the other."""

    before: Places  # (R, k) rows before factor j moves
    after: Places  # (R, k) rows after it


def is_grid(points: pd.DataFrame) -> bool:
    """Whether the points are every combination of the factors' values, each once.

    Args:
        points: a row a point, in any order; a column a factor.
    """
    combinations = np.prod([float(points[name].nunique()) for name in points.columns])
    return bool(combinations == len(points)) and not points.duplicated().any()


def independent(points: pd.DataFrame) -> Places:
    """The points that were drawn, or chosen, independently of one another.

    Args:
        points: a row a point, a column a factor, in the order in which the design made them.

    Returns:
        Numbers of rows, ascending: both draws of a Sobol design, the first points of a Morris design's
        trajectories, and all points of any other design.
    """
    if (saltelli := blocks(points)) is not None:
        return np.sort(np.concatenate([saltelli.base, saltelli.other]))
    if (paths := trajectories(points)) is not None:
        return np.asarray(paths.before.min(axis=1))
    return np.arange(len(points))


@dataclass(frozen=True)
class Star:
    """One factor at a time: a middle, and points that differ from it in one factor each."""

    middle: int
    arms: dict[str, Places]
    """The other rows by factor, from the lowest value to the highest."""


def codes(points: pd.DataFrame) -> Floats:
    """Points as numbers, (p, k); words are numbered as they first appear."""
    columns = [_coded(points[name]) for name in points.columns]
    return np.column_stack(columns) if columns else np.zeros((len(points), 0))


def _coded(column: pd.Series) -> Floats:
    if is_numeric(column):
        return column.to_numpy(np.float64)
    return pd.factorize(column)[0].astype(np.float64)


def is_numeric(column: pd.Series) -> bool:
    """Whether a factor has an order: numbers have, words and yes or no have not."""
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def blocks(points: pd.DataFrame) -> Blocks | None:
    """The blocks of a Sobol design (`saltelli2010`) as SALib draws it, with second order or without.

    Args:
        points: a row a point, a column a factor, (p, k), in the order in which they were drawn.

    Returns:
        The rows of each block, or None where the points are no such design of two blocks or more.
    """
    x = codes(points)
    rows, k = x.shape
    for step in (k + 2, 2 * k + 2):
        if k and rows >= 2 * step and not rows % step and _is_saltelli(x.reshape(-1, step, k)):
            first = np.arange(0, rows, step)
            return Blocks(first, first + step - 1, first[:, None] + 1 + np.arange(k))
    return None


def _is_saltelli(x: Floats) -> bool:
    """Whether each block, (step, k), holds two draws and the first with each factor exchanged."""
    k = x.shape[2]
    exchanged = np.eye(k, dtype=bool)
    base, other = x[:, :1], x[:, -1:]
    mixed = bool((x[:, 1 : k + 1] == np.where(exchanged, other, base)).all())
    if x.shape[1] == k + 2 or not mixed:
        return mixed
    return bool((x[:, k + 1 : -1] == np.where(exchanged, base, other)).all())


def trajectories(points: pd.DataFrame) -> Trajectories | None:
    """The trajectories of a Morris design (`morris1991`) as SALib draws it.

    Args:
        points: a row a point, a column a factor, (p, k), in the order in which they were drawn.

    Returns:
        The rows of each trajectory, or None where the points are no such design of two factors or more
        and two trajectories or more.
    """
    x = codes(points)
    rows, k = x.shape
    if k < 2 or rows < 2 * (k + 1) or rows % (k + 1):
        return None
    moved = np.diff(x.reshape(-1, k + 1, k), axis=1) != 0
    if not ((moved.sum(axis=1) == 1).all() and (moved.sum(axis=2) == 1).all()):
        return None
    before = np.arange(0, rows, k + 1)[:, None] + moved.argmax(axis=1)
    return Trajectories(before, before + 1)


def star(points: pd.DataFrame) -> Star | None:
    """The middle and the arms of a one-at-a-time design.

    Args:
        points: a row a point, in any order; a column a factor.

    Returns:
        The middle, which has the most frequent value of every factor (of one factor: the first row),
        and the other rows by factor; None where some row differs from it in more than one factor.
    """
    x = codes(points)
    if len(x) < 2:
        return None
    middle = _middle(x)
    away = x != x[middle]
    if (np.delete(away, middle, axis=0).sum(axis=1) != 1).any():
        return None
    arms = {str(name): np.flatnonzero(away[:, j]) for j, name in enumerate(points.columns)}
    ordered = {
        name: rows[np.argsort(x[rows, j], kind="stable")]
        for j, (name, rows) in enumerate(arms.items())
    }
    return Star(middle, {name: rows for name, rows in ordered.items() if rows.size})


def _middle(x: Floats) -> int:
    """The first row with the most frequent value of every factor; of one factor, the first row."""
    modes = np.array([_most_frequent(column) for column in x.T])
    return int((x == modes).all(axis=1).argmax()) if x.shape[1] > 1 else 0


def _most_frequent(column: Floats) -> float:
    values, counts = np.unique(column, return_counts=True)
    return float(values[counts.argmax()])


def wrong_design(analysis: str, needs: str, instead: str) -> BadInput:
    """The refusal of an analysis whose design the points do not have, for the caller to raise.

    Args:
        analysis: its name in `ANALYSES`.
        needs: the design that it needs, with its article.
        instead: what to do instead: the remedy, as in `sweep with a design …`.
    """
    remedy = f"needs {needs}, and these points are none; {instead}"
    return BadInput(Problem("", "analysis", analysis, remedy))


def refuse_few(analysis: str, parts: str, complete: NDArray[np.bool_], fewest: int) -> None:
    """Refuse an analysis of a design of which too little was simulated.

    Args:
        analysis: its name in `ANALYSES`.
        parts: what the design is made of, in the plural: `trajectories`.
        complete: which of its N parts have values at all points, (N,).
        fewest: how many are needed.

    Raises:
        BadInput: where fewer are complete.
    """
    there = int(complete.sum())
    if there < fewest:
        remedy = (
            f"only {there} of {complete.size} {parts} are complete, and {fewest} are needed; "
            "finish the sweep, retry its failed runs, or extend it"
        )
        raise BadInput(Problem("", "analysis", analysis, remedy))
