"""What a row calls the same person beside the number that was read: compared, never chosen from."""

import re
from collections.abc import Mapping
from shlex import quote

import numpy as np

from winsim.numerics.arrays import Ints
from winsim.organisation.files.header_words import plain, words_of
from winsim.organisation.files.roster.lookup import BY, Naming, filled
from winsim.organisation.files.roster.roster import Found, Roster
from winsim.organisation.files.table import ReadingLog, Table, chosen

SPELT = re.compile(r"name|mail|label|upn")
"""Found in the header, as `plain` writes it, of a column that holds no numbers of people."""
ENDINGS = ("name", "fullname", "displayname", "label", "email", "emailaddress", "mail")
"""What such a header ends in where the rest is that of the number, as in `Source Name`."""


def refuse_differing(
    table: Table,
    naming: Naming,
    found: Found,
    roster: Roster,
    columns: Mapping[str, str],
    log: ReadingLog,
) -> None:
    """Refuse numbers where the name or address beside them is that of somebody else.

    Args:
        table: The table that has them.
        naming: The cells that were read.
        found: Whom they mean.
        roster: The people.
        columns: Our name to the table's header; whoever tells where the numbers are looked up has
            decided, and nothing is compared.
        log: Takes one problem for each column that differs.
    """
    header = columns.get(naming.field, naming.field)
    if BY[naming.field] in columns or SPELT.search(plain(header)):
        return
    for other in _beside(table, naming.field, header):
        cells = filled(chosen(table.columns[other], naming.rows), roster)
        places: Ints = roster.find(cells).places
        differ = np.flatnonzero((places >= 0) & (found.places >= 0) & (places != found.places))
        if differ.size:
            first = int(differ[0])
            ways = (f"{naming.field}={other}", f"{BY[naming.field]}={found.calling.header or 'id'}")
            remedy = (
                f"is one person and {other!r} of the same line another, in {differ.size:,} of "
                f"{len(cells):,} lines; say which is right: --column {quote(ways[0])} or, for "
                f"{header!r}, --column {quote(ways[1])}"
            )
            where = table.where(int(naming.rows[first]))
            log.add(where, naming.field, naming.cells[first], remedy)


def _beside(table: Table, field: str, header: str) -> list[str]:
    """The columns that call the same people by name or address."""
    stems = {plain(header), plain(header).removesuffix("id"), field}
    wanted = {stem + ending for stem in stems for ending in ENDINGS}
    if field == "manager":
        wanted |= {word for word in words_of("manager") if SPELT.search(word)}
    return [other for other in table.columns if other != header and plain(other) in wanted]
