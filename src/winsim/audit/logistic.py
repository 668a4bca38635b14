"""Logistic regression: which share is to be expected where, and how sure one can be of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOOSE = 5.0
"""Standard deviation of the normal prior on each coefficient, in log-odds: so wide that it only
matters where one rollout wins everywhere, and no finite coefficient fits best."""
Z = 1.959963984540054
"""Standard errors to either end of a 95 % interval."""


@dataclass(frozen=True)
class Fit:
    """Coefficients in log-odds, and their covariance."""

    coefficients: Floats  # (k,)
    covariance: Floats  # (k, k)

    @property
    def errors(self) -> Floats:
        """Standard errors of the coefficients, shape (k,)."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def shares(self, design: Floats) -> tuple[Floats, Floats, Floats]:
        """The expected share and its 95 % interval for each row of a design, shape (m, k)."""
        from scipy.special import expit

        centre = design @ self.coefficients
        reach = Z * np.sqrt(np.einsum("ij,jk,ik->i", design, self.covariance, design))
        return expit(centre), expit(centre - reach), expit(centre + reach)


def fitted(design: Floats, won: Floats) -> Fit:
    """The most plausible coefficients for rows of a design, shape (m, k), and who won, 0 or 1."""
    from scipy.optimize import minimize
    from scipy.special import expit

    ridge = np.eye(design.shape[1]) / LOOSE**2

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
    return Fit(best, np.asarray(np.linalg.inv(curvature(best)), dtype=np.float64))
