"""Columns that are told to be absent: `manager: ""`, although a header is known for one."""

from collections.abc import Mapping
from dataclasses import replace

from winsim.organisation.files.header_words import plain, words_of
from winsim.organisation.files.table import Table


def without_absent(table: Table, columns: Mapping[str, str]) -> tuple[Table, dict[str, str]]:
    """A table without the columns that are told to be absent, and what else was told.

    Args:
        table: Any table.
        columns: Our name to the table's header; empty where there is no such column.

    Returns:
        The table without any header that is known for such a name and was not told for another; and
        `columns` without these names.
    """
    told = {name: header for name, header in columns.items() if header}
    words = {
        word for name in columns if name not in told for word in (plain(name), *words_of(name))
    }
    if not words:
        return table, told
    kept = {
        header: cells
        for header, cells in table.columns.items()
        if plain(header) not in words or header in told.values()
    }
    return replace(table, columns=kept), told
