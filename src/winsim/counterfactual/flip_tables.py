"""What flips a difference, as tables: a row an end of a field's range, a row a pair, a row a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from winsim.counterfactual.turning import Turn
from winsim.counterfactual.ways import Way, point_name
from winsim.declaration.bibliography import sources
from winsim.declaration.field import OURS
from winsim.runs.columns import SEED
from winsim.runs.dictionary import Column, Table, count, flag, interval, share, text
from winsim.scenario.listing import lines

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

CERTAIN, POSSIBLE, NO = "yes", "possibly", "no"
_UNIT, _FIELDS = "the outcome's unit", "the field's unit"
_DIFFERENCE = Column("difference", _UNIT, "number", "mean difference there, rollout less baseline")
_FLIPS = text(
    "flips",
    "whether the difference turns; possibly where its interval then still includes zero",
    f"{CERTAIN}, {POSSIBLE}, {NO}",
)
_SHARE = Column(
    "share", "share of the way", "0 to 1, empty if never", "where on the way the mean turns"
)
_BACK = flag("returns", "further on the difference lies clearly on today's side again")


def _value(name: str, meaning: str) -> Column:
    return Column(name, _FIELDS, "number, empty if never", meaning)


TABLES = (
    Table(
        "flip",
        (
            text("field", "the uncertain field, as --set takes it"),
            text("meaning", "what it is"),
            Column("kind", "name", "behaviour, inputs", "what it tells of"),
            text("unit", "unit of its values"),
            text("source", "where its range comes from"),
            Column("set_by", "name", "default, scenario", "who gave today's value"),
            flag("unmeasured", "today's value is a default that is our assumption"),
            _value("today", "today's value; 1 where values multiply what the scenario says"),
            Column("end", "name", "low, high", "the end of the plausible range that it goes to"),
            _value("value", "the value at that end"),
            text("outcome", "the outcome of the difference: a column of runs.csv"),
            _DIFFERENCE,
            *interval("the difference there", _UNIT),
            Column("change", _UNIT, "number", "how far the end moves the difference, mean"),
            text("stands_still", "the rollouts that stand still in most runs there; empty for none"),
            _FLIPS,
            _value("turns_at", "the value at which the mean difference is zero"),
            _value("turns_from", "from where on its interval includes zero"),
            _value("turns_to", "from where on its interval lies wholly on the other side"),
            _SHARE,
            _BACK,
        ),
    ),
    Table(
        "flip_pairs",
        (
            text("first", "a field, as --set takes it"),
            _value("first_value", "its value at the end that it goes to"),
            text("second", "the field that moves together with it"),
            _value("second_value", "its value at the end that it goes to"),
            _DIFFERENCE,
            *interval("the difference there", _UNIT),
            _FLIPS,
            _value("first_turns_at", "the value of the first at which the mean difference is zero"),
            _value("second_turns_at", "the value of the second there"),
            _SHARE,
            Column("share_from", "share of the way", "0 to 1, empty if never",
                   "from where on the interval includes zero"),
            Column("share_to", "share of the way", "0 to 1, empty if never",
                   "from where on it lies wholly on the other side"),
            count("alone", "fields", "how many of the two turn it alone"),
            _BACK,
        ),
    ),
    Table(
        "flip_differences",
        (
            text("fields", "the field, or both, as --set takes them"),
            text("ends", "the end of the plausible range that each goes to"),
            share("share", "share of the way", "how far from today's value to the end"),
            SEED,
            Column("difference", _UNIT, "number", "rollout less baseline"),
        ),
    ),
)  # fmt: skip
"""What the columns of the tables hold."""


def way_table(
    ways: Sequence[Way], scenario: Scenario, outcome: str, stuck: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """One row per field and end of its range, the nearest turns first, then what moves it most.

    Args:
        ways: Of one field each.
        scenario: It says which values are set.
        outcome: What the difference is of.
        stuck: The rollouts that stand still in most runs, by `point_name`.
    """
    given = given_paths(scenario)
    rows = [
        _way_row(way, outcome, given)
        | {"stands_still": ",".join(stuck.get(point_name(way.point(1.0)), ()))}
        for way in ways
    ]
    return _nearest_first(rows, TABLES[0])


def _way_row(way: Way, outcome: str, given: Sequence[str]) -> dict[str, Any]:
    (move,), turn, field = way.moves, way.turn, way.moves[0].field
    default = not _is_given(field.path, given)
    return {
        "field": field.path,
        "meaning": field.meaning,
        "kind": field.kind,
        "unit": field.unit,
        "source": field.source,
        "set_by": "default" if default else "scenario",
        "unmeasured": default and field.source == sources()[OURS].cite,
        "today": field.value,
        "end": move.end,
        "value": move.limit,
        "outcome": outcome,
        "change": float(way.course.change.mean()),
        "turns_at": _first_beyond(way) if field.whole else move.value(turn.share),
        "turns_from": move.value(turn.low),
        "turns_to": move.value(turn.high),
    } | _of_turn(way, turn)


def _first_beyond(way: Way) -> float:
    """Of a whole number, the first known value at which the difference has turned."""
    bracket = way.course.bracket
    return float("nan") if bracket is None else way.moves[0].value(bracket[1])


def _of_turn(way: Way, turn: Turn) -> dict[str, Any]:
    mean, low, high = way.course.at_end
    turned = CERTAIN if turn.certain else POSSIBLE
    return {
        "difference": mean,
        "low": low,
        "high": high,
        "flips": turned if turn.flips else NO,
        "share": turn.share,
        "returns": turn.returns,
    }


def pair_table(pairs: Sequence[Way], singles: Sequence[Way]) -> pd.DataFrame:
    """One row per pair of fields, the nearest turns first.

    Args:
        pairs: Ways of two fields each.
        singles: The same fields alone, at either end.
    """
    alone = {way.moves[0].field.path for way in singles if way.turn.flips}
    return _nearest_first([_pair_row(way, alone) for way in pairs], TABLES[1])


def _pair_row(way: Way, alone: set[str]) -> dict[str, Any]:
    (first, second), turn = way.moves, way.turn
    return {
        "first": first.field.path,
        "first_value": first.limit,
        "second": second.field.path,
        "second_value": second.limit,
        "first_turns_at": first.value(turn.share),
        "second_turns_at": second.value(turn.share),
        "share_from": turn.low,
        "share_to": turn.high,
        "alone": (first.field.path in alone) + (second.field.path in alone),
    } | _of_turn(way, turn)


def _nearest_first(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    """Rows by how far from today's values the difference turns; those that never turn it by their end."""

    def distance(row: dict[str, Any]) -> tuple[float, float]:
        far = 2.0 if np.isnan(row["share"]) else row["share"]
        return far, -abs(row.get("change", 0.0))

    rows.sort(key=distance)
    return pd.DataFrame(rows, columns=table.names)


def difference_rows(ways: Sequence[Way], seeds: Sequence[int]) -> pd.DataFrame:
    """One row per simulated point and seed; today's point stands once with every way."""
    parts = [
        pd.DataFrame(
            {
                "fields": " ".join(move.field.path for move in way.moves),
                "ends": " ".join(move.end for move in way.moves),
                "share": known,
                "seed": seeds,
                "difference": differences,
            }
        )
        for way in ways
        for known, differences in zip(way.course.shares, way.course.differences, strict=True)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=TABLES[2].names)


def given_paths(scenario: Scenario) -> tuple[str, ...]:
    """The fields that a scenario sets, as `winsim show` lists them."""
    return tuple(line.field for line in lines(scenario) if line.state == "set")


def _is_given(path: str, given: Sequence[str]) -> bool:
    """Whether any of the numbers of a path is set; one of a trait is set with the trait."""
    each = re.escape(path).replace(r"\[\*\]", r"\[\d+\]").replace(r"\.\*", r"\.[^.]+")
    return any(re.fullmatch(each, one) or path.startswith(f"{one}.") for one in given)
