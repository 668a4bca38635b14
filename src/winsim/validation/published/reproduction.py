"""A published result run again, and what all results share: settings of the model, and runs of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    import pandas as pd
    from matplotlib.axes import Axes

Outcome = TypeVar("Outcome")
Case = TypeVar("Case")
SETTINGS = Path(__file__).parent / "settings"
STRETCH = 8
"""Weeks that are simulated before it is looked whether anything still moves."""


@dataclass(frozen=True)
class Execution:
    """How the runs of a result are executed."""

    seed: int = 1
    """The first of the seeds, at least 0."""
    jobs: int = 1
    """How many threads work; the numbers do not depend on it."""
    progress: Progress | None = None
    """Is called with how many cases of a batch are done, and of how many."""

    def seeds(self, count: int) -> range:
        """The first `count` seeds."""
        return range(self.seed, self.seed + count)

    def map(self, function: Callable[[Case], Outcome], cases: Sequence[Case]) -> list[Outcome]:
        """Work through cases, `jobs` at a time.

        Args:
            function: is called with each case, from several threads at once.
            cases: the cases; `progress` hears of each that is done.

        Returns:
            What the function gives for each case, in their order.
        """
        places, outcomes = range(len(cases)), dict[int, Outcome]()
        for place, outcome in as_finished(lambda place: function(cases[place]), places, self.jobs):
            outcomes[place] = outcome
            if self.progress is not None:
                self.progress(len(outcomes), len(cases))
        return [outcomes[place] for place in places]


@dataclass(frozen=True)
class Reproduction:
    """A published result run again."""

    checks: Sequence[Check]
    """Its numbers, one after the other."""
    draw: Callable[[], "Axes"]
    """Draws its figure."""
    notes: Sequence[str] = ()
    """What was left out, in sentences."""


def table_of_checks(reproductions: Mapping[str, Reproduction]) -> "pd.DataFrame":
    """All checks of results by their name: a row a check.

    Returns:
        Columns `result`, `check`, `published`, `theory`, `model`, `low`, `high`, `verdict` and
        `source`, a key of the bibliography.
    """
    import pandas as pd

    return pd.DataFrame(
        {"result": name, **check.row()}
        for name, reproduction in reproductions.items()
        for check in reproduction.checks
    )


def write_reproductions(reproductions: Mapping[str, Reproduction], folder: Path) -> None:
    """Write the checks of results, and a figure of each.

    Args:
        reproductions: results by their name.
        folder: where `checks.csv`, with the columns of `table_of_checks`, and `NAME.png` are written;
            made if it is not there, and files in it are replaced.
    """
    from winsim.figures.style import figure_of, save

    folder.mkdir(parents=True, exist_ok=True)
    checks = table_of_checks(reproductions)
    checks.to_csv(folder / "checks.csv", index=False, lineterminator="\n")
    for name, reproduction in reproductions.items():
        save(figure_of(reproduction.draw()), folder / f"{name}.png")


def setting(name: str, *overrides: str) -> Scenario:
    """Read a scenario of the folder `settings`.

    Args:
        name: the file's name, without its ending.
        overrides: fields set anew, `path=value` each.

    Raises:
        BadInput: where a field set anew does not fit.
    """
    return read_scenario(SETTINGS / f"{name}.yaml", overrides)


def write_setting(names: Iterable[str], folder: Path) -> list[Path]:
    """Copy scenarios of `settings`, and the files of people that they name, into a folder.

    Args:
        names: names of the scenarios, without their endings.
        folder: where to; made if it is not there.

    Returns:
        The files that were written.

    Raises:
        BadInput: where a file is there already; then nothing is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources = [file for name in names for file in sorted(SETTINGS.glob(f"{name}[.-]*"))]
    written = [folder / file.name for file in sources]
    for file in written:
        if file.exists():
            raise BadInput(Problem("", "--settings", str(file), "is there already; move it away"))
    for source, target in zip(sources, written, strict=True):
        copyfile(source, target)
    return written


def organisation(scenario: Scenario, seed: int = 1) -> Organisation:
    """The organisation of a scenario with a seed."""
    return organisation_of(scenario.organisation, seed)


def with_column(organisation: Organisation, name: str, values: Floats) -> Organisation:
    """The same organisation, with a further column about its people: values of shape (n,)."""
    return replace(organisation, columns={**organisation.columns, name: values})


def final_state(
    scenario: Scenario,
    seed: int = 1,
    people: Organisation | None = None,
    rollout: str | None = None,
) -> State:
    """Simulate a run to its end.

    Args:
        scenario: the setting.
        seed: the seed of the run.
        people: the organisation, if it is not the scenario's own.
        rollout: the rollout; without it, the scenario's baseline.

    Returns:
        The state after the last week, with its record by week and by team.
    """
    there = people or organisation(scenario, seed)
    state = initial_state(scenario, rollout or scenario.reference, there, seed, by_team=True)
    kernel.run_weeks(state, 0, scenario.weeks)
    return state


def adoption_path(scenario: Scenario, seed: int = 1, people: Organisation | None = None) -> Floats:
    """Simulate the share of people who have adopted, by week, until nobody joins any more.

    Only for settings in which nothing is drawn from week to week: there nothing moves after a week
    without change.

    Args:
        scenario: the setting; its weeks are the most that are simulated.
        seed: the seed of the organisation and of who adopts first.
        people: the organisation, if it is not the scenario's own.

    Returns:
        Shares in [0, 1], shape (weeks until then + 1,); the first is the start.
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
