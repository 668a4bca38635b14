"""The programme: in which order steps are taken up, which teams go when, and what cannot be."""

from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.organisations import everyone_knows_everyone, mutual, of_teams, plain, step
from winsim.model.compiled_rollout import programme_of
from winsim.model.initial import initial_state
from winsim.model.programme import Programme
from winsim.model.step_order import ordered
from winsim.model.traits import traits_of
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput
from winsim.scenario.initiative import Step
from winsim.scenario.rollout import Order
from winsim.scenario.scenario import Scenario

ORDERS: tuple[Order, ...] = ("listed", "easy_first", "risk_first", "value_first", "dependency")


def steps_of(*written: dict[str, Any]) -> list[Step]:
    return [Step.model_validate(one) for one in written]


def names_in(order: Order, steps: Sequence[Step]) -> list[str]:
    return [steps[i].name for i in ordered(steps, order)]


def resolved(
    scenario: Scenario, organisation: Organisation, seed: int = 1
) -> tuple[Programme, list[int]]:
    """The programme of a plain scenario, and each team's wave."""
    drawn = traits_of(scenario, organisation, seed)
    programme, wave_of = programme_of(scenario, "plan", organisation, drawn, seed)
    return programme, wave_of.tolist()


def waves_of(organisation: Organisation, *waves: Any, seed: int = 1, **sections: Any) -> list[int]:
    """Each team's wave, -1 for none, in a programme of one step."""
    scenario = plain(steps=[step("a", 1, 1)], plan={"waves": list(waves)}, **sections)
    return resolved(scenario, organisation, seed)[1]


# Order -------------------------------------------------------------------------------------------


def expected_cost(items: Sequence[tuple[float, float]]) -> float:
    """What tests of (cost, chance to pass) cost on average, one after another until one fails."""
    reached, total = 1.0, 0.0
    for cost, passes in items:
        total += reached * cost
        reached *= passes
    return total


ITEMS = [(2.0, 0.9), (5.0, 0.5), (1.0, 0.95), (8.0, 0.7)]


def items_to_test() -> list[Step]:
    return steps_of(
        *(step(f"item {n}", cost, 0.25, risk=1 - p) for n, (cost, p) in enumerate(ITEMS))
    )


def test_risk_first_is_the_cheapest_order_of_tests() -> None:
    # Cost by chance of failing: 2/.1 = 20, 5/.5 = 10, 1/.05 = 20, 8/.3 = 26.7, so 5, then 2 or 1,
    # then 8: 5 + .5 × 2 + .45 × 1 + .4275 × 8 = 9.87.
    order = ordered(items_to_test(), "risk_first")
    assert [ITEMS[i][0] for i in order] in ([5, 2, 1, 8], [5, 1, 2, 8])
    assert expected_cost([ITEMS[i] for i in order]) == pytest.approx(9.8700, abs=5e-5)
    assert expected_cost([ITEMS[i] for i in reversed(order)]) == pytest.approx(13.0225, abs=5e-5)
    assert min(expected_cost(order) for order in permutations(ITEMS)) == pytest.approx(9.8700)


def test_five_safe_steps_and_a_blocker() -> None:
    # Easy first pays 5 × 3 before it meets the blocker of 5: 20. Risk first pays 5, and the other
    # 15 only when it passes: 5 + .6 × 15 = 14.
    safe = [step(f"safe {n}", 3, 0.1) for n in range(5)]
    steps = steps_of(*safe, step("blocker", 5, 0.5, risk=0.4))
    items = [(one.work, 1 - one.risk) for one in steps]
    assert names_in("easy_first", steps)[-1] == "blocker"
    assert expected_cost([items[i] for i in ordered(steps, "easy_first")]) == pytest.approx(20)
    assert names_in("risk_first", steps)[0] == "blocker"
    assert expected_cost([items[i] for i in ordered(steps, "risk_first")]) == pytest.approx(14)


