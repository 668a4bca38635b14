"""First adopters: who works the new way in week 0 already, and who sees it. n people."""

import numpy as np
from numpy.typing import NDArray

from winsim.model.kernel import entry_points as kernel
from winsim.numerics.arrays import Counts
from winsim.numerics.chance import Draw, draws
from winsim.organisation.organisation import Network, Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.scenario import Scenario


def first_adopters(scenario: Scenario, organisation: Organisation, seed: int) -> NDArray[np.bool_]:
    """Find who has adopted in week 0.

    Args:
        scenario: declares a count, a share, ids or managers, and whether colleagues adopt, too.
        organisation: the n people.
        seed: decides which people a count or share means; a larger count includes a smaller one.

    Returns:
        Whether each person has adopted, shape (n,).

    Raises:
        BadInput: for an id that nobody has.
    """
    start = scenario.employees.adopters_at_start
    adopted = np.zeros(organisation.people, dtype=bool)
    if start.managers:
        adopted = organisation.network.is_manager.astype(bool)
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


def adopters_seen(network: Network, adopters: NDArray[np.bool_], manager_weight: float) -> Counts:
    """Sum up the colleagues of each person who have adopted.

    Args:
        network: who listens to whom.
        adopters: whether each person has adopted, shape (n,).
        manager_weight: how much more the example of a manager counts, at least 0.

    Returns:
        The weight of their examples in fixed point (`ONE` for a plain tie), shape (n,).
    """
    seen = np.zeros(adopters.size, dtype=np.int64)
    kernel.sum_examples(network, adopters.astype(np.uint8), seen, manager_weight)
    return seen


def all_examples(network: Network, manager_weight: float) -> Counts:
    """The weight of all the colleagues whose example each person sees, as if they had adopted.

    Args:
        network: who listens to whom.
        manager_weight: how much more the example of a manager counts, at least 0.

    Returns:
        Weights in fixed point, shape (n,): everyone's degree where managers count like others.
    """
    if manager_weight == 1.0:
        return network.degree
    return adopters_seen(network, np.ones(network.degree.size, dtype=np.bool_), manager_weight)
