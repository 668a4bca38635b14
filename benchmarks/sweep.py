"""A sweep: 2,000 runs of 300 people for 104 weeks, here and by `mesa.batch_run` of plain Mesa.

Plain Mesa would take many minutes, so it runs a few and then more; what each further run costs,
processes and imports left out, is scaled to 2,000. winsim pays for everything: organisations, people,
weeks and the table of outcomes. How much two threads can gain on a machine, the kernel shows alone:
it shares nothing.
"""

from collections.abc import Iterable
from functools import partial
from itertools import count

from mesa.batchrunner import batch_run

from benchmarks.measuring import Measure, in_turn, ratio, seconds, spread, wall_seconds
from benchmarks.plain_mesa import PlainOrganisation
from benchmarks.setting import ROLLOUT, change, state
from winsim.model.initial import initial_state
from winsim.model.kernel import entry_points as kernel
from winsim.model.state import State
from winsim.organisation.files.reading import organisation_of
from winsim.parallel import threads
from winsim.runs.simulate import simulate_outcomes
from winsim.scenario.scenario import Scenario

RUNS, PEOPLE, WEEKS = 2_000, 300, 104
FEW, MORE = 4, 12
PROCESSES = 2


def here(runs: int, jobs: int, people: int = PEOPLE, weeks: int = WEEKS) -> float:
    """Seconds of so many runs and their table of outcomes, on so many threads."""
    scenario = change(people, weeks)
    return wall_seconds(lambda: simulate_outcomes(scenario, [ROLLOUT], range(1, runs + 1), jobs))


def in_batches(runs: int, people: int = PEOPLE, weeks: int = WEEKS) -> float:
    """Seconds of so many runs of plain Mesa on two processes."""
    fixed = {"people": people, "weeks": weeks, "number": list(range(1, runs + 1))}
    return wall_seconds(
        lambda: batch_run(
            PlainOrganisation, fixed, PROCESSES, max_steps=weeks, display_progress=False
        )
    )


def against_batches(rounds: int, runs: int, few: int, more: int, people: int) -> Measure:
    """How many times longer the sweep takes by `mesa.batch_run`."""

    def plain() -> float:
        each = (in_batches(more, people) - in_batches(few, people)) / (more - few)
        return each * runs

    times = in_turn({"plain": plain, "here": lambda: here(runs, PROCESSES, people)}, rounds)
    scaled = spread(times["plain"]).median
    return Measure(
        f"`mesa.batch_run` on two processes, {runs:,} runs of {people} people",
        ratio(times["plain"], times["here"]),
        150.0,
        note=f"scaled from {more - few} runs: {scaled:.0f} s against {spread(times['here']).median:.2f} s",
    )


def on_threads(rounds: int, runs: int, people: int) -> Measure:
    """How many times longer one thread takes than two."""
    times = in_turn(
        {"one": lambda: here(runs, 1, people), "two": lambda: here(runs, 2, people)}, rounds
    )
    return Measure(
        f"one thread against two, {runs:,} runs of {people} people",
        ratio(times["one"], times["two"]),
        1.8,
        note=f"{spread(times['one']).median:.2f} s on one",
    )


def kernel_on_threads(rounds: int, runs: int, people: int) -> Measure:
    """How many times longer one thread takes than two where only the kernel is at work."""

    def lived_on(jobs: int) -> float:
        states = [state(people) for _ in range(runs)]
        with threads(jobs) as pool:
            each = partial(kernel.run_weeks, first_week=1, last_week=WEEKS)
            return wall_seconds(lambda: list(pool.map(each, states)))

    times = in_turn({"one": lambda: lived_on(1), "two": lambda: lived_on(2)}, rounds)
    return Measure(
        f"one thread against two, the kernel alone, {people} people",
        ratio(times["one"], times["two"]),
        note="what this machine lets two threads gain",
    )


def made_up(scenario: Scenario, seed: int) -> State:
    """A new organisation and its state."""
    who = organisation_of(scenario.organisation, seed)
    return initial_state(scenario, ROLLOUT, who, seed, by_team=True)


def set_up(rounds: int, people: int) -> Measure:
    """Organisation and state of a run against the run itself."""
    scenario = change(people)
    simulated = iter([state(people) for _ in range(rounds)])
    seeds = count(2)  # an organisation that was drawn is kept: draw others

    def prepare() -> float:
        return seconds(lambda: made_up(scenario, next(seeds)))

    def run() -> float:
        made = next(simulated)
        return seconds(lambda: kernel.run_weeks(made, 0, WEEKS))

    prepare()
    times = in_turn({"prepare": prepare, "run": run}, rounds)
    prepared, ran = (1e3 * spread(times[name]).median for name in ("prepare", "run"))
    return Measure(
        f"set-up against run, {people} people and {WEEKS} weeks",
        ratio(times["prepare"], times["run"]),
        1.0,
        at_most=True,
        note=f"{prepared:.1f} ms against {ran:.1f} ms",
    )


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines."""
    if quick:
        yield set_up(1, 60)
        yield kernel_on_threads(1, 4, 60)
        yield on_threads(1, 4, 60)
        return
    yield set_up(25, PEOPLE)
    yield kernel_on_threads(5, RUNS // 4, PEOPLE)
    yield on_threads(5, RUNS, PEOPLE)
    yield against_batches(2, RUNS, FEW, MORE, PEOPLE)
