"""Runs of several rollouts with the same luck, compared pair by pair."""

from winsim.compare.comparison import Comparison, compare
from winsim.compare.outcome import OUTCOMES, Outcome
from winsim.compare.readable import differences_table, outcomes_table, tidy_table
from winsim.compare.statements import statements

__all__ = [
    "OUTCOMES",
    "Comparison",
    "Outcome",
    "compare",
    "differences_table",
    "outcomes_table",
    "statements",
    "tidy_table",
]
