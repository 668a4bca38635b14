"""Social exposure: how many of those one listens to have adopted. Sources: granovetter1978, tucker2008."""

from winsim.numerics.compiling import compiled


@compiled
def example(weight: int, standing: float) -> int:
    """What a tie weighs as an example, in the fixed point of `weight`.

    `standing`, at least 0, is how much more the example of whoever it leads to counts. Idle at 1.
    """
    return int(weight * standing + 0.5)


@compiled
def exposure(adopters: float, degree: float, own: float) -> float:
    """The weighted share of colleagues who have adopted, in [0, 1].

    `own` is the weight of oneself in the denominator: 0 (Watts 2002), or that of one tie
    (Granovetter 1978, where thresholds count heads of the whole crowd). Without ties it is 0.
    """
    total = degree + own
    return adopters / total if total > 0.0 else 0.0
