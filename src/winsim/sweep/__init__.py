"""Sweeps: an experiment lived, kept in a folder that survives what goes wrong."""
