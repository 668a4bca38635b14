"""The quantiles of the normal distribution, without loading SciPy for them.

The rational approximations are those of Cephes (Moshier 1989), summed in its order: the numbers are
those of `scipy.special.ndtri`, with a relative error of about 1e-15.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.compiling import compiled, entry_point, part

CENTRE = 0.13533528323661269189
"""Below exp(-2), and above one minus it, lie the tails."""
FAR = 8.0
NEAREST = 1e-12
"""Shares are held so far from 0 and 1."""
ROOT_OF_2_PI = 2.50662827463100050242

# fmt: off
CENTRE_ABOVE = (
    -5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1,
    1.39312609387279679503e1, -1.23916583867381258016e0,
)
CENTRE_BELOW = (
    1.0, 1.95448858338141759834e0, 4.67627912898881538453e0, 8.63602421390890590575e1,
    -2.25462687854119370527e2, 2.00260212380060660359e2, -8.20372256168333339912e1,
    1.59056225126211695515e1, -1.18331621121330003142e0,
)
NEAR_ABOVE = (
    4.05544892305962419923e0, 3.15251094599893866154e1, 5.71628192246421288162e1,
    4.40805073893200834700e1, 1.46849561928858024014e1, 2.18663306850790267539e0,
    -1.40256079171354495875e-1, -3.50424626827848203418e-2, -8.57456785154685413611e-4,
)
NEAR_BELOW = (
    1.0, 1.57799883256466749731e1, 4.53907635128879210584e1, 4.13172038254672030440e1,
    1.50425385692907503408e1, 2.50464946208309415979e0, -1.42182922854787788574e-1,
    -3.80806407691578277194e-2, -9.33259480895457427372e-4,
)
FAR_ABOVE = (
    3.23774891776946035970e0, 6.91522889068984211695e0, 3.93881025292474443415e0,
    1.33303460815807542389e0, 2.01485389549179081538e-1, 1.23716634817820021358e-2,
    3.01581553508235416007e-4, 2.65806974686737550832e-6, 6.23974539184983293730e-9,
)
FAR_BELOW = (
    1.0, 6.02427039364742014255e0, 3.67983563856160859403e0, 1.37702099489081330271e0,
    2.16236993594496635890e-1, 1.34204006088543189037e-2, 3.28014464682127739104e-4,
    2.89247864745380683936e-6, 6.79019408009981274425e-9,
)
# fmt: on


@compiled
def polynomial(x: float, coefficients: Any) -> float:
    """Evaluate a polynomial by Horner's rule.

    Args:
        x: where.
        coefficients: a tuple of numbers, that of the highest power first.
    """
    total: float = coefficients[0]
    for place in range(1, len(coefficients)):
        total = total * x + coefficients[place]
    return total


@compiled
def quantile(share: float) -> float:
    """The value below which a standard normal number stays with a given chance.

    Args:
        share: the chance, in (0, 1); the ends are not guarded here, as they are in `quantiles`.

    Returns:
        The quantile, in standard deviations from the mean.
    """
    above = share > 1.0 - CENTRE
    tail = 1.0 - share if above else share
    if tail > CENTRE:
        y = tail - 0.5
        y2 = y * y
        bent = y2 * polynomial(y2, CENTRE_ABOVE) / polynomial(y2, CENTRE_BELOW)
        return (y + y * bent) * ROOT_OF_2_PI
    x = math.sqrt(-2.0 * math.log(tail))
    z = 1.0 / x
    if x < FAR:
        bent = z * polynomial(z, NEAR_ABOVE) / polynomial(z, NEAR_BELOW)
    else:
        bent = z * polynomial(z, FAR_ABOVE) / polynomial(z, FAR_BELOW)
    out = (x - math.log(x) / x) - bent
    return out if above else -out


@part
def fill(shares: Any, values: Any) -> None:
    """Put the quantile of each share into `values`, same shape (n,)."""
    for place in range(shares.size):
        values[place] = quantile(min(max(shares[place], NEAREST), 1.0 - NEAREST))


_fill = entry_point(fill)


def quantiles(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantiles of a standard normal distribution.

    Args:
        shares: the chances to stay below them, in [0, 1], shape (n,); they are held `NEAREST` away
            from 0 and 1.

    Returns:
        The quantiles, shape (n,).
    """
    values = np.empty_like(shares)
    _fill(shares, values)
    return values
