"""Signatures of time: its step, work that turns out otherwise, a sponsor's clock, and the dip."""

from collections.abc import Callable

from verification.signatures.claim import Claim, Signature
from verification.signatures.half_weeks import in_half_weeks
from verification.signatures.setting import (
    PLAIN,
    Arm,
    Measurement,
    RunRecord,
    difference,
    difference_of_differences,
    end,
    outcome,
    relative,
    scenario,
)
from verification.signatures.shipped import BIG_BANG, CUTOVER, PILOTS, RELEASE
from winsim.numerics.arrays import Floats

NET, ADOPTION = outcome("net_value"), outcome("adoption")
WHOLE, SMALL = Arm(RELEASE, "full_release"), Arm(RELEASE, "micro_milestones")


def halved(arm: Arm) -> Arm:
    """The arm with a step of time of half a week."""
    return arm.but(*in_half_weeks(scenario(arm.text), arm.rollout))


def same_adoption(
    sentence: str, arm: Arm, quick: bool = False, pairs: int = 200, but: str = ""
) -> Claim:
    """That the step of time leaves adoption at the end where it was."""
    return Claim(
        sentence, "holds", difference(halved(arm), arm, ADOPTION), "share of people", but=but,
        quick=quick, pairs=pairs,
    )  # fmt: skip


SOONER = (
    "what waits for the close of a week (a step for its design, people for colleagues' example) "
    "waits half as long, so that all comes a little sooner, by two weeks in system-cutover, where a "
    "week of two systems costs a tenth of the net value"
)
STEP_OF_TIME = Signature(
    25,
    "Half a week's steps are not needed",
    "Shipped scenarios with a step of time of half a week, every rate for half the time and every "
    "length of time twice as many steps, less the same by the week. Chance falls otherwise, so that "
    "pairs share their people and organisation only.",
    (
        same_adoption("adoption is the same within 2 points, big bang of ops-redesign", BIG_BANG, True),
        same_adoption("so too its pilots", PILOTS),
        same_adoption(
            "and a whole release that shows everything at once (product-release)", WHOLE, pairs=400,
        ),
        same_adoption("and its micro-milestones", SMALL),
        Claim(
            "the net value of the pilots of ops-redesign is the same within 2 %",
            "holds", relative(halved(PILOTS), PILOTS, NET), "share of net value", but=SOONER,
            pairs=200,
        ),
        Claim(
            "so too that of its big bang",
            "holds", relative(halved(BIG_BANG), BIG_BANG, NET), "share of net value", pairs=200,
        ),
        Claim(
            "and that of the big bang of system-cutover",
            "holds",
            relative(halved(Arm(CUTOVER, "big_bang")), Arm(CUTOVER, "big_bang"), NET),
            "share of net value",
            but=SOONER,
            pairs=200,
        ),
    ),
)  # fmt: skip

OVERRUN = "mechanisms.overruns=true"


def busiest(run: RunRecord) -> float:
    """The share of all wins that fall in the busiest week."""
    return float(run.weeks["wins"].max() / run.weeks["wins"].sum())


def overrun(arm: Arm, read: Measurement) -> Callable[[range], Floats]:
    """What work that turns out otherwise than planned does to an arm."""
    return difference(arm.but(OVERRUN), arm, read)


OVERRUNS = Signature(
    26,
    "Overruns break lockstep",
    "Work that turns out otherwise than planned (`overruns`, off by default): on average as planned, "
    "with a spread of 0.3 alike in all teams and of 0.2 in each.",
    (
        Claim(
            "teams alike that start together win less in the same week",
            "falls", overrun(Arm(PLAIN, "everywhere"), busiest), "share of wins", quick=True,
            pairs=100,
        ),
        Claim(
            "so too the big bang of ops-redesign",
            "falls", overrun(BIG_BANG, busiest), "share of wins", pairs=100,
        ),
        Claim(
            "and its pilots",
            "falls", overrun(PILOTS, busiest), "share of wins", pairs=100,
        ),
        Claim(
            "a big bang, which waits for its slowest team, loses net value by them",
            "falls", overrun(BIG_BANG, NET), "person-weeks", pairs=400,
        ),
        Claim(
            "and loses more than pilots",
            "falls",
            difference_of_differences(
                (BIG_BANG.but(OVERRUN), BIG_BANG), (PILOTS.but(OVERRUN), PILOTS), NET
            ),
            "person-weeks",
            pairs=200,
        ),
    ),
)  # fmt: skip

