"""A comparison as the terminal shows it: what is said first, the answer, tables, and sentences."""

from typing import TYPE_CHECKING

import click

from winsim.cli.terminal import print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winsim.runs.compare import Comparison
    from winsim.scenario.scenario import Scenario

MANY = 3
"""Of more rollouts than this, differences are printed side by side in one table."""


def print_outcomes(comparison: "Comparison", form: str) -> None:
    """Print the outcomes of each rollout.

    Args:
        comparison: The comparison of the runs.
        form: `table` (median and 5–95 % in people's units), or `csv` or `json`: the table `outcomes`,
            one row per rollout and outcome, in stored units.
    """
    if form == "table":
        click.echo(f"{_what(comparison)}\n")
        print_said_first(comparison)
        _print_outcomes(comparison)
    else:
        print_doubts(comparison.scenario, beside=True)
        print_table(comparison.outcomes, form)


def print_said_first(comparison: "Comparison") -> None:
    """Print what is doubtful in the data and what stands still, and an empty line after each.

    Args:
        comparison: The comparison of the runs.
    """
    from winsim.runs.standstill_statements import standstill_statements

    print_doubts(comparison.scenario)
    print_first(standstill_statements(comparison))


def print_doubts(scenario: "Scenario", beside: bool = False) -> None:
    """Print what is doubtful in the data of a scenario; nothing where nothing is.

    Args:
        scenario: The scenario.
        beside: Whether on standard error, as where standard output holds data alone.
    """
    from winsim.runs.doubts import data_doubts

    print_first(data_doubts(scenario), beside)


def print_first(said: "Sequence[str]", beside: bool = False) -> None:
    """Print sentences that are said before anything else, and an empty line after them.

    Args:
        said: A sentence or two each; nothing is printed where there are none.
        beside: Whether on standard error, as where standard output holds data alone.
    """
    click.echo("".join(f"- {sentence}\n" for sentence in said), nl=bool(said), err=beside)


def print_comparison(comparison: "Comparison", form: str) -> None:
    """Print what is said first, the headline, outcomes, differences and statements.

    Args:
        comparison: The comparison of the runs.
        form: `table` (for people, with sentences), or `csv` or `json`: one tidy table.
    """
    from winsim.runs.display import tidy_table
    from winsim.runs.headline import headline
    from winsim.runs.statements import further_statements

    if form != "table":
        print_doubts(comparison.scenario, beside=True)
        print_table(tidy_table(comparison), form)
        return
    click.echo(f"{_what(comparison)}\n")
    print_said_first(comparison)
    for number, sentence in enumerate(headline(comparison), start=1):
        click.echo(f"{number}. {sentence}")
    click.echo()
    _print_outcomes(comparison)
    _print_differences(comparison)
    click.echo()
    for sentence in further_statements(comparison):
        click.echo(f"- {sentence}")


def _print_outcomes(comparison: "Comparison") -> None:
    from winsim.runs.display import outcomes_table

    click.echo("Outcomes: median (5–95 %)\n")
    print_table(outcomes_table(comparison))


def _print_differences(comparison: "Comparison") -> None:
    """Each rollout beside the baseline; of more than two, also how often each is best of all."""
    from winsim.runs.display import differences_table, overview_table, ranking_display

    baseline = comparison.called(comparison.baseline)
    if len(comparison.rollouts) > MANY:
        click.echo(f"\nDifference from {baseline}, pair by pair: mean (95 % interval), verdict\n")
        print_table(overview_table(comparison))
    else:
        for rollout, rows in differences_table(comparison).groupby("rollout", sort=False):
            name = comparison.called(str(rollout)).capitalize()
            click.echo(f"\n{name}, pair by pair with {baseline}\n")
            print_table(rows.drop(columns="rollout"))
    if len(comparison.rollouts) > 2:
        click.echo("\nWhich is best of all\n")
        print_table(ranking_display(comparison))


def _what(comparison: "Comparison") -> str:
    scenario, count = comparison.scenario, comparison.seeds
    return f"{scenario.title or scenario.name}, {count} seed{'s' if count > 1 else ''}"
