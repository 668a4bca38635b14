"""What a declared field is: a value with its meaning, unit, bounds, source and switch."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from winsim.declaration.inconsistency import Inconsistency, refuse

OURS = "assumption"
"""The source key of a value that no publication backs: it is ours, and worth sweeping."""

PROBABILITY: dict[str, Any] = {"ge": 0.0, "le": 1.0}
"""Bounds of probabilities, shares and hazards a week."""

POSITIVE: dict[str, Any] = {"ge": 0.0}
"""Bounds of weights, costs and amounts: zero or more."""


def _whole(value: Any) -> Any:
    """A whole number written as 3.0 or 1e3 is a whole number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Number = Annotated[float, Strict()]
"""A finite number; text and truth values are refused."""

Whole = Annotated[int, Strict(), BeforeValidator(_whole)]
"""A whole number; text and truth values are refused."""

Switch = Annotated[bool, Strict()]
"""true or false; text and numbers are refused."""


class Declared(BaseModel):
    """A frozen part of a scenario: unknown keys are refused and numbers must be finite numbers.

    `one_of` says that exactly one of its fields is given: setting another replaces it.
    """

    one_of: ClassVar[bool] = False

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False
    )


def parameter(
    default: Any,
    meaning: str,
    *,
    unit: str = "",
    source: str = OURS,
    switch: str | None = None,
    off: float | None = None,
    span: tuple[float, float] | None = None,
    **bounds: Any,
) -> Any:
    """Declare a field.

    `source` is a key of the bibliography, or `OURS`. A field that belongs to a mechanism names its
    `switch` and the value `off` it takes when that mechanism is switched off. `span` is the closed
    range into which drawn values are clipped (for distributions); `bounds` are pydantic's `ge`,
    `le`, `gt`, `lt`, `min_length`, `pattern`.
    """
    extra: dict[str, Any] = {"unit": unit, "source": source}
    if switch is not None:
        extra |= {"switch": switch, "off": off}
    if span is not None:
        extra["span"] = list(span)
    return Field(default, description=meaning, json_schema_extra=extra, **bounds)


def declared(info: FieldInfo) -> dict[str, Any]:
    """The unit, source, switch, off value and span that `parameter` gave a field."""
    extra = info.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


class Alternatives(Declared):
    """Forms, one a field, of which exactly one is given; `bare` is what may stand for one."""

    one_of = True
    bare: ClassVar[str] = ""
    """What may be written in place of a form, in words that go before the forms."""
    bare_schema: ClassVar[dict[str, Any]]
    """The JSON Schema of that."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            kinds = ", ".join(type(self).model_fields)
            found = f"{' and '.join(given)} are given" if given else "nothing is given"
            refuse([Inconsistency((), f"give {self.bare}exactly one of {kinds}; {found}")])
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        forms = handler.resolve_ref_schema(handler(core))
        forms |= {"minProperties": 1, "maxProperties": 1}
        return {"anyOf": [cls.bare_schema, forms]}

    @property
    def kind(self) -> str:
        """Which of the forms it is."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)
