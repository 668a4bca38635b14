"""How time and memory grow: with people, ties, weeks and seeds."""

from collections.abc import Iterable
from functools import partial
from time import process_time

from benchmarks.measuring import Measure, Range, in_turn, ratio, seconds, spread
from benchmarks.setting import ROLLOUT, change, copied, organisation, state
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.runs.simulate import simulate
from winsim.scenario.scenario import Scenario

SMALL = 1_000
WEEKS = 52
LARGEST = 1_000_000
"""The largest organisation that is drawn in good time."""


def week_of_a_person(people: int, rounds: int, across: float = 2.0) -> list[float]:
    """Seconds a person and week of whole runs."""
    new = state(people, WEEKS, across=across)
    taken = [_simulated(copied(new), 0, WEEKS) / people / WEEKS for _ in range(rounds + 1)]
    return taken[1:]


def by_people(people: int, rounds: int) -> Measure:
    """A person's week in an organisation of that size."""
    times = in_turn(
        {
            "here": lambda: week_of_a_person(people, 1)[0],
            "small": lambda: week_of_a_person(SMALL, 1)[0],
        },
        rounds,
    )
    return Measure(
        f"a person's week, {people:,} people against {SMALL:,}",
        ratio(times["here"], times["small"]),
        3.0 if people == 1_000_000 else None,
        at_most=True,
        note=f"{1e9 * spread(times['here']).median:.0f} ns",
    )


def by_ties(people: int, across: float, rounds: int) -> Measure:
    """A person's week with more ties."""
    few, many = (
        organisation(people, ties).network.listener.size / people for ties in (2.0, across)
    )
    times = in_turn(
        {
            "many": lambda: week_of_a_person(people, 1, across)[0],
            "few": lambda: week_of_a_person(people, 1)[0],
        },
        rounds,
    )
    what = f"a person's week, {many:.0f} ties a person against {few:.0f}, {people:,} people"
    return Measure(what, ratio(times["many"], times["few"]))


def by_weeks(people: int, weeks: int, rounds: int) -> Measure:
    """The second half of a run against its first: 1 is linear in weeks."""
    half, simulated = weeks // 2, [state(people, weeks) for _ in range(rounds + 1)]
    first = [_simulated(one, 1, half) for one in simulated]
    second = [_simulated(one, half + 1, weeks) for one in simulated]
    what = f"the second {half} weeks of a run against the first, {people:,} people"
    return Measure(what, ratio(second[1:], first[1:]))


def _simulated(one: State, first: int, last: int) -> float:
    """Seconds of some weeks."""
    return seconds(lambda: kernel.run_weeks(one, first, last))


def by_seeds(people: int, seeds: int, rounds: int) -> Measure:
    """Ten times as many seeds."""

    def runs(count: int) -> float:
        sweep = partial(simulate, change(people), [ROLLOUT], range(1, count + 1))
        return seconds(sweep, process_time)

    times = in_turn({"many": lambda: runs(10 * seeds), "few": lambda: runs(seeds)}, rounds)
    what = f"{10 * seeds} runs against {seeds}, {people} people"
    return Measure(what, ratio(times["many"], times["few"]))


def setting_up(people: int, rounds: int, across: float = 5.0) -> Iterable[Measure]:
    """Seconds to draw an organisation and set up its state."""
    scenario, sizes, took = change(people, across=across), [], []
    for seed in range(2, rounds + 2):  # an organisation that was drawn is kept: draw others
        found: list[State] = []
        took.append(seconds(partial(_make, found, scenario, seed)))
        sizes.append(found[0].population.network.listener.size)
    limit = 5.0 if people == 1_000_000 else None
    what = f"set-up of {people:,} people and {sizes[0]:,} ties"
    yield Measure(what, spread(took), limit, at_most=True, unit=" s")
    yield from memory(people, found[0])


def _make(found: list[State], scenario: Scenario, seed: int) -> None:
    who = organisation_of(scenario.organisation, seed)
    found.append(initial_state(scenario, ROLLOUT, who, seed))


def memory(people: int, held: State) -> Iterable[Measure]:
    """Bytes that a state holds, a person and a tie."""
    network, population = held.population.network, held.population
    ties = network.listener.nbytes + network.weight.nbytes
    tables = [
        *network,
        *population.traits,
        *population.employees,
        held.change.teams,
        held.change.tasks,
    ]
    each = (sum(column.nbytes for column in tables) - ties) / people
    yield _bytes(f"bytes a person, {people:,} people", each, 400.0)
    yield _bytes(f"bytes a tie, {people:,} people", ties / network.listener.size, 8.0)


def _bytes(what: str, size: float, limit: float) -> Measure:
    return Measure(what, Range(size, size, size), limit, at_most=True, unit=" B")


def measured(quick: bool = False, largest: int = LARGEST) -> Iterable[Measure]:
    """All lines."""
    if quick:
        yield by_people(200, 1)
        yield by_ties(200, 6.0, 1)
        yield by_weeks(200, 10, 1)
        yield from setting_up(200, 1)
        return
    for people in (200, 10_000, 100_000, 1_000_000):
        if people <= largest:
            yield by_people(people, 5 if people < 100_000 else 3)
    for across in (5.0, 20.0):
        yield by_ties(10_000, across, 5)
    yield by_weeks(10_000, 208, 5)
    yield by_seeds(300, 20, 5)
    yield from setting_up(largest, 3)
