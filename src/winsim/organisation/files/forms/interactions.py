"""Lists of ties that come again: exports of collaboration analytics week by week, and logs of mails.

An export has one row a pair and week, with hours, meetings or messages; a log one row a mail or call.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from winsim.organisation.files.forms.measures import measures_in, moment_in, period_in
from winsim.organisation.files.forms.remedies import to_type
from winsim.organisation.files.forms.tie_list import TieList, rows_of
from winsim.organisation.files.forms.weights import notation_said
from winsim.organisation.files.table import ReadingLog, Table
from winsim.organisation.files.words_in_cells import NOTHING
from winsim.scenario.organisation_source import OrganisationSource
from winsim.words import count

SHOWN = 4
"""Columns of which one can be chosen, listed one by one."""
ALIKE = to_type("weighted", False)


def weighed(
    table: Table, columns: Mapping[str, str], source: OrganisationSource, log: ReadingLog
) -> TieList:
    """The ties of a list, with what they weigh where no column is known to say it.

    Args:
        table: One row a tie, a pair and week, or a message.
        columns: Our name to the table's header: `source`, `target`, perhaps `weight` and `date`.
        source: Says whether ties are `weighted`, perhaps by which column, and which `layers` are wanted.
        log: Takes a note of a mean, and a doubt where a column was chosen or lines were counted.

    Returns:
        The list as it is; or weighing, week by week, the mean over all weeks of the wanted layers; or
        by the only column of amounts that differ; or, in a log without amounts, by the number of lines.
    """
    as_it_is = TieList(table, columns)
    ends = [columns.get(name, name) in table.columns for name in ("source", "target")]
    if not (source.weighted and all(ends)):
        return as_it_is
    table = _of_layers(table, columns, source.layers)
    measures, period = measures_in(table, columns), period_in(table, columns)
    when = period or moment_in(table, columns)
    again = when is not None and _come_again(table, columns, when)
    if again and not measures:
        return _counted(table, columns, log)
    if again and period:
        return _averaged(table, columns, source, period, measures, log)
    known = columns.get("weight", "weight") in table.columns
    return as_it_is if known or not measures else _chosen(as_it_is, measures, log)


def _of_layers(table: Table, columns: Mapping[str, str], layers: Sequence[str]) -> Table:
    """The rows of the wanted layers; all where one of them is not there, which is refused later."""
    layer = table.column("layer", columns)
    if not layers or layer is None or not set(layers) <= set(layer):
        return table
    return rows_of(table, np.flatnonzero(np.isin(np.array(layer), list(layers))).tolist())


def _come_again(table: Table, columns: Mapping[str, str], date: str) -> bool:
    """Whether a pair has rows of two dates."""
    ends = (table.column("source", columns) or [], table.column("target", columns) or [])
    first: dict[tuple[str, str], str] = {}
    pairs = zip(*ends, strict=True)
    return any(
        first.setdefault(pair, when) != when
        for pair, when in zip(pairs, table.columns[date], strict=True)
    )


def _chosen(ties: TieList, measures: Sequence[str], log: ReadingLog) -> TieList:
    """Ties weighing by the only column of amounts that differ; without weights where there are several."""
    name = ties.table.name
    if len(measures) == 1:
        log.doubts.append(
            f"{name}: ties weigh by {measures[0]}, the only column of amounts that differ; {ALIKE} has all "
            "weigh alike."
        )
        return replace(ties, columns={**ties.columns, "weight": measures[0]})
    log.doubts.append(
        f"{name}: {len(measures)} columns hold amounts, and ties are taken without weights; "
        f"choose one: {_choice(measures)}."
    )
    return ties


def _choice(measures: Sequence[str]) -> str:
    typed = [f"--column {shlex.quote(f'weight={header}')}" for header in measures[:SHOWN]]
    return " or ".join(typed) + (" …" if len(measures) > SHOWN else "")


def _counted(table: Table, columns: Mapping[str, str], log: ReadingLog) -> TieList:
    """Ties that weigh as many lines as hold them."""
    log.doubts.append(
        f"{table.name}: pairs come again at other times, and no column says how much: a tie weighs as "
        f"many lines as hold it; {ALIKE} counts each once."
    )
    return _added_up(table, columns, [1.0] * len(table))


def _averaged(
    table: Table,
    columns: Mapping[str, str],
    source: OrganisationSource,
    period: str,
    measures: Sequence[str],
    log: ReadingLog,
) -> TieList:
    """Ties that weigh the mean over all periods; as they are where an amount is none, to be refused."""
    taken, others = measures[0], measures[1:]
    amounts = _amounts(table, taken, log)
    if amounts is None:
        return TieList(table, {**columns, "weight": taken})
    _doubt_undated(table, period, log)
    periods = len(set(table.columns[period]) - {""})
    log.notes.append(
        f"{table.name}: pairs come again in the {periods:,} periods of {period}; a tie weighs the mean of "
        f"{taken} over all of them, and a period without the pair counts as zero."
    )
    if others and "weight" not in source.columns:
        log.doubts.append(
            f"{table.name}: ties weigh by {taken}, and {', '.join(others)} are not used; "
            f"{_choice(others[:1])} takes another."
        )
    return _added_up(table, columns, [amount / periods for amount in amounts])


def _doubt_undated(table: Table, period: str, log: ReadingLog) -> None:
    undated = table.columns[period].count("")
    if undated:
        log.doubts.append(
            f"{table.name}: {count(undated, 'line')} without a {period}: no period of its own; the amounts "
            "there are added to the others."
        )


def _amounts(table: Table, header: str, log: ReadingLog) -> list[float] | None:
    """What a column holds, nothing as zero; None where a cell is no amount."""
    cells = table.columns[header]
    aside = ReadingLog()
    notation = notation_said(table, cells, aside)
    values = {text: 0.0 if text.lower() in NOTHING else notation.value(text) for text in set(cells)}
    if any(value is None or value < 0 for value in values.values()):
        return None
    log.notes += aside.notes
    log.doubts += aside.doubts
    return [values[text] or 0.0 for text in cells]


KEYS = ("source", "target", "layer", "type")


def _added_up(table: Table, columns: Mapping[str, str], amounts: Sequence[float]) -> TieList:
    """One row for each pair, of a layer and a type, with the sum of its amounts as `weight`."""
    headers = [h for name in KEYS if (h := columns.get(name, name)) in table.columns]
    first: dict[tuple[str, ...], int] = {}
    totals: dict[tuple[str, ...], float] = {}
    keys = zip(*(table.columns[header] for header in headers), strict=True)
    for row, (key, amount) in enumerate(zip(keys, amounts, strict=True)):
        first.setdefault(key, row)
        totals[key] = totals.get(key, 0.0) + amount
    left = rows_of(table, list(first.values()))
    weights = list(map(repr, totals.values()))
    told = {name: header for name, header in columns.items() if name != "weight"}
    return TieList(
        replace(left, columns={**left.columns, "weight": weights}, decimal_comma=False), told
    )