@given(st.lists(st.tuples(st.floats(0.1, 20), st.floats(0.01, 0.99)), min_size=1, max_size=6))
def test_no_order_of_free_steps_is_cheaper_than_risk_first(
    items: list[tuple[float, float]],
) -> None:
    steps = [
        Step(name=str(n), work=cost, risk=risk, value=0.1) for n, (cost, risk) in enumerate(items)
    ]
    tests = [(one.work, 1 - one.risk) for one in steps]
    mine = expected_cost([tests[i] for i in ordered(steps, "risk_first")])
    assert mine <= min(expected_cost(order) for order in permutations(tests)) * (1 + 1e-9)


def total_of(jobs: Sequence[tuple[float, float]]) -> float:
    """The value of jobs of (cost, value), each times the cost until it is finished."""
    spent, total = 0.0, 0.0
    for cost, value in jobs:
        spent += cost
        total += value * spent
    return total


@pytest.mark.parametrize(
    ("order", "costs"), [("risk_first", expected_cost), ("value_first", total_of)]
)
@given(
    st.lists(
        st.tuples(st.floats(0.1, 20), st.floats(0.01, 0.9), st.booleans()), min_size=1, max_size=6
    )
)
def test_no_order_of_chains_is_cheaper(
    order: Order, costs: Any, items: list[tuple[float, float, bool]]
) -> None:
    # Some steps need the one listed before them: chains, for which the order is the best there is.
    steps = [
        Step(
            name=str(n), work=cost, risk=odds, value=odds, needs=(str(n - 1),) if n and tied else ()
        )
        for n, (cost, odds, tied) in enumerate(items)
    ]
    one = [(step.work, 1 - step.risk if order == "risk_first" else step.value) for step in steps]
    allowed = [
        places
        for places in permutations(range(len(steps)))
        if all(places.index(n - 1) < places.index(n) for n in places if steps[n].needs)
    ]
    best = min(costs([one[n] for n in places]) for places in allowed)
    assert costs([one[n] for n in ordered(steps, order)]) <= best * (1 + 1e-9)


def test_what_a_step_needs_is_counted_among_its_costs() -> None:
    # A flaw in c is likely, but it takes a and b, 12 together, to find it: 15.4 for the chance of one.
    # d is less likely to have one and costs 5 by itself: 12.5. So d goes first.
    steps = steps_of(
        step("a", 6, 0.2), step("b", 6, 0.2, needs=["a"]),
        step("c", 1, 0.3, risk=0.8454, needs=["b"]), step("d", 5, 0.3, risk=0.4),
    )  # fmt: skip
    assert names_in("risk_first", steps) == ["d", "a", "b", "c"]


def test_each_order_in_its_own_words() -> None:
    steps = steps_of(
        step("long", 6, 0.2),
        step("short", 1, 0.05),
        step("dear to design", 1, 0.45, design=4),
        step("ground", 4, 0.3),
    )
    assert names_in("listed", steps) == ["long", "short", "dear to design", "ground"]
    # design and work count alike: 6, 1, 5, 4
    assert names_in("easy_first", steps) == ["short", "ground", "dear to design", "long"]
    # value for work: .2/6 = .033, .05, .45/5 = .09, .3/4 = .075
    assert names_in("value_first", steps) == ["dear to design", "ground", "short", "long"]


def test_dependency_goes_by_how_much_waits_for_a_step() -> None:
    steps = steps_of(
        step("alone", 1, 0.2),
        step("roof", 1, 0.2, needs=["walls"]),
        step("walls", 1, 0.3, needs=["ground"]),
        step("ground", 1, 0.3),
    )
    assert names_in("dependency", steps) == ["ground", "walls", "alone", "roof"]


def test_a_risky_step_pulls_forward_what_it_needs() -> None:
    steps = steps_of(
        step("safe", 1, 0.5),
        step("ground", 9, 0.2),
        step("risky", 1, 0.3, risk=0.5, needs=["ground"]),
    )
    assert names_in("risk_first", steps) == ["ground", "risky", "safe"]


