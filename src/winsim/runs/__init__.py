"""Scenario × rollouts × seeds: runs on the same organisations with the same luck, as tidy tables."""

from winsim.runs.living import Lived, live
from winsim.runs.simulating import Interrupted, Progress, outcomes_of, simulate
from winsim.runs.tables import Runs

__all__ = ["Interrupted", "Lived", "Progress", "Runs", "live", "outcomes_of", "simulate"]
