"""What is uncertain in a scenario: each field with a plausible range, and today's value in it.

Ranges are declared beside the fields' bounds (`plausible`); a scenario may give its own, under
`uncertain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from winsim.declaration.bibliography import sources
from winsim.declaration.field import centre_of, declared
from winsim.declaration.inconsistency import dotted
from winsim.scenario.own_ranges import multiplies, named_quantities
from winsim.scenario.quantity import STEP_VALUES, Quantity, quantities

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

DECIDED = {
    "weeks": "over how many weeks one looks is chosen",
    "organisation": "who there is is read from files, or is said to be invented",
    "employees.adopters_at_start": "who already works the new way is known",
    "leadership.decide_every": "a calendar that leadership sets",
    "leadership.review_every": "a calendar that the sponsor sets",
    "leadership.budget": "money is granted",
    "leadership.reinvest": "what flows back into the budget is agreed",
    "leadership.promised_weeks": "what was promised was said",
    "initiative.design_capacity": "how many people design is decided",
    "initiative.team_size": "the size for which work is stated is a convention",
    "rollouts": "a rollout is what is decided, but for the fields of it that have a range",
    "money": "what a person-week costs is looked up, and moves no run",
    "events": "an event is a thing supposed: if this happens, then",
    "uncertain": "ranges themselves",
}
"""Which numbers have no plausible range, by path or by the group that they are in, and why."""

PEOPLE = ("employees", "teams", "behaviour", "leadership")
"""The sections that say how people, teams and leaders behave; the others tell of the initiative."""

TIMES = "times what the scenario says"
OWN = "this scenario"
"""The source of a range that the scenario gives."""


@dataclass(frozen=True)
class UncertainField:
    """A number of a scenario that could as well be another.

    Attributes:
        path: As `--set` takes it; `*` stands for all members of a list or mapping alike
            (`initiative.steps[*].work`).
        kind: `behaviour` is how people, teams and leaders behave; `inputs` is what is known of the
            initiative.
        value: Today's value, 1 where the range multiplies.
        low: The lower end of its plausible range.
        high: The upper end.
        multiply: Whether values multiply what the scenario says. Steps' values then share out one
            again.
        whole: Whether it takes whole numbers only.
        unit: What it counts or is a share of.
        meaning: What it is, in a few words.
        source: Where the default comes from, as a short reference, or that the scenario gave the range.
    """

    path: str
    kind: Literal["behaviour", "inputs"]
    value: float
    low: float
    high: float
    multiply: bool
    whole: bool
    unit: str
    meaning: str
    source: str


def uncertain_fields(scenario: Scenario) -> tuple[UncertainField, ...]:
    """Every field of a scenario that has a plausible range, in the order of declaration.

    Where the scenario sets another value than the default, the declared range moves with it: by ratio
    where its lower end is above zero, else by difference, and never beyond the bounds; where the
    default is at an end of its range, that reaches as far to the other side. Ranges that the scenario
    gives go before. Left out are fields of mechanisms that are switched off, traits
    that are read from a column, and ranges without a width.

    Args:
        scenario: any scenario.

    Returns:
        The fields; those that only the scenario gives a range stand last.
    """
    fields = {field.path: field for field in _declared_fields(scenario)}
    known = named_quantities(scenario)
    for text, ends in scenario.uncertain.items():
        one = known[text][0]
        path = text if multiplies(text) else dotted(one.path)
        low, high = ends if ends and one.works else (one.value, one.value)
        fields[path] = _field(scenario, one, path, (low, high), multiplies(text), OWN)
    return tuple(field for field in fields.values() if field.low < field.high)


def _declared_fields(scenario: Scenario) -> Iterator[UncertainField]:
    """The fields with a declared range that is at work; those alike in all members may come twice."""
    for one in quantities(scenario):
        extra = declared(one.info)
        source = sources()[extra["source"]].cite if extra else ""
        if one.works and "plausible" in extra:
            yield _field(scenario, one, dotted(one.path), _moved(one), False, source)
        elif (
            one.works and "plausible_times" in extra and one.value > 0 and not _only(scenario, one)
        ):
            path = dotted(one.path) if one.alike == STEP_VALUES else one.alike
            yield _field(scenario, one, path, extra["plausible_times"], True, source)


def _only(scenario: Scenario, one: Quantity) -> bool:
    """Whether it is the value of the only step that is worth anything: all of it, whatever it is."""
    worth = [step for step in scenario.initiative.steps if step.value > 0]
    return one.alike == STEP_VALUES and len(worth) == 1


def _moved(one: Quantity) -> tuple[float, float]:
    """The declared range about today's value, as `uncertain_fields` says."""
    default, value = centre_of(one.info.default), one.value
    low, high = declared(one.info)["plausible"]
    if value == default:
        return low, high
    low, high = _two_sided(low, default, high)
    if low > 0 and default != 0:
        low, high = low * value / default, high * value / default
    else:
        low, high = low + value - default, high + value - default
    least, most = one.bounds
    return max(low, least), min(high, most)


def _two_sided(low: float, default: float, high: float) -> tuple[float, float]:
    """A range whose default is at an end, as far to the other side: a scenario's value need not be."""
    if default == low:
        return 2 * low - high, high
    return low, 2 * high - low if default == high else high


def _field(
    scenario: Scenario,
    one: Quantity,
    path: str,
    ends: tuple[float, float],
    times: bool,
    source: str,
) -> UncertainField:
    return UncertainField(
        path=path,
        kind="behaviour" if one.path[0] in PEOPLE else "inputs",
        value=1.0 if times else one.value,
        low=ends[0],
        high=ends[1],
        multiply=times,
        whole=one.whole and not times,
        unit=TIMES if times else declared(one.info).get("unit", ""),
        meaning=_meaning(scenario, one),
        source=source,
    )


def _meaning(scenario: Scenario, one: Quantity) -> str:
    """What the field means; of a step's value, with the name of the step."""
    meaning = one.info.description or ""
    if one.alike != STEP_VALUES:
        return meaning
    return f"{meaning}: {scenario.initiative.steps[int(one.path[2])].name}"
