"""How fast the model is, beside its peers and beside C: `python -m benchmarks` measures and writes it down.

Every figure is a ratio of two things measured in turn, several times, in one process on one machine;
where two of them live the same weeks, their results are compared first.
"""
