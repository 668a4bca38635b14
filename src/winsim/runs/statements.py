"""Sentences about a comparison that a person can say aloud.

The command line prints them, and `winsim.runs.results` writes them beside the tables.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from winsim.runs.compare import Comparison
from winsim.runs.endings import IN_WORDS
from winsim.runs.headline import headline, repetitions, single_organisation
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.promises import promise_statements
from winsim.runs.waiting import STOPPED
from winsim.runs.worth_statements import worth_statements
from winsim.scenario.lever_words import lever_statements
from winsim.words import count, joined

SAID = ("adoption", "weeks_to_50", "strategic", "net_value", "peak_fatigue", "lowest_trust")
"""Outcomes of which something is said; the tables hold all of them."""


def comparison_statements(comparison: Comparison) -> list[str]:
    """What the comparison says: the answer, over what, how the rollouts differ, how often each was stopped.

    What stands still, which is to be said before, is told by `standstill_statements`.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        The headline first; then what is compared, the levers in which rollouts differ, differences by
        rollout and outcome (`SAID`), whether each is worth doing, and what was stopped.
    """
    return [*headline(comparison), *further_statements(comparison)]


def further_statements(comparison: Comparison) -> list[str]:
    """What `comparison_statements` says after the headline."""
    return [
        _over_what(comparison),
        *lever_statements(comparison.scenario, comparison.rollouts, comparison.baseline),
        *_how_many_intervals(comparison),
        *_differences(comparison),
        *worth_statements(comparison),
        *promise_statements(comparison),
        *_picks(comparison),
        *_stopped(comparison),
    ]


def _over_what(comparison: Comparison) -> str:
    count = comparison.seeds
    if count == 1:
        return "One seed shows what can happen, not what is likely: run more seeds."
    if single_organisation(comparison):
        return (
            f"Each rollout met the same {count} simulated futures of one organisation; its people "
            "and ties stay the same, their traits and all chance events are drawn anew. Intervals "
            "are for the average over such futures of this organisation, and say nothing of others."
        )
    return (
        f"Each rollout met the same {count} simulated organisations, each with chance events of its "
        "own. Intervals are for the average over such organisations; a single one can differ more."
    )


def _how_many_intervals(comparison: Comparison) -> Iterator[str]:
    """A word on how many intervals there are, as one in twenty misses its mean by chance."""
    count = len(comparison.differences)
    if comparison.seeds < 2 or not count:
        return
    if comparison.simultaneous:
        yield f"All {count} intervals of differences hold together with 95 % confidence."
    else:
        yield (
            f"There are {count} intervals of differences, and of twenty one misses its mean by chance; "
            "--simultaneous widens them so that all hold together."
        )


def _differences(comparison: Comparison) -> Iterator[str]:
    stuck = comparison.deadlocked
    for name in comparison.others:
        if {name, comparison.baseline} & stuck.keys():
            continue
        rows = [comparison.row("differences", name, outcome) for outcome in SAID]
        for row in rows:
            if not (row["equivalent"] or row["equal"] == row["runs"]):
                yield _difference(comparison, row)
        yield from _indifferent(comparison, name, rows)


def _indifferent(comparison: Comparison, name: str, rows: Sequence[pd.Series]) -> Iterator[str]:
    """The outcomes in which a rollout and the baseline are the same, or differ too little to matter."""
    subject = f"{comparison.called(name)} and {comparison.called(comparison.baseline)}"
    same = [row for row in rows if row["equal"] == row["runs"]]
    small = [row for row in rows if row["equivalent"] and row["equal"] < row["runs"]]
    for found, alike in (("are the same", same), ("differ too little to matter", small)):
        if alike:
            labels = joined([OUTCOMES[row["outcome"]].label for row in alike])
            yield f"{subject.capitalize()} {found} in {labels}."


def _difference(comparison: Comparison, row: pd.Series) -> str:
    outcome = OUTCOMES[row["outcome"]]
    worded = _significant if row["significant"] else _insignificant
    sentence = worded(comparison, row, outcome)
    return f"{sentence}{_never(comparison, row, outcome)}{_priced(comparison, outcome)}."


def _significant(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    name, baseline = comparison.called(row["rollout"]), comparison.called(comparison.baseline)
    verb, count = _direction(row, outcome)
    among, amount = f"of {row['runs']} {repetitions(comparison)}", _amount(comparison, row, outcome)
    if 2 * count > row["runs"]:
        return f"In {count} {among}, {name} {verb} than {baseline}; on average by {amount}"
    are = "is" if row["equal"] == 1 else "are"
    equal = f", and {row['equal']} {are} equal" if row["equal"] else ""
    return (
        f"On average {name} {verb} than {baseline}, by {amount}; "
        f"but it does so in only {count} {among}{equal}"
    )


def _direction(row: pd.Series, outcome: Outcome) -> tuple[str, int]:
    """What the rollout does on average, and in how many runs."""
    more = row["mean"] > 0
    return (outcome.more, row["higher"]) if more else (outcome.less, row["lower"])


def _insignificant(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    name = comparison.called(row["rollout"])
    side = "above" if row["mean"] > 0 else "below"
    count = row["higher"] if row["mean"] > 0 else row["lower"]
    return (
        f"{outcome.label.capitalize()}: no clear difference between {name} and "
        f"{comparison.called(comparison.baseline)}; {name} lies {_amount(comparison, row, outcome)} {side} "
        f"on average, and {side} in {count} of {row['runs']} {repetitions(comparison)}"
    )


def _never(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    """In how many runs a time never came, which means take as the last week."""
    if not outcome.may_never_come:
        return ""
    names = (row["rollout"], comparison.baseline)
    both = [comparison.row("outcomes", name, outcome.name) for name in names]
    missed = [int(one["runs"] - one["reached"]) for one in both]
    if not any(missed):
        return ""
    called = map(comparison.called, names)
    counted = ", ".join(f"{name} in {count}" for name, count in zip(called, missed, strict=True))
    weeks = comparison.scenario.weeks
    return f", where never counts as {weeks} weeks ({counted})"


def _priced(comparison: Comparison, outcome: Outcome) -> str:
    if outcome.name != "net_value":
        return ""
    price = comparison.scenario.initiative.price
    return f", where a week of the full benefit is worth {price:g} person-weeks per employee"


def _amount(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    """A mean difference without its sign, with unit and interval in the same direction."""
    unit = outcome.unit_in(comparison.scenario)
    bounds = (row["low"], row["high"]) if row["mean"] > 0 else (-row["high"], -row["low"])
    mean, low, high = unit.differences(abs(row["mean"]), *bounds)
    interval = "" if pd.isna(row["low"]) else f" (95 % interval {low} to {high})"
    return f"{mean}{unit.noun}{interval}"


NAMED = 5
"""So many picked teams are named at most."""


def _picks(comparison: Comparison) -> Iterator[str]:
    """Which teams a pick chose for the first wave, where teams are the same in every run."""
    if not single_organisation(comparison):
        return
    for name in comparison.rollouts:
        waves = comparison.scenario.rollouts[name].waves
        if not waves or waves[0].pick is None:
            continue
        picks = comparison.picks
        first = picks[(picks["rollout"] == name) & (picks["wave"] == 1)]
        often = first.sort_values("runs", ascending=False, kind="stable")
        shown = [
            f"{row['team']} ({row['runs']} of {comparison.seeds})"
            for _, row in often.head(NAMED).iterrows()
        ]
        more = (
            f", and {count(len(often) - NAMED, 'other')} less often" if len(often) > NAMED else ""
        )
        yield (
            f"The teams with which {comparison.called(name)} begins, picked as "
            f"{waves[0].pick.replace('_', ' ')}: {', '.join(shown)}{more}."
        )


def _stopped(comparison: Comparison) -> Iterator[str]:
    """How often rollouts were stopped before the end, and why, where that is not said at the beginning."""
    stopped, standstill = comparison.stopped, comparison.standstill
    said = set(standstill.loc[standstill["state"] == STOPPED, "rollout"])
    if stopped.empty:
        yield "No run was stopped before the end."
        return
    for name in comparison.rollouts:
        if name in said:
            continue
        rows = stopped[stopped["rollout"] == name]
        counted = zip(rows["ended"], rows["runs"], strict=True)
        why = ", ".join(
            f"{count} {IN_WORDS[reason].removeprefix('stopped ')}" for reason, count in counted
        )
        total = f"{rows['runs'].sum() or 'none'} of {comparison.seeds}"
        reasons = f" ({why})" if why else ""
        yield f"In {total}, {comparison.called(name)} was stopped before the end{reasons}."