@st.composite
def webs_of_steps(draw: st.DrawFn) -> list[Step]:
    """Steps that need some of those made before them, listed in any order."""
    count = draw(st.integers(1, 7))
    steps = [
        Step(
            name=str(n),
            work=draw(st.sampled_from([1.0, 2.0, 3.0])),
            risk=draw(st.sampled_from([0.0, 0.2, 0.5])),
            value=draw(st.sampled_from([0.0, 0.1])),
            needs=tuple(draw(st.lists(st.sampled_from([str(m) for m in range(n)]), unique=True)))
            if n
            else (),
        )
        for n in range(count)
    ]
    return draw(st.permutations(steps))


@given(webs_of_steps(), st.sampled_from(ORDERS))
def test_every_order_takes_up_everything_once_and_needs_first(
    steps: list[Step], order: Order
) -> None:
    names = names_in(order, steps)
    assert sorted(names) == sorted(one.name for one in steps)
    for one in steps:
        for need in one.needs:
            assert names.index(need) < names.index(one.name)


# Waves -------------------------------------------------------------------------------------------


def test_named_teams_then_the_rest() -> None:
    who = of_teams(2, 2, 2, 2)
    assert waves_of(who, ["C"], "rest") == [1, 1, 0, 1]
    assert waves_of(who, ["C", "A"], ["D"]) == [0, -1, 0, 1]
    assert waves_of(who, "all") == [0, 0, 0, 0]


def test_the_readiest_and_the_hardest_go_by_what_their_people_bring() -> None:
    who = of_teams(1, 1, 1, 1, hope=[0.3, 0.9, 0.5, 0.7])
    belief: dict[str, Any] = {"employees": {"belief": {"column": "hope"}}}
    assert waves_of(who, {"pick": "readiest", "count": 2}, "rest", **belief) == [1, 0, 1, 0]
    assert waves_of(who, {"pick": "hardest", "count": 1}, "rest", **belief) == [0, 1, 1, 1]


def test_picks_by_size_keep_the_order_of_equals() -> None:
    who = of_teams(2, 4, 3, 4)
    assert waves_of(who, {"pick": "largest", "count": 1}, "rest") == [1, 0, 1, 1]
    assert waves_of(who, {"pick": "largest", "count": 3}, "rest") == [1, 0, 0, 0]
    assert waves_of(who, {"pick": "smallest", "count": 2}, "rest") == [0, 1, 0, 1]


def chain_of_teams() -> Organisation:
    """A - B - C - D - E, one person each; C and D are tied twice as strongly as the others."""
    return of_teams(1, 1, 1, 1, 1, ties=mutual(pairwise(["a1", "b1", "c1", "d1", "e1"])))


def test_the_best_bridging_team_lies_between_the_others() -> None:
    picked = waves_of(chain_of_teams(), {"pick": "best_bridging", "count": 1}, "rest")
    assert picked == [1, 1, 0, 1, 1]


def test_the_most_central_teams_have_the_most_ties_with_others() -> None:
    hub = of_teams(1, 1, 1, 1, ties=mutual([("b1", "a1"), ("b1", "c1"), ("b1", "d1")]))
    assert waves_of(hub, {"pick": "most_central", "count": 1}, "rest") == [1, 0, 1, 1]


def test_neighbours_follow_those_who_began() -> None:
    assert waves_of(
        chain_of_teams(),
        ["C"],
        {"pick": "neighbours", "count": 2},
        {"pick": "neighbours", "count": 9},
    ) == [2, 1, 0, 1, 2]


def test_a_repeated_pick_goes_on_until_no_team_is_left() -> None:
    who = of_teams(2, 2, 2, 2, 2)
    pick = {"pick": "largest", "count": 2}
    assert waves_of(who, pick | {"repeat": "all"}) == [0, 0, 1, 1, 2]
    assert waves_of(who, pick | {"repeat": 2}) == [0, 0, 1, 1, -1]
    assert waves_of(who, {"pick": "neighbours", "count": 1, "repeat": "all"}) == [0, 1, 2, 3, 4]


