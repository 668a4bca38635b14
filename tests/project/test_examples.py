"""Every example in a docstring is run, and prints what it says."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import winsim

HOME = Path(winsim.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("winsim", *path.relative_to(HOME).with_suffix("").parts))
    for path in HOME.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert tried > 0
    assert failed == 0
