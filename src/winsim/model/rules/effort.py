"""Effort: how much of its capacity a team really gives. Source: repenning2002 (reinforcement)."""

from winsim.numerics.compiling import compiled


@compiled
def effort(adopters: float, floor: float, protected: float) -> float:
    """The share of its capacity that a team gives the change, in [0, 1].

    It rises from `floor`, where nobody has adopted, to one, where all have (`adopters` is a share).
    Management can keep a team free to give `protected` at least. Idle at floor 1.
    """
    return max(floor + (1.0 - floor) * adopters, protected)
