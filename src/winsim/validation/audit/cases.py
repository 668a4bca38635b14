"""The cases of the audit: what is drawn for each, and the scenario that it stands for."""

from collections.abc import Mapping
from math import ceil, log2
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from winsim.numerics.chance import Draw, draws
from winsim.scenario.initiative import Initiative
from winsim.scenario.scenario import Scenario
from winsim.validation.audit.priors import PRIORS

if TYPE_CHECKING:
    import pandas as pd

WEEKS = 104
"""How long each case is looked at."""
ROLLOUTS = ("big_bang", "phased", "pilots")
"""The rollouts that every case is simulated with."""
WORK, VALUE, RISK, CHAIN, SHOW = 9001, 9002, 9003, 9004, 9005
"""Streams of the draws that cut a change into steps."""
UNEVEN = 0.5
"""Standard deviation of the logarithm of the steps' work, of their value, and of their visibility."""
BEHAVIOUR = (
    "coordination", "effort_floor", "patience", "incompressible", "discernment", "discipline",
    "turnover", "abandonment", "complacency",
)  # fmt: skip
"""Parameters of behaviour that are drawn as they are."""
DESIGN_CAPACITY = float(Initiative.model_fields["design_capacity"].default)
"""Central capacity for design, in person-weeks a week: the default of a scenario."""


Case = Mapping[str, Any]
"""What is drawn for one case, by the name of its prior, with its number `case` and its `seed`."""


def draw_cases(cases: int, seed: int) -> "pd.DataFrame":
    """What is drawn for the first cases of a scrambled Sobol sequence.

    Args:
        cases: how many, at least 1; more cases of one seed begin with the same ones.
        seed: seed of the scrambling and of the cases' own seeds, at least 0.

    Returns:
        A row a case, indexed by `point`: `case`, its number; `seed`, under which it is simulated;
        and a column a prior, in the prior's unit.
    """
    import pandas as pd
    from scipy.stats import qmc

    sequence = qmc.Sobol(len(PRIORS), scramble=True, seed=np.random.default_rng(seed))
    uniform = sequence.random_base2(ceil(log2(max(cases, 2))))[:cases]
    table = pd.DataFrame(
        {prior.name: prior.values(uniform[:, column]) for column, prior in enumerate(PRIORS)}
    )
    own_seeds = [
        int(np.random.SeedSequence((seed, case)).generate_state(1)[0]) for case in range(cases)
    ]
    table.insert(0, "seed", own_seeds)
    table.insert(0, "case", np.arange(cases))
    table.index.name = "point"
    return table


def scenario_of(case: Case) -> Scenario:
    """Make the scenario of a case: all rollouts of one change in one organisation.

    Args:
        case: one row of `draw_cases`, by the names of the priors.

    Returns:
        A scenario of `WEEKS` weeks with the rollouts `ROLLOUTS`, alike in all that they can have alike.
    """
    return Scenario.model_validate(
        {
            "name": f"case-{case['case']}",
            "weeks": WEEKS,
            "organisation": {"generate": _organisation(case)},
            "employees": _employees(case),
            "teams": {"capacity": _capacity(case), "safety": _about(case["safety"])},
            "behaviour": {name: case[name] for name in BEHAVIOUR},
            "leadership": _leadership(case),
            "initiative": _initiative(case),
            "rollouts": _rollouts(case),
        }
    )


def _total_work(case: Case) -> float:
    """The work of the whole change in a team of typical size, in person-weeks."""
    return float(case["size"] * case["capacity"] * case["team_size"])


def _total_design(case: Case) -> float:
    """The central design of the whole change, in person-weeks."""
    return float(case["design"] * case["size"] * DESIGN_CAPACITY)


def _planned_work(case: Case) -> float:
    """Planned work and design per employee, in person-weeks."""
    return float(
        _total_work(case) / case["team_size"] + _total_design(case) / round(case["people"])
    )


def price_of(case: Case) -> float:
    """What a week of the full benefit is worth, in person-weeks per employee.

    It repays the planned work in as many weeks as `payback` says.
    """
    return _planned_work(case) / float(case["payback"])


def _organisation(case: Case) -> dict[str, Any]:
    return {
        "people": round(case["people"]),
        "team_size": case["team_size"],
        "across": case["across"],
    }


