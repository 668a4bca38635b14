"""Declarations checked: every problem at once, each with its line and its remedy.

Scenarios, experiments and generators all come through `checked`, whether from a file or from Python.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from winsim.declaration.document import Document
from winsim.declaration.error_messages import inconsistencies_in
from winsim.declaration.field import Declared
from winsim.declaration.inconsistency import Inconsistency, dotted
from winsim.declaration.override import Override, field_path
from winsim.declaration.plain import PlainData
from winsim.problems import BadInput, Problem, nearest

Declaration = TypeVar("Declaration", bound=Declared)
Relations = Callable[[Mapping[str, Any]], Iterable[Inconsistency]]
"""What does not fit together in the plain data of a declaration, even where parts of it are wrong."""


def checked(
    root: type[Declaration],
    data: Any,
    document: Document | PlainData | None = None,
    overrides: Sequence[Override] = (),
    relations: Relations = lambda data: (),
) -> Declaration:
    """A declaration made of plain data, validated as a whole.

    Args:
        root: What is declared: a model such as `Scenario` or `Generator`.
        data: Its fields by name, with `overrides` already made in them.
        document: Where the data were written, so that problems have a place; without one they
            name the field and its value alone.
        overrides: What was set anew; a problem of such a field says so.
        relations: What must hold between fields, looked at even where some of them are wrong.

    Returns:
        The declaration, frozen.

    Raises:
        BadInput: With every problem of the document, the data and the overrides, from top to bottom.
    """
    written = PlainData(data) if document is None else document
    if not isinstance(data, Mapping):
        kind = root.__name__.lower()
        article = "an" if kind[0] in "aeiou" else "a"
        remedy = f"{article} {kind} is a group of fields, each as `name: value`"
        raise BadInput(problem_of(Inconsistency((), remedy), written))
    inconsistent: list[Inconsistency] = []
    declaration = None
    try:
        declaration = root.model_validate(data)
    except ValidationError as error:
        inconsistent = [*inconsistencies_in(root, error), *relations(data)]
    problems = [problem_of(one, written, overrides) for one in dict.fromkeys(inconsistent)]
    ordered = sorted((*written.problems, *problems), key=_line)
    if declaration is None or ordered:
        raise BadInput(*ordered)
    return declaration


def problem_of(
    one: Inconsistency, document: Document | PlainData, overrides: Sequence[Override] = ()
) -> Problem:
    """What does not fit, with where it was written: in the override that set it, or the document.

    Args:
        one: The field and the remedy.
        document: Where the data were written.
        overrides: What was set anew, in order; the last one that set the field, or a group around it,
            is named.
    """
    for override in reversed(overrides):
        if one.path[: len(override.path)] == override.path:
            further = one.path[len(override.path) :]
            written = PlainData(override.value).written(further) if further else override.written
            return Problem(override.where, dotted(one.path), written, one.remedy)
    place, written = document.place(one.path), document.written(one.path)
    return Problem(place, dotted(one.path), written, one.remedy)


def placed_in(
    document: Document, root: type[Declared], problems: Sequence[Problem]
) -> list[Problem]:
    """Problems found after reading, with the file and line of their fields.

    Args:
        document: What was read.
        root: What is declared there.
        problems: As found; those that have a place already, and those whose field is none of `root`,
            stay as they are.

    Returns:
        As many problems, in the same order.
    """
    known = [None if one.where else field_path(one.field) for one in problems]
    return [
        one
        if at is None or at[0] not in root.model_fields
        else replace(one, where=document.place(at))
        for one, at in zip(problems, known, strict=True)
    ]


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, with plain line ends and without a byte order mark.

    Args:
        path: A YAML file.

    Raises:
        BadInput: Where it cannot be read, with the line that is not UTF-8, or with the YAML files that
            there are where it is missing.
    """
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


def _line(problem: Problem) -> int:
    """The line in a problem's place (`ops.yaml:12`, `line 12`), or 0 where it has none."""
    line = re.search(r"(?:^line |:)(\d+)$", problem.where)
    return int(line[1]) if line else 0


def _there(folder: Path, name: str = "") -> str:
    """The YAML files that there are in a folder."""
    if not folder.is_dir():
        return f"there is no folder {str(folder)!r} either"
    files = sorted(file.name for file in folder.glob("*.y*ml"))
    return nearest(name, files) if files else "there is no YAML file beside it"
