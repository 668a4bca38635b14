"""Signatures of worth and show: what people make of a win, and of what they use."""

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    Arm,
    at,
    difference,
    difference_of_differences,
    off,
    outcome,
    relative,
)
from verification.signatures.shipped import EASY, PILOTS, REAL, RISKY, SEEN, VANITY, rollout

NET, ADOPTION = outcome("net_value"), outcome("adoption")


def discerning(arm: Arm, discernment: float) -> Arm:
    """The arm where people go by worth so far."""
    return arm.but(f"behaviour.discernment={discernment}")


BY_VALUE = "recognition.by=value"

WORTH = Signature(
    15,
    "Worth against show",
    "stalled-programme: the same ten steps in the order of value (real first) or of ease (vanity "
    "wins), over discernment, from 0 (people go by show) to 1 (by worth). Real and seen also drops "
    "worthless steps, recognises by value and lays outcomes before the sponsor's eyes.",
    (
        Claim(
            "where people go by show, real first is worse than vanity wins",
            "falls", difference(discerning(REAL, 0), discerning(VANITY, 0), NET), "person-weeks",
            quick=True, pairs=100,
        ),
        Claim(
            "where they go by worth, it is better",
            "rises", difference(discerning(REAL, 1), discerning(VANITY, 1), NET), "person-weeks",
            pairs=100,
        ),
        Claim(
            "the more they do, the better it is (discernment 1 less 0.5)",
            "rises",
            difference_of_differences(
                (discerning(REAL, 1), discerning(VANITY, 1)), (REAL, VANITY), NET
            ),
            "person-weeks",
            pairs=100,
        ),
        Claim(
            "they cross between 0.5, where it is still worse",
            "falls", difference(REAL, VANITY, NET), "person-weeks", pairs=100,
        ),
        Claim(
            "and 0.7, where it is better",
            "rises", difference(discerning(REAL, 0.7), discerning(VANITY, 0.7), NET),
            "person-weeks", pairs=100,
        ),
        Claim(
            "real and seen is better than vanity wins at the default",
            "rises", difference(SEEN, VANITY, NET), "person-weeks", quick=True, pairs=100,
        ),
        Claim(
            "where people go by show, real and seen is worse, too",
            "falls", difference(discerning(SEEN, 0), discerning(VANITY, 0), NET), "person-weeks",
            but="it recognises by value, which makes people go by worth in that rollout whatever "
            "their own discernment, and drops steps that cost more than they bring",
            pairs=100,
        ),
        Claim(
            "recognition by value brings vanity wins net value",
            "rises", difference(rollout(VANITY, BY_VALUE), VANITY, NET), "person-weeks",
            but="the same applause comes later and in fewer pieces, and a team's efficacy takes in no "
            "more than one win's worth of it in a week; without `efficacy` it pays (33 person-weeks "
            "over 60 pairs of other seeds)",
            pairs=100,
        ),
        Claim(
            "it does so for real and seen, which drops worthless steps",
            "rises", difference(SEEN, rollout(SEEN, "recognition.by=count"), NET), "person-weeks",
            pairs=100,
        ),
    ),
)  # fmt: skip

FLAWLESS = "initiative.steps[5].risk=1e-9"
"""As good as no risk; without any the last step would not be put first."""
PLAIN_EYES = off("discernment")

HOLLOW = Signature(
    16,
    "Hollow use",
    "build-integration: easy first puts five steps in use that are worth little before the last. "
    "Without discernment people go by show alone, and by what the whole change promises; without a "
    "flaw nothing is lost but time.",
    (
        Claim(
            "easy first ends with fewer adopters than risk first",
            "falls", difference(EASY, RISKY, ADOPTION), "share of people", quick=True,
        ),
        Claim(
            "and with less net value",
            "falls", difference(EASY, RISKY, NET), "person-weeks", quick=True,
        ),
        Claim(
            "the loss of adopters is larger with discernment than without",
            "falls",
            difference_of_differences(
                (EASY, RISKY), (EASY.but(*PLAIN_EYES), RISKY.but(*PLAIN_EYES)), ADOPTION
            ),
            "share of people",
            but="a late flaw, in three pairs of five, takes most of the adopters either way, and "
            "hides it; without a flaw it is shown (below)",
        ),
        Claim(
            "without a flaw, too, it ends with fewer adopters",
            "falls", difference(EASY.but(FLAWLESS), RISKY.but(FLAWLESS), ADOPTION),
            "share of people",
        ),
        Claim(
            "there the loss is larger with discernment than without",
            "falls",
            difference_of_differences(
                (EASY.but(FLAWLESS), RISKY.but(FLAWLESS)),
                (EASY.but(FLAWLESS, *PLAIN_EYES), RISKY.but(FLAWLESS, *PLAIN_EYES)),
                ADOPTION,
            ),
            "share of people",
        ),
        Claim(
            "while use is hollow (week 26, no flaw) it has fewer adopters",
            "falls", difference(EASY.but(FLAWLESS), RISKY.but(FLAWLESS), at("adopted", 26)),
            "share of people", quick=True,
        ),
        Claim(
            "and without discernment it would have more",
            "rises",
            difference(
                EASY.but(FLAWLESS, *PLAIN_EYES), RISKY.but(FLAWLESS, *PLAIN_EYES),
                at("adopted", 26),
            ),
            "share of people",
            quick=True,
        ),
    ),
)  # fmt: skip

LINK = "linked=1"

LINKED = Signature(
    23,
    "Linking pays by worth",
    "Every win is shown together with what it is worth, at a cost of two hours a step and team, in "
    "stalled-programme, build-integration and the pilots of ops-redesign.",
    (
        Claim(
            "linking pays where valuable steps come first (stalled-programme, real first)",
            "rises", difference(rollout(REAL, LINK), REAL, NET), "person-weeks", quick=True,
            pairs=100,
        ),
        Claim(
            "it pays where the valuable, risky step comes first (build-integration)",
            "rises", difference(rollout(RISKY, LINK), RISKY, NET), "person-weeks",
            but="too little for the chance in it: over 600 pairs of other seeds it brings 15 "
            "person-weeks (10 to 20)",
        ),
        Claim(
            "it pays for real first more than for vanity wins",
            "rises",
            difference_of_differences(
                (rollout(REAL, LINK), REAL), (rollout(VANITY, LINK), VANITY), NET
            ),
            "person-weeks",
            but="linking lifts every win by what it is worth, and both rollouts win the same ten "
            "steps, whose order moves only when: benefit rises about alike, and cost by more with "
            "real first",
        ),
        Claim(
            "in ops-redesign (pilots) it moves net value by less than 2 %",
            "holds", relative(rollout(PILOTS, LINK), PILOTS, NET), "share of net value", pairs=100,
        ),
        Claim(
            "louder recognition pays for vanity wins more than for real first (strength 1.5)",
            "rises",
            difference_of_differences(
                (rollout(VANITY, "recognition.strength=1.5"), VANITY),
                (rollout(REAL, "recognition.strength=1.5"), REAL),
                NET,
            ),
            "person-weeks",
            pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (WORTH, HOLLOW, LINKED)
