"""Scenario files read: every problem of a file at once, each with its line and its remedy.

The ways into winsim for a scenario: from a file, from a YAML text or from plain Python data.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from winsim.declaration.checking import placed_in, problem_of, text_of
from winsim.declaration.document import Document
from winsim.declaration.inconsistency import Inconsistency
from winsim.declaration.override import Override, override_from
from winsim.declaration.plain import PlainData
from winsim.problems import BadInput, Problem
from winsim.scenario.scenario import Scenario, checked_scenario


def read_scenario(path: str | Path, sets: Sequence[str | Override] = ()) -> Scenario:
    """The scenario in a YAML file, checked as a whole.

    Args:
        path: The file. Paths of people and ties are written relative to it; in the result they are
            relative to the current folder, or absolute where `path` is.
        sets: Fields to set anew, as `--set` does: `weeks=52`, `rollouts.pilots.mandate=0.1`. Paths
            that are set are relative to the current folder from the start. In Python,
            `Scenario.with_fields` is handier.

    Returns:
        The scenario, frozen.

    Raises:
        BadInput: With every problem found, each with its line, field, value and remedy.

    Example:
        >>> scenario = read_scenario("scenarios/ops-redesign.yaml")
        >>> scenario.weeks, list(scenario.rollouts)
        (104, ['big_bang', 'pilots'])
    """
    document, scenario = _read(Path(path), str(path))
    return scenario.with_overrides(_overrides(sets), document)


def check_scenario(path: str | Path) -> Scenario:
    """The scenario in a file, like `read_scenario`; also, that its people and ties files are there.

    Args:
        path: The YAML file.

    Returns:
        The scenario, frozen.

    Raises:
        BadInput: With every problem found. What is inside the people and ties files is looked at
            when they are read (`organisation_of`).

    Example:
        >>> check_scenario("scenarios/ops-redesign.yaml").name
        'ops-redesign'
    """
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
    """Problems found after reading, with the file and line of their fields in a scenario.

    Args:
        problems: As found; those that have a place already stay as they are.
        path: The scenario's file, which is read again.

    Raises:
        BadInput: Where the file can no longer be read.
    """
    return placed_in(Document(text_of(Path(path)), str(path)), Scenario, problems)


def scenario_from(
    source: str | Mapping[str, Any], name: str = "", sets: Sequence[str | Override] = ()
) -> Scenario:
    """The scenario of a YAML text or of plain Python data, checked as one in a file.

    Args:
        source: YAML, or fields by name; values may be plain data or declared models (`Rollout`,
            `Step`, …). Paths of people and ties stay as written.
        name: What stands for a file's name in problems; may be empty.
        sets: Fields to set anew, as in `read_scenario`.

    Returns:
        The scenario, frozen.

    Raises:
        BadInput: With every problem found, each with field, value and remedy; in a text also with
            its line. (`Scenario(...)` itself raises pydantic's ValidationError.)

    Example:
        >>> rollouts = {"big_bang": {"release": "whole"}, "pilots": {"waves": [["team 1"], "rest"]}}
        >>> scenario = scenario_from({"name": "small", "weeks": 52, "rollouts": rollouts})
        >>> scenario.rollouts["pilots"].waves[1].teams
        'rest'
        >>> scenario == scenario_from(
        ...     "{name: small, weeks: 52, rollouts: {big_bang: {release: whole}, "
        ...     "pilots: {waves: [[team 1], rest]}}}"
        ... )
        True
        >>> scenario_from({"name": "small", "wekes": 52, "rollouts": rollouts})
        Traceback (most recent call last):
        winsim.problems.BadInput: wekes = 52: there is no such field; did you mean 'weeks'?
    """
    if not isinstance(source, str):
        data = PlainData(source, name)
        return checked_scenario(data.data, data).with_overrides(_overrides(sets))
    document = Document(source, name)
    return checked_scenario(document.data, document).with_overrides(_overrides(sets), document)


def _overrides(sets: Sequence[str | Override]) -> list[Override]:
    return [override_from(one) if isinstance(one, str) else one for one in sets]


def _read(path: Path, name: str) -> tuple[Document, Scenario]:
    """A file and the scenario in it, with its paths taken from the file's folder."""
    document = Document(text_of(path), name)
    return document, _beside(checked_scenario(document.data, document), path.parent)


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
