"""Organisations read from files, and the organisation that a scenario names: read or generated.

`load_organisation` is for Python code, `organisation_of` for whatever runs a scenario; both remember
what they read, until a file changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from winsim.declaration.checking import checked
from winsim.declaration.plain import plain
from winsim.organisation.files.assembly import assembled
from winsim.organisation.files.table import ReadingLog, warn_of
from winsim.organisation.files.tables import people_and_ties
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import Generator, OrganisationSource

Stamp = tuple[str | int, ...]
"""What tells a file from what it was, and from another of the same name."""
MANY = 2_000
"""Organisations of more people are large, and few of them are remembered."""


@dataclass(frozen=True)
class NotedOrganisation:
    """An organisation, and what came up while it was read.

    Attributes:
        organisation: Read from files, or generated.
        notes: What was dropped or guessed, a sentence each.
        doubts: What may change a result, a sentence each; they are said first in every output.
    """

    organisation: Organisation
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def load_organisation(
    people: str | Path | None = None,
    ties: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    directed: bool = True,
    **options: Any,
) -> Organisation:
    r"""The organisation in a client's files. What was dropped or guessed is a warning.

    Args:
        people: CSV, workbook or Parquet: one row a person, with `id` and `team`, and perhaps `manager`,
            `name`, `level`, `location` and further columns.
        ties: CSV, workbook, Parquet or graph (GraphML, GEXF, GML, Pajek, UCINET DL): `source`
            listens to `target`, perhaps with `weight` and `layer`. A graph whose nodes carry a team
            needs no people file, nor does a workbook with a sheet of people. Without ties, people
            see their own team and what leadership broadcasts, and no more.
        columns: Our name to the file's header where it is another: `{"team": "department"}`.
        directed: False where ties work both ways, whoever is named first.
        **options: Further fields of a scenario's `organisation`: `sheets`, `header_rows`, `weighted`,
            `layers`, `manager_ties`, `all_tied`, `nonresponse`, `outsiders`, `encoding`, `delimiter`.

    Returns:
        The organisation, its people numbered by team.

    Raises:
        BadInput: With every problem of both files, each with line, column, value and remedy.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     people, ties = Path(folder) / "staff.csv", Path(folder) / "ties.csv"
        ...     _ = people.write_text("id,unit,manager\nana,Sales,\nbo,Sales,ana\ncy,Works,ana\n")
        ...     _ = ties.write_text("source,target\nbo,ana\ncy,ana\nana,bo\n")
        ...     organisation = load_organisation(people, ties, columns={"team": "unit"})
        >>> organisation.ids, organisation.team_names
        (('ana', 'bo', 'cy'), ('Sales', 'Works'))
    """
    if people is None and ties is None:
        remedy = "is missing; give a people file, or a graph as ties"
        raise BadInput(Problem("", "people", "", remedy))
    files = {"people": people, "ties": ties, "columns": columns or {}, "directed": directed}
    source = checked(OrganisationSource, plain(files | options))
    noted = organisation_with_notes(source)
    warn_of((*noted.doubts, *noted.notes))
    return noted.organisation


def organisation_of(
    source: OrganisationSource, seed: int = 1, folder: Path = Path()
) -> Organisation:
    """The organisation that a scenario names: read from files, or generated.

    Files are read once for all seeds, and a generated organisation that does not vary is drawn
    once; both give the same object again.

    Args:
        source: The `organisation` of a scenario.
        seed: Where a generated organisation varies, another seed draws another one.
        folder: What the paths of files are relative to: for a scenario that was read from a file
            the current folder, the default.

    Raises:
        BadInput: With all problems of all files, or of what is to be generated.

    Example:
        >>> from winsim import scenario_from
        >>> generate = {"people": 24, "network": "complete"}
        >>> scenario = scenario_from(
        ...     {"name": "try", "organisation": {"generate": generate}, "rollouts": {"all": {}}}
        ... )
        >>> organisation_of(scenario.organisation, seed=3).team_sizes.tolist()
        [8, 8, 8]
    """
    return organisation_with_notes(source, seed, folder).organisation


def organisation_with_notes(
    source: OrganisationSource, seed: int = 1, folder: Path = Path()
) -> NotedOrganisation:
    """The organisation as `organisation_of` gives it, with the notes of reading it.

    Args:
        source: The `organisation` of a scenario.
        seed: Where a generated organisation varies, another seed draws another one.
        folder: What the paths of files are relative to.

    Raises:
        BadInput: With all problems of all files, or of what is to be generated.
    """
    files = [folder / name for name in (source.people, source.ties) if name is not None]
    if files:
        return _read(source.model_dump_json(exclude={"generate"}), str(folder), _stamps(files))
    generator = source.generate
    drawn = _drawn if generator.people <= MANY else _drawn_large
    return drawn(generator, seed if generator.vary else generator.seed, source.manager_ties)


@lru_cache(maxsize=256)
def _drawn(generator: Generator, seed: int, manager_ties: bool) -> NotedOrganisation:
    return _generated(generator, seed, manager_ties)


@lru_cache(maxsize=2)
def _drawn_large(generator: Generator, seed: int, manager_ties: bool) -> NotedOrganisation:
    return _generated(generator, seed, manager_ties)


def _generated(generator: Generator, seed: int, manager_ties: bool) -> NotedOrganisation:
    from winsim.organisation.generator.generator import generated  # it loads the compiler

    return NotedOrganisation(generated(generator, seed, manager_ties))


@lru_cache(maxsize=8)
def _read(source: str, folder: str, stamps: Sequence[Stamp]) -> NotedOrganisation:
    """The organisation of a source (as JSON); `stamps` tell a file that changed, or is another."""
    return _from_files(OrganisationSource.model_validate_json(source), Path(folder))


def _stamps(files: Sequence[Path]) -> tuple[Stamp, ...]:
    """Where each file is, which it is, when it was changed, and its size; zeros where there is none."""
    return tuple((str(file.resolve()), *_state(file)) for file in files)


def _state(file: Path) -> tuple[int, ...]:
    if not file.is_file():
        return (0, 0, 0, 0)
    state = file.stat()
    return state.st_ino, state.st_ctime_ns, state.st_mtime_ns, state.st_size


def _from_files(source: OrganisationSource, folder: Path) -> NotedOrganisation:
    """The organisation in the files of a source, whose paths are relative to `folder`."""
    log = ReadingLog()
    result = assembled(*people_and_ties(source, folder, log), source, log)
    return NotedOrganisation(result, tuple(log.notes), tuple(log.doubts))
