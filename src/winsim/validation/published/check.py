"""A number of the literature beside ours, and whether they agree."""

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
    """A number as published, as theory has it (either may be None), and as the model gives it.

    `low` and `high` enclose what the model gives: the interval of a mean over runs, or the number
    itself where chance plays no part. `rounding` is half a unit of the last digit published, and
    whatever an endless crowd is known to differ from ours; `theory_error` is how well the number
    from theory is known.
    """

    name: str
    source: str
    ours: float
    low: float
    high: float
    published: float | None = None
    rounding: float = 0.0
    theory: float | None = None
    theory_error: float = EXACT

    @property
    def reproduced(self) -> bool:
        """Whether what is published and what theory says both lie within our interval."""
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
        """The check as a row of a table."""
        return {
            "check": self.name,
            "published": self.published,
            "theory": self.theory,
            "ours": self.ours,
            "low": self.low,
            "high": self.high,
            "verdict": self.verdict,
            "source": self.source,
        }


def certain(name: str, source: str, ours: float, **expected: float | None) -> Check:
    """A check in which chance plays no part."""
    return Check(name, source, ours, ours, ours, **expected)  # type: ignore[arg-type]


def averaged(
    name: str,
    source: str,
    values: Sequence[float],
    grain: float = 0.0,
    **expected: float | None,
) -> Check:
    """A check of the mean of independent runs, with its interval by Student's t.

    Runs that happen to agree are still taken to differ by `grain`, the step in which they count.
    """
    mean, reach = mean_and_reach(values, grain)
    return Check(name, source, mean, mean - reach, mean + reach, **expected)  # type: ignore[arg-type]


def counted(name: str, source: str, times: int, out_of: int, **expected: float | None) -> Check:
    """A check of how often something happens, with its interval by Clopper and Pearson."""
    from scipy import stats

    found = stats.binomtest(times, out_of).proportion_ci(CONFIDENCE, method="exact")
    low, high = float(found.low), float(found.high)
    return Check(name, source, times / out_of, low, high, **expected)  # type: ignore[arg-type]


def mean_and_reach(values: Sequence[float], grain: float = 0.0) -> tuple[float, float]:
    """The mean of independent values, and how far its interval reaches to each side; as in `averaged`."""
    mean = float(np.mean(values)) if len(values) else float("nan")
    return mean, half_width(values, CONFIDENCE, grain)