PACE = "mechanisms.pace=true"


def stopped(run: RunRecord) -> float:
    """Whether the programme was stopped before its end."""
    return float(run.outcomes["cancelled"])


CLOCK = Signature(
    29,
    "A sponsor with a clock tires",
    "A sponsor who expects progress by the week (`pace`, off by default), in product-release, whose "
    "sponsor reviews monthly, and in ops-redesign.",
    (
        Claim(
            "the clock takes support from the full release",
            "falls", difference(WHOLE.but(PACE), WHOLE, end("support")), "0 to 1", quick=True,
            pairs=100,
        ),
        Claim(
            "so that it is stopped more often",
            "rises", difference(WHOLE.but(PACE), WHOLE, stopped), "share of runs", quick=True,
            pairs=100,
        ),
        Claim(
            "more often than micro-milestones",
            "rises", difference(WHOLE.but(PACE), SMALL.but(PACE), stopped), "share of runs",
            pairs=100,
        ),
        Claim(
            "it costs the full release net value",
            "falls", difference(WHOLE.but(PACE), WHOLE, NET), "person-weeks", pairs=100,
        ),
        Claim(
            "it stops the big bang of ops-redesign, too",
            "rises", difference(BIG_BANG.but(PACE), BIG_BANG, stopped), "share of runs",
            but="its sponsor reviews every quarter, not every month, and at most three tenths of "
            "support go with a review that finds nothing; support ends at .45, and stops at .15",
            pairs=100,
        ),
    ),
)  # fmt: skip

DIP = "mechanisms.dip=true"


def benefit_between(first: int, last: int) -> Measurement:
    """The benefit of some weeks, in weeks of the full benefit."""
    return lambda run: float(run.weeks["benefit_share"][first : last + 1].sum())


def lost_share(arm: Arm, first: int, last: int, seeds: range) -> Floats:
    """The share of the benefit of some weeks that the dip takes."""
    read = benefit_between(first, last)
    whole = arm.read(seeds, read)
    return (whole - arm.but(DIP).read(seeds, read)) / whole


def lowest(run: RunRecord) -> float:
    """The least benefit of a week, as a share of the full one."""
    return float(run.weeks["benefit_share"].min())


WORSE_FIRST = Signature(
    30,
    "Worse before better",
    "People gain less from the new way while it is unfamiliar (`dip`, off by default): .15 less at "
    "first. Big bang and pilots of ops-redesign.",
    (
        Claim(
            "the dip costs the big bang benefit",
            "falls", difference(BIG_BANG.but(DIP), BIG_BANG, outcome("benefit")), "person-weeks",
            quick=True, pairs=100,
        ),
        Claim(
            "a larger share of it in the first year than in the second",
            "rises",
            lambda seeds: lost_share(BIG_BANG, 1, 52, seeds) - lost_share(BIG_BANG, 53, 104, seeds),
            "share of benefit",
            quick=True,
            pairs=100,
        ),
        Claim(
            "it costs the big bang, in which all are new to it at once, more than pilots",
            "falls",
            difference_of_differences(
                (BIG_BANG.but(DIP), BIG_BANG), (PILOTS.but(DIP), PILOTS), outcome("benefit")
            ),
            "person-weeks",
            pairs=100,
        ),
        Claim(
            "things are worse at first than before the change (least benefit of a week)",
            "falls", lambda seeds: BIG_BANG.but(DIP).read(seeds, lowest), "share of the full benefit",
            but="the rule takes a share of the benefit and never more: the worse is in the cost",
            pairs=100,
        ),
    ),
)  # fmt: skip

SIGNATURES = (STEP_OF_TIME, OVERRUNS, CLOCK, WORSE_FIRST)
