"""The shipped scenarios, and their rollouts as arms of a pair."""

from pathlib import Path

from verification.signatures.setting import Arm

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def shipped(name: str) -> str:
    """The text of a shipped scenario."""
    return (SCENARIOS / f"{name}.yaml").read_text("utf-8")


BUILD = shipped("build-integration")
"""Five easy steps, and an integration with seven tenths of the value that may hide a flaw."""
CUTOVER = shipped("system-cutover")
"""A change in which a big bang should do well."""
ENTERPRISE = shipped("enterprise-transformation")
"""1,200 people for four years: the only scenario of which fewer than a hundred pairs are run."""
OPS = shipped("ops-redesign")
"""Five middling steps, by pilots or by a big bang."""
RELEASE = shipped("product-release")
"""Twenty small steps before an impatient sponsor."""
STALLED = shipped("stalled-programme")
"""Visible steps of little value, and the valuable ones behind a gate, where trust is low."""
UNEVEN = shipped("uneven-teams")
"""Four steps in teams of unequal time, whose people resemble one another."""
UNKNOWN = shipped("worth-unknown")
"""Six steps, of which half turn out to be worth nothing."""

BIG_BANG, PILOTS = Arm(OPS, "big_bang"), Arm(OPS, "pilots")
EASY, RISKY = Arm(BUILD, "easy_first"), Arm(BUILD, "risk_first")
VANITY, REAL, SEEN = (Arm(STALLED, name) for name in ("vanity_wins", "real_first", "real_and_seen"))


def rollout(arm: Arm, *levers: str) -> Arm:
    """The same arm with levers of its rollout set anew."""
    return arm.but(*(f"rollouts.{arm.rollout}.{lever}" for lever in levers))
