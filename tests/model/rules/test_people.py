"""What one employee does, rule by rule: first worked by hand, then what must hold always."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rules import amounts, luck, shares
from winsim.model.rules import (
    adoption,
    appeal,
    awareness,
    belief,
    evidence,
    exposure,
    fatigue,
    learning,
    trust,
)
from winsim.numerics.compiling import uncompiled

pytestmark = pytest.mark.interpreted

BY_HAND: list[tuple[Callable[..., Any], tuple[float, ...], Any]] = [
    # ln(.33/.67) = ln .492537; a belief of one half neither attracts nor repels.
    (appeal.from_belief, (0.33,), -0.708185),
    (appeal.from_belief, (0.5,), 0.0),
    # .88 × ln 2: gains of twice the losses; equal gains and losses cancel.
    (appeal.from_prospects, (2.0, 1.0, 0.88), 0.609970),
    (appeal.from_prospects, (3.0, 3.0, 0.88), 0.0),
    # 1 + .69 × z²/(z² + .3²): z = .1 gives .1 of it, z = .3 half, z = 1 gives 1/1.09.
    (appeal.felt_loss_aversion, (1.69, 0.1, 0.3), 1.069),
    (appeal.felt_loss_aversion, (1.69, 0.3, 0.3), 1.345),
    (appeal.felt_loss_aversion, (1.69, 1.0, 0.3), 1.633028),
    (appeal.felt_loss_aversion, (1.69, 0.1, 0.0), 1.69),
    (appeal.from_loss, (1.345,), -0.296394),  # -ln 1.345
    (appeal.from_loss, (1.0,), 0.0),
    (appeal.from_efficacy, (0.75, 1.0), 0.5),  # 1 × (1.5 - 1)
    (appeal.from_safety, (0.3, 0.5), -0.2),  # .5 × (.6 - 1)
    (appeal.from_fatigue, (0.3, 1.33), -0.399),
    (appeal.from_load, (0.5, 0.5), -0.25),
    (appeal.from_trust, (0.6, 0.5), 0.1),
    (appeal.probability, (0.0,), 0.5),
    (appeal.probability, (1.098612,), 0.75),  # odds of 3 to 1
    # half example, half judgement: .5 × .4 + .5 × .6
    (adoption.inclination, (0.5, 0.4, 0.6), 0.5),
    (adoption.inclination, (0.25, 0.8, 0.4), 0.5),
    (adoption.inclination, (1.0, 0.4, 0.9), 0.4),
    (adoption.inclination, (0.0, 0.4, 0.9), 0.9),
    (adoption.noise, (0.5, 0.02), 0.0),
    (adoption.noise, (0.731058579, 0.02), 0.02),  # luck at odds of e to 1 is one scale
    (adoption.noise, (0.01, 0.0), 0.0),
    (exposure.example, (65536, 1.0), 65536),
    (exposure.example, (65536, 2.5), 163840),
    (exposure.example, (3, 0.5), 2),  # 1.5 in fixed point, rounded
    # a hazard of .05 + .25 × .4 = .15 a week
    (awareness.hears, (0.05, 0.25, 0.4, 0.14), True),
    (awareness.hears, (0.05, 0.25, 0.4, 0.16), False),
    (awareness.hears, (1.0, 0.0, 0.0, 0.999999), True),
    # 4 of 6 observations are prior: 4 + 2 × .985 + 1
    (belief.remembered, (6.0, 4.0, 0.985, 1.0), 6.97),
    (belief.remembered, (6.0, 4.0, 1.0, 0.0), 6.0),
    (belief.remembered, (6.0, 4.0, 0.0, 0.0), 4.0),
    (belief.share, (6.0, 2.0), 0.75),
    (belief.averaged, (0.4, 0.6, 0.1), 0.42),
    (belief.averaged, (0.4, 0.6, 0.0), 0.4),
    # 1 × 1 + .3 × .5 + .15 × ½ × .25, trust one half
    (evidence.observed, (1.0, 0.5, 0.25, 1.0, 0.3, 0.075), 1.16875),
    # room for 3: of 4 that wait ¾, and nothing new; 1 that waits leaves room for half of 4
    (evidence.attended, (4.0, 1.0, 3.0), (0.75, 0.0)),
    (evidence.attended, (1.0, 4.0, 3.0), (1.0, 0.5)),
    (evidence.attended, (0.0, 2.0, 3.0), (1.0, 1.0)),
    # nothing seen: a week more; half of what one notices: half the wait; a result: none
    (evidence.weeks_unseen, (5.0, 0.0, 0.1), 6.0),
    (evidence.weeks_unseen, (5.0, 0.05, 0.1), 3.0),
    (evidence.weeks_unseen, (5.0, 0.2, 0.1), 0.0),
    (evidence.silence, (8.0, 8.0), 0.0),
    (evidence.silence, (12.0, 8.0), 0.5),
    (evidence.silence, (16.0, 8.0), 1.0),
    (evidence.silence, (99.0, 8.0), 1.0),
    # two of five colleagues; of five and oneself; nobody to listen to
    (exposure.exposure, (2.0, 5.0, 0.0), 0.4),
    (exposure.exposure, (2.0, 5.0, 1.0), 1 / 3),
    (exposure.exposure, (0.0, 0.0, 0.0), 0.0),
    (fatigue.load, (0,), 0.0),
    (fatigue.load, (1,), 0.5),
    (fatigue.load, (3,), 0.75),
    # in a team of 4, an owner of a fifth of everyone's ½: .4 + .5 × .2 × 4, and .4 for the rest
    (fatigue.carried, (0.5, 4, 0.2, True), 0.8),
    (fatigue.carried, (0.5, 4, 0.2, False), 0.4),
    (fatigue.carried, (0.75, 9, 0.5, True), 1.0),
    (fatigue.carried, (0.5, 4, 0.0, True), 0.5),
    # .2 + .04 × .5 × .8 - .05 × .2
    (fatigue.tired, (0.2, 0.5, 0.04, 0.05), 0.206),
    (fatigue.tired, (0.2, 0.0, 0.04, 0.05), 0.19),
    (learning.practised, (0.2, 0.05, True), 0.24),
    (learning.practised, (0.2, 0.05, False), 0.19),
    (trust.earned, (1.0, 0.5), 0.5),
    # .5 × (2 × 1 for a setback, and .05 × ½ for silence)
    (trust.lost, (1.0, 0.5, 2.0, 0.5, 0.05), 1.0125),
    (trust.disappointment, (0.8, 0.3, 4.0), 2.0),
    (trust.disappointment, (0.3, 0.8, 4.0), 0.0),
    # .4 of the value in use, .25 of it at the last checkpoint: 2 × .15
    (trust.delivered, (0.4, 0.25, 2.0), 0.3),
    (trust.delivered, (0.25, 0.4, 2.0), 0.0),
    (trust.abandoned, (0.3, 2.0), 1.4),
    (trust.abandoned, (1.2, 2.0), 0.0),  # more is in use than was declared
    # .3 of the value in use, .5 of the show: .1 × .3 for it, .1 × 2 × .2 against it
    (belief.from_use, (0.3, 0.1), 0.03),
    (belief.against_use, (0.3, 0.5, 0.1, 2.0), 0.04),
    (belief.against_use, (0.5, 0.3, 0.1, 2.0), 0.0),
    # who listens to nobody gives nobody's example no weight
    (adoption.susceptible, (0.5, 3.0, 1.0), 0.5),
    (adoption.susceptible, (0.5, 0.0, 1.0), 0.0),
    (adoption.susceptible, (0.5, 0.0, 0.0), 0.5),
    # 12 % a year are .0023077 a week
    # 1 - .0023077 a week: as good as sure to be there after one, and half are gone after 300
    (adoption.tenure, (0.12, 0.0), 1),
    (adoption.tenure, (0.12, 0.5), 301),  # 1 + floor(ln .5 / ln .9976923 = 300.02)
    (adoption.tenure, (0.52, 0.02), 3),  # a hundredth a week: floor(ln .98 / ln .99 = 2.01)
    (adoption.tenure, (1e-12, 0.5), 1000000001),  # for ever
    (adoption.tenure, (1e-300, 0.5), 1000000000),
]


@pytest.mark.parametrize(("rule", "given", "result"), BY_HAND)
def test_a_rule_as_worked_by_hand(
    rule: Callable[..., Any], given: tuple[float, ...], result: float
) -> None:
    assert uncompiled(rule)(*given) == pytest.approx(result, abs=1e-6)


def test_an_adopter_leaves_only_clearly_below_the_threshold_by_bad_luck_and_without_habit() -> None:
    leaves = uncompiled(adoption.leaves)
    assert leaves(0.3, 0.5, 0.1, 0.05, 0.0, 0.04)
    assert not leaves(0.4, 0.5, 0.1, 0.05, 0.0, 0.04)  # .1 below is not more than .1 below
    assert not leaves(0.3, 0.5, 0.1, 0.05, 0.0, 0.05)  # the hazard is .05
    assert not leaves(0.3, 0.5, 0.1, 0.05, 0.5, 0.03)  # half skilled: .025
    assert not leaves(0.3, 0.5, 0.1, 0.0, 0.0, 0.0)  # off


def test_a_threshold_is_reached_when_it_is_met_up_to_a_rounding_error() -> None:
    convinced = uncompiled(adoption.convinced)
    assert convinced(0.47, 0.47)
    assert convinced(0.1 + 0.2, 0.3)
    assert convinced(0.3, 0.1 + 0.2)
    assert not convinced(0.3, 0.301)


def test_nobody_complies_without_a_mandate() -> None:
    assert uncompiled(adoption.complies)(0.1, 0.05)
    assert not uncompiled(adoption.complies)(0.1, 0.1)
    assert not uncompiled(adoption.complies)(0.0, 0.0)


@given(shares, shares, shares)
def test_inclination_lies_between_example_and_judgement(s: float, seen: float, own: float) -> None:
    inclined = uncompiled(adoption.inclination)(s, seen, own)
    assert min(seen, own) - 1e-15 <= inclined <= max(seen, own) + 1e-15


@given(shares, st.floats(0.0, 5.0), luck, shares, shares)
def test_more_skill_and_more_inclination_never_make_anyone_leave(
    inclined: float, more: float, drawn: float, skill: float, threshold: float
) -> None:
    leaves = uncompiled(adoption.leaves)
    if not leaves(inclined, threshold, 0.1, 0.5, skill, drawn):
        assert not leaves(inclined + more, threshold, 0.1, 0.5, skill, drawn)
        assert not leaves(inclined, threshold, 0.1, 0.5, min(skill + more, 1.0), drawn)


@given(st.floats(1.0, 20.0), st.floats(0.001, 1.0), st.floats(0.0, 2.0), st.floats(0.0, 2.0))
def test_a_small_ask_is_felt_as_less_of_a_loss(
    loss_aversion: float, asked: float, stake: float, more: float
) -> None:
    felt = uncompiled(appeal.felt_loss_aversion)
    assert 1.0 <= felt(loss_aversion, asked, stake) <= loss_aversion * (1 + 1e-15)
    assert felt(loss_aversion, asked, stake) <= felt(loss_aversion, asked + more, stake) + 1e-12
    assert felt(loss_aversion, asked, stake + more) <= felt(loss_aversion, asked, stake) + 1e-12


@given(shares, shares, st.floats(0.0, 5.0))
def test_the_terms_of_the_appeal_go_the_way_they_should(one: float, other: float, k: float) -> None:
    low, high = min(one, other), max(one, other)
    for rises in (appeal.from_efficacy, appeal.from_safety, appeal.from_trust):
        assert uncompiled(rises)(low, k) <= uncompiled(rises)(high, k)
    for falls in (appeal.from_fatigue, appeal.from_load):
        assert uncompiled(falls)(low, k) >= uncompiled(falls)(high, k)
    assert uncompiled(appeal.from_belief)(low) <= uncompiled(appeal.from_belief)(high)
    assert 0.0 <= uncompiled(appeal.probability)(k) <= 1.0


@given(shares)
def test_the_terms_of_the_appeal_are_idle_at_weight_0(state: float) -> None:
    for term in (
        appeal.from_efficacy,
        appeal.from_safety,
        appeal.from_trust,
        appeal.from_fatigue,
        appeal.from_load,
    ):
        assert uncompiled(term)(state, 0.0) == 0.0


@given(amounts, st.floats(0.1, 20.0), shares, amounts, amounts)
def test_evidence_only_fades_towards_the_prior(
    gathered: float, prior: float, memory: float, news: float, more: float
) -> None:
    remembered = uncompiled(belief.remembered)
    kept = remembered(prior + gathered, prior, memory, news)
    assert prior + news - 1e-9 <= kept <= prior + gathered + news + 1e-9
    assert kept <= remembered(prior + gathered, prior, memory, news + more)


@given(st.floats(0.01, 100.0), st.floats(0.01, 100.0), st.floats(0.0, 10.0))
def test_belief_rises_with_evidence_in_favour_and_falls_with_evidence_against(
    a: float, b: float, more: float
) -> None:
    share = uncompiled(belief.share)
    assert share(a, b + more) <= share(a, b) <= share(a + more, b)
    assert 0.0 < share(a, b) < 1.0


@given(amounts, amounts, st.floats(0.01, 10.0))
def test_nobody_takes_in_more_than_attention_allows(
    waiting: float, new: float, attention: float
) -> None:
    first, then = uncompiled(evidence.attended)(waiting, new, attention)
    assert 0.0 < first <= 1.0
    assert 0.0 <= then <= 1.0
    assert first * waiting + then * new <= attention * (1 + 1e-12)
    assert then * new == 0.0 or first == 1.0
    assert uncompiled(evidence.attended)(waiting, new, float("inf")) == (1.0, 1.0)


@given(amounts, st.floats(0.0, 5.0), st.floats(0.001, 1.0))
def test_waiting_lasts_at_most_a_week_longer(unseen: float, seen: float, notice: float) -> None:
    weeks = uncompiled(evidence.weeks_unseen)(unseen, seen, notice)
    assert 0.0 <= weeks <= unseen + 1.0
    assert (weeks == 0.0) == (seen >= notice) or seen / notice > 1 - 1e-12


@given(amounts, amounts, st.floats(0.1, 20.0))
def test_silence_grows_from_patience_to_twice_patience(a: float, b: float, patience: float) -> None:
    silence = uncompiled(evidence.silence)
    assert 0.0 <= silence(min(a, b), patience) <= silence(max(a, b), patience) <= 1.0
    assert silence(patience, patience) == 0.0
    assert silence(2 * patience, patience) == 1.0


@given(shares, st.floats(0.0, 100.0), st.sampled_from([0.0, 1.0]))
def test_exposure_is_a_share(adopting: float, degree: float, own: float) -> None:
    assert 0.0 <= uncompiled(exposure.exposure)(adopting * degree, degree, own) <= 1.0


@given(st.integers(0, 20), st.integers(1, 30), shares)
def test_owners_take_over_load_and_none_is_lost_or_made(
    steps: int, size: int, share: float
) -> None:
    load = uncompiled(fatigue.load)(steps)
    owner = uncompiled(fatigue.carried)(load, size, share, True)
    other = uncompiled(fatigue.carried)(load, size, share, False)
    assert 0.0 <= other <= owner <= 1.0
    total = owner + (size - 1) * other
    assert total == pytest.approx(size * load) or (owner == 1.0 and total < size * load)


@given(shares, shares, shares, shares)
def test_fatigue_stays_between_0_and_1_and_rises_with_load(
    tired: float, load: float, up: float, rest: float
) -> None:
    after = uncompiled(fatigue.tired)
    if up * load + rest <= 1.0:
        assert -1e-15 <= after(tired, load, up, rest) <= 1.0
    assert after(tired, load, up, rest) >= after(tired, load / 2, up, rest)
    assert after(0.0, load, 0.0, rest) == 0.0


@given(shares, shares, st.booleans())
def test_skill_stays_between_0_and_1(skill: float, gain: float, practising: bool) -> None:
    after = uncompiled(learning.practised)(skill, gain, practising)
    assert 0.0 <= after <= 1.0
    assert (after >= skill) if practising else (after <= skill)


@given(amounts, st.floats(0.0, 5.0), st.floats(0.0, 5.0), shares, shares, st.floats(0.0, 5.0))
def test_trust_evidence_is_never_negative(
    setbacks: float, gain: float, weight: float, silence: float, heard: float, loss: float
) -> None:
    assert uncompiled(trust.earned)(setbacks, gain) >= 0.0
    assert uncompiled(trust.lost)(setbacks, gain, weight, silence, heard) >= 0.0
    assert uncompiled(trust.disappointment)(silence, heard, loss) >= 0.0
    assert uncompiled(trust.earned)(setbacks, 0.0) == 0.0
    assert uncompiled(trust.lost)(setbacks, 0.0, weight, silence, heard) == 0.0
    assert uncompiled(trust.disappointment)(silence, heard, 0.0) == 0.0


@given(shares, shares, shares, luck, st.floats(0.0, 1.0))
def test_who_hears_at_a_low_hazard_hears_at_a_higher_one(
    announced: float, told: float, seen: float, drawn: float, more: float
) -> None:
    hears = uncompiled(awareness.hears)
    if hears(announced, told, seen, drawn):
        assert hears(announced + more, told, seen, drawn)
        assert hears(announced, told + more, seen, drawn)
    assert not hears(0.0, 0.0, seen, drawn)
