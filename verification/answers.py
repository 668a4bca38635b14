"""The answers of six shipped scenarios: how sure they are, what carries them, what would change them.

`python -m verification.answers [NAME…]` simulates them anew and writes docs/reference/answers.md; named
scenarios alone replace their rows there. All of them take about ten minutes on two quiet cores.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from winsim.counterfactual.attribution import Attribution, attribute
from winsim.counterfactual.flip import Flip, flip
from winsim.counterfactual.flip_statements import called, number, turning_fields, with_unit
from winsim.counterfactual.flip_tables import NO
from winsim.experiment.odds import LAYERS, UncertainOdds, uncertain_odds
from winsim.experiment.odds_statements import rows_of
from winsim.runs.outcomes import OUTCOMES
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario

HOME = Path(__file__).parents[1]
PAGE = HOME / "docs" / "reference" / "answers.md"
PAIRS: dict[str, tuple[str, ...]] = {
    "ops-redesign": ("pilots", "big_bang"),
    "system-cutover": ("pilots", "big_bang"),
    "product-release": ("micro_milestones", "full_release"),
    "enterprise-transformation": ("micro_wins", "big_bang"),
    "build-integration": ("risk_first", "easy_first"),
    "stalled-programme": ("real_and_seen", "vanity_wins"),
}
"""The scenarios, each with a rollout and the one that it is compared with."""
SEEDS, SEEDS_OF_FLIPS = 100, 40
NET_VALUE = OUTCOMES["net_value"]
NEAREST = 3
INTRODUCTION = f"""\
# How sure the answers of the shipped scenarios are

<!-- made by `python -m verification.answers`; rows of single scenarios by naming them -->

Each row compares two rollouts by net value, in person-weeks. **Better in** counts futures, of {SEEDS}: by
chance events alone; with the values drawn, too, that say how people, teams and leaders behave; with those
of the initiative drawn, too (`winsim compare --uncertain`). **Carried by** shares the mean difference out
among the levers in which the two rollouts differ (`winsim attribute`, {SEEDS} seeds; Shapley values with
95 % intervals). **Nearest flips** are the values that alone make the other rollout the better one, those
nearest to today's first, with where it turns (`winsim flip`, {SEEDS_OF_FLIPS} seeds), and how much of the
way from today's value to the end of its plausible range that is; where none does so alone, pairs that do.

"""

HEADINGS = (
    "scenario", "rollout less baseline", "mean difference", "better by chance", "and behaviour",
    "and inputs", "difference in nine of ten futures", "carried by", "nearest flips",
)  # fmt: skip


def row(scenario: Scenario, names: Sequence[str], jobs: int) -> str:
    """The row of a scenario, simulated.

    Args:
        scenario: one whose baseline is the second of the names.
        names: the rollout, and what it is compared with.
        jobs: how many threads simulate.
    """
    seeds = range(1, SEEDS + 1)
    odds = uncertain_odds(simulate(scenario, names[::-1], seeds, jobs), jobs=jobs)
    carried = attribute(scenario, names, seeds, jobs=jobs)
    turning = flip(scenario, names, range(1, SEEDS_OF_FLIPS + 1), jobs=jobs)
    return table_row(scenario.name, odds, carried, turning)


def table_row(name: str, odds: UncertainOdds, carried: Attribution, turning: Flip) -> str:
    """A scenario's row of the table.

    Args:
        name: of the scenario.
        odds: of the rollout against the baseline, in all layers.
        carried: what each lever carries of their difference.
        turning: what would flip it.
    """
    rows = rows_of(odds.odds, turning.rollout, NET_VALUE.name)
    mean, low, high = NET_VALUE.unit.differences(*carried.difference(NET_VALUE.name))
    cells = (
        f"`{name}`",
        f"{carried.called(carried.rollout)} less {carried.called(carried.baseline)}",
        f"{mean} ({low} to {high})",
        *(f"{rows[layer]['better']:.0f}" for layer in LAYERS),
        _spread(rows["inputs"]),
        "<br>".join(_carried(carried)),
        "<br>".join(_flips(turning)),
    )
    return f"| {' | '.join(cells)} |"


def _spread(inputs: pd.Series) -> str:
    ends = ("difference_percentile_5", "difference_percentile_95")
    low, high = NET_VALUE.unit.differences(*(inputs[end] for end in ends))
    return f"{low} to {high}"


def _carried(result: Attribution) -> Iterator[str]:
    for _, one in result.carried.iterrows():
        mean, low, high = NET_VALUE.unit.differences(one["carried"], one["low"], one["high"])
        yield f"{str(one[result.part]).replace('_', ' ')} {mean} ({low} to {high})"


def _flips(result: Flip) -> Iterator[str]:
    if not result.clear:
        yield "not clear today"
    alone = turning_fields(result).head(NEAREST)
    if alone.empty:
        yield from _pairs(result)
    for _, one in alone.iterrows():
        at, ends = with_unit(one["turns_at"], one["unit"]), (one["turns_from"], one["turns_to"])
        yield (
            f"{called(one['meaning'])} at {at} ({number(ends[0])} to {number(ends[1])}; today "
            f"{number(one['today'])}), {100 * one['share']:.0f} % of the way"
        )


def _pairs(result: Flip) -> Iterator[str]:
    """The nearest pairs, where no value turns the difference alone."""
    turning = result.pairs[result.pairs["flips"] != NO].head(NEAREST)
    yield "none alone" if len(turning) else "none alone, and no pair"
    for _, one in turning.iterrows():
        both = " with ".join(
            f"`{one[field]}` at {number(one[f'{field}_turns_at'])}" for field in ("first", "second")
        )
        yield f"{both}, {100 * one['share']:.0f} % of the way"


def written(rows: Sequence[str]) -> str:
    """The page with these rows, in the order of `PAIRS`; others stay as they are."""
    earlier = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    known = {name: line for line in earlier.splitlines() if (name := _name_of(line))}
    known |= {name: line for line in rows if (name := _name_of(line))}
    head = f"| {' | '.join(HEADINGS)} |\n{'|---' * len(HEADINGS)}|\n"
    return INTRODUCTION + head + "".join(f"{known[name]}\n" for name in PAIRS if name in known)


def _name_of(line: str) -> str:
    found = re.match(r"\| `([\w-]+)` \|", line)
    return found[1] if found else ""


def main(chosen: Sequence[str]) -> None:
    """Simulate scenarios and write their rows into the page."""
    for name in chosen or PAIRS:
        names = PAIRS[name]
        scenario = read_scenario(HOME / "scenarios" / f"{name}.yaml")
        scenario = scenario.model_copy(update={"baseline": names[1]})
        PAGE.write_text(written([row(scenario, names, os.cpu_count() or 1)]), "utf-8")
        print(f"wrote the row of {name}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
