"""The figures of a comparison by name, and all of them in a folder.

`FIGURES` holds a function for each, of the runs and their comparison. Commands draw through this
module; a single figure of a table is drawn by the function of its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from matplotlib.axes import Axes

from winsim.figures.apart import adoption_by_rollout
from winsim.figures.curves import fatigue_and_support, trust_and_belief
from winsim.figures.differences import differences
from winsim.figures.progress import progress
from winsim.figures.reached import time_to_half
from winsim.figures.style import FEW, Kind, figure_of, save, theme
from winsim.figures.teams import team_heatmap
from winsim.figures.wins import adoption_and_wins
from winsim.parallel import Progress, forked_processes, inherited
from winsim.problems import BadInput, Problem, nearest

if TYPE_CHECKING:
    from winsim.runs.compare import Comparison
    from winsim.runs.tables import Runs

Draw = Callable[["Runs", "Comparison"], Sequence[Axes]]

Compared = TypeVar("Compared", "Runs", "Comparison")
TABLES = ("runs", "weeks", "teams", "pairs", "differences")
"""The tables that figures draw, of runs and of their comparison."""

FIGURES: dict[str, Draw] = {
    "adoption": lambda runs, comparison: adoption_and_wins(runs.weeks, runs.runs),
    "adoption_by_rollout": lambda runs, comparison: adoption_by_rollout(runs.weeks, runs.runs),
    "time_to_half": lambda runs, comparison: time_to_half(runs.runs, runs.scenario.weeks),
    "trust_and_belief": lambda runs, comparison: trust_and_belief(runs.weeks),
    "fatigue_and_support": lambda runs, comparison: fatigue_and_support(runs.weeks),
    "progress": lambda runs, comparison: progress(runs.weeks),
    "teams": lambda runs, comparison: team_heatmap(runs.teams, len(runs.seeds)),
    "differences": lambda runs, comparison: differences(comparison),
}


def draw_figures(
    runs: Runs,
    comparison: Comparison,
    folder: Path,
    kind: Kind = "png",
    names: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Path]:
    """Draw figures into a folder, and say which files they are.

    Args:
        runs: the runs, whose tables of weeks, runs and teams are drawn.
        comparison: that of the same runs.
        folder: where the files go; it must exist.
        kind: file format, `png`, `svg` or `pdf`.
        names: which figures, keys of `FIGURES`; none is all that apply. A single rollout has no
            figure `differences`, a single seed no `time_to_half`, and up to `FEW` rollouts, whose
            bands the figure `adoption` shows, have no `adoption_by_rollout`.
        progress: is told after each figure how many are done, and of how many.

    Returns:
        The files, `NAME.KIND`, in the order of `names`.

    Raises:
        BadInput: for a name that is not among `FIGURES`.
    """
    with drawing(runs, comparison, folder, kind, names, progress) as written:
        pass
    return written


@contextmanager
def drawing(
    runs: Runs,
    comparison: Comparison,
    folder: Path,
    kind: Kind = "png",
    names: Sequence[str] = (),
    progress: Progress | None = None,
    jobs: int = 1,
) -> Iterator[list[Path]]:
    """The files that figures are drawn into, which are there when the block has ended.

    Up to `jobs` are drawn at once while the block runs, by copies of this process; where it cannot
    be copied, one after the other when the block is done. The files are the same.

    Args:
        runs: the runs, whose tables of weeks, runs and teams are drawn.
        comparison: that of the same runs.
        folder: where the files go; it must exist.
        kind: file format, `png`, `svg` or `pdf`.
        names: which figures, keys of `FIGURES`; none is all that apply.
        progress: is told after each figure how many are done, and of how many.
        jobs: how many figures are drawn at once; 1 copies no process.

    Yields:
        The files, in the order of `names`.

    Raises:
        BadInput: for a name that is not among `FIGURES`, before the block runs.
    """
    chosen = [_known(name) for name in names] or _applicable(comparison)
    written = [folder / f"{name}.{kind}" for name in chosen]
    asked = list(zip(chosen, written, strict=True))
    theme()  # loads seaborn once, before this process is copied
    with forked_processes(min(jobs, len(chosen)), runs, comparison) as workers:
        begun = _begun(workers, asked) if workers else []
        yield written
        for done, (name, path) in enumerate(asked, start=1):
            if not begun or not _is_drawn(begun[done - 1]):
                _draw(name, path, runs, comparison)
            if progress is not None:
                progress(done, len(chosen))


def _begun(workers: Executor, asked: Sequence[tuple[str, Path]]) -> list[Future[None]]:
    """Figures begun by copies of this process; none where the machine has ended the copies."""
    with suppress(BrokenExecutor):
        return [workers.submit(_draw_known, name, path) for name, path in asked]
    return []


def _is_drawn(figure: Future[None]) -> bool:
    """Whether a copy has drawn its figure; not so where the machine has ended it."""
    try:
        figure.result()
    except BrokenExecutor:
        return False
    return True


def _draw_known(name: str, path: Path) -> None:
    _draw(name, path, *inherited())


def _draw(name: str, path: Path, runs: Runs, comparison: Comparison) -> None:
    save(figure_of(FIGURES[name](_titled(runs), _titled(comparison))[0]), path)


def _titled(result: Compared) -> Compared:
    """Runs or their comparison with every rollout under what it is called."""
    called = {name: result.scenario.called(name) for name in result.rollouts}
    tables = {
        name: table.assign(rollout=table["rollout"].map(called))
        for name in TABLES
        if (table := getattr(result, name, None)) is not None and not table.empty
    }
    if hasattr(result, "baseline"):
        tables["baseline"] = called[result.baseline]
    return replace(result, rollouts=tuple(called.values()), **tables)


def _applicable(comparison: Comparison) -> list[str]:
    """All figures but those that would say nothing, or nothing new."""
    applies = {
        "adoption_by_rollout": len(comparison.rollouts) > FEW,
        "time_to_half": comparison.seeds > 1,
        "differences": len(comparison.rollouts) > 1,
    }
    return [name for name in FIGURES if applies.get(name, True)]


def _known(name: str) -> str:
    if name not in FIGURES:
        remedy = f"there is no such figure; {nearest(name, FIGURES)}"
        raise BadInput(Problem("", "--figure", name, remedy))
    return name
