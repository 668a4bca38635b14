"""An organisation as a people file and a ties file, in the form in which they are read.

The columns are `id`, `name` (where it differs), `team`, `manager`, `answered` (where that is known) and
further ones; `source`, `target` and `weight` (where one differs from 1).
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winsim.organisation.files.table import as_text
from winsim.organisation.organisation import ONE, Organisation
from winsim.problems import BadInput, Problem

OURS = ("id", "name", "team", "manager")
FILES = ("people.csv", "ties.csv")
"""What an organisation is written as."""


def write_organisation(
    organisation: Organisation, folder: str | Path, replace: bool = False
) -> tuple[Path, Path | None]:
    """Write `people.csv` and, if there are ties, `ties.csv`; `load_organisation` reads the same from them.

    Args:
        organisation: Any organisation.
        folder: Where to write; it is made if there is none.
        replace: Whether files that are there are replaced.

    Returns:
        The paths of the people file and the ties file; None for the latter without ties.

    Raises:
        BadInput: Where a file is there and must not be replaced, or cannot be written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from winsim import generate_organisation, load_organisation
        >>> organisation = generate_organisation(people=30, seed=2)
        >>> with TemporaryDirectory() as folder:
        ...     again = load_organisation(*write_organisation(organisation, folder))
        >>> again.hash == organisation.hash
        True
    """
    folder = Path(folder)
    people, ties = (folder / name for name in FILES)
    if not replace:
        refuse_present((people, ties))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_rows(people, _people(organisation))
        if organisation.network.listener.size:
            write_rows(ties, _ties(organisation))
        else:
            ties.unlink(missing_ok=True)
    except OSError as error:
        place = str(error.filename or folder)
        raise BadInput(Problem(place, "", "", f"cannot be written: {error.strerror}")) from None
    return people, ties if ties.exists() else None


def refuse_present(files: Iterable[Path]) -> None:
    """Refuse to write where files are there already.

    Raises:
        BadInput: With each file that is there.
    """
    there = [path for path in files if path.exists()]
    if there:
        remedy = "is there already; choose another folder, or say --force"
        raise BadInput(*(Problem(str(path), "", "", remedy) for path in there))


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows, the header first, as a CSV file in UTF-8.

    Raises:
        OSError: Where it cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _people(organisation: Organisation) -> Iterator[Sequence[str]]:
    """The header, and a row for each person; the name only where it is not the id."""
    named = organisation.names != organisation.ids
    columns = _columns(organisation)
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


def _columns(organisation: Organisation) -> Mapping[str, NDArray[Any]]:
    """The further columns, and first who answered, where that is known and no column says it.

    One that is called as ours is written under another header, for two columns would have the same.
    """
    columns = {f"{n}.1" if n in OURS else n: cells for n, cells in organisation.columns.items()}
    answered = organisation.answered
    if answered is None or "answered" in columns:
        return columns
    return {"answered": np.where(answered, "yes", "no"), **columns}


def _ties(organisation: Organisation) -> Iterator[Sequence[str]]:
    """The header, and a row for each directed tie, by who listens; the weight where it differs."""
    listens, to, weight = organisation.ties
    weighted = bool((weight != ONE).any())
    yield ["source", "target", *(["weight"] if weighted else [])]
    ids = organisation.ids
    for tie in np.lexsort((to, listens)).tolist():
        ends = [ids[listens[tie]], ids[to[tie]]]
        yield [*ends, as_text(float(weight[tie] / ONE))] if weighted else ends
