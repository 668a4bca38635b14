"""Whom people name: how evenly ties are spread over those who are listened to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winsim.numerics.arrays import Floats
from winsim.organisation.labels import ids_of, label
from winsim.organisation.organisation import Organisation

MOST = 10
"""So many of the most named are listed."""
TENTH = 10


@dataclass(frozen=True)
class Attention:
    """The distribution of in-degree: by how many each person is named, that is listened to.

    Attributes:
        most_named: The `MOST` people named by most: label, and by how many.
        top_tenth: Share of all ties that lead to the most named tenth of the people (rounded up), in
            [0, 1]; NaN without ties.
        gini: Gini coefficient of the number by whom people are named, 0 where it is the same for all.
        name_nobody: Ids of people who listen to nobody.
        unnamed: Ids of people whom nobody names.
    """

    most_named: tuple[tuple[str, int], ...]
    top_tenth: float
    gini: float
    name_nobody: tuple[str, ...]
    unnamed: tuple[str, ...]


def attention(organisation: Organisation) -> Attention:
    """Measure how evenly ties are spread over those who are listened to."""
    named = np.diff(organisation.network.listener_start)
    order = np.argsort(-named, kind="stable")
    ties = int(named.sum())
    tenth = -(-organisation.people // TENTH)
    most = order[: min(MOST, int((named > 0).sum()))].tolist()
    return Attention(
        most_named=tuple((label(organisation, person), int(named[person])) for person in most),
        top_tenth=int(named[order[:tenth]].sum()) / ties if ties else float("nan"),
        gini=gini(named),
        name_nobody=ids_of(organisation, organisation.network.degree == 0),
        unnamed=ids_of(organisation, named == 0),
    )


def answered(organisation: Organisation) -> NDArray[np.bool_]:
    """Whether each person answered when asked for ties, shape (n,).

    As the files say; where they do not, those who listen to somebody are taken for it.
    """
    return (
        organisation.network.degree > 0 if organisation.answered is None else organisation.answered
    )


def gini(amounts: NDArray[np.integer] | Floats) -> float:
    """The Gini coefficient of amounts: half their mean difference, divided by their mean.

    Args:
        amounts: Of no less than 0, shape (n,).

    Returns:
        From 0, where all are equal, to 1 − 1/n, where one has everything; NaN where all are 0.
    """
    count, total = amounts.size, float(amounts.sum())
    if not total:
        return float("nan")
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks * np.sort(amounts)).sum() / (count * total) - (count + 1) / count)
