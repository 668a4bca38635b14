"""What a declared field is: a value with its meaning, unit, bounds, source and switch."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

OURS = "assumption"
"""The source key of a value that no publication backs: it is ours, and worth sweeping."""


class Declared(BaseModel):
    """A frozen part of a scenario: unknown keys are refused and numbers must be finite numbers."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, use_attribute_docstrings=False
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
    `le`, `gt`, `lt`, `min_length`.
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
