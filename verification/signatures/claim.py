"""A claim about paired runs, and what they say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats

Expected = Literal["rises", "falls", "holds", "is the same"]
MARGIN = 0.02
"""Within this far of no change, adoption holds."""


@dataclass(frozen=True)
class Claim:
    """A sentence about a paired difference, which can fail."""

    sentence: str
    expected: Expected
    differences: Callable[[range], Floats]
    """One difference a seed; NaN where either run of the pair never came to what is measured."""
    unit: str
    but: str = ""
    """Why the model does not bear it out, where it does not."""
    quick: bool = False
    """Whether a few pairs show it, so that every test run looks."""
    pairs: int = 200


@dataclass(frozen=True)
class Signature:
    """A signature behaviour: its sentence, the setting in which it is looked for, and the claims."""

    number: int
    title: str
    setting: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Finding:
    """What paired runs say of a claim: the mean difference, its 95 % interval, and the verdict."""

    claim: Claim
    pairs: int
    mean: float
    low: float
    high: float
    deviation: float
    """Standard deviation of the differences."""

    @property
    def shown(self) -> bool:
        """Whether the interval lies where the claim expects it."""
        if self.claim.expected == "rises":
            return self.low > 0
        if self.claim.expected == "falls":
            return self.high < 0
        if self.claim.expected == "holds":
            return self.low > -MARGIN and self.high < MARGIN
        return self.mean == 0 and self.deviation == 0

    @property
    def effect(self) -> float:
        """The mean in standard deviations of the difference; NaN where all pairs are alike."""
        return self.mean / self.deviation if self.deviation > 1e-12 else float("nan")


def evaluate(claim: Claim, seeds: range) -> Finding:
    """What pairs of runs with the same chance events say of a claim.

    Args:
        claim: the claim.
        seeds: one a pair.
    """
    differences = claim.differences(seeds)
    known = differences[~np.isnan(differences)]
    mean, low, high = mean_interval(known)
    return Finding(claim, known.size, mean, low, high, float(known.std(ddof=1)))
