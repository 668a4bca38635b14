"""The switches of the mechanisms: each, turned off, changes what it should and nothing else.

Every switch meets the same battery. *It matters*: in a situation built for it, turning it off
changes the record, under one seed. *Off is its off value*: turning it off is the same, in every
bit of the state, as leaving it on with its parameters at their declared off values. *Idle*: where
there is nothing to act on, on equals off in every bit. *Until*: on and off are the same until the
first week in which the mechanism has something to act on. *Only*: where its effects go no further,
only the named columns of the record differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.support.organisations import (
    SWITCHES,
    diary,
    differing,
    everyone_knows_everyone,
    merged,
    mutual,
    of_teams,
    plain,
    step,
)
from winsim.declaration.field import declared
from winsim.model.measures import MEASURES, measured
from winsim.model.state import BUDGET, SPONSOR, State
from winsim.organisation.organisation import Organisation
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

WEEKS = 40
Days = list[State]


def organisation_here() -> Organisation:
    """Four teams with ties inside, a chain of ties across, and a manager in each; `d5` is alone."""
    inside = [
        (f"{team}{i}", f"{team}{j}") for team in "abcd" for i in range(1, 5) for j in range(1, i)
    ]
    across = [("a1", "b1"), ("b2", "c1"), ("c2", "d1"), ("d2", "a3"), ("a2", "c3")]
    managers = {f"{team}{i}": f"{team}1" for team in "abcd" for i in range(2, 5)}
    return of_teams(4, 4, 4, 5, ties=mutual(inside + across), managers=managers)


WHO = organisation_here()

SITUATION: dict[str, Any] = {
    "name": "battery",
    "weeks": WEEKS,
    "initiative": {
        "team_size": 4,
        "gain": 1.5,
        "complementarity": 0.4,
        "steps": [
            step("map", 2, 0.1, visibility=0.6),
            step("queue", 3, 0.3, design=3, risk=0.5, built_on=0.3, needs=["map"]),
            step("show", 1.5, 0.0, visibility=1.5),
            step("link", 4, 0.6, risk=0.4, gate=0.3, value_needs=["map"]),
        ],
    },
    "employees": {"threshold": {"normal": {"mean": 0.47, "sd": 0.15}}, "belief": 0.4},
    "teams": {"capacity": 0.4},
    "behaviour": {
        "patience": 3,
        "attention": 0.8,
        "complacency": 0.4,
        "reversal": 0.3,
        "notice": 0.5,
    },
    "leadership": {"budget": 12},
    "rollouts": {
        "plan": {
            "waves": [
                {"pick": "readiest", "count": 2, "protected": 0.6},
                {"teams": "rest", "gate": {"wins": 0.5, "backing": 0.1}},
            ],
            "work_in_progress": 2,
            "documentation": True,
            "scaffolding": {},
            "recognition": {"by": "value", "strength": 0.7},
            "checkpoint_every": 6,
            "promises": [{"week": 8, "progress": 0.3}],
            "mandate": 0.05,
        }
    },
}
"""A change in which every mechanism has something to do, given the right moment."""


@dataclass(frozen=True)
class Battery:
    """What is claimed of one switch.

    `matters` are changes to the situation in which it matters; `idle` those in which there is
    nothing for it to act on. `since` finds in the days of the run with the mechanism on the first
    week in which it has something to act on. In the situation `alone` only the columns `only` of
    the record differ.
    """

    idle: dict[str, Any]
    matters: dict[str, Any] = field(default_factory=dict)
    since: Callable[[Days], int | None] | None = None
    alone: dict[str, Any] = field(default_factory=dict)
    only: tuple[str, ...] | None = None


def first(days: Days, acts: Callable[[State, State], Any]) -> int | None:
    """The first week in which something is so, seen from the evening before and this evening."""
    for week in range(1, len(days)):
        if acts(days[week - 1], days[week]):
            return week
    return None


def works(_: State, day: State) -> bool:
    return bool((day.change.teams.effort > 0).any())


def signals(_: State, day: State) -> bool:
    return bool((day.change.teams.win > 0).any() or (day.change.teams.setback > 0).any())


def wins(_: State, day: State) -> bool:
    return bool(day.change.leadership[0].wins > 0)


def news(before: State, day: State) -> bool:
    """Something moves beliefs apart: results, or silence, which only those feel who know of it."""
    return signals(before, day) or bool((day.population.employees.unseen > 3).any())


def offers(_: State, day: State) -> bool:
    return bool(day.change.teams.offered.any())


def uses(before: State, day: State) -> bool:
    """Something is in use, or was: those to whom it is offered weigh it."""
    return offers(before, before) or offers(before, day)


def flaws_count(_: State, day: State) -> bool:
    """A flaw has been found, or is in use unfound."""
    flawed = day.change.steps.flawed == 1
    return bool(day.change.steps.found.any() or day.change.tasks.deployed[:, flawed].any())


NO_STEPS: dict[str, Any] = {"initiative": {"steps": [], "complementarity": 0}}
SAFE_STEPS = [step("map", 2, 0.4), step("queue", 3, 0.6)]
NO_LOSS = {"employees": {"loss_aversion": 1}}
RICH = {"leadership": {"budget": 1e6}}
DEAR = {"leadership": {"budget": 3}}
NO_BUDGET = {"leadership": {"budget": None}}

BATTERY: dict[str, Battery] = {
    "loss_aversion": Battery(idle=NO_LOSS, since=lambda days: first(days, uses)),
    "stake": Battery(idle=NO_LOSS, since=lambda days: first(days, uses)),
    "social_proof": Battery(
        idle={"employees": {"susceptibility": 0}}, since=lambda days: first(days, uses)
    ),
    "awareness": Battery(
        idle={"behaviour": {"announce": 1.0}},
        since=lambda days: 1,
        alone={
            "employees": {"threshold": 1},
            "behaviour": {"silence_weight": 0, "silence_trust": 0},
        },
        only=("aware",),
    ),
    "tie_evidence": Battery(
        idle={"behaviour": {"tie_weight": 0}}, since=lambda days: first(days, signals)
    ),
    "broadcast": Battery(
        idle={"rollouts": {"plan": {"broadcast_every": WEEKS + 1}}},
        since=lambda days: first(
            days,
            lambda _, d: d.change.leadership[0].told_wins or d.change.leadership[0].told_setbacks,
        ),
    ),
    "silence": Battery(
        idle={"behaviour": {"patience": WEEKS + 1.0}},
        since=lambda days: first(days, lambda _, d: (d.population.employees.unseen > 3).any()),
    ),
    "trust": Battery(
        idle={
            "behaviour": {
                "trust_gain": 0,
                "checkpoint_loss": 0,
                "checkpoint_gain": 0,
                "trust_appeal": 0,
            }
        },
        alone={"behaviour": {"trust_appeal": 0, "broadcast_weight": 0}},
        only=("trust",),
    ),
    "efficacy": Battery(
        idle=NO_STEPS | {"behaviour": {"efficacy_appeal": 0}},
        alone={"behaviour": {"efficacy_appeal": 0, "efficacy_effort": 0}},
        only=("efficacy",),
    ),
    "effort_feedback": Battery(
        idle={"rollouts": {"plan": {"waves": [{"teams": "all", "protected": 1.0}]}}},
        since=lambda days: first(days, works),
    ),
    "fatigue": Battery(idle=NO_STEPS, since=lambda days: first(days, works)),
    "switching": Battery(
        idle={"rollouts": {"plan": {"work_in_progress": 1}}},
        since=lambda days: first(days, lambda _, d: (d.change.teams.open_steps > 1).any()),
    ),
    "coordination": Battery(
        idle={"rollouts": {"plan": {"waves": [["A"]]}}},
        since=lambda days: first(days, lambda _, d: d.change.leadership[0].active > 1),
    ),
    "learning": Battery(
        idle={"rollouts": {"plan": {"waves": [["A"]]}}, "behaviour": {"skill_gain": 0}},
        since=lambda days: first(
            days,
            lambda before, d: (
                (d.change.tasks.inherited > 0).any() or before.population.employees.adopted.any()
            ),
        ),
    ),
    "documentation": Battery(
        idle={"rollouts": {"plan": {"documentation": False}}}, since=lambda days: first(days, works)
    ),
    "goal_gradient": Battery(
        idle=NO_STEPS,
        since=lambda days: first(days, lambda before, _: (before.change.tasks.done >= 0).any()),
    ),
    "complacency": Battery(
        idle={"initiative": {"steps": [step("never", 9999, 1)]}},
        since=lambda days: first(
            days, lambda before, _: (before.change.teams.complacency > 0).any()
        ),
    ),
    "reversal": Battery(
        idle={"behaviour": {"hysteresis": 1.0}},
        since=lambda days: first(
            days,
            lambda before, d: (
                d.population.employees.adopted < before.population.employees.adopted
            ).any(),
        ),
    ),
    "mandate": Battery(
        idle={"initiative": {"steps": [step("never", 9999, 1)]}},
        matters={"leadership": {"budget": None}, "rollouts": {"plan": {"mandate": 0.3}}},
        since=lambda days: first(days, lambda _, d: d.change.teams.live.any()),
    ),
    "sponsor": Battery(
        idle={"leadership": {"review_every": WEEKS + 1}},
        matters={"leadership": {"support": 0.2, "support_loss": 0.9, "review_every": 6}},
        since=lambda days: first(days, lambda _, d: d.change.leadership[0].status == SPONSOR),
    ),
    "budget": Battery(
        idle=NO_BUDGET,
        since=lambda days: first(days, lambda _, d: d.change.leadership[0].status == BUDGET),
        matters=DEAR,
        alone=RICH,
        only=("budget",),
    ),
    "reinvestment": Battery(
        idle={"initiative": {"price": 0}},
        alone=RICH,
        only=("budget",),
        since=lambda days: first(days, uses),
    ),
    "politics": Battery(
        idle={
            "initiative": {"steps": SAFE_STEPS},
            "leadership": {"win_capital": 0, "manager_capital": 0},
            "rollouts": {"plan": {"waves": ["all"]}},
        },
        alone={"initiative": {"steps": SAFE_STEPS}, "rollouts": {"plan": {"waves": ["all"]}}},
        only=("political_capital",),
    ),
    "risk": Battery(
        idle={"initiative": {"steps": SAFE_STEPS}},
        matters={"rollouts": {"plan": {"scaffolding": None}}},  # help costs from the first week on
        since=lambda days: first(days, flaws_count),
    ),
    "dependencies": Battery(
        idle={"initiative": {"steps": SAFE_STEPS}}, since=lambda days: first(days, works)
    ),
    "complementarity": Battery(
        idle={"initiative": {"complementarity": 0}},
        alone=NO_BUDGET,
        only=("benefit_share",),
        since=lambda days: first(days, uses),
    ),
    "dual_running": Battery(
        idle={"behaviour": {"announce": 0, "word_of_mouth": 0}},
        alone=NO_BUDGET,
        only=("cost",),
        since=lambda days: first(days, lambda _, d: d.change.teams.adopters.any()),
    ),
    "attention": Battery(
        idle={"behaviour": {"attention": 1e9}}, since=lambda days: first(days, signals)
    ),
    "safety": Battery(
        idle={
            "teams": {"safety": 0.5},
            "behaviour": {"safety_appeal": 0},
        },
        # Named, for who is readiest goes by safety, too.
        matters={
            "rollouts": {
                "plan": {"waves": [{"teams": ["A", "C"], "protected": 0.6}, {"teams": "rest"}]}
            }
        },
        since=lambda days: first(
            days, lambda before, d: uses(before, d) or signals(before, d) or wins(before, d)
        ),
    ),
    "recognition": Battery(
        idle={"rollouts": {"plan": {"recognition": {"by": "count", "strength": 1.0}}}},
        since=lambda days: first(days, wins),
    ),
    "scaffolding": Battery(
        idle={"initiative": {"steps": SAFE_STEPS}}, since=lambda days: first(days, works)
    ),
    # Leaders who go by show alone see what people without discernment see.
    "discernment": Battery(
        idle=NO_STEPS,
        matters={
            "leadership": {"visible_weight": 1},
            "rollouts": {"plan": {"recognition": {"by": "count"}, "linked": 0.5}},
        },
        since=lambda days: first(days, works),  # linking costs from the first week on
    ),
    "experience": Battery(
        idle={"behaviour": {"use_weight": 0}},
        since=lambda days: first(days, lambda d, _: d.population.employees.adopted.any()),
        alone={"employees": {"susceptibility": 1, "adopters_at_start": {"count": 4}}},
        only=("belief",),
    ),
    "overhead": Battery(
        idle={"initiative": {"overhead": 0}}, since=lambda days: first(days, works)
    ),
    "incompressible": Battery(
        idle={"rollouts": {"plan": {"waves": [["A"]]}}},
        since=lambda days: first(days, lambda _, d: (d.change.tasks.inherited > 0).any()),
    ),
    "choice": Battery(
        idle={"behaviour": {"discipline": 1}},
        matters={"rollouts": {"plan": {"leaders_first": 0.2}}},
        since=lambda days: first(days, works),
    ),
    "review": Battery(
        idle={"rollouts": {"plan": {"checkpoint_every": None}}},
        matters={"rollouts": {"plan": {"review": {"order": "easy_first", "drop_below": 0.05}}}},
        since=lambda days: 6,
    ),
    "turnover": Battery(
        idle={"behaviour": {"turnover": 0}}, matters={"behaviour": {"turnover": 1}}
    ),
    "abandonment": Battery(
        idle={"leadership": {"budget": None, "stop_below": 0}},
        matters=DEAR,
        since=lambda days: first(days, lambda _, d: d.change.leadership[0].abandoned),
    ),
    "lone_judgement": Battery(
        idle={"employees": {"susceptibility": 0}},
        matters={
            "leadership": {"budget": 40},
            "employees": {"belief": 0.8},
            "behaviour": {"announce": 0.3},
        },
        since=lambda days: first(days, uses),
    ),
    "celebration": Battery(
        idle={"rollouts": {"plan": {"recognition": {"strength": 1.0}}}},
        matters={"rollouts": {"plan": {"next_steps": True}}},
        since=lambda days: first(days, works),
    ),
    "ownership": Battery(
        idle={"rollouts": {"plan": {"ownership": "shared"}}},
        matters={"rollouts": {"plan": {"ownership": "single", "owner_share": 0.6}}},
        since=lambda days: first(days, works),
    ),
    "pace": Battery(
        idle={"leadership": {"review_every": WEEKS + 1}},
        matters={"leadership": {"review_every": 4, "promised_weeks": 6}},
        since=lambda days: 5,
    ),
    "overruns": Battery(
        idle={"behaviour": {"shared_overrun": 0, "own_overrun": 0}},
        since=lambda days: first(days, works),
    ),
    "dip": Battery(
        idle={"behaviour": {"dip": 0}},
        alone=NO_BUDGET,
        only=("benefit_share",),
        since=lambda days: first(days, uses),
    ),
    "differences": Battery(idle={"employees": {"resemblance": 0}}),
    "discovery": Battery(
        idle={"initiative": {"value_spread": 0, "worthless": 0}},
        since=lambda days: first(days, offers),
    ),
    "averaging": Battery(
        idle={"behaviour": {"averaging": 0}}, since=lambda days: first(days, news)
    ),
}


def situation(name: str, on: bool, changes: Mapping[str, Any]) -> Scenario:
    """The situation of the battery with one mechanism on or off, the others as they are by default."""
    switches = {"mechanisms": Mechanisms().model_dump() | {name: on}}
    return Scenario.model_validate(merged(merged(SITUATION, changes), switches))


@cache
def both(name: str, kind: str, seed: int = 3) -> tuple[Days, Days]:
    """The days of a situation with the mechanism on and off."""
    changes = getattr(BATTERY[name], kind)
    on, off = (situation(name, flag, changes) for flag in (True, False))
    return diary(on, WHO, seed=seed), diary(off, WHO, seed=seed)


def differing_measures(one: State, other: State) -> set[str]:
    """Names of the record's columns that differ in any week."""
    pairs = ((measured(w.record.weeks, n) for w in (one, other)) for n in MEASURES)
    return {n for n, (a, b) in zip(MEASURES, pairs, strict=True) if a.tobytes() != b.tobytes()}


