"""Signature of teams that choose their work: what is easy comes first by itself."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, RunRecord, difference, outcome
from verification.signatures.shipped import rollout
from winsim.numerics.arrays import Floats

FREE_HAND = """
name: free hand
weeks: 104
organisation: {generate: {people: 96, team_size: 8}}
behaviour: {discipline: 0}
initiative:
  team_size: 8
  steps:
    - {name: one, work: 0.5, value: 0.02}
    - {name: two, work: 1, value: 0.06}
    - {name: three, work: 1.5, value: 0.12}
    - {name: four, work: 2, value: 0.18, risk: 0.1}
    - {name: five, work: 2.5, value: 0.26, risk: 0.2}
    - {name: six, work: 3, value: 0.36, risk: 0.3, indivisible: true}
rollouts:
  free: {order: value_first}
"""
"""Six steps from easy to hard, which get riskier and more worth their work, and teams that choose."""

FREE = Arm(FREE_HAND, "free")
OBEDIENT = FREE.but("behaviour.discipline=1")
BY_SHOW = FREE.but("behaviour.discernment=0")
AT_EASE = BY_SHOW.but("behaviour.ease=0", "behaviour.doubt=0")
UNDAUNTED = BY_SHOW.but("behaviour.doubt=0")
TIRED = "employees.fatigue=0.6"


def easier_first(run: RunRecord) -> float:
    """Of the pairs of steps in a team, the share of which the easier was begun first; ½ by lot."""
    begun = np.where(run.begun < 0, np.inf, run.begun.astype(float))
    first = [
        np.sign(begun[:, hard] - begun[:, easy])
        for easy, hard in combinations(range(begun.shape[1]), 2)
        if np.isfinite(np.minimum(begun[:, easy], begun[:, hard])).all()
    ]
    return float(0.5 + np.mean(first) / 2)


def beyond_half(arm: Arm) -> Callable[[range], Floats]:
    """By how much that share exceeds one half."""
    return lambda seeds: arm.read(seeds, easier_first) - 0.5


def moves(sentence: str, arm: Arm, beside: Arm, down: bool, quick: bool = False) -> Claim:
    """That the share moves from one arm to another."""
    return Claim(
        sentence, "falls" if down else "rises", difference(arm, beside, easier_first),
        "share of pairs", quick=quick, pairs=100,
    )  # fmt: skip


EMERGES = Signature(
    18,
    "Easy first emerges under strain and reward by count",
    "Six steps from easy to hard, the harder the more worth and the riskier, and teams that choose. "
    "Of the pairs of steps in a team, the share of which the easier is begun first, beside one "
    "half; then what each cure does to it at the default discernment.",
    (
        Claim(
            "without ease, doubt and discernment neither comes first within 2 points",
            "holds", beyond_half(AT_EASE), "share of pairs", pairs=200,
        ),
        Claim(
            "by count, strain makes the easier come first",
            "rises", beyond_half(UNDAUNTED), "share of pairs", quick=True, pairs=100,
        ),
        moves("the more so where people are tired at the start", UNDAUNTED.but(TIRED), UNDAUNTED, False),
        moves("and where teams shun risk", BY_SHOW, UNDAUNTED, False),
        moves(
            "discernment lets it come first less often", FREE, BY_SHOW, True,
        ),
        Claim(
            "at the default discernment the easier still comes first",
            "rises", beyond_half(FREE), "share of pairs", pairs=100,
        ),
        moves(
            "recognition by value makes the easier come first less often",
            rollout(FREE, "recognition.by=value"), FREE, True, quick=True,
        ),
        moves(
            "so does a cap on low-value steps",
            rollout(FREE, "low_value=0.15", "low_value_cap=0"), FREE, True,
        ),
        moves("so does capacity reserved for the hard step", rollout(FREE, "reserved=0.5"), FREE, True),
        moves("so do leaders who go first", rollout(FREE, "leaders_first=0.5"), FREE, True),
        moves("so do wins linked to what they are worth", rollout(FREE, "linked=1"), FREE, True),
        moves(
            "so does a pair from elsewhere for risky steps, a little",
            rollout(FREE, "scaffolding={risk_above: 0.05}"), FREE, True,
        ),
        moves(
            "teams that follow the order take the harder first", OBEDIENT, FREE, True,
        ),
        Claim(
            "a free hand brings more net value than the order of value obeyed",
            "rises", difference(FREE, OBEDIENT, outcome("net_value")), "person-weeks", pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (EMERGES,)
