"""The streams of luck from which ties are drawn."""

from enum import IntEnum


class Stream(IntEnum):
    """The first stream of luck of what is drawn; the numbers are part of every published run."""

    BRIDGES = 1000
    CLOSURES = 2000
    AGAIN = 3000
