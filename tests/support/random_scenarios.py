"""Hypothesis strategies: small organisations, and scenarios that use every lever of the model.

Numbers are whole hundredths, so that failures read well and thresholds are really met. Ranges are
such that things happen: steps get finished, people adopt, programmes end for every reason.
"""

import operator
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from winsim.organisation.organisation import Organisation, make_organisation
from winsim.scenario.behaviour import Mechanisms
from winsim.scenario.scenario import Scenario

PICKS = ("readiest", "hardest", "most_central", "best_bridging", "neighbours", "random",
         "largest", "smallest")  # fmt: skip
ORDERS = ("listed", "easy_first", "risk_first", "value_first", "dependency")
KINDS = ("budget_cut", "reorganisation", "sponsor_leaves", "withdrawal", "win", "setback")
PLACES = ("Lyon", "Oslo")


@dataclass(frozen=True)
class Story:
    """A scenario with its organisation, its only rollout `plan`, and a seed."""

    scenario: Scenario
    organisation: Organisation
    seed: int

    def __repr__(self) -> str:
        people = f"{self.organisation.people} people in {self.organisation.teams} teams"
        written = self.scenario.model_dump(exclude_unset=True)
        return f"seed {self.seed}, {people}, ties {_ties(self.organisation)}\n{written}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Hypothesis would take the parts of a story to pieces."""
        printer.text(repr(self))


def _ties(organisation: Organisation) -> list[tuple[str, str, float]]:
    listens, to, weight = organisation.ties
    return [
        (organisation.ids[i], organisation.ids[j], w / 65536)
        for i, j, w in zip(listens.tolist(), to.tolist(), weight.tolist(), strict=True)
    ]


