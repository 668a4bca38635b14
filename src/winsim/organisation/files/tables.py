"""The tables of a client's files: whatever its format, a file becomes tables of people and of ties."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from winsim.organisation.files.formats import formats
from winsim.organisation.files.formats.csv import delimited
from winsim.organisation.files.formats.framing import Told
from winsim.organisation.files.formats.gexf import read_gexf
from winsim.organisation.files.formats.gml import read_gml
from winsim.organisation.files.formats.graphml import read_graphml
from winsim.organisation.files.formats.nodes import Nodes, alone, among, renamed
from winsim.organisation.files.formats.pajek import read_pajek
from winsim.organisation.files.formats.parquet import read_parquet
from winsim.organisation.files.formats.sheets import PEOPLE, TIES, chosen, told_of
from winsim.organisation.files.formats.ucinet import read_ucinet
from winsim.organisation.files.formats.workbook import Sheet, read_workbook
from winsim.organisation.files.other_sheets import ties_beside
from winsim.organisation.files.table import ReadingLog, Table, read_bytes, read_text
from winsim.scenario.organisation_source import OrganisationSource

Reader = Callable[[Path, OrganisationSource, ReadingLog], list[Table]]
"""Reads the tables of a file; none, with the reason in the log, where it cannot be read."""


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
        people gives both, and so does a workbook.
    """
    names = [name for name in (source.people, source.ties) if name is not None]
    read = {name: tables_of(folder / name, source, log) for name in dict.fromkeys(names)}
    first = read[names[0]]
    people = part_of(first, PEOPLE, source, log)
    if source.ties is None:
        _note_unread(first, people, source, log)
        return _whoever(people, source, log), None
    ties = part_of(read[source.ties], TIES, source, log, people)
    return _whoever(people, source, log), _between(ties, read[source.ties], people, source, log)


def tables_of(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    """The tables in a file, by the format that its beginning or its ending shows; others are text.

    Args:
        path: The file.
        source: Says how it is read: `sheets`, `encoding`, `delimiter`.
        log: Takes the reason where it cannot be read.
    """
    return READERS[formats.format_of(path)](path, source, log)


def part_of(
    tables: Sequence[Table],
    part: str,
    source: OrganisationSource,
    log: ReadingLog,
    taken: Table | None = None,
) -> Table | None:
    """The table of this part, or one that could be of either and is not taken yet.

    Args:
        tables: Of one file.
        part: `people` or `ties`.
        source: Says which sheet of a workbook it is, and which headers hold what.
        log: Takes the reason where there is none, or it is not clear which one it is.
        taken: The table that has the other part.
    """
    fitting = [table for table in tables if table.part in (part, "")]
    if tables and not fitting:
        log.add(tables[0].name, part, "", f"holds no {part}; give another file for them")
    sheets = [table for table in fitting if isinstance(table, Sheet)]
    if sheets:
        return chosen(sheets, part, source, log, taken)
    return fitting[0] if fitting else None


def _whoever(people: Table | None, source: OrganisationSource, log: ReadingLog) -> Table | None:
    """The people, those of a graph by themselves included."""
    return alone(people, source.columns, log) if isinstance(people, Nodes) else people


def _between(
    ties: Table | None,
    tables: Sequence[Table],
    people: Table | None,
    source: OrganisationSource,
    log: ReadingLog,
) -> Table | None:
    """The ties, those of a graph between people and not between keys of nodes."""
    nodes = next((table for table in tables if isinstance(table, Nodes)), None)
    if ties is None or nodes is None or people is None:
        return ties
    if people is not nodes:
        return among(ties, nodes, people, source.columns, log)
    return renamed(ties, nodes, nodes.column("id", source.columns) or nodes.keys)


def _note_unread(
    tables: Sequence[Table], people: Table | None, source: OrganisationSource, log: ReadingLog
) -> None:
    """A note of ties in the people file, which are read only where it is given as ties, too."""
    for table in ties_beside(tables, people, source) if people else ():
        remedy = f"give the file as ties, too, to take them: --ties {source.people}"
        log.notes.append(f"{table.name}: the ties in it are not read; {remedy}")
    for table in tables:
        if table is not people and isinstance(table, Sheet) and not table.columns:
            reasons = "; ".join(problem.remedy for problem in table.said.problems)
            log.notes.append(f"{table.name}: this sheet is not read; {reasons}")


def _text(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    text = read_text(path, log, source.encoding)
    if text is None:
        return []
    table = delimited(str(path), text, log, source.delimiter, _told(path, source))
    return [] if table is None else [table]


def _told(path: Path, source: OrganisationSource) -> Told:
    """What a source tells of the table in a text."""
    part = TIES if TIES in _parts(path, source) else PEOPLE
    return Told(part, source.header_rows.of(part), tuple(source.columns.values()))


def _parts(path: Path, source: OrganisationSource) -> list[str]:
    """What the file with this path is given as; of files of one name, the one whose folder fits, too."""
    given = ((PEOPLE, source.people or source.ties), (TIES, source.ties))
    ends = {part: Path(name).parts for part, name in given if name}
    fitting = {part: end for part, end in ends.items() if path.parts[-len(end) :] == end}
    most = max(map(len, fitting.values()), default=0)
    return [part for part, end in fitting.items() if len(end) == most]


def _workbook(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    parts = _parts(path, source)
    wanted = list(source.sheets.values())
    return list(read_workbook(path, wanted, lambda title: told_of(title, parts, source), log))


def _parquet(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
    table = None if read_bytes(path, log) is None else read_parquet(path, log)
    return [] if table is None else [table]


def _graph_in_text(read: Callable[[str, str, ReadingLog], list[Table]]) -> Reader:
    """The reader of a form of graphs that is text."""

    def reader(path: Path, source: OrganisationSource, log: ReadingLog) -> list[Table]:
        text = read_text(path, log, source.encoding)
        return [] if text is None else read(str(path), text, log)

    return reader


def _graph_in_xml(read: Callable[[Path, str | None, ReadingLog], list[Table]]) -> Reader:
    """The reader of a form of graphs that is XML."""
    return lambda path, source, log: read(path, source.encoding, log)


READERS: Mapping[str, Reader] = {
    formats.TEXT: _text,
    formats.WORKBOOK: _workbook,
    formats.PARQUET: _parquet,
    formats.GRAPHML: _graph_in_xml(read_graphml),
    formats.GEXF: _graph_in_xml(read_gexf),
    formats.GML: _graph_in_text(read_gml),
    formats.PAJEK: _graph_in_text(read_pajek),
    formats.UCINET: _graph_in_text(read_ucinet),
}
