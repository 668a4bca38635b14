"""Exports of collaboration analytics: one row a pair and week, with hours, meetings or messages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from winsim.organisation.files.forms.tie_list import TieList
from winsim.organisation.files.numbers import number
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.scenario.organisation_source import OrganisationSource

DATES = (
    "date", "metricdate", "week", "weekstart", "weekstarting", "weekbeginning", "weekending", "weekof",
    "calendarweek", "period", "month", "startdate", "reportdate", "datum", "woche", "kalenderwoche", "kw",
    "monat", "semaine", "mois", "fecha", "semana", "mes",
)  # fmt: skip
"""Headers of the week or other period of a row, in small letters without spaces."""
MEASURES = re.compile(
    r"hour|stunden|heures|horas|minute|meeting|mail|message|nachricht|chat|call|anruf|interaction|count|anzahl"
)
"""Found in headers of what is counted."""


def averaged(
    table: Table, columns: Mapping[str, str], source: OrganisationSource, log: ReadingLog
) -> TieList:
    """The ties of a list; where pairs come again week by week, weighing their mean over the weeks.

    Args:
        table: One row a tie, or a pair and week.
        columns: Our name to the table's header: `source`, `target`, perhaps `weight` and `date`.
        source: Says whether ties are `weighted`, and perhaps by which column.
        log: Takes a note of the mean, and a doubt where one of several measures was chosen.

    Returns:
        The list as it is, or with a `weight` in each row such that those of a pair add up to the mean
        over all weeks of the table, weeks without the pair as zero.
    """
    date, measures = _date(table, columns), _measures(table, columns)
    if not (source.weighted and date and measures and _come_again(table, columns, date)):
        return TieList(table, columns)
    weeks = len(set(table.columns[date]))
    taken, others = measures[0], measures[1:]
    log.notes.append(
        f"{table.name}: pairs come again in the {weeks:,} periods of {date}; a tie weighs the mean of "
        f"{taken} over all of them, and a period without the pair counts as zero."
    )
    if others and "weight" not in source.columns:
        log.doubts.append(
            f"{table.name}: ties weigh by {taken}, and {', '.join(others)} are not used; "
            f"--column 'weight={others[0]}' takes another."
        )
    shares = _shares(table.columns[taken], weeks, table.decimal_comma)
    told = {name: header for name, header in columns.items() if name != "weight"}
    return TieList(replace(table, columns={**table.columns, "weight": shares}), told)


def _date(table: Table, columns: Mapping[str, str]) -> str | None:
    if "date" in columns:
        return columns["date"] if columns["date"] in table.columns else None
    return next((header for header in table.columns if _plain(header) in DATES), None)


def _measures(table: Table, columns: Mapping[str, str]) -> list[str]:
    """The columns that say how much: the one that is told or known first."""
    known = columns.get("weight", "weight")
    found = [header for header in table.columns if MEASURES.search(_plain(header))]
    ends = {columns.get(name, name) for name in ("source", "target", "layer", "type", "date")}
    first = [known] if known in table.columns else []
    return first + [header for header in found if header not in ends and header != known]


def _plain(header: str) -> str:
    return re.sub(r"[\W_]", "", header.casefold())


def _come_again(table: Table, columns: Mapping[str, str], date: str) -> bool:
    """Whether a pair has rows of two dates."""
    ends = (table.column("source", columns) or [], table.column("target", columns) or [])
    first: dict[tuple[str, str], str] = {}
    pairs = zip(*ends, strict=True)
    return any(
        first.setdefault(pair, when) != when
        for pair, when in zip(pairs, table.columns[date], strict=True)
    )


def _shares(written: Sequence[str], weeks: int, decimal_comma: bool) -> list[str]:
    """Each amount divided by the number of weeks; what is no amount stays, to be refused as written."""
    values = {text: number(text, decimal_comma) for text in set(written)}
    shares = {
        text: text if value is None or value < 0 else repr(value / weeks)
        for text, value in values.items()
    }
    nothing = {text: "0" for text in values if text.lower() in NOTHING}
    return list(map((shares | nothing).__getitem__, written))
