"""Commands about scenarios: new, check, show, schema."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli.options import (
    column_option,
    loudness_options,
    path_type,
    people_option,
    scenario_from_options,
    scenario_options,
    ties_option,
)
from winsim.cli.terminal import note, print_table
from winsim.scenario.kinds import KINDS

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario

MOST = 6
"""The most names that are listed one by one."""


@click.command()
@click.argument("name", type=path_type, required=False)
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    help="The kind of change: its template, without questions.",
)
@click.option(
    "--answers",
    type=path_type,
    metavar="FILE",
    help="Answers to the questionnaire, in place of questions.",
)
@click.option(
    "--questionnaire", is_flag=True, help="Print the questionnaire as a file of answers to fill in."
)
@click.option(
    "--ask/--no-ask",
    default=None,
    help="Ask the questions, or take the template; on a terminal they are asked.",
)
@people_option
@ties_option
@column_option
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@loudness_options
def new(name: Path | None, questionnaire: bool, **options: Any) -> None:
    """Write a scenario to start from, NAME.yaml, with comments.

    On a terminal it asks, in plain words, what is needed; Enter skips a question. `--questionnaire`
    prints the same questions to take to the client, and `--answers` reads them filled in. The schema
    from which editors complete is written beside the scenario.
    """
    from winsim.scenario.answers import empty_answers

    if questionnaire:
        click.echo(empty_answers(), nl=False)
    elif name is None:
        raise click.UsageError("Give the scenario a name, or ask for the --questionnaire.")
    else:
        write_new(name, **options)


@click.command()
@click.argument("files", type=path_type, nargs=-1, required=True)
@loudness_options
def check(files: tuple[Path, ...]) -> None:
    """Say what is wrong with scenarios or experiments: every problem with its line and a remedy.

    A file without problems is summed up. For a scenario that is also what may change its result, what
    its plan costs, beside the budget, with a warning where the budget or the weeks are too few, and what
    was made of its people and ties files, which are read.
    """
    from winsim.problems import BadInput, Problem

    problems: list[Problem] = []
    for file in files:
        try:
            click.echo(f"{file}: OK: {checked_file(file)}")
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(*problems)


@click.command()
@scenario_options
@click.option("--diff", is_flag=True, help="Only what differs from the defaults.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "yaml", "json"]),
    default="table",
    show_default=True,
    help="How to print; yaml reads back as the same scenario.",
)
@loudness_options
def show(diff: bool, form: str, **options: Any) -> None:
    """Print a scenario as it is at work: every field with its value, unit, meaning and source.

    A field is explained where it is first met. Where its mechanism is switched off, the value at work
    stands beside its state.
    """
    show_scenario(scenario_from_options(**options), diff, form)


@click.command()
@click.option("--experiment", is_flag=True, help="That of experiments, not of scenarios.")
@loudness_options
def schema(experiment: bool) -> None:
    """Print the JSON Schema of scenarios, from which editors complete and check."""
    from winsim.scenario.schema import schema_text

    if not experiment:
        click.echo(schema_text(), nl=False)
        return
    from winsim.experiment.experiment import Experiment

    click.echo(schema_text(Experiment, "winsim schema --experiment"), nl=False)


def write_new(
    name: Path, kind: str | None, answers: Path | None, ask: bool | None,
    people: Path | None, ties: Path | None, columns: dict[str, str], force: bool,
) -> None:  # fmt: skip
    """Write a scenario from a template, from answers in a file, or from those given now."""
    from winsim.cli.interview import interview
    from winsim.scenario.answers import Answers, read_answers
    from winsim.scenario.starter import check_place, write_starter

    if answers is not None and (kind is not None or ask):
        raise click.UsageError("A file of answers names the kind, and leaves nothing to ask.")
    file = name if name.suffix in (".yaml", ".yml") else Path(f"{name}.yaml")
    check_place(file, people, ties, force)
    if answers is not None:
        given = read_answers(answers, drawn=people is None)
    elif ask or (ask is None and kind is None and _is_answered()):
        given = interview(kind, drawn=people is None)
    else:
        given = Answers(kind) if kind else Answers()
    schema_file = write_starter(file, people, ties, columns, force, given)
    note(f"wrote {file}, and {schema_file} for editors; next: winsim check {file}")


def _is_answered() -> bool:
    """Whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def checked_file(file: Path) -> str:
    """A scenario or an experiment in few words, with what its plan costs; BadInput with its problems."""
    from winsim.experiment.reading import is_experiment, read_plan
    from winsim.problems import BadInput
    from winsim.runs.outcomes import refuse_unknown_outcomes
    from winsim.scenario.listing import summary
    from winsim.scenario.planned_cost import cost_statements
    from winsim.scenario.reading import check_scenario, placed

    if not is_experiment(file):
        scenario = check_scenario(file)
        try:
            refuse_unknown_outcomes(scenario)
            doubts, notes = said_of_data(scenario)
            costs = cost_statements(scenario, _people_in(scenario))
        except BadInput as bad:
            raise BadInput(*placed(bad.problems, file)) from None
        return "\n  ".join((summary(scenario), *doubts, *costs, *notes))
    plan = read_plan(file)
    names = [factor.name for factor in plan.specification.factors]
    what = ", ".join(names) if len(names) <= MOST else f"{len(names)} factors"
    return f"{len(plan.points)} points of {what}, {plan.runs} runs"


def _people_in(scenario: "Scenario") -> int:
    """How many people its organisation has; one that is generated is not drawn for it."""
    source = scenario.organisation
    if source.people is None and source.ties is None:
        return source.generate.people
    from winsim.organisation.files.reading import organisation_of

    return len(organisation_of(source).ids)


def said_of_data(scenario: "Scenario") -> tuple[Sequence[str], Sequence[str]]:
    """Doubts and notes on the data of a scenario; one that is generated loads no numerical library."""
    from winsim.scenario.measured import has_data

    if not has_data(scenario):
        return (), ()
    from winsim.runs.doubts import remarks_on_data

    return remarks_on_data(scenario)


def show_scenario(scenario: "Scenario", diff: bool, form: str) -> None:
    """Print a scenario as a table or as JSON of its fields, or as YAML that reads back."""
    from winsim.cli.fields import plain_row, print_fields
    from winsim.scenario.listing import as_yaml, difference, full, lines

    for said in said_of_data(scenario):
        for words in said:
            note(words)
    if form == "yaml":
        click.echo(as_yaml(difference(scenario) if diff else full(scenario)), nl=False)
        return
    listed = [line for line in lines(scenario) if not diff or line.state == "set"]
    if form == "json":
        print_table([plain_row(line) for line in listed], "json")
        return
    print_fields(listed)
    counted = {state: sum(line.state == state for line in listed) for state in ("default", "set")}
    note(f"{counted['set']} fields set, {counted['default']} at their defaults")
