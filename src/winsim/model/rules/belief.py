"""Belief that the change works here: Beta evidence with a memory. Sources: josang2002, degroot1974."""

from winsim.numerics.compiling import compiled


@compiled
def remembered(evidence: float, prior: float, memory: float, news: float) -> float:
    """One side of the evidence after another week: what was gathered fades, news is added.

    `evidence`, `prior` and `news` are in observations; `memory`, in [0, 1], is the share of what was
    gathered beyond the prior that lasts a week. Nothing is forgotten at memory 1.
    """
    return prior + (evidence - prior) * memory + news


@compiled
def from_use(strategic: float, weight: float) -> float:
    """Evidence for the change from a week of one's own use, in observations (rogers2003).

    `strategic`, in [0, 1], is the value of what is in use. Idle at weight 0.
    """
    return weight * strategic


@compiled
def against_use(strategic: float, perceived: float, weight: float, setback_weight: float) -> float:
    """Evidence against the change from a week of using more show than value, in observations.

    Both progresses are in [0, 1]; `setback_weight` is a ratio. Idle at weight 0.
    """
    return weight * setback_weight * max(0.0, perceived - strategic)


@compiled
def share(in_favour: float, against: float) -> float:
    """The mean of a Beta distribution: evidence in favour as a share of all evidence (josang2002)."""
    return in_favour / (in_favour + against)


@compiled
def averaged(own: float, heard: float, weight: float) -> float:
    """A belief moved towards the mean belief of colleagues (DeGroot 1974); idle at weight 0."""
    return own + weight * (heard - own)
