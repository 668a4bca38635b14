"""How a trait is spread over people or teams: a constant, a named distribution or a column."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from winsim.scenario.parameter import Declared


class Normal(Declared):
    """A normal distribution, clipped to the range of its trait."""

    mean: float = Field(description="centre")
    sd: float = Field(ge=0, description="standard deviation")


class Lognormal(Declared):
    """A lognormal distribution, given by its median and the standard deviation of the logarithm."""

    median: float = Field(gt=0, description="median")
    sigma: float = Field(ge=0, description="standard deviation of the logarithm")


class Uniform(Declared):
    """A uniform distribution from `low` to `high`."""

    low: float = Field(description="lower end")
    high: float = Field(description="upper end")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low ({self.low:g}) lies above high ({self.high:g}); swap them")
        return self


class Beta(Declared):
    """A beta distribution, given by its mean and its weight (the sum of its two shapes)."""

    mean: float = Field(gt=0, lt=1, description="mean")
    weight: float = Field(gt=0, description="sum of the two shapes; larger is narrower")


class Distribution(Declared):
    """One of `constant`, `normal`, `lognormal`, `uniform`, `beta` or `column`.

    A bare number stands for a constant. `column` takes each value from that column of the people
    file (for a trait of teams: its mean over the team).
    """

    constant: float | None = Field(None, description="the same value for everyone")
    normal: Normal | None = None
    lognormal: Lognormal | None = None
    uniform: Uniform | None = None
    beta: Beta | None = None
    column: str | None = Field(None, description="a column of the people file")

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, value: Any) -> Any:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return {"constant": value} if number else value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = self.model_fields_set & {n for n in type(self).model_fields if getattr(self, n) is not None}
        if len(given) != 1:
            kinds = ", ".join(type(self).model_fields)
            raise ValueError(f"give exactly one of {kinds}, or a bare number; {len(given)} are given")
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "number"}, handler.resolve_ref_schema(handler(core)) | {"minProperties": 1, "maxProperties": 1}]}

    def quantile(self, luck: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values at the given luck in [0, 1), same shape; `column` has none and raises."""
        from scipy import special

        if self.constant is not None:
            return np.full(luck.shape, self.constant)
        if self.uniform is not None:
            return self.uniform.low + (self.uniform.high - self.uniform.low) * luck
        inside = np.clip(luck, 1e-12, 1 - 1e-12)
        if self.normal is not None:
            return np.asarray(self.normal.mean + self.normal.sd * special.ndtri(inside))
        if self.lognormal is not None:
            spread = self.lognormal.sigma * special.ndtri(inside)
            return np.asarray(self.lognormal.median * np.exp(spread))
        if self.beta is not None:
            mean, weight = self.beta.mean, self.beta.weight
            return np.asarray(special.betaincinv(mean * weight, (1 - mean) * weight, inside))
        raise ValueError(f"column {self.column!r} is read from the people file, not drawn")

    def __str__(self) -> str:
        name = next(n for n in type(self).model_fields if getattr(self, n) is not None)
        value = getattr(self, name)
        if isinstance(value, Declared):
            return f"{name}({', '.join(f'{k} {v:g}' for k, v in value.model_dump().items())})"
        return f"{value:g}" if name == "constant" else f"column {value}"
