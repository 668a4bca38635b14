"""How a programme can end, in words: for sentences, tables and figures."""

STOPPED = ("sponsor", "budget", "flaw", "review")
"""Endings that count as stopped before the end."""

IN_WORDS = {
    "completed": "all steps are done",
    "sponsor": "stopped by the sponsor",
    "budget": "stopped for lack of budget",
    "flaw": "stopped by a fatal flaw",
    "withdrawn": "the programme was withdrawn",
    "review": "stopped by a review, for nothing of it is expected to pay",
    "nothing": "nothing was rolled out",
}
"""Each of `winsim.model.state.ENDINGS` in words, but for the first, a programme under way."""
