"""What people see of one another, whatever the part of the week: it travels along ties.

All sums are whole numbers in fixed point, so that it does not matter who acts first; beliefs are
summed in the order of people, from how they stand when the week opens.
"""

from winsim.model.rules import belief, exposure
from winsim.model.state import FELT, EmployeeState
from winsim.numerics.arrays import Counts, Flags, Rows
from winsim.numerics.compiling import part
from winsim.organisation.organisation import ONE, Network


@part
def tie_weight(network: Network, tie: int) -> int:
    """The fixed-point weight of a tie; where none is weighted, each weighs `ONE`."""
    return int(network.weight[tie]) if network.weight.size > 0 else ONE


@part
def clear_seen_results(employees: EmployeeState) -> None:
    """Clear what everyone saw of last week's results in colleagues' teams."""
    for person in range(employees.wins_seen.size):
        employees.wins_seen[person] = 0
        employees.setbacks_seen[person] = 0


@part
def show_results(network: Network, employees: EmployeeState, team: Rows) -> None:
    """Show a team's wins and setbacks to all who listen to its members.

    Args:
        network: who listens to whom.
        employees: the people; `wins_seen` and `setbacks_seen` of listeners rise by tie weight × felt
            strength, in fixed point (`ONE` × `FELT`).
        team: a row of `TEAM`; `win` and `setback`, in observations, are read.
    """
    win, setback = int(team.win * FELT + 0.5), int(team.setback * FELT + 0.5)
    if win == 0 and setback == 0:
        return
    for person in range(team.first, team.first + team.people):
        for tie in range(network.listener_start[person], network.listener_start[person + 1]):
            listener, weight = network.listener[tie], tie_weight(network, tie)
            employees.wins_seen[listener] += weight * win
            employees.setbacks_seen[listener] += weight * setback


@part
def show_decision(
    network: Network, adopters_seen: Counts, person: int, sign: int, manager_weight: float
) -> None:
    """Show to all who listen to a person that the person adopts or goes back.

    Args:
        network: who listens to whom.
        adopters_seen: weight of adopted colleagues, fixed point, shape (n,); written in place.
        person: the number of whoever changed.
        sign: +1 for adopting, -1 for going back.
        manager_weight: how much more the example of a manager counts, at least 0.
    """
    standing = manager_weight if network.is_manager[person] else 1.0
    for tie in range(network.listener_start[person], network.listener_start[person + 1]):
        weight = exposure.example(tie_weight(network, tie), standing)
        adopters_seen[network.listener[tie]] += sign * weight


@part
def sum_examples(
    network: Network, adopted: Flags, adopters_seen: Counts, manager_weight: float
) -> None:
    """Show to everyone who of those they listen to works the new way.

    Args:
        network: who listens to whom.
        adopted: who works the new way, shape (n,).
        adopters_seen: weight of adopted colleagues, fixed point, shape (n,), zeros at first.
        manager_weight: how much more the example of a manager counts, at least 0.
    """
    for person in range(adopted.size):
        if adopted[person]:
            show_decision(network, adopters_seen, person, 1, manager_weight)


@part
def hear(network: Network, employees: EmployeeState) -> None:
    """Let everyone hear colleagues' mean belief; who has no colleagues hears their own.

    Args:
        network: who listens to whom; the mean is weighted by ties.
        employees: the people; `belief_for` and `belief_against` are read, `heard`, in [0, 1], is
            written.
    """
    heard = employees.heard
    for person in range(heard.size):
        heard[person] = 0.0
    for person in range(heard.size):
        own = belief.share(employees.belief_for[person], employees.belief_against[person])
        if network.degree[person] == 0:
            heard[person] = own
        for tie in range(network.listener_start[person], network.listener_start[person + 1]):
            listener = network.listener[tie]
            share = tie_weight(network, tie) / network.degree[listener]
            heard[listener] += own * share
