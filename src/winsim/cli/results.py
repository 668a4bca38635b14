"""What the commands on rollouts do: simulate, keep, print and draw."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli.failures import INTERRUPTED, Failure
from winsim.cli.printing import note, print_table
from winsim.cli.process import load_seaborn
from winsim.cli.progress import progress_line
from winsim.cli.warming import ready_kernel

if TYPE_CHECKING:
    from winsim.compare import Comparison
    from winsim.figures.style import Kind
    from winsim.runs import Runs
    from winsim.scenario import Scenario


def with_baseline(
    scenario: "Scenario", baseline: str | None, rollouts: tuple[str, ...]
) -> "Scenario":
    """The scenario with another baseline, which must be among the rollouts to run."""
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
    """All runs, with a progress line; after Ctrl-C, those of the seeds that were finished."""
    from winsim.organisation import understood
    from winsim.runs import Interrupted, simulate

    ready_kernel()
    for said in understood(scenario.organisation, seeds[0], Path()).notes:
        note(said)
    try:
        with progress_line("simulating") as progress:
            return simulate(scenario, rollouts, seeds, jobs, progress, employees)
    except Interrupted as stop:
        return stop.runs


def refuse_diary(by_week: bool) -> None:
    """Say before anything is run that a diary cannot be kept."""
    if by_week:
        from winsim.runs.diary import refuse_without_pyarrow

        refuse_without_pyarrow()


def compared(
    runs: "Runs",
    seeds: range,
    target: Path | None = None,
    kind: "Kind | None" = None,
    by_week: bool = False,
    jobs: int = 1,
) -> "Comparison":
    """The comparison of runs, kept in a results folder where there is one.

    After Ctrl-C the tables of the seeds that were finished are kept all the same, and the command
    ends with a word about them.
    """
    from winsim.compare import compare

    if not runs.seeds:
        raise Failure("interrupted before a seed was finished", INTERRUPTED)
    comparison, whole = compare(runs), len(runs.seeds) == len(seeds)
    if target is not None:
        keep(target, runs, comparison, kind if whole else None, by_week and whole, jobs)
    if not whole:
        where = f"; their tables are in {target}" if target else ""
        done = f"interrupted: {len(runs.seeds)} of {len(seeds)} seeds were finished{where}"
        raise Failure(done, INTERRUPTED)
    return comparison


def keep(
    target: Path,
    runs: "Runs",
    comparison: "Comparison",
    kind: "Kind | None",
    by_week: bool = False,
    jobs: int = 1,
) -> None:
    """Write runs, comparison, figures if a kind is given, and the manifest into a folder.

    `by_week` also lives the runs again and writes every employee in every week of them. `jobs` is
    how many figures are drawn at once.
    """
    from winsim.store import results_folder, write_manifest, write_runs

    with results_folder(target) as folder:
        with _drawing(folder, runs, comparison, kind, jobs):
            write_runs(folder, runs)
            _keep_comparison(folder, comparison)
        if by_week:
            _keep_diary(folder, runs)
        write_manifest(folder, runs, sys.argv[1:])
    note(f"results are in {target}")


def _keep_comparison(folder: Path, comparison: "Comparison") -> None:
    from winsim.compare import statements
    from winsim.store import write_table

    write_table(comparison.outcomes, folder / "outcomes.csv")
    write_table(comparison.differences, folder / "differences.csv")
    said = "".join(f"{sentence}\n" for sentence in statements(comparison))
    (folder / "statements.txt").write_text(said, "utf-8")


def _keep_diary(folder: Path, runs: "Runs") -> None:
    from winsim.runs.diary import keep_diary

    keep_diary(runs.scenario, runs.rollouts, runs.seeds, folder / "employees_by_week.parquet")


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


def draw_again(target: Path, names: tuple[str, ...], kind: "Kind") -> None:
    """Draw figures from a results folder into it, and print which files they are."""
    from winsim.compare import compare
    from winsim.store import further_files, read_results

    runs = read_results(target)
    with further_files(target) as folder, progress_line("drawing") as progress:
        from winsim.figures import draw_figures

        load_seaborn()
        drawn = draw_figures(runs, compare(runs), folder, kind, names, progress)
    for path in drawn:
        click.echo(target / path.name)


def print_outcomes(comparison: "Comparison", form: str) -> None:
    """Print the outcomes of each rollout: for people, or as one row a rollout and outcome."""
    from winsim.compare import outcomes_table

    if form == "table":
        click.echo(f"{_what(comparison)}: median (5–95 %)\n")
        print_table(outcomes_table(comparison))
    else:
        print_table(comparison.outcomes, form)


def print_comparison(comparison: "Comparison", form: str) -> None:
    """Print outcomes, differences and statements: for people, or as one tidy table."""
    from winsim.compare import differences_table, statements, tidy_table

    if form != "table":
        print_table(tidy_table(comparison), form)
        return
    print_outcomes(comparison, form)
    for rollout, rows in differences_table(comparison).groupby("rollout", sort=False):
        click.echo(f"\n{rollout}, pair by pair with {comparison.baseline}\n")
        print_table(rows.drop(columns="rollout"))
    click.echo()
    for sentence in statements(comparison):
        click.echo(f"- {sentence}")


def _what(comparison: "Comparison") -> str:
    scenario, count = comparison.scenario, comparison.seeds
    return f"{scenario.title or scenario.name}, {count} seed{'s' if count > 1 else ''}"
