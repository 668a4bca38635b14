"""The outcomes of a run: each declared once, with how it is read, its label, unit and direction.

Comparisons, sweeps, analyses and figures take names, units and words from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from winsim.problems import BadInput, Problem, nearest
from winsim.runs.units import (
    LEVEL,
    NUMBER,
    PEOPLE,
    PROGRESS,
    RUNS,
    WEEKS,
    WORK,
    Unit,
    calendar,
    money,
)

if TYPE_CHECKING:
    from winsim.runs.run import Run
    from winsim.scenario.scenario import Scenario

Direction = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Outcome:
    """One outcome of a run: a column of the table of runs, and how to speak of it."""

    name: str
    """Column of the table of runs."""
    read: Callable[[Run], float]
    """How it is read off a run, in the stored unit; a time that never came is NaN."""
    label: str
    """What it is, as in a table or on an axis."""
    unit: Unit
    better: Direction
    """Which direction is better for the organisation; neither where that depends."""
    more: str
    """What a rollout does that has more of it: `ends with more people …`."""
    less: str
    """What a rollout does that has less of it."""
    may_never_come: bool = False
    """Whether it is a time at which something happens, and may not happen at all."""

    def unit_in(self, scenario: Scenario) -> Unit:
        """The unit in which a scenario's readers take it: money and dates where it gives them."""
        if self.unit is WORK and scenario.money is not None:
            return money(scenario.money.rate, scenario.money.currency)
        if self.unit is WEEKS and scenario.start is not None:
            return calendar(scenario.start)
        return self.unit

    def smallest_in(self, scenario: Scenario, people: int) -> float:
        """The smallest difference of interest in a scenario, in the stored unit.

        Args:
            scenario: one that may state its own.
            people: how many people there are: work counts for each of them.
        """
        usual = self.unit.smallest * people if self.unit is WORK else self.unit.smallest
        return scenario.smallest.get(self.name, usual)


def _reached(share: int, group: str) -> Outcome:
    return Outcome(
        f"weeks_to_{share}",
        lambda run: run.weeks_to(share / 100),
        f"weeks until {share} % of people work the new way",
        WEEKS,
        "lower",
        f"takes longer to bring {group} of the people over",
        f"brings {group} of the people over sooner",
        may_never_come=True,
    )


def _benefit(run: Run) -> float:
    """What the change was worth, in person-weeks: price × employees × weeks of full benefit."""
    return run.scenario.initiative.price * run.organisation.people * run.total("benefit_share")


OUTCOMES: dict[str, Outcome] = {
    outcome.name: outcome
    for outcome in (
        Outcome(
            "adoption",
            lambda run: run.at_end("adopted"),
            "people working the new way at the end",
            PEOPLE,
            "higher",
            "ends with more adopters",
            "ends with fewer adopters",
        ),
        Outcome(
            "commitment",
            lambda run: run.at_end("committed"),
            "people who would do so of their own accord",
            PEOPLE,
            "higher",
            "ends with more committed people",
            "ends with fewer committed people",
        ),
        _reached(10, "a tenth"),
        _reached(50, "half"),
        _reached(90, "nine tenths"),
        Outcome(
            "strategic",
            lambda run: run.at_end("strategic"),
            "strategic progress at the end",
            PROGRESS,
            "higher",
            "ends with more strategic progress",
            "ends with less strategic progress",
        ),
        Outcome(
            "perceived",
            lambda run: run.at_end("perceived"),
            "perceived progress at the end",
            PROGRESS,
            "neither",
            "ends with more perceived progress",
            "ends with less perceived progress",
        ),
        Outcome(
            "gap_peak",
            lambda run: float((run.measured("perceived") - run.measured("strategic")).max()),
            "largest lead of perceived over strategic progress",
            PROGRESS,
            "lower",
            "looks further ahead of its strategic progress",
            "looks less far ahead of its strategic progress",
        ),
        Outcome(
            "peak_fatigue",
            lambda run: float(run.measured("fatigue").max()),
            "highest mean fatigue",
            LEVEL,
            "lower",
            "tires people more",
            "tires people less",
        ),
        Outcome(
            "lowest_trust",
            lambda run: float(run.measured("trust").min()),
            "lowest mean trust in leadership",
            LEVEL,
            "higher",
            "keeps trust in leadership higher at its lowest point",
            "lets trust in leadership fall lower",
        ),
        Outcome(
            "belief",
            lambda run: run.at_end("belief"),
            "mean belief that it works here, at the end",
            LEVEL,
            "higher",
            "ends with more belief that this works here",
            "ends with less belief that this works here",
        ),
        Outcome(
            "trust",
            lambda run: run.at_end("trust"),
            "mean trust in leadership at the end",
            LEVEL,
            "higher",
            "ends with more trust in leadership",
            "ends with less trust in leadership",
        ),
        Outcome(
            "cost", lambda run: run.total("cost"), "cost", WORK, "lower", "costs more", "costs less"
        ),
        Outcome(
            "benefit",
            _benefit,
            "benefit",
            WORK,
            "higher",
            "brings more benefit",
            "brings less benefit",
        ),
        Outcome(
            "net_value",
            lambda run: _benefit(run) - run.total("cost"),
            "net value",
            WORK,
            "higher",
            "has a higher net value",
            "has a lower net value",
        ),
        Outcome(
            "wins",
            lambda run: run.total("wins"),
            "wins",
            NUMBER,
            "neither",
            "has more wins",
            "has fewer wins",
        ),
        Outcome(
            "setbacks",
            lambda run: run.total("setbacks"),
            "setbacks",
            NUMBER,
            "lower",
            "has more setbacks",
            "has fewer setbacks",
        ),
        Outcome(
            "cancelled",
            lambda run: run.cancelled,
            "stopped before the end",
            RUNS,
            "lower",
            "is stopped more often",
            "is stopped less often",
        ),
    )
}
"""Every outcome by name, in the order of the columns of the table of runs."""

GROUPS: dict[str, tuple[Unit, ...]] = {
    "People": (PEOPLE,),
    "Time": (WEEKS,),
    "Progress": (PROGRESS, NUMBER, RUNS),
    "Belief, trust and strain": (LEVEL,),
    "Money": (WORK,),
}
"""The headings under which outcomes are read, each with the units of its outcomes."""


def grouped() -> dict[str, list[Outcome]]:
    """The outcomes under each heading of `GROUPS`, in the order in which they are declared."""
    return {
        heading: [outcome for outcome in OUTCOMES.values() if outcome.unit in units]
        for heading, units in GROUPS.items()
    }


def refuse_unknown_outcomes(scenario: Scenario) -> None:
    """Raise BadInput where a scenario states a smallest difference of an outcome that is not there."""
    problems = [
        Problem("", f"smallest.{name}", "", f"no such outcome; {nearest(name, OUTCOMES)}")
        for name in scenario.smallest
        if name not in OUTCOMES
    ]
    if problems:
        raise BadInput(*problems)
