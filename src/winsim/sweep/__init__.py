"""Sweeps: an experiment lived, kept in a folder that survives what goes wrong."""

from winsim.sweep.results import Results, results

__all__ = ["Results", "results"]
