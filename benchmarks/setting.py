"""What is measured: a change of ordinary size, in organisations of any size."""

from copy import deepcopy
from functools import cache

from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario

ROLLOUT = "pilots"
BUSY = 20
"""A week in which there is much to do: two pilots have won, all other teams are at work."""


@cache
def change(people: int, weeks: int = 104, across: float = 2.0) -> Scenario:
    """Two rollouts of a change of five steps."""
    steps = [
        {"name": f"step {n}", "work": 3, "value": 0.2, "risk": 0.2, "built_on": 0.2}
        for n in range(5)
    ]
    pilots = [
        {"pick": "readiest", "count": 2, "protected": 0.8},
        {"teams": "rest", "gate": {"wins": 0.5}},
    ]
    return Scenario.model_validate(
        {
            "name": "benchmark",
            "weeks": weeks,
            "organisation": {"generate": {"people": people, "across": across}},
            "initiative": {"gain": 1.5, "steps": steps},
            "rollouts": {
                "big_bang": {"release": "whole"},
                ROLLOUT: {"waves": pilots, "documentation": True},
            },
        }
    )


@cache
def organisation(people: int, across: float = 2.0) -> Organisation:
    """The organisation of that size that everyone is measured in."""
    return organisation_of(change(people, across=across).organisation, 1)


def state(people: int, weeks: int = 104, simulated: int = 0, across: float = 2.0) -> State:
    """A state of its own, simulated up to that week."""
    scenario = change(people, weeks, across)
    made = initial_state(scenario, ROLLOUT, organisation(people, across), seed=1, by_team=True)
    kernel.run_weeks(made, 0, simulated)
    return made


def copied(original: State) -> State:
    """The same state again, to be simulated another way; the ties, which never change, are shared."""
    population = original.population
    people = population._replace(employees=deepcopy(population.employees))
    return State(people, deepcopy(original.change), deepcopy(original.record))
