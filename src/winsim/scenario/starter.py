"""A scenario to start from, written to a file with the schema from which editors complete.

`winsim new` calls it; the text comes from the template `starter.yaml` beside this module.
"""

import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import indent
from typing import Any

from winsim.problems import BadInput, Problem
from winsim.scenario.listing import as_yaml, as_yaml_word
from winsim.scenario.reading import scenario_from
from winsim.scenario.schema import schema_text

SCHEMA_FILE = "winsim.schema.json"
"""The schema's file beside a new scenario, which its first line names for editors."""

GENERATED = """\
generate:         # an organisation like measured workplaces; or people: and ties: from files
  people: 200
  team_size: 9
"""


def write_starter(
    file: Path,
    people: Path | None = None,
    ties: Path | None = None,
    columns: Mapping[str, str] | None = None,
    replace: bool = False,
) -> Path:
    """Write a scenario to start from, and the schema beside it.

    Args:
        file: The scenario's file; its stem becomes the scenario's name.
        people: A people file, relative to the current folder; a generated organisation otherwise.
        ties: A ties file, which needs people.
        columns: Our names to headers of those files.
        replace: Whether a scenario that is there is replaced.

    Returns:
        The path of the schema.

    Raises:
        BadInput: Where the file is there and must not be replaced, or cannot be written.
    """
    if ties is not None and people is None:
        raise BadInput(Problem("", "--ties", str(ties), "ties need people; give --people too"))
    if file.exists() and not replace:
        raise BadInput(Problem(str(file), "", "", "is there already; --force replaces it"))
    beside = [_seen_from(file.parent, path) for path in (people, ties)]
    text = starter(str(file), file.stem, beside[0], beside[1], columns or {})
    scenario_from(text, str(file))
    schema_file = file.with_name(SCHEMA_FILE)
    for path, content in ((file, text), (schema_file, schema_text())):
        _write(path, content)
    return schema_file


def starter(
    file: str, name: str, people: str | None, ties: str | None, columns: Mapping[str, str]
) -> str:
    """The text of a scenario that passes every check.

    Args:
        file: The file's path, for the comments in the text.
        name: The scenario's name.
        people: The path of a people file, relative to the scenario's; None for a generated
            organisation.
        ties: The path of a ties file, likewise; None for none.
        columns: Our names to headers of those files.

    Returns:
        YAML with comments, whose first line names the schema beside it.
    """
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


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        remedy = f"cannot be written: {error.strerror}; choose another folder"
        raise BadInput(Problem(str(file), "", "", remedy)) from None


def _seen_from(folder: Path, file: Path | None) -> str | None:
    """The path of a file from a folder; absolute paths stay as they are."""
    if file is None or file.is_absolute():
        return None if file is None else str(file)
    return os.path.relpath(file, folder)
