"""What a plan costs before anything is simulated, beside the budget that there is for it.

Each step counts once in each team, with its overhead, and its design once. What comes on top of a plan
is left to the simulation: documentation, rework, running two ways; and so is what teams learn.
"""

from collections.abc import Iterator
from typing import NamedTuple

from winsim.scenario.scenario import Scenario, resolved


class PlannedCost(NamedTuple):
    """The cost of a plan, in person-weeks.

    Attributes:
        people: How many people it is for.
        design: What is done once for everybody.
        work: What all teams do.
        budget: What there is for it; None is no limit.
        weeks: How long a typical team takes at full capacity, design first, as a sponsor reckons; None
            where no capacity is declared.
    """

    people: int
    design: float
    work: float
    budget: float | None
    weeks: float | None

    @property
    def total(self) -> float:
        """Design and work together."""
        return self.design + self.work


def planned_cost(scenario: Scenario, people: int) -> PlannedCost:
    """The cost of a scenario's steps in an organisation of so many people.

    Args:
        scenario: Any; a team's work is in proportion to its people, so that teams need not be known.
        people: How many there are, at least 1.
    """
    initiative = scenario.initiative
    overhead = resolved(initiative, scenario.mechanisms)["overhead"]
    design = sum(step.design for step in initiative.steps)
    each = sum(step.work + overhead for step in initiative.steps) / initiative.team_size
    budget = resolved(scenario.leadership, scenario.mechanisms)["budget"]
    capacity = scenario.teams.capacity.mean
    return PlannedCost(
        people=people,
        design=design,
        work=each * people,
        budget=None if budget is None else budget * people,
        weeks=design / initiative.design_capacity + each / capacity if capacity else None,
    )


def cost_statements(scenario: Scenario, people: int) -> Iterator[str]:
    """What the plan costs and what there is for it, with a warning where money or weeks are too few.

    Args:
        scenario: Any.
        people: How many there are in its organisation, at least 1.

    Yields:
        Sentences without a full stop; none for a scenario without steps.
    """
    if not scenario.initiative.steps:
        return
    cost = planned_cost(scenario, people)
    yield f"plan: {_amount(cost.total, people)}, of which {cost.design:,.0f} for design{_pace(cost)}"
    yield f"budget: {_extra(cost)}"
    if cost.budget is not None and cost.budget < cost.total:
        short = f"{cost.total - cost.budget:,.0f} person-weeks"
        yield f"warning: the budget is smaller than the plan by {short}; it may run out before the end"
    if cost.weeks is not None and cost.weeks > scenario.weeks:
        longer = f"longer than the {scenario.weeks} weeks looked at"
        yield f"warning: the plan alone takes {longer}; give it more weeks"


def _extra(cost: PlannedCost) -> str:
    if cost.budget is None:
        return "no limit"
    amount = _amount(cost.budget, cost.people)
    return f"{amount}; documentation, rework and running two ways cost extra"


def _amount(person_weeks: float, people: int) -> str:
    return f"{person_weeks:,.0f} person-weeks ({person_weeks / people:.2f} per employee)"


def _pace(cost: PlannedCost) -> str:
    if cost.weeks is None:
        return ""
    return f"; about {cost.weeks:.0f} weeks of a typical team at full capacity"
