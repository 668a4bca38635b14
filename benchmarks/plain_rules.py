"""The rules as a user of plain Python has them: uncompiled, on the functions of `math`."""

import math
from importlib import import_module
from types import FunctionType, SimpleNamespace
from typing import Any


def logistic(x: float) -> float:
    """The probability whose log-odds are x."""
    return 1.0 / (1.0 + math.exp(-x))


def logit(p: float) -> float:
    """The log-odds of a probability, which is held within 1e-12 of 0 and 1."""
    p = min(max(p, 1e-12), 1.0 - 1e-12)
    return math.log(p / (1.0 - p))


ORDINARY = {
    "exp": math.exp,
    "log": math.log,
    "logistic": logistic,
    "logit": logit,
    "power": math.pow,
}


def plain(name: str) -> Any:
    """The rules of a module as they were written, on the functions of `math`."""
    names = vars(import_module(f"winsim.model.rules.{name}"))
    written = {key: getattr(value, "py_func", value) for key, value in names.items()} | {
        key: value for key, value in ORDINARY.items() if key in names
    }
    for key, value in written.items():
        if isinstance(value, FunctionType) and key not in ORDINARY:
            written[key] = FunctionType(value.__code__, written, key)
    return SimpleNamespace(**written)


adoption, appeal, awareness, belief = map(plain, ("adoption", "appeal", "awareness", "belief"))
evidence, exposure, fatigue = map(plain, ("evidence", "exposure", "fatigue"))
learning, trust, worth = map(plain, ("learning", "trust", "worth"))
