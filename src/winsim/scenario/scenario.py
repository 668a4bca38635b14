"""A scenario: one organisation, one change, and the rollouts to compare."""


from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, Self

from pydantic import StringConstraints, model_validator

from winsim.declaration.field import Declared, Whole, declared, parameter
from winsim.declaration.inconsistency import refuse
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.behaviour import Behaviour, Employees, Mechanisms, Teams
from winsim.scenario.consistency import across
from winsim.scenario.initiative import Initiative, Leadership
from winsim.scenario.population import OrganisationSource
from winsim.scenario.rollout import Event, Rollout

RolloutName = Annotated[str, StringConstraints(pattern=r"^[^\s/\\,.=\[\]]+$")]
"""A word: rollouts are named in lists, paths of fields and file names."""


class Scenario(Declared):
    """One organisation, one change, and the rollouts of it to compare."""

    name: str = parameter(..., "short name, used for folders and titles", pattern=r"^[^/\\.][^/\\]*$")
    title: str = parameter("", "title for figures and pages")
    description: str = parameter("", "the situation, in a few sentences")
    sources: tuple[str, ...] = parameter((), "where the situation and its numbers come from")
    weeks: Whole = parameter(104, "how long to look", unit="weeks", ge=1, le=5200)
    organisation: OrganisationSource = parameter({}, "who there is and who sees whom")
    employees: Employees = parameter({}, "traits of employees")
    teams: Teams = parameter({}, "traits of teams")
    behaviour: Behaviour = parameter({}, "parameters of the rules")
    leadership: Leadership = parameter({}, "who decides")
    initiative: Initiative = parameter({}, "what is to change")
    rollouts: dict[RolloutName, Rollout] = parameter(..., "ways to bring the change to the teams, by name", min_length=1)
    baseline: str | None = parameter(None, "the rollout that the others are compared with; null is the first")
    events: tuple[Event, ...] = parameter((), "what happens in given weeks")
    mechanisms: Mechanisms = parameter({}, "which mechanisms are at work")

    @model_validator(mode="after")
    def _everything_is_known(self) -> Self:
        refuse(across(self))
        return self

    @property
    def reference(self) -> str:
        """Name of the rollout that the others are compared with."""
        return self.baseline or next(iter(self.rollouts))

    def named(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        """The rollouts of those names, each once, or all; raises BadInput with the nearest names."""
        problems = [
            Problem("", "rollouts", name, f"no such rollout; {nearest(name, self.rollouts)}")
            for name in dict.fromkeys(names)
            if name not in self.rollouts
        ]
        if problems:
            raise BadInput(*problems)
        return tuple(dict.fromkeys(names)) or tuple(self.rollouts)


def resolved(section: Declared, mechanisms: Mechanisms) -> dict[str, Any]:
    """The fields of a section by name, with the off values of mechanisms that are switched off."""
    values = dict(section)
    for name, switch, off in _switched(type(section)):
        if not getattr(mechanisms, switch):
            values[name] = off
    return values


@cache
def _switched(section: type[Declared]) -> tuple[tuple[str, str, Any], ...]:
    """The fields that belong to a mechanism, each with its switch and off value."""
    extras = ((name, declared(info)) for name, info in section.model_fields.items())
    return tuple(
        (name, extra["switch"], extra["off"]) for name, extra in extras if "switch" in extra
    )
