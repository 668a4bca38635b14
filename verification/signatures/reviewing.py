"""Signatures of leadership over time: checkpoints, reviews, and a programme that is abandoned."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import Arm, at, difference, end, off, outcome, withdrawn
from verification.signatures.shipped import BUILD, EASY, RISKY, STALLED, rollout
from winsim.numerics.arrays import Floats

NET, TRUST = outcome("net_value"), end("trust")
REVIEWED = Arm(BUILD, "reviewed")
NEVER = "checkpoint_every=null"

REVIEW = Signature(
    19,
    "A checkpoint earns trust for delivery, a review mends the order",
    "build-integration: a pay-off checkpoint every quarter or none, and a quarterly review that puts "
    "the risky step first where easy first began.",
    (
        Claim(
            "a checkpoint earns trust with risk first",
            "rises", difference(RISKY, rollout(RISKY, NEVER), TRUST), "0 to 1", quick=True, pairs=100,
        ),
        Claim(
            "it costs trust with easy first",
            "falls", difference(EASY, rollout(EASY, NEVER), TRUST), "0 to 1", quick=True, pairs=100,
        ),
        Claim(
            "a review that turns easy first to risk first brings net value over the checkpoint alone",
            "rises", difference(REVIEWED, EASY, NET), "person-weeks", pairs=100,
        ),
        Claim(
            "and trust",
            "rises", difference(REVIEWED, EASY, TRUST), "0 to 1", quick=True, pairs=100,
        ),
        Claim(
            "it comes short of risk first from the start",
            "falls", difference(REVIEWED, RISKY, NET), "person-weeks", pairs=100,
        ),
    ),
)  # fmt: skip

THREE_YEARS = 156


def afterwards(name: str, week: int, look: int, *sets: str) -> Callable[[range], Floats]:
    """Adoption so many weeks after the withdrawal less adoption as it happens."""
    arm = Arm(STALLED, name, (*withdrawn(week, look), *sets))
    return lambda seeds: arm.read(seeds, end("adopted")) - arm.read(seeds, at("adopted", week - 1))


def of_it(name: str, week: int) -> Callable[[range], Floats]:
    """The share of its adopters that a programme withdrawn in a week has lost three years later."""
    arm = Arm(STALLED, name, withdrawn(week, THREE_YEARS))

    def lost(seeds: range) -> Floats:
        then = arm.read(seeds, at("adopted", week - 1))
        share: Floats = (then - arm.read(seeds, end("adopted"))) / then.mean()
        return share

    return lost


DISTRUSTED = Signature(
    21,
    "Abandoned where trust is low",
    "stalled-programme, where trust in leadership starts at a quarter: the programme is withdrawn in "
    "week t; adoption three years later (or one) beside adoption then.",
    (
        *(
            Claim(
                f"withdrawn early (week {week}), adoption falls back, {words}",
                "falls", afterwards(name, week, THREE_YEARS), "share of people",
                quick=(name, week) == ("vanity_wins", 39), pairs=100,
            )
            for name, words in (("vanity_wins", "vanity wins"), ("real_first", "real first"))
            for week in (26, 39)
        ),
        Claim(
            "so too a year later (week 39, vanity wins)",
            "falls", afterwards("vanity_wins", 39, 52), "share of people", pairs=100,
        ),
        Claim(
            "withdrawn in between (week 52), it grows on for a year, vanity wins",
            "rises", afterwards("vanity_wins", 52, 52), "share of people", pairs=100,
        ),
        Claim(
            "withdrawn late (week 78), it holds within 2 points, vanity wins",
            "holds", afterwards("vanity_wins", 78, THREE_YEARS), "share of people",
            but="turnover goes on: newcomers begin with the prior belief, hear of the change from "
            "colleagues alone, and not all of them take it up; three years replace three in ten "
            "people. Without turnover it holds (below)",
            pairs=100,
        ),
        Claim(
            "without turnover it does",
            "holds", afterwards("vanity_wins", 78, THREE_YEARS, *off("turnover")),
            "share of people", pairs=100,
        ),
        Claim(
            "withdrawn late, it loses a smaller share of its adopters than withdrawn in week 39",
            "falls",
            lambda seeds: of_it("vanity_wins", 78)(seeds) - of_it("vanity_wins", 39)(seeds),
            "share of adopters",
            pairs=100,
        ),
        Claim(
            "where an end is not felt as abandonment, it grows even after an early one (week 39)",
            "rises", afterwards("vanity_wins", 39, THREE_YEARS, *off("abandonment")),
            "share of people", quick=True, pairs=100,
        ),
        Claim(
            "without turnover it still falls back (week 39)",
            "falls", afterwards("vanity_wins", 39, THREE_YEARS, *off("turnover")),
            "share of people",
            but="adoption then stays where it is: of the fall, all is turnover, whose newcomers "
            "nobody wins any more; few adopters go back",
            pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (REVIEW, DISTRUSTED)
