"""The headline of a comparison in three sentences: the answer, how sure it is, what it hangs on."""

from math import isnan

import numpy as np

from winsim.inference import mean_interval
from winsim.numerics.arrays import Floats
from winsim.runs.compare import Comparison
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.units import Unit
from winsim.scenario.uncertainty import uncertain_fields
from winsim.words import count, joined

NOT_SOUGHT = (
    "What it hangs on was not looked for: `winsim flip` finds what would change the answer."
)

FEW = 20
"""With fewer seeds than this nothing is said of what happens in nine of ten."""


def headline(comparison: Comparison) -> list[str]:
    """The answer of a comparison in at most three sentences.

    Args:
        comparison: what `winsim.runs.compare.compare` gave; its `sure` and `hangs_on` are taken where
            they were found out.

    Returns:
        The answer by `headline_outcome`; how sure; what it hangs on. One rollout has the first alone.
    """
    if len(comparison.rollouts) < 2:
        return [_alone(comparison)]
    if len(moving(comparison)) < 2:
        return [_stuck(comparison)]
    return [
        _answer(comparison),
        comparison.sure or _by_chance(comparison),
        comparison.hangs_on or NOT_SOUGHT,
    ]


def headline_outcome(comparison: Comparison) -> Outcome:
    """The outcome that the answer goes by: net value, or adoption where a benefit has no price."""
    priced = comparison.scenario.initiative.price > 0
    return OUTCOMES["net_value" if priced else "adoption"]


def single_organisation(comparison: Comparison) -> bool:
    """Whether every seed meets the same people and ties, and only traits and chance events differ."""
    source = comparison.scenario.organisation
    return source.has_files or not source.generate.vary


def repetitions(comparison: Comparison) -> str:
    """What one seed is, for a sentence: a simulated organisation, or a future of the one there is."""
    if single_organisation(comparison):
        return "simulated futures of this organisation"
    return "simulated organisations"


def best_two(comparison: Comparison) -> tuple[str, str]:
    """The rollout with the best mean of the headline's outcome, and the one that comes next.

    Rollouts that stand still in most runs are left out, where two others are left.
    """
    outcome, able = headline_outcome(comparison), moving(comparison)
    table = comparison.outcomes[comparison.outcomes["outcome"] == outcome.name]
    if len(able) > 1:
        table = table[table["rollout"].isin(able)]
    ranked = table.sort_values("mean", ascending=False, kind="stable")["rollout"]
    return ranked.iloc[0], ranked.iloc[1]


def moving(comparison: Comparison) -> list[str]:
    """The rollouts that do not stand still in most runs: those that can be called better or worse."""
    return [name for name in comparison.rollouts if name not in comparison.deadlocked]


def _stuck(comparison: Comparison) -> str:
    """Why there is no answer where all rollouts, or all but one, stand still in most runs."""
    times = comparison.deadlocked.items()
    named = [
        f"{comparison.called(name)} in {count} of {comparison.seeds} runs" for name, count in times
    ]
    verb = "stands" if len(named) == 1 else "stand"
    return (
        f"No rollout is called better than another: {joined(named)} {verb} still, and what would have "
        "released it is to be settled first."
    )


def _alone(comparison: Comparison) -> str:
    rollout, outcome = comparison.rollouts[0], headline_outcome(comparison)
    row = comparison.row("outcomes", rollout, outcome.name)
    unit = outcome.unit_in(comparison.scenario)
    low, middle, high = (
        unit.value(row[name]) for name in ("percentile_5", "median", "percentile_95")
    )
    spread = f", and {low} to {high} in nine of ten" if comparison.seeds >= FEW else ""
    return (
        f"{comparison.called(rollout).capitalize()}: {outcome.label} {middle} {unit.shown} in the median "
        f"of {comparison.seeds} {repetitions(comparison)}{spread}."
    )


