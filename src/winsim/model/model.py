"""One rollout, simulated week by week, as an ordinary Mesa model."""

import warnings
from functools import cached_property
from typing import Any

import mesa

from winsim.model.agents import Employee, Team
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.measures import MEASURES
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.scenario.scenario import Scenario


class OrgModel(mesa.Model):
    """An organisation that goes through one rollout of a scenario, week by week.

    It is an ordinary Mesa model: `step` simulates a week, `run` all that are left, and `agents`,
    `DataCollector` and the like work as ever. Agents are views on the state and are made when they
    are first asked for, so a model that is only run makes none. Once a subclass of `Employee` or
    `Team` overrides what an agent does, weeks are simulated agent by agent, which is slower and
    otherwise the same to the last bit.

    Attributes:
        setting: the scenario; Mesa uses the name `scenario` for something of its own.
        rollout: the name of the rollout.
        organisation: who there is, and who listens to whom.
        state: all that changes, as columns of n people and rows of G teams: `population`, `change`
            and the `record` of the weeks.
        week: the weeks that have been simulated; 0 is the start.
        running: whether there are weeks left.

    >>> from winsim import scenario_from
    >>> text = '''
    ... name: tiny
    ... weeks: 12
    ... organisation: {generate: {people: 24, team_size: 6}}
    ... initiative: {steps: [{name: sort, work: 1, value: 1}]}
    ... rollouts: {big_bang: {}}
    ... '''
    >>> model = OrgModel(scenario_from(text, "tiny.yaml"), seed=1)
    >>> model.step()
    >>> model.week, len(model.employees), model.teams[0].open_steps
    (1, 24, 1)
    >>> model.run()
    >>> model.measures["strategic"]
    1.0
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
        """Make the organisation, draw its people, and record week 0.

        Args:
            scenario: what to simulate.
            rollout: the name of one of its rollouts; None is the one others are compared with.
            seed: a whole number, at least 0; rollouts under one seed meet the same organisation,
                the same people and the same chance events.
            organisation: where there is one at hand; None takes the scenario's, read or generated.
            employee: the class of the employees, `Employee` or a subclass.
            team: the class of the teams, `Team` or a subclass.

        Raises:
            BadInput: for an unknown rollout, a file that cannot be read, and where the scenario
                names teams, people or columns that the organisation does not have.
        """
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
        """All agents, teams first; Mesa 3.3 would keep every model alive in its counter of ids."""
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
        """All teams and employees, as a Mesa AgentSet."""
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
        """This week's record: a number for each of `winsim.model.measures.MEASURES`, by name."""
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
            said = (
                "agents override what they do: weeks are simulated agent by agent, which is slower"
            )
            warnings.warn(said, stacklevel=4)
        return own

    def step(self) -> None:
        """Simulate a week.

        Raises:
            ValueError: after the last week of the scenario.
        """
        if self._overridden:
            self.open_week()
            for agent in (*self.teams, *self.employees):
                agent.step()
            self.close_week()
        else:
            self._start_week()
            kernel.run_weeks(self.state, self.week, self.week)

    def run(self) -> None:
        """Simulate all weeks that are left, in one go unless agents override what they do."""
        while self.week < self.setting.weeks and self._overridden:
            self.step()
        if self.week < self.setting.weeks:
            first, self.week = self.week + 1, self.setting.weeks
            kernel.run_weeks(self.state, first, self.week)
        self.running = False

    def open_week(self) -> None:
        """Open the next week: leadership has its part, and everyone sees how colleagues stand.

        Whoever steps agents themselves opens the week, steps all teams, then all employees, each in
        any order, and closes the week; `step` does all of it.

        Raises:
            ValueError: after the last week of the scenario.
        """
        self._start_week()
        kernel.open_week(self.state, self.week)

    def evaluate_work(self) -> None:
        """Evaluate what the teams have finished, once a week; employees see to it as they step."""
        if not self._evaluated:
            kernel.evaluate_work(self.state, self.week)
            self._evaluated = True

    def close_week(self) -> None:
        """Close the week, once teams and employees have had theirs: decisions take effect."""
        kernel.close_week(self.state, self.week)

    def _start_week(self) -> None:
        if self.week == self.setting.weeks:
            raise ValueError(f"the scenario ends with week {self.week}; give it more weeks")
        self.week += 1
        self._evaluated = False
        self.running = self.week < self.setting.weeks
