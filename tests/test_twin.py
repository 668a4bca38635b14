"""The kernel against its twin in plain Python: the same weeks, the same people, the same end."""
