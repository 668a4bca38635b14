"""What stands still, over the runs of each rollout: how often, since when, for want of what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from math import floor, isnan, log10
from typing import TYPE_CHECKING, Any

from winsim.runs.columns import CAUSE_TABLE, STANDSTILL_TABLE
from winsim.runs.waiting import KINDS, LEFT_OUT, STOPPED, STUCK, UNFINISHED

if TYPE_CHECKING:
    import pandas as pd

    from winsim.runs.run import Run

STATES = (STUCK, STOPPED, UNFINISHED, LEFT_OUT)
"""How something can stand, in the order in which it is said."""


def cause_rows(run: Run) -> list[dict[str, Any]]:
    """The rows of a run in the table of causes, the foremost cause first.

    Args:
        run: a run that was simulated to its end.
    """
    return [
        {"rollout": run.rollout, "seed": run.seed, "place": place, **asdict(cause)}
        for place, cause in enumerate(run.standstills)
    ]


def cause_table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """The table of causes: a row for each cause of each run; empty where nothing stands still."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=CAUSE_TABLE.names)


def standstill_table(
    causes: pd.DataFrame | None, rollouts: Sequence[str], seeds: Sequence[int]
) -> pd.DataFrame:
    """What stands still by rollout and cause, over these seeds.

    Causes of several waves that one declared wave makes are one, as they share its fields.

    Args:
        causes: the table of causes; None where the runs were made without one.
        rollouts: the rollouts, in the order that the table is to have.
        seeds: the seeds that count.

    Returns:
        The columns of `STANDSTILL_TABLE`: `runs` is in how many runs it is so, `foremost` in how many it is
        the first cause of its run; `week`, `teams`, `needed` and `most` are medians over these runs.
    """
    import pandas as pd

    if causes is None or causes.empty:
        return pd.DataFrame(columns=STANDSTILL_TABLE.names)
    causes = causes[causes["seed"].isin(list(seeds))]
    key = ["rollout", "state", "kind", "field", "step"]
    rows = [
        _row(dict(zip(key, values, strict=True)), those) for values, those in causes.groupby(key)
    ]
    table = pd.DataFrame(rows, columns=STANDSTILL_TABLE.names)
    return _in_order(table, rollouts)


def _row(row: dict[str, Any], causes: pd.DataFrame) -> dict[str, Any]:
    medians = causes[["week", "teams", "needed", "most"]].median()
    kind = KINDS[row["kind"]]
    least = number(causes["most"].min(), down=True)
    return {
        **row,
        "wave": int(causes["wave"].min()),
        "last_wave": int(causes["wave"].max()),
        "runs": len(causes),
        "foremost": int((causes["place"] == 0).sum()),
        **medians,
        "unit": kind.unit,
        "release": kind.release.format(field=row["field"], most=least),
    }


def _in_order(table: pd.DataFrame, rollouts: Sequence[str]) -> pd.DataFrame:
    """Rollout by rollout, what stands still before what was ended, the most frequent cause first."""
    places = table["rollout"].map({name: place for place, name in enumerate(rollouts)})
    states = table["state"].map({name: place for place, name in enumerate(STATES)})
    by = table.assign(_place=places, _state=states, _often=-table["foremost"], _runs=-table["runs"])
    by = by.sort_values(["_place", "_state", "_often", "_runs"], kind="stable", ignore_index=True)
    return by[STANDSTILL_TABLE.names]


def number(value: float, down: bool = False) -> str:
    """A number with three digits, such as 0.75, 12 or 1,240; rounded `down` where it was not enough."""
    if value == 0 or isnan(value):
        return "0" if value == 0 else "–"
    decimals = max(0, 2 - floor(log10(abs(value))))
    scale = 10.0**decimals
    shown = floor(value * scale + 1e-9) / scale if down else round(value, decimals)
    text = f"{shown:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def deadlocked(standstill: pd.DataFrame, runs: int) -> dict[str, int]:
    """The rollouts that stand still in more than half of their runs.

    A programme that was stopped without having stood still before does not count: somebody decided
    that, and it is an outcome.

    Args:
        standstill: the table of standstills.
        runs: of how many runs of each rollout.

    Returns:
        In how many runs each stands still, in the order of the table.
    """
    stuck = standstill[standstill["state"] == STUCK]
    counts = stuck.groupby("rollout", sort=False)["foremost"].sum()
    return {str(rollout): int(times) for rollout, times in counts.items() if 2 * times > runs}
