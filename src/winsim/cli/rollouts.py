"""Commands on rollouts: `run`, `compare` and `plot`."""

from pathlib import Path
from typing import Any

import click

from winsim.cli import comparison_tables, counterfactuals, folders, options, results, uncertain
from winsim.cli.levers import equal_option, with_equal_levers

employees_option = click.option(
    "--employees", is_flag=True, help="Also write a table of every employee at the end of each run."
)
by_week_option = click.option(
    "--employees-by-week", "by_week", is_flag=True,
    help="Also write every employee in every week of each run, to a Parquet file; needs winsim[parquet].",
)  # fmt: skip


@click.command()
@options.scenario_options
@options.rollouts_option
@equal_option
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@employees_option
@by_week_option
@options.format_option
@options.loudness_options
def run(
    rollouts: tuple[str, ...], equal: tuple[str, ...], seeds: int, seed: int, jobs: int,
    out: Path | None, employees: bool, by_week: bool, form: str, **source: Any,
) -> None:  # fmt: skip
    """Simulate the rollouts of a scenario and print their outcomes.

    --out writes the tables of all runs into a folder.
    """
    if by_week and out is None:
        raise click.UsageError("--employees-by-week needs a folder to write to; give --out too.")
    given = options.scenario_from_options(**source, named=rollouts)
    requested = range(seed, seed + seeds)
    names = given.named(rollouts)
    scenario = with_equal_levers(given, names, equal)
    refuse_unwritable(out, by_week)
    runs = results.simulated(scenario, names, requested, jobs, employees)
    comparison_tables.print_outcomes(results.compared(runs, requested, out, by_week=by_week), form)


@click.command()
@options.scenario_options
@options.rollouts_option
@equal_option
@click.option("--baseline", metavar="NAME", help="Compare with this rollout.")
@options.seeds_option
@options.seed_option
@options.jobs_option
@options.out_option
@options.figures_option
@click.option("--no-figures", is_flag=True, help="Draw no figures.")
@click.option(
    "--simultaneous",
    is_flag=True,
    help="Widen intervals so that all of them together hold with 95 % confidence.",
)
@uncertain.uncertain_option
@uncertain.draws_option
@counterfactuals.spiral_option
@counterfactuals.withdraw_option
@employees_option
@by_week_option
@options.format_option
@options.loudness_options
def compare(
    rollouts: tuple[str, ...], equal: tuple[str, ...], baseline: str | None, seeds: int, seed: int,
    jobs: int, out: Path | None, kind: Any, no_figures: bool, simultaneous: bool,
    uncertain_too: bool, draws: int | None, spiral: bool, withdraw: tuple[int, ...],
    employees: bool, by_week: bool, form: str, **source: Any,
) -> None:  # fmt: skip
    """Compare the rollouts of a scenario on the same organisations and the same chance events.

    Common random numbers: under each seed, all rollouts share their people, ties and chance events.
    The rollout `nothing`, which nobody begins, can be named without being declared. Prints the answer,
    outcomes, paired differences and sentences, and writes tables, figures and a manifest into
    a folder (out/NAME, after the scenario's name, without --out). Results of other inputs that are
    there are replaced only where --out names their folder.
    """
    given = options.scenario_from_options(**source, named=(*rollouts, baseline or ""))
    requested = range(seed, seed + seeds)
    names = given.named(rollouts)
    scenario = with_equal_levers(results.with_baseline(given, baseline, names), names, equal)
    target = out or Path("out") / scenario.name
    refuse_unwritable(target, by_week)
    odds = uncertain.asked(uncertain_too, draws, target, scenario, names)
    if out is None:
        folders.refuse_to_lose(target, scenario, names, requested, odds.tables)
    runs = results.simulated(scenario, names, requested, jobs, employees)
    kind = None if no_figures else kind
    comparison = results.compared(runs, requested, target, kind, by_week, jobs, simultaneous)
    comparison, found = odds.add(runs, comparison, target, kind, jobs)
    comparison_tables.print_comparison(comparison, form)
    uncertain.report(found, form)
    for one in counterfactuals.counterfactuals(runs, jobs, spiral, withdraw):
        one.add(target, kind, form)


def refuse_unwritable(target: Path | None, by_week: bool) -> None:
    """Raise BadInput, before anything is simulated, where results could not be written.

    Args:
        target: The results folder; one that holds something else than runs is refused.
        by_week: Whether every employee in every week is written, which needs pyarrow.
    """
    if target is not None:
        folders.refuse_occupied(target)
    folders.refuse_employees_by_week(by_week)


@click.command()
@click.argument("folder", type=options.path_type)
@click.option("--figure", "figures", multiple=True, metavar="NAME",
              help="Draw only this figure; repeatable.")  # fmt: skip
@click.option(
    "--format", "kind", type=click.Choice(["png", "svg", "pdf"]), default="png",
    show_default=True, help="File format of the figures.",
)  # fmt: skip
@options.loudness_options
def plot(folder: Path, figures: tuple[str, ...], kind: Any) -> None:
    """Draw the figures of a results folder again, into that folder."""
    results.draw_again(folder, figures, kind)
