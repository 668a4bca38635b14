"""Commands about organisations: org generate, org import, org describe, org anonymise."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from winsim.cli.anonymise import anonymise
from winsim.cli.importing import import_files
from winsim.cli.options import (
    format_option,
    loudness_options,
    organisation_options,
    path_type,
    seed_option,
    set_option,
)
from winsim.cli.organisation_options import options_named, source_from_options, written
from winsim.cli.terminal import note, print_table
from winsim.declaration.field import declared
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import Generator

if TYPE_CHECKING:
    from winsim.organisation.description import Description
    from winsim.organisation.organisation import Organisation

Command = TypeVar("Command", bound=Callable[..., Any])
DRAWINGS = (".png", ".svg", ".pdf")
LONGEST = 60
"""The most characters of a remark in a table."""
MEASURES, TEAMS, BRIDGES, MIXING = TABLES = ("measures", "teams", "bridges", "mixing")
"""The tables that `describe` can print."""
MOST_TEAMS = 40
"""Up to so many teams are printed with everything else."""


def _generator_options(command: Command) -> Command:
    """An option for every field of a generator, but for `vary`: one organisation does not."""
    for name, info in reversed(Generator.model_fields.items()):
        words = [word for word in get_args(info.annotation) if isinstance(word, str)]
        unit = declared(info)["unit"]
        if name != "vary":
            command = click.option(
                f"--{name.replace('_', '-')}",
                type=click.Choice(words) if words else _type(info.annotation),
                is_flag=info.annotation is bool,
                default=info.default,
                show_default=info.default is not None and info.annotation is not bool,
                metavar=None if words else unit.upper() or None,
                help=_sentence(info.description or ""),
            )(command)
    return command


def _sentence(meaning: str) -> str:
    """A field's meaning as help says it: null is what a missing option stands for."""
    words = meaning.partition("; null")[0]
    return f"{words[:1].upper()}{words[1:]}."


def _type(annotation: Any) -> type[bool] | type[int] | type[float]:
    """What a field's option takes: nothing for a switch, a whole number, or any."""
    if annotation is bool:
        return bool
    return int if int in (annotation, *get_args(annotation)) else float


@click.group()
def org() -> None:
    """Import an organisation, describe it, say what to check, generate one, or take names out."""


org.add_command(import_files)
org.add_command(anonymise)


@org.command()
@_generator_options
@click.option(
    "--manager-ties", is_flag=True, help="People and their manager are tied, whatever the network."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Where people.csv and ties.csv are written.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@loudness_options
def generate(out: Path, force: bool, manager_ties: bool, **fields: Any) -> None:
    """Draw an organisation and write people.csv and ties.csv."""
    from winsim.organisation.files.writing import write_organisation
    from winsim.organisation.generator.generator import generate_organisation

    with options_named():
        organisation = generate_organisation(manager_ties=manager_ties, **fields)
    people, ties = write_organisation(organisation, out, force)
    note(f"wrote {written(people, ties)}")


@org.command()
@click.argument("scenario", type=path_type, required=False)
@set_option
@organisation_options
@seed_option
@format_option
@click.option(
    "--table",
    "which",
    type=click.Choice(list(TABLES)),
    help="Print one table alone: the measures, every team, the people who bridge, or which teams "
    "listen to which.",
)
@click.option(
    "--drawing", type=path_type, metavar="FILE", help="Draw it too, as .png, .svg or .pdf."
)
@loudness_options
def describe(
    scenario: Path | None,
    seed: int,
    form: str,
    which: str | None,
    drawing: Path | None,
    **given: Any,
) -> None:
    """Say what an organisation is like, and what to check before using it.

    The organisation is that of a SCENARIO, or the one in the files of --people and --ties.
    """
    from winsim.organisation import description
    from winsim.organisation.files.reading import organisation_with_notes
    from winsim.runs.doubts import Remarks, remarks_on_data

    kind = _kind(drawing)
    source, read = source_from_options(scenario, **given)
    noted = organisation_with_notes(source, seed)
    said = Remarks(noted.doubts, noted.notes) if read is None else remarks_on_data(read, seed)
    for words in said.notes:
        note(words)
    measured, doubts = description.describe(noted.organisation), said.doubts
    if which is None and form == "table":
        _print_all(measured, doubts)
    else:
        click.echo("".join(f"{words}\n" for words in doubts), nl=False, err=True)
        print_table(_table(noted.organisation, measured, which or MEASURES), form)
    if drawing is not None and kind:
        _draw(noted.organisation, drawing)


def _kind(drawing: Path | None) -> str:
    """The ending of a drawing's name; refused where nothing can be drawn so."""
    kind = drawing.suffix.lower() if drawing else ""
    if drawing and kind not in DRAWINGS:
        raise click.BadParameter(
            f"{drawing} must end in {', '.join(DRAWINGS)}", param_hint="--drawing"
        )
    return kind


def _print_all(measured: "Description", doubts: Sequence[str]) -> None:
    """What the organisation is, in sentences and tables, and what to check."""
    from winsim.organisation.checks import points_to_check
    from winsim.organisation.description_table import bridge_table, rows, team_table
    from winsim.organisation.statements import statements

    _titled("What was read", "\n".join(_bulleted(statements(measured))))
    short = [row | {"remark": _short(row["remark"])} for row in rows(measured)]
    _titled("Measures, and their lowest and highest in measured workplaces", short)
    if measured.teams <= MOST_TEAMS:
        _titled("Teams", team_table(measured))
    else:
        _titled("Teams", f"  - {measured.teams:,} teams; --table {TEAMS} prints them.")
    if measured.bridges.first:
        _titled("Who bridges the teams", bridge_table(measured))
    checks = [*doubts, *points_to_check(measured)] or ["Nothing stands out."]
    click.echo("\n".join(("What to check", *_bulleted(checks))))


def _titled(title: str, content: str | Sequence[dict[str, Any]]) -> None:
    """A title, what stands beneath it, and an empty line."""
    click.echo(title)
    if isinstance(content, str):
        click.echo(content)
    else:
        print_table(content)
    click.echo()


def _table(
    organisation: "Organisation", measured: "Description", which: str
) -> list[dict[str, Any]]:
    """One of the tables."""
    from winsim.organisation.description_table import bridge_table, rows, team_table
    from winsim.organisation.team_table import mixing

    if which == MIXING:
        return mixing(organisation)
    return {MEASURES: rows, TEAMS: team_table, BRIDGES: bridge_table}[which](measured)


def _bulleted(sentences: Sequence[str]) -> list[str]:
    return [f"  - {sentence}" for sentence in sentences]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2]} …"


def _draw(organisation: "Organisation", path: Path) -> None:
    from winsim.figures.organisation import network
    from winsim.figures.style import figure_of, save

    try:
        save(figure_of(network(organisation)), path)
    except OSError as error:
        remedy = f"cannot be written: {error.strerror}"
        raise BadInput(Problem("--drawing", "", str(path), remedy)) from None
    note(f"wrote {path}")
