"""The results of a sweep as tidy tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment import Experiment


@dataclass(frozen=True)
class Results:
    """What a sweep gave.

    `points` has a row for each point, indexed by `point`, and a column for each factor; `runs` one
    for each point, rollout and seed (in this order), with the columns `point`, `rollout`, `seed`,
    the outcomes, `cancelled`, `ended`, `error` and `command`. A run that failed has no outcomes,
    its error, and the command that relives it.
    """

    experiment: Experiment
    points: pd.DataFrame
    runs: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """The runs with their factors beside them: one table, for tools that want one."""
        return self.runs.join(self.points, on="point")


def results(folder: str | Path) -> Results:
    """The results in a folder of a sweep, finished or not."""
    raise NotImplementedError
