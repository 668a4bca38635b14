"""Scenario files read: every problem of a file at once, each with its line and its remedy."""

import os
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import indent
from typing import Any

from winsim.declaration.checking import checked, placed_in, problem_of, text_of
from winsim.declaration.document import Document
from winsim.declaration.inconsistency import Inconsistency
from winsim.declaration.override import Override, overridden, override_from
from winsim.problems import BadInput, Problem
from winsim.scenario.consistency import inconsistencies
from winsim.scenario.listing import as_yaml
from winsim.scenario.scenario import Scenario


def read_scenario(path: str | Path, sets: Sequence[str | Override] = ()) -> Scenario:
    """The scenario in a file, with fields set anew (`weeks=52`, `rollouts.pilots.mandate=0.1`).

    Paths of people and ties are written relative to the scenario's file; here they become relative
    to the current folder, or absolute where the scenario's own path is. Paths that are set are
    relative to the current folder from the start. Raises BadInput with every problem.
    """
    document, scenario = _read(Path(path), str(path))
    return with_changes(scenario, sets, document)


def check_scenario(path: str | Path) -> Scenario:
    """The scenario in a file, like `read_scenario`; that its people and ties are there is checked."""
    document, scenario = _read(Path(path), str(path))
    missing = [
        Inconsistency(("organisation", name), f"there is no such file beside {Path(path).name}")
        for name in ("people", "ties")
        if (file := getattr(scenario.organisation, name)) is not None and not Path(file).is_file()
    ]
    if missing:
        raise BadInput(*(problem_of(one, document) for one in missing))
    return scenario


def placed(problems: Sequence[Problem], path: str | Path) -> list[Problem]:
    """Problems found after reading, with the file and line of their fields in a scenario."""
    return placed_in(Document(text_of(Path(path)), str(path)), Scenario, problems)


def scenario_from(text: str, name: str, sets: Sequence[str | Override] = ()) -> Scenario:
    """The scenario in a text; `name` stands for the file in problems, and paths stay as written."""
    document = Document(text, name)
    return with_changes(_checked(document.data, document), sets, document)


def with_changes(
    scenario: Scenario, sets: Sequence[str | Override], document: Document | None = None
) -> Scenario:
    """A scenario with fields set anew; BadInput says by which change, or where in the document."""
    changes = [override_from(one) if isinstance(one, str) else one for one in sets]
    if not changes:
        return scenario
    return _checked(overridden(scenario, changes), document, changes)


def _read(path: Path, name: str) -> tuple[Document, Scenario]:
    """A file and the scenario in it, with its paths taken from the file's folder."""
    document = Document(text_of(path), name)
    return document, _beside(_checked(document.data, document), path.parent)


def _checked(data: Any, document: Document | None, changes: Sequence[Override] = ()) -> Scenario:
    return checked(Scenario, data, document, changes, _relations)


def _relations(data: Mapping[str, Any]) -> Iterable[Inconsistency]:
    return inconsistencies({"weeks": Scenario.model_fields["weeks"].default} | dict(data))


def _beside(scenario: Scenario, folder: Path) -> Scenario:
    """The scenario with its relative paths taken from a folder."""
    source = scenario.organisation
    paths = {
        name: os.path.normpath(folder / written)
        for name in ("people", "ties")
        if (written := getattr(source, name)) is not None
    }
    organisation = source.model_copy(update=paths)
    return scenario.model_copy(update={"organisation": organisation}) if paths else scenario


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
