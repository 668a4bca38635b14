"""Appeal: what a person makes of the change alone, as a sum of log-odds, one term a mechanism.

The terms answer the question why somebody adopted. Sources: tversky1992 and brown2024 (losses),
zeif2022 (stakes), vanderijt2014 (efficacy), edmondson1999 (safety), gartner2022 (fatigue).
"""

from winsim.numerics.compiling import compiled
from winsim.numerics.elementary import log, logistic, logit


@compiled
def from_belief(belief: float) -> float:
    """The log-odds that it works here; `belief` is in [0, 1]."""
    return logit(belief)


@compiled
def from_prospects(gain: float, loss: float, curvature: float) -> float:
    """What there is to gain over what there is to lose, with diminishing sensitivity (tversky1992).

    `gain` and `loss` are positive, in one unit; `curvature` is their exponent α.
    """
    return curvature * log(gain / loss)


@compiled
def felt_loss_aversion(loss_aversion: float, asked: float, stake: float) -> float:
    """Loss aversion for an ask of so much work at once: little for a small ask, all for a large.

    `asked` and `stake` are in person-weeks. Half of it is felt at an ask of `stake`; at stake 0
    every ask is felt in full.
    """
    squared = asked * asked
    return 1.0 + (loss_aversion - 1.0) * squared / (squared + stake * stake)


@compiled
def from_loss(felt: float) -> float:
    """What loss aversion takes away, in log-odds; `felt` is a ratio, idle at 1."""
    return -log(felt)


@compiled
def from_efficacy(efficacy: float, weight: float) -> float:
    """What the team's belief in itself, in [0, 1], adds or takes; nothing at a half. Idle at weight 0."""
    return weight * (2.0 * efficacy - 1.0)


@compiled
def from_safety(safety: float, weight: float) -> float:
    """What psychological safety, in [0, 1], adds or takes; nothing at a half. Idle at weight 0."""
    return weight * (2.0 * safety - 1.0)


@compiled
def from_fatigue(fatigue: float, weight: float) -> float:
    """What change fatigue, in [0, 1], takes away. Idle at weight 0."""
    return -weight * fatigue


@compiled
def from_load(load: float, weight: float) -> float:
    """What this week's load, in [0, 1], takes away. Idle at weight 0."""
    return -weight * load


@compiled
def from_trust(trust: float, weight: float) -> float:
    """What trust in leadership, in [0, 1], adds or takes; nothing at a half. Idle at weight 0."""
    return weight * (2.0 * trust - 1.0)


@compiled
def probability(log_odds: float) -> float:
    """The appeal as a probability."""
    return logistic(log_odds)
