"""Belief as a count of evidence: a hand count, and where steady news leads if some is forgotten."""

from functools import partial

import numpy as np
from matplotlib.axes import Axes

from winsim.figures.style import COLOURS, GREY, dots, paper, styled
from winsim.model.measures import measured
from winsim.numerics.arrays import Floats
from winsim.scenario.scenario import Scenario
from winsim.validation.published.check import Check, exact_check
from winsim.validation.published.reproduction import Execution, Reproduction, final_state, setting
from winsim.validation.theory import evidence as theory

SOURCE = "josang2002"
PRIOR = (1.0, 1.0)
COUNTS = {1: (1, 0), 2: (2, 0), 3: (2, 1), 4: (3, 1), 5: (5, 1), 7: (6, 1), 8: (7, 1)}
"""Evidence in favour and against after each week of the setting."""
PUBLISHED = 0.8
"""Jøsang & Ismail's example: seven outcomes of one kind and one of the other."""
MEMORIES, LONG = (0.9, 0.95, 0.985), 1600
FIRM = (4.0, 4.0)


def reproduce(execution: Execution) -> Reproduction:
    """Reproduce the count week by week, and the belief that a win a week leads to with a fading memory.

    Args:
        execution: the first seed; no draw plays a part.
    """
    weekly = measured(final_state(setting("beta"), execution.seed).record.weeks, "belief")
    checks = [_after_evidence(week, float(weekly[week])) for week in COUNTS]
    winning = _winning()
    paths = {memory: _with_memory(winning, memory) for memory in MEMORIES}
    checks += [_limit(memory, float(path[-1])) for memory, path in paths.items()]
    return Reproduction(checks, partial(figure, weekly, paths))


def _after_evidence(week: int, model: float) -> Check:
    good, bad = COUNTS[week]
    known = PUBLISHED if (good, bad) == (7, 1) else None
    exact = theory.expected(PRIOR, good, bad)
    name = f"belief after {good} for and {bad} against"
    return exact_check(name, SOURCE, model, published=known, theory=exact, theory_error=1e-15)


def _winning() -> Scenario:
    """The setting with a win in every week, from four observations on each side."""
    events = ", ".join(f"{{week: {week}, kind: win}}" for week in range(1, LONG + 1))
    return setting(
        "beta", f"weeks={LONG}", f"events=[{events}]", f"employees.belief_weight={sum(FIRM)}"
    )


def _with_memory(scenario: Scenario, memory: float) -> Floats:
    """Belief by week, if that share of evidence is kept each week."""
    behaviour = scenario.behaviour.model_copy(update={"memory": memory})
    state = final_state(scenario.model_copy(update={"behaviour": behaviour}))
    return measured(state.record.weeks, "belief")


def _limit(memory: float, model: float) -> Check:
    exact = theory.expected(FIRM, theory.lasting(1.0, memory), 0.0)
    name = f"belief in the end, a win a week, memory {memory:g}"
    return exact_check(name, SOURCE, model, theory=exact)


@styled
def figure(weekly: Floats, paths: dict[float, Floats]) -> Axes:
    """Belief by week: the count beside the Beta mean, and the approach to the limits."""
    import seaborn as sns

    axes = paper(1, 2, (13, 5.5))
    counts = {0: (0, 0), **COUNTS}
    exact = [theory.expected(PRIOR, *counts[week]) for week in counts]
    steps = {"drawstyle": "steps-post", "color": COLOURS[0], "label": "the model"}
    sns.lineplot(x=np.arange(weekly.size), y=weekly, estimator=None, ax=axes[0], **steps)
    found = {"x": [*counts], "y": exact, "label": "counted by hand"}
    sns.scatterplot(ax=axes[0], **found, **dots(COLOURS[1]))
    axes[0].set_title("Seven wins and a setback")
    for number, (memory, path) in enumerate(paths.items()):
        label = f"memory {memory:g} a week"
        sns.lineplot(path[:400], color=COLOURS[number], label=label, estimator=None, ax=axes[1])
        limit = theory.expected(FIRM, theory.lasting(1.0, memory), 0.0)
        axes[1].axhline(limit, color=GREY, lw=1, ls=":")
    axes[1].set_title("A win a week; dotted: the limit")
    for ax in axes:
        ax.set_xlabel("week")
        ax.set_ylabel("mean belief that it works here")
        ax.set_ylim(0.45, 1.0)
        ax.legend(loc="lower right")
    return axes[0]
