"""Results of a command on rollouts: simulated, written to a folder, drawn and printed.

The commands on rollouts and on results folders share these steps; each raises what
`winsim.cli.terminal.failures_reported` turns into a message and an exit code.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli.startup import load_seaborn, ready_kernel
from winsim.cli.terminal import INTERRUPTED, Failure, note, progress_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from winsim.figures.style import Kind
    from winsim.runs.compare import Comparison
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario


def with_baseline(
    scenario: "Scenario", baseline: str | None, rollouts: tuple[str, ...]
) -> "Scenario":
    """The scenario with another baseline, which must be among the rollouts to run.

    Args:
        scenario: The scenario.
        baseline: The name of a rollout; None leaves the scenario's.
        rollouts: The names of those to run.

    Raises:
        BadInput: If the baseline is not among them.
    """
    from winsim.problems import BadInput, Problem, nearest

    if baseline is None:
        return scenario
    if baseline not in rollouts:
        remedy = f"there is no such rollout among those to run; {nearest(baseline, rollouts)}"
        raise BadInput(Problem("", "--baseline", baseline, remedy))
    return scenario.model_copy(update={"baseline": baseline})


def simulated(
    scenario: "Scenario",
    rollouts: tuple[str, ...],
    seeds: range,
    jobs: int,
    employees: bool = False,
) -> "Runs":
    """All runs, with a progress line; after Ctrl-C, those of the seeds that were finished.

    What was noted as the organisation was read is printed first, on standard error.

    Args:
        scenario: The scenario.
        rollouts: The names of those to run.
        seeds: At least one.
        jobs: How many runs to simulate at once.
        employees: Whether to hold the table of employees, too.

    Returns:
        The runs, whose `seeds` are fewer than those requested after Ctrl-C, and may be none.

    Raises:
        BadInput: For an organisation that cannot be read or generated.
    """
    from winsim.runs.doubts import remarks_on_data
    from winsim.runs.simulate import SimulationInterrupted, simulate

    ready_kernel()
    for remark in remarks_on_data(scenario, seeds[0]).notes:
        note(remark)
    try:
        with progress_line("simulating") as progress:
            return simulate(scenario, rollouts, seeds, jobs, progress, employees)
    except SimulationInterrupted as stop:
        return stop.runs


def compared(
    runs: "Runs",
    seeds: range,
    target: Path | None = None,
    kind: "Kind | None" = None,
    by_week: bool = False,
    jobs: int = 1,
    simultaneous: bool = False,
) -> "Comparison":
    """The comparison of runs, written to a results folder if one is given.

    Args:
        runs: Of the seeds that were finished.
        seeds: All that were requested.
        target: The results folder.
        kind: File format of the figures; None draws none.
        by_week: Whether every employee in every week is written, too.
        jobs: How many figures to draw at once.
        simultaneous: Whether intervals are to hold together, and not each by itself.

    Raises:
        Failure: After Ctrl-C; the tables of the seeds that were finished are written all the same,
            unless earlier results in the folder would be lost.
    """
    from winsim.runs.compare import compare

    if not runs.seeds:
        raise Failure("interrupted before a seed was finished", INTERRUPTED)
    comparison = with_flip(compare(runs, simultaneous=simultaneous), target)
    if len(runs.seeds) < len(seeds):
        done = f"interrupted: {len(runs.seeds)} of {len(seeds)} seeds were finished"
        raise Failure(done + _left_behind(target, runs, comparison), INTERRUPTED)
    if target is not None:
        write(target, runs, comparison, kind, by_week, jobs)
    return comparison


def with_flip(comparison: "Comparison", target: Path | None) -> "Comparison":
    """The comparison with what it hangs on, where `winsim flip` has looked for that.

    Args:
        comparison: Any.
        target: Its results folder; `flip` wrote beside it, or into out/NAME-flip.
    """
    from winsim.counterfactual.earlier_flip import sentence_in

    if target is None:
        return comparison
    name = comparison.scenario.name
    beside = (target.with_name(f"{target.name}-flip"), Path("out") / f"{name}-flip")
    found = (sentence_in(folder, comparison) for folder in beside)
    return replace(comparison, hangs_on=next(filter(None, found), ""))


def _left_behind(target: Path | None, runs: "Runs", comparison: "Comparison") -> str:
    """What an interrupted command leaves in its folder, as the end of a sentence."""
    from winsim.runs.earlier import losses

    if target is None:
        return ""
    if losses(target, runs.scenario, runs.rollouts, runs.seeds, sys.argv[1:]):
        return f"; the earlier results in {target} stay as they were"
    write(target, runs, comparison, None)
    return f"; their tables are in {target}"


def write(
    target: Path,
    runs: "Runs",
    comparison: "Comparison",
    kind: "Kind | None",
    by_week: bool = False,
    jobs: int = 1,
) -> None:
    """Write runs, comparison, figures if a kind is given, and the manifest into a folder.

    Args:
        target: The folder, which appears whole or not at all.
        runs: The runs.
        comparison: Their comparison.
        kind: File format of the figures; None draws none.
        by_week: Whether to simulate the runs again, and write every employee in every week of them.
        jobs: How many figures to draw at once.

    Raises:
        BadInput: If the folder cannot be written, or holds something else than results.
    """
    from winsim.runs.results import write_comparison

    drawing = partial(_drawing, runs=runs, comparison=comparison, kind=kind, jobs=jobs)
    write_comparison(target, runs, comparison, sys.argv[1:], by_week, drawing)
    note(f"results are in {target}")


@contextmanager
def _drawing(
    folder: Path, runs: "Runs", comparison: "Comparison", kind: "Kind | None", jobs: int
) -> Iterator[None]:
    """Draw all figures while the block runs, or after it; none without a kind."""
    if kind is None:
        yield
        return
    with progress_line("drawing") as progress:
        from winsim.figures import drawing

        load_seaborn()
        with drawing(runs, comparison, folder, kind, progress=progress, jobs=jobs):
            yield


@contextmanager
def figure(
    draw: "Callable[[], Sequence[Axes]]", name: str, kind: "Kind | None", folder: Path
) -> Iterator[None]:
    """Draw one figure into a folder as the block ends; none without a kind.

    Args:
        draw: Draws it, and returns its axes.
        name: Of the file, without its ending.
        kind: File format; None draws nothing.
        folder: Where the file goes; it must exist when the block ends.
    """
    yield
    if kind is not None:
        from winsim.figures.style import figure_of, save

        load_seaborn()
        save(figure_of(draw()[0]), folder / f"{name}.{kind}")


def draw_again(target: Path, names: tuple[str, ...], kind: "Kind") -> None:
    """Draw figures from a results folder into it, and print which files they are.

    Args:
        target: The results folder.
        names: Which figures, keys of `winsim.figures.FIGURES`; none is all that apply.
        kind: File format.

    Raises:
        BadInput: For a folder of something else, tables changed since they were written, or a figure
            that does not exist.
    """
    from winsim.runs.compare import compare
    from winsim.runs.folder import further_files
    from winsim.runs.results import read_runs

    runs = read_runs(target)
    with further_files(target) as folder, progress_line("drawing") as progress:
        from winsim.figures import draw_figures

        load_seaborn()
        drawn = draw_figures(runs, compare(runs), folder, kind, names, progress)
    for path in drawn:
        click.echo(target / path.name)
