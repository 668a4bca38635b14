"""Signatures of teams and people who differ: uneven time, resemblance, and leaders who go first."""

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, difference, difference_of_differences, outcome
from verification.signatures.shipped import STALLED, UNEVEN

NET, ADOPTION, HALF = outcome("net_value"), outcome("adoption"), outcome("weeks_to_50")
ONE_DATE, POOLED, PILOTS = (Arm(UNEVEN, name) for name in ("one_date", "one_date_pooled", "pilots"))
EVEN = "teams.capacity=0.12"
ALIKE, UNLIKE = "employees.resemblance=0.3", "employees.resemblance=0"

UNEVEN_TEAMS = Signature(
    32,
    "Whoever goes live on one date pays for the slowest team",
    "uneven-teams: the time of teams is lognormal with an sd of .3, or alike for all with the same mean; "
    "one date for all, each for itself or with the fast helping the slow, and pilots; people of a team "
    "resemble one another (an intraclass correlation of .1, 0 or .3).",
    (
        Claim(
            "uneven teams cost one date for all net value",
            "falls", difference(ONE_DATE, ONE_DATE.but(EVEN), NET), "person-weeks", pairs=100,
        ),
        Claim(
            "they cost pilots less",
            "rises",
            difference_of_differences(
                (PILOTS, PILOTS.but(EVEN)), (ONE_DATE, ONE_DATE.but(EVEN)), NET
            ),
            "person-weeks", pairs=100,
        ),
        Claim(
            "help for the slow brings net value to one date for all",
            "rises", difference(POOLED, ONE_DATE, NET), "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "people who resemble their team adopt as many, with one date",
            "holds", difference(ONE_DATE.but(ALIKE), ONE_DATE.but(UNLIKE), ADOPTION),
            "share of people", pairs=100,
        ),
        Claim(
            "people who resemble their team adopt as many, with pilots",
            "holds", difference(PILOTS.but(ALIKE), PILOTS.but(UNLIKE), ADOPTION),
            "share of people", pairs=100,
        ),
    ),
)  # fmt: skip

VANITY = Arm(STALLED, "vanity_wins")
MANAGERS = VANITY.but("employees.adopters_at_start={managers: true}")
AS_MANY = VANITY.but("employees.adopters_at_start={share: 0.144}")
HEARD = "behaviour.manager_weight=3"

LEADERS = Signature(
    33,
    "Leaders model the way",
    "stalled-programme, vanity wins: all managers work the new way from the start, or as many drawn at "
    "random, or nobody; a manager's example counts like another's, or three times as much.",
    (
        Claim(
            "managers who go first are followed sooner the more their example counts",
            "falls", difference(MANAGERS.but(HEARD), MANAGERS, HALF), "weeks", quick=True, pairs=100,
        ),
        Claim(
            "their example then brings net value",
            "rises", difference(MANAGERS.but(HEARD), MANAGERS, NET), "person-weeks", pairs=100,
        ),
        Claim(
            "more than where as many others go first",
            "rises",
            difference_of_differences(
                (MANAGERS.but(HEARD), MANAGERS), (AS_MANY.but(HEARD), AS_MANY), NET
            ),
            "person-weeks", pairs=100,
        ),
        Claim(
            "where nobody goes first it brings net value, too",
            "rises", difference(VANITY.but(HEARD), VANITY, NET), "person-weeks",
            but="managers are no sooner convinced than others, and whoever looks to few looks in vain "
            "for longer: the weight of an example is worth what the example is",
            pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (UNEVEN_TEAMS, LEADERS)
