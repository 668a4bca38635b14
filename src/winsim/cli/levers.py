"""Levers on the command line: rollouts made equal in some of them, and groups of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from winsim.cli import options

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


def _groups(
    context: click.Context, option: click.Parameter, given: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """`name=lever,lever`, several times, as names of levers by the name of their group."""
    groups: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, _, levers = text.partition("=")
        members = options.names_of(levers)
        if not (name.strip() and members):
            raise click.BadParameter(f"{text!r}: write it as work=order,pieces")
        if name.strip() in groups:
            raise click.BadParameter(f"{name.strip()!r} names two groups; give each its own name")
        groups[name.strip()] = members
    return groups


equal_option = click.option(
    "--equal",
    callback=options.names_given,
    metavar="LEVERS",
    help="Give all rollouts these levers of the baseline, e.g. protected,mandate; all: all but sequence "
    "and release.",
)
group_option = click.option(
    "--group",
    "groups",
    multiple=True,
    callback=_groups,
    metavar="NAME=LEVERS",
    help="Exchange these levers together, e.g. work=order,pieces; repeatable.",
)


def with_equal_levers(
    scenario: "Scenario", rollouts: Sequence[str], equal: Sequence[str]
) -> "Scenario":
    """The scenario with rollouts made equal in the levers that `--equal` names; its title says so.

    Args:
        scenario: The scenario.
        rollouts: The names of those to run; the baseline among them gives its levers.
        equal: Names of levers; if empty, the scenario stays as it is.

    Raises:
        BadInput: For a lever that does not exist, with the nearest that does.
    """
    from winsim.scenario.lever import equalised, levers_named

    return equalised(scenario, rollouts, levers_named(equal, "--equal"))