def _employees(case: Case) -> dict[str, Any]:
    """Traits that differ between organisations in their mean, and within them as in the defaults."""
    return {
        "loss_aversion": {"lognormal": {"median": case["loss_aversion"], "sigma": 0.54}},
        "susceptibility": _about(case["susceptibility"]),
        "threshold": _about(case["threshold"]),
        "belief": {"beta": {"mean": case["prior_belief"], "weight": 20}},
        "trust": {"beta": {"mean": case["prior_trust"], "weight": 20}},
    }


def _about(mean: float) -> dict[str, Any]:
    return {"normal": {"mean": mean, "sd": 0.15}}


def _capacity(case: Case) -> dict[str, Any]:
    return {"lognormal": {"median": case["capacity"], "sigma": case["unequal_teams"]}}


def _leadership(case: Case) -> dict[str, Any]:
    return {
        "budget": case["budget"] * _planned_work(case),
        "support": case["support"],
        "support_decay": 1 / case["sponsor_patience"],
    }


def _initiative(case: Case) -> dict[str, Any]:
    return {
        "gain": case["prospects"],
        "price": price_of(case),
        "complementarity": case["complementarity"],
        "overhead": case["overhead"] * _total_work(case) / int(case["steps"]),
        "dual_running": case["dual_running"],
        "side_by_side": "organisation" if case["shared_system"] else "team",
        "design_capacity": DESIGN_CAPACITY,
        "team_size": case["team_size"],
        "steps": steps(case),
    }


def steps(case: Case) -> list[dict[str, Any]]:
    """Cut the change into steps: uneven in work, value and show, each with a risk of its own.

    Work and design are shared out alike; risks lie between none and twice the mean; visibility is 1
    on average.

    Args:
        case: one row of `draw_cases`; its seed decides how uneven the steps are.

    Returns:
        The steps as a scenario declares them: work and design in person-weeks, values that sum to 1.
    """
    count, seed = int(case["steps"]), int(case["seed"])
    share, value, show = (_shares(seed, stream, count) for stream in (WORK, VALUE, SHOW))
    risk = 2 * case["risk"] * draws(seed, Draw.ORGANISATION, count, RISK)
    chained = draws(seed, Draw.ORGANISATION, count, CHAIN) < case["chained"]
    return [
        {
            "name": f"step {number + 1}",
            "design": _total_design(case) * share[number],
            "work": _total_work(case) * share[number],
            "value": value[number],
            "risk": risk[number],
            "visibility": show[number] * count,
            "built_on": case["built_on"],
            "needs": [f"step {number}"] if number and chained[number] else [],
        }
        for number in range(count)
    ]


def _shares(seed: int, stream: int, count: int) -> NDArray[np.float64]:
    uniform = draws(seed, Draw.ORGANISATION, count, stream)
    weight = np.exp(UNEVEN * ndtri(np.clip(uniform, 1e-12, 1 - 1e-12)))
    return np.asarray(weight / weight.sum())


def _rollouts(case: Case) -> dict[str, Any]:
    """A big bang, a big bang in four launches, and pilots, alike in all that they can have alike.

    Protection is given to teams: whoever is at work has it, in whichever wave.
    """
    alike = {
        "work_in_progress": int(case["work_in_progress"]),
        "interim": case["interim"],
        "mandate": case["mandate"],
    }
    first: dict[str, Any] = {"protected": case["protected"]}
    following = first | {"gate": {"wins": case["gate"]}}
    later = alike | {"documentation": bool(case["documented"])}
    return {
        "big_bang": alike | {"release": "whole", "waves": [first | {"teams": "all"}]},
        "phased": later | {"release": "whole", "waves": _launches(first, following)},
        "pilots": later
        | {"release": "stepwise", "waves": _pilots(first, following, case["pilots"])},
    }


def _launches(first: dict[str, Any], following: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        first | {"pick": "readiest", "share": 0.25},
        following | {"pick": "neighbours", "share": 0.25, "repeat": 2},
        following | {"teams": "rest"},
    ]


def _pilots(first: dict[str, Any], following: dict[str, Any], share: float) -> list[dict[str, Any]]:
    """A small first wave, and waves that double until no team is left."""
    doubling = {"pick": "neighbours", "share": 2 * share, "growth": 2, "repeat": "all"}
    return [first | {"pick": "readiest", "share": share}, following | doubling]