def test_the_battery_is_complete() -> None:
    assert set(BATTERY) == set(Mechanisms.model_fields)


@pytest.mark.parametrize("name", SWITCHES)
def test_it_matters(name: str) -> None:
    on, off = both(name, "matters")
    assert differing_measures(on[-1], off[-1])


@pytest.mark.parametrize("name", [name for name in SWITCHES if name != "ownership"])
def test_off_is_its_off_value(name: str) -> None:
    changes = BATTERY[name].matters
    by_value = with_off_values(situation(name, True, changes), name)
    assert by_value != situation(name, True, changes)
    off = both(name, "matters")[1][-1]
    assert differing(diary(by_value, WHO, seed=3)[-1], off) == []


@pytest.mark.parametrize("name", SWITCHES)
def test_with_nothing_to_act_on_it_is_idle(name: str) -> None:
    on, off = both(name, "idle")
    assert differing(on[-1], off[-1]) == []


@pytest.mark.parametrize("name", [name for name in SWITCHES if BATTERY[name].since])
@pytest.mark.parametrize("seed", [3, 4])
def test_until_it_acts_nothing_differs(name: str, seed: int) -> None:
    on, off = both(name, "matters", seed)
    since = BATTERY[name].since
    assert since is not None
    week = since(on)
    if week is None:
        assert differing_measures(on[-1], off[-1]) <= {"budget"}
        return
    ignored = {"budget"} if name == "budget" else set()
    for measure in MEASURES:
        if measure not in ignored:
            mine, theirs = (days[-1].record.weeks[measure][:week] for days in (on, off))
            assert mine.tobytes() == theirs.tobytes(), (measure, week)


