"""The tables of a client's files: whatever its format, a file becomes tables of people and of ties."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from winsim.organisation.files.csv import delimited
from winsim.organisation.files.framing import Told
from winsim.organisation.files.graph import people_table, read_graphml, ties_table
from winsim.organisation.files.table import ReadingLog, Table, read_bytes, read_parquet, read_text
from winsim.scenario.organisation_source import OrganisationSource

Reader = Callable[[Path, OrganisationSource, ReadingLog], list[Table]]
"""Reads the tables of a file; none, with the reason in the log, where it cannot be read."""

PEOPLE, TIES = "people", "ties"
"""The two parts that a table can have in an organisation."""


def people_and_ties(
    source: OrganisationSource, folder: Path, log: ReadingLog
) -> tuple[Table | None, Table | None]:
    """The table of people and the table of ties that the files of a source hold.

    Args:
        source: The `organisation` of a scenario, with files.
        folder: What their paths are relative to.
        log: Takes what is wrong.

    Returns:
        Each of the two, or None where there is none or it cannot be read. A graph whose nodes are the
        people gives both.
    """
    ties = _named(folder, source.ties, source, log)
    people = ties if source.people is None else _named(folder, source.people, source, log)
    return _with_part(people, PEOPLE), _with_part(ties, TIES)


def _named(
    folder: Path, name: str | None, source: OrganisationSource, log: ReadingLog
) -> list[Table]:
    return [] if name is None else tables_of(folder / name, source, log)


def _with_part(tables: list[Table], part: str) -> Table | None:
    """The table of this part, or one that could be of either."""
    return next((table for table in tables if table.part in (part, "")), None)


def tables_of(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    """The tables in a file, by the format that its ending names; what is no known format is text.

    Args:
        path: The file.
        source: Says how it is read: `columns`, `encoding`, `delimiter`.
        log: Takes the reason where it cannot be read.
    """
    return READERS.get(path.suffix.lower(), _text)(path, source, log)


def _text(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    text = read_text(path, log, source.encoding)
    if text is None:
        return []
    table = delimited(str(path), text, log, source.delimiter, _told(path, source))
    return [] if table is None else [table]


def _told(path: Path, source: OrganisationSource) -> Told:
    """What a source tells of the table in a text."""
    ties = Path(source.ties or "").parts
    part: Literal["people", "ties"] = "people"
    if ties and path.parts[-len(ties) :] == ties:
        part = "ties"
    return Told(part, source.header_rows.get(part), tuple(source.columns.values()))


def _parquet(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    table = None if read_bytes(path, log) is None else read_parquet(path, log)
    return [] if table is None else [table]


def _graphml(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    """The nodes and the edges of a graph."""
    read = read_graphml(path, log)
    if read is None:
        return []
    graph, lines = read
    key = None if source.people else source.columns.get("id")
    return [people_table(graph, str(path), key, lines), ties_table(graph, str(path), key, lines)]


READERS: Mapping[str, Reader] = {".parquet": _parquet, ".pq": _parquet, ".graphml": _graphml}
