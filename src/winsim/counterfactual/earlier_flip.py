"""What an earlier `winsim flip` found, for a comparison of the same rollouts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from winsim.experiment.identity import DECIDING, scenario_hash
from winsim.numerics.compiling import sources_hash
from winsim.runs.headline import best_two, headline_outcome
from winsim.runs.manifest import read_manifest, sha256_of

if TYPE_CHECKING:
    from winsim.runs.compare import Comparison
    from winsim.scenario.scenario import Scenario

IDENTITY, SAID = "flip.json", "statements.txt"
"""The files that say what a flip is of, and what it says, the sentence for a comparison first."""


def identity(scenario: Scenario, rollouts: Sequence[str], outcome: str) -> str:
    """What decides on a flip, apart from seeds, as text: the content of the file `IDENTITY`.

    Args:
        scenario: that was simulated.
        rollouts: the names of both, in any order.
        outcome: of the difference.
    """
    content = {
        "model": sources_hash((*DECIDING, "experiment", "counterfactual")),
        "scenario": scenario_hash(scenario.model_copy(update={"baseline": None})),
        "rollouts": sorted(rollouts),
        "outcome": outcome,
    }
    return json.dumps(content, indent=2) + "\n"


def sentence_in(folder: Path, comparison: Comparison) -> str:
    """What a comparison hangs on, as the results of `winsim flip` in a folder say.

    Args:
        folder: any folder; it need not be there.
        comparison: of at least one rollout.

    Returns:
        The sentence; empty where the folder holds none of the same scenario, model and outcome, and of the
        best two rollouts, whichever is the baseline.
    """
    manifest = read_manifest(folder)
    if manifest is None or len(comparison.rollouts) < 2:
        return ""
    files = {name: folder / name for name in (IDENTITY, SAID)}
    if not all(
        path.is_file() and sha256_of(path) == manifest["files"].get(name)
        for name, path in files.items()
    ):
        return ""
    outcome = headline_outcome(comparison).name
    fitting = identity(comparison.scenario, best_two(comparison), outcome)
    if files[IDENTITY].read_text("utf-8") != fitting:
        return ""
    return files[SAID].read_text("utf-8").partition("\n")[0]
