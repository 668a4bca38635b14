"""Belief as a count of evidence: Beta distributions. Source: josang2002."""


def expected(prior: tuple[float, float], good: float, bad: float) -> float:
    """The mean of a Beta distribution after so much evidence in favour and against."""
    in_favour, against = prior[0] + good, prior[1] + bad
    return in_favour / (in_favour + against)


def lasting(news: float, memory: float) -> float:
    """What steady news of that strength adds up to in the end, if so much of it is kept each week."""
    return news / (1.0 - memory)
