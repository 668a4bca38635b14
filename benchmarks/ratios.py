"""How much faster the kernel lives a week than its agents one by one; `python benchmarks/ratios.py`.

Both live the same weeks of the same run in one process, week by week in turn, so that a busy
machine slows both. The ratio is the median over weeks.
"""

from statistics import median
from time import perf_counter

from winsim.model import OrgModel
from winsim.scenario import Scenario

PEOPLE, WEEKS = 200, 156

SCENARIO = Scenario.model_validate(
    {
        "name": "benchmark",
        "weeks": WEEKS,
        "organisation": {"generate": {"people": PEOPLE}},
        "initiative": {
            "gain": 1.5,
            "steps": [
                {"name": f"step {n}", "work": 3, "value": 0.2, "risk": 0.2, "built_on": 0.2}
                for n in range(5)
            ],
        },
        "rollouts": {
            "big_bang": {"release": "whole"},
            "pilots": {
                "waves": [
                    {"pick": "readiest", "count": 2, "protected": 0.8},
                    {"teams": "rest", "gate": {"wins": 0.5}},
                ],
                "documentation": True,
            },
        },
    }
)
"""Two rollouts of a change of ordinary size."""


def step_by_agents(model: OrgModel) -> None:
    """Live a week agent by agent, in shuffled order."""
    model.open_week()
    for kind in (type(model.teams[0]), type(model.employees[0])):
        model.agents_by_type[kind].shuffle_do("step")
    model.close_week()


def seconds(live: object, model: OrgModel) -> float:
    """How long one week takes."""
    started = perf_counter()
    live(model)  # type: ignore[operator]
    return perf_counter() - started


def times(weeks: int = 60, rollout: str = "pilots") -> tuple[float, float]:
    """Median seconds a week, agent by agent and in the kernel, after a week to compile in."""
    agents, kernel = (OrgModel(SCENARIO, rollout) for _ in range(2))
    slow = [seconds(step_by_agents, agents) for _ in range(weeks)]
    fast = [seconds(OrgModel.step, kernel) for _ in range(weeks)]
    return median(slow[1:]), median(fast[1:])


def ratio() -> float:
    """How many times slower agents are, one by one."""
    slow, fast = times()
    return slow / fast


def main() -> None:
    """Print both times and their ratio."""
    slow, fast = times()
    print(f"a week of {PEOPLE} people, agent by agent: {slow * 1e3:8.2f} ms")
    print(f"a week of {PEOPLE} people, in the kernel:  {fast * 1e3:8.3f} ms")
    print(f"ratio: {slow / fast:.0f}")


if __name__ == "__main__":
    main()
