"""Commands on rollouts: run them, compare them, draw their figures again."""

from pathlib import Path
from typing import Any

import click

from winsim.cli import options, results

employees_option = click.option(
    "--employees", is_flag=True, help="Keep a table of every employee's end of each run, too."
)
by_week_option = click.option(
    "--employees-by-week", "by_week", is_flag=True,
    help="Write every employee in every week of each run to a Parquet file, too.",
)  # fmt: skip


@click.command()
@options.scenario_options
@options.rollouts_option
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@employees_option
@by_week_option
@options.format_option
@options.loudness_options
def run(
    rollouts: tuple[str, ...], seeds: int, seed: int, jobs: int, out: Path | None,
    employees: bool, by_week: bool, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Run the rollouts of a scenario and print their outcomes; --out keeps the tables."""
    from winsim.runs.folder import refuse_foreign

    if by_week and out is None:
        raise click.UsageError("--employees-by-week needs a folder to write to; give --out too.")

    scenario, lucks = options.scenario_from_options(**asked), range(seed, seed + seeds)
    names = scenario.named(rollouts)
    if out is not None:
        refuse_foreign(out)
    results.refuse_diary(by_week)
    runs = results.simulated(scenario, names, lucks, jobs, employees)
    results.print_outcomes(results.compared(runs, lucks, out, by_week=by_week), form)


@click.command()
@options.scenario_options
@options.rollouts_option
@click.option("--baseline", metavar="NAME", help="Compare with this rollout.")
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@options.figures_option
@click.option("--no-figures", is_flag=True, help="Draw no figures.")
@results.spiral_option
@results.withdraw_option
@employees_option
@by_week_option
@options.format_option
@options.loudness_options
def compare(
    rollouts: tuple[str, ...], baseline: str | None, seeds: int, seed: int, jobs: int,
    out: Path | None, kind: Any, no_figures: bool, spiral: bool, withdraw: tuple[int, ...],
    employees: bool, by_week: bool, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Compare the rollouts of a scenario on the same organisations with the same luck.

    Prints outcomes, paired differences and what can be said of them, and writes tables, figures
    and a manifest into a results folder (out/NAME, after the scenario's name, without --out).
    """
    from winsim.runs.folder import refuse_foreign

    given, lucks = options.scenario_from_options(**asked), range(seed, seed + seeds)
    names = given.named(rollouts)
    scenario = results.with_baseline(given, baseline, names)
    target = out or Path("out") / scenario.name
    refuse_foreign(target)
    results.refuse_diary(by_week)
    runs = results.simulated(scenario, names, lucks, jobs, employees)
    drawn = None if no_figures else kind
    results.print_comparison(results.compared(runs, lucks, target, drawn, by_week, jobs), form)
    for probe in results.probed(runs, jobs, spiral, withdraw):
        probe.add(target, drawn)
        probe.tell(form)


@click.command()
@click.argument("folder", type=options.path_type)
@click.option("--figure", "figures", multiple=True, metavar="NAME",
              help="Draw only this figure; repeat it for more.")  # fmt: skip
@click.option(
    "--format", "kind", type=click.Choice(["png", "svg", "pdf"]), default="png",
    show_default=True, help="In which form to draw.",
)  # fmt: skip
@options.loudness_options
def plot(folder: Path, figures: tuple[str, ...], kind: Any) -> None:
    """Draw the figures of a results folder again, into it."""
    results.draw_again(folder, figures, kind)
