"""The rules as plain Python, and a scenario's numbers with idle mechanisms taken out."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from winsim.declaration.field import Declared
from winsim.numerics import elementary
from winsim.numerics.compiling import uncompiled
from winsim.scenario.behaviour import Mechanisms

OFF: dict[str, dict[str, Any]] = {
    "stake": {"stake": 0.0},
    "awareness": {"announce": 1.0, "word_of_mouth": 0.0},
    "tie_evidence": {"tie_weight": 0.0},
    "broadcast": {"broadcast_weight": 0.0},
    "silence": {"silence_weight": 0.0, "silence_trust": 0.0},
    "trust": {
        "trust_gain": 0.0,
        "checkpoint_loss": 0.0,
        "checkpoint_gain": 0.0,
        "trust_appeal": 0.0,
    },
    "efficacy": {
        "efficacy_gain": 0.0,
        "efficacy_drift": 0.0,
        "efficacy_appeal": 0.0,
        "efficacy_effort": 0.0,
    },
    "effort_feedback": {"effort_floor": 1.0},
    "fatigue": {"fatigue_appeal": 0.0, "load_appeal": 0.0, "fatigue_up": 0.0},
    "switching": {"switching_cost": 0.0},
    "coordination": {"coordination": 0.0},
    "learning": {"learning": 0.0, "skill_gain": 0.0},
    "documentation": {"documentation": False},
    "goal_gradient": {"goal_gradient": 0.0},
    "complacency": {"complacency": 0.0, "complacency_gain": 0.0},
    "reversal": {"reversal": 0.0},
    "mandate": {"mandate": 0.0},
    "sponsor": {"stop_below": 0.0},
    "budget": {"budget": None},
    "reinvestment": {"reinvest": 0.0},
    "politics": {"gate": 0.0, "backing": 0.0, "win_capital": 0.0, "manager_capital": 0.0},
    "risk": {"risk": 0.0},
    "dependencies": {"needs": (), "value_needs": ()},
    "complementarity": {"complementarity": 0.0},
    "dual_running": {"dual_running": 0.0},
    "attention": {"attention": float("inf")},
    "safety": {"safety_appeal": 0.0},
    "recognition": {"strength": 1.0, "by": "count"},
    "scaffolding": {"relief": 0.0, "cost": 0.0},
    "pace": {"pace_loss": 0.0},
    "overruns": {"shared_overrun": 0.0, "own_overrun": 0.0},
    "dip": {"dip": 0.0},
    "differences": {"resemblance": 0.0},
    "discovery": {"value_spread": 0.0, "worthless": 0.0},
    "averaging": {"averaging": 0.0},
    "discernment": {"discernment": 0.0, "linking_cost": 0.0},
    "experience": {"use_weight": 0.0},
    "overhead": {"overhead": 0.0},
    "incompressible": {"incompressible": 0.0},
    "choice": {"discipline": 1.0, "leading_cost": 0.0},
    "review": {"review": None, "checkpoint_gain": 0.0},
    "turnover": {"turnover": 0.0},
    "abandonment": {"abandonment": 0.0},
    "lone_judgement": {"lone_judgement": 0.0},
    "celebration": {"celebration_cost": 0.0, "next_steps": False},
}
"""What each mechanism's fields are worth when it is off, written out a second time.

`loss_aversion` and `social_proof` are missing: their fields are traits, which are drawn elsewhere;
and `ownership`, which has none. Where `celebration` is off, a strong win is not felt less, either.
"""


def at_work(section: Declared, mechanisms: Mechanisms) -> Any:
    """The fields of a section as attributes, idle where their mechanism is off."""
    values = {name: getattr(section, name) for name in type(section).model_fields}
    for mechanism, idle in OFF.items():
        if not getattr(mechanisms, mechanism):
            values |= {name: value for name, value in idle.items() if name in values}
    return SimpleNamespace(**values)


def plain(name: str) -> Any:
    """The rules of a module as they were written, before any compiling."""
    module = import_module(f"winsim.model.rules.{name}")
    return SimpleNamespace(**{name: uncompiled(rule) for name, rule in vars(module).items()})


adoption, appeal, awareness, belief = map(plain, ("adoption", "appeal", "awareness", "belief"))
capacity, complacency, efficacy = map(plain, ("capacity", "complacency", "efficacy"))
effort, evidence, exposure, fatigue = map(plain, ("effort", "evidence", "exposure", "fatigue"))
discovery, flaws, funds = map(plain, ("discovery", "flaws", "funds"))
learning, politics = map(plain, ("learning", "politics"))
support, trust = map(plain, ("support", "trust"))
log, power = uncompiled(elementary.log), uncompiled(elementary.power)