def _answer(comparison: Comparison) -> str:
    outcome, (first, second) = headline_outcome(comparison), best_two(comparison)
    differences = _differences(comparison, first, second)
    by = f"By {outcome.label} after {comparison.scenario.weeks} weeks{_unpriced(comparison)}"
    names, amount = (comparison.called(first), comparison.called(second)), ""
    mean, low, high = mean_interval(differences)
    if np.any(differences):
        amount = _amount(outcome.unit_in(comparison.scenario), mean, low, high)
    smallest = outcome.smallest_in(comparison.scenario, comparison.people)
    both, many = f"{names[0]} and {names[1]}", len(comparison.rollouts)
    if many > 2:
        both = f"the best two of {many}, {both},"
    if not amount:
        found = f"{both} are the same"
    elif -smallest < low and high < smallest:
        found = f"{both} differ on average too little to matter,"
    elif comparison.seeds == 1:
        found = (
            f"one seed shows what can happen, not what is likely: {names[0]} lies above {names[1]}"
        )
    elif not low > 0:
        found = f"there is no clear difference: {names[0]} lies on average above {names[1]}"
    else:
        following = f"the next best, {names[1]}," if many > 2 else names[1]
        found = f"{names[0]} is on average better than {following}"
        amount += _seldom(differences)
    return f"{by}, {found}{amount}{_worthless(comparison)}."


def _seldom(differences: Floats) -> str:
    """That a rollout better on average is not ahead in most seeds, where that is so."""
    ahead = int((differences > 0).sum())
    return (
        f", but ahead in only {ahead} of {differences.size}" if 2 * ahead < differences.size else ""
    )


def _amount(unit: Unit, mean: float, low: float, high: float) -> str:
    shown = unit.differences(mean, low, high)
    interval = "" if isnan(low) else f" (95 % interval {shown[1]} to {shown[2]})"
    return f" by {shown[0]}{unit.noun}{interval}"


def _unpriced(comparison: Comparison) -> str:
    priced = comparison.scenario.initiative.price > 0
    return "" if priced else " (a week of the full benefit has no price, so net value is all cost)"


def _worthless(comparison: Comparison) -> str:
    """What is to be added where no rollout brings more than it costs."""
    worth = comparison.worth
    if comparison.scenario.initiative.price == 0 or (worth["mean_net_value"] >= 0).any():
        return ""
    return "; but on average none of them brings more than it costs, and doing nothing is better"


def _by_chance(comparison: Comparison) -> str:
    """How often which rollout is ahead, as seeds alone show it."""
    fields = count(len(uncertain_fields(comparison.scenario)), "assumed value")
    among = (
        f"of {comparison.seeds} {repetitions(comparison)} by chance events alone, under {fields} that "
        "were not varied; `--uncertain` draws those, too."
    )
    able = moving(comparison)
    if len(able) == 2:
        first, second = best_two(comparison)
        differences = _differences(comparison, first, second)
        ahead, behind = int((differences > 0).sum()), int((differences < 0).sum())
        equal = differences.size - ahead - behind
        ties = f", both are equal in {equal}" if equal else ""
        return (
            f"{comparison.called(first).capitalize()} is ahead in {ahead}, "
            f"{comparison.called(second)} in {behind}{ties} {among}"
        )
    table = comparison.ranking[comparison.ranking["outcome"] == headline_outcome(comparison).name]
    ranks = table[table["rollout"].isin(able)].sort_values("best", ascending=False, kind="stable")
    counted = [
        f"{comparison.called(row['rollout'])} in {row['best']}" for _, row in ranks.iterrows()
    ]
    return f"Best of all are {joined(counted)} {among}"


def _differences(comparison: Comparison, first: str, second: str) -> Floats:
    """Differences of two rollouts in the headline's outcome, seed by seed."""
    table = comparison.pairs[comparison.pairs["outcome"] == headline_outcome(comparison).name]
    by_rollout = {
        str(name): rows["difference"].to_numpy(dtype=np.float64)
        for name, rows in table.groupby("rollout")
    }
    zero = np.zeros(comparison.seeds)
    return np.asarray(by_rollout.get(first, zero) - by_rollout.get(second, zero))
