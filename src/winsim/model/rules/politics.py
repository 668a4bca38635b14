"""Political capital: wins and converted managers give backing. Sources: kotter1995, weick1984."""

from winsim.numerics.compiling import compiled


@compiled
def capital(
    before: float,
    memory: float,
    wins: float,
    win_weight: float,
    managers: float,
    manager_weight: float,
) -> float:
    """Political capital after a week: it fades, visible wins and newly adopting managers add to it.

    `memory` is the share that lasts a week; `wins` is what leaders see of them, per team, `managers` the
    share of managers who newly adopted, each times its weight in units of capital. Idle at weights 0.
    """
    return before * memory + win_weight * wins + manager_weight * managers
