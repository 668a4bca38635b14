"""Exponential, logarithm and their kin, equal to the last bit on every machine.

`math.exp` differs between processors in its last bit and never vectorises. These polynomials use
only additions, multiplications and bit patterns, so compiled, interpreted, and on any CPU they
give the same number. They are summed as trees, not as chains, which a processor does sooner.
"""

import math

import numpy as np

from winsim.numerics.compiling import compiled

LOG2_E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
SQRT_HALF = 0.7071067811865476


@compiled
def exp(x: float) -> float:
    """e to the x, relative error below 1e-14; x is held within ±700."""
    x = min(max(x, -700.0), 700.0)
    power = math.floor(x * LOG2_E + 0.5)
    r = (x - power * LN2_HIGH) - power * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + r2 * (1 / 2 + r * (1 / 6))
    middle = (1 / 24 + r * (1 / 120)) + r2 * (1 / 720 + r * (1 / 5040))
    high = (1 / 40320 + r * (1 / 362880)) + r2 * (1 / 3628800 + r * (1 / 39916800))
    p = low + r4 * (middle + r4 * high)
    scale = (np.int64(power) + np.int64(1023)) << np.int64(52)
    return p * np.int64(scale).view(np.float64)


@compiled
def log(x: float) -> float:
    """Natural logarithm of a positive x, absolute error below 1e-14; smaller x counts as 1e-300."""
    bits = np.float64(max(x, 1e-300)).view(np.int64)
    power = float((bits >> np.int64(52)) - np.int64(1023))
    mantissa = np.int64((bits & np.int64(0xFFFFFFFFFFFFF)) | np.int64(1023 << 52)).view(np.float64)
    half = mantissa * 0.5
    below = half < SQRT_HALF
    m = mantissa if below else half
    power = power if below else power + 1.0
    t = (m - 1.0) / (m + 1.0)
    s = t * t
    s2 = s * s
    s4 = s2 * s2
    low = (1 / 3 + s * (1 / 5)) + s2 * (1 / 7 + s * (1 / 9))
    middle = (1 / 11 + s * (1 / 13)) + s2 * (1 / 15 + s * (1 / 17))
    p = low + s4 * (middle + s4 * (1 / 19 + s * (1 / 21)))
    return power * LN2_HIGH + (2.0 * t + (2.0 * t * s * p + power * LN2_LOW))


@compiled
def logistic(x: float) -> float:
    """The probability, in (0, 1), whose log-odds are x: 1 / (1 + e^-x); the reverse of `logit`."""
    return 1.0 / (1.0 + exp(-x))


@compiled
def logit(p: float) -> float:
    """The log-odds of a probability, which is held within 1e-12 of 0 and 1."""
    p = min(max(p, 1e-12), 1.0 - 1e-12)
    return log(p / (1.0 - p))


@compiled
def power(base: float, exponent: float) -> float:
    """A positive base to any exponent; a base below 1e-300 counts as that."""
    return exp(exponent * log(base))
