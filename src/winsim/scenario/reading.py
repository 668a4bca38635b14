"""Scenario files read: every problem of a file at once, each with its line and its remedy."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.changes import Change, change_from, changed, field_path
from winsim.scenario.consistency import inconsistencies
from winsim.scenario.document import Document
from winsim.scenario.inconsistency import Inconsistency, dotted
from winsim.scenario.scenario import Scenario
from winsim.scenario.wording import inconsistencies_in


def read_scenario(path: str | Path, sets: Sequence[str | Change] = ()) -> Scenario:
    """The scenario in a file, with fields set anew (`weeks=52`, `rollouts.pilots.mandate=0.1`).

    Paths of people and ties are written relative to the scenario's file; here they become relative
    to the current folder, or absolute where the scenario's own path is. Paths that are set are
    relative to the current folder from the start. Raises BadInput with every problem.
    """
    document, scenario = _read(Path(path), str(path))
    return _with_changes(scenario, document, sets)


def check_scenario(path: str | Path) -> Scenario:
    """The scenario in a file, like `read_scenario`; that its people and ties are there is checked."""
    document, scenario = _read(Path(path), str(path))
    missing = [
        Inconsistency(("organisation", name), f"there is no such file beside {Path(path).name}")
        for name in ("people", "ties")
        if (file := getattr(scenario.organisation, name)) is not None and not Path(file).is_file()
    ]
    if missing:
        raise BadInput(*(_problem(one, document, ()) for one in missing))
    return scenario


def placed(problems: Sequence[Problem], path: str | Path) -> list[Problem]:
    """Problems found after reading, with the file and line of their fields in a scenario."""
    document = Document(_text_of(Path(path)), str(path))
    known = [None if one.where else field_path(one.field) for one in problems]
    return [
        one
        if at is None or at[0] not in Scenario.model_fields
        else replace(one, where=document.place(at))
        for one, at in zip(problems, known, strict=True)
    ]


def scenario_from(text: str, name: str, sets: Sequence[str | Change] = ()) -> Scenario:
    """The scenario in a text; `name` stands for the file in problems, and paths stay as written."""
    document = Document(text, name)
    return _with_changes(_checked(document.data, document, ()), document, sets)


def with_changes(scenario: Scenario, changes: Sequence[Change]) -> Scenario:
    """A scenario with fields set anew, as it was read. Raises BadInput with every problem."""
    return _with_changes(scenario, Document("{}", scenario.name), changes)


def _read(path: Path, name: str) -> tuple[Document, Scenario]:
    """A file and the scenario in it, with its paths taken from the file's folder."""
    document = Document(_text_of(path), name)
    return document, _beside(_checked(document.data, document, ()), path.parent)


def _with_changes(scenario: Scenario, document: Document, sets: Sequence[str | Change]) -> Scenario:
    changes = [change_from(one) if isinstance(one, str) else one for one in sets]
    if not changes:
        return scenario
    return _checked(changed(scenario, changes), document, changes)


def _checked(data: Any, document: Document, changes: Sequence[Change]) -> Scenario:
    """A scenario made of plain data, or BadInput with all that is wrong in document and changes."""
    if not isinstance(data, Mapping):
        remedy = "a scenario is a group of fields, each as `name: value`"
        raise BadInput(Problem(document.place(()), "", document.written(()), remedy))
    found: list[Inconsistency] = []
    scenario = None
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        with_default = {"weeks": Scenario.model_fields["weeks"].default} | dict(data)
        found = [*inconsistencies_in(Scenario, error), *inconsistencies(with_default)]
    told = [_problem(one, document, changes) for one in dict.fromkeys(found)]
    ordered = sorted((*document.problems, *told), key=_line)
    if scenario is None or ordered:
        raise BadInput(*ordered)
    return scenario


def _problem(one: Inconsistency, document: Document, changes: Sequence[Change]) -> Problem:
    for change in reversed(changes):
        if one.path[: len(change.path)] == change.path:
            return Problem(change.where, dotted(one.path), change.written, one.remedy)
    place, written = document.place(one.path), document.written(one.path)
    return Problem(place, dotted(one.path), written, one.remedy)


def _line(problem: Problem) -> int:
    line = problem.where.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        remedy = "is not UTF-8 text; save the file as UTF-8"
        raise BadInput(Problem(f"{path}:{line}", "", "", remedy)) from None
    except IsADirectoryError:
        raise BadInput(Problem(str(path), "", "", f"is a folder; {_there(path)}")) from None
    except FileNotFoundError:
        remedy = f"there is no such file; {_there(path.parent, path.name)}"
        raise BadInput(Problem(str(path), "", "", remedy)) from None
    except OSError as error:
        remedy = f"cannot be read: {error.strerror}"
        raise BadInput(Problem(str(path), "", "", remedy)) from None


def _there(folder: Path, name: str = "") -> str:
    """The scenarios that there are in a folder."""
    if not folder.is_dir():
        return f"there is no folder {str(folder)!r} either"
    files = sorted(file.name for file in folder.glob("*.y*ml"))
    return nearest(name, files) if files else "there is no scenario (.yaml) beside it"


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
