"""Money and benefit. Sources: assumption; complementarity as in milgrom1990."""

from winsim.numerics.compiling import compiled


@compiled
def benefit(current: float, complementarity: float, complete: bool) -> float:
    """This week's share of the full benefit, in [0, 1].

    `current` is what deployment and use would give; the complementary share of it, χ, comes only
    when (nearly) all have changed. Idle at complementarity 0.
    """
    return current if complete else (1.0 - complementarity) * current


@compiled
def in_two_ways(adopters: int, people: int, changed: bool) -> int:
    """How many of these people keep two ways running side by side, once some work the new way.

    That is everybody until all of the change is in use (`changed`), and then whoever still works the
    old way.
    """
    if adopters == 0:
        return 0
    return people - adopters if changed else people


@compiled
def budget_left(budget: float, spent: float, returned: float) -> float:
    """The budget after a week, in person-weeks: what was spent goes, what is reinvested comes."""
    return budget - spent + returned
