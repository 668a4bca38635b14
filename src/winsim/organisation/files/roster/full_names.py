"""Names that come in two columns, put together as one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from winsim.organisation.files.formats.rows import WIDEST
from winsim.organisation.files.header_words import FIRST_NAMES, LAST_NAMES, plain, plain_words
from winsim.organisation.files.table import ReadingLog, Table

FAMILY = ("name", "nom", "naam")
"""Headers of the last name where the first name has a column of its own."""
WHOLE = ("fullname", "displayname", "employeename", "nomcomplet", "nombrecompleto", "nomecompleto")
"""Headers of the name as a whole, which go before."""


def with_full_names(table: Table, columns: Mapping[str, str], log: ReadingLog) -> Table:
    """The table with a column `name` in place of a first and a last name, where it has such.

    Args:
        table: One row a person.
        columns: What was told; where it says what the name is, or uses one of the two, nothing changes.
        log: Takes a note.
    """
    free = (header for header in islice(table.columns, WIDEST) if header not in columns.values())
    headers = {plain(header): header for header in free}
    pair = None if "name" in columns else _pair(headers)
    if pair is None:
        return table
    first, last = (table.columns[header] for header in pair)
    whole = [f"{given} {family}".strip() for given, family in zip(first, last, strict=True)]
    kept = {h: cells for h, cells in table.columns.items() if h not in pair}
    log.notes.append(f"{table.name}: name is put together from {pair[0]!r} and {pair[1]!r}")
    return replace(table, columns={**kept, "name": whole})


def _pair(headers: Mapping[str, str]) -> tuple[str, str] | None:
    """The headers of the first and the last name, where there is no column for the whole."""
    if any(word in headers for word in WHOLE):
        return None
    first = _found(plain_words(FIRST_NAMES), headers)
    last = _found(plain_words(LAST_NAMES), headers)
    if first and not last and plain(first) in ("vorname", "prenom", "voornaam"):
        last = _found(FAMILY, headers)
    elif "name" in headers:
        return None
    return (first, last) if first and last else None


def _found(words: Sequence[str], headers: Mapping[str, str]) -> str | None:
    return next((headers[word] for word in words if word in headers), None)
