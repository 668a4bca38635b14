"""The organisation that a scenario asks for: read from its files, or generated."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from winsim.organisation.files.assembly import assembled
from winsim.organisation.files.csv import delimited
from winsim.organisation.files.graph import people_table, read_graphml, ties_table
from winsim.organisation.files.table import Findings, Table, read_bytes, read_parquet, read_text
from winsim.organisation.generator.generator import generated
from winsim.organisation.organisation import Organisation
from winsim.scenario.population import Generator, OrganisationSource

MANY = 2_000
"""Organisations of more people are large, and few of them are remembered."""


@dataclass(frozen=True)
class Understood:
    """An organisation, and notes on what was dropped or guessed while reading it."""

    organisation: Organisation
    notes: tuple[str, ...] = ()


def organisation_of(source: OrganisationSource, seed: int, folder: Path = Path()) -> Organisation:
    """The organisation of a source: read from files in `folder`, or generated with `seed`.

    The paths of a scenario that was read from a file lead from the current folder, the default.

    Files are read once for all seeds, and a generated organisation that does not vary is drawn
    once; both give the same object again. Raises `BadInput` with all problems of all files.
    """
    return understood(source, seed, folder).organisation


def understood(source: OrganisationSource, seed: int, folder: Path) -> Understood:
    """The organisation of a source with the notes of reading it."""
    files = [folder / name for name in (source.people, source.ties) if name is not None]
    if files:
        return _read(source.model_dump_json(exclude={"generate"}), str(folder), _stamps(files))
    generator = source.generate
    drawn = _drawn if generator.people <= MANY else _drawn_large
    return drawn(generator, seed if generator.vary else generator.seed, source.manager_ties)


@lru_cache(maxsize=256)
def _drawn(generator: Generator, seed: int, manager_ties: bool) -> Understood:
    return Understood(generated(generator, seed, manager_ties))


@lru_cache(maxsize=2)
def _drawn_large(generator: Generator, seed: int, manager_ties: bool) -> Understood:
    return Understood(generated(generator, seed, manager_ties))


@lru_cache(maxsize=8)
def _read(source: str, folder: str, stamps: tuple[tuple[int, int], ...]) -> Understood:
    """The organisation of a source (as JSON); `stamps` tell a file that changed."""
    return from_files(OrganisationSource.model_validate_json(source), Path(folder))


def _stamps(files: Sequence[Path]) -> tuple[tuple[int, int], ...]:
    """When each file was changed, and its size; zeros where there is none."""
    found = (file.stat() if file.is_file() else None for file in files)
    return tuple((s.st_mtime_ns, s.st_size) if s else (0, 0) for s in found)


def from_files(source: OrganisationSource, folder: Path) -> Understood:
    """The organisation in the files of a source, whose paths are relative to `folder`."""
    findings = Findings()
    people, ties, directed = _tables(source, folder, findings)
    if not directed:
        source = source.model_copy(update={"directed": False})
    result = assembled(people, ties, source, findings)
    if source.ties is None and not (source.manager_ties or source.all_tied):
        findings.notes.append("no ties file: people see their own team and broadcasts only")
    return Understood(result, tuple(findings.notes))


def _tables(
    source: OrganisationSource, folder: Path, findings: Findings
) -> tuple[Table | None, Table | None, bool]:
    """The people, the ties, and whether ties have a direction."""
    options = findings, source.encoding, source.delimiter
    people = read_table(folder / source.people, *options) if source.people else None
    if source.ties is None:
        return people, None, source.directed
    path = folder / source.ties
    if path.suffix.lower() != ".graphml":
        return people, read_table(path, *options), source.directed
    read = read_graphml(path, findings)
    if read is None:
        return people, None, source.directed
    graph, lines = read
    key = None if source.people else source.columns.get("id")
    if source.people is None:
        people = people_table(graph, str(path), key, lines)
    ties = ties_table(graph, str(path), key, lines)
    return people, ties, source.directed and graph.is_directed()


def read_table(
    path: Path, findings: Findings, encoding: str | None = None, delimiter: str | None = None
) -> Table | None:
    """The table in a CSV or Parquet file, or None with the reason among the findings.

    Encoding and delimiter are found out where they are not given: UTF-8 with or without a byte
    order mark, UTF-16 with one, else Windows-1252; comma, semicolon, tab or bar, whichever the
    header has most of.
    """
    if path.suffix.lower() in (".parquet", ".pq"):
        return None if read_bytes(path, findings) is None else read_parquet(path, findings)
    text = read_text(path, findings, encoding)
    return None if text is None else delimited(str(path), text, findings, delimiter)
