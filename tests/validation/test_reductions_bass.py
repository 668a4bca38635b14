"""With thresholds at zero the model is Bass's, as a chain binomial: the same draws, the same path."""

import numpy as np
import pytest

from winsim.model.measures import measured
from winsim.numerics.chance import Draw, draws
from winsim.validation.published.reproduction import final_state, setting
from winsim.validation.theory import bass as theory

PEOPLE, WEEKS = 150, 40


@pytest.mark.parametrize(("p", "q"), [(0.03, 0.38), (0.0, 0.5), (0.2, 0.0), (0.01, 0.99)])
def test_the_path_is_that_of_a_chain_binomial_with_the_same_luck(p: float, q: float) -> None:
    growth = setting(
        "bass", f"organisation.generate.people={PEOPLE}", f"weeks={WEEKS}",
        f"behaviour.announce={p}", f"behaviour.word_of_mouth={q}",
    )  # fmt: skip
    for seed in range(1, 51):
        lots = (draws(seed, Draw.AWARENESS, PEOPLE, week) for week in range(1, WEEKS + 1))
        model = measured(final_state(growth, seed).record.weeks, "adopted") * PEOPLE
        assert np.rint(model).astype(int).tolist() == theory.path(p, q, lots)


def test_everybody_adopts_in_the_week_of_hearing() -> None:
    weeks = final_state(setting("bass", "organisation.generate.people=80"), 5).record.weeks
    assert measured(weeks, "adopted").tolist() == measured(weeks, "aware").tolist()


def test_the_mean_path_is_the_chains() -> None:
    growth = setting("bass", f"organisation.generate.people={PEOPLE}", "weeks=12")
    paths = np.array(
        [measured(final_state(growth, seed).record.weeks, "adopted") for seed in range(1, 301)]
    )
    error = paths.std(axis=0, ddof=1) / np.sqrt(300)
    exact = theory.mean_shares(theory.chain(0.03, 0.38, PEOPLE, 12))
    assert np.abs(paths.mean(axis=0) - exact)[1:].max() < 4 * error[1:].max()
    assert (np.abs(paths.mean(axis=0) - exact)[1:] < 4 * error[1:]).all()
