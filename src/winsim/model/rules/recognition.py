"""Recognition: what a celebration is felt as. Source: thaler1985 (diminishing sensitivity), form ours."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import log


@compiled
def celebrated(strength: float) -> float:
    """The strength with which a recognised win is felt: beyond one it grows only by its logarithm."""
    return 1.0 + log(strength) if strength > 1.0 else strength
