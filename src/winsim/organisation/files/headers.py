"""Which header of a client's table holds what: the columns that are known without being told."""

from collections.abc import Mapping, Sequence

from winsim.organisation.files.table import ReadingLog, Table

PEOPLE = ("id", "team", "manager", "name")
TIES = ("source", "target", "weight", "layer", "type")


def with_known(
    table: Table, names: Sequence[str], columns: Mapping[str, str], log: ReadingLog
) -> dict[str, str]:
    """Our names to the headers of a table: those that were told, then those that are known.

    Args:
        table: Its headers are looked through.
        names: Our names that are looked for.
        columns: What was told, our name to the table's header; it goes before.
        log: Takes a note of each column that was found.

    Returns:
        `columns` and what was found; a name whose column is not there is left out.
    """
    found = dict(columns)
    for name in names:
        if name in columns or name in table.columns:
            continue
        alike = [header for header in table.columns if header.lower() == name]
        if len(alike) == 1:
            found[name] = alike[0]
    return found
