"""The JSON Schema of scenarios and experiments, from which editors complete and check.

Made of pydantic's schema, with what `parameter` declares beyond it put into the descriptions.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from winsim.declaration.bibliography import sources
from winsim.declaration.field import OURS, Declared, plausible_words
from winsim.scenario.scenario import Scenario

DRAFT = "http://json-schema.org/draft-07/schema#"

NAMED = ("properties", "patternProperties", "definitions")
"""Where keys are names of fields or models, not words of JSON Schema."""

VALUES = ("default", "enum", "const", "required")
"""Where values are a scenario's, not schemas."""

BEYOND = ("unit", "source", "switches", "off", "span", "plausible", "plausible_times")
"""What a declared field says beyond JSON Schema; it goes into the description."""

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
    """The JSON Schema of a declaration, draft 7; descriptions name units, defaults and sources.

    Args:
        root: What is declared: `Scenario` or `Experiment`.
        command: What makes it, for a comment in the schema.

    Returns:
        The schema as plain data, its models under `definitions`.
    """
    whole = root.model_json_schema(schema_generator=_Untitled, ref_template="#/definitions/{model}")
    whole["definitions"] = whole.pop("$defs")
    return {"$schema": DRAFT, "$comment": f"Made by `{command}`.", **_readable(whole)}


def schema_text(root: type[Declared] = Scenario, command: str = "winsim schema") -> str:
    """The JSON Schema of a declaration as the text of a file."""
    return json.dumps(schema(root, command), indent=2, ensure_ascii=False) + "\n"


def _readable(part: dict[str, Any]) -> dict[str, Any]:
    """A schema in draft 7, with what a field says of itself in its description."""
    plain = {
        BOUNDS.get(key, key): _inside(key, value)
        for key, value in part.items()
        if key not in (*BEYOND, "title")
    }
    if "patternProperties" in plain:
        plain["additionalProperties"] = False
    if "source" in part:
        plain["description"] = _description(part)
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


def _description(part: dict[str, Any]) -> str:
    """Meaning, unit, default, switch and source of a field, in one line."""
    default = part.get("default")
    words = [part["description"][:1].upper() + part["description"][1:]]
    if part["unit"]:
        words.append(f"Unit: {part['unit']}")
    if default not in (None, "", [], {}):
        words.append(f"Default: {json.dumps(default, ensure_ascii=False)}")
    if plausible_words(part):
        words.append(f"Plausible: {plausible_words(part)}")
    if "switches" in part:
        words.append(f"Mechanism: {', '.join(part['switches'])}")
    if part["source"] != OURS or (part["unit"] and default is not None):
        words.append(f"Source: {sources()[part['source']].cite}")
    return ". ".join(words) + "."
