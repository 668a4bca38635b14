"""The model laid beside theory, beside published results, and beside its own fairness."""
