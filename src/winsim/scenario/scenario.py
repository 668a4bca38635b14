"""A scenario: one organisation, one change, and the rollouts to compare."""

from typing import Self

from pydantic import model_validator

from winsim.scenario.behaviour import Behaviour, Employees, Mechanisms, Teams
from winsim.scenario.initiative import Initiative, Leadership
from winsim.scenario.parameter import Declared, parameter
from winsim.scenario.rollout import Event, Rollout
from winsim.scenario.source import OrganisationSource


class Scenario(Declared):
    """One organisation, one change, and the rollouts of it to compare."""

    name: str = parameter(..., "short name, used for folders and titles", min_length=1)
    title: str = parameter("", "title for figures and pages")
    description: str = parameter("", "the situation, in a few sentences")
    sources: tuple[str, ...] = parameter((), "where the situation and its numbers come from")
    weeks: int = parameter(104, "how long to look", unit="weeks", ge=1, le=5200)
    organisation: OrganisationSource = parameter({}, "who there is and who sees whom")
    employees: Employees = parameter({}, "traits of employees")
    teams: Teams = parameter({}, "traits of teams")
    behaviour: Behaviour = parameter({}, "parameters of the rules")
    leadership: Leadership = parameter({}, "who decides")
    initiative: Initiative = parameter({}, "what is to change")
    rollouts: dict[str, Rollout] = parameter(..., "ways to bring the change to the teams, by name", min_length=1)
    baseline: str | None = parameter(None, "the rollout that the others are compared with; null is the first")
    events: tuple[Event, ...] = parameter((), "what happens in given weeks")
    mechanisms: Mechanisms = parameter({}, "which mechanisms are at work")

    @model_validator(mode="after")
    def _baseline_is_there(self) -> Self:
        if self.baseline is not None and self.baseline not in self.rollouts:
            raise ValueError(f"baseline {self.baseline!r} is not a rollout; there are {', '.join(self.rollouts)}")
        return self

    @property
    def reference(self) -> str:
        """Name of the rollout that the others are compared with."""
        return self.baseline or next(iter(self.rollouts))
