"""Organisations that are drawn: even teams, a reporting tree, and ties from a generator.

Everything comes from (generator, seed), so one seed gives one organisation for ever. Ties are
mutual.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from winsim.declaration.checking import checked
from winsim.numerics.arrays import Ints
from winsim.organisation.generator import classic
from winsim.organisation.generator.adjacency import MutualTies, People, mutual_ties
from winsim.organisation.generator.workplace import workplace
from winsim.organisation.hierarchy import depth, leads
from winsim.organisation.organisation import ONE, Network, Organisation
from winsim.organisation.pairs import keyed, pairs_within, unkeyed
from winsim.problems import BadInput, Problem
from winsim.scenario.organisation_source import Generator

MOST_TIES = 10_000_000
FIELDS = "organisation.generate."
"""What the fields of a generator are called in a scenario, before their own name."""


class FormalStructure(NamedTuple):
    """Teams, locations and the reporting line, whatever the ties. n people, G teams."""

    ids: tuple[str, ...]
    team_names: tuple[str, ...]
    start: Ints  # (G + 1,) first person of each team
    team: People  # (n,)
    location: Ints  # (G,) location of each team, ascending
    manager: NDArray[np.int32]  # (n,)
    is_manager: NDArray[np.uint8]  # (n,)
    columns: dict[str, NDArray[Any]]


def generate_organisation(seed: int = 1, manager_ties: bool = False, **fields: Any) -> Organisation:
    """Draw an organisation.

    Args:
        seed: Another seed draws other ties; the same seed gives the same organisation for ever.
        manager_ties: Whether people and their manager are tied, whatever the network.
        **fields: Fields of a scenario's `organisation.generate`, by name; the defaults are those of
            a scenario. The most used: `people` (200), `network` (`workplace`, `complete`, `ring`
            or `random`), `team_size` (9, on average), `span` (8 people report to a manager),
            `locations` (1); for a workplace `within` (0.6, density of ties inside teams) and
            `across` (3 ties a person to other teams); for a ring `neighbours` and `rewiring`
            (watts1998); for a random graph `mean_degree`. `Generator` says all of them, with units
            and ranges.

    Returns:
        An organisation whose people have the ids "1" to "n", team by team, the lead of a team
        first; its columns are `level` (1 is the head) and `location` ("place 1" …).

    Raises:
        BadInput: With every field that does not fit, or where more ties are asked for than there
            are pairs of people or a machine can hold.

    Example:
        >>> organisation = generate_organisation(people=60, seed=3, locations=2)
        >>> organisation.people, organisation.teams, organisation.hash
        (60, 7, 'c502f2d4cc7e26a2')
    """
    generator = checked(Generator, {"seed": seed, **fields})
    try:
        return generated(generator, generator.seed, manager_ties)
    except BadInput as bad:
        own = (replace(one, field=one.field.removeprefix(FIELDS)) for one in bad.problems)
        raise BadInput(*own) from None


def generated(generator: Generator, seed: int, manager_ties: bool = False) -> Organisation:
    """The organisation that this generator draws with this seed.

    Teams differ by at most one person. People have the ids "1" to "n", team by team, the lead of
    a team first. The columns are `level` (1 is the head) and `location` ("place 1" …).

    Args:
        generator: What is drawn; its own `seed` and `vary` are not looked at.
        seed: Another seed draws other ties between the same people.
        manager_ties: Whether people and their manager are tied, whatever the network.

    Raises:
        BadInput: Where more ties are asked for than there are pairs of people or than `MOST_TIES`,
            or a block ratio that cannot be reached; fields are named as in a scenario.
    """
    _refuse_impossible(generator)
    structure = formal_structure(
        generator.people, generator.team_size, generator.span, generator.locations
    )
    ties = _ties(generator, structure, seed)
    return _organisation(
        structure, _with_managers(ties, structure.manager) if manager_ties else ties
    )


@lru_cache(maxsize=2)
def formal_structure(people: int, team_size: float, span: int, locations: int) -> FormalStructure:
    """The formal structure of organisations of that size; the same object every time.

    Args:
        people: How many people, at least 1.
        team_size: People a team, on average.
        span: People who report to one manager.
        locations: Places over which the teams are spread, in blocks of neighbouring teams.
    """
    start = team_starts(people, team_size)
    size = np.diff(start)
    location = np.arange(size.size) * locations // size.size
    manager = reporting_tree(start, span).astype(np.int32)
    return FormalStructure(
        ids=tuple(map(str, range(1, people + 1))),
        team_names=_numbered("team", size.size),
        start=start,
        team=np.repeat(np.arange(size.size, dtype=np.uint32), size),
        location=location,
        manager=manager,
        is_manager=leads(manager),
        columns={
            "level": depth(manager) + 1.0,
            "location": np.repeat(np.array(_numbered("place", locations))[location], size),
        },
    )


def _organisation(structure: FormalStructure, ties: MutualTies) -> Organisation:
    network = Network(
        team=structure.team,
        team_start=structure.start,
        is_manager=structure.is_manager,
        degree=np.diff(ties.listener_start) * ONE,
        listener_start=ties.listener_start,
        listener=ties.listener,
        weight=np.zeros(0, np.int32),
    )
    return Organisation(
        structure.ids,
        structure.ids,
        structure.team_names,
        structure.manager,
        network,
        structure.columns,
    )


def team_starts(people: int, team_size: float) -> Ints:
    """Where teams begin, for teams of the same size give or take one person.

    Args:
        people: How many people, n.
        team_size: People a team, on average; the number of teams is rounded, and at least 1.

    Returns:
        The first person of each team, and n at the end, shape (G + 1,).
    """
    teams = min(people, max(1, round(people / team_size)))
    return np.arange(teams + 1) * people // teams


def reporting_tree(start: Ints, span: int) -> Ints:
    """The manager of each person, or -1 for the head, who leads the first team.

    Team leads report to leads of other teams and members to their own lead, `span` to each. Where
    a lead has other leads to look after, the second member runs the team. So nobody has more than
    `span` + 1 reports.

    Args:
        start: The first person of each team, and the number of people, shape (G + 1,).
        span: People who report to one manager, at least 2.

    Returns:
        The number of each person's manager, shape (n,).
    """
    size = np.diff(start)
    first = np.repeat(start[:-1], size)
    place = np.arange(start[-1]) - first
    leads_leads = np.repeat(np.arange(size.size) * span + 1 < size.size, size)
    deputy = (leads_leads & (place > 0)).astype(np.int64)
    manager = first + deputy + (place - 1 - deputy) // span
    manager[start[:-1] + 1 * (size > 1)] = start[:-1]
    manager[start[:-1]] = start[(np.arange(size.size) - 1) // span]
    manager[0] = -1
    return manager


def _ties(generator: Generator, structure: FormalStructure, seed: int) -> MutualTies:
    if generator.network == "workplace":
        return workplace(generator, structure.start, structure.team, structure.location, seed)
    if generator.network == "complete":
        ties = classic.complete(generator)
    elif generator.network == "ring":
        ties = classic.ring(generator, seed)
    else:
        ties = classic.random(generator, seed)
    return mutual_ties(*unkeyed(ties, generator.people), generator.people)


def _with_managers(ties: MutualTies, manager: NDArray[np.int32]) -> MutualTies:
    """The ties, and one of everybody with their manager where there is none yet."""
    people, above = manager.size, manager[1:].astype(np.int64)
    known = keyed(ties.low.astype(np.int64), ties.high.astype(np.int64), people)
    both = np.union1d(known, keyed(np.arange(1, people), above, people))
    return mutual_ties(*unkeyed(both, people), people)


def _numbered(word: str, count: int) -> tuple[str, ...]:
    """Names such as "team 07", as wide as the largest number needs."""
    width = len(str(count))
    return tuple(f"{word} {number:0{width}d}" for number in range(1, count + 1))


def _refuse_impossible(generator: Generator) -> None:
    """Refuse more ties than there are pairs of people, or than a machine holds."""
    people = generator.people
    problems = []
    if generator.network == "random" and generator.mean_degree > people - 1:
        remedy = f"each of {people} people has at most {people - 1} colleagues; lower it"
        problems.append(Problem("", f"{FIELDS}mean_degree", f"{generator.mean_degree:g}", remedy))
    ties = _ties_to_draw(generator)
    if ties > MOST_TIES:
        remedy = (
            f"asks for {ties:,.0f} ties, and at most {MOST_TIES:,} are drawn; "
            "have fewer people, or fewer ties for each"
        )
        problems.append(Problem("", f"{FIELDS}people", str(people), remedy))
    if problems:
        raise BadInput(*problems)


def _ties_to_draw(generator: Generator) -> float:
    people = generator.people
    pairs = people * (people - 1) / 2
    if generator.network == "complete":
        return pairs
    if generator.network == "ring":
        return people * generator.neighbours / 2
    if generator.network == "random":
        return min(pairs, people * generator.mean_degree / 2)
    inside = float(pairs_within(team_starts(people, generator.team_size)).sum())
    return max(inside, generator.within * inside + min(pairs, people * generator.across / 2))
