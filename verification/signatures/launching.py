"""Signatures of the big bang: where it wins, and what hurts it."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    CUTOVER,
    PLAIN,
    Arm,
    difference,
    difference_of_differences,
    off,
    outcome,
    works,
)
from winsim.numerics.arrays import Floats

NET = outcome("net_value")


def big_bang_less_pilots(size: float, coordination: float) -> Callable[[range], Floats]:
    """Net value of the big bang less that of pilots, for a change so many times as large."""
    sets = (*works(size, size, 1.5 * size), f"behaviour.coordination={coordination}")
    return difference(Arm(CUTOVER, "big_bang", sets), Arm(CUTOVER, "pilots", sets), NET)


NOT_RIGGED = Signature(
    5,
    "Not rigged",
    "The shipped scenario system-cutover (small, safe, complementary, costly to run side by side), "
    "as it is; with ten times its coordination cost; and with eight times its work. Net value of "
    "the big bang less that of pilots. The map of the boundary is drawn by `winsim audit`.",
    (
        Claim(
            "the big bang is better for a small change that is easy to coordinate",
            "rises", big_bang_less_pilots(1, 0.1), "person-weeks", quick=True,
        ),
        Claim(
            "pilots are better where coordination costs ten times as much",
            "falls", big_bang_less_pilots(1, 1.0), "person-weeks",
        ),
        Claim(
            "pilots are better for a change eight times as large",
            "falls", big_bang_less_pilots(8, 0.1), "person-weeks", quick=True,
        ),
    ),
)  # fmt: skip

WHOLE, EVERYWHERE, PILOTS = (Arm(PLAIN, name) for name in ("whole", "everywhere", "pilots"))
FEARLESS = off("loss_aversion")
COORDINATED, FREE = "behaviour.coordination=1", "behaviour.coordination=0"

LOSSES = Signature(
    6,
    "Loss aversion hurts the big ask more",
    "The plain change in all teams at once: asked for as a whole, or step by step. What loss "
    "aversion does to the one less what it does to the other.",
    (
        Claim(
            "loss aversion costs the whole release more commitment than the stepwise one",
            "falls",
            difference_of_differences(
                (WHOLE, WHOLE.but(*FEARLESS)), (EVERYWHERE, EVERYWHERE.but(*FEARLESS)),
                outcome("commitment"),
            ),
            "share of people",
            quick=True,
        ),
    ),
)  # fmt: skip

COORDINATION = Signature(
    7,
    "Coordination cost hurts the big bang more",
    "The plain change as one whole release and by pilots, with a coordination cost of 1 and of 0.",
    (
        Claim(
            "coordination takes more net value from the big bang than from pilots",
            "falls",
            difference_of_differences(
                (WHOLE.but(COORDINATED), WHOLE.but(FREE)),
                (PILOTS.but(COORDINATED), PILOTS.but(FREE)),
                NET,
            ),
            "person-weeks",
            quick=True,
        ),
        Claim(
            "and delays it more, until half of the people work the new way",
            "rises",
            difference_of_differences(
                (WHOLE.but(COORDINATED), WHOLE.but(FREE)),
                (PILOTS.but(COORDINATED), PILOTS.but(FREE)),
                outcome("weeks_to_50"),
            ),
            "weeks",
        ),
    ),
)

SIGNATURES = (NOT_RIGGED, LOSSES, COORDINATION)
