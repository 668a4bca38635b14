"""Sentences on what stands still in the runs of a comparison: the first things to be said of it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import TYPE_CHECKING

from winsim.model.state import CAPPED, UNBACKED, UNDESIGNED
from winsim.runs.endings import IN_WORDS
from winsim.runs.standstill_table import number
from winsim.runs.waiting import (
    GATES,
    KINDS,
    LACKING,
    LEFT_OUT,
    OBSTACLES,
    STOPPED,
    STUCK,
    UNFINISHED,
)
from winsim.words import count

if TYPE_CHECKING:
    import pandas as pd

    from winsim.runs.compare import Comparison

FOR_WAVES = {kind: LACKING[reason] for reason, kind in GATES.items()}
"""What a wave waits for by its kind, in words."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def standstill_statements(comparison: Comparison) -> list[str]:
    """What stands still, rollout by rollout; nothing where nothing does.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        Sentences, the most important first: which rollouts are stuck in most runs and so cannot be
        called worse, then each cause with how often, since when, how much was lacking and what would
        have released it; then what was ended, what never opened though work goes on, in more than
        half of the runs, and what is left out.
    """
    of_rollouts = (
        line
        for rollout in comparison.rollouts
        for line in rollout_standstills(
            comparison.standstill, rollout, comparison.seeds, comparison.called(rollout)
        )
    )
    return [*_deadlocks(comparison), *of_rollouts]


def rollout_standstills(table: pd.DataFrame, rollout: str, seeds: int, called: str) -> list[str]:
    """What stands still in the runs of one rollout, in sentences; nothing where nothing does.

    Args:
        table: the table of standstills.
        rollout: the name of the rollout.
        seeds: how many runs of it there are.
        called: what it is called.
    """
    rows = table[table["rollout"] == rollout].assign(rollout=called)
    return [line for _, row in rows.iterrows() for line in _said(row, seeds)]


def _deadlocks(comparison: Comparison) -> Iterator[str]:
    """That a rollout is stuck, instead of that another is better."""
    stuck = comparison.deadlocked
    others = len(stuck) < len(comparison.rollouts)
    for name, times in stuck.items():
        called = "is not worse, it is stuck" if others else "is stuck"
        yield (
            f"{comparison.called(name).capitalize()} {called}: it stands still "
            f"{_runs(times, comparison.seeds)}."
        )
    if stuck:
        yield (
            "What such a rollout leads to is that of a programme on which nobody works any more, and says "
            "little of its waves and steps."
        )


def _said(row: pd.Series, seeds: int) -> Iterator[str]:
    """One cause in a sentence, if it is to be said at all."""
    if row["state"] == STUCK:
        yield f"{_opening(row, seeds)} {row['rollout']} stands still{_since(row)}: {_why(row)}"
    elif row["state"] == STOPPED:
        yield f"{_opening(row, seeds)} {_ended(row)}"
    elif row["state"] == LEFT_OUT:
        yield f"{_opening(row, seeds)} {_left_out(row)}"
    elif 2 * row["runs"] > seeds:
        waits = _why(row) if row["wave"] > 0 else _unfinished_work(row)
        yield (
            f"{_opening(row, seeds)} {row['rollout']} is not finished at the end, though it does not "
            f"stand still: {waits}"
        )


def _unfinished_work(row: pd.Series) -> str:
    """How much of its work a programme that is under way has done, or what its teams wait for."""
    if row["kind"] != "work":
        return _why(row)
    about = " (medians)" if row["runs"] > 1 else ""
    return f"{number(row['most'])} of {number(row['needed'])} steps in its teams are done{about}."


def _opening(row: pd.Series, seeds: int) -> str:
    return f"{_runs(row['runs'], seeds).capitalize()},"


def _runs(times: int, seeds: int) -> str:
    return "in the one run" if seeds == 1 else f"in {times} of {seeds} runs"


def _since(row: pd.Series) -> str:
    return f" from week {row['week']:.0f} on{_median(row)}"


def _median(row: pd.Series) -> str:
    return " (median)" if row["runs"] > 1 else ""


