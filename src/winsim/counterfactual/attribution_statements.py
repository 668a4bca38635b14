"""An attribution in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from winsim.counterfactual.attribution import Attribution
from winsim.counterfactual.parts_statements import closing_statements, difference_in_words
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.units import Unit
from winsim.words import joined


def statements(attribution: Attribution) -> list[str]:
    """What the attribution says, in sentences.

    Args:
        attribution: what `winsim.counterfactual.attribution.attribute` gave.

    Returns:
        For each outcome what each lever carries and which depends most on the others, how the parts are
        to be read, which levers are in which group, in which levers the rollouts differ, and, where
        there are such, those that are idle.
    """
    return [
        *(said for name in attribution.outcomes for said in _said(attribution, name)),
        *_how_to_read(attribution),
        *_grouped(attribution),
        *closing_statements(attribution),
    ]


def _said(attribution: Attribution, name: str) -> Iterator[str]:
    rows = attribution.carried[attribution.carried["outcome"] == name]
    at_work = rows[~rows["idle"]].to_dict("records")
    start, unit = difference_in_words(attribution, name), attribution.unit(name)
    yield f"{start}; {_shared_out(at_work, unit) if at_work else 'no lever changes any run'}."
    depending = rows[rows["interacts"]].to_dict("records")
    if depending:
        yield _dependence(attribution, depending, name)


def _shared_out(rows: Sequence[Mapping[Hashable, Any]], unit: Unit) -> str:
    """What each lever carries, the heaviest first."""
    values = [row[column] for row in rows for column in ("carried", "low", "high")]
    written = iter(unit.differences(*values))
    parts = [
        f"{row['lever']}{'' if place else ' carries'} {next(written)} ({next(written)} to {next(written)}"
        f"{'' if row['significant'] else ', not clear of zero'})"
        for place, row in enumerate(rows)
    ]
    return f"of it, {joined(parts)}"


def _dependence(attribution: Attribution, rows: Sequence[Mapping[Hashable, Any]], name: str) -> str:
    """Which lever depends most on the others, and how."""
    row = max(rows, key=lambda row: abs(row["first"] - row["last"]))
    first, last = attribution.unit(name).differences(row["first"], row["last"])
    ours, theirs = map(attribution.called, (attribution.rollout, attribution.baseline))
    return (
        f"The levers act on one another, {row['lever']} most of all: exchanged first, in {theirs} as it "
        f"is, it changes {OUTCOMES[name].label} by {first}; exchanged last, with all others as in {ours}, "
        f"by {last}."
    )


def _how_to_read(attribution: Attribution) -> list[str]:
    count = len(attribution.groups)
    if count == 1:
        return []
    return [
        "The parts add up to the difference: each is a Shapley value, the mean of what the exchange of "
        f"that lever changes over all orders in which the {count} can be exchanged, from "
        f"{2**count} mixtures of the two rollouts on the same chance events."
    ]


def _grouped(attribution: Attribution) -> list[str]:
    groups = [
        f"{group.name} ({', '.join(lever.name for lever in group.levers)})"
        for group in attribution.groups
        if len(group.levers) > 1
    ]
    return [f"Exchanged together, as one: {joined(groups)}."] if groups else []
