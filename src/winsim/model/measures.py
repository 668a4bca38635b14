"""The weekly measures, and what is read off the record of a run.

`weeks` is a run's record, a row a week with a field a measure, shape (W + 1,); row 0 is the start.
Units of the measures stand in `MEASURES`.
"""

from typing import NamedTuple

import numpy as np

from winsim.model.rules.adoption import EXACT
from winsim.numerics.arrays import (
    FLOAT,
    Floats,
    Rows,
)


class Measure(NamedTuple):
    """What is recorded of every week: its unit, which values there can be, and what it means."""

    unit: str
    values: str
    meaning: str


SHARE, WHOLE = "0 to 1", "whole number, at least 0"
DECLARED_SHARE = "at least 0; above 1 only where steps turn out to be worth more than was declared"


MEASURES = {
    "aware": Measure("share of people", SHARE, "people who have heard of the change"),
    "adopted": Measure("share of people", SHARE, "people who work the new way"),
    "committed": Measure(
        "share of people", SHARE, "people who work the new way and are convinced of it"
    ),
    "belief": Measure("0 to 1", SHARE, "mean belief of people that the change works here"),
    "trust": Measure("0 to 1", SHARE, "mean trust of people in leadership"),
    "fatigue": Measure("0 to 1", SHARE, "mean change fatigue of people"),
    "efficacy": Measure("0 to 1", SHARE, "mean efficacy of teams, their belief in themselves"),
    "perceived": Measure("share of the change", SHARE, "progress by what is visible"),
    "strategic": Measure(
        "share of the change", DECLARED_SHARE, "progress by the value of what is in use"
    ),
    "wins": Measure("wins", WHOLE, "steps that teams won in the week"),
    "setbacks": Measure("setbacks", WHOLE, "flaws found and promises broken in the week"),
    "cost": Measure("person-weeks", "at least 0", "work spent in the week"),
    "benefit_share": Measure("share of the full benefit", DECLARED_SHARE, "benefit of the week"),
    "support": Measure("0 to 1", SHARE, "the sponsor's support"),
    "budget": Measure("person-weeks", "number or inf", "budget left; inf without a limit"),
    "political_capital": Measure("political capital", "number", "political capital of leadership"),
    "active_teams": Measure("teams", WHOLE, "teams at work on the change"),
    "waves_opened": Measure("waves", WHOLE, "waves opened so far"),
}
"""The weekly measures by name, in the order of their columns."""


WEEKLY = np.dtype([(measure, FLOAT) for measure in MEASURES], align=True)
"""The record of a week: one field a measure."""


def measured(weeks: Rows, name: str) -> Floats:
    """One measure week by week.

    Args:
        weeks: the record.
        name: one of `MEASURES`.

    Returns:
        Its values, shape (W + 1,): a view, which a run that goes on still fills.
    """
    values: Floats = weeks[name]
    return values


def at_end(weeks: Rows, name: str) -> float:
    """A measure in the last week of the record; `name` as in `measured`."""
    return float(measured(weeks, name)[-1])


def total(weeks: Rows, name: str) -> float:
    """The sum of a measure over all weeks; meant for what a week brings, such as `cost` and `wins`."""
    return float(measured(weeks, name).sum())


def weeks_to(weeks: Rows, share: float) -> float:
    """Find the first week in which a share of the people works the new way.

    Args:
        weeks: the record.
        share: of all people, in [0, 1]; reached within rounding.

    Returns:
        The week, 0 for the start; NaN if it is never reached.
    """
    reached = np.flatnonzero(measured(weeks, "adopted") >= share - EXACT)
    return float(reached[0]) if reached.size else float("nan")
