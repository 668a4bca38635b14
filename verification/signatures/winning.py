"""Signatures of what is seen, and of the order in which it is won."""

from collections.abc import Callable

import numpy as np

from verification.signatures.claim import Claim, Signature
from verification.signatures.setting import (
    BLOCKER,
    GATE,
    PLAIN,
    Arm,
    RunRecord,
    at,
    difference,
    difference_of_differences,
    end,
    off,
    outcome,
    works,
)
from winsim.model import measures
from winsim.numerics.arrays import Floats

LONG = works(3, 3, 3, 3, 3)
SHOWN = Arm(PLAIN, "whole", (*LONG, "rollouts.whole.interim=0.6"))
HIDDEN = Arm(PLAIN, "whole", (*LONG, "rollouts.whole.interim=0"))
NO_SILENCE = off("silence")


def below_prior(arm: Arm) -> Callable[[range], Floats]:
    """Belief after 40 weeks beside belief at the start."""
    now, before = at("belief", 40), at("belief", 0)
    return lambda seeds: arm.read(seeds, now) - arm.read(seeds, before)


SILENCE = Signature(
    1,
    "Silence erodes belief",
    "A whole release of five steps twice as long as usual, so that it goes live after about a year; "
    "finished work is hidden, or six tenths of it is seen at once.",
    (
        Claim(
            "belief after 52 weeks is higher where finished work is visible before the release",
            "rises", difference(SHOWN, HIDDEN, at("belief", 52)), "0 to 1", quick=True,
        ),
        Claim(
            "hidden work lets belief fall below what it was at the start",
            "falls", below_prior(HIDDEN), "0 to 1", quick=True,
        ),
        Claim(
            "without silence it does not fall",
            "is the same", below_prior(HIDDEN.but(*NO_SILENCE)), "0 to 1", quick=True,
        ),
        Claim(
            "the effect of visibility is larger with silence than without",
            "rises",
            difference_of_differences(
                (SHOWN, HIDDEN),
                (SHOWN.but(*NO_SILENCE), HIDDEN.but(*NO_SILENCE)),
                at("belief", 52),
            ),
            "0 to 1",
        ),
        Claim(
            "the effect of visibility is gone without silence",
            "is the same",
            difference(SHOWN.but(*NO_SILENCE), HIDDEN.but(*NO_SILENCE), at("belief", 52)),
            "0 to 1",
            but="the sentence is wrong: a win that is seen is evidence by itself (a grows by what "
            "is felt), whatever silence does; only the part above is silence's",
        ),
    ),
)  # fmt: skip

EASY, RISKY = Arm(BLOCKER, "easy_first"), Arm(BLOCKER, "risk_first")
CHECKED = difference(RISKY.but("rollouts.risk_first.checkpoint_every=8"), RISKY, end("trust"))
STALL = works(1, 1, 1, 1, 1, 16)
ENDLESS = (
    *works(1, 1, 1, 1, 1, 100),
    "initiative.steps[5].risk=0",
    "leadership.support_decay=0.03",
)
VISIBLE, STRATEGIC = "leadership.visible_weight=1", "leadership.visible_weight=0"

VANITY = Signature(
    2,
    "Vanity wins open a gap",
    "Five easy steps and a blocker with seven tenths of the value. For the sponsor, the blocker "
    "takes four times as long (support in the stall), or no end, before a sponsor who loses 3 % of "
    "support a week (weeks of funding).",
    (
        Claim(
            "easy first opens a wider gap between perceived and strategic progress than risk first",
            "rises", difference(EASY, RISKY, outcome("gap_peak")), "share", quick=True,
        ),
        Claim(
            "risk first opens none",
            "is the same", lambda seeds: RISKY.read(seeds, outcome("gap_peak")), "share",
            but="a flawed step in use looks finished, and yields a quarter of its value until its "
            "flaw is found (`flaw_loss`); where nobody finds it before the easy steps are done, the "
            "gap opens with risk first, too, in a few pairs of a hundred",
        ),
        Claim(
            "were a hidden flaw free, it would open none",
            "is the same",
            lambda seeds: RISKY.but("behaviour.flaw_loss=0").read(seeds, outcome("gap_peak")),
            "share",
        ),
        Claim(
            "a pay-off checkpoint turns the gap of easy first into lost trust",
            "falls",
            difference(EASY.but("rollouts.easy_first.checkpoint_every=8"), EASY, end("trust")),
            "0 to 1",
            quick=True,
        ),
        Claim(
            "it costs risk first no trust",
            "is the same", CHECKED, "0 to 1",
            but="the sentence is too modest: a checkpoint now earns trust for what was delivered "
            "since the one before (`checkpoint_gain`)",
        ),
        Claim(
            "it earns risk first trust",
            "rises", CHECKED, "0 to 1", quick=True,
        ),
        Claim(
            "a sponsor who weighs only visible results supports the stalled programme more",
            "rises",
            difference(EASY.but(*STALL, VISIBLE), EASY.but(*STALL, STRATEGIC), at("support", 26)),
            "0 to 1",
        ),
        Claim(
            "and funds it for longer",
            "rises",
            difference(
                EASY.but(*ENDLESS, VISIBLE), EASY.but(*ENDLESS, STRATEGIC), lambda run: run.ended
            ),
            "weeks",
        ),
    ),
)  # fmt: skip

