"""Which columns of a list of ties say when, and which say how much."""

import re
from collections.abc import Mapping, Sequence

from winsim.organisation.files.header_words import KNOWN_TIES, known_names, plain, words_in
from winsim.organisation.files.numbers import notation_of, number
from winsim.organisation.files.table import Table
from winsim.organisation.files.words_in_cells import NOTHING

PERIODS = frozenset((
    "date", "metricdate", "week", "weekof", "wk", "yearweek", "month", "period", "quarter", "day",
    "startdate", "weekstart", "datum", "woche", "kalenderwoche", "kw", "monat", "zeitraum", "tag",
    "semaine", "mois", "periode", "fecha", "semana", "mes", "settimana", "mese", "maand",
))  # fmt: skip
"""Words in the header of a week or another period."""
MOMENTS = frozenset((
    "timestamp", "datetime", "time", "sent", "received", "start", "started", "created", "gesendet",
    "empfangen", "zeit", "uhrzeit", "zeitpunkt", "zeitstempel", "heure", "hora", "envoye",
    "enviado",
))  # fmt: skip
"""Words in the header of a moment, such as when a message was sent."""
MEASURES = re.compile(
    r"hour|stunden|heures|horas|minute|meeting|mail|message|nachricht|chat|call|anruf|interaction|count|anzahl"
)
"""Found in headers of what is counted."""
PER = frozenset((
    "per", "pro", "par", "por", "je",
))  # fmt: skip
NO_AMOUNT = frozenset((
    "id", "ids", "key", "code", "year", "jahr", "age", "alter", "phone", "zip", "plz", "postal",
    "index", "row", "line", "size", "bytes", "level", "grade", "rank", "rang", "order", "tenure",
    "salary", "gehalt", "cost", "kostenstelle", "latitude", "longitude", "respondent", "flag",
))  # fmt: skip
"""Words in headers of numbers that are no amounts."""
LONG = re.compile(r"0\d+|\d{8,}")
"""A number that only tells apart, such as an id or a day written 20260105."""


def period_in(table: Table, columns: Mapping[str, str]) -> str | None:
    """The header of the week, or another period, of each row; None where there is none.

    Args:
        table: A list of ties.
        columns: Our name to the table's header; `date` for one that is told.
    """
    if "date" in columns:
        return columns["date"] if columns["date"] in table.columns else None
    free = _free(table, columns)
    return next((header for header in free if _says_period(header)), None)


def moment_in(table: Table, columns: Mapping[str, str]) -> str | None:
    """The header of when each row was, or None."""
    free = _free(table, columns)
    moments = (h for h in free if MOMENTS & {*words_in(h)} and not MEASURES.search(plain(h)))
    return next((h for h in moments if not _begins_with_number(table.columns[h])), None)


def measures_in(table: Table, columns: Mapping[str, str]) -> list[str]:
    """The columns that say how much: the one that is told or known first.

    Of others, those count that hold amounts; where some of them are called hours, meetings or
    messages, only they do.

    Args:
        table: A list of ties.
        columns: Our name to the table's header; `weight` for one that is told or known.
    """
    known = columns.get("weight", "weight")
    amounts = [h for h in _free(table, columns) if h != known and _holds_amounts(table, h)]
    counted = [header for header in amounts if MEASURES.search(plain(header))]
    return [known, *counted] if known in table.columns else counted or amounts


def _free(table: Table, columns: Mapping[str, str]) -> list[str]:
    """The headers that are not known to hold something else."""
    taken = {columns.get(name, name) for name in KNOWN_TIES if name != "weight"}
    return [header for header in table.columns if header and header not in taken]


def _says_period(header: str) -> bool:
    words = words_in(header)
    if words and words[-1] in ("date", "datum"):
        return True
    rate = PER & {*words} or MEASURES.search(plain(header))
    return not rate and bool(PERIODS & {*words, plain(header)})


def _begins_with_number(cells: Sequence[str]) -> bool:
    return number(next(filter(None, cells), "")) is not None


def _holds_amounts(table: Table, header: str) -> bool:
    """Whether a column holds numbers from zero upwards that differ and are no ids, years or places."""
    words, called = words_in(header), known_names().get(plain(header), "weight")
    if called != "weight" or NO_AMOUNT & {*words} or words[-1:] == ["number"]:
        return False
    if _says_period(header) or (MOMENTS & {*words} and not MEASURES.search(plain(header))):
        return False
    cells = table.columns[header]
    texts = [text for text in dict.fromkeys(cells) if text.lower() not in NOTHING]
    notation = notation_of(texts, table.decimal_comma)
    values = [notation.value(text) for text in texts]
    if len(texts) < 2 or any(value is None or value < 0 for value in values):
        return False
    return not any(map(LONG.fullmatch, texts)) and not _counts_rows(cells)


def _counts_rows(cells: Sequence[str]) -> bool:
    """Whether cells are the numbers of their rows."""
    first = cells[0]
    return (
        first in ("0", "1")
        and len(cells) > 2
        and [*cells] == [str(place) for place in range(int(first), int(first) + len(cells))]
    )
