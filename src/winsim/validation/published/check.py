"""A number of the literature beside what the model gives, and whether they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from winsim.inference import half_width

EXACT = 1e-9
CONFIDENCE = 0.999
"""Confidence level of each check: so many are made that 95 % would fail some of them by chance."""


@dataclass(frozen=True)
class Check:
    """A number as published, as theory has it (either may be None), and as the model gives it."""

    name: str
    """What the number is, with its unit where it has one."""
    source: str
    """A key of the bibliography."""
    model: float
    """What the model gives."""
    low: float
    """Lower end of the interval of what the model gives; the number itself where it is exact."""
    high: float
    """Upper end."""
    published: float | None = None
    rounding: float = 0.0
    """Half a unit of the last digit published, and by how much a crowd or graph of the model's size
    is known to differ from the endless one that is published of."""
    theory: float | None = None
    theory_error: float = EXACT
    """How well the number from theory is known."""

    @property
    def reproduced(self) -> bool:
        """Whether what is published and what theory says both lie within the model's interval."""
        return self._encloses(self.published, max(self.rounding, EXACT)) and self._encloses(
            self.theory, self.theory_error
        )

    @property
    def verdict(self) -> str:
        """The same in words."""
        return "reproduced" if self.reproduced else "NOT reproduced"

    def _encloses(self, number: float | None, allowed: float) -> bool:
        return number is None or self.low - allowed <= number <= self.high + allowed

    def row(self) -> dict[str, Any]:
        """Put the check into a row of a table.

        Returns:
            By column: `check`, `published`, `theory`, `model`, `low`, `high`, `verdict` and `source`;
            numbers in the unit that the name says.
        """
        return {
            "check": self.name,
            "published": self.published,
            "theory": self.theory,
            "model": self.model,
            "low": self.low,
            "high": self.high,
            "verdict": self.verdict,
            "source": self.source,
        }


def exact_check(name: str, source: str, model: float, **expected: float | None) -> Check:
    """Make a check of a number in which chance plays no part; its interval is the number itself.

    Args:
        name: what the number is.
        source: a key of the bibliography.
        model: what the model gives.
        expected: fields of `Check`, such as `published` and `theory`.
    """
    return Check(name, source, model, model, model, **expected)  # type: ignore[arg-type]


def mean_check(
    name: str,
    source: str,
    values: Sequence[float],
    grain: float = 0.0,
    **expected: float | None,
) -> Check:
    """A check of the mean of independent runs, with its 99.9 % interval (Student's t).

    Args:
        name: what the number is.
        source: a key of the bibliography.
        values: one a run, shape (n,).
        grain: the step in which runs count: the least standard deviation that is assumed, in the
            unit of the values.
        expected: fields of `Check`, such as `published` and `theory`.
    """
    mean, half_width = mean_and_half_width(values, grain)
    return Check(name, source, mean, mean - half_width, mean + half_width, **expected)  # type: ignore[arg-type]


def share_check(name: str, source: str, times: int, out_of: int, **expected: float | None) -> Check:
    """A check of how often something happens, with its 99.9 % interval (Clopper and Pearson).

    Args:
        name: what the share is.
        source: a key of the bibliography.
        times: in how many runs it happens.
        out_of: how many runs there are.
        expected: fields of `Check`, such as `published` and `theory`.
    """
    from scipy import stats

    interval = stats.binomtest(times, out_of).proportion_ci(CONFIDENCE, method="exact")
    low, high = float(interval.low), float(interval.high)
    return Check(name, source, times / out_of, low, high, **expected)  # type: ignore[arg-type]


def mean_and_half_width(values: Sequence[float], grain: float = 0.0) -> tuple[float, float]:
    """Work out the mean of independent values, and half the width of its 99.9 % interval.

    Args:
        values: one a run, shape (n,).
        grain: as in `mean_check`.

    Returns:
        Both in the unit of the values; the mean of no values is NaN.
    """
    mean = float(np.mean(values)) if len(values) else float("nan")
    return mean, half_width(values, CONFIDENCE, grain)
