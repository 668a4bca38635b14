"""The JSON Schema of scenarios and experiments, from which editors complete and check."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from winsim.declaration.bibliography import sources
from winsim.declaration.field import OURS, Declared
from winsim.scenario.scenario import Scenario

DRAFT = "http://json-schema.org/draft-07/schema#"

NAMED = ("properties", "patternProperties", "definitions")
"""Where keys are names of fields or models, not words of JSON Schema."""

VALUES = ("default", "enum", "const", "required")
"""Where values are a scenario's, not schemas."""

TOLD = ("unit", "source", "switch", "off", "span")
"""What a declared field says beyond JSON Schema: it is told in the description."""

BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
"""Bounds that pydantic leaves in its own words where a whole number may be written as 1e3."""


class _Untitled(GenerateJsonSchema):
    """Without titles: the names of fields say as much."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def schema(root: type[Declared] = Scenario, command: str = "winsim schema") -> dict[str, Any]:
    """The JSON Schema of a declaration, draft 7; descriptions tell units, defaults and sources.

    `command` is what makes it, for a word on that in the schema.
    """
    found = root.model_json_schema(schema_generator=_Untitled, ref_template="#/definitions/{model}")
    found["definitions"] = found.pop("$defs")
    return {"$schema": DRAFT, "$comment": f"Made by `{command}`.", **_readable(found)}


def _readable(part: dict[str, Any]) -> dict[str, Any]:
    """A schema in draft 7, with what a field says of itself told in its description."""
    plain = {
        BOUNDS.get(key, key): _inside(key, value)
        for key, value in part.items()
        if key not in (*TOLD, "title")
    }
    if "patternProperties" in plain:
        plain["additionalProperties"] = False
    if "source" in part:
        plain["description"] = _told(part)
    if "$ref" in plain and len(plain) > 1:
        plain["allOf"] = [{"$ref": plain.pop("$ref")}]
    return plain


def _inside(key: str, value: Any) -> Any:
    if key in VALUES:
        return value
    if isinstance(value, dict):
        named = {name: _readable(inner) for name, inner in value.items()} if key in NAMED else None
        return _readable(value) if named is None else named
    if isinstance(value, list):
        return [_readable(inner) for inner in value]
    return value


def _told(part: dict[str, Any]) -> str:
    """Meaning, unit, default, switch and source of a field, in one line."""
    default = part.get("default")
    said = [part["description"][:1].upper() + part["description"][1:]]
    if part["unit"]:
        said.append(f"Unit: {part['unit']}")
    if default not in (None, "", [], {}):
        said.append(f"Default: {json.dumps(default, ensure_ascii=False)}")
    if "switch" in part:
        said.append(f"Mechanism: {part['switch']}")
    if part["source"] != OURS or (part["unit"] and default is not None):
        said.append(f"Source: {sources()[part['source']].cite}")
    return ". ".join(said) + "."
