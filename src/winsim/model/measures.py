"""What is read off a run: one function an outcome.

`weeks` is a run's record, a row a week with a field a measure, shape (W + 1,); row 0 is the start.
"""

import numpy as np

from winsim.model.rules.adoption import EXACT
from winsim.numerics.arrays import Floats, Rows


def measured(weeks: Rows, name: str) -> Floats:
    """One measure week by week, shape (W + 1,); a view, which a run that goes on still fills."""
    values: Floats = weeks[name]
    return values


def at_end(weeks: Rows, name: str) -> float:
    """A measure in the last week."""
    return float(measured(weeks, name)[-1])


def total(weeks: Rows, name: str) -> float:
    """The sum of a measure over all weeks."""
    return float(measured(weeks, name).sum())


def weeks_to(weeks: Rows, share: float) -> float:
    """The first week in which that share of people works the new way; NaN if never."""
    reached = np.flatnonzero(measured(weeks, "adopted") >= share - EXACT)
    return float(reached[0]) if reached.size else float("nan")


def gap_peak(weeks: Rows) -> float:
    """The largest lead of perceived over strategic progress."""
    return float((measured(weeks, "perceived") - measured(weeks, "strategic")).max())


def peak_fatigue(weeks: Rows) -> float:
    """The highest mean fatigue of any week."""
    return float(measured(weeks, "fatigue").max())


def lowest_trust(weeks: Rows) -> float:
    """The lowest mean trust of any week."""
    return float(measured(weeks, "trust").min())


def benefit(weeks: Rows, price: float, people: int) -> float:
    """What the change was worth, in person-weeks, at `price` per employee and week of full benefit."""
    return price * people * total(weeks, "benefit_share")


def outcomes(weeks: Rows, price: float, people: int) -> dict[str, float]:
    """All outcomes of a run that its record holds, by name."""
    gained, cost = benefit(weeks, price, people), total(weeks, "cost")
    return {
        "adoption": at_end(weeks, "adopted"),
        "commitment": at_end(weeks, "committed"),
        "weeks_to_10": weeks_to(weeks, 0.1),
        "weeks_to_50": weeks_to(weeks, 0.5),
        "weeks_to_90": weeks_to(weeks, 0.9),
        "strategic": at_end(weeks, "strategic"),
        "perceived": at_end(weeks, "perceived"),
        "gap_peak": gap_peak(weeks),
        "peak_fatigue": peak_fatigue(weeks),
        "lowest_trust": lowest_trust(weeks),
        "belief": at_end(weeks, "belief"),
        "trust": at_end(weeks, "trust"),
        "cost": cost,
        "benefit": gained,
        "net_value": gained - cost,
        "wins": total(weeks, "wins"),
        "setbacks": total(weeks, "setbacks"),
    }
