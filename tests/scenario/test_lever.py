"""Levers: which there are, in which of them rollouts differ, and mixtures of two rollouts."""

from collections import Counter
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import random_scenarios
from winsim.problems import BadInput
from winsim.runs.simulate import simulate_outcomes
from winsim.scenario.lever import (
    EVENTS,
    LEVERS,
    PROTECTED,
    Lever,
    differing,
    equalised,
    levers_named,
    mixed,
    mixture,
)
from winsim.scenario.lever_words import described, lever_statements
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.rollout import Rollout
from winsim.scenario.scenario import Scenario

HOME = Path(__file__).parents[2]
SHIPPED = [read_scenario(path) for path in sorted((HOME / "scenarios").glob("*.yaml"))]
WORDS = {"title", "description"}
"""Fields of a rollout that change no run."""

TEXT = """\
name: two ways
weeks: 12
organisation: {generate: {people: 24, team_size: 6}}
initiative:
  steps:
    - {name: sort, work: 1, value: 0.4}
    - {name: join, work: 1, value: 0.6}
rollouts:
  all:
    waves: [{teams: all, protected: 0.6}]
    release: whole
  pilots:
    description: Two, then the rest.
    waves:
      - {pick: readiest, count: 2, protected: 0.9}
      - {teams: rest, gate: {wins: 0.5}, protected: 0.8}
    mandate: 0.05
  cut:
    waves: [{teams: all, protected: 0.6}]
    release: whole
events:
  - {week: 3, kind: budget_cut, size: 0.5, rollouts: [cut]}
"""


def two_ways(*sets: str) -> Scenario:
    return scenario_from(TEXT, "two-ways.yaml", sets)


def names(levers: tuple[Lever, ...]) -> list[str]:
    return [lever.name for lever in levers]


def test_every_field_of_a_rollout_belongs_to_one_lever() -> None:
    held = Counter(field for lever in LEVERS.values() for field in lever.fields)
    assert set(held.values()) == {1}
    assert set(held) - {PROTECTED, EVENTS} == set(Rollout.model_fields) - WORDS


def test_rollouts_differ_in_what_was_written_apart() -> None:
    scenario = two_ways()
    assert names(differing(scenario, "pilots", "all")) == [
        "sequence", "release", "protected", "mandate",
    ]  # fmt: skip
    assert names(differing(scenario, "cut", "all")) == ["events"]
    assert differing(scenario, "all", "all") == ()


def test_a_description_is_no_lever() -> None:
    assert differing(two_ways("rollouts.cut.description=Anew.", "events=[]"), "cut", "all") == ()


def test_waves_that_are_protected_alike_do_not_differ_in_protection() -> None:
    sets = [f"rollouts.pilots.waves[{place}].protected=0.6" for place in (0, 1)]
    assert "protected" not in names(differing(two_ways(*sets), "pilots", "all"))
    assert "protected" in names(differing(two_ways(sets[0]), "pilots", "all"))
    assert "protected" in names(differing(two_ways(sets[1]), "pilots", "all"))


def test_protection_is_aligned_from_the_last_wave_backwards() -> None:
    rollouts = two_ways(
        "rollouts.pilots.waves=[{teams: [team 1], protected: 0.9}, {teams: [team 2], protected: 0.8}, "
        "{teams: rest, protected: 0.7}]",
        "rollouts.cut.waves=[{teams: [team 1], protected: 0.2}, {teams: rest, protected: 0.3}]",
    ).rollouts

    def protected(ours: str, theirs: str) -> list[float | None]:
        mixed = mixture(rollouts[ours], rollouts[theirs], [LEVERS["protected"]])
        return [wave.protected for wave in mixed.waves]

    assert protected("pilots", "cut") == [0.8, 0.7]
    assert protected("pilots", "all") == [0.7]
    assert protected("cut", "pilots") == [0.2, 0.2, 0.3]
    assert protected("all", "pilots") == [0.6, 0.6, 0.6]


def test_a_sequence_brings_its_gates_and_not_its_protection() -> None:
    rollouts = two_ways().rollouts
    mixed = mixture(rollouts["pilots"], rollouts["all"], [LEVERS["sequence"]])
    assert [wave.gate.wins for wave in mixed.waves] == [0, 0.5]
    assert [wave.protected for wave in mixed.waves] == [0.6, 0.6]
    assert (mixed.release, mixed.mandate) == ("whole", 0)


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda scenario: scenario.name)
def test_shipped_rollouts_can_be_mixed_at_will(scenario: Scenario) -> None:
    for ours, theirs in permutations(scenario.rollouts, 2):
        levers = differing(scenario, ours, theirs)
        chosen = [some for size in range(len(levers) + 1) for some in combinations(levers, size)]
        mixtures = {f"m{place}": (ours, theirs, some) for place, some in enumerate(chosen)}
        whole = mixed(scenario, mixtures)
        Scenario.model_validate(whole.model_dump(mode="json", exclude_none=True))
        assert differing(whole, "m0", theirs) == ()
        assert differing(whole, f"m{len(chosen) - 1}", ours) == ()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_mixture_of_any_two_rollouts_is_a_rollout(data: st.DataObject) -> None:
    organisation = data.draw(random_scenarios.organisations())
    ours, theirs = (
        Rollout.model_validate(data.draw(random_scenarios.rollouts(organisation, 20)))
        for _ in range(2)
    )
    taken = data.draw(st.lists(st.sampled_from(list(LEVERS.values())), unique=True))
    some = mixture(ours, theirs, taken)
    assert Rollout.model_validate(some.model_dump(exclude_none=True)) == some
    rest = [lever for lever in LEVERS.values() if lever not in taken]
    if (LEVERS["protected"] in taken) == (LEVERS["sequence"] in taken):
        assert (
            mixture(ours, some, rest) == ours
        )  # else protection was laid on other waves meanwhile
    assert mixture(ours, theirs, list(LEVERS.values())) == ours
    assert mixture(ours, theirs, []) == theirs


