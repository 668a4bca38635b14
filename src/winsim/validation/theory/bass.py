"""Growth from innovation and imitation. Sources: bass1969, srinivasan1986 (least squares).

`p` is the hazard of innovation and `q` that of imitation, per unit of time; shares are of the market,
from 0 to 1.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

Floats = NDArray[np.float64]


def recursion(p: float, q: float, steps: int) -> list[float]:
    """The share that has adopted after 0, 1, … steps: F(t+1) = F(t) + (p + q·F(t))·(1 - F(t)), bass1969.

    Args:
        p: hazard of innovation per step.
        q: hazard of imitation per step.
        steps: how many.

    Returns:
        steps + 1 shares, the first 0.
    """
    shares = [0.0]
    for _ in range(steps):
        shares.append(shares[-1] + (p + q * shares[-1]) * (1.0 - shares[-1]))
    return shares


def chain(p: float, q: float, people: int, steps: int) -> Floats:
    """The probabilities of 0, 1, … n adopters after 0, 1, … steps, exactly (a chain binomial).

    In each step everyone who is left adopts with probability p + q·A/n, where A have adopted: the
    hazard of bass1969 for n people, so that the number of new adopters is binomial.

    Args:
        p: hazard of innovation per step.
        q: hazard of imitation per step.
        people: n; memory and time grow with its square.
        steps: how many.

    Returns:
        Shape (steps + 1, n + 1); each row sums to 1.
    """
    count = np.arange(people + 1)
    moves = np.array(
        [stats.binom.pmf(count - a, people - a, min(1.0, p + q * a / people)) for a in count]
    )
    chances = np.zeros((steps + 1, people + 1))
    chances[0, 0] = 1.0
    for step in range(steps):
        chances[step + 1] = chances[step] @ moves
    return chances


def mean_shares(chances: Floats) -> Floats:
    """The expected share of adopters after each step of a `chain`, shape (steps + 1,): E[A(t)]/n."""
    people = chances.shape[1] - 1
    return np.asarray(chances @ np.arange(people + 1) / people)


def mean_wait(chances: Floats, share: float) -> float:
    """The expected number of steps of a `chain` until that share has adopted: Σ P(A(t) < ⌈share·n⌉)."""
    people = chances.shape[1] - 1
    return float(chances[:, : int(np.ceil(share * people))].sum())


def path(p: float, q: float, draws: Iterable[Floats]) -> list[int]:
    """The number of adopters after each step, for given draws: whoever draws below p + q·A/n adopts.

    Args:
        p: hazard of innovation.
        q: hazard of imitation.
        draws: one array a step, shape (n,), uniform in [0, 1).
    """
    counts = [0]
    adopted: NDArray[np.bool_] | None = None
    for drawn in draws:
        if adopted is None:
            adopted = np.zeros(drawn.size, dtype=np.bool_)
        adopted = adopted | (drawn < p + q * (counts[-1] / drawn.size))
        counts.append(int(adopted.sum()))
    return counts


def curve(p: float, q: float, time: Floats) -> Floats:
    """The share that has adopted by each time, bass1969: F(t) = (1 - e^-(p+q)t) / (1 + (q/p)·e^-(p+q)t)."""
    fading = np.exp(-(p + q) * time)
    return np.asarray((1.0 - fading) / (1.0 + q / p * fading))


def peak(p: float, q: float) -> tuple[float, float]:
    """When most adopt at a time, T* = ln(q/p)/(p+q), and the share by then, (q-p)/2q; bass1969."""
    return float(np.log(q / p)) / (p + q), (q - p) / (2.0 * q)


class Fit(NamedTuple):
    """A curve fitted to sales: estimates and standard errors of p, q and the market's size."""

    estimate: Floats  # (3,)
    error: Floats  # (3,)
    freedom: int  # observations less parameters

    def interval(self, parameter: int, level: float = 0.95) -> tuple[float, float]:
        """The interval of one of p, q, m by Student's t.

        Args:
            parameter: 0 for p, 1 for q, 2 for m.
            level: of confidence, in (0, 1).

        Returns:
            Its lower and upper end, in the unit of the parameter.
        """
        reach = self.error[parameter] * stats.t.ppf(0.5 + level / 2, self.freedom)
        return float(self.estimate[parameter] - reach), float(self.estimate[parameter] + reach)


def fitted(sales: Floats) -> Fit:
    """Least squares of p, q and the market's size m, srinivasan1986: sales are m·(F(t) - F(t - 1)).

    Args:
        sales: of each year, in the unit of m, shape (n,), more than three of them.

    Returns:
        p and q per year, and m in the unit of sales, with their standard errors.

    Raises:
        RuntimeError: where the search does not converge.
    """
    year, scale = np.arange(sales.size + 1, dtype=np.float64), float(sales.sum())

    def sold(_: Floats, p: float, q: float, market: float) -> Floats:
        return np.asarray(market * scale * np.diff(curve(p, q, year)))

    estimate, spread = optimize.curve_fit(
        sold, year[1:], sales, p0=(0.02, 0.4, 1.2), xtol=1e-14, ftol=1e-14, gtol=1e-14
    )
    unit = np.array([1.0, 1.0, scale])
    return Fit(estimate * unit, np.sqrt(np.diag(spread)) * unit, sales.size - 3)
