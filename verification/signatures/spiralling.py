"""Signatures of self-sustaining change: the spiral of success and the motivation threshold."""

from collections.abc import Callable
from functools import cache

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    PLAIN,
    SMALL,
    Arm,
    at,
    difference,
    end,
    off,
    scenario,
    withdrawn,
    works,
)
from winsim.counterfactual.one_more_win import Boost, one_more_win
from winsim.numerics.arrays import Floats

FEEDBACK = off("effort_feedback", "efficacy", "politics", "reinvestment")
"""Every way in which a win can lead to another in the plain setting."""
LONG = works(8, 8, 8, 8, 8)
FROM_NOTHING = ("behaviour.effort_floor=0.05",)
DESIRED = (*FROM_NOTHING, "initiative.gain=2.5")


@cache
def gains(seeds: range, text: str, rollout: str, boost: Boost, within: int, *sets: str) -> Floats:
    """Further team-wins that one win brings, one number a seed."""
    found = one_more_win(scenario(text, *sets), [rollout], seeds, [boost], jobs=2).pairs
    kept: Floats = found[found["within_weeks"] == within]["further_wins"].to_numpy()
    return kept


def gain(
    boost: Boost, within: int, *sets: str, beside: float = 0.0, text: str = PLAIN,
    rollout: str = "everywhere",
) -> Callable[[range], Floats]:  # fmt: skip
    """A spiral gain, seed by seed, beside a number."""
    return lambda seeds: gains(seeds, text, rollout, boost, within, *sets) - beside


def beyond_double(week: int, size: float, within: int, *sets: str) -> Callable[[range], Floats]:
    """How much more a win of twice the strength brings than twice what the simple one brings."""
    return lambda seeds: (
        gains(seeds, PLAIN, "everywhere", Boost(week, 2 * size), within, *sets)
        - 2 * gains(seeds, PLAIN, "everywhere", Boost(week, size), within, *sets)
    )


SPIRAL = Signature(
    4,
    "Success spiral",
    "One more win, of strength one, in a team of the first wave, by lot. Off: effort feedback, "
    "efficacy, politics and reinvestment. For a gain above one, teams in which nobody has adopted "
    "give 5 % of their effort, so that the change moves only as far as it carries itself. For "
    "concavity, wins of strength 1, 2 and 4. For granularity, the same work, value and visibility in "
    "twenty steps.",
    (
        Claim(
            "without feedback one more win brings no other",
            "is the same", gain(Boost(4, 1), 13, *FEEDBACK), "team-wins", quick=True,
        ),
        Claim(
            "with feedback it brings some, within 13 weeks",
            "rises", gain(Boost(4, 1), 13), "team-wins",
        ),
        Claim(
            "and less than one of them (gain less 1)",
            "falls", gain(Boost(4, 1), 13, beside=1.0), "team-wins",
        ),
        Claim(
            "so too where pilots begin",
            "falls", gain(Boost(13, 1), 13, beside=1.0, rollout="pilots"), "team-wins",
            quick=True,
        ),
        Claim(
            "more than one where a change moves only as far as it carries itself, within a year",
            "rises", gain(Boost(26, 1), 52, *FROM_NOTHING, beside=1.0), "team-wins", pairs=400,
            but="the noise on decisions that was drawn anew each week kept such a change moving, and "
            "is gone; so is the part of trust in the appeal that everybody had; and each step now "
            "has its overhead",
        ),
        Claim(
            "more than one, where people stand to gain two and a half times what they lose, too",
            "rises", gain(Boost(26, 1), 52, *DESIRED, beside=1.0), "team-wins", pairs=400,
        ),
        Claim(
            "twice the strength brings less than twice as much, from 1 to 2",
            "falls", beyond_double(4, 1.0, 13), "team-wins",
        ),
        Claim(
            "and from 2 to 4",
            "falls", beyond_double(4, 2.0, 13), "team-wins",
        ),
        Claim(
            "the same change cut into twenty small steps brings more wins than in five",
            "rises",
            lambda seeds: gain(Boost(4, 1), 13, text=SMALL)(seeds) - gain(Boost(4, 1), 13)(seeds),
            "team-wins",
        ),
        Claim(
            "and still less than one",
            "falls", gain(Boost(4, 1), 13, text=SMALL, beside=1.0), "team-wins",
            but="the sentence holds for some changes only: a gain is counted in wins, and the "
            "smaller the steps, the more of them the same lift brings forward: here about one",
        ),
    ),
)  # fmt: skip


def change_after(rollout: str, week: int, *sets: str) -> Callable[[range], Floats]:
    """Adoption a year after the withdrawal less adoption as it happens."""
    arm = Arm(PLAIN, rollout, (*withdrawn(week), *sets))
    return lambda seeds: arm.read(seeds, end("adopted")) - arm.read(seeds, at("adopted", week - 1))


NO_DECAY = (
    "adoption freezes: one person in a hundred has adopted by then, nobody stands behind the change "
    "any more, so that few follow; and an adopter, whose threshold is low, leaves only where "
    "inclination falls by the hysteresis below it before a habit is formed. Where trust is low it "
    "does fall back (signature 21)"
)
MUTE = "behaviour.word_of_mouth=0"
THRESHOLD = Signature(
    8,
    "Motivation threshold",
    "The programme is withdrawn in week t; adoption a year later beside adoption then.",
    (
        Claim(
            "withdrawn early (week 8), adoption falls back, all teams at once",
            "falls", change_after("everywhere", 8), "share of people", but=NO_DECAY,
        ),
        Claim(
            "withdrawn early (week 12), adoption falls back, pilots",
            "falls", change_after("pilots", 12), "share of people", but=NO_DECAY,
        ),
        Claim(
            "without word of mouth a little less is left of it, all teams at once",
            "rises",
            lambda seeds: change_after("everywhere", 8)(seeds)
            - change_after("everywhere", 8, MUTE)(seeds),
            "share of people",
        ),
        Claim(
            "withdrawn early, it ends lower than withdrawn late (week 26 less week 8), pilots",
            "rises",
            difference(
                Arm(PLAIN, "pilots", withdrawn(26)), Arm(PLAIN, "pilots", withdrawn(8)),
                end("adopted"),
            ),
            "share of people",
            quick=True,
        ),
        Claim(
            "withdrawn late (week 52), it holds within 2 points, all teams at once",
            "holds", change_after("everywhere", 52), "share of people",
        ),
        Claim(
            "so too with pilots",
            "holds", change_after("pilots", 52), "share of people",
        ),
        Claim(
            "it can go on growing (week 20), all teams at once",
            "rises", change_after("everywhere", 20), "share of people", quick=True,
        ),
    ),
)  # fmt: skip

SIGNATURES = (SPIRAL, THRESHOLD)
