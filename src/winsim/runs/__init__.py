"""Scenario × rollouts × seeds: runs on the same organisations with the same luck, as tidy tables."""
