"""Adoption, commitment, reversal and compliance. Sources: granovetter1978, watts2002, repenning2002."""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import logit

EXACT = 1e-12
"""Thresholds that are whole shares of a crowd must not be missed by a rounding error."""


@compiled
def inclination(susceptibility: float, exposure: float, appeal: float) -> float:
    """A person's inclination to adopt, in [0, 1]: colleagues' example against one's own judgement."""
    return susceptibility * exposure + (1.0 - susceptibility) * appeal


@compiled
def noise(luck: float, scale: float) -> float:
    """Logistic noise on a decision; none at scale 0."""
    return scale * logit(luck)


@compiled
def convinced(inclination: float, threshold: float) -> bool:
    """Whether inclination reaches the threshold."""
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
    """Whether an adopter goes back: inclination fell clearly below the threshold, and no habit holds."""
    return inclination < threshold - hysteresis - EXACT and luck < hazard * (1.0 - skill)


@compiled
def complies(mandate: float, luck: float) -> bool:
    """Whether a person does as told this week."""
    return luck < mandate
