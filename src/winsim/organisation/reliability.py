"""Whether the items of a scale measure one thing: Cronbach's α and item-rest correlations.

Both look only at people who answered every item (complete cases).
"""

import numpy as np

from winsim.numerics.arrays import Floats

FEWEST = 3
"""Of fewer complete answers nothing is said."""


def complete(answers: Floats) -> Floats:
    """The rows of those who answered every item.

    Args:
        answers: A row a person, a column an item, NaN where an item was not answered, shape (n, k).

    Returns:
        Shape (at most n, k).
    """
    return answers[~np.isnan(answers).any(axis=1)]


def cronbach_alpha(answers: Floats) -> float:
    """Cronbach's α: the reliability of the sum of k items (cronbach1951).

    α = k / (k − 1) · (1 − sum of the items' variances / variance of their sum).

    Args:
        answers: As for `complete`, reversed items already turned.

    Returns:
        At most 1; NaN for fewer than three complete answers, or where all sums are equal.

    Example:
        >>> round(cronbach_alpha(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]])), 3)
        0.667
    """
    whole = complete(answers)
    items = answers.shape[1]
    if len(whole) < FEWEST or np.ptp(whole.sum(axis=1)) == 0:
        return float("nan")
    share = whole.var(axis=0, ddof=1).sum() / whole.sum(axis=1).var(ddof=1)
    return float(items / (items - 1) * (1 - share))


def item_rest_correlations(answers: Floats) -> Floats:
    """The correlation of each item with the sum of the others (corrected item-total correlation).

    Args:
        answers: As for `complete`.

    Returns:
        Shape (k,); NaN for an item that all answered alike, or whose others sum to the same for all.
        An item far below 0 runs against the others, as one does that should have been turned.
    """
    whole = complete(answers)
    if len(whole) < FEWEST:
        return np.full(answers.shape[1], np.nan)
    rest = whole.sum(axis=1, keepdims=True) - whole
    own, others = whole - whole.mean(axis=0), rest - rest.mean(axis=0)
    scale = np.sqrt((own**2).sum(axis=0) * (others**2).sum(axis=0))
    together = (own * others).sum(axis=0)
    found: Floats = np.full(scale.size, np.nan)
    np.divide(together, scale, out=found, where=scale > 0)
    return found
