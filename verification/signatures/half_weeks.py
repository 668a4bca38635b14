"""A scenario told in half weeks: every rate for half the time, every length of time twice as long."""

from winsim.scenario.scenario import Scenario

HALVED = {
    "behaviour": (
        "attention", "use_weight", "silence_weight", "silence_trust", "turnover", "leading_cost",
    ),
    "leadership": ("support_decay", "dashboard_cost"),
    "initiative": ("price", "dual_running", "design_capacity"),
}  # fmt: skip
"""Amounts a week."""
SHARED = {
    "behaviour": (
        "averaging", "efficacy_drift", "announce", "word_of_mouth", "complacency_decay",
        "skill_gain", "reversal", "fatigue_up", "fatigue_rest",
    ),
}  # fmt: skip
"""Shares and chances a week."""
KEPT = {"behaviour": ("memory",), "leadership": ("political_memory",)}
"""Shares kept from week to week."""
DOUBLED = {"behaviour": ("patience",), "leadership": ("decide_every", "review_every")}
"""Lengths of time in weeks."""


def in_half_weeks(given: Scenario, rollout: str) -> tuple[str, ...]:
    """What has to be set anew so that a step of time is half a week.

    Args:
        given: a scenario without events, promises, checkpoints and gates that wait, whose teams are
            of one capacity.
        rollout: the rollout that will be simulated.
    """
    sections = {name: getattr(given, name) for name in ("behaviour", "leadership", "initiative")}
    anew = {
        f"{section}.{name}": change(getattr(sections[section], name))
        for names, change in (
            (HALVED, lambda amount: amount / 2),
            (SHARED, half_of_a_chance),
            (KEPT, lambda kept: kept**0.5),
            (DOUBLED, lambda length: 2 * length),
        )
        for section, fields in names.items()
        for name in fields
    }
    anew |= {
        "weeks": 2 * given.weeks,
        "teams.capacity": given.teams.capacity.anchors["constant"] / 2,
        f"rollouts.{rollout}.broadcast_every": 2 * given.rollouts[rollout].broadcast_every,
        f"rollouts.{rollout}.mandate": half_of_a_chance(given.rollouts[rollout].mandate),
    }
    return tuple(f"{field}={number}" for field, number in anew.items())


def half_of_a_chance(chance: float) -> float:
    """The chance in half the time of what has a chance in the whole."""
    return float(1 - (1 - chance) ** 0.5)
