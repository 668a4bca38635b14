"""The command `audit`: whether each rollout wins where it should, over an ensemble of changes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import INTERRUPTED, Failure, note, print_table, progress_line

if TYPE_CHECKING:
    import pandas as pd

    from winsim.figures.style import Kind
    from winsim.validation.audit.ensemble import Ensemble
    from winsim.validation.audit.ledger import Ledger

FOLDER = Path("out/audit")


@click.command()
@click.option("--cases", type=click.IntRange(1, 1_000_000), default=500, show_default=True,
              metavar="N", help="How many organisations and changes to draw.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True, metavar="N",
              help="The seed of the draws and of the luck.")  # fmt: skip
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

    Each case is lived once with each rollout, with the same luck. The same command goes on where
    it stopped, and --cases can be raised; tables and figures go to out/audit without --out.
    """
    from winsim.validation.audit.ensemble import Ensemble
    from winsim.validation.audit.ledger import Ledger

    ensemble = Ensemble(cases, seed, sets)
    if one is not None:
        print_case(ensemble, one)
        return
    ensemble.check()
    ledger = Ledger(out or FOLDER, ensemble, sys.argv[1:])
    table = simulated(ledger, jobs)
    keep(ledger, table, kind)
    report(table, form)


def print_case(ensemble: "Ensemble", number: int) -> None:
    """Print the scenario of one case as YAML, with the seed under which it was lived."""
    from winsim.scenario.listing import as_yaml, difference

    ensemble.check()
    case = ensemble.case(number)
    click.echo(
        f"# case {number} of winsim audit --seed {ensemble.seed}, lived with --seed", nl=False
    )
    click.echo(f" {case['seed']} --seeds 1")
    click.echo(as_yaml(difference(ensemble.scenario(case))), nl=False)


def simulated(ledger: "Ledger", jobs: int) -> "pd.DataFrame":
    """All cases, with a progress line; after Ctrl-C a word on how many are kept."""
    from winsim.validation.audit.auditing import Interrupted, audit

    ready_kernel()
    asked = ledger.ensemble.cases
    before = asked - len(ledger.missing())
    if before:
        note(f"{before} of {asked} cases were lived before and are in {ledger.folder}")
    try:
        with progress_line("living cases") as progress:
            return audit(ledger, jobs, progress)
    except Interrupted as stop:
        done = f"interrupted: {stop.simulated} of {asked} cases are kept in {ledger.folder}"
        raise Failure(f"{done}; the same command goes on from there", INTERRUPTED) from None


def keep(ledger: "Ledger", table: "pd.DataFrame", kind: "Kind") -> None:
    """Write tables, sentences and figures into the ledger's folder."""
    from winsim.runs.folder import further_files
    from winsim.validation.audit.figure import draw_audit
    from winsim.validation.audit.findings import what_decides
    from winsim.validation.audit.keeping import write_findings
    from winsim.validation.audit.mapping import phase_map

    found = phase_map(table)
    with further_files(ledger.folder) as folder:
        write_findings(folder, table, found)
        draw_audit(folder, found, what_decides(table), kind)
        ledger.sign()
    note(f"results are in {ledger.folder}")


def report(table: "pd.DataFrame", form: str) -> None:
    """Print what the cases say: for people, or as one row a pair, region and price."""
    from winsim.validation.audit.findings import rates
    from winsim.validation.audit.mapping import phase_map
    from winsim.validation.audit.statements import told

    found = rates(table)
    if form != "table":
        print_table(found, form)
        return
    print_table(found.drop(columns=["equal"]))
    click.echo()
    for sentence in told(table, phase_map(table)):
        click.echo(f"- {sentence}")
