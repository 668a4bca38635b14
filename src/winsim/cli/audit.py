"""The command `audit`: whether each rollout wins where it should, over an ensemble of changes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import FAILED, INTERRUPTED, Failure, note, print_table, progress_line

if TYPE_CHECKING:
    from winsim.experiment.folder import Folder
    from winsim.validation.audit.audit import Audit

FOLDER = Path("out/audit")


@click.command()
@click.option("--cases", type=click.IntRange(1, 1_000_000), default=500, show_default=True,
              metavar="N", help="How many organisations and changes to draw.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True, metavar="N",
              help="The seed of the draws, and of each case's own seed.")  # fmt: skip
@options.set_option
@click.option("--case", "one", type=click.IntRange(0), metavar="N",
              help="Only print the scenario of this case, to be looked at by other commands.")  # fmt: skip
@options.jobs_option
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def audit(
    cases: int, seed: int, sets: tuple[str, ...], one: int | None, jobs: int, out: Path | None,
    kind: Any, form: str,
) -> None:  # fmt: skip
    """Say how often a big bang beats pilots, over organisations drawn from stated priors.

    Each case is simulated once with each rollout, with the same chance events. The same command
    goes on where it stopped, and --cases can be raised; runs, tables and figures go to out/audit
    without --out, and `winsim analyse` reads them, too.
    """
    from winsim.validation.audit.audit import open_audit, write_audit

    if one is not None:
        print_case(cases, seed, sets, one)
        return
    folder = open_audit(out or FOLDER, cases, seed, sets, sys.argv[1:])
    result = simulated(folder, cases, jobs)
    write_audit(result, folder.path, kind)
    note(f"results are in {folder.path}")
    report(result, form)


def print_case(cases: int, seed: int, sets: tuple[str, ...], number: int) -> None:
    """Print the scenario of one case as YAML, with the seed under which it is simulated."""
    from winsim.scenario.listing import as_yaml, difference
    from winsim.validation.audit.specification import case_at, plan_of_cases

    case, scenario = case_at(plan_of_cases(cases, seed, sets), number)
    origin = f"# case {number} of winsim audit --seed {seed}"
    click.echo(f"{origin}, simulated with --seed {case['seed']} --seeds 1")
    click.echo(as_yaml(difference(scenario)), nl=False)


def simulated(folder: "Folder", cases: int, jobs: int) -> "Audit":
    """The audit of a folder, with a progress line; after Ctrl-C a word on how much is stored."""
    from winsim.experiment.scheduler import SweepInterrupted
    from winsim.validation.audit.audit import run_audit

    ready_kernel()
    if folder.simulated:
        lacking = sum(len(chunk.points) for chunk in folder.missing())
        before = f"{len(folder.plan.points) - lacking} of {len(folder.plan.points)} cases"
        note(f"{before} were simulated before and are in {folder.path}")
    try:
        with progress_line("simulating", " runs") as progress:
            return run_audit(folder, cases, jobs, progress)
    except SweepInterrupted as stop:
        done = f"interrupted: {stop.runs} of {folder.plan.runs} runs are stored in {folder.path}"
        raise Failure(f"{done}; the same command goes on from there", INTERRUPTED) from None


def report(result: "Audit", form: str) -> None:
    """Print what the cases say: for people, or as one row a pair, region and price."""
    if form != "table":
        print_table(result.rates, form)
    else:
        print_table(result.rates.drop(columns=["equal"]))
        click.echo()
        for sentence in result.statements:
            click.echo(f"- {sentence}")
    if len(result.failed):
        first = result.failed.iloc[0]
        lost = f"{len(result.failed)} runs failed, and their cases are left out; the first:"
        raise Failure(f"{lost}\n{first['error']}\n  {first['command']}", FAILED)
