"""The command `winsim`: its families of commands, each loaded when it is called."""

import importlib
from typing import Any, NamedTuple

import click

from winsim.cli.startup import begin
from winsim.cli.terminal import said_plainly


class Entry(NamedTuple):
    """A command: where its code is, and what the list of commands says of it."""

    module: str
    attribute: str
    summary: str


FAMILIES = {
    "Scenarios": {
        "new": Entry("winsim.cli.scenarios", "new", "Write a scenario to start from."),
        "check": Entry(
            "winsim.cli.scenarios", "check", "Say what is wrong with scenarios and experiments."
        ),
        "show": Entry("winsim.cli.scenarios", "show", "Print a scenario with every default."),
        "schema": Entry("winsim.cli.scenarios", "schema", "Print the JSON Schema of scenarios."),
    },
    "Organisations": {
        "org": Entry("winsim.cli.organisations", "org", "Generate or describe an organisation."),
    },
    "Rollouts": {
        "run": Entry("winsim.cli.rollouts", "run", "Run rollouts and print their outcomes."),
        "compare": Entry("winsim.cli.rollouts", "compare", "Compare rollouts on equal luck."),
        "why": Entry("winsim.cli.why", "why", "Say what moved a person or a team."),
        "plot": Entry("winsim.cli.rollouts", "plot", "Draw the figures of results again."),
    },
    "Sweeps": {
        "sweep": Entry("winsim.cli.sweep", "sweep", "Simulate an experiment over many settings."),
        "analyse": Entry("winsim.cli.analyse", "analyse", "Say what the runs of a sweep show."),
    },
    "Stage": {
        "play": Entry("winsim.cli.play", "play", "Write a page that plays two rollouts."),
        "lab": Entry("winsim.cli.lab", "lab", "Serve the page with levers, on this machine."),
    },
    "Trust": {
        "reproduce": Entry("winsim.cli.reproduce", "reproduce", "Run published results again."),
        "audit": Entry("winsim.cli.audit", "audit", "Say where each rollout wins."),
        "ablate": Entry("winsim.cli.ablate", "ablate", "Say what each mechanism carries."),
    },
}
"""Every command by name, in families, in the order in which they are listed."""

ENTRIES = {name: entry for family in FAMILIES.values() for name, entry in family.items()}


class Families(click.Group):
    """A group whose commands are listed by family and imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, family by family."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(importlib.import_module(entry.module), entry.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; an unknown one is met with the nearest."""
        from winsim.problems import nearest

        if args and args[0] not in ENTRIES and not args[0].startswith("-"):
            ctx.fail(f"There is no command {args[0]!r}; {nearest(args[0], ENTRIES)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of each family, without importing any."""
        for family, entries in FAMILIES.items():
            with formatter.section(family):
                formatter.write_dl([(name, entry.summary) for name, entry in entries.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong is said plainly."""
        with said_plainly(ctx):
            return super().invoke(ctx)


@click.group(cls=Families, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="winsim")
def winsim() -> None:
    """Simulate how small wins spread through an organisation.

    A scenario describes an organisation and the ways to roll a change out in it. Results go to
    standard output, notes and progress to standard error. Exit codes: 0 fine, 1 a run failed,
    2 bad input, 130 interrupted.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    winsim(prog_name="winsim", obj=begin())
