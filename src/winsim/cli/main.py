"""The command `winsim`: its commands in families, each imported when it is called."""

import importlib
from typing import Any, NamedTuple

import click

from winsim.cli.startup import start_process
from winsim.cli.terminal import failures_reported


class Entry(NamedTuple):
    """A command: the module and the name of its function, and its line in `winsim --help`."""

    module: str
    attribute: str
    summary: str


FAMILIES = {
    "Scenarios": {
        "new": Entry("winsim.cli.scenarios", "new", "Write a commented scenario to start from."),
        "check": Entry(
            "winsim.cli.scenarios", "check", "List every problem of scenarios and experiments."
        ),
        "show": Entry("winsim.cli.scenarios", "show", "Print every field: value, meaning, source."),
        "schema": Entry("winsim.cli.scenarios", "schema", "Print the JSON Schema, for editors."),
    },
    "Organisations": {
        "org": Entry(
            "winsim.cli.organisations", "org", "Import, describe, generate or anonymise one."
        ),
    },
    "Rollouts": {
        "run": Entry("winsim.cli.rollouts", "run", "Simulate rollouts and print their outcomes."),
        "compare": Entry(
            "winsim.cli.rollouts",
            "compare",
            "Compare rollouts on the same chance events (common random numbers).",
        ),
        "plot": Entry("winsim.cli.rollouts", "plot", "Draw the figures of saved results again."),
    },
    "Explanations": {
        "why": Entry("winsim.cli.why", "why", "Explain what moved a person or a team."),
        "attribute": Entry(
            "winsim.cli.attribute",
            "attribute",
            "Measure which lever carries how much of a difference.",
        ),
        "ablate": Entry("winsim.cli.ablate", "ablate", "Measure what each mechanism contributes."),
        "flip": Entry(
            "winsim.cli.flip", "flip", "Find which assumed values would change the better rollout."
        ),
    },
    "Experiments": {
        "sweep": Entry("winsim.cli.sweep", "sweep", "Run an experiment over many settings."),
        "analyse": Entry("winsim.cli.analyse", "analyse", "Analyse the runs of a sweep."),
    },
    "Presentations": {
        "play": Entry("winsim.cli.play", "play", "Write a web page that plays two rollouts."),
        "lab": Entry("winsim.cli.lab", "lab", "Serve that page with levers, on this machine."),
    },
    "Validation": {
        "reproduce": Entry("winsim.cli.reproduce", "reproduce", "Reproduce published results."),
        "audit": Entry("winsim.cli.audit", "audit", "Test for bias towards one rollout."),
    },
}
"""Every command by name, in families, in the order in which `winsim --help` lists them."""

ENTRIES = {name: entry for family in FAMILIES.values() for name, entry in family.items()}


class Families(click.Group):
    """A group that lists its commands by family, and imports only the one that is called."""

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
        """The command that the first word names; for an unknown one, the nearest is suggested."""
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
        """Run the command; whatever it raises is reported in words, with an exit code."""
        with failures_reported(ctx):
            return super().invoke(ctx)


@click.group(cls=Families, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="winsim")
def winsim() -> None:
    """Simulate how small wins spread through an organisation.

    A scenario describes an organisation and the rollouts of a change to compare in it. Results go
    to standard output, notes and progress to standard error. Exit codes: 0 success, 1 a run failed,
    2 bad input, 130 interrupted.
    """


def main() -> None:
    """Run the command line, and exit with its code."""
    winsim(prog_name="winsim", obj=start_process())
