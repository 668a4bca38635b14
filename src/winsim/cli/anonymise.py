"""The command `org anonymise`: an organisation that can be handed on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli.options import (
    loudness_options,
    organisation_options,
    path_type,
    seed_option,
    set_option,
)
from winsim.cli.organisation_options import source_from_options
from winsim.cli.terminal import note

if TYPE_CHECKING:
    from winsim.organisation.anonymous.further_file import FurtherFile


def _further(
    context: click.Context, option: click.Parameter, given: Sequence[str]
) -> "list[FurtherFile]":
    """`FILE:COLUMN`, several times, as files with their columns of ids."""
    from winsim.organisation.anonymous.further_file import FurtherFile

    columns: dict[str, list[str]] = {}
    for one in given:
        path, colon, column = one.rpartition(":")
        if not (path and colon and column):
            raise click.BadParameter(f"{one!r}: write it as history.csv:person")
        columns.setdefault(path, []).append(column)
    return [FurtherFile(Path(path), tuple(names)) for path, names in columns.items()]


@click.command()
@click.argument("scenario", type=path_type, required=False)
@set_option
@organisation_options
@seed_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER",
    help="Where people.csv and ties.csv are written.",
)  # fmt: skip
@click.option(
    "--key", "key_file", type=path_type, metavar="FILE",
    help="What stands for whom, as CSV: written, or read and extended where it is there.",
)  # fmt: skip
@click.option(
    "--smallest", type=click.IntRange(1), default=5, show_default=True, metavar="N",
    help="The fewest people that a team or a kept value may have.",
)  # fmt: skip
@click.option(
    "--keep", multiple=True, metavar="COLUMN", help="A further column to keep; repeatable."
)
@click.option(
    "--numbers", multiple=True, metavar="COLUMN",
    help="A further column to keep, of numbers that are no ids although they could be; repeatable.",
)  # fmt: skip
@click.option(
    "--exact", multiple=True, metavar="COLUMN",
    help="A further column of numbers to keep exactly, even those that few people have; repeatable.",
)  # fmt: skip
@click.option(
    "--also", multiple=True, callback=_further, metavar="FILE:COLUMN",
    help="A further file with ids of people in that column; repeatable.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace files that are there.")
@loudness_options
def anonymise(
    scenario: Path | None, seed: int, out: Path, key_file: Path | None, smallest: int,
    keep: tuple[str, ...], numbers: tuple[str, ...], exact: tuple[str, ...],
    also: "list[FurtherFile]", force: bool, **given: Any,
) -> None:  # fmt: skip
    """Replace ids, names and teams, merge small cells, and say what can still identify.

    The organisation is that of a SCENARIO, or the one in the files of --people and --ties. All further
    columns are left out unless they are kept. New names are drawn anew each time, and nobody can repeat
    the draw: only the key leads back, and gives a second delivery the same names. Keep it apart.
    """
    from winsim.organisation.anonymous.delivery import Delivery
    from winsim.organisation.anonymous.keeping import Keeping
    from winsim.organisation.files.reading import organisation_with_notes

    source, _ = source_from_options(scenario, **given)
    noted = organisation_with_notes(source, seed)
    for words in (*noted.doubts, *noted.notes):
        note(words)
    delivery = Delivery(out, key_file, Keeping(keep, numbers, exact, smallest), tuple(also), force)
    page = delivery.write(noted.organisation, source)
    click.echo("\n\n".join(page_text(title, said) for title, said in page.items()))
    if key_file is None:
        note(
            "no key was written; nobody can find out who is who, or repeat it for a second delivery"
        )
    else:
        note(f"wrote the key {key_file}; keep it apart from {out}, and do not hand it on")


def page_text(title: str, sentences: Sequence[str]) -> str:
    """A part of the page: its title, and a sentence a line."""
    return "\n".join((title, *(f"  - {sentence}" for sentence in sentences)))
