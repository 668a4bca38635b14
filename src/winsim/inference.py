"""Statistical inference: intervals of means and of shares, a sign test, a logistic regression.

Sources: Student's t interval (Student 1908), Wilson's interval of a share (Wilson 1927), the exact sign
test (Dixon and Mood 1946), logistic regression with normal priors (a ridge penalty), and design
effects of grouped rows (Rao and Scott 1984).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats

CONFIDENCE = 0.95
"""Confidence level of every interval, unless another is stated."""
LOOSE = 5.0
"""Standard deviation of the normal prior on each coefficient, in log-odds, unless stated otherwise: so
wide that it only matters where one rollout wins everywhere, and no finite coefficient fits best."""
Z = 1.959963984540054
"""Standard errors to either end of a 95 % interval."""


def wilson(count: float, cases: int, confidence: float = 0.95) -> tuple[float, float, float]:
    """A share and its interval (Wilson's score interval); NaN where there are no cases.

    Args:
        count: in how many cases it is so, from 0 to `cases`. Cases that are themselves shares may be
            counted in part; the interval is then too wide rather than too narrow.
        cases: how many independent cases there are.
        confidence: confidence level, in (0, 1).

    Returns:
        The share, the lower and the upper end, each in [0, 1].

    >>> share, low, high = wilson(9, 10)
    >>> round(share, 3), round(low, 3), round(high, 3)
    (0.9, 0.596, 0.982)
    """
    from scipy.special import ndtri

    if not cases:
        return np.nan, np.nan, np.nan
    share, square = count / cases, float(ndtri((1 + confidence) / 2)) ** 2 / cases
    centre = (share + square / 2) / (1 + square)
    reach = np.sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    return share, max(0.0, centre - float(reach)), min(1.0, centre + float(reach))


@dataclass(frozen=True)
class Fit:
    """A fitted logistic regression: its coefficients in log-odds, and their covariance."""

    coefficients: Floats  # (k,)
    covariance: Floats  # (k, k)

    @property
    def errors(self) -> Floats:
        """Standard errors of the coefficients, shape (k,)."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def shares(self, design: Floats) -> tuple[Floats, Floats, Floats]:
        """The expected share and its 95 % interval for each row of a design.

        The interval is normal in log-odds, so that its ends stay within [0, 1].

        Args:
            design: rows with the columns that were fitted, shape (m, k).

        Returns:
            The share, the lower and the upper end, each of shape (m,).
        """
        from scipy.special import expit

        centre = design @ self.coefficients
        reach = Z * np.sqrt(np.einsum("ij,jk,ik->i", design, self.covariance, design))
        return expit(centre), expit(centre - reach), expit(centre + reach)


def fitted(
    design: Floats, won: Floats, group: NDArray[np.int64] | None = None, loose: float = LOOSE
) -> Fit:
    """Logistic regression with a normal prior on each coefficient: the posterior mode.

    Args:
        design: one row a case, shape (m, k); a column of ones gives an intercept.
        won: whether it was so in each case, or in what share of it, shape (m,), in [0, 1].
        group: numbers of what rows have in common besides the design (an organisation, a seed),
            shape (m,). Where rows of a group agree more than chance would have it, the covariance
            is widened by their design effects (Rao and Scott 1984).
        loose: standard deviation of the prior, in log-odds.

    Returns:
        The coefficients with their covariance.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    ridge = np.eye(design.shape[1]) / loose**2

    def loss(b: Floats) -> float:
        odds = design @ b
        return float(np.logaddexp(0, odds).sum() - won @ odds + b @ ridge @ b / 2)

    def slope(b: Floats) -> Floats:
        return np.asarray(design.T @ (expit(design @ b) - won) + ridge @ b)

    def curvature(b: Floats) -> Floats:
        share = expit(design @ b)
        return np.asarray(design.T @ (design * (share * (1 - share))[:, None]) + ridge)

    start = np.zeros(design.shape[1])
    best = minimize(loss, start, jac=slope, hess=curvature, method="trust-exact").x
    covariance = np.asarray(np.linalg.inv(curvature(best)), dtype=np.float64)
    if group is not None:
        pulls = design * (won - expit(design @ best))[:, None]
        covariance = _widened(covariance, pulls, group)
    return Fit(best, covariance)


def _widened(covariance: Floats, pulls: Floats, group: NDArray[np.int64]) -> Floats:
    """A covariance with the design effects of Rao and Scott (1984), none of them beneath 1.

    `pulls`, (m, k), say how far each row pulls at the coefficients. What groups pull in common gives
    the usual covariance robust to them; it is not believed where it is narrower than that of rows
    without groups, as it would be with few of them.
    """
    together = np.zeros((int(group.max()) + 1, pulls.shape[1]))
    np.add.at(together, group, pulls)
    count = np.unique(group).size
    root = np.linalg.cholesky(covariance)
    spread = root.T @ (together.T @ together) @ root * count / max(1, count - 1)
    effects, directions = np.linalg.eigh(spread)
    turned = root @ directions
    return np.asarray(turned * np.maximum(effects, 1.0) @ turned.T)


def half_width(
    values: Sequence[float] | Floats, confidence: float = CONFIDENCE, least_deviation: float = 0.0
) -> float:
    """Half the width of Student's t interval of a mean.

    Args:
        values: independent observations, shape (n,).
        confidence: confidence level, in (0, 1).
        least_deviation: the standard deviation that is assumed where the observed one is smaller,
            in the unit of the values: values that happen to agree are not known exactly.

    Returns:
        Half the width, in the unit of the values; infinite for fewer than two.
    """
    from scipy.special import stdtrit

    observed = np.asarray(values, dtype=np.float64)
    if observed.size < 2:
        return float("inf")
    error = max(float(observed.std(ddof=1)), least_deviation) / np.sqrt(observed.size)
    return float(stdtrit(observed.size - 1, (1 + confidence) / 2)) * float(error)


def mean_interval(
    differences: Floats, confidence: float = CONFIDENCE
) -> tuple[float, float, float]:
    """The mean of paired differences and its interval (Student's t); NaN where undefined.

    Student's t is chosen over the bootstrap because it has a closed form, so that anybody can
    check it, and because means of a hundred paired differences are close to normal.

    Args:
        differences: one a pair, shape (n,); none may be NaN.
        confidence: confidence level, in (0, 1).

    Returns:
        Mean, lower end and upper end, in the unit of the differences.

    >>> mean, low, high = mean_interval(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    >>> round(mean, 2), round(low, 2), round(high, 2)
    (3.0, 1.04, 4.96)
    """
    if differences.size < 2:
        return float(differences.mean()) if differences.size else np.nan, np.nan, np.nan
    mean, reach = float(differences.mean()), half_width(differences, confidence)
    return mean, mean - reach, mean + reach


def sign_test(higher: int, lower: int) -> float:
    """The two-sided p-value of an exact sign test.

    Args:
        higher: in how many pairs the difference is positive; ties are left out.
        lower: in how many it is negative.

    Returns:
        The probability of so uneven a split or a more uneven one by chance, in (0, 1]; 1 without pairs.

    >>> sign_test(higher=9, lower=1)
    0.021484375
    """
    if abs(higher - lower) <= 1:
        return 1.0
    from scipy.special import bdtr

    return min(1.0, 2 * float(bdtr(min(higher, lower), higher + lower, 0.5)))
