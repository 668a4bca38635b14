"""What the results share: settings of the model, runs of it, and what comes out of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.measures import measured
from winsim.model.state import State
from winsim.numerics.arrays import Floats
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.parallel import Progress, as_finished
from winsim.problems import BadInput, Problem
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario
from winsim.validation.published.check import Check

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Outcome = TypeVar("Outcome")
Case = TypeVar("Case")
SETTINGS = Path(__file__).parent / "settings"
STRETCH = 8
"""Weeks that are lived before it is looked whether anything still moves."""


@dataclass(frozen=True)
class Effort:
    """How much is done for a result, and who is told of it.

    `seed` is the first of the seeds, `jobs` how many runs are worked on at once, and `tell` hears
    how many cases of a batch are done, and of how many.
    """

    seed: int = 1
    jobs: int = 1
    tell: Progress | None = None

    def seeds(self, count: int) -> range:
        """That many seeds."""
        return range(self.seed, self.seed + count)

    def each(self, do: Callable[[Case], Outcome], cases: Sequence[Case]) -> list[Outcome]:
        """What comes of each case, in their order."""
        places, found = range(len(cases)), dict[int, Outcome]()
        for place, outcome in as_finished(lambda place: do(cases[place]), places, self.jobs):
            found[place] = outcome
            if self.tell is not None:
                self.tell(len(found), len(cases))
        return [found[place] for place in places]


@dataclass(frozen=True)
class Reproduction:
    """A result run again: its checks, notes on what was left out, and its figure."""

    checks: Sequence[Check]
    draw: Callable[[], "Axes"]
    notes: Sequence[str] = ()


def setting(name: str, *changes: str) -> Scenario:
    """A scenario of `settings`, with fields set anew."""
    return read_scenario(SETTINGS / f"{name}.yaml", changes)


def write_setting(names: Iterable[str], folder: Path) -> list[Path]:
    """Copy scenarios of `settings`, and the files of people that they name, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [file for name in names for file in sorted(SETTINGS.glob(f"{name}[.-]*"))]
    written = [folder / file.name for file in found]
    for file in written:
        if file.exists():
            raise BadInput(Problem("", "--settings", str(file), "is there already; move it away"))
    for source, target in zip(found, written, strict=True):
        copyfile(source, target)
    return written


def organisation(scenario: Scenario, seed: int = 1) -> Organisation:
    """The organisation in which a scenario is lived with a seed."""
    return organisation_of(scenario.organisation, seed)


def with_column(organisation: Organisation, name: str, values: Floats) -> Organisation:
    """The same organisation, with a further column of numbers about its people."""
    return replace(organisation, columns={**organisation.columns, name: values})


def simulated(
    scenario: Scenario,
    seed: int = 1,
    people: Organisation | None = None,
    rollout: str | None = None,
) -> State:
    """The world of a rollout, by default the first, lived to its end."""
    there = people or organisation(scenario, seed)
    state = initial_state(scenario, rollout or scenario.reference, there, seed, by_team=True)
    kernel.run_weeks(state, 0, scenario.weeks)
    return state


def settled(scenario: Scenario, seed: int = 1, people: Organisation | None = None) -> Floats:
    """The share of people who have adopted, by week, until nobody joins any more.

    Only for settings without luck from week to week: there a week without change is the last one.
    """
    there = people or organisation(scenario, seed)
    state = initial_state(scenario, scenario.reference, there, seed)
    shares = measured(state.record.weeks, "adopted")
    first = 0
    while first <= scenario.weeks:
        last = min(first + STRETCH, scenario.weeks)
        kernel.run_weeks(state, first, last)
        still = np.flatnonzero(np.diff(shares[: last + 1]) == 0.0)
        if still.size:
            return np.asarray(shares[: still[0] + 1])
        first = last + 1
    return np.asarray(shares)
