"""The command `analyse`: what a sweep says about its factors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.comparison_tables import print_first
from winsim.cli.terminal import note, print_table
from winsim.problems import BadInput, Problem

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from winsim.analysis.analyse import AnalysisResult

FIGURES = {
    "sobol": ("sensitivity", "sobol"),
    "morris": ("sensitivity", "morris"),
    "tornado": ("sensitivity", "tornado"),
    "differences": ("levers", "levers"),
    "map": ("regimes", "regimes"),
    "discover": ("discovery", "discovery"),
}
"""The module and the function of `winsim.figures` that draw each analysis."""
CHOICES = ("outcome", "rollout", "x", "y", "below", "above")
"""Arguments of the analyses that are options of the command."""


@click.command()
@click.argument("folder", type=options.path_type)
@click.argument("analyses", nargs=-1, metavar="[ANALYSIS]...")
@click.option("--outcome", metavar="NAME",
              help="What is read off each run; net_value where it was recorded.")  # fmt: skip
@click.option(
    "--rollout",
    metavar="NAME",
    help="Rollout to analyse; by default the first that is not the baseline.",
)
@click.option("--alone", is_flag=True, help="Read the rollout by itself, not less the baseline.")
@click.option("--x", metavar="FACTOR", help="map: the factor across.")
@click.option("--y", metavar="FACTOR", help="map: the factor up.")
@click.option("--below", type=float, metavar="VALUE",
              help="map, discover: where the outcome is below a value.")  # fmt: skip
@click.option("--above", type=float, metavar="VALUE", help="The same, where it is above.")
@options.out_option
@options.figures_option
@options.format_option
@options.loudness_options
def analyse(
    folder: Path, analyses: tuple[str, ...], out: Path | None, kind: Any, form: str, **chosen: Any
) -> None:  # fmt: skip
    """Say which factors of a sweep matter, where each rollout is better, and when one loses.

    ANALYSIS is one or more of sobol, morris, tornado, differences, map and discover; without any, all
    that the design of the sweep allows. Tables, figures and sentences go to FOLDER/analysis. Needs
    `pip install 'winsim[sweep]'`.
    """
    from winsim.analysis.analyse import analyse as analysed
    from winsim.experiment.request import doubts_of

    if form != "table" and len(analyses) != 1:
        remedy = "prints one table; name one analysis, such as differences"
        raise BadInput(Problem("", "--format", form, remedy))
    with named_as_options():
        results = analysed(folder, *analyses, **chosen, remark=note)
    write(results, out or folder / "analysis", folder, kind)
    print_first(doubts_of(folder), beside=form != "table")
    for place, (name, result) in enumerate(results.items()):
        report(name, result, form, bool(place))


@contextmanager
def named_as_options() -> Iterator[None]:
    """Problems with arguments become problems with the options of the same name."""
    try:
        yield
    except BadInput as bad:
        problems = (
            replace(one, field=f"--{one.field}") if one.field in CHOICES else one
            for one in bad.problems
        )
        raise BadInput(*problems) from None


def write(results: "dict[str, AnalysisResult]", target: Path, folder: Path, kind: Any) -> None:
    """Write table, sentences and figure of each analysis, beside earlier ones."""
    from winsim.analysis.analyse import write_analyses
    from winsim.figures.style import figure_of, save

    def drawn(name: str, result: "AnalysisResult", path: Path) -> None:
        save(figure_of(draw(name, result)), path.with_name(f"{path.name}.{kind}"))

    write_analyses(results, target, folder, drawn)
    note(f"tables, sentences and figures are in {target}")


def draw(name: str, result: Any) -> "Axes":
    """Draw the result of an analysis; of several axes, the first are given back."""
    module, function = FIGURES[name]
    axes = getattr(import_module(f"winsim.figures.{module}"), function)(result)
    first: Axes = axes[0] if isinstance(axes, list) else axes
    return first


def report(name: str, result: "AnalysisResult", form: str, further: bool) -> None:
    """Print the result of one analysis: for people, or as one tidy table."""
    from winsim.analysis.statements import statements
    from winsim.analysis.tables import display_table, tidy_table

    if form != "table":
        print_table(tidy_table(result), form)
        return
    if further:
        click.echo()
    click.echo(f"{name}: {result.response.title}\n")
    print_table(display_table(result))
    click.echo()
    for sentence in statements(result):
        click.echo(f"- {sentence}")
