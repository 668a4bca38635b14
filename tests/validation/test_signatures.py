"""The signature behaviours: every claim over a hundred pairs or more, the plainest at every run."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from verification.signatures import SIGNATURES, Claim, Finding, evaluate
from winsim.numerics.arrays import Floats

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "signatures.md"
CLAIMS = [(signature.number, claim) for signature in SIGNATURES for claim in signature.claims]


def finding_of(differences: list[float], expected: Any) -> Finding:
    def given(seeds: range) -> Floats:
        return np.array(differences)

    return evaluate(Claim("what is found", expected, given, "weeks"), range(5))


def named(claims: list[tuple[int, Claim]]) -> list[Any]:
    """Claims by number and sentence; one that the model does not bear out must go on failing."""
    return [
        pytest.param(
            claim,
            id=f"{number} {claim.sentence}",
            marks=[pytest.mark.xfail(strict=True, reason=claim.but)] if claim.but else [],
        )
        for number, claim in claims
    ]


@pytest.mark.slow
@pytest.mark.parametrize("claim", named(CLAIMS))
def test_every_claim_over_all_its_pairs(claim: Claim) -> None:
    finding = evaluate(claim, range(1001, 1001 + claim.pairs))
    assert finding.pairs >= min(claim.pairs, 100)
    assert finding.shown, finding


@pytest.mark.parametrize("claim", named([(n, claim) for n, claim in CLAIMS if claim.quick]))
def test_the_plainest_claims_over_a_few_pairs_of_other_seeds(claim: Claim) -> None:
    finding = evaluate(claim, range(5001, 5021))
    assert finding.shown, finding


def test_only_the_largest_scenario_is_run_for_fewer_than_a_hundred_pairs() -> None:
    few = [claim.sentence for _, claim in CLAIMS if claim.pairs < 100]
    assert few
    assert all(sentence.startswith("enterprise-transformation: ") for sentence in few)


def test_a_sentence_stands_once() -> None:
    # The page is read by sentence, so two claims of one sentence would be taken for each other.
    sentences = [claim.sentence for _, claim in CLAIMS]
    assert len(sentences) == len(set(sentences))


def test_their_numbers_follow_one_another_and_each_has_a_claim_that_every_run_looks_at() -> None:
    assert [signature.number for signature in SIGNATURES] == list(range(1, 34))
    for signature in SIGNATURES:
        assert any(claim.quick for claim in signature.claims), signature.title


def test_the_page_tells_of_every_claim() -> None:
    page = PAGE.read_text("utf-8")
    for _, claim in CLAIMS:
        line = next(line for line in page.splitlines() if line.startswith(f"| {claim.sentence} ("))
        assert ("not shown" in line) == bool(claim.but), line


def test_a_mean_clear_of_zero_rises_or_falls() -> None:
    # Differences of 1 … 5: mean 3, 95 % interval 1.04 to 4.96, standard deviation 1.58.
    finding = finding_of([1, 2, 3, 4, 5], "rises")
    assert finding.shown
    assert finding.effect == pytest.approx(3 / 1.5811, abs=1e-4)
    assert not finding_of([1, 2, 3, 4, 5], "falls").shown
    assert not finding_of([-5, 2, 3, 4, 5], "rises").shown


def test_alike_means_every_pair() -> None:
    assert finding_of([0, 0, 0, 0, 0], "is the same").shown
    assert not finding_of([1, -1, 1, -1, 0], "is the same").shown
    assert finding_of([0.01, -0.01, 0.01, -0.01, 0], "holds").shown


def test_pairs_that_never_came_to_it_are_left_out() -> None:
    assert finding_of([1, 2, float("nan"), 4, 5], "rises").pairs == 4
