"""Runs of several rollouts with the same luck, compared pair by pair."""
