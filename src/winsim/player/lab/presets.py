"""The presets of a lab: the scenarios that it starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from winsim.problems import BadInput, Problem
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Presets:
    """Scenarios by name, and the one that is shown first."""

    scenarios: Mapping[str, Scenario]
    first: str


def presets_of(path: Path) -> Presets:
    """The scenario in a file and those beside it, or all scenarios in a folder.

    A file beside it whose scenario has the same name, as a copy does, is left out, and so is one
    with problems.

    Args:
        path: A scenario file, or a folder.

    Returns:
        The presets; the file's scenario, or the folder's first by name of the file, is shown first.

    Raises:
        BadInput: If the first scenario has problems, or the folder holds none.
    """
    folder = path if path.is_dir() else path.parent
    files = sorted(folder.glob("*.y*ml"))
    if path.is_dir() and not files:
        remedy = "there is no scenario (.yaml) in this folder; name a scenario, or its folder"
        raise BadInput(Problem(str(path), "", "", remedy))
    chosen = files[0] if path.is_dir() else path
    first = read_scenario(chosen)
    others = {scenario.name: scenario for file in files if (scenario := _sound(file))}
    return Presets({first.name: first} | others | {first.name: first}, first.name)


def _sound(file: Path) -> Scenario | None:
    """The scenario in a file; None where there is something wrong with it."""
    try:
        return read_scenario(file)
    except BadInput:
        return None
