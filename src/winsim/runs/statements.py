"""Sentences about a comparison that a person can say aloud.

The command line prints them, and `winsim.runs.results` writes them beside the tables.
"""

import pandas as pd

from winsim.runs.compare import Comparison
from winsim.runs.endings import IN_WORDS
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.standstill_table import deadlocked

SAID = ("adoption", "weeks_to_50", "strategic", "net_value", "peak_fatigue", "lowest_trust")
"""Outcomes of which something is said; the tables hold all of them."""


def comparison_statements(comparison: Comparison) -> list[str]:
    """What the comparison says: over what, how the rollouts differ, how often each was stopped.

    What stands still, which is to be said before, is told by `standstill_statements`.

    Args:
        comparison: what `winsim.runs.compare.compare` gave.

    Returns:
        First what is compared, then differences by rollout and outcome (`SAID`), but for those of or
        from a rollout that stands still in most runs, then what was stopped.
    """
    differences = comparison.differences
    stuck = deadlocked(comparison.standstill, comparison.seeds)
    rows = [
        row
        for name in comparison.rollouts
        if name != comparison.baseline and not {name, comparison.baseline} & stuck.keys()
        for outcome in SAID
        for _, row in differences[
            (differences["rollout"] == name) & (differences["outcome"] == outcome)
        ].iterrows()
    ]
    said = [_difference(comparison, row) for row in rows]
    stopped = [_stopped(comparison, rollout) for rollout in comparison.rollouts]
    return [_over_what(comparison), *said, *stopped]


def one_organisation(comparison: Comparison) -> bool:
    """Whether every seed meets the same people and ties, and only traits and chance events differ."""
    source = comparison.scenario.organisation
    return source.people is not None or source.ties is not None or not source.generate.vary


def repetitions(comparison: Comparison) -> str:
    """What one seed is, for a sentence: a simulated organisation, or a future of the one there is."""
    if one_organisation(comparison):
        return "simulated futures of this organisation"
    return "simulated organisations"


def _over_what(comparison: Comparison) -> str:
    count = comparison.seeds
    if count == 1:
        return "One seed shows what can happen, not what is likely: run more seeds."
    if one_organisation(comparison):
        return (
            f"Each rollout met the same {count} simulated futures of one organisation; its people "
            "and ties stay the same, their traits and all chance events are drawn anew. Intervals "
            "are for the average over such futures of this organisation, and say nothing of others."
        )
    return (
        f"Each rollout met the same {count} simulated organisations, each with chance events of its "
        "own. Intervals are for the average over such organisations; a single one can differ more."
    )


def _difference(comparison: Comparison, row: pd.Series) -> str:
    outcome = OUTCOMES[row["outcome"]]
    if outcome.may_never_come and row["pairs"] < row["runs"]:
        sentence = _sometimes_never(comparison, row, outcome)
    elif not row["significant"]:
        sentence = _insignificant(comparison, row, outcome)
    else:
        sentence = _significant(comparison, row, outcome)
    if outcome.name == "net_value":
        price = comparison.scenario.initiative.price
        sentence += (
            f", where a week of the full benefit is worth {price:g} person-weeks per employee"
        )
    return sentence + "."


def _significant(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    name, baseline = row["rollout"], comparison.baseline
    verb, count = _direction(row, outcome)
    among = f"In {count} of {row['runs']} {repetitions(comparison)}"
    if 2 * count > row["runs"]:
        return f"{among}, {name} {verb} than {baseline}; on average by {_amount(row, outcome)}"
    equal = f", and {row['equal']} are equal" if row["equal"] else ""
    return (
        f"On average {name} {verb} than {baseline}, by {_amount(row, outcome)}; "
        f"but it does so in only {count} of {row['runs']} {repetitions(comparison)}{equal}"
    )


def _direction(row: pd.Series, outcome: Outcome) -> tuple[str, int]:
    """What the rollout does on average, and in how many runs."""
    more = row["mean"] > 0
    return (outcome.more, row["higher"]) if more else (outcome.less, row["lower"])


def _insignificant(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    subject = f"{row['rollout']} and {comparison.baseline}"
    if row["equal"] == row["runs"]:
        return f"{outcome.label.capitalize()}: the same for {subject}"
    side = "above" if row["mean"] > 0 else "below"
    count = row["higher"] if row["mean"] > 0 else row["lower"]
    return (
        f"{outcome.label.capitalize()}: no clear difference between {subject}; {row['rollout']} "
        f"lies {_amount(row, outcome)} {side} on average, and {side} in {count} of {row['runs']} "
        f"{repetitions(comparison)}"
    )


def _sometimes_never(comparison: Comparison, row: pd.Series, outcome: Outcome) -> str:
    name, baseline = row["rollout"], comparison.baseline
    later = row["higher"] > row["lower"]
    verb = outcome.more if later else outcome.less
    among = f"{max(row['higher'], row['lower'])} of {row['runs']} {repetitions(comparison)}"
    said = f"In {among}, {name} {verb} than {baseline}"
    if row["equal"] == row["runs"]:
        said = f"{outcome.label.capitalize()}: the same for {name} and {baseline}"
    elif not row["significant"]:
        said = f"No clear difference, but in {among}, {name} {verb} than {baseline}"
    never = ", ".join(f"{r} in {_never(comparison, r, outcome)}" for r in (name, baseline))
    return f"{said} (never, which counts as latest: {never}){_where_both(row, outcome)}"


def _never(comparison: Comparison, rollout: str, outcome: Outcome) -> int:
    table = comparison.outcomes
    row = table[(table["rollout"] == rollout) & (table["outcome"] == outcome.name)].iloc[0]
    return int(row["runs"] - row["reached"])


def _where_both(row: pd.Series, outcome: Outcome) -> str:
    if not row["pairs"] or not row["mean"]:
        return ""
    when = "later" if row["mean"] > 0 else "sooner"
    return f"; in the {row['pairs']} where both do, {_amount(row, outcome)} {when} on average"


def _amount(row: pd.Series, outcome: Outcome) -> str:
    """A mean difference without its sign, with unit and interval in the same direction."""
    bounds = (row["low"], row["high"]) if row["mean"] > 0 else (-row["high"], -row["low"])
    mean, low, high = outcome.unit.differences(abs(row["mean"]), *bounds)
    interval = "" if pd.isna(row["low"]) else f" (95 % interval {low} to {high})"
    return f"{mean}{_spaced(outcome.unit.difference)}{interval}"


def _stopped(comparison: Comparison, rollout: str) -> str:
    rows = comparison.stopped[comparison.stopped["rollout"] == rollout]
    total = int(rows["runs"].sum())
    if not total:
        return f"In none of {comparison.seeds}, {rollout} was stopped before the end."
    start = f"In {total} of {comparison.seeds}, {rollout} was stopped before the end"
    counted = zip(rows["ended"], rows["runs"], strict=True)
    why = ", ".join(
        f"{count} {IN_WORDS[reason].removeprefix('stopped ')}" for reason, count in counted
    )
    return f"{start} ({why})."


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""
