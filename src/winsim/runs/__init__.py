"""Scenario × rollouts × seeds: runs in the same organisations with the same chance events, as tables."""
