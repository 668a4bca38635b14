"""The rules applied to everyone: the only loops over employees and teams, compiled by Numba.

A week has five parts. `open_week` is leadership's, `work` the teams' (any team first), `reckon`
settles what was finished, `perceive`, `decide` and `act` are the employees' (anyone first), and
`close_week` turns the page. `live` runs whole weeks in one call. All write a world in place. An
employee reads colleagues only through sums that were settled when the week opened, and these are
whole numbers, so the order in which teams and employees act is of no account.
"""

from winsim.compiling import entry_point
from winsim.kernel import running
from winsim.kernel.living import TERMS

open_week = entry_point(running.open_week)
work = entry_point(running.work)
reckon = entry_point(running.reckon)
perceive = entry_point(running.perceive)
decide = entry_point(running.decide)
act = entry_point(running.act)
close_week = entry_point(running.close_week)
live = entry_point(running.live)
ledger = entry_point(running.ledger)

__all__ = [
    "TERMS", "act", "close_week", "decide", "ledger", "live", "open_week", "perceive", "reckon",
    "work",
]  # fmt: skip
