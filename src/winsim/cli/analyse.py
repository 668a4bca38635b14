"""The command `analyse`: what a sweep says about its factors."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from winsim.cli import options
from winsim.cli.terminal import note, print_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from winsim.cli.analyse_question import Question


class Analysis(NamedTuple):
    """An analysis: what it makes of a question, and the axes it is drawn on."""

    made: "Callable[[Question], Any]"
    drawn: "Callable[[Any], Axes]"
    designs: tuple[str, ...]
    """Kinds of design for which it is made when none is asked for by name."""


def _sobol(question: "Question") -> Any:
    from winsim.analysis.sobol import sobol

    return sobol(question.response)


def _morris(question: "Question") -> Any:
    from winsim.analysis.morris import morris

    return morris(question.response, question.ranges)


def _tornado(question: "Question") -> Any:
    from winsim.analysis.tornado import tornado

    return tornado(question.response)


def _differences(question: "Question") -> Any:
    from winsim.analysis.differences import differences

    return differences(question.response)


def _map(question: "Question") -> Any:
    from winsim.analysis.regimes import regimes

    return regimes(question.response, *question.sides_of_map, *question.event)


def _discover(question: "Question") -> Any:
    from winsim.analysis.discovery import discover

    return discover(question.response, *question.event)


def _draw(module: str, name: str) -> "Callable[[Any], Axes]":
    """A function of the figures that is imported when it is called; of several axes the first."""

    def drawn(found: Any) -> "Axes":
        from importlib import import_module

        axes = getattr(import_module(f"winsim.figures.{module}"), name)(found)
        first: Axes = axes[0] if isinstance(axes, list) else axes
        return first

    return drawn


SPREAD = ("grid", "latin_hypercube", "points", "csv")
"""Designs of which no factor stands still."""
ANALYSES = {
    "sobol": Analysis(_sobol, _draw("sensitivity", "sobol"), ("sobol",)),
    "morris": Analysis(_morris, _draw("sensitivity", "morris"), ("morris",)),
    "tornado": Analysis(_tornado, _draw("sensitivity", "tornado"), ("one_at_a_time",)),
    "differences": Analysis(_differences, _draw("levers", "levers"), SPREAD),
    "map": Analysis(_map, _draw("regimes", "regimes"), SPREAD),
    "discover": Analysis(_discover, _draw("discovery", "discovery"), (*SPREAD, "sobol")),
}


@click.command()
@click.argument("folder", type=options.path_type)
@click.argument("analyses", nargs=-1, metavar="[ANALYSIS]...")
@click.option("--outcome", metavar="NAME",
              help="What is read off each run; net_value where it was kept.")  # fmt: skip
@click.option("--rollout", metavar="NAME", help="Whose; the first that is not the baseline.")
@click.option("--alone", is_flag=True, help="Read the rollout by itself, not less the baseline.")
@click.option("--x", "across", metavar="FACTOR", help="map: the factor across.")
@click.option("--y", "up", metavar="FACTOR", help="map: the factor up.")
@click.option("--below", type=float, metavar="VALUE",
              help="map, discover: where the outcome is below a value.")  # fmt: skip
@click.option("--above", type=float, metavar="VALUE", help="The same, where it is above.")
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def analyse(
    folder: Path, analyses: tuple[str, ...], out: Path | None, kind: Any, form: str, **asked: Any
) -> None:
    """Say which factors of a sweep matter, where each rollout is better, and when one loses.

    ANALYSIS is one or more of sobol, morris, tornado, differences, map and discover; without any, all
    that the design of the sweep allows. Tables, figures and sentences go to FOLDER/analysis.
    """
    from winsim.cli.analyse_question import Question

    question = Question(folder, analyses, form, **asked)
    found = question.answers()
    keep(question, found, out or folder / "analysis", kind)
    for place, (name, one) in enumerate(found.items()):
        report(name, one, form, bool(place))


def keep(question: "Question", found: dict[str, Any], target: Path, kind: Any) -> None:
    """Write table, sentences and figure of each analysis into a folder, beside earlier ones."""
    from winsim.analysis.statements import statements
    from winsim.analysis.tables import tidy_table
    from winsim.figures.style import figure_of, save
    from winsim.runs.csv import write_table
    from winsim.runs.folder import additions

    with additions(target, question.folder) as draft:
        for name, one in found.items():
            stem = question.stem(name, one)
            write_table(tidy_table(one), draft / f"{stem}.csv")
            sentences = "".join(f"{sentence}\n" for sentence in statements(one))
            (draft / f"{stem}.txt").write_text(sentences, "utf-8")
            save(figure_of(ANALYSES[name].drawn(one)), draft / f"{stem}.{kind}")
    note(f"tables, sentences and figures are in {target}")


def report(name: str, found: Any, form: str, further: bool) -> None:
    """Print what one analysis found: for people, or as one tidy table."""
    from winsim.analysis.statements import statements
    from winsim.analysis.tables import display_table, tidy_table

    if form != "table":
        print_table(tidy_table(found), form)
        return
    if further:
        click.echo()
    click.echo(f"{name}: {found.response.title}\n")
    print_table(display_table(found))
    click.echo()
    for sentence in statements(found):
        click.echo(f"- {sentence}")
