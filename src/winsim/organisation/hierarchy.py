"""The reporting line: who reports to whom, how deep it is, and whether it runs in circles.

Throughout, `manager` holds the number of each person's manager, or -1, shape (n,).
"""

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Ints


def depth(manager: NDArray[np.integer]) -> Ints:
    """Managers above each person, by pointer jumping: every round doubles how far up each has looked.

    Args:
        manager: The number of each person's manager, or -1, shape (n,).

    Returns:
        Shape (n,): 0 for a head, 1 for who reports to a head; -1 for who is in a circle or reports
        into one.
    """
    above = manager.astype(np.int64)
    steps = (above >= 0).astype(np.int64)
    for _ in range(max(1, int(manager.size).bit_length())):
        climbing = np.flatnonzero(above >= 0)
        if climbing.size == 0:
            break
        steps[climbing] += steps[above[climbing]]
        above[climbing] = above[above[climbing]]
    return np.where(above >= 0, -1, steps)


def circles(manager: NDArray[np.integer]) -> list[list[int]]:
    """The people of each circle in the reporting line.

    Args:
        manager: The number of each person's manager, or -1, shape (n,).

    Returns:
        A list for each circle, from its lowest number upwards along the line: each person's manager
        is the next one, and the last one's is the first. Whoever reports into a circle without being
        part of it is in none.
    """
    rings: list[list[int]] = []
    seen = depth(manager) >= 0
    for first in np.flatnonzero(~seen).tolist():
        path: list[int] = []
        person = first
        while not seen[person]:
            seen[person] = True
            path.append(person)
            person = int(manager[person])
        if person in path:
            circle = path[path.index(person) :]
            turn = circle.index(min(circle))
            rings.append(circle[turn:] + circle[:turn])
    return rings


def reports(manager: NDArray[np.integer]) -> Ints:
    """How many people report to each person, shape (n,)."""
    return np.bincount(manager[manager >= 0], minlength=manager.size).astype(np.int64)


def leads(manager: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Whether somebody reports to each person, 0 or 1, shape (n,)."""
    leading = np.zeros(manager.size, dtype=np.uint8)
    leading[manager[manager >= 0]] = 1
    return leading