@pytest.mark.parametrize("name", [name for name in SWITCHES if BATTERY[name].only])
def test_only_its_own_columns_differ(name: str) -> None:
    on, off = both(name, "alone")
    assert differing_measures(on[-1], off[-1]) == set(BATTERY[name].only or ())


def test_the_rollout_is_simulated_with_the_same_draws_whatever_is_switched() -> None:
    # Traits, flaws and picks are drawn before anything is simulated; no switch but its own shifts them.
    pages = {name: both(name, "matters")[1][0] for name in SWITCHES}
    for name, page in pages.items():
        traits = page.population.traits
        if name == "differences":
            continue
        if name != "loss_aversion":
            assert (traits.loss_aversion == pages["stake"].population.traits.loss_aversion).all()
        if name != "social_proof":
            assert (traits.susceptibility == pages["stake"].population.traits.susceptibility).all()
        assert (traits.threshold == pages["stake"].population.traits.threshold).all()


def with_off_values(scenario: Scenario, name: str) -> Scenario:
    """The scenario with every parameter of a mechanism at its off value, and the mechanism on."""
    data = scenario.model_dump()
    for section in ("employees", "teams", "behaviour", "initiative", "leadership"):
        put_off_values(data[section], type(getattr(scenario, section)), name)
    steps, rollout = data["initiative"]["steps"], data["rollouts"]["plan"]
    for at_work in steps:
        put_off_values(at_work, type(scenario.initiative.steps[0]), name)
    plan = scenario.rollouts["plan"]
    put_off_values(rollout, type(plan), name)
    if rollout["scaffolding"]:
        put_off_values(rollout["scaffolding"], type(plan.scaffolding), name)
    put_off_values(rollout["recognition"], type(plan.recognition), name)
    for wave in rollout["waves"]:
        put_off_values(wave["gate"], type(plan.waves[0].gate), name)
    if name == "recognition":
        rollout["recognition"]["by"] = "count"
    if name == "documentation":
        rollout["documentation"] = False
    if name == "celebration":
        rollout["next_steps"] = False
    if name == "dependencies":
        for at_work in steps:
            at_work["needs"], at_work["value_needs"] = (), ()
    return Scenario.model_validate(data)


