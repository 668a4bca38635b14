"""Signatures of people among people: social proof, and trust in leadership."""

from collections.abc import Callable

import numpy as np

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    PLAIN,
    Arm,
    RunRecord,
    difference,
    difference_of_differences,
    end,
    off,
    outcome,
)
from winsim.model import measures
from winsim.numerics.arrays import Floats

ALONE = off("social_proof")


def rise(run: RunRecord) -> float:
    """Weeks from a tenth of the people to nine tenths."""
    return run.outcomes["weeks_to_90"] - run.outcomes["weeks_to_10"]


def steepest(run: RunRecord) -> float:
    """The largest rise of adoption in a week."""
    return float(np.diff(measures.measured(run.weeks, "adopted")).max())


def with_proof(
    rollout: str, read: Callable[[RunRecord], float], *sets: str
) -> Callable[[range], Floats]:
    """What social proof does."""
    arm = Arm(PLAIN, rollout, sets)
    return difference(arm, arm.but(*ALONE), read)


NOT_STEEPER = (
    "the sentence is too general: teams alike win in the same weeks, which moves everybody's own "
    "judgement at once, and the weight that goes to colleagues (s) is taken from that judgement; "
    "where teams are uneven, social proof does shorten the rise"
)
UNEVEN = "teams.capacity={normal: {mean: 0.12, sd: 0.05}}"
PROOF = Signature(
    12,
    "Social proof delays take-off and steepens it",
    "The plain change with and without social proof. Take-off is the week in which a tenth of the "
    "people work the new way. Teams of uneven capacity have a standard deviation of 0.05 "
    "about the default of 0.12.",
    (
        Claim(
            "social proof delays take-off, all teams at once",
            "rises", with_proof("everywhere", outcome("weeks_to_10")), "weeks", quick=True,
        ),
        Claim(
            "and with pilots",
            "rises", with_proof("pilots", outcome("weeks_to_10")), "weeks", quick=True,
        ),
        Claim(
            "with pilots it shortens the way from a tenth to nine tenths",
            "falls", with_proof("pilots", rise), "weeks",
        ),
        Claim(
            "so too in all teams at once, where teams are of uneven capacity",
            "falls", with_proof("everywhere", rise, UNEVEN), "weeks",
        ),
        Claim(
            "so too in all teams at once, where teams are alike",
            "falls", with_proof("everywhere", rise), "weeks", but=NOT_STEEPER,
        ),
        Claim(
            "with pilots the steepest week is steeper",
            "rises", with_proof("pilots", steepest), "share of people", but=NOT_STEEPER,
        ),
    ),
)  # fmt: skip

QUIET = Arm(
    PLAIN,
    "everywhere",
    (
        "initiative.steps=[{name: far, work: 1000, value: 1}]",
        "weeks=8",
        *off("silence", "tie_evidence"),
    ),
)
"""A change in which nothing is won of itself."""
WIN, SETBACK = "events=[{week: 8, kind: win}]", "events=[{week: 8, kind: setback}]"
ONE_WIN = "events=[{week: 8, kind: win, team: team 01}]"
LOW, HIGH = "employees.trust=0.2", "employees.trust=0.8"
UNTOLD = off("broadcast")


def lost_and_won(seeds: range) -> Floats:
    """What a win and a setback in every team do to trust, together."""
    return difference(QUIET.but(WIN), QUIET, end("trust"))(seeds) + difference(
        QUIET.but(SETBACK), QUIET, end("trust")
    )(seeds)


TRUST = Signature(
    14,
    "Trust is lost faster than it is won",
    "Nothing is won of itself; then a win or a setback in every team, or a win in one team, with "
    "low or high trust. Evidence along ties is off, so that other teams hear from leadership alone.",
    (
        Claim(
            "a setback takes more trust than a win gives (sum of both)",
            "falls", lost_and_won, "0 to 1", quick=True,
        ),
        Claim(
            "other teams learn more from a broadcast where trust is high",
            "rises",
            difference_of_differences(
                (QUIET.but(HIGH, ONE_WIN), QUIET.but(HIGH)),
                (QUIET.but(LOW, ONE_WIN), QUIET.but(LOW)),
                lambda run: run.others,
            ),
            "0 to 1",
            quick=True,
        ),
        Claim(
            "what one's own team sees is the same, broadcasts aside",
            "is the same",
            difference_of_differences(
                (QUIET.but(HIGH, ONE_WIN, *UNTOLD), QUIET.but(HIGH, *UNTOLD)),
                (QUIET.but(LOW, ONE_WIN, *UNTOLD), QUIET.but(LOW, *UNTOLD)),
                lambda run: run.own,
            ),
            "0 to 1",
            quick=True,
        ),
    ),
)  # fmt: skip

SIGNATURES = (PROOF, TRUST)
