"""Templates of a change by its kind: scenarios to start from, in `templates/`, with invented numbers.

Each compares a big bang with a gradual rollout under equal levers, on a generated organisation.
"""

from functools import cache
from importlib.resources import files

from winsim.scenario.reading import scenario_from
from winsim.scenario.scenario import Scenario


@cache
def template(kind: str) -> Scenario:
    """The scenario to start from for a kind of change.

    Args:
        kind: One of `KINDS`.
    """
    file = files("winsim.scenario").joinpath("templates", f"{kind}.yaml")
    return scenario_from(file.read_text(encoding="utf-8"), file.name)