def test_waves_that_grow() -> None:
    # 1, 2, 4 and what is left of 8
    pick = {"pick": "largest", "count": 1, "repeat": "all", "growth": 2}
    assert waves_of(of_teams(*[2] * 10), pick) == [0, 1, 1, 2, 2, 2, 2, 3, 3, 3]


def test_a_share_of_all_teams_is_at_least_one() -> None:
    who = of_teams(*[2] * 10)
    assert waves_of(who, {"pick": "largest", "share": 0.3}, "rest").count(0) == 3
    assert waves_of(who, {"pick": "largest", "share": 0.01}, "rest").count(0) == 1
    assert waves_of(who, {"pick": "largest", "share": 1.0}).count(0) == 10


def test_everyone_in_lyon_starts_first() -> None:
    # B is half in Lyon, which is not most of it; C mostly.
    places = ["Lyon", "Lyon", "Lyon", "Oslo", "Oslo", "Lyon", "Lyon"]
    who = of_teams(2, 2, 3, location=places)
    assert waves_of(who, {"where": {"location": "Lyon"}}, "rest") == [0, 1, 0]
    assert waves_of(who, {"where": {"location": "Lyon"}, "pick": "largest", "count": 1}, "rest") == [
        1, 1, 0
    ]  # fmt: skip


def test_a_number_in_the_people_file_is_matched_as_it_is_written() -> None:
    who = of_teams(1, 1, floor=[3.0, 4.0])
    assert waves_of(who, {"where": {"floor": "3"}}, "rest") == [0, 1]


def test_a_random_pick_is_the_same_for_every_rollout_and_another_for_another_seed() -> None:
    who = of_teams(*[2] * 20)
    pick = [{"pick": "random", "count": 5}, {"teams": "rest"}]
    scenario = plain(
        steps=[step("a", 1, 1)],
        rollouts={
            "one": {"waves": pick},
            "other": {"waves": pick, "release": "whole", "order": "easy_first"},
        },
    )
    picked = {
        (name, seed): initial_state(scenario, name, who, seed).change.teams.wave.tolist()
        for name in ("one", "other")
        for seed in range(1, 6)
    }
    for seed in range(1, 6):
        assert picked["one", seed] == picked["other", seed]
        assert picked["one", seed].count(0) == 5
    assert len({tuple(waves) for waves in picked.values()}) == 5


def test_nobody_is_waited_for_in_a_wave_without_teams() -> None:
    # All teams are picked in the first wave; the second has nobody, and the programme has one wave.
    who = of_teams(2, 2)
    scenario = plain(
        steps=[step("a", 1, 1)],
        plan={"waves": [{"pick": "largest", "count": 9}, {"pick": "smallest", "count": 1}]},
    )
    programme, wave_of = resolved(scenario, who)
    assert wave_of == [0, 0]
    assert programme.waves.size == 1


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=12),
    st.lists(
        st.tuples(
            st.sampled_from(["readiest", "random", "largest", "neighbours"]), st.integers(1, 4)
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 99),
)
def test_every_team_is_in_one_wave_and_waves_are_numbered_without_gaps(
    sizes: list[int], picks: list[tuple[str, int]], seed: int
) -> None:
    waves: list[Any] = [{"pick": pick, "count": count} for pick, count in picks]
    numbers = waves_of(everyone_knows_everyone(*sizes), *waves, "rest", seed=seed)
    assert sorted(set(numbers)) == list(range(max(numbers) + 1))


# What is resolved --------------------------------------------------------------------------------


def test_a_rollout_in_plain_numbers() -> None:
    scenario = plain(
        "dependencies", "risk", "politics", "documentation", "budget",
        steps=[
            step("a", 2, 0.96, design=1, risk=0.5, gate=3, visibility=0.5),
            step("b", 4, 0.04, needs=["a"], value_needs=["a"]),
        ],
        leadership={"budget": 7},
        plan={"release": "whole", "documentation": True, "ownership": "rotation",
              "recognition": {"strength": 2}},
    )  # fmt: skip
    programme, _ = resolved(scenario, of_teams(3))
    settings, plan = programme.settings[0], programme.steps
    assert (settings.whole, settings.documentation, settings.ownership) == (1, 1, 2)
    assert (settings.budget, settings.low_value_cap, settings.checkpoint_every) == (7, 2, 0)
    assert plan.risk.tolist() == [0.5, 0.0]
    assert plan.gate.tolist() == [3, 0]
    assert plan.plain.tolist() == [0.5, 1.0]  # recognition is off: its strength is 1
    assert plan.low_value.tolist() == [0, 1]
    assert programme.needs.tolist() == programme.value_needs.tolist() == [[0, 0], [1, 0]]


