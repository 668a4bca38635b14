"""A scenario: one organisation, one change, and the rollouts to compare.

The root of what is declared; its sections are the other modules of this package. Files and Python
data become scenarios in `scenario.reading`, and `PreparedScenario` makes one ready to run.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from winsim.declaration.checking import checked
from winsim.declaration.document import Document
from winsim.declaration.field import Declared, Number, Whole, declared, parameter
from winsim.declaration.inconsistency import Inconsistency, refuse
from winsim.declaration.override import Override, overridden, overrides_of
from winsim.declaration.plain import PlainData
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.behaviour import Behaviour, Employees, Mechanisms, Teams
from winsim.scenario.consistency import across, called, inconsistencies
from winsim.scenario.initiative import Initiative, Leadership
from winsim.scenario.organisation_source import OrganisationSource
from winsim.scenario.own_ranges import misfit_ranges
from winsim.scenario.rollout import Event, Rollout

NOTHING = "nothing"
"""The name of the rollout that nobody begins, which is at hand without being declared."""
NO_FIELDS: Mapping[str, Any] = MappingProxyType({})

RolloutName = Annotated[str, StringConstraints(pattern=r"^[^\s/\\,.=\[\]]+$")]
"""A word: rollouts are named in lists, paths of fields and file names."""


class Money(Declared):
    """What work costs, for readers who think in money."""

    rate: Number = parameter(..., "what a person-week costs", unit="currency", gt=0)
    currency: str = parameter("EUR", "name or sign of the currency", min_length=1)


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
    money: Money | None = parameter(None, "read work in money; null reads it in person-weeks")
    start: str | None = parameter(None, "first day of week 1, as 2027-01-04: read weeks as dates; null reads them as weeks")
    smallest: dict[str, Annotated[Number, Field(gt=0)]] = parameter({}, "smallest difference of interest by outcome, in its stored unit (net_value: 20); others keep theirs")
    mechanisms: Mechanisms = parameter({}, "which mechanisms are at work")
    uncertain: dict[str, tuple[Number, ...] | None] = parameter({}, "from where to where a field could as well lie, by its path (behaviour.coordination: [0.1, 0.6]), where that is not what its declaration says; null is known for certain")

    @model_validator(mode="after")
    def _everything_is_known(self) -> Self:
        refuse((*across(self), *misfit_ranges(self)))
        return self

    @field_validator("start")
    @classmethod
    def _a_day(cls, value: str | None) -> str | None:
        try:
            return value if value is None else date.fromisoformat(value).isoformat()
        except ValueError:
            refuse([Inconsistency((), "write it as a day of the calendar, such as 2027-01-04")])
            raise

    @property
    def reference(self) -> str:
        """Name of the rollout that the others are compared with."""
        return self.baseline or next(iter(self.rollouts))

    def baseline_among(self, names: Sequence[str]) -> str:
        """Which of some rollouts the others of them are compared with.

        Args:
            names: Names of rollouts, at least one.

        Returns:
            The scenario's baseline where it is one of them, and the first of them otherwise.
        """
        return self.reference if self.reference in names else names[0]

    def with_fields(self, fields: Mapping[str, Any] = NO_FIELDS, /, **named: Any) -> "Scenario":
        """The scenario with some fields set anew, checked like a file; this one stays as it is.

        Args:
            fields: Values by the path of their field, as `--set` writes paths: groups after a dot,
                members of lists in brackets (one past the last adds a member). A group that is
                set as a whole takes its defaults where the new value says nothing. Values are
                plain data or declared models; None is `null`.
            **named: The same for fields of the scenario itself, such as `weeks` or `rollouts`.

        Returns:
            Another scenario.

        Raises:
            BadInput: With every field that is not there and every value that does not fit, each
                with a remedy.

        Example:
            >>> from winsim import scenario_from
            >>> scenario = scenario_from({"name": "try", "rollouts": {"big_bang": {"waves": ["all"]}}})
            >>> later = scenario.with_fields({"behaviour.coordination": 0.5}, weeks=52)
            >>> later.behaviour.coordination, later.weeks
            (0.5, 52)
            >>> scenario.with_fields({"rollouts.big_bang.mandate": 2})
            Traceback (most recent call last):
            winsim.problems.BadInput: rollouts.big_bang.mandate = 2: must be at most 1 (per week)
        """
        return self.with_overrides(overrides_of({**fields, **named}))

    def with_overrides(
        self, overrides: Sequence[Override], document: Document | None = None
    ) -> "Scenario":
        """The scenario with overrides made, which say in problems where each of them comes from.

        Args:
            overrides: Fields to set anew, in order.
            document: What the scenario was read from, for the lines of what no longer fits there.

        Returns:
            Another scenario, or this one where there are no overrides.

        Raises:
            BadInput: As `with_fields` does.
        """
        if not overrides:
            return self
        return checked_scenario(overridden(self, overrides), document, overrides)

    def called(self, rollout: str) -> str:
        """What a rollout is called in tables, figures and sentences."""
        return called(rollout, self.rollouts[rollout].title)

    def with_nothing(self, names: Sequence[str]) -> "Scenario":
        """The scenario with the rollout `nothing`, which nobody begins, where it is asked for.

        Args:
            names: Names of rollouts; only if `nothing` is among them and not declared is it added.
        """
        if NOTHING not in names or NOTHING in self.rollouts:
            return self
        idle = Rollout(title="doing nothing", waves=())
        return self.model_copy(update={"rollouts": {**self.rollouts, NOTHING: idle}})

    def named(self, names: Sequence[str] = ()) -> tuple[str, ...]:
        """The rollouts of those names, or all of them.

        Args:
            names: Names of rollouts; a repeated one counts once.

        Returns:
            The names, in the order given; of all rollouts, as declared, where none is given.

        Raises:
            BadInput: With every name that is unknown, and the nearest that there is.
        """
        problems = [
            Problem("", "rollouts", name, f"no such rollout; {nearest(name, self.rollouts)}")
            for name in dict.fromkeys(names)
            if name not in self.rollouts
        ]
        if problems:
            raise BadInput(*problems)
        return tuple(dict.fromkeys(names)) or tuple(self.rollouts)


def checked_scenario(
    data: Any, document: Document | PlainData | None = None, overrides: Sequence[Override] = ()
) -> Scenario:
    """The scenario of plain data, checked as a whole.

    Args:
        data: Fields of a scenario by name, with `overrides` already made in them.
        document: Where they were written, so that problems have a place.
        overrides: What was set anew; a problem of such a field says so.

    Raises:
        BadInput: With every problem of the document, the data and the overrides, from top to bottom.
    """
    return checked(Scenario, data, document, overrides, _relations)


def _relations(data: Mapping[str, Any]) -> Iterable[Inconsistency]:
    return inconsistencies({"weeks": Scenario.model_fields["weeks"].default} | dict(data))


def resolved(section: Declared, mechanisms: Mechanisms) -> dict[str, Any]:
    """The fields of a section with the off values of mechanisms that are switched off.

    Args:
        section: A part of a scenario, such as its `behaviour` or one of its steps.
        mechanisms: The switches of the same scenario.

    Returns:
        Values by field: as the kernel receives them.
    """
    values = dict(vars(section))
    for name, switch, off in _switched(type(section)):
        if not getattr(mechanisms, switch):
            values[name] = off
    return values


@cache
def _switched(section: type[Declared]) -> tuple[tuple[str, str, Any], ...]:
    """The fields that belong to mechanisms, each with a switch and its off value."""
    extras = ((name, declared(info)) for name, info in section.model_fields.items())
    return tuple(
        (name, switch, extra["off"])
        for name, extra in extras
        for switch in extra.get("switches", ())
    )
