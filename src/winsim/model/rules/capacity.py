"""Capacity: what becomes of effort. Sources: weinberg1992 (switching), kivetz2006 (goal gradient)."""

from winsim.numerics.compiling import compiled


@compiled
def switching(open_steps: int, cost: float) -> float:
    """The share of capacity left when several steps are open at once, in (0, 1] (weinberg1992).

    `cost` is what each further step takes, as a ratio to what is left. Idle at cost 0.
    """
    return 1.0 / (1.0 + cost * max(open_steps - 1, 0))


@compiled
def coordination(active: int, teams: int, cost: float) -> float:
    """The share of capacity left when `active` of all `teams` change at once; idle at cost 0."""
    return 1.0 / (1.0 + cost * max(active - 1, 0) / max(teams - 1, 1))


@compiled
def confidence(efficacy: float, weight: float) -> float:
    """How far a team's belief in itself, in [0, 1], lifts or lowers its capacity: 1 at a half.

    At most it does so by the share `weight`. Idle at weight 0.
    """
    return 1.0 + weight * (2.0 * efficacy - 1.0)


@compiled
def pull_of_the_goal(progress: float, gradient: float) -> float:
    """How much harder a team works with the share `progress` behind it: 1 at the start (kivetz2006).

    At the goal it is 1 + `gradient`. Idle at gradient 0.
    """
    return 1.0 + gradient * progress


@compiled
def ease(complacency: float, cost: float) -> float:
    """The share of effort left in a team that has grown complacent, both in [0, 1]; idle at cost 0."""
    return 1.0 - cost * complacency
