"""Choice of work: what draws a team with a free hand to a step. Sources: kc2020, mcfadden1974."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import log

FAINTEST = 1e-9
"""A win felt less than this draws no less."""


@compiled
def discipline(own: float, leaders_first: float) -> float:
    """The chance that a team follows the order; leaders who go first lessen what is missing of it.

    Both are in [0, 1].
    """
    return own + (1.0 - own) * leaders_first


@compiled
def strain(load: float, tiredness: float) -> float:
    """The strain on a team: its load of last week, in [0, 1), and its mean fatigue, in [0, 1]."""
    return load + tiredness


@compiled
def pull(
    felt: float, work: float, risk: float, ease: float, strain: float, doubt: float, efficacy: float
) -> float:
    """How much a step draws a team, in log-odds, chance aside.

    `felt` is the strength of its win, in observations, `work` in person-weeks, `risk` a probability.
    A team under `strain` prefers short work by the exponent `ease`; one without `efficacy` shuns risk
    by the weight `doubt`.
    """
    return log(max(felt, FAINTEST)) - ease * strain * log(work) - doubt * risk * (1.0 - efficacy)


@compiled
def whim(luck: float) -> float:
    """Gumbel noise on a pull, so that steps are chosen by a multinomial logit (mcfadden1974)."""
    return -log(-log(luck))
