"""Arrays packed for the page: bytes in base64 with a shape, and numbers as JSON writes them."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Packed = dict[str, Any]


def packed(values: NDArray[Any]) -> Packed:
    """An array of whole numbers as the smallest unsigned bytes that hold it, little-endian."""
    top = int(values.max(initial=0))
    kind = next(k for k in (np.uint8, np.uint16, np.uint32) if top <= np.iinfo(k).max)
    content = np.ascontiguousarray(values, dtype=np.dtype(kind).newbyteorder("<"))
    text = b64encode(content.tobytes()).decode()
    return {"shape": list(values.shape), "size": content.itemsize, "bytes": text}


def shares(values: NDArray[Any]) -> Packed:
    """Numbers in [0, 1] packed as bytes, in steps of 1/255: enough to draw, not to reckon with."""
    return packed(np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.int64))


def rounded(values: NDArray[Any], decimals: int) -> Any:
    """Numbers as nested lists with few decimals: enough to draw."""
    return np.round(values.astype(float), decimals).tolist()


def exact(values: Iterable[float]) -> list[float]:
    """Numbers that read back as they are, to the last bit."""
    return [float(value) for value in values]
