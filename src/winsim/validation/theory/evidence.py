"""Belief as a count of evidence: Beta distributions. Source: josang2002."""


def expected(prior: tuple[float, float], good: float, bad: float) -> float:
    """The mean of a Beta distribution after evidence, josang2002: (a + good) / (a + good + b + bad).

    Args:
        prior: a and b, the evidence in favour and against at the start, above 0.
        good: evidence in favour since, in observations.
        bad: evidence against since.
    """
    in_favour, against = prior[0] + good, prior[1] + bad
    return in_favour / (in_favour + against)


def lasting(news: float, memory: float) -> float:
    """What steady evidence adds up to in the end where some is forgotten: Σ n·m^t = n / (1 - m).

    Forgetting is that of josang2002.

    Args:
        news: n, observations a week.
        memory: m, the share that is kept each week, in [0, 1).
    """
    return news / (1.0 - memory)
