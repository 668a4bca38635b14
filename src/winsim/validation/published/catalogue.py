"""The results that can be reproduced, by name; each is loaded when it is run."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from winsim.problems import BadInput, Problem, nearest
from winsim.validation.published.reproduction import Execution, Reproduction


@dataclass(frozen=True)
class Result:
    """A published result."""

    says: str
    """What it says, in half a sentence."""
    source: str
    """A key of the bibliography."""
    module: str
    """The module of this package that runs it again."""
    settings: tuple[str, ...]
    """The scenarios of the folder `settings` that it runs."""


RESULTS: Mapping[str, Result] = {
    "granovetter": Result(
        "one altered threshold stops a crowd; a little more spread sets all of it off",
        "granovetter1978", "granovetter", ("granovetter",),
    ),
    "watts-window": Result(
        "one person sets off a global cascade only between two mean degrees",
        "watts2002", "watts", ("watts",),
    ),
    "centola-macy": Result(
        "long ties speed a simple contagion and stop a complex one",
        "centola2007", "centola", ("centola",),
    ),
    "bass": Result(
        "innovators and imitators make an S-curve; three series of sales fitted",
        "bass1969", "bass", ("bass",),
    ),
    "beta": Result(
        "belief counts the evidence, and forgetting bounds it", "josang2002", "beta", ("beta",)
    ),
    "degroot": Result(
        "averaging beliefs meet at the mean weighted by degree",
        "degroot1974", "degroot", ("degroot",),
    ),
    "wright": Result(
        "each doubling takes a fifth off the work", "wright1936", "wright", ("wright",)
    ),
    "order-of-tests": Result(
        "test what is cheap for its chance to fail first",
        "mitten1960", "order", ("tests", "blocker"),
    ),
}  # fmt: skip
"""Every result by the name that it has on the command line."""


def reproduce(name: str, execution: Execution | None = None, **options: Any) -> Reproduction:
    """Run a published result again.

    This one takes a second once the kernel is compiled, all of them a minute on two processors:

        >>> from winsim.validation.published.catalogue import reproduce
        >>> [check.verdict for check in reproduce("wright").checks[:2]]
        ['reproduced', 'reproduced']

    Args:
        name: the result's name, a key of `RESULTS`.
        execution: the first seed, and how many threads work; None for seed 1 and one thread.
        options: those of the result, as `options_of` lists them.

    Returns:
        Its checks, what draws its figure, and what was left out.

    Raises:
        BadInput: where there is no such result, or an option is out of its range.
        TypeError: for an option that the result does not take.
    """
    return _function(name)(execution or Execution(), **options)


def options_of(name: str) -> Mapping[str, Any]:
    """List the options that a result takes; what they mean stands at its `reproduce`.

    Args:
        name: the result's name, a key of `RESULTS`.

    Returns:
        The defaults of the options, by name.

    Raises:
        BadInput: where there is no such result.
    """
    parameters = list(inspect.signature(_function(name)).parameters.values())[1:]
    return {parameter.name: parameter.default for parameter in parameters}


def known_result(name: str) -> str:
    """Check that there is a result of this name.

    Args:
        name: the name, as it is typed.

    Returns:
        The same name.

    Raises:
        BadInput: if there is none; the message has the nearest.
    """
    if name not in RESULTS:
        remedy = f"there is no such result; {nearest(name, RESULTS)}"
        raise BadInput(Problem("", "result", name, remedy))
    return name


def _function(name: str) -> Callable[..., Reproduction]:
    module = importlib.import_module(
        f"winsim.validation.published.{RESULTS[known_result(name)].module}"
    )
    function: Callable[..., Reproduction] = module.reproduce
    return function
