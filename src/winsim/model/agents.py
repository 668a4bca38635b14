"""Employees and teams as Mesa agents: views on the columns and rows of a world.

An agent holds nothing of its own. Reading an attribute reads the world, writing it writes the
world, and `step` lets the kernel live the agent's part of the week for it alone.
"""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from winsim.model.kernel import entry_points as kernel
from winsim.model.rules import belief, exposure
from winsim.organisation.organisation import ONE

if TYPE_CHECKING:
    from winsim.model.model import OrgModel


class Column:
    """An attribute of an employee that lives in a column of the world: state or trait."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        if agent is None:
            return self
        return getattr(getattr(agent.model.state.population, self.table), self.name)[
            agent.number
        ].item()

    def __set__(self, agent: Any, value: Any) -> None:
        getattr(getattr(agent.model.state.population, self.table), self.name)[agent.number] = value


class Field:
    """An attribute of a team that lives in its row of the world."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        return self if agent is None else agent.row[self.name].item()

    def __set__(self, agent: Any, value: Any) -> None:
        agent.row[self.name] = value


class Employee(mesa.Agent):
    """One employee.

    Traits: `loss_aversion`, `susceptibility`, `threshold`. State: `aware`, `adopted`, `adopted_week`
    (-1: never), `fatigue`, `skill`, `unseen`, `inclination`; `belief`, `trust` and `exposure` are
    read from it. Override `decide` to give people another mind.
    """

    loss_aversion = Column("traits")
    susceptibility = Column("traits")
    threshold = Column("traits")
    aware = Column("employees")
    adopted_week = Column("employees")
    fatigue = Column("employees")
    skill = Column("employees")
    unseen = Column("employees")
    inclination = Column("employees")
    belief_for = Column("employees")
    belief_against = Column("employees")
    trust_for = Column("employees")
    trust_against = Column("employees")
    adopters_seen = Column("employees")

    model: "OrgModel"

    def __init__(self, model: "OrgModel", number: int) -> None:
        super().__init__(model)
        self.number = number
        self.id = model.organisation.ids[number]
        self.name = model.organisation.names[number]

    @property
    def team(self) -> "Team":
        """The employee's team."""
        return self.model.teams[int(self.model.organisation.network.team[self.number])]

    @property
    def manager(self) -> "Employee | None":
        """The employee's manager, if there is one."""
        number = int(self.model.organisation.manager[self.number])
        return self.model.employees[number] if number >= 0 else None

    @property
    def is_manager(self) -> bool:
        """Whether somebody reports to the employee."""
        return bool(self.model.organisation.network.is_manager[self.number])

    @property
    def colleagues(self) -> "list[Employee]":
        """Those whom the employee listens to."""
        listens, to, _ = self.model.organisation.ties
        return [self.model.employees[number] for number in to[listens == self.number]]

    @property
    def adopted(self) -> bool:
        """Whether the employee works the new way; setting it shows colleagues and team at once."""
        return bool(self.model.state.population.employees.adopted[self.number])

    @adopted.setter
    def adopted(self, adopts: bool) -> None:
        sign = int(adopts) - int(self.adopted)
        who, network = self.model.state.population.employees, self.model.organisation.network
        who.adopted[self.number] = who.adopting[self.number] = adopts
        self.team.adopters += sign
        ties = slice(*network.listener_start[self.number : self.number + 2])
        weight = network.weight[ties] if network.weight.size else ONE
        np.add.at(who.adopters_seen, network.listener[ties], sign * weight)

    @property
    def belief(self) -> float:
        """Belief that the change works here, in [0, 1]."""
        return belief.share(self.belief_for, self.belief_against)

    @property
    def trust(self) -> float:
        """Trust in leadership, in [0, 1]."""
        return belief.share(self.trust_for, self.trust_against)

    @property
    def exposure(self) -> float:
        """The share of colleagues who had adopted when the week opened."""
        own = float(self.model.state.change.behaviour[0].exposure)
        return exposure.exposure(self.adopters_seen, self.degree * ONE, own)

    @property
    def degree(self) -> float:
        """The total weight of the colleagues whom the employee listens to."""
        return float(self.model.organisation.network.degree[self.number]) / ONE

    def step(self) -> None:
        """Live the employee's part of the week: perceive, decide, act."""
        model, here, after = self.model, self.number, self.number + 1
        model.evaluate_work()
        kernel.perceive(model.state, model.week, here, after)
        model.state.population.employees.adopting[here] = self.decide()
        kernel.act(model.state, model.week, here, after)

    def decide(self) -> bool:
        """Whether the employee works the new way from next week on."""
        kernel.decide(self.model.state, self.model.week, self.number, self.number + 1)
        return bool(self.model.state.population.employees.adopting[self.number])


class Team(mesa.Agent):
    """One team: its capacity, efficacy and progress, and its members."""

    capacity = Field()
    safety = Field()
    efficacy = Field()
    complacency = Field()
    wave = Field()
    opened = Field()
    open_steps = Field()
    effort = Field()
    load = Field()
    win = Field()
    setback = Field()
    adopters = Field()
    strategic = Field()
    perceived = Field()
    offered = Field()
    live = Field()

    model: "OrgModel"

    def __init__(self, model: "OrgModel", number: int) -> None:
        super().__init__(model)
        self.number = number
        self.name = model.organisation.team_names[number]

    @property
    def row(self) -> Any:
        """The team's row of the world."""
        return self.model.state.change.teams[self.number]

    @property
    def size(self) -> int:
        """Number of members."""
        return len(self.model.organisation.members(self.number))

    @property
    def members(self) -> list[Employee]:
        """The team's employees."""
        return [self.model.employees[n] for n in self.model.organisation.members(self.number)]

    @property
    def adoption(self) -> float:
        """The share of members who work the new way."""
        return float(self.adopters) / self.size

    def step(self) -> None:
        """Let the team work for a week."""
        kernel.work(self.model.state, self.model.week, self.number, self.number + 1)
