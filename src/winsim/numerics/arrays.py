"""Arrays by the type of what they hold, and record arrays whose rows have fields as attributes.

All state is made of these: columns of one type, shape (n,), and rows with named fields. Compiled
code and plain Python read both in the same way.
"""

from functools import cache
from typing import Any, NamedTuple, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Numbers, shares among them."""
Counts = NDArray[np.int64]
"""Whole numbers, and sums in fixed point."""
Ints = NDArray[np.int64]
"""Positions, as of people, teams and ties."""
Small = NDArray[np.int32]
"""Whole numbers in half the memory, for weeks of many people."""
Flags = NDArray[np.uint8]
"""Zero or one."""
Rows = Any
"""A NumPy record array, or one row of it, whose fields are attributes."""
Columns = TypeVar("Columns", bound=NamedTuple)

FLOAT, COUNT, WEEK, FLAG = np.float64, np.int64, np.int64, np.uint8
"""The types of the fields of rows."""


def documented(columns: type[Columns]) -> type[Columns]:
    """Give every field of a named tuple the docstring that its annotation carries.

    So `help` and whatever repeats a field read what it means from its one declaration.

    Args:
        columns: a named tuple with every field annotated as `Annotated[type, "meaning"]`.

    Returns:
        The same class, for use as a decorator.
    """
    for name, hint in get_type_hints(columns, include_extras=True).items():
        getattr(columns, name).__doc__ = hint.__metadata__[0]
    return columns


def rows(dtype: np.dtype[Any], *shape: int, **columns: Any) -> Rows:
    """Make a record array, zero but for the given columns.

    Args:
        dtype: the fields of a row.
        *shape: the shape of the array.
        **columns: values of fields by name, each a number or an array that fits the shape.

    Returns:
        A `numpy.recarray` of that shape, whose rows have their fields as attributes.

    Raises:
        ValueError: for a column that is no field of `dtype`, or does not fit the shape.
    """
    array = np.zeros(shape, dtype=_records(dtype))
    for name, values in columns.items():
        array[name] = values
    return array.view(np.recarray)


@cache
def _records(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The same layout, whose rows have their fields as attributes."""
    return np.dtype((np.record, dtype))
