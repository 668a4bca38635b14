"""The kernel as Python calls it: each entry point is compiled once and stored on disk.

What each does and takes stands in `winsim.model.kernel.week` and `.ties`. States are written in place,
and a week's parts must be called in their order; nothing is checked here.
"""

from winsim.model.kernel import ties, week
from winsim.model.kernel.appraisal import APPEAL_TERMS
from winsim.numerics.compiling import entry_point

open_week = entry_point(week.open_week)
work = entry_point(week.work)
evaluate_work = entry_point(week.evaluate_work)
perceive = entry_point(week.perceive)
decide = entry_point(week.decide)
act = entry_point(week.act)
close_week = entry_point(week.close_week)
run_weeks = entry_point(week.run_weeks)
waits_for = entry_point(week.waits_for)
obstacles = entry_point(week.obstacles)
appeal_terms = entry_point(week.appeal_terms)
show_decision = entry_point(ties.show_decision)
sum_examples = entry_point(ties.sum_examples)

__all__ = [
    "APPEAL_TERMS",
    "act",
    "appeal_terms",
    "close_week",
    "decide",
    "evaluate_work",
    "obstacles",
    "open_week",
    "perceive",
    "run_weeks",
    "show_decision",
    "sum_examples",
    "waits_for",
    "work",
]  # fmt: skip
