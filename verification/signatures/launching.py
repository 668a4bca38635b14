"""Signatures of the big bang: where it wins, and what hurts it."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    PLAIN,
    Arm,
    difference,
    difference_of_differences,
    off,
    outcome,
    works,
)
from verification.signatures.shipped import BIG_BANG, CUTOVER
from verification.signatures.shipped import PILOTS as OPS_PILOTS
from winsim.numerics.arrays import Floats

NET = outcome("net_value")


def big_bang_less_pilots(size: float, coordination: float, *sets: str) -> Callable[[range], Floats]:
    """Net value of the big bang less that of pilots, for a change so many times as large."""
    sets = (*works(size, size, 1.5 * size), f"behaviour.coordination={coordination}", *sets)
    return difference(Arm(CUTOVER, "big_bang", sets), Arm(CUTOVER, "pilots", sets), NET)


BY_TEAM, BY_ORGANISATION = (
    f"initiative.side_by_side={whose}" for whose in ("team", "organisation")
)
SHARED_SYSTEM = (
    "the shipped scenario now says that all share one system, so that everybody pays for two ways "
    "until the last has changed; pilots last longer, and pay for longer. Where each team pays by "
    "itself the sentence holds (below)"
)

NOT_RIGGED = Signature(
    5,
    "Not rigged",
    "The shipped scenario system-cutover (small, safe, complementary, costly to run side by side, "
    "one system for all), as it is; with ten times its coordination cost; and with eight times its "
    "work; and so where each team pays for its own two ways. Net value of the big bang less that of "
    "pilots. The map of the boundary is drawn by `winsim audit`.",
    (
        Claim(
            "the big bang is better for a small change that is easy to coordinate",
            "rises", big_bang_less_pilots(1, 0.1), "person-weeks", quick=True,
        ),
        Claim(
            "pilots are better where coordination costs ten times as much",
            "falls", big_bang_less_pilots(1, 1.0), "person-weeks", but=SHARED_SYSTEM,
        ),
        Claim(
            "pilots are better for a change eight times as large",
            "falls", big_bang_less_pilots(8, 0.1), "person-weeks",
            but="as above; and where each team pays by itself, pilots have lost less after the year "
            "and a half of the scenario only because they have done a fifth of it: to its end the big "
            "bang is better (below)",
        ),
        Claim(
            "where each team pays for its own two ways, pilots are better at ten times the "
            "coordination cost",
            "falls", big_bang_less_pilots(1, 1.0, BY_TEAM), "person-weeks", quick=True,
        ),
        Claim(
            "there pilots have lost less of a change eight times as large after a year and a half",
            "falls", big_bang_less_pilots(8, 0.1, BY_TEAM), "person-weeks", quick=True,
        ),
        Claim(
            "and more of it after three years, when it is done",
            "rises", big_bang_less_pilots(8, 0.1, BY_TEAM, "weeks=156"), "person-weeks",
        ),
    ),
)  # fmt: skip


def ops_lead(whose: str) -> Callable[[range], Floats]:
    """Net value of the big bang of ops-redesign less that of its pilots."""
    return difference(BIG_BANG.but(whose), OPS_PILOTS.but(whose), NET)


SIDE_BY_SIDE = Signature(
    28,
    "Who pays for two ways side by side decides",
    "The big bang less pilots, in ops-redesign and system-cutover: two ways side by side are paid by "
    "each team until its own people have changed, or by the organisation until all have.",
    (
        Claim(
            "paid by the organisation, the big bang of ops-redesign is better than its pilots",
            "rises", ops_lead(BY_ORGANISATION), "person-weeks", pairs=200,
        ),
        Claim(
            "paid by teams, the pilots are better",
            "falls", ops_lead(BY_TEAM), "person-weeks", pairs=200,
        ),
        Claim(
            "the lead of the big bang is larger where the organisation pays",
            "rises",
            lambda seeds: ops_lead(BY_ORGANISATION)(seeds) - ops_lead(BY_TEAM)(seeds),
            "person-weeks",
            quick=True,
        ),
        Claim(
            "system-cutover: paid by the organisation, the big bang is better",
            "rises", big_bang_less_pilots(1, 0.1, BY_ORGANISATION), "person-weeks",
        ),
        Claim(
            "system-cutover: paid by teams, pilots are",
            "falls", big_bang_less_pilots(1, 0.1, BY_TEAM), "person-weeks",
        ),
    ),
)  # fmt: skip

CANDID = ("behaviour.safety_appeal=0", "behaviour.detection_floor=0")
FREE_FLAWS = "behaviour.flaw_loss=0"


def detection(low: float, high: float, *sets: str) -> Callable[[range], Floats]:
    """Net value of the big bang of ops-redesign at one chance of detection less that at another."""
    arm = BIG_BANG.but(*CANDID, *sets)
    return difference(arm.but(f"teams.safety={high}"), arm.but(f"teams.safety={low}"), NET)


HIDDEN = Signature(
    27,
    "A hidden flaw costs",
    "The big bang of ops-redesign, with psychological safety as nothing but the chance that a test "
    "finds a flaw. Until it is found, a flawed step in use yields a quarter of its value; without "
    "`flaw_loss` all of it.",
    (
        Claim(
            "net value is higher where every flaw is found than where none is",
            "rises", detection(0, 1), "person-weeks",
        ),
        Claim(
            "it rises with the chance of detection from a quarter to a half",
            "rises", detection(0.25, 0.5), "person-weeks", pairs=400,
        ),
        Claim(
            "and from a half to one",
            "rises", detection(0.5, 1), "person-weeks",
        ),
        Claim(
            "it rises from none to a quarter, too",
            "rises", detection(0, 0.25), "person-weeks",
            but="what is in use is tested at the monthly meetings: at a quarter a flaw is found four "
            "months after go-live, when most people have adopted, and its rework and setback hit "
            "every team; within two years that costs no less than never to know",
        ),
        Claim(
            "were a hidden flaw free, to find none would be best",
            "falls", detection(0, 1, FREE_FLAWS), "person-weeks", quick=True,
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

SIGNATURES = (NOT_RIGGED, LOSSES, COORDINATION, HIDDEN, SIDE_BY_SIDE)
