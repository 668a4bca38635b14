"""What an earlier `winsim flip` found, for a comparison of the same rollouts."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from winsim.counterfactual.flip_tables import TABLES
from winsim.runs.compare import Comparison
from winsim.runs.earlier import other_people
from winsim.runs.headline import best_two, headline_outcome
from winsim.runs.manifest import read_manifest, scenario_sha256, sha256_of

TABLE, SAID = f"{TABLES[0].name}.csv", "statements.txt"


def sentence_in(folder: Path, comparison: Comparison) -> str:
    """What a comparison hangs on, as the results of `winsim flip` in a folder say.

    Args:
        folder: any folder; it need not be there.
        comparison: of at least one rollout.

    Returns:
        The sentence; empty where the folder holds none of the same scenario, outcome and best two rollouts.
    """
    manifest = read_manifest(folder)
    if manifest is None or len(comparison.rollouts) < 2 or not _fits(manifest, comparison):
        return ""
    as_written = all(_is_as_written(folder / name, manifest) for name in (TABLE, SAID))
    if not as_written or _outcome(folder / TABLE) != headline_outcome(comparison).name:
        return ""
    return (folder / SAID).read_text("utf-8").partition("\n")[0]


def _fits(manifest: dict[str, Any], comparison: Comparison) -> bool:
    scenario = comparison.scenario
    return (
        manifest.get("scenario_sha256") == scenario_sha256(scenario)
        and set(manifest.get("rollouts", ())) == set(best_two(comparison))
        and not other_people(manifest, scenario, seed=1)
    )


def _is_as_written(path: Path, manifest: dict[str, Any]) -> bool:
    return path.is_file() and sha256_of(path) == manifest["files"].get(path.name)


def _outcome(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file), {}).get("outcome", "")
