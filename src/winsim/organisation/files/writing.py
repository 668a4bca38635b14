"""An organisation as a people file and a ties file, in the form in which they are read."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from winsim.organisation.files.table import as_text
from winsim.organisation.organisation import ONE, Organisation
from winsim.problems import BadInput, Problem


def write_organisation(
    organisation: Organisation, folder: Path, replace: bool = False
) -> tuple[Path, Path]:
    """Write `people.csv` and `ties.csv` into a folder; their paths.

    Raises `BadInput` where a file is there and must not be replaced, or cannot be written.
    """
    files = folder / "people.csv", folder / "ties.csv"
    there = [] if replace else [path for path in files if path.exists()]
    if there:
        remedy = "is there already; choose another folder, or say --force"
        raise BadInput(*(Problem(str(path), "", "", remedy) for path in there))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(files[0], _people(organisation))
        _write(files[1], _ties(organisation))
    except OSError as error:
        place = str(error.filename or folder)
        raise BadInput(Problem(place, "", "", f"cannot be written: {error.strerror}")) from None
    return files


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _people(organisation: Organisation) -> Iterator[Sequence[str]]:
    """The header, and a row for each person; the name only where it is not the id."""
    named = organisation.names != organisation.ids
    columns = organisation.columns
    teams = organisation.team_names
    manager = ["", *organisation.ids]
    yield ["id", *(["name"] if named else []), "team", "manager", *columns]
    for person, key in enumerate(organisation.ids):
        yield [
            key,
            *([organisation.names[person]] if named else []),
            teams[organisation.network.team[person]],
            manager[organisation.manager[person] + 1],
            *(as_text(values[person].item()) for values in columns.values()),
        ]


def _ties(organisation: Organisation) -> Iterator[Sequence[str]]:
    """The header, and a row for each directed tie, by who listens; the weight where it differs."""
    listens, to, weight = organisation.ties
    weighted = bool((weight != ONE).any())
    yield ["source", "target", *(["weight"] if weighted else [])]
    ids = organisation.ids
    for tie in np.lexsort((to, listens)).tolist():
        ends = [ids[listens[tie]], ids[to[tie]]]
        yield [*ends, as_text(float(weight[tie] / ONE))] if weighted else ends
