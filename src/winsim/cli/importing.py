"""The command `org import`: a client's files as plain ones, with a note of all that was decided."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli.options import loudness_options, organisation_options, path_type, set_option
from winsim.cli.organisation_options import source_of_files, written
from winsim.cli.terminal import note

if TYPE_CHECKING:
    from winsim.organisation.files.reading import NotedOrganisation
    from winsim.scenario.organisation_source import OrganisationSource

DECISIONS = "import.txt"


@click.command("import")
@click.argument("files", type=path_type, nargs=-1)
@set_option
@organisation_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Where people.csv, ties.csv and import.txt are written.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@loudness_options
def import_files(files: tuple[Path, ...], out: Path, force: bool, **given: Any) -> None:
    """Write a client's FILES as plain people.csv and ties.csv.

    Workbooks, surveys, matrices, attendance, graphs and exports are read as everywhere; which file is
    what is found by what is in it. import.txt says what was decided, doubts first, and how to do it
    again. --set organisation.nonresponse=reciprocity and the like work as in a scenario.
    """
    from winsim.organisation.files.reading import organisation_with_notes
    from winsim.organisation.files.roles import with_roles
    from winsim.organisation.files.writing import write_organisation

    if not files and not given["people"]:
        raise click.UsageError("Give the files, or --people and --ties.")
    source = source_of_files(**given)
    if files:
        source = with_roles(source, files)
    noted = organisation_with_notes(source)
    people, ties = write_organisation(noted.organisation, out, force)
    said = [*decided(source, noted)]
    (out / DECISIONS).write_text("".join(f"{line}\n" for line in said), "utf-8")
    click.echo("\n".join(said))
    note(f"wrote {out / DECISIONS}, {written(people, ties)}")


def decided(source: "OrganisationSource", noted: "NotedOrganisation") -> Iterator[str]:
    """What was read from where, doubts first, and how it was asked for; a line each."""
    import shlex

    from winsim.words import count

    organisation = noted.organisation
    yield (
        f"{count(organisation.people, 'person', 'people')} in {count(organisation.teams, 'team')}, "
        f"{count(organisation.network.listener.size, 'directed tie')}"
    )
    yield from _listed("Doubtful", noted.doubts)
    yield from _listed("Decided", [*_files(source), *noted.notes])
    yield f"\nCommand\n  {shlex.join(['winsim', *sys.argv[1:]])}"


def _files(source: "OrganisationSource") -> Iterator[str]:
    """Which file was taken for what."""
    yield f"The people are in {Path(source.people or '').name}."
    yield (
        f"The ties are in {Path(source.ties).name}." if source.ties else "There is no file of ties."
    )


def _listed(heading: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f"\n{heading}"
    for sentence in sentences:
        yield f"  - {sentence}"