def put_off_values(data: dict[str, Any], kind: type[Any], name: str) -> None:
    """Write the off values of one section; without end is written as a very large number."""
    for parameter, info in kind.model_fields.items():
        extra = declared(info)
        if name in extra.get("switches", ()):
            off = extra["off"]
            data[parameter] = 1e300 if off == np.inf else off


def test_a_cost_of_complacency_of_0_is_the_mechanism_switched_off() -> None:
    free = {"behaviour": {"complacency": 0.0}}
    on, off = (diary(situation("complacency", flag, free), WHO)[-1] for flag in (True, False))
    assert differing(on, off) == ["teams.complacency"]


def test_without_risk_there_is_nothing_to_help_with() -> None:
    no_help = {"rollouts": {"plan": {"scaffolding": None}}}
    helped, alone = (situation("risk", False, changes) for changes in ({}, no_help))
    assert differing(diary(helped, WHO)[-1], diary(alone, WHO)[-1]) == []


def test_all_switched_on_in_a_crowd_without_a_programme_only_diffuses() -> None:
    # Without steps nothing of the programme's mechanisms has anything to act on.
    population = everyone_knows_everyone(4, 4)
    bare = plain(weeks=20, employees={"threshold": 0.5, "belief": 0.45, "susceptibility": 0.5,
                                      "adopters_at_start": {"count": 3}})  # fmt: skip
    programme = [
        "silence", "effort_feedback", "switching", "coordination", "documentation", "complacency",
        "goal_gradient", "mandate", "sponsor", "budget", "risk", "dependencies", "complementarity",
        "attention", "recognition", "scaffolding", "broadcast", "tie_evidence",
        "discernment", "overhead", "incompressible", "choice", "review", "abandonment",
        "celebration", "ownership",
    ]  # fmt: skip
    off = diary(bare, population)[-1]
    for name in programme:
        switched = bare.model_copy(
            update={"mechanisms": bare.mechanisms.model_copy(update={name: True})}
        )
        assert differing(diary(switched, population)[-1], off) == [], name
