"""The fairness audit: whether each rollout wins where it should, over an ensemble of changes."""
