"""How a trait is spread over people or teams: a constant, a named distribution, or as measured.

A scenario declares the distribution; the initial population takes its values by `quantile`. What is
measured is read from columns of the people file.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, model_serializer, model_validator

from winsim.declaration.field import Alternatives, Declared, Number
from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.declaration.rescaling import Rescaling
from winsim.words import joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Normal(Declared):
    """A normal distribution, clipped to the range of its trait."""

    mean: Number = Field(description="centre")
    sd: Number = Field(ge=0, description="standard deviation")


class Lognormal(Declared):
    """A lognormal distribution, given by its median and the standard deviation of the logarithm."""

    median: Number = Field(gt=0, description="median")
    sigma: Number = Field(ge=0, description="standard deviation of the logarithm")


class Uniform(Declared):
    """A uniform distribution from `low` to `high`."""

    low: Number = Field(description="lower end")
    high: Number = Field(description="upper end")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            remedy = f"lies above high ({self.high:g}); swap the two"
            refuse([Inconsistency(("low",), remedy)])
        return self


class Beta(Declared):
    """A beta distribution, given by its mean and its weight (the sum of its two shapes)."""

    mean: Number = Field(gt=0, lt=1, description="mean")
    weight: Number = Field(gt=0, description="sum of the two shapes; larger is narrower")


class Distribution(Alternatives):
    """One of `constant`, `normal`, `lognormal`, `uniform`, `beta`, `column` or `items`.

    A bare number stands for a constant. `column` takes each value from that column of the people
    file, `items` from the mean of several; for a trait of teams it is the mean over the team.
    """

    bare = "a bare number, or "
    bare_schema: ClassVar[dict[str, Any]] = {"type": "number"}
    beside = ("reversed", "rescale", "missing")

    constant: Number | None = Field(None, description="the same value for everyone")
    normal: Normal | None = Field(None, description="normal, clipped to the trait's range")
    lognormal: Lognormal | None = Field(None, description="lognormal, clipped to the trait's range")
    uniform: Uniform | None = Field(None, description="every value in a range equally likely")
    beta: Beta | None = Field(None, description="beta, between 0 and 1")
    column: str | None = Field(None, min_length=1, description="a column of the people file")
    items: tuple[str, ...] | None = Field(
        None,
        description="columns of the people file, items of one scale, of which the mean is taken",
    )
    reversed: tuple[str, ...] = Field(
        (), description="items whose high answers stand for little of the trait"
    )
    rescale: Rescaling | None = Field(
        None, description="the scale of the answers, mapped onto the trait's range"
    )
    missing: Literal["refuse", "team", "all"] = Field(
        "refuse",
        description="where a person has no value: refuse, or take the mean of the team or of all",
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, value: Any) -> Any:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return {"constant": value} if number else value

    @model_validator(mode="after")
    def _measured_in_one_way(self) -> Self:
        items = self.items or ()
        if not self.columns:
            names = [name for name in self.beside if name in self.model_fields_set]
            refuse(Inconsistency((name,), "goes with column or items") for name in names)
        if self.items is not None and len(set(items)) < max(2, len(items)):
            remedy = "must be two or more columns, all different; one alone is a column"
            refuse([Inconsistency(("items",), remedy)])
        strange = [name for name in self.reversed if name not in items]
        if strange:
            refuse([Inconsistency(("reversed",), f"{', '.join(strange)} must be among the items")])
        if self.reversed and self.rescale is None:
            remedy = "needs rescale, to know between which ends items are turned: {from: [1, 5]}"
            refuse([Inconsistency(("reversed",), remedy)])
        return self

    @model_serializer
    def _as_written(self) -> float | dict[str, Any]:
        """The shortest form that reads back as this distribution."""
        if self.constant is not None:
            return self.constant
        value = getattr(self, self.kind)
        written = value.model_dump() if isinstance(value, Declared) else value
        return {self.kind: list(value) if self.items else written, **self._further()}

    def _further(self) -> dict[str, Any]:
        """What is said beside the form, as a scenario file would hold it."""
        said = {
            "reversed": list(self.reversed),
            "rescale": self.rescale and self.rescale.plain(),
            "missing": "" if self.missing == "refuse" else self.missing,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the people file from which it is read; none where it is drawn."""
        return self.items or (() if self.column is None else (self.column,))

    @property
    def anchors(self) -> dict[str, float]:
        """The numbers that must lie in the trait's range, by the field that gives them."""
        if self.uniform is not None:
            return {"low": self.uniform.low, "high": self.uniform.high}
        if self.normal is not None:
            return {"mean": self.normal.mean}
        if self.lognormal is not None:
            return {"median": self.lognormal.median}
        if self.rescale is not None:
            return {f"rescale.to[{end}]": to for end, to in enumerate(self.rescale.to or ())}
        return {} if self.constant is None else {"constant": self.constant}

    @property
    def mean(self) -> float | None:
        """Its mean before it is clipped; None for what is measured."""
        if self.uniform is not None:
            return (self.uniform.low + self.uniform.high) / 2
        if self.lognormal is not None:
            return self.lognormal.median * exp(self.lognormal.sigma**2 / 2)
        centred = self.normal or self.beta
        return self.constant if centred is None else centred.mean

    def quantile(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """The quantile function (inverse CDF), by which uniform draws become values.

        Args:
            probability: In [0, 1), of any shape.

        Returns:
            The values with that much of the distribution beneath them, same shape.

        Raises:
            ValueError: For what is read from the people file and not drawn.

        Example:
            >>> import numpy as np
            >>> Distribution(uniform={"low": 2, "high": 4}).quantile(np.array([0.0, 0.5]))
            array([2., 3.])
        """
        import numpy as np

        from winsim.numerics.normal import quantiles

        if self.constant is not None:
            return np.full(probability.shape, self.constant)
        if self.uniform is not None:
            return self.uniform.low + (self.uniform.high - self.uniform.low) * probability
        if self.normal is not None:
            return np.asarray(self.normal.mean + self.normal.sd * quantiles(probability))
        if self.lognormal is not None:
            spread = self.lognormal.sigma * quantiles(probability)
            return np.asarray(self.lognormal.median * np.exp(spread))
        if self.beta is not None:
            from scipy import special

            inside = np.clip(probability, 1e-12, 1 - 1e-12)
            mean, weight = self.beta.mean, self.beta.weight
            return np.asarray(special.betaincinv(mean * weight, (1 - mean) * weight, inside))
        raise ValueError(f"{self} is read from the people file, not drawn")

    def __str__(self) -> str:
        if self.columns:
            return self._measured()
        value = getattr(self, self.kind)
        if isinstance(value, Declared):
            inside = ", ".join(f"{name} {number:g}" for name, number in value.model_dump().items())
            return f"{self.kind}({inside})"
        return f"{value:g}"

    def _measured(self) -> str:
        """What is read from the people file, in words."""
        turned = f" ({', '.join(self.reversed)} reversed)" if self.reversed else ""
        what = f"mean of {joined(self.items)}{turned}" if self.items else f"column {self.column}"
        return what if self.rescale is None else f"{what} {self.rescale}"
