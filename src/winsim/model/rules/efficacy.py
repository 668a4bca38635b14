"""Team efficacy: success breeds confidence. Sources: lindsley1995, bandura1977."""

from winsim.numerics.compiling import compiled


@compiled
def after_results(efficacy: float, win: float, setback: float, gain: float) -> float:
    """Efficacy after a week's wins and setbacks, of which one of full strength counts at most.

    That one moves efficacy, in [0, 1], by the share `gain` towards one, or towards zero. Idle at 0.
    """
    lifted = efficacy + gain * (1.0 - efficacy) * min(win, 1.0)
    return lifted - gain * lifted * min(setback, 1.0)


@compiled
def drifted(efficacy: float, drift: float) -> float:
    """Efficacy a week later without news: it goes the share `drift` of its way back to a half."""
    return efficacy + drift * (0.5 - efficacy)
