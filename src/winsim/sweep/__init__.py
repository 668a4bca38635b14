"""Sweeps: an experiment lived, kept in a folder that survives what goes wrong."""

from winsim.sweep.results import Results, results
from winsim.sweep.sweeping import sweep

__all__ = ["Results", "results", "sweep"]
