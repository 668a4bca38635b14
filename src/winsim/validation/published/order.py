"""In which order to test: four items that may fail, and a blocker among safe steps.

Chance decides which steps have a hidden flaw, but not what it costs to find out. So every pattern of
flaws is simulated once, with a seed that has it, and weighted with its probability: the mean is exact.
"""

from collections.abc import Mapping
from functools import partial
from itertools import count, product

import numpy as np
from matplotlib.axes import Axes

from winsim.figures.style import COLOURS, GREY, dots, paper, styled
from winsim.model.measures import total
from winsim.model.step_order import ordered
from winsim.numerics.chance import Draw, draws
from winsim.scenario.scenario import Scenario
from winsim.validation.published.check import Check, exact_check
from winsim.validation.published.reproduction import Execution, Reproduction, final_state, setting
from winsim.validation.theory import testing as theory

SOURCE = "mitten1960"
CASES = {
    "tests": ("four items", {"risk_first": 9.87, "listed": 13.0225}),
    "blocker": ("a blocker among safe steps", {"easy_first": 20.0, "risk_first": 14.0}),
}
"""By setting: what it is called, and the known mean cost of each order."""
WORDS = {"risk_first": "risk first", "easy_first": "easy first", "listed": "the reverse"}
CLOSE = 1e-6
Pattern = tuple[bool, ...]


def reproduce(execution: Execution) -> Reproduction:
    """Reproduce the mean cost of each order in both cases, and that none is cheaper than risk first.

    Args:
        execution: the first seed that is tried, and how many threads work.
    """
    checks: list[Check] = []
    for name, (title, known) in CASES.items():
        scenario, items = setting(name), theory_items(name)
        for rollout, cost in known.items():
            sequence = ordered(scenario.initiative.steps, scenario.rollouts[rollout].order)
            exact = theory.expected_cost([items[place] for place in sequence])
            model = mean_cost(scenario, rollout, execution)
            checks.append(
                exact_check(
                    f"{title}, {WORDS[rollout]}: mean cost", SOURCE, model,
                    published=cost, rounding=5e-5, theory=exact, theory_error=CLOSE,
                )
            )  # fmt: skip
        checks.append(_best(title, scenario, execution, theory.cheapest_cost(items)))
    return Reproduction(checks, partial(figure, checks))


def theory_items(name: str) -> list[theory.Item]:
    """The steps of a setting as items to test."""
    steps = setting(name).initiative.steps
    return [theory.Item(step.work, 1.0 - step.risk) for step in steps]


def _best(title: str, scenario: Scenario, execution: Execution, cheapest: float) -> Check:
    model = mean_cost(scenario, "risk_first", execution)
    name = f"{title}: the cheapest of all orders"
    return exact_check(name, SOURCE, model, theory=cheapest, theory_error=CLOSE)


def mean_cost(scenario: Scenario, rollout: str, execution: Execution) -> float:
    """Work out what a rollout costs on average until the first flaw, by the model; exactly.

    Every pattern of flaws is simulated once and weighted with its probability.

    Args:
        scenario: the setting; the risks of its steps are independent.
        rollout: the name of one of its rollouts.
        execution: the first seed that is tried, and how many threads work.

    Returns:
        The cost in person-weeks.
    """
    risks = [step.risk for step in scenario.initiative.steps]
    seeds = _seeds(risks, execution.seed)
    costs = execution.map(
        lambda seed: total(final_state(scenario, seed, rollout=rollout).record.weeks, "cost"),
        list(seeds.values()),
    )
    odds = [_chance(pattern, risks) for pattern in seeds]
    return float(np.dot(odds, costs))


def _seeds(risks: list[float], first: int) -> Mapping[Pattern, int]:
    """A seed for each pattern of flaws that can be."""
    choices = [(True, False) if risk > 0.0 else (False,) for risk in risks]
    patterns, seeds = set(product(*choices)), dict[Pattern, int]()
    for seed in count(first):
        flaws = draws(seed, Draw.FLAW, len(risks)) < np.array(risks)
        pattern = tuple(flaws.tolist())
        seeds.setdefault(pattern, seed)
        if len(seeds) == len(patterns):
            break
    return seeds


def _chance(pattern: Pattern, risks: list[float]) -> float:
    parts = [risk if flawed else 1.0 - risk for flawed, risk in zip(pattern, risks, strict=True)]
    return float(np.prod(parts))


@styled
def figure(checks: list[Check]) -> Axes:
    """The mean cost of each order: the model as bars, theory as marks."""
    import seaborn as sns

    ax = paper(size=(11, 5))[0]
    shown = [check for check in checks if "cheapest" not in check.name]
    names = [check.name.removesuffix(": mean cost") for check in shown]
    model = [check.model for check in shown]
    look = {"color": COLOURS[0], "saturation": 1, "width": 0.55, "label": "the model"}
    sns.barplot(x=model, y=names, orient="y", errorbar=None, ax=ax, **look)
    theirs = [check.theory for check in shown if check.theory is not None]
    sns.scatterplot(x=theirs, y=names, label="theory", marker="D", ax=ax, **dots(COLOURS[1], 10))
    for place, cost in enumerate(model):
        ax.annotate(
            f"{cost:.4g}", (cost, place), xytext=(10, 0), textcoords="offset points", va="center"
        )
    ax.grid(visible=True, axis="x", color=GREY, alpha=0.2)
    ax.set_xlim(0, max(model) * 1.15)
    ax.set_xlabel("mean cost until the first flaw or the end (person-weeks)")
    ax.set_title("In which order to test what may fail")
    ax.legend(loc="lower right")
    return ax
