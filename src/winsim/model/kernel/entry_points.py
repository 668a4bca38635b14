"""The kernel as Python calls it: each entry point compiled once and kept on disk."""

from winsim.model.kernel import week
from winsim.model.kernel.decision import TERMS
from winsim.numerics.compiling import entry_point

open_week = entry_point(week.open_week)
work = entry_point(week.work)
reckon = entry_point(week.reckon)
perceive = entry_point(week.perceive)
decide = entry_point(week.decide)
act = entry_point(week.act)
close_week = entry_point(week.close_week)
live = entry_point(week.live)
ledger = entry_point(week.ledger)

__all__ = [
    "TERMS", "act", "close_week", "decide", "ledger", "live", "open_week", "perceive", "reckon",
    "work",
]  # fmt: skip
