"""With everything else off, the model is Granovetter's, Watts's, and Centola and Macy's.

Who adopts in which week is laid beside `winsim.validation.theory.thresholds`, which goes person by person
through lists of colleagues; nothing may differ, in anybody, in any week.
"""

from pathlib import Path

import numpy as np
import pytest

from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput
from winsim.scenario.organisation_source import Generator, OrganisationSource
from winsim.scenario.reading import read_scenario
from winsim.scenario.scenario import Scenario
from winsim.validation.published.reproduction import (
    adoption_path,
    final_state,
    organisation,
    setting,
)
from winsim.validation.theory import ring as ring_theory
from winsim.validation.theory.thresholds import rounds_of_adoption


def colleagues_in(organisation: Organisation) -> list[list[int]]:
    """Everybody's colleagues as lists."""
    listens, to, _ = organisation.ties
    found: list[list[int]] = [[] for _ in range(organisation.people)]
    for person, other in zip(listens.tolist(), to.tolist(), strict=True):
        found[person].append(other)
    return found


def mismatches(state: State, organisation: Organisation, counting_self: bool = False) -> int:
    """How many people adopt in another week than theory says, or only in one of the two."""
    weeks = state.population.employees.adopted_week.tolist()
    first = [person for person, week in enumerate(weeks) if week == 0]
    thresholds = state.population.traits.threshold.tolist()
    expected = rounds_of_adoption(colleagues_in(organisation), thresholds, first, counting_self)
    return sum(ours != theirs for ours, theirs in zip(weeks, expected, strict=True))


def differing(scenario: Scenario, seeds: range, counting_self: bool = False) -> int:
    """Mismatches over many seeds, each with an organisation of its own."""
    total = 0
    for seed in seeds:
        who = organisation(scenario, seed)
        total += mismatches(final_state(scenario, seed, who), who, counting_self)
    return total


def test_granovetter_a_hundred_people_follow_one_another() -> None:
    path = adoption_path(setting("granovetter"))
    assert path.tolist() == [number / 100 for number in range(101)]


def test_granovetter_one_altered_threshold_leaves_the_instigator_alone() -> None:
    path = adoption_path(setting("granovetter", "employees.threshold={column: altered}"))
    assert path.tolist() == [0.0, 0.01]


def test_granovetter_random_crowds_go_person_by_person_as_theory_says() -> None:
    population = setting(
        "granovetter", "organisation.people=", "organisation.all_tied=false", "weeks=45",
        "organisation.generate={people: 40, network: complete}",
        "employees.threshold={normal: {mean: 0.25, sd: 0.15}}",
    )  # fmt: skip
    assert differing(population, range(1, 101), counting_self=True) == 0


@pytest.mark.parametrize("mean_degree", [1.0, 2.5, 4.0, 6.0, 9.0])
@pytest.mark.parametrize("threshold", ["0.18", "{uniform: {low: 0.05, high: 0.5}}"])
def test_watts_cascades_go_person_by_person_as_theory_says(
    mean_degree: float, threshold: str
) -> None:
    graph = f"{{people: 60, network: random, mean_degree: {mean_degree}}}"
    cascade = setting(
        "watts", f"organisation.generate={graph}", f"employees.threshold={threshold}",
        "employees.adopters_at_start={count: 3}", "weeks=65",
    )  # fmt: skip
    assert differing(cascade, range(1, 61)) == 0


def test_watts_somebody_without_colleagues_never_adopts() -> None:
    cascade = setting(
        "watts", "organisation.generate={people: 200, network: random, mean_degree: 1}",
        "employees.threshold=0.01", "employees.adopters_at_start={share: 0.5}", "weeks=50",
    )  # fmt: skip
    who = organisation(cascade)
    alone = who.network.degree == 0
    weeks = final_state(cascade).population.employees.adopted_week
    assert alone.sum() > 20
    assert set(weeks[alone].tolist()) <= {0, -1}


