"""Signature of small steps: each has its overhead, so that some number of pieces is best."""

from collections.abc import Callable
from functools import partial

import numpy as np

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, outcome
from verification.signatures.shipped import CUTOVER, EASY, ENTERPRISE, PILOTS, VANITY, rollout
from winsim.numerics.arrays import Floats

PIECES = (1, 2, 3, 4, 6, 8)
"""Numbers of pieces tried."""


def net(arm: Arm, pieces: int, overhead: float, seeds: range) -> Floats:
    """Net value with each divisible step cut into so many pieces, at an overhead a piece."""
    cut = rollout(arm, f"pieces={pieces}").but(f"initiative.overhead={overhead}")
    return cut.read(seeds, outcome("net_value"))


def eight_less_one(overhead: float, seeds: range) -> Floats:
    """Net value of the pilots of ops-redesign with eight pieces less that with one."""
    return net(PILOTS, 8, overhead, seeds) - net(PILOTS, 1, overhead, seeds)


def best(arm: Arm, overhead: float, seeds: range) -> Floats:
    """The number of pieces with the highest net value, seed by seed."""
    values = np.array([net(arm, pieces, overhead, seeds) for pieces in PIECES])
    found: Floats = np.array(PIECES, dtype=float)[values.argmax(axis=0)]
    return found


def shift(arm: Arm, low: float, high: float) -> Callable[[range], Floats]:
    """The best number of pieces at the higher overhead less that at the lower."""
    return lambda seeds: best(arm, high, seeds) - best(arm, low, seeds)


def above_both_ends(arm: Arm, pieces: int, overhead: float, seeds: range) -> Floats:
    """Net value with so many pieces less that of one or of eight, whichever is better on average."""
    ends = [net(arm, number, overhead, seeds) for number in (1, PIECES[-1])]
    return net(arm, pieces, overhead, seeds) - max(ends, key=lambda values: float(values.mean()))


def peak(name: str, arm: Arm, pieces: int, overhead: float, pairs: int = 100) -> tuple[Claim, ...]:
    """That net value has an inner peak in a scenario, which moves down as overhead rises."""
    return (
        Claim(
            f"{name}: {pieces} pieces are better than one and than eight at an overhead of {overhead}",
            "rises", partial(above_both_ends, arm, pieces, overhead), "person-weeks", pairs=pairs,
        ),
        Claim(
            f"{name}: the best number of pieces is lower at an overhead of 0.1 than at none",
            "falls", shift(arm, 0, 0.1), "pieces", pairs=pairs,
        ),
        Claim(
            f"{name}: and lower at 0.4 than at 0.1",
            "falls", shift(arm, 0.1, 0.4), "pieces", pairs=pairs,
        ),
    )  # fmt: skip


SMALL = Signature(
    17,
    "Small is not free",
    "Each divisible step cut into 1, 2, 3, 4, 6 or 8 pieces, in five shipped scenarios: the pilots "
    "of ops-redesign and of system-cutover, vanity wins of stalled-programme, easy first of "
    "build-integration, and micro wins of enterprise-transformation (ten pairs, for its size). "
    "Overhead is in person-weeks a piece and team.",
    (
        Claim(
            "ops-redesign: without overhead eight pieces are better than one",
            "rises",
            partial(eight_less_one, 0),
            "person-weeks",
            quick=True,
            pairs=100,
        ),
        Claim(
            "ops-redesign: at the default of 0.1 they are worse",
            "falls",
            partial(eight_less_one, 0.1),
            "person-weeks",
            quick=True,
            pairs=100,
        ),
        *peak("ops-redesign", PILOTS, 2, 0.05),
        *peak("stalled-programme", VANITY, 3, 0.05),
        *peak("build-integration", EASY, 4, 0.2),
        *peak("system-cutover", Arm(CUTOVER, "pilots"), 2, 0.025),
        *peak("enterprise-transformation", Arm(ENTERPRISE, "micro_wins"), 3, 0.05, pairs=10),
    ),
)

SIGNATURES = (SMALL,)
