"""Arrays by the type of what they hold, and record arrays whose rows have fields as attributes."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Small = NDArray[np.int32]
Flags = NDArray[np.uint8]
Rows = Any
"""A NumPy record array, or one row of it, whose fields are attributes."""


FLOAT, COUNT, WEEK, FLAG = np.float64, np.int64, np.int64, np.uint8


def rows(dtype: np.dtype[Any], *shape: int, **columns: Any) -> Rows:
    """A record array of that shape, zero but for the given columns."""
    array = np.zeros(shape, dtype=_records(dtype))
    for name, values in columns.items():
        array[name] = values
    return array.view(np.recarray)


@cache
def _records(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The same layout, whose rows have their fields as attributes."""
    return np.dtype((np.record, dtype))