def test_watts_a_third_of_three_colleagues_is_a_third() -> None:
    """m ≥ φ·k holds for whole numbers, whatever a rounding error says."""
    cascade = setting(
        "watts", "organisation.generate={people: 30, network: ring, neighbours: 6}",
        f"employees.threshold={1 / 3 + 1e-13!r}", "weeks=40",
        "employees.adopters_at_start={count: 1, with_colleagues: true}",
    )  # fmt: skip
    assert adoption_path(cascade)[-1] == 1.0


@pytest.mark.parametrize("rewiring", [0.0, 0.01, 0.1, 1.0])
@pytest.mark.parametrize(("k", "a"), [(4, 1), (4, 2), (6, 2), (8, 3)])
def test_centola_macy_contagions_go_person_by_person_as_theory_says(
    k: int, a: int, rewiring: float
) -> None:
    graph = (
        f"{{people: 120, network: ring, neighbours: {k}, rewiring: {rewiring}, keep_degrees: true}}"
    )
    contagion = setting(
        "centola", f"organisation.generate={graph}", f"employees.threshold={a / k!r}", "weeks=125"
    )
    assert differing(contagion, range(1, 9)) == 0


@pytest.mark.parametrize(
    ("people", "k", "a"), [(1000, 4, 1), (1000, 4, 2), (101, 6, 3), (50, 8, 2)]
)
def test_centola_macy_the_rounds_round_an_untouched_ring(people: int, k: int, a: int) -> None:
    graph = f"{{people: {people}, network: ring, neighbours: {k}}}"
    contagion = setting("centola", f"organisation.generate={graph}", f"employees.threshold={a / k}")
    path = adoption_path(contagion)
    assert path[-1] == 1.0
    assert path.size - 1 == ring_theory.rounds_needed(people, k, a)


@pytest.mark.parametrize("rewiring", [0.0, 0.05, 0.5, 1.0])
def test_swapped_ties_leave_everybody_as_many_colleagues(rewiring: float) -> None:
    ring = Generator(people=300, network="ring", neighbours=6, rewiring=rewiring, keep_degrees=True)
    who = organisation_of(OrganisationSource(generate=ring), 3)
    assert set(np.bincount(who.ties[0]).tolist()) == {6}
    untouched = ring_theory.ring(300, 6)
    moved = sum(
        other not in untouched[person]
        for person, known in enumerate(colleagues_in(who))
        for other in known
    ) / (300 * 6)
    assert moved == pytest.approx(rewiring, abs=0.06)
    assert moved > 0 or rewiring == 0


def test_people_of_a_file_can_all_be_tied(tmp_path: Path) -> None:
    people = "id,team\n" + "".join(f"{name},A\n" for name in ("ada", "ben", "cleo"))
    (tmp_path / "people.csv").write_text(people)
    (tmp_path / "s.yaml").write_text(
        "name: s\norganisation: {people: people.csv, all_tied: true}\nrollouts: {r: {}}\n"
    )
    who = organisation(read_scenario(tmp_path / "s.yaml"))
    assert sorted(zip(*(end.tolist() for end in who.ties[:2]), strict=True)) == [
        (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1),
    ]  # fmt: skip


def test_all_tied_says_where_it_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "id,team\n" + "".join(f"{number},A\n" for number in range(4001))
    )
    (tmp_path / "many.yaml").write_text(
        "name: s\norganisation: {people: people.csv, all_tied: true}\nrollouts: {r: {}}\n"
    )
    with pytest.raises(BadInput, match=r"at most 4,000 people can all be tied"):
        organisation(read_scenario(tmp_path / "many.yaml"))
    (tmp_path / "none.yaml").write_text(
        "name: s\norganisation: {all_tied: true}\nrollouts: {r: {}}\n"
    )
    with pytest.raises(BadInput, match="generate a network of the kind complete"):
        read_scenario(tmp_path / "none.yaml")
