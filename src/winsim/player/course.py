"""The course of a run: how its programme ended, what a review dropped, hidden flaws, and who left.

All is read off the run's own records; where nothing of a kind happened, nothing is said.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from winsim.model import measures
from winsim.model.rules.trust import abandoned
from winsim.numerics.compiling import uncompiled
from winsim.player.recording import CONVINCED, UNCONVINCED, Recording
from winsim.runs.endings import IN_WORDS
from winsim.words import count, joined

Which = NDArray[np.bool_]
"""Of some people, steps or weeks, which are meant."""
NAMED = 3
"""So many steps are named at most."""
FEW = 0.05
"""A share of people that is worth a question."""


def percent(share: float) -> str:
    """A share as per cent, which no line break parts from its sign."""
    return f"{100 * share:.0f}\u00a0%"


def adopted_by_week(run: Recording) -> Which:
    """Who works the new way at the close of each week, shape (W + 1, n)."""
    return np.isin(run.standing, (CONVINCED, UNCONVINCED))


def adopted_since_coming(run: Recording) -> Which:
    """Who has worked the new way at some time, newcomers since they came, shape (n,)."""
    weeks = np.arange(len(run.left))[:, None]
    came = np.where(run.left, weeks, 0).max(axis=0)
    return np.asarray((adopted_by_week(run) & (weeks >= came)).any(axis=0))


def course_rows(runs: Sequence[Recording]) -> dict[str, tuple[str, ...]]:
    """Rows of a table, a text a run: how each programme ended, and what else happened in some run."""
    rows: dict[str, Callable[[Recording], str]] = {
        "Programme": _ending,
        "Dropped by a review": lambda run: "; ".join(
            f"week {week}: {what}" for week, what in dropped(run)
        ),
        "Flaws": _flaws,
        "Wins of low value": _low_value,
        "Left and replaced": _replaced,
    }
    texts = {name: tuple(row(run) for run in runs) for name, row in rows.items()}
    return {name: tuple(t or "none" for t in of) for name, of in texts.items() if any(of)}


def course_questions(run: Recording) -> Iterator[str]:
    """What the room may want to discuss of the course that a run took."""
    yield from _on_giving_up(run)
    for week, what in dropped(run):
        yield (
            f"In week {week} a review of {run.rollout} dropped {what}. What was the time used for, and "
            "who missed what was dropped?"
        )
    yield from _on_hidden_flaws(run)
    yield from _on_low_value(run)
    yield from _on_newcomers(run)


def dropped(run: Recording) -> Iterator[tuple[int, str]]:
    """Each week in which a review dropped steps, and which they are, with their declared value."""
    for week in np.flatnonzero(np.diff(run.dropped.astype(int), axis=0).any(axis=1)) + 1:
        which = (run.dropped[week] > 0) & (run.dropped[week - 1] == 0)
        begun = int((run.state.change.tasks["started"][:, which] >= 0).any(axis=1).sum())
        went_on = f"; {count(begun, 'team')} had begun some and went on" if begun else ""
        yield int(week), f"{_names(run, which)}, {_declared(run, which)}{went_on}"


def _ending(run: Recording) -> str:
    if not run.ended:
        return "under way in the last week"
    week = int(run.ended_week)
    in_use = percent(measures.measured(run.state.record.weeks, "strategic")[week])
    of = f", with {in_use} of the value in use" if _given_up(run) else ""
    but = ", but for those dropped" if run.ended == "completed" and run.dropped[-1].any() else ""
    return f"week {week}: {IN_WORDS[run.ended]}{of}{but}"


def _given_up(run: Recording) -> bool:
    return bool(run.state.change.leadership[0].abandoned)


def _on_giving_up(run: Recording) -> Iterator[str]:
    if not _given_up(run):
        return
    weeks, week = run.state.record.weeks, int(run.ended_week)
    adopted, strategic = (measures.measured(weeks, name) for name in ("adopted", "strategic"))
    weight = float(run.state.change.behaviour[0].abandonment)
    felt = uncompiled(abandoned)(strategic[week - 1], weight)
    blow = f" Every team felt that as a setback of {felt:.1f}." if felt > 0 else ""
    yield (
        f"{run.rollout} was given up in week {week}, with {percent(strategic[week])} of its value in "
        f"use.{blow} {percent(adopted[week])} of people worked the new way then, and "
        f"{percent(adopted[-1])} at the end. Who stood behind it afterwards?"
    )


def _hidden(run: Recording) -> Which:
    """Steps in use somewhere at the end with a flaw that nobody has found, shape (J,)."""
    change = run.state.change
    in_use = (change.tasks["deployed"] > 0).any(axis=0)
    return np.asarray((change.steps["flawed"] > 0) & (change.steps["found"] == 0) & in_use)


def _flaws(run: Recording) -> str:
    found, hidden = int(run.found[-1].sum()), _hidden(run)
    said = [f"{found} came to light"] if found else []
    if hidden.any():
        said.append(f"nobody found that in {_names(run, hidden)}")
    return "; ".join(said)


def _on_hidden_flaws(run: Recording) -> Iterator[str]:
    hidden, loss = _hidden(run), float(run.state.change.behaviour[0].flaw_loss)
    if hidden.any() and loss > 0:
        yield (
            f"In {run.rollout} nobody found the flaw in {_names(run, hidden)}, which so yields "
            f"{percent(1 - loss)} of its value. Who knew, and what would have brought it to light?"
        )


def _of_low_value(run: Recording) -> tuple[int, int, str]:
    """Wins in steps of low value, all wins, and the declared value of those steps."""
    low = run.state.change.programme.steps["low_value"].astype(bool)
    won = run.state.change.tasks["won"] >= 0
    return int(won[:, low].sum()), int(won.sum()), _declared(run, low & won.any(axis=0))


def _low_value(run: Recording) -> str:
    low, every, value = _of_low_value(run)
    return f"{low:,} of {every:,}, together {value}" if low else ""


def _on_low_value(run: Recording) -> Iterator[str]:
    low, every, value = _of_low_value(run)
    if low and 2 * low >= every:
        yield (
            f"{low:,} of {every:,} wins in {run.rollout} were in steps of low value, together "
            f"{value}. Who could tell, and what were leaders shown?"
        )


def _replaced(run: Recording) -> str:
    left = int(run.left.sum())
    if not left:
        return ""
    come = run.left.any(axis=0)
    now = int(adopted_by_week(run)[-1][come].sum())
    there = count(int(come.sum()), "newcomer")
    return f"{count(left, 'person', 'people')}; {now:,} of {there} work the new way at the end"


def _on_newcomers(run: Recording) -> Iterator[str]:
    without = ~adopted_by_week(run)[-1]
    new = int((without & run.left.any(axis=0)).sum())
    if new >= FEW * without.size and 2 * new >= without.sum():
        yield (
            f"Of the {int(without.sum()):,} people who do not work the new way at the end of "
            f"{run.rollout}, {new:,} came in the place of somebody who left. Who would tell newcomers?"
        )


def _declared(run: Recording, which: Which) -> str:
    """Which share of the change's value some of its steps were declared to be."""
    values = run.state.change.programme.steps["value"]
    return f"{percent(values[which].sum() / max(values.sum(), 1e-12))} of the declared value"


def _names(run: Recording, which: Which) -> str:
    return _few([step.name for step, one in zip(run.steps, which, strict=True) if one])


def _few(names: Sequence[str]) -> str:
    """Names as a list, the first few of many."""
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return joined([*names[:NAMED], *more])
