"""Odds under uncertainty in the results folder of a comparison: written, read again, and kept."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.experiment.identity import DECIDING, scenario_hash
from winsim.experiment.odds import LAYERS, UncertainOdds
from winsim.experiment.odds_statements import odds_statements, with_odds
from winsim.numerics.compiling import sources_hash
from winsim.runs.columns import BASELINE, OUTCOME, ROLLOUT, RUN_TABLE, SEED, UNIT
from winsim.runs.csv import read_table, write_table
from winsim.runs.dictionary import Column, Table, count, flag, share, text, write_dictionary
from winsim.runs.folder import further_files
from winsim.runs.manifest import read_manifest, sha256_of
from winsim.runs.results import Drawing, write_comparison_statements, write_statements
from winsim.scenario.uncertainty import UncertainField, uncertain_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from winsim.runs.compare import Comparison
    from winsim.scenario.scenario import Scenario

NAMES = ("odds", "uncertain_runs", "draws", "drivers")
"""The tables of the odds, by the names of their files without the ending."""
IDENTITY = "odds.json"
"""The file that says of what the odds are, so that they are kept as long as they fit."""

LAYER = text("layer", "what is drawn anew for each future", ", ".join(LAYERS))
DRAW = count("draw", "draw", "number of the draw, from 1; all rollouts of a draw share its values")
_IN_UNIT = "the row's unit"
_OTHERS = "; empty for the baseline"

ODDS_TABLE = Table(
    "odds",
    (
        ROLLOUT,
        BASELINE,
        OUTCOME,
        UNIT,
        LAYER,
        count("runs", "futures", "futures in which every rollout was simulated"),
        Column("median", _IN_UNIT, "number or inf", "median over futures; never counts as inf"),
        Column("percentile_5", _IN_UNIT, "number or inf", "5th percentile over futures"),
        Column("percentile_95", _IN_UNIT, "number or inf", "95th percentile over futures"),
        count(
            "better",
            "futures",
            f"in which it is better, or has more where no direction is better{_OTHERS}",
        ),
        count("equal", "futures", f"in which it equals the baseline{_OTHERS}"),
        count("worse", "futures", f"in which it is worse, or has less{_OTHERS}"),
        share("share_better", "share of futures", f"in which it is better{_OTHERS}"),
        share("low", "share of futures", "lower end of that share's 95 % interval (Wilson)"),
        share("high", "share of futures", "upper end of that share's 95 % interval (Wilson)"),
        Column("difference_median", _IN_UNIT, "number", f"median paired difference{_OTHERS}"),
        Column("difference_percentile_5", _IN_UNIT, "number", "5th percentile of the difference"),
        Column("difference_percentile_95", _IN_UNIT, "number", "95th percentile of the difference"),
    ),
)
RUN_COLUMNS = [one for one in RUN_TABLE.columns if one.name not in ("ended_week", "organisation")]
UNCERTAIN_RUN_TABLE = Table("uncertain_runs", (LAYER, DRAW, *RUN_COLUMNS))
DRIVER_TABLE = Table(
    "drivers",
    (
        ROLLOUT,
        BASELINE,
        OUTCOME,
        count("place", "place", "1 is the field that goes with the difference most"),
        text("field", "path of the uncertain field"),
        text("kind", "what it tells of", "behaviour, inputs"),
        text("meaning", "what the field means"),
        Column(
            "correlation",
            "rank correlation",
            "-1 to 1",
            "Spearman's, of the value drawn and the difference, rollout less baseline",
        ),
        Column("low", "rank correlation", "-1 to 1", "lower end of its 95 % interval (Fisher's z)"),
        Column("high", "rank correlation", "-1 to 1", "upper end of its 95 % interval"),
        flag("stands_out", "larger than chance lets the largest of all fields be, once in twenty"),
    ),
)


def tables_of(fields: Sequence[UncertainField]) -> tuple[Table, ...]:
    """What the columns of the odds' tables hold, in the order of `NAMES`.

    Args:
        fields: what is uncertain: a column each of the table of draws.
    """
    columns = (
        Column(one.path, one.unit, f"{one.low:.6g} to {one.high:.6g}", one.meaning)
        for one in fields
    )
    draws = Table("draws", (DRAW, SEED, *columns))
    return ODDS_TABLE, UNCERTAIN_RUN_TABLE, draws, DRIVER_TABLE


def add_odds(
    target: Path, result: UncertainOdds, comparison: Comparison, drawing: Drawing = nullcontext
) -> None:
    """Add odds under uncertainty to the results folder of a comparison, which then says how sure it is.

    Args:
        target: a results folder that is there.
        result: what `winsim.experiment.odds.uncertain_odds` gave.
        comparison: the comparison in that folder.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    import json

    with further_files(target) as folder:
        with drawing(folder):
            for name, table in zip(NAMES, _tables(result), strict=True):
                write_table(table, folder / f"{name}.csv")
            write_statements(folder / "odds.txt", odds_statements(result))
            write_comparison_statements(folder, with_odds(comparison, result))
            content = _identity(result.scenario, result.rollouts, result.baseline)
            (folder / IDENTITY).write_text(json.dumps(content, indent=2) + "\n", "utf-8")
        write_dictionary(folder, tables_of(result.fields), earlier=target)


def _tables(result: UncertainOdds) -> tuple[Any, ...]:
    return result.odds, result.runs, result.draws, result.drivers


def fitting_odds(
    target: Path, scenario: Scenario, rollouts: Sequence[str], baseline: str
) -> UncertainOdds | None:
    """The odds in a results folder, if they are of the same scenario, rollouts and model.

    Args:
        target: a results folder; it need not be there.
        scenario: what is compared.
        rollouts: the names of the rollouts that are.
        baseline: the one that the others are compared with.

    Returns:
        The odds as they were written; None where there are none, or where they are of something else
        or were changed.
    """
    import json

    manifest = read_manifest(target)
    names = (IDENTITY, *(f"{name}.csv" for name in NAMES))
    if manifest is None or not all(_as_written(target, name, manifest) for name in names):
        return None
    identity = _identity(scenario, rollouts, baseline)
    if json.loads((target / IDENTITY).read_text("utf-8")) != identity:
        return None
    odds, runs, draws, drivers = (read_table(target / f"{name}.csv") for name in NAMES)
    fields = uncertain_fields(scenario)
    return UncertainOdds(scenario, baseline, tuple(rollouts), fields, draws, runs, odds, drivers)


def _as_written(target: Path, name: str, manifest: dict[str, Any]) -> bool:
    path = target / name
    return path.is_file() and sha256_of(path) == manifest["files"].get(name)


def _identity(scenario: Scenario, rollouts: Sequence[str], baseline: str) -> dict[str, Any]:
    """What decides on the odds, apart from seeds and draws: those are in their tables."""
    return {
        "model": sources_hash((*DECIDING, "experiment")),
        "scenario": scenario_hash(scenario),
        "rollouts": list(rollouts),
        "baseline": baseline,
    }
