"""People who are in a table and may no longer be in the organisation."""

from winsim.organisation.files.header_words import plain, plain_words
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING

STATUS = plain_words((
    "Status", "Employment Status", "Employee Status", "Worker Status", "Position Status", "Active Status",
    "Account Status", "Beschäftigungsstatus", "Mitarbeiterstatus", "Statut", "Estado",
))  # fmt: skip
GONE = (
    "terminated", "inactive", "left", "leaver", "former", "resigned", "retired", "deceased", "departed",
    "separated", "ausgeschieden", "inaktiv", "ausgetreten", "parti", "inactif", "sorti", "inactivo", "baja",
)  # fmt: skip
"""What a column of the status holds for whoever has left, in small letters."""
LEAVING = plain_words((
    "Termination Date", "Date of Termination", "Leaving Date", "Leave Date", "Exit Date", "End Date",
    "Last Working Day", "Employment End Date", "Austrittsdatum", "Austritt", "Date de sortie",
    "Fecha de baja",
))  # fmt: skip
"""Headers of the day on which somebody leaves, as `plain` writes them."""


def doubt_gone(table: Table, log: ReadingLog) -> None:
    """Doubt whether people belong to the organisation whose status or last day says that they left.

    Args:
        table: One row a person.
        log: Takes a doubt for each such column, with how many people it concerns.
    """
    for header, cells in table.columns.items():
        if plain(header) in STATUS:
            _doubt(table, header, sum(cell.lower() in GONE for cell in cells), "has left", log)
        elif plain(header) in LEAVING:
            filled = sum(cell.lower() not in NOTHING for cell in cells)
            _doubt(table, header, filled, "leaves or has left", log)


def _doubt(table: Table, header: str, count: int, what: str, log: ReadingLog) -> None:
    if count:
        who = "1 of the people" if count == 1 else f"{count:,} of the people"
        log.doubts.append(
            f"{table.name}: column {header!r} says of {who} that he or she {what}, and all are taken to "
            "work there; leave out the lines of those who have left"
        )
