"""Signatures of work: documentation, overload, complacency and the number of pilots."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import PLAIN, Arm, at, difference, off, outcome, per_person
from winsim.numerics.arrays import Floats


def documented(teams: int, *sets: str) -> Callable[[range], Floats]:
    """Net value a head with documentation less that without, with so many teams."""
    arm = Arm(PLAIN, "pilots", (f"organisation.generate.people={8 * teams}", *sets))
    return difference(arm.but("rollouts.pilots.documentation=true"), arm, per_person("net_value"))


DOCUMENTATION = Signature(
    9,
    "Documentation pays past some number of teams",
    "The plain change by pilots in organisations of 2, 12 and 24 teams; net value a head with "
    "documentation less that without.",
    (
        Claim(
            "with two teams it does not pay",
            "falls", documented(2), "person-weeks a head", quick=True,
        ),
        Claim(
            "with twelve it does",
            "rises", documented(12), "person-weeks a head",
        ),
        Claim(
            "where nothing is learnt it does not pay with twelve",
            "falls", documented(12, *off("learning")), "person-weeks a head",
        ),
        Claim(
            "nor with twenty-four",
            "falls", documented(24, *off("learning")), "person-weeks a head",
        ),
    ),
)  # fmt: skip

ONE_OPEN = Arm(PLAIN, "everywhere")
THREE_OPEN = ONE_OPEN.but("rollouts.everywhere.work_in_progress=3")

OVERLOAD = Signature(
    10,
    "Overload and complacency",
    "The plain change in all teams at once, with one step open at a time or three; and with teams "
    "that may ease off by half when they win.",
    (
        Claim(
            "with more steps open, less is in use after 13 weeks",
            "falls", difference(THREE_OPEN, ONE_OPEN, at("strategic", 13)), "share", quick=True,
        ),
        Claim(
            "fewer steps are won in 26 weeks",
            "falls",
            difference(THREE_OPEN, ONE_OPEN, lambda run: float(run.weeks.wins[:27].sum())),
            "team-wins",
        ),
        Claim(
            "and people are more tired",
            "rises", difference(THREE_OPEN, ONE_OPEN, outcome("peak_fatigue")), "0 to 1", quick=True,
        ),
        Claim(
            "complacency costs benefit",
            "falls",
            difference(ONE_OPEN.but("behaviour.complacency=0.5"), ONE_OPEN, outcome("benefit")),
            "person-weeks",
            quick=True,
        ),
    ),
)  # fmt: skip

FEW = Arm(PLAIN, "pilots")
MANY = FEW.but("rollouts.pilots.waves[0].count=6")

PILOTS = Signature(
    13,
    "More pilots: sooner, dearer",
    "The plain change with two pilot teams of twelve, or six.",
    (
        Claim(
            "with more pilots half of the people are won sooner",
            "falls", difference(MANY, FEW, outcome("weeks_to_50")), "weeks", quick=True,
        ),
        Claim(
            "and it costs more",
            "rises", difference(MANY, FEW, outcome("cost")), "person-weeks", quick=True,
        ),
    ),
)  # fmt: skip

SIGNATURES = (DOCUMENTATION, OVERLOAD, PILOTS)
