"""Employees and teams as Mesa agents: views on the columns and rows of a model's state.

An agent holds nothing of its own. Reading an attribute reads the state, writing it writes the
state, and `step` lets the kernel simulate the agent's part of the week for it alone.
"""

from typing import TYPE_CHECKING, Any

import mesa

from winsim.model.kernel import entry_points as kernel
from winsim.model.rules import belief, exposure
from winsim.model.state import TEAM_FIELDS, EmployeeState, Traits
from winsim.organisation.organisation import ONE

if TYPE_CHECKING:
    from winsim.model.model import OrgModel


class Column:
    """An attribute of an employee that is read and written in a column of the population.

    Args:
        table: the columns that hold it: `EmployeeState` or `Traits`, which also say what it means.
    """

    def __init__(self, table: type[EmployeeState] | type[Traits]) -> None:
        """Name the table; the column is named as the attribute is."""
        self.table, self.place = table, "traits" if table is Traits else "employees"

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.__doc__ = getattr(self.table, name).__doc__

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        return self if agent is None else self._column(agent)[agent.number].item()

    def __set__(self, agent: Any, value: Any) -> None:
        self._column(agent)[agent.number] = value

    def _column(self, agent: Any) -> Any:
        return getattr(getattr(agent.model.state.population, self.place), self.name)


class Field:
    """An attribute of a team that is read and written in its row, as `TEAM_FIELDS` describes it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.__doc__ = TEAM_FIELDS[name][1]

    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        return self if agent is None else agent.row[self.name].item()

    def __set__(self, agent: Any, value: Any) -> None:
        agent.row[self.name] = value


class Employee(mesa.Agent):
    """One employee: a view on a row of the population.

    `loss_aversion`, `susceptibility` and `threshold` are traits, which no week changes; all else
    changes from week to week. Override `decide` to give people another way of making up their mind;
    weeks are then simulated agent by agent.

    Attributes:
        number: the employee's number, from 0; people are numbered by team.
        id: the id in the people file, or one that was generated.
        name: the name in the people file, else the id.
    """

    loss_aversion = Column(Traits)
    susceptibility = Column(Traits)
    threshold = Column(Traits)
    aware = Column(EmployeeState)
    adopted_week = Column(EmployeeState)
    fatigue = Column(EmployeeState)
    skill = Column(EmployeeState)
    unseen = Column(EmployeeState)
    inclination = Column(EmployeeState)
    belief_for = Column(EmployeeState)
    belief_against = Column(EmployeeState)
    trust_for = Column(EmployeeState)
    trust_against = Column(EmployeeState)
    adopters_seen = Column(EmployeeState)

    model: "OrgModel"

    def __init__(self, model: "OrgModel", number: int) -> None:
        """Make the view; a model makes its agents itself when they are first asked for.

        Args:
            model: the model whose state is viewed.
            number: the employee's number in its organisation, from 0.
        """
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
        """The employee's manager; None for whoever has none."""
        number = int(self.model.organisation.manager[self.number])
        return self.model.employees[number] if number >= 0 else None

    @property
    def is_manager(self) -> bool:
        """Whether somebody reports to the employee."""
        return bool(self.model.organisation.network.is_manager[self.number])

    @property
    def colleagues(self) -> "list[Employee]":
        """Those to whom the employee listens."""
        listens, to, _ = self.model.organisation.ties
        return [self.model.employees[number] for number in to[listens == self.number]]

    @property
    def adopted(self) -> bool:
        """Whether the employee works the new way; setting it shows colleagues and team at once."""
        return bool(self.model.state.population.employees.adopted[self.number])

    @adopted.setter
    def adopted(self, adopts: bool) -> None:
        sign = int(adopts) - int(self.adopted)
        employees, network = self.model.state.population.employees, self.model.organisation.network
        employees.adopted[self.number] = employees.adopting[self.number] = adopts
        self.team.adopters += sign
        weight = float(self.model.state.change.behaviour[0].manager_weight)
        kernel.show_decision(network, employees.adopters_seen, self.number, sign, weight)

    @property
    def belief(self) -> float:
        """Belief that the change works here, in [0, 1]: the mean of a Beta distribution (josang2002)."""
        return belief.share(self.belief_for, self.belief_against)

    @property
    def trust(self) -> float:
        """Trust in leadership, in [0, 1]: the mean of a Beta distribution (josang2002)."""
        return belief.share(self.trust_for, self.trust_against)

    @property
    def exposure(self) -> float:
        """The weighted share of colleagues who had adopted when the week opened, in [0, 1]."""
        own = float(self.model.state.change.behaviour[0].exposure)
        examples = float(self.model.state.population.examples[self.number])
        return exposure.exposure(self.adopters_seen, examples, own)

    @property
    def degree(self) -> float:
        """The total weight of the ties with those to whom the employee listens, at least 0."""
        return float(self.model.organisation.network.degree[self.number]) / ONE

    def step(self) -> None:
        """Simulate the employee's part of the week: perceive, decide, act.

        The week must be open, and the teams must have stepped. Employees may step in any order:
        each reads colleagues as they stood when the week opened.
        """
        model, here, after = self.model, self.number, self.number + 1
        model.evaluate_work()
        kernel.perceive(model.state, model.week, here, after)
        model.state.population.employees.adopting[here] = self.decide()
        kernel.act(model.state, model.week, here, after)

    def decide(self) -> bool:
        """Decide whether the employee works the new way from next week on.

        Override it for another rule; the employee has perceived the week by then, so `inclination`,
        `belief` and `exposure` are this week's.

        Returns:
            Whether the employee works the new way once this week has closed.
        """
        kernel.decide(self.model.state, self.model.week, self.number, self.number + 1)
        return bool(self.model.state.population.employees.adopting[self.number])


class Team(mesa.Agent):
    """One team: a view on its row of the state.

    Attributes:
        number: the team's number in the organisation, from 0.
        name: the team's name in the people file, or one that was generated.
    """

    capacity = Field()
    safety = Field()
    efficacy = Field()
    complacency = Field()
    wave = Field()
    opened = Field()
    open_steps = Field()
    effort = Field()
    load = Field()
    strain = Field()
    win = Field()
    setback = Field()
    credit = Field()
    adopters = Field()
    strategic = Field()
    perceived = Field()
    advantage = Field()
    offered = Field()
    live = Field()

    model: "OrgModel"

    def __init__(self, model: "OrgModel", number: int) -> None:
        """Make the view; a model makes its agents itself when they are first asked for.

        Args:
            model: the model whose state is viewed.
            number: the team's number in its organisation, from 0.
        """
        super().__init__(model)
        self.number = number
        self.name = model.organisation.team_names[number]

    @property
    def row(self) -> Any:
        """The team's row of the state, with the fields of `winsim.model.state.TEAM_FIELDS`."""
        return self.model.state.change.teams[self.number]

    @property
    def size(self) -> int:
        """Number of members."""
        return len(self.model.organisation.members(self.number))

    @property
    def members(self) -> list[Employee]:
        """The team's employees, in the order of their numbers."""
        return [self.model.employees[n] for n in self.model.organisation.members(self.number)]

    @property
    def adoption(self) -> float:
        """The share of members who work the new way, in [0, 1]."""
        return float(self.adopters) / self.size

    def step(self) -> None:
        """Let the team work for a week; the week must be open, and teams may step in any order."""
        kernel.work(self.model.state, self.model.week, self.number, self.number + 1)
