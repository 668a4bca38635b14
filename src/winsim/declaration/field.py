"""What a declared field is: a value with its meaning, unit, bounds, source and switch.

Scenarios, experiments and generators are made of `Declared` models whose fields are `parameter`s.
"""

from collections.abc import Mapping
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

Range = tuple[float, float]
"""The lower and the upper end of a closed range."""

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

    `one_of` says that exactly one of its fields is given: setting another replaces it, but for those
    of `beside`, which go with what is given.
    """

    one_of: ClassVar[bool] = False
    beside: ClassVar[tuple[str, ...]] = ()

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, allow_inf_nan=False
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy in which some fields are replaced, checked as any other; pydantic's is not.

        Args:
            update: New values by the names of this part's own fields.
            deep: Whether to copy the values, too.

        Raises:
            pydantic.ValidationError: Where a name is unknown or a value does not fit.
        """
        if not update:
            return super().model_copy(deep=deep)
        valid = type(self).model_validate({**dict(self), **update})
        return super().model_copy(update={name: getattr(valid, name) for name in update}, deep=deep)

    def unchecked_copy(self, values: Mapping[str, Any]) -> Self:
        """A copy with values of the right types that is not checked as a whole.

        For values found valid already, and for a scenario cut short, which may hold promises and
        events after its end.

        Args:
            values: New values by the names of this part's own fields.
        """
        return super().model_copy(update=values)


def parameter(
    default: Any,
    meaning: str,
    *,
    unit: str = "",
    source: str = OURS,
    switch: str | tuple[str, ...] = (),
    off: float | None = None,
    span: tuple[float, float] | None = None,
    plausible: Range | None = None,
    plausible_times: Range | None = None,
    **bounds: Any,
) -> Any:
    """Declare a field of a scenario, once for validation, schema, listing and kernel.

    Args:
        default: The value where none is given; `...` makes the field one that must be given.
        meaning: What it is, in a few words that begin small and end without a full stop.
        unit: What a number counts or is a share of (`weeks`, `log-odds`, `per week`).
        source: Where the default comes from: a key of the bibliography, or `OURS`.
        switch: The field of `Mechanisms` that the parameter belongs to, or several, each of which
            switches it off.
        off: The value at which its rule does nothing; the kernel receives it in place of the
            field's own where the mechanism is switched off.
        span: For a distribution, the closed range into which drawn values are clipped.
        plausible: From where to where the value could as well lie, around the default and within the
            bounds; for a distribution, where its centre could (constant, mean or median).
        plausible_times: The same for what every scenario says for itself: by what that could be too
            low or too high, as factors around 1.
        **bounds: pydantic's `ge`, `gt`, `le`, `lt`, `min_length`, `pattern`.

    Raises:
        ValueError: For a plausible range without the default in it, or beyond the bounds.
    """
    extra: dict[str, Any] = {"unit": unit, "source": source}
    if switch:
        extra |= {"switches": (switch,) if isinstance(switch, str) else switch, "off": off}
    if span is not None:
        extra["span"] = list(span)
    if plausible is not None:
        _refuse_implausible(plausible, centre_of(default), span, bounds)
        extra["plausible"] = list(plausible)
    if plausible_times is not None:
        _refuse_implausible(plausible_times, 1.0, None, POSITIVE)
        extra["plausible_times"] = list(plausible_times)
    return Field(default, description=meaning, json_schema_extra=extra, **bounds)


def _refuse_implausible(
    plausible: Range, default: float, span: Range | None, bounds: Mapping[str, Any]
) -> None:
    least, most = span or (bounds.get("ge", bounds.get("gt")), bounds.get("le", float("inf")))
    low, high = plausible
    if not least <= low <= default <= high <= most or ("gt" in bounds and low == least):
        raise ValueError(f"{plausible} is no plausible range about {default}")


def centre_of(default: Any) -> float:
    """The default of a number, or the centre of one that is spread.

    Args:
        default: As it is written: a number, or the form of a distribution with its centre first.
    """
    while isinstance(default, dict):
        default = next(iter(default.values()))
    return float(default)


def declared(info: FieldInfo) -> dict[str, Any]:
    """What `parameter` said of a field.

    Args:
        info: The field, from `model_fields`.

    Returns:
        `unit` and `source`, and where the field has them `switches`, `off`, and as [low, high] `span`,
        `plausible` and `plausible_times`; empty for a field that was declared otherwise.
    """
    extra = info.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


def plausible_words(extra: Mapping[str, Any]) -> str:
    """The plausible range of a field, in words: `0.1 to 0.9` or `0.5 to 2 times`.

    Args:
        extra: What `parameter` said of the field, as `declared` gives it.

    Returns:
        The words, empty for a field without a range.
    """
    times = extra.get("plausible_times")
    low, high = extra.get("plausible", times) or (None, None)
    return "" if low is None else f"{low:.3g} to {high:.3g}{' times' if times else ''}"


class Alternatives(Declared):
    """Forms, one a field, of which exactly one is given, and all of which default to None.

    Fields named in `beside` are no forms; they say more of the one that is given.
    """

    one_of = True
    bare: ClassVar[str] = ""
    """What may be written in place of a form, in words that go before the forms."""
    bare_schema: ClassVar[dict[str, Any]]
    """The JSON Schema of that."""

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in self.kinds() if getattr(self, name) is not None]
        if len(given) != 1:
            kinds = ", ".join(self.kinds())
            state = f"{' and '.join(given)} are given" if given else "nothing is given"
            refuse([Inconsistency((), f"give {self.bare}exactly one of {kinds}; {state}")])
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        forms = handler.resolve_ref_schema(handler(core))
        forms |= {"oneOf": [{"required": [name]} for name in cls.kinds()]}
        return {"anyOf": [cls.bare_schema, forms]}

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """The names of the forms."""
        return tuple(name for name in cls.model_fields if name not in cls.beside)

    @property
    def kind(self) -> str:
        """Which of the forms it is."""
        return next(name for name in self.kinds() if getattr(self, name) is not None)