def test_the_order_of_two_rollouts_is_of_no_account() -> None:
    for scenario in SHIPPED:
        for one, other in combinations(scenario.rollouts, 2):
            assert differing(scenario, one, other) == differing(scenario, other, one)


def test_a_rollout_that_nobody_begins_differs_in_its_sequence_and_not_in_protection() -> None:
    scenario = two_ways().with_nothing(["nothing"])
    assert names(differing(scenario, "nothing", "all")) == ["sequence", "release"]
    assert described(scenario, "nothing", LEVERS["sequence"]) == "nobody begins"


def test_an_event_of_one_rollout_goes_with_its_lever() -> None:
    scenario = two_ways()
    whole = mixed(scenario, {"with": ("cut", "all", [LEVERS["events"]]), "not": ("cut", "all", [])})
    assert whole.events[0].rollouts == ("cut", "with")
    freed = mixed(scenario, {"cut": ("all", "cut", [LEVERS["events"]])})
    assert freed.events == ()


def test_equalised_rollouts_no_longer_differ() -> None:
    scenario = two_ways()
    levers = levers_named(["protected", "mandate"], "--equal")
    equal = equalised(scenario, ["all", "pilots"], levers)
    assert names(differing(equal, "pilots", "all")) == ["sequence", "release"]
    assert [wave.protected for wave in equal.rollouts["pilots"].waves] == [0.6, 0.6]
    assert equal.rollouts["pilots"].mandate == 0
    assert equal.rollouts["cut"] == scenario.rollouts["cut"]
    assert equal.title == "two ways (equal for all: protected effort and mandate, as in all)"
    assert equalised(scenario, ["all", "pilots"], ()) is scenario


def test_the_baseline_of_those_that_are_run_gives_the_levers() -> None:
    equal = equalised(two_ways("baseline=all"), ["pilots", "cut"], [LEVERS["mandate"]])
    assert equal.rollouts["cut"].mandate == 0.05
    assert equal.rollouts["all"].mandate == 0


def test_all_levers_but_the_strategy_can_be_made_equal() -> None:
    equal = equalised(two_ways(), ["all", "pilots", "cut"], levers_named(["all"], "--equal"))
    assert names(differing(equal, "pilots", "all")) == ["sequence", "release"]
    assert differing(equal, "cut", "all") == ()
    everything = levers_named(["all", "release", "sequence"], "--equal")
    assert names(everything) == list(LEVERS)


def test_rollouts_that_are_equal_in_everything_have_equal_runs() -> None:
    scenario = two_ways()
    equal = equalised(scenario, list(scenario.rollouts), tuple(LEVERS.values()))
    table = simulate_outcomes(equal, seeds=(1, 2)).drop(columns="rollout")
    assert table.groupby("seed").nunique(dropna=False).max().max() == 1


def test_an_unknown_lever_gets_the_nearest() -> None:
    with pytest.raises(
        BadInput, match="--equal = mandat: there is no such lever; did you mean 'mandate'"
    ):
        levers_named(["mandat", "order"], "--equal")


def test_what_differs_is_said_in_words() -> None:
    assert lever_statements(two_ways(), ["all", "pilots", "cut"], "all") == [
        "Pilots differs from all in 4 levers, and is equal in all others: sequence of waves (2 readiest "
        "teams, then the rest once wins reach 0.5, against all teams at once); release (stepwise, the "
        "default, against whole); protected effort (0.9, then 0.8, against 0.6); mandate (0.05, against "
        "0, the default).",
        "Cut differs from all only in the events: budget cut in week 3, size 0.5, against none.",
    ]
    alike = two_ways("events=[]")
    assert lever_statements(alike, ["cut"], "all") == ["Cut and all do not differ in any lever."]


@pytest.mark.parametrize(
    ("field", "value", "lever", "said"),
    [
        ("waves", "[{pick: neighbours, share: 0.25, repeat: all, growth: 2}]", "sequence",
         "neighbouring 25 % of teams, and so on until no team is left, each wave 2 times as large"),
        ("waves", "[{where: {location: Lyon}}, rest]", "sequence",
         "teams of location Lyon, then the rest"),
        ("waves", "[[one, two], {teams: rest, gate: {trust: 0.5, wait: 8}}]", "sequence",
         "teams one and two, then the rest once trust reaches 0.5 and 8 weeks have passed"),
        ("work_in_progress", "2", "work_in_progress", "2 steps"),
        ("checkpoint_every", "13", "checkpoints", "checkpoint every 13 weeks"),
        ("broadcast_every", "1", "broadcast_every", "1 week, the default"),
        ("recognition", "{strength: 2}", "recognition", "by count, strength 2"),
        ("scaffolding", "{relief: 0.4}", "scaffolding", "risk above 0.25, relief 0.4"),
        ("low_value_cap", "0", "low_value", "0 steps"),
        ("next_steps", "true", "recognition", "by count, next steps"),
        ("pooled", "true", "pooled", "yes"),
        ("promises", "[{week: 4, progress: 0.1}, {week: 8, progress: 0.2}]", "promises",
         "week 4, progress 0.1 and week 8, progress 0.2"),
    ],
)  # fmt: skip
def test_a_lever_is_described_by_its_values(field: str, value: str, lever: str, said: str) -> None:
    scenario = two_ways(f"rollouts.cut.{field}={value}")
    assert described(scenario, "cut", LEVERS[lever]) == said