def test_a_whole_release_asks_for_all_the_work_at_once_and_a_stepwise_one_for_a_step() -> None:
    # Four steps of 3, 5, 7 and 9 person-weeks in a team of three: 8 a person, 2 a step.
    steps = [step(str(work), work, 0.25) for work in (3, 5, 7, 9)]
    for release, asked in (("whole", 8.0), ("stepwise", 2.0)):
        scenario = plain(steps=steps, plan={"release": release})
        assert resolved(scenario, of_teams(3))[0].settings[0].asked == asked
    assert resolved(plain(), of_teams(3))[0].settings[0].asked == 1.0  # no steps: a person-week


def test_a_programme_without_limit_has_infinite_money() -> None:
    for scenario in (plain("budget"), plain(leadership={"budget": 3})):
        assert np.isinf(resolved(scenario, of_teams(3))[0].settings[0].budget)


# What cannot be ----------------------------------------------------------------------------------


def problems_of(
    *waves: Any, organisation: Organisation | None = None, **sections: Any
) -> list[str]:
    scenario = plain(steps=[step("a", 1, 1)], plan={"waves": list(waves)}, **sections)
    with pytest.raises(BadInput) as caught:
        resolved(scenario, organisation or of_teams(2, 2, names=["x"] * 4))
    return [str(problem) for problem in caught.value.problems]


def test_an_unknown_team_is_told_with_the_nearest_name() -> None:
    who = of_teams(2, 2)
    renamed = Organisation(
        ids=who.ids,
        names=who.names,
        team_names=("Sales North", "Claims"),
        manager=who.manager,
        network=who.network,
    )
    (said,) = problems_of(["Sale North"], organisation=renamed)
    assert "rollouts.plan.waves[0].teams" in said
    assert "Sale North" in said
    assert "did you mean 'Sales North'?" in said


def test_all_unknown_teams_of_a_wave_are_told_at_once() -> None:
    said = problems_of(["X", "A", "Y"])
    assert len(said) == 2
    assert "known: A, B" in said[0]


def test_what_is_wrong_in_several_waves_and_events_is_told_at_once() -> None:
    events = [{"week": 1, "kind": "win", "team": "C"}, {"week": 1, "kind": "win", "team": "D"}]
    said = problems_of(["X"], ["Y"], events=events)
    places = ("waves[0].teams", "waves[1].teams", "events[0].team", "events[1].team")
    assert [any(place in one for one in said) for place in places] == [True] * 4


def test_a_team_in_two_waves_or_twice_in_one() -> None:
    (said,) = problems_of(["A"], ["B", "A"])
    assert "rollouts.plan.waves[1].teams = A" in said
    assert "already in a wave" in said
    assert any("already in a wave" in one for one in problems_of(["A", "A"]))


def test_an_attribute_that_nobody_has() -> None:
    places = of_teams(2, 2, location=["Lyon", "Lyon", "Oslo", "Oslo"])
    (said,) = problems_of({"where": {"locaton": "Lyon"}}, "rest", organisation=places)
    assert "rollouts.plan.waves[0].where = locaton" in said
    assert "did you mean 'location'?" in said
    (said,) = problems_of({"where": {"location": "Lion"}}, "rest", organisation=places)
    assert "Lion" in said


def test_an_event_in_an_unknown_team() -> None:
    events = [{"week": 1, "kind": "win", "team": "C"}]
    (said,) = problems_of("all", events=events)
    assert "events[0].team = C" in said
