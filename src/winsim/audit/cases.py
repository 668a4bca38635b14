"""The cases of the audit: what is drawn for each, and the scenario that it stands for."""

from collections.abc import Mapping
from math import ceil, log2
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from winsim.audit.priors import PRIORS
from winsim.chance import Event, draws
from winsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

WEEKS = 104
"""How long each case is looked at."""
ROLLOUTS = ("big_bang", "phased", "pilots")
"""The rollouts that every case is lived with."""
WORK, VALUE, RISK, CHAIN = 9001, 9002, 9003, 9004
"""Streams of the luck that cuts a change into steps."""
UNEVEN = 0.5
"""Standard deviation of the logarithm of the steps' work, and of their value."""
DESIGNERS = 2.0
"""Central capacity for design, in person-weeks a week: the default of a scenario."""


Case = Mapping[str, Any]
"""What is drawn for one case, by the name of its prior, with its number and seed."""


def drawn(cases: int, seed: int) -> "pd.DataFrame":
    """What is drawn for the first cases of a scrambled Sobol sequence: a row a case, a column a prior.

    More cases of one seed begin with the same ones. `seed` is the seed under which a case is lived.
    """
    import pandas as pd
    from scipy.stats import qmc

    sequence = qmc.Sobol(len(PRIORS), scramble=True, seed=np.random.default_rng(seed))
    luck = sequence.random_base2(ceil(log2(max(cases, 2))))[:cases]
    table = pd.DataFrame(
        {prior.name: prior.values(luck[:, column]) for column, prior in enumerate(PRIORS)}
    )
    lucks = [
        int(np.random.SeedSequence((seed, case)).generate_state(1)[0]) for case in range(cases)
    ]
    table.insert(0, "seed", lucks)
    table.insert(0, "case", np.arange(cases))
    return table


def cases_of(table: "pd.DataFrame") -> list[Case]:
    """The rows of a table of cases, one by one."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def scenario_of(case: Case) -> Scenario:
    """The scenario of one row of `drawn`: all rollouts of one change in one organisation."""
    work = case["size"] * case["capacity"] * case["team_size"]
    design = case["design"] * case["size"] * DESIGNERS
    plan = work / case["team_size"] + design / round(case["people"])
    return Scenario.model_validate(
        {
            "name": f"case-{case['case']}",
            "weeks": WEEKS,
            "organisation": {"generate": _organisation(case)},
            "employees": _employees(case),
            "teams": {"capacity": case["capacity"], "safety": _about(case["safety"])},
            "behaviour": {
                name: case[name] for name in ("coordination", "effort_floor", "patience")
            },
            "leadership": {
                "budget": case["budget"] * plan,
                "support": case["support"],
                "support_decay": 1 / case["sponsor_patience"],
            },
            "initiative": {
                "gain": case["prospects"],
                "price": plan / case["payback"],
                "complementarity": case["complementarity"],
                "dual_running": case["dual_running"],
                "design_capacity": DESIGNERS,
                "team_size": case["team_size"],
                "steps": steps(case, work, design),
            },
            "rollouts": _rollouts(case),
        }
    )


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
        "belief": {"beta": {"mean": case["belief"], "weight": 20}},
        "trust": {"beta": {"mean": case["trust"], "weight": 20}},
    }


def _about(mean: float) -> dict[str, Any]:
    return {"normal": {"mean": mean, "sd": 0.15}}


def steps(case: Case, work: float, design: float) -> list[dict[str, Any]]:
    """The change cut into steps: uneven in work and value, each with a risk of its own.

    Work and design are shared out alike; risks lie between none and twice the mean.
    """
    count, seed = int(case["steps"]), int(case["seed"])
    share, value = _shares(seed, WORK, count), _shares(seed, VALUE, count)
    risk = 2 * case["risk"] * draws(seed, Event.ORGANISATION, count, RISK)
    chained = draws(seed, Event.ORGANISATION, count, CHAIN) < case["chained"]
    return [
        {
            "name": f"step {number + 1}",
            "design": design * share[number],
            "work": work * share[number],
            "value": value[number],
            "risk": risk[number],
            "built_on": case["built_on"],
            "needs": [f"step {number}"] if number and chained[number] else [],
        }
        for number in range(count)
    ]


def _shares(seed: int, stream: int, count: int) -> NDArray[np.float64]:
    luck = draws(seed, Event.ORGANISATION, count, stream)
    weight = np.exp(UNEVEN * ndtri(np.clip(luck, 1e-12, 1 - 1e-12)))
    return np.asarray(weight / weight.sum())


def _rollouts(case: Case) -> dict[str, Any]:
    together = {"work_in_progress": int(case["work_in_progress"]), "interim": case["interim"]}
    documented = together | {"documentation": bool(case["documented"])}
    gate = {"wins": case["gate"]}
    return {
        "big_bang": together | {"waves": ["all"], "release": "whole"},
        "phased": documented
        | {
            "release": "whole",
            "waves": [
                {"pick": "readiest", "share": 0.25},
                {"pick": "neighbours", "share": 0.25, "repeat": 2, "gate": gate},
                {"teams": "rest", "gate": gate},
            ],
        },
        "pilots": documented
        | {
            "release": "stepwise",
            "waves": [
                {"pick": "readiest", "share": case["pilots"], "protected": 0.8},
                {
                    "pick": "neighbours",
                    "share": 2 * case["pilots"],
                    "growth": 2,
                    "repeat": "all",
                    "gate": gate,
                },
            ],
        },
    }