def hundredths(low: float, high: float) -> st.SearchStrategy[float]:
    """Whole hundredths from low to high."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda n: n / 100)


def either(*usual: Any, unusual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of the usual values, or what the strategy draws."""
    return st.sampled_from(usual) | unusual


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A part of a scenario in which any of the fields may be left out."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """2 to 6 teams, 4 to 40 people; ties directed or mutual, weighted or not; some have none."""
    sizes = draw(st.lists(st.integers(1, 9), min_size=2, max_size=6).filter(_from_four_to_forty))
    people = sum(sizes)
    teams = [f"T{team}" for team, size in enumerate(sizes) for _ in range(size)]
    luck = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    density = draw(st.sampled_from([0.0, 0.05, 0.15, 0.4, 1.0]))
    listens, to = np.nonzero(
        (luck.random((people, people)) < density) & ~np.eye(people, dtype=bool)
    )
    if draw(st.booleans()):
        listens, to = np.concatenate([listens, to]), np.concatenate([to, listens])
    alone = luck.random(people) < draw(st.sampled_from([0.0, 0.2]))
    heard = ~(alone[listens] | alone[to])
    weights = luck.choice([0.25, 0.5, 1.0, 3.0, 0.1], listens.size)
    weighted = draw(st.booleans())
    bosses = np.where(luck.random(people) < 0.3, -1, luck.integers(0, people, people))
    bosses = np.where(bosses == np.arange(people), -1, bosses)
    return make_organisation(
        [f"p{person}" for person in range(people)],
        draw(st.permutations(teams)),
        (listens[heard], to[heard], weights[heard] if weighted else None),
        bosses if draw(st.booleans()) else None,
        columns={
            "place": np.array(PLACES)[np.arange(people) % 2],
            "mine": np.round(luck.random(people), 2),
        },
    )


def _from_four_to_forty(sizes: list[int]) -> bool:
    return 4 <= sum(sizes) <= 40


def traits(low: float, high: float) -> st.SearchStrategy[Any]:
    """A distribution of every kind for a trait in that range."""
    mean, spread = hundredths(low, high), hundredths(0, 0.3)
    return st.one_of(
        mean,
        st.fixed_dictionaries({"normal": st.fixed_dictionaries({"mean": mean, "sd": spread})}),
        st.tuples(mean, mean).map(lambda two: {"uniform": {"low": min(two), "high": max(two)}}),
        st.just({"column": "mine"}),
    )


EMPLOYEES = some(
    loss_aversion=st.just({"lognormal": {"median": 1.69, "sigma": 0.54}}) | hundredths(0.5, 3),
    susceptibility=traits(0, 1),
    threshold=traits(0.1, 0.7),
    resemblance=hundredths(0, 1),
    belief=traits(0.1, 0.9),
    belief_weight=hundredths(1, 12),
    trust=traits(0.1, 0.9),
    trust_weight=hundredths(1, 12),
    fatigue=traits(0, 0.6),
    adopters_at_start=st.builds(
        operator.or_,
        st.sampled_from(
            [
                {},
                {"count": 1},
                {"count": 3},
                {"share": 0.2},
                {"ids": ["p0", "p2"]},
                {"managers": True},
            ]
        ),
        some(with_colleagues=st.booleans()),
    ),
)
TEAMS = st.fixed_dictionaries(
    {"capacity": hundredths(0.1, 0.9) | traits(0.1, 0.9)},
    optional={"safety": traits(0, 1), "efficacy": traits(0, 1)},
)
BEHAVIOUR = some(
    own_weight=hundredths(0, 2),
    tie_weight=hundredths(0, 1),
    broadcast_weight=hundredths(0, 1),
    setback_weight=hundredths(0, 3),
    memory=hundredths(0.8, 1),
    attention=hundredths(0.1, 3),
    notice=hundredths(0.01, 1),
    discernment=hundredths(0, 1),
    use_weight=hundredths(0, 1),
    averaging=hundredths(0, 0.5),
    patience=hundredths(1, 10),
    silence_weight=hundredths(0, 1),
    silence_trust=hundredths(0, 1),
    trust_gain=hundredths(0, 1),
    checkpoint_loss=hundredths(0, 5),
    checkpoint_gain=hundredths(0, 4),
    abandonment=hundredths(0, 4),
    trust_appeal=hundredths(0, 2),
    efficacy_gain=hundredths(0, 1),
    efficacy_drift=hundredths(0, 0.5),
    efficacy_appeal=hundredths(0, 2),
    efficacy_effort=hundredths(0, 1),
    safety_appeal=hundredths(0, 2),
    detection_floor=hundredths(0, 1),
    flaw_loss=hundredths(0, 1),
    rework=hundredths(0, 1),
    curvature=hundredths(0.5, 1),
    stake=hundredths(0, 1),
    fatigue_appeal=hundredths(0, 2),
    load_appeal=hundredths(0, 2),
    decision_noise=hundredths(0, 0.2),
    lone_judgement=hundredths(0, 1),
    exposure=st.sampled_from(["share", "share_with_self"]),
    manager_weight=st.sampled_from([0.0, 2.0, 5.0]),
    announce=hundredths(0, 0.6),
    word_of_mouth=hundredths(0, 1),
    turnover=hundredths(0, 1),
    discipline=hundredths(0, 1),
    ease=hundredths(0, 4),
    doubt=hundredths(0, 8),
    leading_cost=hundredths(0, 0.3),
    effort_floor=hundredths(0.1, 1),
    switching_cost=hundredths(0, 1),
    coordination=hundredths(0, 2),
    goal_gradient=hundredths(0, 1),
    complacency=hundredths(0, 1),
    complacency_gain=hundredths(0, 1),
    complacency_decay=hundredths(0, 0.5),
    incompressible=hundredths(0, 1),
    learning=hundredths(0, 1),
    documented_learning=hundredths(0, 1),
    undocumented_learning=hundredths(0, 1),
    documentation_cost=hundredths(0, 0.5),
    linking_cost=hundredths(0, 0.3),
    celebration_cost=hundredths(0, 0.3),
    skill_gain=hundredths(0, 0.5),
    shared_overrun=hundredths(0, 1),
    own_overrun=hundredths(0, 1),
    dip=hundredths(0, 1),
    hysteresis=hundredths(0, 0.3),
    reversal=hundredths(0, 0.8),
    fatigue_up=hundredths(0, 0.5),
    fatigue_rest=hundredths(0, 0.5),
)
LEADERSHIP = some(
    follow_through=hundredths(0.2, 1),
    pace_loss=hundredths(0, 1),
    promised_weeks=st.none() | st.integers(2, 30),
    decide_every=st.integers(1, 5),
    review_every=st.integers(1, 8),
    budget=st.none() | hundredths(0.1, 8),
    reinvest=hundredths(0, 1),
    support=hundredths(0.1, 1),
    stop_below=hundredths(0, 0.5),
    support_gain=hundredths(0, 2),
    support_loss=hundredths(0, 1),
    support_decay=hundredths(0, 0.4),
    visible_weight=hundredths(0, 1),
    dashboard_cost=hundredths(0, 1),
    metric_noise=hundredths(0.1, 4),
    political_capital=hundredths(0, 2),
    political_memory=hundredths(0.8, 1),
    win_capital=hundredths(0, 2),
    manager_capital=hundredths(0, 2),
)


@st.composite
def initiatives(draw: st.DrawFn) -> dict[str, Any]:
    """A change of up to five steps, each of which may need earlier ones."""
    count = draw(st.sampled_from([3, 2, 4, 5, 1, 3, 4, 5, 2, 0]))
    names = [f"step {letter}" for letter in "abcde"[:count]]
    parts = [draw(st.integers(0, 4)) for _ in names]
    parts = parts if sum(parts) else [1] * count
    change = draw(
        some(
            gain=hundredths(0.5, 5),
            loss=hundredths(0.2, 2),
            price=hundredths(0, 1),
            complementarity=hundredths(0, 1),
            full_at=hundredths(0.3, 1),
            overhead=hundredths(0, 0.5),
            dual_running=hundredths(0, 0.2),
            value_spread=hundredths(0, 1),
            worthless=hundredths(0, 0.9),
            side_by_side=st.sampled_from(["team", "organisation"]),
            design_capacity=hundredths(0.2, 4),
            team_size=hundredths(2, 9),
        )
    )
    steps = [
        draw(_step(name, part / sum(parts), tuple(names[:place])))
        for place, (name, part) in enumerate(zip(names, parts, strict=True))
    ]
    turned = draw(st.booleans())
    return {**change, "steps": steps[::-1] if turned else steps}


def _step(name: str, value: float, earlier: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    needs = st.lists(st.sampled_from(earlier), unique=True) if earlier else st.just([])
    return st.fixed_dictionaries(
        {"name": st.just(name), "value": st.just(value), "work": hundredths(0.2, 4)},
        optional={
            "design": hundredths(0, 3),
            "risk": st.one_of(hundredths(0, 1), st.just(1.0)),
            "built_on": hundredths(0, 1),
            "fatal": st.booleans(),
            "visibility": hundredths(0, 2),
            "value_needs": either(list(earlier), unusual=needs),
            "indivisible": st.booleans(),
            "gate": either(0.0, unusual=hundredths(0, 2)),
            "needs": needs,
        },
    )


GATE = some(
    wins=hundredths(0, 1),
    evidence=hundredths(0, 0.6),
    trust=hundredths(0, 0.6),
    backing=hundredths(0, 1),
    wait=st.integers(0, 6),
)
REVIEW = st.fixed_dictionaries(
    {
        "order": either("value_first", "easy_first", None, unusual=st.sampled_from(ORDERS)),
        "drop_below": either(0.0, 0.4, 1.0, unusual=hundredths(0, 1)),
    },
    optional={
        "test": st.booleans(),
        "cost": hundredths(0, 1),
        "payback": either(None, 1, 4, unusual=st.integers(1, 30)),
    },
)
FIRST_GATE = some(trust=hundredths(0, 0.5), backing=hundredths(0, 0.5), wait=st.integers(0, 3))


@st.composite
def waves(draw: st.DrawFn, organisation: Organisation) -> list[dict[str, Any]]:
    """All at once; or pilots by name, by place or by a rule, and who follows them."""
    kind = draw(st.sampled_from(["all", "named", "placed", "picked", "picked"]))
    pilot: dict[str, Any]
    picked: dict[str, Any] = {"pick": draw(st.sampled_from(PICKS))}
    if kind == "all":
        return [draw(_wave({"teams": "all"}, first=True))]
    if kind == "named":
        pilots = st.lists(st.sampled_from(organisation.team_names), min_size=1, unique=True)
        pilot = {"teams": draw(pilots)}
    elif kind == "placed" and (places := _places(organisation)):
        pilot = {"where": {"place": draw(st.sampled_from(places))}}
    else:
        pilot = picked | draw(st.sampled_from([{"count": 1}, {"count": 2}, {"share": 0.4}]))
        pilot["repeat"] = draw(st.sampled_from([1, 2, "all"]))
        pilot["growth"] = draw(hundredths(0.5, 3))
    follow: list[dict[str, Any]] = [{**picked, "count": 1}, {"teams": "rest"}]
    followers = follow[draw(st.integers(0, 2)) :]
    if pilot.get("repeat") == "all":
        followers = []
    return [draw(_wave(pilot, first=True)), *(draw(_wave(one, first=False)) for one in followers)]


def _places(organisation: Organisation) -> list[str]:
    """Places in which most people of some team are."""
    found = []
    for team in range(organisation.teams):
        places = [
            str(organisation.columns["place"][member]) for member in organisation.members(team)
        ]
        found += [place for place in PLACES if places.count(place) * 2 > len(places)]
    return sorted(set(found))


def _wave(who: dict[str, Any], first: bool) -> st.SearchStrategy[dict[str, Any]]:
    gate = FIRST_GATE if first else GATE
    return some(gate=gate, protected=hundredths(0, 1)).map(lambda more: {**who, **more})


@st.composite
def rollouts(draw: st.DrawFn, organisation: Organisation, weeks: int) -> dict[str, Any]:
    """A rollout with any of its levers."""
    checkpoint_every = draw(st.sampled_from([2, 4, None, 1, 3, 5, 6]))
    reviewed = checkpoint_every is not None and draw(st.sampled_from([True, True, False]))
    promise = st.fixed_dictionaries(
        {"week": st.integers(1, weeks), "progress": hundredths(0, 1)},
        optional={
            "kind": st.sampled_from(["strategic", "perceived"]),
            "weight": hundredths(0, 3),
        },
    )
    return {
        "waves": draw(waves(organisation)),
        "checkpoint_every": checkpoint_every,
        "review": draw(REVIEW) if reviewed else None,
        **draw(
            some(
                release=st.sampled_from(["whole", "stepwise"]),
                interim=hundredths(0, 1),
                order=st.sampled_from(ORDERS),
                pieces=st.integers(1, 3),
                reserved=hundredths(0, 1),
                leaders_first=hundredths(0, 1),
                work_in_progress=st.integers(1, 4),
                low_value=hundredths(0, 0.5),
                low_value_cap=st.none() | st.integers(0, 2),
                documentation=st.booleans(),
                scaffolding=st.none()
                | some(risk_above=hundredths(0, 1), relief=hundredths(0, 1), cost=hundredths(0, 1)),
                ownership=st.sampled_from(["shared", "single", "rotation"]),
                owner_share=hundredths(0, 1),
                rotate_every=st.integers(1, 4),
                recognition=some(by=st.sampled_from(["count", "value"]), strength=hundredths(0, 4)),
                linked=hundredths(0, 1),
                next_steps=st.booleans(),
                pooled=st.booleans(),
                dashboards=hundredths(0, 1),
                promises=st.lists(promise, max_size=2),
                broadcast_every=st.integers(1, 5),
                mandate=hundredths(0, 0.5),
            )
        ),
    }


@st.composite
def events(draw: st.DrawFn, organisation: Organisation, weeks: int) -> list[dict[str, Any]]:
    """Up to three events, now and then the end of the programme."""
    found = []
    for kind in [draw(st.sampled_from(KINDS)) for _ in range(draw(st.integers(0, 3)))]:
        week = draw(st.integers(1, weeks))
        late = kind == "withdrawal"  # for a programme can be withdrawn once it is complete, too
        event = {"kind": kind, "week": weeks + 1 - week if late else week}
        if kind in ("win", "setback"):
            event["size"] = draw(hundredths(0, 2))
            event["team"] = draw(st.none() | st.sampled_from(organisation.team_names))
        else:
            event["size"] = draw(hundredths(0, 1))
        found.append(event | draw(some(rollouts=st.sampled_from([["plan"], ["other"]]))))
    return found


@st.composite
def mechanisms(draw: st.DrawFn) -> dict[str, bool]:
    """All on, all off, a few off, or any mixture."""
    names = tuple(Mechanisms.model_fields)
    few = st.lists(st.sampled_from(names), max_size=3, unique=True)
    kind = draw(st.sampled_from(["on", "few off", "few off", "few on", "mixed"]))
    if kind == "mixed":
        return {name: draw(st.booleans()) for name in names}
    chosen = draw(few) if kind != "on" else []
    return {name: (name in chosen) == (kind == "few on") for name in names}


def spare_one_step(written: dict[str, Any]) -> None:
    """No review drops every step, which would be refused."""
    review = written["rollouts"]["plan"].get("review")
    values = [step["value"] for step in written["initiative"]["steps"]]
    if review and values:
        review["drop_below"] = min(review["drop_below"], max(values))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A whole scenario in an organisation of its own, and a seed."""
    who, weeks = draw(organisations()), draw(st.integers(4, 40))
    written = {
        "name": "random",
        "weeks": weeks,
        "organisation": {"generate": {"people": who.people}},
        "employees": draw(EMPLOYEES),
        "teams": draw(TEAMS),
        "behaviour": draw(BEHAVIOUR),
        "leadership": draw(LEADERSHIP),
        "initiative": draw(initiatives()),
        "rollouts": {"plan": draw(rollouts(who, weeks)), "other": {}},
        "events": draw(events(who, weeks)),
        "mechanisms": draw(mechanisms()),
    }
    spare_one_step(written)
    return Story(Scenario.model_validate(written), who, draw(st.integers(0, 2**63 - 1)))