FATAL = ("initiative.steps[5].fatal=true", "initiative.steps[5].built_on=0")
DEAR, CHEAP = "initiative.price=0.02", "initiative.price=0.1"
SAFE, DOUBTFUL = "initiative.steps[5].risk=0.05", "initiative.steps[5].risk=0.9"
WHOLLY = "initiative.steps[5].built_on=1"
WORTH_IT = (
    *(f"initiative.steps[{step}].value=0.12" for step in range(5)),
    *(f"initiative.steps[{step}].value_needs=[]" for step in (3, 4)),
    "initiative.steps[5].value=0.4",
)
BY_SHOW = ("behaviour.discernment=0", *off("dual_running"))
IMPATIENT = (
    "employees.belief=0.2", "behaviour.patience=6", "leadership.support=0.4",
    "leadership.support_decay=0.06", "leadership.review_every=4",
)  # fmt: skip
NET = outcome("net_value")


def easy_first(*sets: str) -> Callable[[range], Floats]:
    """By how much easy first beats risk first on net value."""
    return difference(EASY.but(*sets), RISKY.but(*sets), NET)


ORDER = Signature(
    3,
    "Risk first or easy first",
    "The same blocker, whose flaw ends the programme (what was won without it stands), or costs all "
    "that was built on it. Effort is dear where a week of the full benefit is worth 0.02 "
    "person-weeks a head, cheap where it is worth 0.1. Easy steps worth their work have six tenths "
    "of the value and need nothing else. Net value of easy first less that of risk first.",
    (
        Claim(
            "where a flaw is unlikely (5 %) and fatal, easy first is better",
            "rises", easy_first(*FATAL, DEAR, SAFE), "person-weeks",
        ),
        Claim(
            "where it is likely (90 %) and fatal, and effort dear, risk first is better",
            "falls", easy_first(*FATAL, DEAR, DOUBTFUL), "person-weeks", quick=True,
        ),
        Claim(
            "where effort is cheap, easy first is better in spite of it",
            "rises", easy_first(*FATAL, CHEAP, DOUBTFUL), "person-weeks",
            but="the easy steps have 5/9 of the work and 3/10 of the value, which people now see "
            "(`discernment`), and where the flaw ends the programme half-way, two ways go on side by "
            "side at a cost; without either of the two it holds (below)",
        ),
        Claim(
            "it is better there if the easy steps are worth their work by themselves",
            "rises", easy_first(*FATAL, CHEAP, DOUBTFUL, *WORTH_IT), "person-weeks", quick=True,
        ),
        Claim(
            "and if people go by show and two ways side by side cost nothing",
            "rises", easy_first(*FATAL, CHEAP, DOUBTFUL, *BY_SHOW), "person-weeks",
        ),
        Claim(
            "low belief and an impatient sponsor favour easy first",
            "rises",
            difference_of_differences(
                (EASY.but(*IMPATIENT), RISKY.but(*IMPATIENT)), (EASY, RISKY), NET
            ),
            "person-weeks",
        ),
        Claim(
            "where a flaw costs all that stands on it, is likely, and effort dear, risk first is better",
            "falls", easy_first(WHOLLY, DEAR, DOUBTFUL), "person-weeks",
        ),
        Claim(
            "where it is unlikely, easy first is better",
            "rises", easy_first(WHOLLY, DEAR, SAFE), "person-weeks",
        ),
        Claim(
            "and so it is where effort is cheap, likely as the flaw may be",
            "rises", easy_first(WHOLLY, CHEAP, DOUBTFUL), "person-weeks",
            but="it holds neither where people go by show, nor where the easy steps are worth their "
            "work: the flaw's setback comes last, when no win follows it that speaks for the change, "
            "so that six in ten adopt and not more than eight, and what holds most of the value is in "
            "use a quarter of a year later. Noise on decisions, which is now none, had brought in "
            "nearly everybody either way",
        ),
        Claim(
            "there risk first is better by more than where effort is dear",
            "falls",
            difference_of_differences(
                (EASY.but(WHOLLY, CHEAP, DOUBTFUL), RISKY.but(WHOLLY, CHEAP, DOUBTFUL)),
                (EASY.but(WHOLLY, DEAR, DOUBTFUL), RISKY.but(WHOLLY, DEAR, DOUBTFUL)),
                NET,
            ),
            "person-weeks",
        ),
    ),
)  # fmt: skip


def wins_after(run: RunRecord) -> float:
    """Wins after the last week in which strategic progress was made."""
    strategic = measures.measured(run.weeks, "strategic")
    last = int(np.flatnonzero(strategic >= strategic[-1] - 1e-12)[0])
    return float(measures.measured(run.weeks, "wins")[last + 1 :].sum())


def wins_after_the_stall(seeds: range) -> Floats:
    """Wins after strategic progress has stopped, behind a gate that stays shut."""
    return Arm(GATE, "everywhere").read(seeds, wins_after)


STALLED = Signature(
    11,
    "Structural stall",
    "Half of the value lies behind a gate of political backing that is never reached; of the other "
    "steps the last three have no value.",
    (
        Claim(
            "strategic progress stops short of what it reaches without the gate",
            "falls",
            difference(
                Arm(GATE, "everywhere"),
                Arm(GATE, "everywhere", ("initiative.steps[0].gate=0",)),
                end("strategic"),
            ),
            "share",
            quick=True,
        ),
        Claim(
            "wins go on after it has stopped",
            "rises",
            wins_after_the_stall,
            "team-wins",
            quick=True,
        ),
    ),
)

SIGNATURES = (SILENCE, VANITY, ORDER, STALLED)
