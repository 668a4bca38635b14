"""What flips a difference, in sentences for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from winsim.counterfactual.flip import PARTNERS, Flip
from winsim.counterfactual.flip_tables import NO, POSSIBLE
from winsim.runs.outcomes import OUTCOMES
from winsim.scenario.uncertainty import TIMES
from winsim.words import count, joined

BARE = ("share", "ratio", "exponent", "probability", "number", "")
"""Units that say nothing beside a number."""
NAMED = 2
"""So many values are named in the headline."""


def statements(flip: Flip) -> list[str]:
    """What would flip it, in sentences.

    Args:
        flip: what `winsim.counterfactual.flip.flip` gave.

    Returns:
        What it hangs on; today's difference; how far unknown defaults reach; what leaves it open; pairs;
        what turns back; how to read it.
    """
    return [
        hangs_on(flip),
        _today(flip),
        _unmeasured(flip),
        *_undecided(flip),
        *_together(flip),
        *_turning_back(flip),
        "One value moves at a time, or two, and all others stay as they are; of twenty intervals, about "
        "one misses the truth by chance.",
    ]


def hangs_on(flip: Flip) -> str:
    """The one sentence that a comparison takes: what its answer hangs on.

    Args:
        flip: what `winsim.counterfactual.flip.flip` gave.
    """
    turning = turning_fields(flip)
    if flip.stuck:
        verb = "stands" if len(flip.stuck) == 1 else "stand"
        stuck = joined([flip.called(name) for name in flip.stuck]).capitalize()
        return (
            f"{stuck} {verb} still today: release that first, and then ask what flips the answer."
        )
    if not flip.clear:
        return _unclear(flip)
    if turning.empty:
        return f"{_none_alone(flip)}{_nearest_pair(flip)}."
    other = flip.called(flip.ahead(-flip.difference[0]))
    named = [row for _, row in turning.head(NAMED).iterrows()]
    first, *following = [_turns(flip, row) for row in named]
    further = "".join(f"; next on {one}" for one in following)
    might = "might" if named[0]["flips"] == POSSIBLE else "would"
    return (
        f"It hangs most on {first} {other} {might} be better{further}; of {flip.fields} values that could "
        f"as well be others, {len(turning)} can turn it alone."
    )


def turning_fields(flip: Flip) -> pd.DataFrame:
    """Of each field that turns the difference alone, the nearer end, the nearest first."""
    return flip.ends[flip.ends["flips"] != NO].drop_duplicates("field")


def _turns(flip: Flip, row: pd.Series) -> str:
    """`“what it is”: below 0.03 person-weeks (now 0.05)`, and what stands still further on."""
    side = "below" if row["end"] == "low" else "above"
    now = "" if row["unit"] == TIMES else f" (now {number(row['today'])})"
    turning = f"{side} {with_unit(row['turns_at'], row['unit'])}{now}"
    stuck = standing_still(flip, row)
    still = f", on the way to where {joined(stuck)} stands still," if stuck else ""
    return f"{called(row['meaning'])}: {turning}{still}"


def standing_still(flip: Flip, row: Any) -> list[str]:
    """What the rollouts are called that stand still in most runs at an end of a field's range."""
    return [flip.called(name) for name in str(row["stands_still"]).split(",") if name]


def called(meaning: str) -> str:
    """What a field is, in quotes: without its symbol, and the value of a step by its name."""
    first, _, last = re.sub(r" \([^()]*\)", "", meaning).partition(";")
    step = f" of {last.rpartition(': ')[2]}" if ": " in last else ""
    return f"“{first}{step}”"


def number(value: float) -> str:
    """A value of a field, with three digits."""
    return "–" if np.isnan(value) else f"{value:.3g}"


def with_unit(value: float, unit: str) -> str:
    """A value of a field with its unit, where that says something."""
    return number(value) if unit in BARE else f"{number(value)} {unit}"