def _why(row: pd.Series) -> str:
    """What waits for what, how much of it was lacking, and what would have released it."""
    who = _who(row)
    return f"{who} {_waits(row)}{_lacking(row)}. To release it{_everywhere(row)}, {row['release']}."


def _everywhere(row: pd.Series) -> str:
    return " in all of them" if row["runs"] > 1 else ""


def _who(row: pd.Series) -> str:
    """Who waits: a wave, or teams."""
    teams = count(round(row["teams"]), "team")
    never = "has not opened" if row["state"] == UNFINISHED else "never opens"
    if row["wave"] == 0:
        return teams
    if row["wave"] != row["last_wave"]:
        return f"one of its waves {row['wave']} to {row['last_wave']} {never} ({teams}): it"
    return f"its {_ordinal(row['wave'])} wave {never} ({teams}): it"


def _ordinal(wave: int) -> str:
    return ORDINALS[wave - 1] if wave <= len(ORDINALS) else f"{wave}th"


def _waits(row: pd.Series) -> str:
    kind, one = row["kind"], round(row["teams"]) == 1 or row["wave"] > 0
    wait, step = "waits" if one else "wait", row["step"]
    if kind in FOR_WAVES:
        return f"waits for {FOR_WAVES[kind]}"
    return {
        "capacity": f"{'has' if one else 'have'} no working time for the change",
        "effort": f"{'gives' if one else 'give'} no time before somebody there works the new way",
        "design": OBSTACLES[UNDESIGNED].format(step).replace("waits", wait),
        "step_gate": OBSTACLES[UNBACKED].format(step).replace("waits", wait),
        "cap": f"{OBSTACLES[CAPPED].replace('waits', wait)}; {step} is one, and they need it",
        "follow_through": "has its gate met, and no meeting opens it",
        "meeting": "waits for the next leadership meeting",
    }[kind]


def _lacking(row: pd.Series) -> str:
    """How much was needed, and the most there was."""
    kind, needed, most = row["kind"], number(row["needed"]), number(row["most"], down=True)
    about = " (medians)" if row["runs"] > 1 else ""
    own = {
        "wait": f": it is to come {needed} weeks after the wave before it, and {most} have passed",
        "design": f"; it takes {needed} person-weeks, of which {most} were done{about}",
        "worth": f"; beyond their work, at most {most} person-weeks a person were expected{about}",
        "cap": f"; the cap is {most}",
    }
    if kind in own:
        return own[kind]
    if isnan(row["needed"]):
        return ""
    unit = " of political capital" if KINDS[kind].unit == "political capital" else ""
    return f"; it takes {needed}{unit}, and there was at most {most}{about}"


def _ended(row: pd.Series) -> str:
    """How a programme ended, when, and why."""
    week, kind = f"in week {row['week']:.0f}{_median(row)}", row["kind"]
    if kind == "withdrawn":
        return f"{row['rollout']} was withdrawn {week}; {_unfinished_teams(row)}."
    why = {
        "sponsor": f": support had fallen to {number(row['most'], down=True)}, and it takes "
        f"{number(row['needed'])}",
        "budget": f": its {number(row['most'])} person-weeks were spent",
        "flaw": f": that of {row['step']}",
    }.get(kind, "")
    how, comma, since = IN_WORDS[kind].partition(", ")
    return (
        f"{row['rollout']} was {how} {week}{comma}{since}{why}; {_unfinished_teams(row)}. "
        f"To go on{_everywhere(row)}, {row['release']}."
    )


def _unfinished_teams(row: pd.Series) -> str:
    teams = round(row["teams"])
    return f"{count(teams, 'team')} {'has' if teams == 1 else 'have'} not finished"


def _left_out(row: pd.Series) -> str:
    if row["kind"] == "no_wave":
        teams = round(row["teams"])
        verb = "is in no wave and never starts" if teams == 1 else "are in no wave and never start"
        return f"{count(teams, 'team')} of {row['rollout']} {verb}. To change it, {row['release']}."
    wave = _ordinal(row["wave"])
    return f"no team matches the {wave} wave that {row['rollout']} declares. {_capital(row)}."


def _capital(row: pd.Series) -> str:
    release = str(row["release"])
    return release[0].upper() + release[1:]
