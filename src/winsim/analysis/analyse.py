"""Every analysis of a sweep by its name: those that its design allows, and their files.

This is where the command line and Python users come in; each analysis has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from winsim.analysis.columns import columns_of
from winsim.analysis.differences import Differences, differences
from winsim.analysis.discovery import Discovery, discover
from winsim.analysis.morris import ElementaryEffects, morris
from winsim.analysis.regimes import RegimeMap, better_side, regimes
from winsim.analysis.selection import Selection
from winsim.analysis.sobol import SobolIndices, sobol
from winsim.analysis.statements import statements
from winsim.analysis.tables import tidy_table
from winsim.analysis.tornado import Tornado, tornado
from winsim.experiment.request import doubts_of
from winsim.experiment.results import SweepResults, read_sweep, status_of
from winsim.problems import BadInput, Problem, nearest
from winsim.runs.csv import write_table
from winsim.runs.dictionary import Table, write_dictionary
from winsim.runs.folder import additions, will_join

AnalysisResult = SobolIndices | ElementaryEffects | Tornado | Differences | RegimeMap | Discovery
Remark = Callable[[str], None]
"""Is told what a reader should know beside the results, a sentence at a time."""
Draw = Callable[[str, AnalysisResult, Path], None]
"""Draws a result, given the analysis' name and the path of the file without its suffix."""


class Analysis(NamedTuple):
    """An analysis as `ANALYSES` lists it.

    Attributes:
        make: makes its result from what was selected; raises BadInput where that does not fit it.
        designs: the kinds of design for which it is made when no analysis is named.
    """

    make: Callable[[Selection], AnalysisResult]
    designs: tuple[str, ...]


SPREAD = ("grid", "latin_hypercube", "points", "csv")
"""Designs in which all factors vary together."""
ANALYSES: Mapping[str, Analysis] = {
    "sobol": Analysis(lambda chosen: sobol(chosen.response), ("sobol",)),
    "morris": Analysis(lambda chosen: morris(chosen.response, chosen.ranges), ("morris",)),
    "tornado": Analysis(lambda chosen: tornado(chosen.response), ("one_at_a_time",)),
    "differences": Analysis(lambda chosen: differences(chosen.response), SPREAD),
    "map": Analysis(lambda chosen: regimes(chosen.response, *chosen.axes, *chosen.event), SPREAD),
    "discover": Analysis(
        lambda chosen: discover(chosen.response, *chosen.event), (*SPREAD, "sobol")
    ),
}


def analyse(
    sweep: SweepResults | str | Path,
    *analyses: str,
    outcome: str | None = None,
    rollout: str | None = None,
    alone: bool = False,
    x: str | None = None,
    y: str | None = None,
    below: float | None = None,
    above: float | None = None,
    remark: Remark | None = None,
) -> dict[str, AnalysisResult]:
    """Analyse a sweep: which factors matter, where each rollout is better, and when one loses.

    Args:
        sweep: its results, or the folder that holds them.
        *analyses: names of `ANALYSES`; without any, all that the sweep's design allows.
        outcome: a column of the runs; by default `net_value` where it was recorded, else the first.
        rollout: whose outcome; by default the first that is not the baseline.
        alone: whether the outcome is read by itself, and not less that of the baseline.
        x: the factor across a map; it may be left out where only two factors are numbers.
        y: the factor up the map.
        below: map, discover: the event is that the outcome lies below this value.
        above: map, discover: the event is that it lies above.
        remark: is told what is analysed, what is missing, and which analyses could not be made.

    Returns:
        Each result by the name of its analysis. `tidy_table`, `display_table` and `statements` take
        them, and so do the functions of `winsim.figures`.

    Raises:
        BadInput: for names that are not there, for an analysis that was named and does not fit the
            design, and where no analysis can be made.

    Example:
        >>> import pandas as pd
        >>> from winsim.analysis.statements import statements
        >>> from winsim import sweep
        >>> points = pd.DataFrame({"employees.trust": [0.2, 0.8]})
        >>> found = sweep(points, "scenarios/ops-redesign.yaml", seeds=2, outcomes=["adoption"])
        >>> by_level = analyse(found, "differences", alone=True)["differences"]
        >>> by_level.table[["factor", "level", "against"]].to_dict("records")
        [{'factor': 'employees.trust', 'level': '0.8', 'against': '0.2'}]
    """
    _refuse_unknown(analyses)
    read = sweep if isinstance(sweep, SweepResults) else _read(Path(sweep))
    chosen = Selection(read, outcome, rollout, alone, x, y, below, above)
    chosen.refuse_idle(analyses)
    for sentence in (*chosen.remarks(), *_unfinished(sweep)):
        if remark is not None:
            remark(sentence)
    if analyses:
        return {name: ANALYSES[name].make(chosen) for name in dict.fromkeys(analyses)}
    return _all_that_fit(chosen, remark)


