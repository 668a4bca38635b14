"""Signatures of discovery: what it is worth to ask, on the way, what use has shown of worth."""

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, difference, difference_of_differences, outcome
from verification.signatures.shipped import UNKNOWN

NET, COST = outcome("net_value"), outcome("cost")
ALL = Arm(UNKNOWN, "all_at_once")
PILOTS, ASKED = Arm(UNKNOWN, "pilots"), Arm(UNKNOWN, "pilots_asked")
MEASURED = Arm(UNKNOWN, "pilots_measured")
ALL_MEASURED = ALL.but(
    "rollouts.all_at_once.review.payback=52", "rollouts.all_at_once.dashboards=0.75"
)
CERTAIN = ("initiative.worthless=0", "initiative.value_spread=0")
LITTLE, MUCH = (("initiative.worthless=0", f"initiative.value_spread={sd}") for sd in (0.3, 1.2))


def gain(*sets: str) -> tuple[Arm, Arm]:
    """Pilots whose reviews ask, and pilots whose reviews do not."""
    return ASKED.but(*sets), PILOTS.but(*sets)


DISCOVERY = Signature(
    31,
    "Asking pays where worth is not known beforehand, and can be seen",
    "worth-unknown: six steps, of which half turn out to be worth nothing; three pilot teams, the rest "
    "half a year later; a review every eight weeks only looks, or drops what is not expected to pay "
    "within a year, by eye or with dashboards.",
    (
        Claim(
            "asking gains more where half of the steps are worth nothing than where worth is known",
            "rises", difference_of_differences(gain(), gain(*CERTAIN), NET), "person-weeks",
            pairs=100,
        ),
        Claim(
            "and more where values spread widely than where they spread little",
            "rises", difference_of_differences(gain(*MUCH), gain(*LITTLE), NET), "person-weeks",
            pairs=400,
        ),
        Claim(
            "so does measuring and asking",
            "rises",
            difference_of_differences(
                (MEASURED.but(*MUCH), PILOTS.but(*MUCH)), (MEASURED.but(*LITTLE), PILOTS.but(*LITTLE)),
                NET,
            ),
            "person-weeks", pairs=400,
        ),
        Claim(
            "and the lead of pilots that are measured over all at once",
            "rises",
            difference_of_differences(
                (MEASURED.but(*MUCH), ALL.but(*MUCH)), (MEASURED.but(*LITTLE), ALL.but(*LITTLE)), NET
            ),
            "person-weeks", pairs=400,
        ),
        Claim(
            "where worth is known a review that asks is a cost",
            "falls",
            difference(ASKED.but(*CERTAIN), PILOTS.but("rollouts.pilots.review=null", *CERTAIN), NET),
            "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "the noisier the metrics, the less asking gains",
            "falls",
            difference(
                ASKED.but("leadership.metric_noise=8"), ASKED.but("leadership.metric_noise=0.5"), NET
            ),
            "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "leaders who go by show gain less by asking than leaders who go by worth",
            "falls",
            difference(
                ASKED.but("leadership.visible_weight=1"), ASKED.but("leadership.visible_weight=0"), NET
            ),
            "person-weeks", pairs=100,
        ),
        Claim(
            "pilots that are measured beat all at once",
            "rises", difference(MEASURED, ALL, NET), "person-weeks", pairs=100,
        ),
        Claim(
            "where worth is known they lose to it",
            "falls", difference(MEASURED.but(*CERTAIN), ALL.but(*CERTAIN), NET),
            "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "to measure and to ask gains all at once less than it gains pilots",
            "falls", difference_of_differences((ALL_MEASURED, ALL), (MEASURED, PILOTS), NET),
            "person-weeks", pairs=100,
        ),
        Claim(
            "where nearly everything is worth nothing, asking saves work",
            "falls",
            difference(
                MEASURED.but("initiative.worthless=0.95"), PILOTS.but("initiative.worthless=0.95"), COST
            ),
            "person-weeks", pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (DISCOVERY,)
