"""The command `play`: two rollouts on one page that opens from disk, or as pictures."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options, results
from winsim.cli.terminal import note, progress_line

if TYPE_CHECKING:
    from winsim.figures.style import Kind
    from winsim.player.document import Play
    from winsim.problems import Problem
    from winsim.scenario.scenario import Scenario

PICTURES: "dict[str, Kind]" = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
"""In which form a picture is drawn, after the ending of its name."""

names_option = click.option(
    "--names", is_flag=True, help="Show names and ids of people; without it, numbers only."
)
group_option = click.option(
    "--min-group", "smallest", type=click.IntRange(1), default=1, metavar="N",
    help="Merge teams of fewer than N people.",
)  # fmt: skip


@click.command()
@options.scenario_options
@options.rollouts_option
@options.seeds_option
@options.seed_option
@click.option(
    "--played", type=click.IntRange(0, 2**62), metavar="SEED",
    help="The run to play; the most typical of the seeds otherwise.",
)  # fmt: skip
@options.jobs_option
@names_option
@group_option
@click.option(
    "--out", type=options.path_type, metavar="FILE",
    help="The page to write; out/NAME.html, after the scenario's name, otherwise.",
)  # fmt: skip
@click.option("--gif", type=options.path_type, metavar="FILE", help="Write an animation instead.")
@click.option("--png", "week", type=click.IntRange(0), metavar="WEEK",
              help="Write a picture of this week instead (--out may end in .svg or .pdf).")  # fmt: skip
@options.loudness_options
def play(
    rollouts: tuple[str, ...], seeds: int, seed: int, played: int | None, jobs: int, names: bool,
    smallest: int, out: Path | None, gif: Path | None, week: int | None, **asked: Any,
) -> None:  # fmt: skip
    """Write one self-contained page that plays two rollouts with the same luck, week by week.

    It needs no network and no Python to be opened. Nobody is named unless --names is given.
    --rollouts names the two to show; otherwise they are the baseline and the first other one.
    """
    scenario, lucks = options.scenario_from_options(**asked), range(seed, seed + seeds)
    shown = two_of(scenario, rollouts)
    refuse([*unplayable(scenario, lucks, played, week), *misplaced(out, gif, week)])
    from winsim.player.document import play as play_of
    from winsim.player.document import refuse_crowd

    refuse_crowd(scenario, seed)
    runs = results.simulated(scenario, shown, lucks, jobs)
    results.compared(runs, lucks)
    write(play_of(runs, played, names, smallest), out, gif, week)


def two_of(scenario: "Scenario", rollouts: tuple[str, ...]) -> tuple[str, ...]:
    """The rollouts to show: the two asked for, else the baseline and the first other one."""
    from winsim.problems import BadInput, Problem

    named = scenario.named(rollouts) if rollouts else ()
    if len(named) > 2:
        remedy = "a page shows two rollouts side by side; name one or two"
        raise BadInput(Problem("", "--rollouts", ",".join(rollouts), remedy))
    baseline = scenario.reference
    others = [name for name in scenario.rollouts if name != baseline]
    return named or (baseline, *others[:1])


def unplayable(
    scenario: "Scenario", lucks: range, played: int | None, week: int | None
) -> "Iterator[Problem]":
    """A run that is not among the seeds, and a week after the last."""
    from winsim.problems import Problem

    if played is not None and played not in lucks:
        remedy = f"play one of the seeds {lucks[0]} to {lucks[-1]}, or set --seed and --seeds"
        yield Problem("", "--played", str(played), remedy)
    if week is not None and week > scenario.weeks:
        remedy = f"the scenario ends with week {scenario.weeks}"
        yield Problem("", "--png", str(week), remedy)


def misplaced(out: Path | None, gif: Path | None, week: int | None) -> "Iterator[Problem]":
    """A picture of no kind, and the place of a page that is not written."""
    from winsim.problems import Problem

    if out is not None and week is None and gif is not None:
        remedy = "names no file beside --gif, which names its own; leave it out"
        yield Problem("", "--out", str(out), remedy)
    if out is not None and week is not None and out.suffix.lower() not in PICTURES:
        remedy = f"a picture's name ends in {', '.join(PICTURES)}"
        yield Problem("", "--out", str(out), remedy)


def refuse(problems: "Sequence[Problem]") -> None:
    """Raise BadInput with all problems, if there are any."""
    from winsim.problems import BadInput

    if problems:
        raise BadInput(*problems)


def write(shown: "Play", out: Path | None, gif: Path | None, week: int | None) -> None:
    """Write a play as a page, or as the pictures that were asked for."""
    name = shown.scenario.name
    if gif is not None:
        _write_gif(shown, gif)
    if week is not None:
        _write_picture(shown, out or Path("out") / f"{name}-{week}.png", week)
    if gif is None and week is None:
        _write_page(shown, out or Path("out") / f"{name}.html")


def _write_page(shown: "Play", target: Path) -> None:
    from winsim.player.document import document
    from winsim.player.markup import page

    with progress_line("telling stories") as progress:
        text = page(document(shown, progress=progress))
    _save(target, text.encode(), "--out")


def _write_gif(shown: "Play", target: Path) -> None:
    from winsim.player.pictures import animation

    with progress_line("drawing") as progress:
        content = animation(shown, progress)
    _save(target, content, "--gif")


def _write_picture(shown: "Play", target: Path, week: int) -> None:
    from winsim.player.pictures import picture

    _save(target, picture(shown, week, PICTURES[target.suffix.lower()]), "--out")


def _save(target: Path, content: bytes, option: str) -> None:
    """Write a file, its folder too; what cannot be written is bad input of the option."""
    from winsim.problems import BadInput, Problem

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        remedy = f"cannot be written: {error.strerror}; choose another place"
        raise BadInput(Problem("", option, str(target), remedy)) from None
    note(f"wrote {target} ({len(content) / 1e6:.1f} MB)")
