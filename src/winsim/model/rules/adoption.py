"""Adoption, commitment, reversal and compliance. Sources: granovetter1978, watts2002, repenning2002."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import log, logit

EXACT = 1e-12
"""Thresholds that are whole shares of a crowd must not be missed by a rounding error."""

FOR_EVER = 1e9
"""More weeks than any run has."""


@compiled
def inclination(susceptibility: float, exposure: float, appeal: float) -> float:
    """A person's inclination to adopt, in [0, 1]: colleagues' example against one's own judgement.

    `susceptibility` is the weight of the example, `exposure` the share of colleagues who have
    adopted, `appeal` one's own judgement as a probability; all in [0, 1].
    """
    return susceptibility * exposure + (1.0 - susceptibility) * appeal


@compiled
def susceptible(susceptibility: float, degree: float, lone_judgement: float) -> float:
    """The weight of colleagues' example, in [0, 1], of somebody who may listen to nobody.

    `degree` is the weight of the examples around one; without any, the share `lone_judgement` of the
    weight goes to one's own judgement. Idle at lone judgement 0.
    """
    return susceptibility if degree > 0.0 else susceptibility * (1.0 - lone_judgement)


@compiled
def tenure(turnover: float, luck: float) -> int:
    """In how many weeks a person leaves the organisation, at least 1: geometric, the quantile at `luck`.

    `turnover`, in (0, 1], is the chance a year, spread evenly over its weeks; `luck` is in [0, 1).
    """
    rate = -log(1.0 - turnover / 52.0)
    return 1 + int(min(-log(1.0 - luck) / rate, FOR_EVER)) if rate > 0.0 else int(FOR_EVER)


@compiled
def noise(luck: float, scale: float) -> float:
    """Logistic noise on a decision, in the unit of inclination: the quantile at `luck`; idle at scale 0."""
    return scale * logit(luck)


@compiled
def convinced(inclination: float, threshold: float) -> bool:
    """Whether inclination reaches the threshold (granovetter1978); both are in [0, 1]."""
    return inclination >= threshold - EXACT


@compiled
def leaves(
    inclination: float,
    threshold: float,
    hysteresis: float,
    hazard: float,
    skill: float,
    luck: float,
) -> bool:
    """Whether an adopter goes back: inclination fell clearly below the threshold, and no habit holds.

    "Clearly" is by more than `hysteresis`, a share. `hazard` is the chance a week without skill;
    `skill`, in [0, 1], lessens it. Idle at hazard 0.
    """
    return inclination < threshold - hysteresis - EXACT and luck < hazard * (1.0 - skill)


@compiled
def complies(mandate: float, luck: float) -> bool:
    """Whether a person does as told this week; `mandate` is the chance a week. Idle at 0."""
    return luck < mandate