def _unclear(flip: Flip) -> str:
    mean = flip.difference[0]
    first, second = flip.ahead(mean), flip.ahead(-mean)
    clear = {name: clear_fields(flip, name) for name in (first, second)}
    return (
        f"Over {flip.today.size} seeds neither of the two is clearly better today; of {flip.fields} values "
        f"that could as well be others, {len(clear[first])} alone, at an end of their range, would make "
        f"{flip.called(first)} clearly better, and {len(clear[second])} {flip.called(second)}."
    )


def clear_fields(flip: Flip, rollout: str) -> pd.DataFrame:
    """Of each field one end of which makes a rollout clearly better, that end, the largest first."""
    ends = flip.ends[(flip.ends["low"] > 0) | (flip.ends["high"] < 0)]
    ends = ends[ends["difference"].map(flip.ahead) == rollout] if len(ends) else ends
    size = ends["difference"].abs().sort_values(ascending=False, kind="stable")
    return ends.loc[size.index].drop_duplicates("field")


def _none_alone(flip: Flip) -> str:
    return (
        f"No single one of the {flip.fields} values that could as well be others turns it within its "
        "plausible range"
    )


def _nearest_pair(flip: Flip) -> str:
    pairs = flip.pairs[flip.pairs["flips"] != NO]
    if pairs.empty:
        most = min(PARTNERS, flip.pairs[["first", "second"]].stack().nunique())
        return (
            f", nor do any two of the {most} that move it most to the other side"
            if most > 2
            else ""
        )
    return f"; together {_both(flip, pairs.iloc[0])} do"


def _both(flip: Flip, pair: pd.Series) -> str:
    told = flip.ends.drop_duplicates("field").set_index("field")
    return joined([
        f"{called(told.loc[pair[one], 'meaning'])} at "
        f"{with_unit(pair[f'{one}_turns_at'], told.loc[pair[one], 'unit'])}"
        for one in ("first", "second")
    ])  # fmt: skip


def _today(flip: Flip) -> str:
    outcome, unit = OUTCOMES[flip.outcome], flip.unit
    mean, low, high = unit.differences(*flip.difference)
    return (
        f"{outcome.label.capitalize()}: with today's values {flip.called(flip.rollout)} less "
        f"{flip.called(flip.baseline)} is {mean}{unit.noun} (95 % interval {low} to {high})."
    )


def _unmeasured(flip: Flip) -> str:
    """How far the reach of unknown defaults goes."""
    fields, alone = flip.ends.drop_duplicates("field"), turning_fields(flip)
    does = "can turn it alone"
    if not flip.clear:
        clear = (clear_fields(flip, name) for name in (flip.rollout, flip.baseline))
        alone, does = pd.concat(clear).drop_duplicates("field"), "can decide it alone"
    reach = f"{_many(fields)} of the {len(fields)} values"
    start = f"Defaults that nobody has measured (our assumption): {reach}"
    return (
        f"{start}, and {_many(alone)} of the {len(alone)} that {does}."
        if len(alone)
        else f"{start}."
    )


def _many(rows: pd.DataFrame) -> str:
    return str(int(rows["unmeasured"].sum()) or "none")


def _undecided(flip: Flip) -> Iterator[str]:
    """How many further values can leave neither rollout clearly better."""
    open_ends = flip.ends[(flip.ends["low"] <= 0) & (flip.ends["high"] >= 0)]
    fields = set(open_ends["field"]) - set(turning_fields(flip)["field"])
    if flip.clear and fields:
        values = count(len(fields), "further value leaves", "further values leave")
        yield f"At one end of the range, {values} neither of the two clearly better."


def _together(flip: Flip) -> Iterator[str]:
    """Pairs that turn it though neither does alone, but where the headline says so."""
    pairs = flip.pairs[(flip.pairs["flips"] != NO) & (flip.pairs["alone"] == 0)]
    if flip.clear and len(pairs) and len(turning_fields(flip)):
        yield (
            f"{count(len(pairs), 'pair')} of the values that move it most can turn it though neither does "
            f"alone; the nearest is {_both(flip, pairs.iloc[0])}."
        )


def _turning_back(flip: Flip) -> Iterator[str]:
    if flip.clear:
        for _, row in flip.ends[flip.ends["returns"]].iterrows():
            yield f"Further on, {called(row['meaning'])} turns it back again."
