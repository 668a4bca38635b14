"""The command `sweep`: an experiment simulated and stored, and how far it has come."""

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli import options
from winsim.cli.comparison_tables import print_first
from winsim.cli.startup import ready_kernel, restore_garbage_collection
from winsim.cli.terminal import FAILED, INTERRUPTED, Failure, note, print_table, progress_line

if TYPE_CHECKING:
    from winsim.experiment.folder import Folder
    from winsim.experiment.plan import Plan
    from winsim.experiment.results import Status

MOST = 5
"""The most failed runs that are printed one by one."""


@click.command()
@click.argument("experiment", type=options.path_type)
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE",
              help="Set a field of the experiment anew, e.g. seeds=5; repeat it for more.")  # fmt: skip
@options.jobs_option
@click.option("--processes", is_flag=True, help="Work in processes, not in threads.")
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Work on all threads of this Dask cluster, not here; needs winsim[dask].",
)
@options.out_option
@click.option("--dry-run", is_flag=True, help="Only say how many runs, how long, how many bytes.")
@click.option("--status", is_flag=True, help="Only say how far it has come.")
@click.option("--retry-failed", is_flag=True, help="Simulate failed runs once more.")
@click.option("--extend", is_flag=True, help="Add the seeds and points that were not there before.")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table",
              show_default=True, help="How to print; csv is every run with its point.")  # fmt: skip
@options.loudness_options
def sweep(
    experiment: Path, sets: tuple[str, ...], jobs: int, processes: bool, dask: str | None,
    out: Path | None, dry_run: bool, status: bool, retry_failed: bool, extend: bool, form: str,
) -> None:  # fmt: skip
    """Simulate the runs of an experiment, and store them in a folder (out/NAME without --out).

    The same command goes on where it stopped; a changed experiment needs another folder. Needs
    `pip install 'winsim[sweep]'`.
    """
    if processes and dask is not None:
        raise click.UsageError("--processes and --dask are two places to work in; choose one")
    plan = read_plan(experiment, sets)
    target = out or Path("out") / plan.experiment.name
    if status:
        report(target, form)
        return
    with workers(jobs, processes, dask) as (executor, at_once):
        if dry_run:
            print_estimate(plan, executor, at_once)
            return
        simulate(open_folder(target, plan, extend), executor, at_once, retry_failed)
    report(target, form)


def read_plan(experiment: Path, sets: tuple[str, ...]) -> "Plan":
    """The plan of an experiment's file, every point of it checked."""
    from winsim.experiment import reading

    with progress_line("checking points", " points") as progress:
        return reading.read_plan(experiment, sets, progress)


def open_folder(target: Path, plan: "Plan", extend: bool) -> "Folder":
    """The folder of a plan, with a word on what is there from before."""
    from winsim.experiment.folder import Folder

    folder = Folder(target, plan, sys.argv[1:], extend)
    if folder.simulated:
        note(f"{folder.simulated} chunks were simulated before and are in {target}")
    return folder


def simulate(folder: "Folder", executor: Executor, jobs: int, retry: bool) -> None:
    """Simulate what is missing, with a progress line; a failure says how much is saved."""
    from winsim.experiment.scheduler import SweepInterrupted, WorkersLost, run_chunks

    ready_kernel()
    restore_garbage_collection()
    saved = f"{{}} of {folder.plan.runs} runs are saved in {folder.path}; the same command goes on"
    try:
        with progress_line("simulating", " runs") as progress:
            run_chunks(folder, executor, jobs, progress, retry)
    except SweepInterrupted as stop:
        raise Failure(f"interrupted: {saved.format(stop.runs)}", INTERRUPTED) from None
    except WorkersLost as lost:
        raise Failure(f"{lost}\n{saved.format('those that came back')}", FAILED) from lost
    note(f"results are in {folder.path}; next: winsim analyse {folder.path}")


@contextmanager
def workers(jobs: int, processes: bool, dask: str | None) -> Iterator[tuple[Executor, int]]:
    """Who simulates the runs, and how many chunks they work on at once."""
    if dask is not None:
        from winsim.experiment.scheduler import cluster

        with cluster(dask) as (executor, threads):
            note(f"working on {threads} threads of {dask}")
            yield executor, threads
        return
    from winsim import parallel

    with parallel.processes(jobs) if processes else parallel.threads(jobs) as pool:
        yield pool, jobs


def print_estimate(plan: "Plan", executor: Executor, jobs: int) -> None:
    """Print how many runs there would be, how long they would take and how large they would be."""
    from winsim.experiment.estimate import estimate
    from winsim.experiment.folder import layout_for

    ready_kernel()
    restore_garbage_collection()
    expected = estimate(plan, layout_for(plan), executor, jobs)
    at_most = "at most " if plan.experiment.stop is not None else ""
    seeds, rollouts = plan.experiment.seeds, len(plan.specification.rollouts)
    shape = f"{expected.points} points × {seeds} seeds × {rollouts} rollouts"
    click.echo(f"{at_most}{expected.runs} runs: {shape}, in {expected.chunks} chunks")
    rate = f"at {expected.rate:.0f} runs a second on {jobs} at once"
    click.echo(f"{at_most}{duration(expected.seconds)}, {rate}")
    click.echo(f"{at_most}{expected.size / 1e6:.1f} MB of results")


def duration(seconds: float) -> str:
    """A length of time in the words of people."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    minutes = seconds / 60
    return f"{minutes:.0f} minutes" if minutes < 90 else f"{minutes / 60:.1f} hours"


def report(target: Path, form: str) -> None:
    """Print how far a sweep has come, or its runs; those that failed are an exit code of 1."""
    from winsim.experiment.request import doubts_of
    from winsim.experiment.results import status_of

    status = status_of(target)
    print_first(doubts_of(target), beside=form == "csv")
    print_runs(target) if form == "csv" else print_status(target, status)
    if status.failed:
        failed = f"{status.failed} of {status.simulated} runs failed"
        raise Failure(f"{failed}; --retry-failed simulates them once more", FAILED)


def print_status(target: Path, status: "Status") -> None:
    """Print what stands still in it, how far a sweep has come, and the first runs that failed."""
    from winsim.experiment.results import failures
    from winsim.experiment.standstill import standstill_statements

    for sentence in standstill_statements(target):
        click.echo(f"- {sentence}\n")

    row = {
        "points": status.points,
        "seeds": status.seeds,
        "runs": status.runs,
        "simulated": status.simulated,
        "failed": status.failed,
        "state": "finished" if status.complete else "under way: the same command goes on",
    }
    print_table([row])
    lost = failures(target) if status.failed else ()
    for (error, command), _ in zip(lost, range(MOST), strict=False):
        click.echo(f"\n{error}\n  {command}")


def print_runs(target: Path) -> None:
    """Print every run with the values of its point, as CSV, a chunk at a time."""
    from winsim.experiment.results import tables_in

    for place, table in enumerate(tables_in(target)):
        table.to_csv(sys.stdout, index=False, header=place == 0, lineterminator="\n")
