"""Traits from the columns of a survey: their scale, their items, and who did not answer."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.organisations import of_teams, plain
from winsim.declaration.answer_scales import in_order
from winsim.declaration.override import override_from
from winsim.model.traits import traits_of
from winsim.organisation.files.reading import organisation_of
from winsim.organisation.measured_traits import measured_traits, trait_doubts, trait_notes
from winsim.organisation.organisation import Organisation
from winsim.organisation.reliability import cronbach_alpha, item_rest_correlations
from winsim.problems import BadInput
from winsim.scenario.scenario import Scenario

NAN = float("nan")


def reading(trait: Any, name: str = "employees.susceptibility", **fields: Any) -> Scenario:
    """A scenario that has a trait, whose range is 0 to 1, read so."""
    part, _, field = name.partition(".")
    return plain("social_proof", "safety", **{part: {field: trait}, **fields})


def values(who: Organisation, trait: Any, name: str = "employees.susceptibility") -> list[float]:
    """The trait of everyone, to three digits."""
    (found,) = measured_traits(reading(trait, name), who)
    return [round(value, 3) for value in found.values.tolist()]


def refused(who: Organisation, trait: Any, name: str = "employees.susceptibility") -> str:
    """With which words the trait is refused."""
    with pytest.raises(BadInput) as bad:
        measured_traits(reading(trait, name), who)
    return str(bad.value)


def doubts(who: Organisation, trait: Any, name: str = "employees.susceptibility") -> list[str]:
    return trait_doubts(reading(trait, name), who)


def test_an_item_from_1_to_5_is_refused_with_the_remedy_that_reads_it() -> None:
    who = of_teams(3, pull=[1, 3, 5])
    words = refused(who, {"column": "pull"})
    assert "pull = 1 to 5: lies outside the range of employees.susceptibility, 0 to 1" in words
    remedy = words.rpartition("write ")[2]
    assert remedy == "employees: {susceptibility: {column: pull, rescale: {from: [1, 5]}}}"
    assert values(who, {"column": "pull", "rescale": {"from": [1, 5]}}) == [0, 0.5, 1]


def test_what_is_read_is_what_the_run_starts_from() -> None:
    who = of_teams(3, pull=[1, 2, 5])
    scenario = reading({"column": "pull", "rescale": {"from": [1, 5]}})
    assert traits_of(scenario, who, 1)[0].susceptibility.tolist() == [0, 0.25, 1]
    with pytest.raises(BadInput, match="lies outside the range"):
        traits_of(reading({"column": "pull"}), who, 1)


def test_a_scale_is_turned_round_and_mapped_into_a_part_of_the_range() -> None:
    who = of_teams(3, pull=[1, 2, 5])
    assert values(who, {"column": "pull", "rescale": {"from": [5, 1]}}) == [1, 0.75, 0]
    part = {"from": [1, 5], "to": [0.2, 0.6]}
    assert values(who, {"column": "pull", "rescale": part}) == [0.2, 0.3, 0.6]


def test_full_shares_are_the_ends_of_a_range_that_stops_just_before_them() -> None:
    # Trust lies between .001 and .999, so that its Beta distribution has two parts.
    assert values(of_teams(3, trust=[0, 0.5, 1]), {"column": "trust"}, "employees.trust") == [
        0.001, 0.5, 0.999
    ]  # fmt: skip


def test_a_trait_in_another_unit_must_say_what_the_ends_of_the_scale_stand_for() -> None:
    who = of_teams(2, time=[1, 5])
    words = refused(who, {"column": "time"}, "teams.capacity")
    remedy = "teams: {capacity: {column: time, rescale: {from: [1, 5], to: [0.06, 0.2]}}}"
    assert words.endswith(remedy)
    with pytest.raises(
        BadInput, match=r"must say what the scale's ends stand for, in person-weeks"
    ):
        plain().with_fields({"teams.capacity": {"column": "time", "rescale": {"from": [1, 5]}}})
    read = {"column": "time", "rescale": {"from": [1, 5], "to": [0.06, 0.2]}}
    assert values(who, read, "teams.capacity") == [0.13]


def test_answers_beside_the_scale_are_refused_person_by_person() -> None:
    words = refused(of_teams(3, pull=[1, 55, 0]), {"column": "pull", "rescale": {"from": [1, 5]}})
    assert "a2: pull = 55: lies outside the scale from 1 to 5" in words
    assert "a3: pull = 0: lies outside" in words


def test_the_words_of_all_items_are_told_together_in_the_order_of_their_scale() -> None:
    # Nobody disagrees strongly; one item alone has "Strongly agree", the other alone "Disagree".
    who = of_teams(3, q1=["Agree", "Strongly agree", ""], q2=["Disagree", "Neutral", "Agree"])
    words = refused(who, {"items": ["q1", "q2"]})
    assert words.count("is no number") == 1
    scale = "{words: [strongly disagree, Disagree, Neutral, Agree, Strongly agree]}"
    assert f"items: [q1, q2], rescale: {scale}" in words
    told = ["strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    read = {"items": ["q1", "q2"], "rescale": {"words": told}}
    assert values(who, read | {"missing": "all"}) == [0.5, 0.75, 0.75]


@pytest.mark.parametrize(
    "scale",
    [
        ["Never", "Rarely", "Sometimes", "Often", "Always"],
        ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme voll zu"],
        ["Trifft nicht zu", "teils/teils", "Trifft zu"],
        ["nie", "selten", "manchmal", "oft", "immer"],
        ["Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord"],
        ["nunca", "a veces", "siempre"],
        ["Muy en desacuerdo", "En desacuerdo", "De acuerdo", "Muy de acuerdo"],
        ["strongly disagree", "disagree", "somewhat disagree", "neither agree nor disagree",
         "somewhat agree", "agree", "strongly agree"],
    ],
)  # fmt: skip
def test_known_scales_are_put_in_their_order(scale: list[str]) -> None:
    assert in_order(sorted(scale)) == scale


def test_words_of_no_known_scale_are_not_put_in_any_order() -> None:
    words = refused(of_teams(3, mood=["blue", "sunny", "grey"]), {"column": "mood"})
    assert "put its answers (blue, sunny, grey) in their order, least first" in words
    assert words.endswith("rescale: {words: [LEAST, …, MOST]}}}")
    assert in_order(["often", "frequently", "never"]) is None


def test_words_are_a_scale_in_their_order() -> None:
    who = of_teams(4, says=["Agree", "disagree", "neutral", "agree"])
    scale = ["disagree", "neutral", "agree"]
    words = refused(who, {"column": "says"})
    assert "a1: says = Agree: is no number" in words
    assert words.endswith("rescale: {words: [disagree, neutral, Agree]}}}")
    assert values(who, {"column": "says", "rescale": {"words": scale}}) == [1, 0, 0.5, 1]
    strange = of_teams(2, says=["agree", "no idea"])
    assert "a2: says = no idea: is none of the words" in refused(
        strange, {"column": "says", "rescale": {"words": scale}}
    )


def test_a_column_that_is_not_there_or_holds_text_or_nothing() -> None:
    who = of_teams(3, trust_item=[1, 2, 3], site=["a", "b", "1"], empty=["", "", "n/a"])
    assert "did you mean 'trust_item'?" in refused(who, {"column": "trust_itm"})
    assert "a1: site = a: is no number" in refused(who, {"column": "site"})
    assert "empty: holds no values" in refused(who, {"column": "empty"})


def test_the_mean_of_items_with_one_of_them_reversed() -> None:
    # The second is turned: (1, 5) is 1 and 1, (4, 1) is 4 and 5.
    who = of_teams(3, q1=[1, 3, 4], q2=[5, 3, 1])
    trait = {"items": ["q1", "q2"], "reversed": ["q2"], "rescale": {"from": [1, 5]}}
    assert values(who, trait) == [0, 0.5, 0.875]


def test_whoever_answered_half_of_the_items_has_the_mean_of_those() -> None:
    who = of_teams(3, q1=[1, NAN, 5], q2=[2, 3, NAN], q3=[1, 3, NAN], q4=[4, NAN, NAN])
    trait = {"items": ["q1", "q2", "q3", "q4"], "rescale": {"from": [1, 5]}}
    assert "is missing for 1 person: a3;" in refused(who, trait)
    assert values(who, trait | {"missing": "all"}) == [0.25, 0.5, 0.375]
    notes = trait_notes(reading(trait | {"missing": "all"}), who)
    assert "1 person has the mean of the items they answered" in notes[1]


def test_whoever_has_no_value_is_refused_or_takes_the_mean_of_team_or_of_all() -> None:
    who = of_teams(3, 2, pull=[0.2, 0.4, NAN, 0.9, NAN])
    words = refused(who, {"column": "pull"})
    assert "pull: is missing for 2 people: a3, b2;" in words
    assert words.endswith("employees: {susceptibility: {column: pull, missing: team}}")
    assert values(who, {"column": "pull", "missing": "team"}) == [0.2, 0.4, 0.3, 0.9, 0.9]
    assert values(who, {"column": "pull", "missing": "all"}) == [0.2, 0.4, 0.5, 0.9, 0.5]
    assert doubts(who, {"column": "pull", "missing": "team"}) == [
        "employees.susceptibility: 2 people have no value; the mean of their team stands for it."
    ]


def test_a_team_that_nobody_answered_for_takes_the_mean_of_all() -> None:
    who = of_teams(2, 1, pull=[0.2, 0.4, NAN])
    assert values(who, {"column": "pull", "missing": "team"}) == [0.2, 0.4, 0.3]


def test_a_team_has_the_mean_of_its_members() -> None:
    who = of_teams(2, 2, safe=[1, 5, 5, NAN])
    trait = {"column": "safe", "rescale": {"from": [1, 5]}, "missing": "team"}
    assert values(who, trait, "teams.safety") == [0.5, 1]


def test_one_value_for_all_is_a_doubt() -> None:
    assert doubts(of_teams(2, pull=[0.5, 0.5]), {"column": "pull"}) == [
        "employees.susceptibility: everybody has the same value, so nobody differs in it."
    ]


def test_alpha_by_hand() -> None:
    # Variances of the items 1 and 1, of their sums (2, 5, 5) 3: α = 2 · (1 − 2/3).
    assert cronbach_alpha(np.array([[1.0, 1], [2, 3], [3, 2]])) == pytest.approx(2 / 3)
    # Three items, each with variance 2.5; sums 3, 6, 9, 12, 15 with 22.5: α = 1.5 · (1 − 7.5/22.5).
    alike = np.array([[n, n, n] for n in range(1, 6)], dtype=float)
    assert cronbach_alpha(alike) == pytest.approx(1)
    # Someone who left out an item does not count.
    assert cronbach_alpha(np.vstack((alike, [1, NAN, 5]))) == pytest.approx(1)
    assert np.isnan(cronbach_alpha(alike[:2]))
    assert np.isnan(cronbach_alpha(np.array([[1.0, 3], [2, 2], [3, 1]])))


def test_an_item_against_the_rest_has_a_negative_correlation() -> None:
    answers = np.array([[1.0, 1, 5], [2, 3, 4], [4, 4, 2], [5, 4, 1]])
    found = item_rest_correlations(answers)
    by_hand = np.corrcoef(answers[:, 2], answers[:, 0] + answers[:, 1])[0, 1]
    assert found[2] == pytest.approx(by_hand)
    assert found[2] < -0.9


def test_an_item_that_was_not_turned_is_named_with_what_to_write() -> None:
    who = of_teams(
        5, q1=[1, 2, 3, 4, 5], q2=[1, 3, 3, 5, 4], q3=[5, 4, 2, 2, 1], q4=[2, 2, 3, 5, 5]
    )
    trait = {"items": ["q1", "q2", "q3", "q4"], "rescale": {"from": [1, 5]}}
    (words,) = doubts(who, trait)
    assert "q3 runs against the others" in words
    assert words.endswith("write reversed: [q3].")
    mended = trait | {"reversed": ["q3"]}
    assert doubts(who, mended) == []
    # Variances 2.5, 2.2, 2.7, 2.3; of the sums 5, 9, 13, 18, 19 35.2: α = 4/3 · (1 − 9.7/35.2).
    (note,) = trait_notes(reading(mended), who)
    assert "Cronbach's α is 0.97, from 5 complete answers" in note


def test_an_item_turned_by_mistake_is_to_be_turned_back() -> None:
    who = of_teams(4, q1=[1, 2, 4, 5], q2=[1, 2, 4, 5], q3=[1, 3, 4, 5])
    trait = {"items": ["q1", "q2", "q3"], "reversed": ["q2"], "rescale": {"from": [1, 5]}}
    (words,) = doubts(who, trait)
    assert words.endswith("write reversed: [].")


def test_items_that_have_little_in_common_are_a_doubt() -> None:
    who = of_teams(6, q1=[1, 2, 3, 4, 5, 3], q2=[2, 1, 5, 1, 4, 3])
    (words,) = doubts(who, {"items": ["q1", "q2"], "rescale": {"from": [1, 5]}})
    assert "below 0.7; they may not measure one thing" in words


def test_two_complete_answers_say_nothing_of_reliability() -> None:
    who = of_teams(3, q1=[1, 2, NAN], q2=[1, 3, 4])
    (words,) = doubts(who, {"items": ["q1", "q2"], "rescale": {"from": [1, 5]}})
    assert words.endswith("cannot be said from 2 complete answers.")


def test_a_trait_of_a_mechanism_that_is_off_is_not_read() -> None:
    scenario = plain(employees={"susceptibility": {"column": "nowhere"}})
    assert measured_traits(scenario, of_teams(2)) == []


def test_problems_of_all_traits_are_told_at_once_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id,team,pull,faith\na,x,1,\nb,x,5,0.5\n")
    source = {"people": str(tmp_path / "staff.csv")}
    employees = {"susceptibility": {"column": "pull"}, "trust": {"column": "faith"}}
    scenario = plain("social_proof", employees=employees).with_fields({"organisation": source})
    with pytest.raises(BadInput) as bad:
        trait_doubts(scenario, organisation_of(scenario.organisation))
    assert [problem.where for problem in bad.value.problems] == [source["people"]] * 2


@pytest.mark.parametrize(
    ("trait", "remedy"),
    [
        ({"column": "x", "items": ["a", "b"]}, "column and items are given"),
        ({"items": ["a"]}, "must be two or more columns"),
        ({"items": ["a", "b"], "reversed": ["c"]}, "c must be among the items"),
        ({"items": ["a", "b"], "reversed": ["a"]}, "needs rescale"),
        ({"constant": 0.5, "rescale": {"from": [1, 5]}}, "goes with column or items"),
        ({"column": "x", "rescale": {}}, "give one of from, as [1, 5], and words"),
        ({"column": "x", "rescale": {"from": [1, 1]}}, "must be two different numbers"),
        ({"column": "x", "rescale": {"words": ["a", "A"]}}, "all different"),
        ({"column": "x", "rescale": {"from": [1, 5], "to": [0, 2]}}, "lies outside 0 to 1"),
    ],
)
def test_what_does_not_fit_together_is_refused(trait: Any, remedy: str) -> None:
    with pytest.raises(BadInput) as bad:
        plain().with_fields({"employees.susceptibility": trait})
    assert remedy in str(bad.value)


def test_a_measured_trait_reads_back_as_it_was_written() -> None:
    trait = {
        "items": ["a", "b"], "reversed": ["b"], "rescale": {"from": [5, 1]}, "missing": "team"
    }  # fmt: skip
    scenario = reading(trait)
    again = scenario.employees.susceptibility
    assert again.model_dump() == trait
    assert str(again) == "mean of a and b (b reversed) on a scale from 5 to 1"


def test_a_scale_can_be_set_beside_the_column_that_is_there() -> None:
    sets = ["employees.trust.column=faith", "employees.trust.rescale.from=[1, 5]"]
    told = plain().with_overrides([override_from(one) for one in sets])
    assert told.employees.trust.model_dump() == {"column": "faith", "rescale": {"from": [1, 5]}}
    drawn = told.with_overrides([override_from("employees.trust=0.4")])
    assert drawn.employees.trust.columns == ()
