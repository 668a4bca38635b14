"""One week is one week: agent by agent or all at once, in any order, compiled or not, by one or two."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.support.organisations import columns_of, differing, each_week, merged, plain
from winsim.model.initial import PARAMETERS, initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.measures import WEEKLY
from winsim.model.model import OrgModel
from winsim.model.programme import (
    EVENT,
    MEETING,
    PLAN,
    PROMISE,
    SETTINGS,
    WAVE,
)
from winsim.model.state import LEADERSHIP, STEP, TASK, TEAM, State
from winsim.numerics.compiling import INTERPRETED
from winsim.organisation.files.reading import organisation_of
from winsim.runs.run import simulate_one
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario

SHIPPED = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))
FEWER_WEEKS = 40

RICH = Scenario.model_validate(
    {
        "name": "rich",
        "weeks": 30,
        "organisation": {"generate": {"people": 31, "team_size": 5, "span": 4}},
        "employees": {"adopters_at_start": {"count": 2}},
        "teams": {"capacity": 0.7, "efficacy": {"uniform": {"low": 0.3, "high": 0.7}}},
        "behaviour": {
            "announce": 0.2,
            "patience": 3,
            "complacency": 0.3,
            "reversal": 0.5,
            "hysteresis": 0.02,
            "decision_noise": 0.1,
            "averaging": 0.1,
        },
        "leadership": {"budget": 6, "support": 0.5},
        "initiative": {
            "gain": 2.4,
            "team_size": 5,
            "complementarity": 0.3,
            "steps": [
                {"name": "map", "work": 2, "value": 0.1, "visibility": 0.4},
                {
                    "name": "queue",
                    "work": 3,
                    "value": 0.3,
                    "risk": 0.6,
                    "design": 3,
                    "built_on": 0.2,
                },
                {"name": "show", "work": 1, "value": 0.0, "visibility": 1.3},
                {
                    "name": "link",
                    "work": 4,
                    "value": 0.6,
                    "risk": 0.4,
                    "gate": 0.1,
                    "needs": ["map"],
                },
            ],
        },
        "rollouts": {
            "big_bang": {"release": "whole", "mandate": 0.1, "ownership": "single"},
            "pilots": {
                "waves": [
                    {"pick": "readiest", "count": 2, "protected": 0.8},
                    {"pick": "neighbours", "count": 2, "repeat": "all", "gate": {"wins": 0.25}},
                ],
                "order": "risk_first",
                "work_in_progress": 2,
                "documentation": True,
                "scaffolding": {},
                "ownership": "rotation",
                "recognition": {"by": "value", "strength": 0.8},
                "checkpoint_every": 6,
                "broadcast_every": 2,
                "promises": [{"week": 9, "progress": 0.2}],
            },
        },
        "events": [
            {"week": 5, "kind": "reorganisation", "size": 0.3},
            {"week": 11, "kind": "win", "size": 0.4},
            {"week": 12, "kind": "sponsor_leaves", "size": 0.2},
        ],
        "mechanisms": {"averaging": True},
    }
)
"""A small organisation in which nearly everything happens that can happen."""

BESIDES: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": ("", {}),
    "own judgement": ("", {"employees": {"susceptibility": 0.9}}),
    "tired people": ("fatigue", {"employees": {"fatigue": 0.4}}),
    "noise": ("", {"behaviour": {"decision_noise": 0.1}}),
    "going back": (
        "reversal",
        {"employees": {"threshold": 0.4}, "behaviour": {"reversal": 0.1, "hysteresis": 0}},
    ),
    "practice": ("learning", {}),
    "hearsay": ("awareness", {}),
    "orders": ("mandate", {"plan": {"mandate": 0.1}}),
    "an event": ("trust", {"events": [{"week": 7, "kind": "win", "size": 0.5}]}),
    "a promise": ("trust", {"plan": {"promises": [{"week": 5, "progress": 0.5}]}}),
    "talk": ("averaging", {"employees": {"belief": {"uniform": {"low": 0.2, "high": 0.8}}}}),
    "work": ("", {"steps": [{"name": "a", "work": 2, "value": 1.0}]}),
}
"""What else may go on in a diffusion: the mechanism at work, and the sections of the scenario."""

SEED = 3
"""A seed with which flaws turn up, in both rollouts."""

Order = Callable[[OrgModel], None]


def teams_then_employees(model: OrgModel) -> None:
    model.agents_by_type[type(model.teams[0])].do("step")
    model.agents_by_type[type(model.employees[0])].do("step")


def shuffled(model: OrgModel) -> None:
    model.agents_by_type[type(model.teams[0])].shuffle_do("step")
    model.agents_by_type[type(model.employees[0])].shuffle_do("step")


def backwards(model: OrgModel) -> None:
    for agent in (*reversed(model.teams), *reversed(model.employees)):
        agent.step()


def agent_by_agent_equals_the_kernel(
    scenario: Scenario, rollout: str, order: Order, weeks: int, seed: int = SEED
) -> None:
    """Every column of the state, in every week."""
    agents, whole = (OrgModel(scenario, rollout, seed) for _ in range(2))
    for week in range(1, weeks + 1):
        agents.open_week()
        order(agents)
        agents.close_week()
        whole.step()
        assert differing(agents.state, whole.state) == [], f"week {week}"


@pytest.mark.interpreted
@pytest.mark.parametrize("order", [teams_then_employees, shuffled, backwards])
@pytest.mark.parametrize("rollout", list(RICH.rollouts))
def test_stepping_agents_in_any_order_is_the_same_week(rollout: str, order: Order) -> None:
    agent_by_agent_equals_the_kernel(RICH, rollout, order, 12 if INTERPRETED else RICH.weeks)


@cache
def scaled_down(path: Path) -> Scenario:
    """A shipped scenario with at most sixty people."""
    scenario = read_scenario(path)
    people = min(scenario.organisation.generate.people, 60)
    return read_scenario(path, [f"organisation.generate.people={people}"])


def shipped_rollouts() -> Iterator[tuple[Path, str]]:
    for path in SHIPPED:
        yield from ((path, name) for name in read_scenario(path).rollouts)


@pytest.mark.parametrize(
    ("path", "rollout"), [pytest.param(p, r, id=f"{p.stem}-{r}") for p, r in shipped_rollouts()]
)
def test_shipped_scenarios_are_the_same_agent_by_agent(path: Path, rollout: str) -> None:
    scenario = scaled_down(path)
    weeks = min(scenario.weeks, FEWER_WEEKS)
    agent_by_agent_equals_the_kernel(scenario, rollout, shuffled, weeks)


def test_nearly_everything_happens_in_the_rich_scenario() -> None:
    # Otherwise equal weeks would say little.
    states = [simulate_one(RICH, rollout, SEED).state for rollout in RICH.rollouts]
    for state in states:
        weeks = state.record.weeks
        assert 0.1 < weeks["adopted"][-1] <= weeks["aware"][-1]
        assert np.diff(weeks["adopted"]).min() < 0  # somebody left
        assert (weeks["committed"] < weeks["adopted"]).any()  # noise, or a mandate
        assert weeks["wins"].sum() > 5
        assert weeks["setbacks"].sum() > 0
        assert state.change.steps.found.any()
        assert state.population.employees.skill.max() > 0
        assert state.population.employees.belief_against.max() > 5
        assert weeks["political_capital"].max() > 0
    assert states[1].change.tasks.inherited.max() > 0
    assert states[1].change.leadership[0].waves > 2


def test_teams_work_in_any_order_and_in_any_portions() -> None:
    for rollout in RICH.rollouts:
        who = organisation_of(RICH.organisation, SEED)
        one, other = (initial_state(RICH, rollout, who, SEED, by_team=True) for _ in range(2))
        shuffler = Random(1)
        for state in (one, other):
            kernel.close_week(state, 0)
        for week in range(1, RICH.weeks + 1):
            kernel.run_weeks(one, week, week)
            by_hand(other, week, shuffler)
            assert differing(one, other) == [], f"{rollout}, week {week}"


def by_hand(state: State, week: int, shuffler: Random) -> None:
    """One week by the parts of the kernel, teams and people cut into portions and shuffled."""
    kernel.open_week(state, week)
    for first, last in portions(state.change.teams.size, shuffler):
        kernel.work(state, week, first, last)
    kernel.evaluate_work(state, week)
    people = portions(state.population.network.team.size, shuffler)
    for part in (kernel.perceive, kernel.decide, kernel.act):
        shuffler.shuffle(people)
        for first, last in people:
            part(state, week, first, last)
    kernel.close_week(state, week)


def portions(count: int, shuffler: Random) -> list[tuple[int, int]]:
    cuts = sorted({0, count, *(shuffler.randrange(count) for _ in range(4))})
    parts = list(pairwise(cuts))
    shuffler.shuffle(parts)
    return parts


@pytest.mark.interpreted
def test_a_run_is_the_same_in_one_go_or_in_two() -> None:
    who = organisation_of(RICH.organisation, SEED)
    whole, halves = (initial_state(RICH, "pilots", who, SEED, by_team=True) for _ in range(2))
    kernel.run_weeks(whole, 0, 12)
    kernel.run_weeks(halves, 0, 5)
    kernel.run_weeks(halves, 6, 12)
    assert differing(whole, halves) == []


@pytest.mark.interpreted
@pytest.mark.parametrize("besides", list(BESIDES))
def test_a_diffusion_in_one_go_is_the_same_as_week_by_week(besides: str) -> None:
    # In one go, people are asked about colleagues' example alone once nothing else can move them.
    mechanism, sections = BESIDES[besides]
    employees = {
        "susceptibility": 1.0,
        "threshold": {"uniform": {"low": 0.02, "high": 0.45}},
        "adopters_at_start": {"count": 8},
    }
    scenario = plain(
        *("social_proof", mechanism)[: 2 if mechanism else 1],
        weeks=20,
        **merged({"organisation": {"generate": {"people": 40}}, "employees": employees}, sections),
    )
    who = organisation_of(scenario.organisation, SEED)
    at_once, by_week = (initial_state(scenario, "plan", who, SEED) for _ in range(2))
    kernel.run_weeks(at_once, 0, scenario.weeks)
    for week in range(scenario.weeks + 1):
        kernel.run_weeks(by_week, week, week)
    assert differing(at_once, by_week) == []
    assert len(set(each_week(at_once, "adopted"))) > 3  # it did spread


@pytest.mark.interpreted
def test_who_is_offered_nothing_does_not_follow_colleagues_in_one_go_either() -> None:
    scenario = plain(
        "social_proof",
        weeks=8,
        organisation={"generate": {"people": 24}},
        employees={"threshold": 0.1, "adopters_at_start": {"count": 3}},
    )
    in_one_go, by_step = (OrgModel(scenario, "plan", SEED) for _ in range(2))
    for model in (in_one_go, by_step):
        for team in model.teams[1:]:
            team.offered = 0
    in_one_go.run()
    for _ in range(scenario.weeks):
        by_step.step()
    assert differing(in_one_go.state, by_step.state) == []
    assert by_step.teams[0].adopters > 0


@pytest.mark.interpreted
def test_no_field_of_a_row_hides_behind_numpy() -> None:
    # With the compiler off a row is a numpy.record, whose own attributes (size, item, …) come first.
    tables = (
        TEAM,
        TASK,
        STEP,
        LEADERSHIP,
        PARAMETERS,
        SETTINGS,
        PLAN,
        WAVE,
        MEETING,
        PROMISE,
        EVENT,
        WEEKLY,
    )
    hidden = [name for table in tables for name in table.names or () if hasattr(np.void, name)]
    assert hidden == []


def test_another_seed_is_another_run() -> None:
    assert differing(simulate_one(RICH, "pilots", 1).state, simulate_one(RICH, "pilots", 2).state)


# The same numbers everywhere ---------------------------------------------------------------------

FINGERPRINTS = """
import sys
sys.path.insert(0, {folder!r})
from tests.model.kernel.test_weeks import fingerprints
print("\\n".join(fingerprints()))
"""
SHORT = RICH.model_copy(update={"weeks": 20})


def fingerprints() -> list[str]:
    """A hash of all that a short run of each rollout writes, for two seeds."""
    states = [
        simulate_one(SHORT, rollout, seed).state for rollout in SHORT.rollouts for seed in (2, 3)
    ]
    return [fingerprint(state) for state in states]


def fingerprint(state: State) -> str:
    digest = sha256()
    for name, column in columns_of(state).items():
        digest.update(name.encode() + column.tobytes())
    return digest.hexdigest()


def fingerprints_elsewhere(settings: Sequence[dict[str, str]]) -> list[list[str]]:
    """The same in processes of their own, with these environments, two at a time."""
    code = FINGERPRINTS.format(folder=str(Path(__file__).parents[3]))
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=dict(os.environ) | setting,
            stdout=subprocess.PIPE,
            text=True,
        )
        for setting in settings
    ]
    printed = [process.communicate(timeout=300)[0].split() for process in started]
    assert [process.returncode for process in started] == [0] * len(settings)
    return printed


def test_compiled_and_interpreted_are_the_same_in_every_bit() -> None:
    other_way = {"NUMBA_DISABLE_JIT": "0" if INTERPRETED else "1"}
    assert fingerprints_elsewhere([other_way]) == [fingerprints()]


def test_the_order_of_hashes_does_not_matter() -> None:
    settings = [{"PYTHONHASHSEED": seed} for seed in ("0", "1", "random")]
    assert fingerprints_elsewhere(settings) == [fingerprints()] * 3


@pytest.mark.slow
def test_a_processor_without_vector_units_gives_the_same_bits(tmp_path: Path) -> None:
    plain_processor = {"NUMBA_CPU_NAME": "generic", "WINSIM_CACHE": str(tmp_path)}
    assert fingerprints_elsewhere([plain_processor]) == [fingerprints()]
