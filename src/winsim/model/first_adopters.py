"""First adopters: who works the new way in week 0 already, and who sees it. n people."""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Counts
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import ONE, Network, Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.scenario import Scenario


def first_adopters(scenario: Scenario, organisation: Organisation, seed: int) -> NDArray[np.bool_]:
    """Find who has adopted in week 0.

    Args:
        scenario: declares a count, a share or ids, and whether colleagues adopt, too.
        organisation: the n people.
        seed: decides which people a count or share means; a larger count includes a smaller one.

    Returns:
        Whether each person has adopted, shape (n,).

    Raises:
        BadInput: for an id that nobody has.
    """
    start = scenario.employees.adopters_at_start
    adopted = np.zeros(organisation.people, dtype=bool)
    count = start.count or round((start.share or 0.0) * organisation.people)
    if count:
        lots = draws(seed, Draw.FIRST_ADOPTERS, organisation.people)
        adopted[np.argsort(lots, kind="stable")[:count]] = True
    known = (
        {identity: number for number, identity in enumerate(organisation.ids)} if start.ids else {}
    )
    for identity in start.ids:
        if identity not in known:
            remedy = f"nobody has this id; {nearest(identity, known)}"
            raise BadInput(Problem("", "employees.adopters_at_start.ids", identity, remedy))
        adopted[known[identity]] = True
    if start.with_colleagues:
        adopted[_colleagues(organisation.network, adopted)] = True
    return adopted


def _colleagues(network: Network, people: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Those who listen to these people, and those to whom they listen."""
    ties = np.diff(network.listener_start)
    listening = network.listener[np.repeat(people, ties)]
    everyone = np.arange(people.size, dtype=np.uint32)
    return np.concatenate((listening, np.repeat(everyone, ties)[people[network.listener]]))


def adopters_seen(organisation: Organisation, adopters: NDArray[np.bool_]) -> Counts:
    """Sum up the colleagues of each person who have adopted.

    Args:
        organisation: who listens to whom.
        adopters: whether each person has adopted, shape (n,).

    Returns:
        The weight of their ties in fixed point (`ONE` for a plain tie), shape (n,).
    """
    network, seen = organisation.network, np.zeros(organisation.people, dtype=np.int64)
    for person in np.flatnonzero(adopters).tolist():
        ties = slice(network.listener_start[person], network.listener_start[person + 1])
        seen[network.listener[ties]] += network.weight[ties] if network.weight.size else ONE
    return seen
