"""What an experiment varies: a factor, the fields of the scenario that it sets, and its range."""

from collections.abc import Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Strict, StringConstraints, model_validator

from winsim.declaration.distribution import Distribution
from winsim.declaration.field import Declared, Number, Switch, Whole, parameter
from winsim.declaration.inconsistency import Inconsistency, refuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = Switch | Annotated[int, Strict()] | Number | Annotated[str, Strict()]
"""What a field of a scenario is set to: true or false, a number, or a word."""

FactorName = Annotated[str, StringConstraints(pattern=r"^[^\s,=/\\]+$")]
"""A word: factors are columns of tables and axes of figures."""


class Factor(Declared):
    """A lever or an uncertainty: the field of the scenario that it sets, and what it may be.

    Its range is one of `values`, `low` and `high`, or a `distribution`; a design that lists its
    points needs none.
    """

    name: FactorName = parameter(..., "short label: its column in the tables")
    path: str = parameter(..., "the field of the scenario that it sets, as --set takes it (rollouts.pilots.waves[1].growth)", min_length=1)
    also: tuple[str, ...] = parameter((), "further fields that it sets at the same time")
    multiply: Switch = parameter(False, "multiply what the scenario says there, in place of setting it")
    values: tuple[Value, ...] | None = parameter(None, "the values that it can take", min_length=1)
    low: Number | None = parameter(None, "lowest value")
    high: Number | None = parameter(None, "highest value")
    scale: Literal["linear", "log"] = parameter("linear", "log: equal steps are equal ratios")
    distribution: Distribution | None = parameter(None, "how likely its values are, where low and high do not say enough")
    levels: Whole | None = parameter(None, "grid, one_at_a_time: how many values between low and high; null is the design's", ge=2)
    default: Value | None = parameter(None, "one_at_a_time: its value while others vary; null is the scenario's own")
    unit: str = parameter("", "unit; empty is that of the field")
    meaning: str = parameter("", "what it is, as on an axis; empty is what the field means")

    @model_validator(mode="after")
    def _one_range(self) -> Self:
        refuse(_of_range(self))
        return self

    @property
    def paths(self) -> tuple[str, ...]:
        """All fields that it sets."""
        return (self.path, *self.also)

    def at(self, places: "NDArray[np.float64]", whole: bool = False) -> list[Any]:
        """Its values at places of its range.

        Args:
            places: from 0 to 1, shape (n,): quantiles where the factor has a distribution, and places
                in the list of its values where it has one.
            whole: whether the field takes whole numbers only. Between low and high all of them are
                then as likely.

        Returns:
            n plain values, in the unit of the factor.

        Raises:
            ValueError: for a factor without a range.
        """
        if self.values is not None:
            last = len(self.values) - 1
            return [self.values[min(int(u * len(self.values)), last)] for u in places.tolist()]
        if self.distribution is not None:
            drawn: list[float] = self.distribution.quantile(places).tolist()
            return [round(value) for value in drawn] if whole else drawn
        return self.between(places, whole, margin=0.5 if whole else 0.0)

    def between(
        self, places: "NDArray[np.float64]", whole: bool = False, margin: float = 0.0
    ) -> list[Any]:
        """Its values at places between low and high, by ratios where its scale is `log`.

        Args:
            places: from 0 (low) to 1 (high), shape (n,).
            whole: whether to round to whole numbers within the range.
            margin: by how much the range is widened before rounding. With a half, whole numbers are
                all as likely, those at the ends too.

        Returns:
            n numbers, none beyond low and high.

        Raises:
            ValueError: for a factor without low and high.
        """
        if self.low is None or self.high is None:
            raise ValueError(f"factor {self.name!r} has no low and high")
        least, most = (ceil(self.low), floor(self.high)) if whole else (self.low, self.high)
        low, high = least - margin, most + margin
        if self.scale == "log":
            values = [low * (high / low) ** u for u in places.tolist()]
        else:
            values = [low + u * (high - low) for u in places.tolist()]
        return [min(max(round(x) if whole else x, least), most) for x in values]


def _of_range(factor: Factor) -> Iterator[Inconsistency]:
    """What does not fit together in the range of a factor."""
    low, high, spread = factor.low, factor.high, factor.distribution
    forms = (factor.values, low if low is not None else high, spread)
    if sum(form is not None for form in forms) > 1:
        yield Inconsistency((), "give one of values, low and high, or distribution")
        return
    if (low is None) != (high is None):
        yield Inconsistency(("low" if low is not None else "high",), "give low and high together")
    elif low is not None and high is not None and low >= high:
        yield Inconsistency(("low",), f"must lie below high ({high:g})")
    elif factor.scale == "log" and (low is None or low <= 0):
        yield Inconsistency(("scale",), "log needs a low and a high above zero")
    if spread is not None and (spread.columns or spread.kind == "constant"):
        remedy = "must be one of normal, lognormal, uniform, beta"
        yield Inconsistency(("distribution",), remedy)
    words = [value for value in factor.values or () if isinstance(value, bool | str)]
    if factor.multiply and words:
        yield Inconsistency(("values",), "only numbers can multiply what the scenario says")
