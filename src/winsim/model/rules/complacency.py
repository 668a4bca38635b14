"""Complacency: a team that wins may ease off. Source: assumption."""

from winsim.numerics.compiling import compiled


@compiled
def complacent(complacency: float, win: float, gain: float, decay: float) -> float:
    """Complacency after another week, in [0, 1]: wins feed it, time wears it off.

    A win of felt strength 1 moves it by the share `gain` towards one, at most; each week it falls by
    the share `decay`. Idle at gain 0.
    """
    faded = complacency * (1.0 - decay)
    return faded + gain * (1.0 - faded) * min(win, 1.0)
