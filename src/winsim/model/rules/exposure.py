"""Social exposure: how many of those one listens to have adopted. Source: granovetter1978."""

from winsim.numerics.compiling import compiled


@compiled
def exposure(adopters: float, degree: float, own: float) -> float:
    """The weighted share of colleagues who have adopted, in [0, 1].

    `own` is the weight of oneself in the denominator: 0 (Watts 2002), or that of one tie
    (Granovetter 1978, where thresholds count heads of the whole crowd). Without ties it is 0.
    """
    total = degree + own
    return adopters / total if total > 0.0 else 0.0
