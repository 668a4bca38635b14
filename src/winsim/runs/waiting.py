"""What can hold a programme, in words: for sentences on one run, on many, and on one team of a run.

Kinds of causes are named by a word: those of a gate as the fields of a gate in a scenario are, and
endings as in `winsim.model.state.ENDINGS`.
"""

from typing import NamedTuple

from winsim.model.programme import BACKING, EVIDENCE, TRUST, WAIT, WINS, WORTH
from winsim.model.state import CAPPED, UNBACKED, UNDESIGNED

LACKING = {
    WAIT: "time",
    BACKING: "backing",
    TRUST: "trust",
    WINS: "finished steps",
    EVIDENCE: "belief",
    WORTH: "steps that are expected to pay",
}
"""What the gate of a wave can wait for, in words."""

OBSTACLES = {
    UNDESIGNED: "waits for the design of {}",
    UNBACKED: "waits for backing of {}",
    CAPPED: "waits for valuable steps, low-value ones being capped",
}
"""What can keep a team from a step that has what it needs, in words."""

GATES = {
    WAIT: "wait",
    BACKING: "backing",
    TRUST: "trust",
    WINS: "wins",
    EVIDENCE: "evidence",
    WORTH: "worth",
}
"""What the gate of a wave can wait for, as a kind of cause."""

STUCK, STOPPED, UNFINISHED, LEFT_OUT = "stuck", "stopped", "unfinished", "left_out"
"""How something stands at the end of a run that is not as it was to be."""


class Kind(NamedTuple):
    """What is said of a kind of cause.

    Attributes:
        unit: the unit of what was needed and of the most there was.
        release: what would have released it; `field` is the scenario's own, `most` the most there was.
    """

    unit: str
    release: str


KINDS = {
    "capacity": Kind("person-weeks per person a week", "raise {field} for these teams"),
    "effort": Kind("share of capacity", "raise {field}, or protect a share for these teams"),
    "step_gate": Kind(
        "political capital", "lower {field} to {most} or raise leadership.political_capital"
    ),
    "design": Kind("person-weeks", "raise initiative.design_capacity or lower {field}"),
    "cap": Kind("steps", "raise {field}, or take it out"),
    "wait": Kind("weeks", "lower {field}, or simulate more weeks"),
    "backing": Kind(
        "political capital", "lower {field} to {most} or raise leadership.political_capital"
    ),
    "trust": Kind("0 to 1", "lower {field} to {most} or raise employees.trust"),
    "wins": Kind("share of steps", "lower {field} to {most}, or release the teams before it"),
    "evidence": Kind("0 to 1", "lower {field} to {most} or raise employees.belief"),
    "worth": Kind("person-weeks per person", "raise {field}, or take it out"),
    "follow_through": Kind("probability", "raise {field}"),
    "meeting": Kind("", "lower {field}, or simulate more weeks"),
    "work": Kind("steps", "raise teams.capacity, or simulate more weeks"),
    "sponsor": Kind("0 to 1", "lower {field} to {most} or raise leadership.support"),
    "budget": Kind("person-weeks", "raise {field}"),
    "flaw": Kind("", "lower its risk, or take {field} out"),
    "withdrawn": Kind("", "take the withdrawal out of {field}"),
    "review": Kind("", "raise {field}, or take it out"),
    "no_wave": Kind("", "add a wave of the rest to {field}"),
    "no_team": Kind("", "take {field} out, or leave teams for it"),
}
"""Every kind of cause by its word, the foremost of what holds a programme under way first."""
