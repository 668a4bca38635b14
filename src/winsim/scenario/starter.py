"""A scenario to start from, as text with comments."""

from collections.abc import Mapping
from importlib.resources import files
from string import Template
from textwrap import indent
from typing import Any

from winsim.scenario.listing import as_yaml

SCHEMA_FILE = "winsim.schema.json"
"""The schema's file beside a new scenario, which its first line names for editors."""

GENERATED = """\
generate:         # an organisation like measured workplaces; or people: and ties: from files
  people: 200
  team_size: 9
"""


def starter(
    file: str, name: str, people: str | None, ties: str | None, columns: Mapping[str, str]
) -> str:
    """The text of a scenario that passes every check; paths are relative to its file."""
    given: dict[str, Any] = {"people": people, "ties": ties, "columns": dict(columns)}
    source = {field: value for field, value in given.items() if value}
    organisation = as_yaml(source) if source else GENERATED
    template = files("winsim.scenario").joinpath("starter.yaml").read_text(encoding="utf-8")
    return Template(template).substitute(
        schema=f"./{SCHEMA_FILE}",
        file=file,
        name=as_yaml_word(name),
        organisation=indent(organisation.rstrip(), "  "),
    )


def as_yaml_word(text: str) -> str:
    """A text as YAML writes it on a line of its own: in quotes where it looks like a number."""
    return as_yaml({"x": text}).removeprefix("x: ").rstrip()
