"""What is declared: a scenario as frozen, validated models, every field with unit and source."""

from winsim.scenario.behaviour import AdoptersAtStart, Behaviour, Employees, Mechanisms, Teams
from winsim.scenario.changes import Change
from winsim.scenario.distribution import Distribution
from winsim.scenario.initiative import Initiative, Leadership, Step
from winsim.scenario.parameter import OURS, Declared, declared
from winsim.scenario.reading import placed, read_scenario, scenario_from
from winsim.scenario.rollout import Event, Gate, Promise, Recognition, Rollout, Scaffolding, Wave
from winsim.scenario.scenario import Scenario
from winsim.scenario.source import Generator, OrganisationSource

__all__ = [
    "OURS",
    "AdoptersAtStart",
    "Behaviour",
    "Change",
    "Declared",
    "Distribution",
    "Employees",
    "Event",
    "Gate",
    "Generator",
    "Initiative",
    "Leadership",
    "Mechanisms",
    "OrganisationSource",
    "Promise",
    "Recognition",
    "Rollout",
    "Scaffolding",
    "Scenario",
    "Step",
    "Teams",
    "Wave",
    "declared",
    "placed",
    "read_scenario",
    "scenario_from",
]