def write_analyses(
    analyses: Mapping[str, AnalysisResult], target: Path, source: Path, draw: Draw | None = None
) -> None:
    """Write each analysis into a folder: its table, its statements and its figure.

    `columns.csv` says what the columns of all tables hold. The files join the analyses that are there
    already, unless the sweep has changed since.

    Args:
        analyses: results by name, as `analyse` gives them.
        target: the folder to write into; it holds nothing else than results of winsim.
        source: the folder of the sweep.
        draw: draws a figure; without it there is none.

    Raises:
        BadInput: where the folder holds something else, or cannot be written.
    """
    declared = [Table(file_stem(name, one), columns_of(one)) for name, one in analyses.items()]
    with additions(target, source) as draft:
        for name, result in analyses.items():
            path = draft / file_stem(name, result)
            write_table(tidy_table(result), path.with_name(f"{path.name}.csv"))
            said = (*doubts_of(source), *statements(result))
            sentences = "".join(f"{sentence}\n" for sentence in said)
            path.with_name(f"{path.name}.txt").write_text(sentences, "utf-8")
            if draw is not None:
                draw(name, result, path)
        earlier = target if will_join(target, source) else None
        write_dictionary(draft, declared, earlier)


def file_stem(name: str, result: AnalysisResult) -> str:
    """The name of an analysis' files without suffix: what was analysed, and which event."""
    response = result.response
    whose = response.rollout
    words = [name, response.outcome.name]
    words.append(f"{whose}-less-{response.baseline}" if response.baseline else whose)
    if isinstance(result, RegimeMap):
        words += [result.across, result.up]
    if isinstance(result, RegimeMap | Discovery) and not _is_usual(result):
        words.append(f"{result.side}-{result.than:g}")
    return "-".join(words)


def _is_usual(result: RegimeMap | Discovery) -> bool:
    """Whether the event is the one that is looked for when none is chosen."""
    better = result.side == better_side(result.response)
    usual = better if isinstance(result, RegimeMap) else not better
    return bool(result.response.baseline) and result.than == 0.0 and usual


def _refuse_unknown(analyses: tuple[str, ...]) -> None:
    problems = [
        Problem("", "analysis", name, f"there is no such analysis; {nearest(name, ANALYSES)}")
        for name in analyses
        if name not in ANALYSES
    ]
    if problems:
        raise BadInput(*problems)


def _read(folder: Path) -> SweepResults:
    read = read_sweep(folder)
    if read.runs.empty:
        remedy = "holds no runs yet; the same `winsim sweep` command goes on"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    return read


def _unfinished(sweep: SweepResults | str | Path) -> Iterator[str]:
    """That the sweep in a folder is under way, if it is."""
    if isinstance(sweep, SweepResults):
        return
    status = status_of(Path(sweep))
    if not status.complete:
        yield f"the sweep is under way: {status.simulated} of {status.runs} runs are there"


def _all_that_fit(chosen: Selection, remark: Remark | None) -> dict[str, AnalysisResult]:
    """The analyses that the design allows; one that cannot be made is remarked on."""
    made: dict[str, AnalysisResult] = {}
    problems: list[Problem] = []
    for name, analysis in ANALYSES.items():
        if chosen.results.experiment.design.kind in analysis.designs:
            try:
                made[name] = analysis.make(chosen)
            except BadInput as bad:
                problems += bad.problems
    if not made:
        raise BadInput(*problems)
    for problem in problems:
        if remark is not None:
            remark(str(problem))
    return made
