"""Teams over many runs: adopters and wins summed up as runs are finished."""

from typing import TYPE_CHECKING

import numpy as np

from winsim.organisation.organisation import Organisation
from winsim.model.state import Counts, Record

if TYPE_CHECKING:
    from pandas import DataFrame


class TeamPool:
    """Adopters and wins by week and team, summed over the runs of one rollout.

    Teams are the same in every run: luck moves ties and traits, not names and sizes.
    """

    def __init__(self, who: Organisation, record: Record) -> None:
        self.who, self.runs = who, 0
        self.adopters: Counts = np.zeros(record.team_adopters.shape, dtype=np.int64)
        self.wins: Counts = np.zeros(record.team_wins.shape, dtype=np.int64)

    def add(self, record: Record) -> None:
        """Add a run."""
        self.runs += 1
        self.adopters += record.team_adopters
        self.wins += record.team_wins

    def table(self, rollout: str) -> "DataFrame":
        """The rows of the rollout in the table of teams: means over runs."""
        import pandas as pd

        weeks, sizes = self.adopters.shape[0], self.who.team_sizes
        return pd.DataFrame(
            {
                "rollout": rollout,
                "team": np.repeat(self.who.team_names, weeks),
                "people": np.repeat(sizes.astype(float), weeks),
                "week": np.tile(np.arange(weeks), sizes.size),
                "adopted": (self.adopters / (sizes * self.runs)).T.ravel(),
                "wins": (self.wins / self.runs).T.ravel(),
            }
        )
