"""The command `ablate`: how much each mechanism contributes to a difference of two rollouts."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.startup import load_seaborn, ready_kernel
from winsim.cli.terminal import note, print_table, progress_line

if TYPE_CHECKING:
    import pandas as pd

    from winsim.counterfactual.ablation import Ablation
    from winsim.figures.style import Kind


@click.command()
@options.scenario_options
@options.rollouts_option
@click.option(
    "--outcome", "outcomes", multiple=True, default=("net_value",), show_default=True,
    metavar="NAME", help="Outcome whose difference is explained; repeatable.",
)  # fmt: skip
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def ablate(
    rollouts: tuple[str, ...], outcomes: tuple[str, ...], seeds: int, seed: int, jobs: int,
    out: Path | None, kind: Any, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Switch off one mechanism at a time and measure how much of a difference goes with it.

    Simulates two rollouts (without --rollouts, the scenario's baseline and the first other one) with
    and without each mechanism, on the same chance events. Results go to out/NAME-ablation without
    --out.
    """
    from winsim.counterfactual.ablation import ablate
    from winsim.runs.folder import refuse_foreign

    scenario = options.scenario_from_options(**asked)
    target = out or Path("out") / f"{scenario.name}-ablation"
    refuse_foreign(target)
    ready_kernel()
    with progress_line("switching mechanisms off") as progress:
        found = ablate(scenario, rollouts, range(seed, seed + seeds), outcomes, jobs, progress)
    keep(target, found, kind)
    report(found, form)


def keep(target: Path, found: "Ablation", kind: "Kind") -> None:
    """Write runs, tables, sentences, the figure and the manifest into a folder."""
    from winsim.counterfactual.ablation import statements
    from winsim.figures import ablation
    from winsim.figures.style import figure_of, save
    from winsim.runs.csv import write_table
    from winsim.runs.folder import results_folder
    from winsim.runs.manifest import write_manifest
    from winsim.runs.results import write_runs

    with results_folder(target) as folder:
        write_runs(folder, found.runs)
        write_table(found.carried, folder / "ablation.csv")
        write_table(found.pairs, folder / "ablation_pairs.csv")
        said = "".join(f"{sentence}\n" for sentence in statements(found))
        (folder / "statements.txt").write_text(said, "utf-8")
        load_seaborn()
        save(figure_of(ablation(found)[0]), folder / f"ablation.{kind}")
        write_manifest(folder, found.runs, sys.argv[1:])
    note(f"results are in {target}")


def report(found: "Ablation", form: str) -> None:
    """Print what each mechanism carries: for people, or as one tidy table."""
    from winsim.counterfactual.ablation import statements

    if form != "table":
        print_table(found.carried, form)
        return
    for outcome, rows in found.carried.groupby("outcome", sort=False):
        click.echo(f"{found.rollout} less {found.baseline}: {outcome}, by what goes with each\n")
        print_table(readable(rows[~rows["idle"]], str(outcome)))
        click.echo()
    for sentence in statements(found):
        click.echo(f"- {sentence}")


def readable(rows: "pd.DataFrame", name: str) -> list[dict[str, Any]]:
    """Rows of an ablation for people, in the outcome's own unit."""
    from winsim.runs.outcomes import OUTCOMES

    unit = OUTCOMES[name].unit
    shown = []
    for row in rows.to_dict("records"):
        mean, low, high, without = unit.differences(
            row["mean"], row["low"], row["high"], row["without_it"]
        )
        shown.append(
            {"mechanism": row["mechanism"], f"carries ({unit.difference or 'number'})": mean}
            | {"95 % interval": f"{low} to {high}", "difference without it": without}
            | {"pairs": row["pairs"], "verdict": "clear" if row["clear"] else "no clear part"}
        )
    return shown
