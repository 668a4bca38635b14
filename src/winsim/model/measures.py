"""What is read off the record of a run.

`weeks` is a run's record, shape (W + 1, number of measures); row 0 is the start.
"""

import numpy as np

from winsim.model.rules.adoption import EXACT
from winsim.model.state import MEASURES
from winsim.numerics.arrays import Floats

COLUMN = {name: place for place, name in enumerate(MEASURES)}


def measured(weeks: Floats, name: str) -> Floats:
    """One measure week by week, shape (W + 1,)."""
    return weeks[:, COLUMN[name]]


def at_end(weeks: Floats, name: str) -> float:
    """A measure in the last week."""
    return float(measured(weeks, name)[-1])


def total(weeks: Floats, name: str) -> float:
    """The sum of a measure over all weeks."""
    return float(measured(weeks, name).sum())


def weeks_to(weeks: Floats, share: float) -> float:
    """The first week in which that share of people works the new way; NaN if never."""
    reached = np.flatnonzero(measured(weeks, "adopted") >= share - EXACT)
    return float(reached[0]) if reached.size else float("nan")
