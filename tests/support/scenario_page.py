"""The page of shipped scenarios, made from what they say of themselves.

`python -m tests.support.scenario_page` writes it anew.
"""

from collections.abc import Iterator
from pathlib import Path

from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario

HOME = Path(__file__).parents[2]
PAGE = HOME / "docs" / "reference" / "shipped-scenarios.md"
INTRODUCTION = """\
# Shipped scenarios

<!-- made by `python -m tests.support.scenario_page` from scenarios/*.yaml -->

Each compares rollouts that differ in their strategy and in nothing else. What a text says of its runs
is tested. `winsim compare scenarios/NAME.yaml` runs one, `winsim show` prints every value with its
source, and `winsim lab scenarios/` offers all of them. The organisations are generated, and none is a
real one.
"""


def page() -> str:
    """The page as it should be."""
    scenarios = [read_scenario(path) for path in sorted((HOME / "scenarios").glob("*.yaml"))]
    contents = [f"- [{one.title}](#{one.name})" for one in scenarios]
    parts = [INTRODUCTION, *contents, *(line for one in scenarios for line in section(one))]
    return "\n".join(parts) + "\n"


def section(scenario: Scenario) -> Iterator[str]:
    """What a scenario says of itself and of its rollouts."""
    yield from ("", f"## {scenario.name}", "")
    yield f"*{scenario.title}*"
    yield from ("", scenario.description, "", "| rollout | is |", "|---|---|")
    for name, rollout in scenario.rollouts.items():
        yield f"| `{name}` | {rollout.description} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
