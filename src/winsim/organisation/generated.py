"""Organisations that are drawn: even teams, a reporting tree, and ties from a generator.

Everything comes from (generator, seed), so one seed gives one organisation for ever. Ties are
mutual.
"""

import numpy as np
from numpy.typing import NDArray

from winsim.organisation import textbook
from winsim.organisation.organisation import Organisation, organisation
from winsim.organisation.pairs import Ints, keyed, pairs_within, unkeyed
from winsim.organisation.reporting import depth
from winsim.organisation.workplace import workplace
from winsim.problems import BadInput, Problem
from winsim.scenario.source import Generator

MOST_TIES = 10_000_000


def generated(generator: Generator, seed: int, manager_ties: bool = False) -> Organisation:
    """The organisation that this generator draws with this seed.

    Teams differ by at most one person. People have the ids "1" to "n", team by team, the lead of
    a team first. With `manager_ties`, people and their manager are tied whatever the network. The
    columns are `level` (1 is the head) and `location` ("place 1" …).
    """
    _refuse_impossible(generator)
    start = team_starts(generator.people, generator.team_size)
    size = np.diff(start)
    place = np.arange(size.size) * generator.locations // size.size
    manager = reporting_tree(start, generator.span)
    ties = _ties(generator, start, place, seed)
    if manager_ties:
        ties = np.union1d(ties, keyed(np.arange(1, manager.size), manager[1:], manager.size))
    low, high = unkeyed(ties, generator.people)
    teams = _numbered("team", size.size)
    places = _numbered("place", generator.locations)
    return organisation(
        [str(person) for person in range(1, generator.people + 1)],
        np.repeat(teams, size).tolist(),
        (np.concatenate([low, high]), np.concatenate([high, low]), None),
        managers=manager,
        columns={"level": depth(manager) + 1.0, "location": np.repeat(places[place], size)},
    )


def team_starts(people: int, team_size: float) -> Ints:
    """The first person of each team, and the number of people at the end, shape (G + 1,)."""
    teams = min(people, max(1, round(people / team_size)))
    return np.arange(teams + 1) * people // teams


def reporting_tree(start: Ints, span: int) -> Ints:
    """The manager of each person, or -1 for the head, who leads the first team.

    Team leads report to leads of other teams and members to their own lead, `span` to each. Where
    a lead has other leads to look after, the second member runs the team. So nobody has more than
    `span` + 1 reports.
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


def _ties(generator: Generator, start: Ints, place: Ints, seed: int) -> Ints:
    if generator.network == "complete":
        return textbook.complete(generator)
    if generator.network == "ring":
        return textbook.ring(generator, seed)
    if generator.network == "random":
        return textbook.random(generator, seed)
    return workplace(generator, start, place, seed)


def _numbered(word: str, count: int) -> NDArray[np.str_]:
    """Names such as "team 07", as wide as the largest number needs."""
    width = len(str(count))
    return np.array([f"{word} {number:0{width}d}" for number in range(1, count + 1)])


def _refuse_impossible(generator: Generator) -> None:
    """Refuse more ties than there are pairs of people, or than a machine holds."""
    people, where = generator.people, "organisation.generate"
    found = []
    if generator.network == "random" and generator.mean_degree > people - 1:
        remedy = f"each of {people} people has at most {people - 1} colleagues; lower it"
        found.append(Problem("", f"{where}.mean_degree", f"{generator.mean_degree:g}", remedy))
    ties = _ties_asked(generator)
    if ties > MOST_TIES:
        remedy = (
            f"asks for {ties:,.0f} ties, and at most {MOST_TIES:,} are drawn; "
            "have fewer people, or fewer ties for each"
        )
        found.append(Problem("", f"{where}.people", str(people), remedy))
    if found:
        raise BadInput(*found)


def _ties_asked(generator: Generator) -> float:
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
