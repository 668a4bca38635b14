"""The progress curve: each doubling takes the same share off the work. Source: wright1936."""

from math import log2


def unit_cost(unit: int, exponent: float) -> float:
    """The cost of the n-th unit, that of the first being one: n^-b, wright1936."""
    return float(unit**-exponent)


def rate(exponent: float) -> float:
    """What is left of the cost at each doubling, 2^-b: .8 on an 80 % curve; wright1936."""
    return float(2.0**-exponent)


def exponent(rate: float) -> float:
    """The exponent b of a curve with that rate: -log2(rate); wright1936."""
    return -log2(rate)
