"""What is read off the record of a run.

`weeks` is a run's record, a row a week with a field a measure, shape (W + 1,); row 0 is the start.
"""

import numpy as np

from winsim.model.rules.adoption import EXACT
from winsim.numerics.arrays import Floats, Rows


def measured(weeks: Rows, name: str) -> Floats:
    """One measure week by week.

    Args:
        weeks: the record.
        name: one of `winsim.model.state.MEASURES`.

    Returns:
        Its values, shape (W + 1,): a view, which a run that goes on still fills.
    """
    values: Floats = weeks[name]
    return values


def at_end(weeks: Rows, name: str) -> float:
    """A measure in the last week of the record."""
    return float(measured(weeks, name)[-1])


def total(weeks: Rows, name: str) -> float:
    """The sum of a measure over all weeks."""
    return float(measured(weeks, name).sum())


def weeks_to(weeks: Rows, share: float) -> float:
    """The first week in which that share of people, in [0, 1], works the new way; NaN if never."""
    reached = np.flatnonzero(measured(weeks, "adopted") >= share - EXACT)
    return float(reached[0]) if reached.size else float("nan")
