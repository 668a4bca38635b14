"""Signatures of limits: learning has a floor, a celebration an optimum, and an owner one week."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, difference, off, outcome, per_person
from verification.signatures.shipped import OPS, PILOTS, rollout
from winsim.numerics.arrays import Floats

NET = outcome("net_value")


def lead(people: int, incompressible: float) -> Callable[[range], Floats]:
    """Net value a head of pilots less the big bang, where so much of the work is never learnt away."""
    sets = (
        f"organisation.generate.people={people}", f"behaviour.incompressible={incompressible}",
    )  # fmt: skip
    return difference(Arm(OPS, "pilots", sets), Arm(OPS, "big_bang", sets), per_person("net_value"))


def slope(people: int, low: float, high: float) -> Callable[[range], Floats]:
    """The lead at the higher incompressible share less that at the lower."""
    return lambda seeds: lead(people, high)(seeds) - lead(people, low)(seeds)


FLOOR = Signature(
    20,
    "Learning has a floor",
    "ops-redesign with 64, 200 and 1,000 people: net value a head of pilots less that of the big "
    "bang, as the share of the work that no experience shortens rises.",
    (
        *(
            Claim(
                f"the lead of pilots is smaller at a share of {high} than at {low}, {people:,} people",
                "falls", slope(people, low, high), "person-weeks a head",
                quick=(people, high) == (200, 1), pairs=100,
            )
            for people in (64, 200, 1000)
            for low, high in ((0, 0.5), (0.5, 1))
        ),
        Claim(
            "where all is learnt, 200 people gain by pilots",
            "rises", lead(200, 0), "person-weeks a head", pairs=100,
        ),
        Claim(
            "where nothing is, they lose by them",
            "falls", lead(200, 1), "person-weeks a head", pairs=100,
        ),
        Claim(
            "1,000 people lose more by them than 64 (half is learnt)",
            "falls", lambda seeds: lead(1000, 0.5)(seeds) - lead(64, 0.5)(seeds),
            "person-weeks a head", pairs=100,
        ),
    ),
)  # fmt: skip


def celebrated(strength: float, beside: float = 1.0, *sets: str) -> Callable[[range], Floats]:
    """Net value of pilots with recognition of a strength less that with another."""
    arm = PILOTS.but(*sets)
    louder, plainer = (
        rollout(arm, f"recognition.strength={number}") for number in (strength, beside)
    )
    return difference(louder, plainer, NET)


def next_steps(complacency: float) -> Callable[[range], Floats]:
    """What it brings that a celebration names the next steps, where winners ease off so far."""
    arm = PILOTS.but(f"behaviour.complacency={complacency}")
    return difference(rollout(arm, "next_steps=true"), arm, NET)


CELEBRATION = Signature(
    22,
    "Celebration has an optimum",
    "ops-redesign, pilots: recognition of strength 1 (plain), 1.5, 4 and 8; without `celebration` it "
    "is felt in full and costs nothing. A celebration can name the next steps.",
    (
        Claim(
            "a little celebration pays (strength 1.5)",
            "rises", celebrated(1.5), "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "much does not (strength 4)",
            "falls", celebrated(4), "person-weeks", quick=True, pairs=100,
        ),
        Claim("more still less (8 less 4)", "falls", celebrated(8, 4), "person-weeks", pairs=100),
        Claim(
            "were it free and felt in full, the strongest would be best (8 less 4)",
            "rises", celebrated(8, 4, *off("celebration")), "person-weeks", pairs=100,
        ),
        Claim(
            "to name the next steps pays where winners ease off (complacency 0.3)",
            "rises", next_steps(0.3), "person-weeks", pairs=100,
        ),
        Claim(
            "and not at the default complacency of 0.1",
            "falls", next_steps(0.1), "person-weeks", pairs=100,
        ),
    ),
)  # fmt: skip


def owned(share: float, *sets: str) -> Callable[[range], Floats]:
    """What a single owner of a share of the load brings in net value."""
    arm = PILOTS.but(*sets)
    return difference(rollout(arm, "ownership=single", f"owner_share={share}"), arm, NET)


OWNER = Signature(
    24,
    "Overload of an owner",
    "ops-redesign, pilots: a single owner in each team carries a share of everybody's load.",
    (
        Claim(
            "a tenth leaves net value as it is within 2 %",
            "holds", lambda seeds: owned(0.1)(seeds) / PILOTS.read(seeds, NET).mean(),
            "share of net value", pairs=100,
        ),
        Claim(
            "a fifth is more than an owner can carry, and costs net value",
            "falls", owned(0.2), "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "a half costs more (half less fifth)",
            "falls", lambda seeds: owned(0.5)(seeds) - owned(0.2)(seeds), "person-weeks", pairs=100,
        ),
        Claim(
            "were the work done that nobody carries, a half would pay",
            "rises", owned(0.5, *off("ownership")), "person-weeks", pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (FLOOR, CELEBRATION, OWNER)
