"""One rollout, lived week by week, as an ordinary Mesa model."""

import warnings
from functools import cached_property
from typing import Any

import mesa

from winsim.model.agents import Employee, Team
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import MEASURES
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario


class OrgModel(mesa.Model):
    """An organisation that lives through one rollout of a scenario.

    `setting` is the scenario (Mesa keeps `scenario` for one of its own), `week` the clock, which
    starts at 0. `state` holds all state, as columns and rows. Agents are made when they are first
    asked for, so a model that is only run costs no agents. Give
    `employee` or `team` to put subclasses in their place; once a subclass overrides what an agent
    does, weeks are lived agent by agent, which is slower and otherwise the same.
    """

    def __init__(
        self,
        scenario: Scenario,
        rollout: str | None = None,
        seed: int = 1,
        organisation: Organisation | None = None,
        employee: type[Employee] = Employee,
        team: type[Team] = Team,
    ) -> None:
        super().__init__(rng=seed)
        self.setting = scenario
        self.rollout = scenario.named([rollout])[0] if rollout else scenario.reference
        self.organisation = organisation or organisation_of(scenario.organisation, seed)
        self.state = initial_state(scenario, self.rollout, self.organisation, seed, by_team=True)
        self.week = 0
        self._kinds = employee, team
        self._evaluated = False
        self.close_week()

    @cached_property
    def _everyone(self) -> tuple[list[Team], list[Employee]]:
        """Everyone, teams first. Mesa 3.3 would keep every model alive in its counter of ids."""
        employee, team = self._kinds
        teams = [team(self, number) for number in range(self.organisation.teams)]
        employees = [employee(self, number) for number in range(self.organisation.people)]
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        return teams, employees

    @property
    def teams(self) -> list[Team]:
        """The teams, in the order of the organisation."""
        return self._everyone[0]

    @property
    def employees(self) -> list[Employee]:
        """The employees, in the order of the organisation."""
        return self._everyone[1]

    @property  # type: ignore[misc]  # Mesa's has a setter, which only refuses
    def agents(self) -> Any:
        """All agents, as a Mesa AgentSet."""
        return self._everyone and super().agents

    @property
    def agents_by_type(self) -> Any:
        """Agents by their class, each an AgentSet."""
        return self._everyone and super().agents_by_type

    @property
    def agent_types(self) -> Any:
        """The classes of agents in the model."""
        return self._everyone and super().agent_types

    @property
    def measures(self) -> dict[str, float]:
        """This week's measures by name."""
        row = self.state.record.weeks[self.week]
        return {name: float(row[name]) for name in MEASURES}

    @cached_property
    def _overridden(self) -> bool:
        """Whether agents behave in ways of their own; said once."""
        employee, team = self._kinds
        own = team.step is not Team.step or any(
            getattr(employee, name) is not getattr(Employee, name) for name in ("step", "decide")
        )
        if own:
            said = "agents override what they do: weeks are lived agent by agent, which is slower"
            warnings.warn(said, stacklevel=4)
        return own

    def step(self) -> None:
        """Live a week."""
        if self._overridden:
            self.open_week()
            for agent in (*self.teams, *self.employees):
                agent.step()
            self.close_week()
        else:
            self._start_week()
            kernel.run_weeks(self.state, self.week, self.week)

    def run(self) -> None:
        """Live all weeks that are left."""
        while self.week < self.setting.weeks and self._overridden:
            self.step()
        if self.week < self.setting.weeks:
            first, self.week = self.week + 1, self.setting.weeks
            kernel.run_weeks(self.state, first, self.week)
        self.running = False

    def open_week(self) -> None:
        """Open a week; step the teams next, then the employees, each in any order."""
        self._start_week()
        kernel.open_week(self.state, self.week)

    def evaluate_work(self) -> None:
        """Settle what the teams have finished; employees see to it before they look."""
        if not self._evaluated:
            kernel.evaluate_work(self.state, self.week)
            self._evaluated = True

    def close_week(self) -> None:
        """Turn the page, once teams and employees have had their week."""
        kernel.close_week(self.state, self.week)

    def _start_week(self) -> None:
        if self.week == self.setting.weeks:
            raise ValueError(f"the scenario ends with week {self.week}; give it more weeks")
        self.week += 1
        self._evaluated = False
        self.running = self.week < self.setting.weeks
