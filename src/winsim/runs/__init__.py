"""Scenario × rollouts × seeds: runs on the same organisations with the same luck, as tidy tables."""

from winsim.runs.living import Lived, live, lives
from winsim.runs.simulating import Interrupted, outcomes_of, simulate
from winsim.runs.tables import Ledger, Runs, outcomes

__all__ = [
    "Interrupted",
    "Ledger",
    "Lived",
    "Runs",
    "live",
    "lives",
    "outcomes",
    "outcomes_of",
    "simulate",
]
