"""Which of a client's files holds the people and which the ties, where nobody says so."""

from collections.abc import Sequence
from pathlib import Path

from winsim.organisation.files.formats.sheets import PEOPLE, TIES, holds, says
from winsim.organisation.files.other_sheets import answers_in, ties_beside
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.tables import part_of, tables_of
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import OrganisationSource

NAMED = "name it with --people, and the one of the ties with --ties"


def with_roles(source: OrganisationSource, files: Sequence[Path]) -> OrganisationSource:
    """A source whose people and ties are those of some files, each found by what is in it.

    Args:
        source: How files are read. A file that it names already keeps its role.
        files: One or two, in any order. A workbook, a graph or a survey can be both.

    Raises:
        BadInput: Where a file cannot be read, or it is not clear which one is what.
    """
    log = ReadingLog()
    tables = {file: tables_of(file, source, log) for file in dict.fromkeys(files)}
    log.refuse()
    people = source.people or str(_of_people(tables, source))
    ties = source.ties or _of_ties(tables, Path(people), source)
    return source.model_copy(update={"people": people, "ties": ties and str(ties)})


def _of_people(tables: dict[Path, list[Table]], source: OrganisationSource) -> Path:
    """The file whose name says people, of those that hold some; the only one that does.

    Where none shows people, the only one without ties is left, whose reader says what it lacks.
    """
    able = [file for file in tables if _holds(tables[file], PEOPLE, source)]
    named = [file for file in able if says(file.stem, PEOPLE)]
    alone = [file for file in able if not _holds(tables[file], TIES, source)]
    left = [] if able else [file for file in tables if not _holds(tables[file], TIES, source)]
    for found in (able, named, alone, left):
        if len(found) == 1:
            return found[0]
    what = "could be that of the people" if able else "holds no people with an id and a team"
    raise BadInput(
        *(Problem(str(file), "people", "", f"{what}; {NAMED}") for file in able or tables)
    )


def _of_ties(
    tables: dict[Path, list[Table]], people: Path, source: OrganisationSource
) -> Path | None:
    """The other file; the people's own where there is no other and it holds ties, too."""
    others = [file for file in tables if file != people]
    if len(others) > 1:
        remedy = "is one file of ties too many; join them into one, with a column layer"
        raise BadInput(*(Problem(str(file), "ties", "", remedy) for file in others))
    if others or people not in tables:
        return others[0] if others else None
    return people if _hold_both(tables[people], source) else None


def _hold_both(tables: Sequence[Table], source: OrganisationSource) -> bool:
    """Whether the tables of a file of people hold ties, too: a table of their own, or answers."""
    people = part_of(tables, PEOPLE, source, ReadingLog())
    return _holds(tables, TIES, source) or (
        people is not None
        and (bool(ties_beside(tables, people, source)) or answers_in(people, source))
    )


def _holds(tables: Sequence[Table], part: str, source: OrganisationSource) -> bool:
    return any(holds(table, part, source.columns) for table in tables)
