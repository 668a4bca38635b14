"""The command `play`: two rollouts on one page that opens from disk, or as pictures."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from winsim.cli import options, results
from winsim.cli.levers import equal_option, with_equal_levers
from winsim.cli.startup import load_seaborn
from winsim.cli.terminal import note, progress_line

if TYPE_CHECKING:
    from winsim.figures.style import Kind
    from winsim.player.play import Play
    from winsim.problems import Problem
    from winsim.scenario.scenario import Scenario

PICTURES: "dict[str, Kind]" = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
"""The file format of a picture, by the ending of its name."""

names_option = click.option(
    "--names", is_flag=True, help="Show names and ids of people; without it, numbers only."
)
group_option = click.option(
    "--min-group", "smallest", type=click.IntRange(1), default=1, metavar="N",
    help="Merge teams of fewer than N people.",
)  # fmt: skip


class Target(NamedTuple):
    """What is written: a page to `out`; or an animation to `gif`; or a picture of `week` to `out`."""

    out: Path | None
    gif: Path | None
    week: int | None


@click.command()
@options.scenario_options
@options.rollouts_option
@equal_option
@options.seeds_option
@options.seed_option
@click.option(
    "--played", type=click.IntRange(0, 2**62), metavar="SEED",
    help="Play the run of this seed; without it, the most typical run.",
)  # fmt: skip
@options.jobs_option
@names_option
@group_option
@click.option(
    "--out", type=options.path_type, metavar="FILE",
    help="The page to write; without it, out/NAME.html, after the scenario's name.",
)  # fmt: skip
@click.option("--gif", type=options.path_type, metavar="FILE", help="Write an animation instead.")
@click.option("--png", "week", type=click.IntRange(0), metavar="WEEK",
              help="Write a picture of this week instead (--out may end in .svg or .pdf).")  # fmt: skip
@options.loudness_options
def play(
    rollouts: tuple[str, ...], equal: tuple[str, ...], seeds: int, seed: int, played: int | None,
    jobs: int, names: bool, smallest: int, out: Path | None, gif: Path | None, week: int | None,
    **source: Any,
) -> None:  # fmt: skip
    """Write one self-contained web page that plays two rollouts side by side, week by week.

    Both meet the same chance events. The page needs no network and no Python to be opened, and
    names nobody unless --names is given. --rollouts names the two to show; without it, they are the
    baseline and the first other one.
    """
    given = options.scenario_from_options(**source, named=rollouts)
    requested = range(seed, seed + seeds)
    shown, target = two_of(given, rollouts), Target(out, gif, week)
    scenario = with_equal_levers(given, shown, equal)
    refuse_unplayable(scenario, requested, played, target)
    from winsim.player.play import play as play_of

    runs = results.simulated(scenario, shown, requested, jobs)
    results.compared(runs, requested)
    write(play_of(runs, played, names, smallest), target)


def two_of(scenario: "Scenario", rollouts: tuple[str, ...]) -> tuple[str, ...]:
    """The rollouts to show.

    Args:
        scenario: The scenario.
        rollouts: Up to two names; if empty, the baseline and the first other rollout.

    Raises:
        BadInput: If a name is unknown, or there are more than two.
    """
    from winsim.problems import BadInput, Problem

    named = scenario.named(rollouts) if rollouts else ()
    if len(named) > 2:
        remedy = "a page shows two rollouts side by side; name one or two"
        raise BadInput(Problem("", "--rollouts", ",".join(rollouts), remedy))
    baseline = scenario.reference
    others = [name for name in scenario.rollouts if name != baseline]
    return named or (baseline, *others[:1])


def refuse_unplayable(
    scenario: "Scenario", seeds: range, played: int | None, target: Target
) -> None:
    """Raise BadInput, before anything is simulated, with all that stands in the way of a page."""
    from winsim.player.play import refuse_too_many
    from winsim.problems import BadInput

    problems = [*_missing(scenario, seeds, played, target.week), *_misplaced(target)]
    if problems:
        raise BadInput(*problems)
    refuse_too_many(scenario, seeds[0])


def _missing(
    scenario: "Scenario", seeds: range, played: int | None, week: int | None
) -> "Iterator[Problem]":
    """A run that is not among the seeds, and a week after the last."""
    from winsim.problems import Problem

    if played is not None and played not in seeds:
        remedy = f"play one of the seeds {seeds[0]} to {seeds[-1]}, or set --seed and --seeds"
        yield Problem("", "--played", str(played), remedy)
    if week is not None and week > scenario.weeks:
        remedy = f"the scenario ends with week {scenario.weeks}"
        yield Problem("", "--png", str(week), remedy)


def _misplaced(target: Target) -> "Iterator[Problem]":
    """A picture of an unknown format, and a path for a page that is not written."""
    from winsim.problems import Problem

    out, gif, week = target
    if out is not None and week is None and gif is not None:
        remedy = "names no file beside --gif, which names its own; leave it out"
        yield Problem("", "--out", str(out), remedy)
    if out is not None and week is not None and out.suffix.lower() not in PICTURES:
        remedy = f"a picture's name ends in {', '.join(PICTURES)}"
        yield Problem("", "--out", str(out), remedy)


def write(shown: "Play", target: Target) -> None:
    """Write a play as a page, or as the pictures that the options name."""
    name, (out, gif, week) = shown.scenario.name, target
    if gif is not None:
        _write_gif(shown, gif)
    if week is not None:
        _write_picture(shown, out or Path("out") / f"{name}-{week}.png", week)
    if gif is None and week is None:
        _write_page(shown, out or Path("out") / f"{name}.html")


def _write_page(shown: "Play", path: Path) -> None:
    from winsim.player.document import document
    from winsim.player.markup import page

    with progress_line("writing stories") as progress:
        text = page(document(shown, progress=progress))
    _save(path, text.encode(), "--out")


def _write_gif(shown: "Play", path: Path) -> None:
    from winsim.player.pictures import animation

    load_seaborn()
    with progress_line("drawing") as progress:
        content = animation(shown, progress)
    _save(path, content, "--gif")


def _write_picture(shown: "Play", path: Path, week: int) -> None:
    from winsim.player.pictures import picture

    load_seaborn()
    _save(path, picture(shown, week, PICTURES[path.suffix.lower()]), "--out")


def _save(path: Path, content: bytes, option: str) -> None:
    """Write a file, its folder too; a file that cannot be written is bad input of the option."""
    from winsim.problems import BadInput, Problem

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        remedy = f"cannot be written: {error.strerror}; choose another place"
        raise BadInput(Problem("", option, str(path), remedy)) from None
    note(f"wrote {path} ({len(content) / 1e6:.1f} MB)")
