"""Load and change fatigue. Source: gartner2022 (association only); the shape is an assumption."""

from winsim.numerics.compiling import compiled


@compiled
def load(open_steps: int) -> float:
    """How loaded a team is with that many steps open at once, in [0, 1): a half with one."""
    return open_steps / (open_steps + 1.0)


@compiled
def carried(load: float, size: int, owner_share: float, owner: bool) -> float:
    """What one member carries of the team's load, in [0, 1].

    An owner takes the share `owner_share` of everybody's load off them; at 0 all carry alike.
    """
    mine = load * (1.0 - owner_share)
    return min(mine + load * owner_share * size, 1.0) if owner else mine


@compiled
def carried_share(load: float, size: int, owner_share: float) -> float:
    """The share of a team's load that its members carry with one owner, in (0, 1].

    What is beyond one person's week is not carried, and so not done. `load` is in (0, 1], `size` the
    number of members. Idle at owner share 0.
    """
    others = (size - 1) * carried(load, size, owner_share, False)
    return (others + carried(load, size, owner_share, True)) / (load * size)


@compiled
def tired(fatigue: float, load: float, up: float, rest: float) -> float:
    """Fatigue after another week, in [0, 1]: load, in [0, 1], tires, rest restores.

    `up` and `rest` are shares a week of what is left to tire and of the fatigue there is.
    """
    return fatigue + up * load * (1.0 - fatigue) - rest * fatigue
