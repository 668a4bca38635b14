"""At how many points of a sweep a rollout stands still in most of its runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from winsim.experiment.chunks import read_columns
from winsim.experiment.folder import chunk_files
from winsim.model.state import ENDINGS

if TYPE_CHECKING:
    import pandas as pd

READ = ("point", "rollout", "standstill")
"""Columns of the runs that are read."""


def standstill_statements(folder: Path) -> list[str]:
    """Where rollouts stand still in more than half of the runs, in sentences.

    Runs that were ended without having stood still before do not count as standing still.

    Args:
        folder: the folder of a sweep, whether all of it is simulated or not.

    Returns:
        A sentence for each such rollout; none where nothing stands still in most runs of any point.

    Raises:
        BadInput: where a file was cut short.
    """
    import pandas as pd

    runs = list(_runs(folder))
    if not runs:
        return []
    share = pd.concat(runs).groupby(["rollout", "point"], sort=False)["stuck"].mean()
    most = share > 0.5
    points = most.groupby("rollout", sort=False).agg(["sum", "size"])
    return [_said(str(rollout), *row) for rollout, *row in points.itertuples() if row[0]]


def _runs(folder: Path) -> Iterator[pd.DataFrame]:
    """The runs of each chunk that says what stands still: rollout, point, and whether it is stuck."""
    for path in chunk_files(folder):
        runs = read_columns(path, READ).to_pandas()
        if "standstill" in runs:
            yield runs.assign(stuck=is_stuck(runs))


def is_stuck(runs: pd.DataFrame) -> pd.Series:
    """Whether each run of a table stands still, and was not ended without having done so before."""
    return ~runs["standstill"].fillna("").isin(ENDINGS)


def _said(rollout: str, stuck: int, points: int) -> str:
    return (
        f"{rollout} stands still in most runs at {stuck} of {points} points: there it is not worse, "
        "it is stuck."
    )
