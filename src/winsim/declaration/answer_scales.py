"""The scales of answers in words that surveys use, in their order."""

from collections.abc import Iterable, Sequence

AGREEMENT = (
    (
        ("strongly disagree", "completely disagree", "totally disagree", "fully disagree"),
        ("disagree", "mostly disagree"),
        ("somewhat disagree", "slightly disagree", "rather disagree", "tend to disagree"),
        ("neutral", "neither agree nor disagree", "neither", "undecided", "unsure"),
        ("somewhat agree", "slightly agree", "rather agree", "tend to agree"),
        ("agree", "mostly agree"),
        ("strongly agree", "completely agree", "totally agree", "fully agree"),
    ),
    (
        ("stimme gar nicht zu", "stimme überhaupt nicht zu", "lehne völlig ab", "lehne stark ab"),
        ("stimme nicht zu", "lehne ab"),
        ("stimme eher nicht zu", "lehne eher ab"),
        ("neutral", "weder noch", "teils teils", "teils/teils", "teils, teils", "unentschieden"),
        ("stimme eher zu",),
        ("stimme zu",),
        ("stimme voll zu", "stimme voll und ganz zu", "stimme völlig zu", "stimme stark zu"),
    ),
    (
        ("trifft gar nicht zu", "trifft überhaupt nicht zu"),
        ("trifft nicht zu",),
        ("trifft eher nicht zu",),
        ("neutral", "weder noch", "teils teils", "teils/teils", "teils, teils"),
        ("trifft eher zu",),
        ("trifft zu",),
        ("trifft voll zu", "trifft voll und ganz zu", "trifft völlig zu", "trifft genau zu"),
    ),
    (
        ("pas du tout d'accord", "tout à fait en désaccord", "fortement en désaccord"),
        ("pas d'accord", "en désaccord"),
        ("plutôt pas d'accord", "plutôt en désaccord"),
        ("neutre", "ni d'accord ni pas d'accord", "ni d'accord, ni pas d'accord", "indécis"),
        ("plutôt d'accord",),
        ("d'accord",),
        ("tout à fait d'accord", "entièrement d'accord", "fortement d'accord"),
    ),
    (
        ("totalmente en desacuerdo", "muy en desacuerdo"),
        ("en desacuerdo",),
        ("algo en desacuerdo", "más bien en desacuerdo"),
        ("neutral", "ni de acuerdo ni en desacuerdo", "indiferente", "indeciso"),
        ("algo de acuerdo", "más bien de acuerdo"),
        ("de acuerdo",),
        ("totalmente de acuerdo", "muy de acuerdo"),
    ),
)
"""Scales whose two halves mirror each other: who may say one end may say the other."""
FREQUENCY = (
    (
        ("never", "not at all"), ("almost never", "very rarely"), ("rarely", "seldom"),
        ("sometimes", "occasionally"), ("often", "frequently"), ("very often", "usually"),
        ("almost always",), ("always",),
    ),
    (
        ("nie", "niemals"), ("fast nie",), ("selten",), ("manchmal", "gelegentlich", "ab und zu"),
        ("oft", "häufig"), ("sehr oft", "sehr häufig", "meistens"), ("fast immer",), ("immer",),
    ),
    (
        ("jamais",), ("presque jamais",), ("rarement",), ("parfois", "quelquefois"), ("souvent",),
        ("très souvent",), ("presque toujours",), ("toujours",),
    ),
    (
        ("nunca",), ("casi nunca",), ("rara vez", "raramente", "pocas veces"),
        ("a veces", "algunas veces"), ("a menudo", "frecuentemente", "con frecuencia"),
        ("muy a menudo", "muchas veces"), ("casi siempre",), ("siempre",),
    ),
)  # fmt: skip
"""Scales from never to always."""


def in_order(words: Iterable[str]) -> list[str] | None:
    """Answers in the order of the scale that they are from.

    Args:
        words: Different answers, as they are written.

    Returns:
        Them, least first, and whatever mirrors one of them on a scale of agreement though nobody said
        it; None where they are on no scale that is known, or two say the same.

    Example:
        >>> in_order(["Neutral", "Agree", "Strongly agree", "Disagree"])
        ['strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree']
    """
    written = {" ".join(word.casefold().replace("’", "'").split()): word for word in words}
    for scale in (*AGREEMENT, *FREQUENCY):
        found = [[word for word in place if word in written] for place in scale]
        if sum(map(len, found)) == len(written) > 1:
            if max(map(len, found)) > 1:
                return None
            return _filled(scale, found, written, scale in AGREEMENT)
    return None


def _filled(
    scale: Sequence[Sequence[str]],
    found: Sequence[Sequence[str]],
    written: dict[str, str],
    mirrored: bool,
) -> list[str]:
    """The words of each place that is found, or whose mirror is."""
    mirror = found[::-1] if mirrored else found
    return [
        written[here[0]] if here else place[0]
        for place, here, there in zip(scale, found, mirror, strict=True)
        if here or there
    ]
