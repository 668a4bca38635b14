"""Sentences: what an organisation is beside measured workplaces, and what to check."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support.organisations import lettered
from winsim.declaration.bibliography import sources
from winsim.organisation.checks import outside, points_to_check
from winsim.organisation.description import Description, describe
from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.generator.generator import generated
from winsim.organisation.organisation import ONE, Organisation, make_organisation
from winsim.organisation.statements import statements
from winsim.organisation.workplaces import MEASURES, WORKPLACES, Workplace, measured_range
from winsim.scenario.organisation_source import Generator, OrganisationSource

FILES = {
    "high-tech managers, advice": ("krackhardt_advice", "krackhardt", "dept"),
    "high-tech managers, friends": ("krackhardt_friends", "krackhardt", "dept"),
    "lawyers, advice": ("lazega_advice", "lazega", "office"),
    "lawyers, friends": ("lazega_friends", "lazega", "office"),
    "lawyers, shared work": ("lazega_cowork", "lazega", "office"),
    "consultants, information": (
        "cross_parker_consulting_info", "cross_parker_consulting", "location",
    ),
    "consultants, frequent information": (
        "cross_parker_consulting_info", "cross_parker_consulting", "location",
    ),
    "research institution, mail": ("email_eu_core", "email_eu_core", "department"),
}  # fmt: skip


def strong(who: Organisation, least: int) -> Organisation:
    """The organisation with only the ties of at least this weight."""
    listens, to, weight = who.ties
    kept = weight >= least * ONE
    teams = [who.team_names[team] for team in who.network.team]
    return make_organisation(who.ids, teams, (listens[kept], to[kept], None))


@pytest.mark.parametrize("workplace", WORKPLACES, ids=lambda one: one.name)
def test_the_table_of_workplaces_is_what_the_studies_files_give(
    shared_data: Path, workplace: Workplace
) -> None:
    name = workplace.name
    ties, people, team = FILES[name]
    source = OrganisationSource(
        people=f"{people}_nodes.csv", ties=f"{ties}_edges.csv", columns={"team": team}
    )
    who = organisation_with_notes(source, 1, shared_data).organisation
    found = describe(strong(who, 4) if "frequent" in name else who)
    assert workplace.values == pytest.approx(
        {measure: value(found) for measure, value in MEASURES.items()}, abs=0.0006
    )


def test_every_workplace_names_its_study() -> None:
    assert {workplace.source for workplace in WORKPLACES} <= set(sources())


def half_returned() -> Organisation:
    """A generated firm, of whose mutual ties every second one has lost a direction."""
    who = generated(Generator(people=90), 1)
    listens, to, _ = who.ties
    kept = (listens < to) | ((listens + to) % 2 == 0)
    teams = [who.team_names[team] for team in who.network.team]
    return make_organisation(who.ids, teams, (listens[kept], to[kept], None), who.manager)


def test_direction_is_described_as_what_it_is() -> None:
    def said(who: Organisation) -> str:
        return "\n".join(statements(describe(who)))

    both_ways = [(0, 1), (1, 0)]
    assert "Every tie is returned, as in a list of pairs" in said(lettered("xy", both_ways))
    one_of_two = said(lettered("xxx", [*both_ways, (0, 2), (1, 2)]))
    assert "Of 100 ties 50 are returned; in measured workplaces 39 to 75 are" in one_of_two
    assert "if as many ties ran at random, 67 would be" in one_of_two  # four of six possible ties
    assert "Of 100 ties 0 are returned" in said(lettered("xy", [(0, 1)]))


def test_a_firm_like_measured_ones_is_not_said_to_be_unlike_them() -> None:
    assert outside(describe(generated(Generator(), 1))) == []
    assert outside(describe(half_returned())) == []


def test_meetings_in_which_all_are_tied_stand_out() -> None:
    everybody = [(i, j) for i in range(40) for j in range(40) if i != j]
    unlike = outside(describe(lettered("x" * 20 + "y" * 20, everybody)))
    assert any("39.0 contacts on average, in measured workplaces 4.9 to 32.0" in s for s in unlike)
    assert any(s.startswith("100% of a person's contacts know each other") for s in unlike)
    assert any("Do the ties come from meetings" in words for words in unlike)


def test_nothing_is_compared_where_everything_is_chance() -> None:
    assert outside(describe(lettered("xxyy", [(0, 1), (1, 2)]))) == []


def with_silent(silent: int) -> Description:
    """A firm in which the first people name nobody."""
    who = half_returned()
    listens, to, _ = who.ties
    kept = listens >= silent
    teams = [who.team_names[team] for team in who.network.team]
    return describe(make_organisation(who.ids, teams, (listens[kept], to[kept], None), who.manager))


def test_teams_that_hardly_answered_come_first_and_are_named() -> None:
    assert not any("listen to anybody" in words for words in points_to_check(with_silent(0)))
    found = with_silent(27)
    first, *others = points_to_check(found)
    assert first.startswith("In 3 teams fewer than half of the people listen to anybody: team 01, ")
    assert not any("70%" in words for words in others)  # the doubt of the whole is said by itself
    assert "70% of the people listen to somebody; 27 listen to nobody." in statements(found)


def test_where_answers_are_known_the_words_say_so() -> None:
    who = lettered("xxyy", [(0, 1), (1, 2), (2, 0)])
    found = describe(replace(who, answered=np.ones(4, dtype=bool)))
    assert "All of these people answered." in statements(found)
    assert not any("answered" in words for words in points_to_check(found))


def test_a_team_column_that_has_nothing_to_do_with_the_ties() -> None:
    who = generated(Generator(people=90), 1)
    shuffled = [f"team {person % 10}" for person in range(90)]
    found = describe(make_organisation(who.ids, shuffled, (*who.ties[:2], None)))
    (words,) = [words for words in points_to_check(found) if "hardly follow" in words]
    low, high = measured_range("block_ratio")
    assert f"in measured workplaces {low:.1f} to {high:.1f} times, 3.2 at the median" in words


def test_one_person_on_whom_the_teams_hang() -> None:
    star = [(0, person) for person in range(1, 7)]
    rings = [(1, 2), (2, 1), (3, 4), (4, 3), (5, 6), (6, 5)]
    who = replace(lettered("hxxyyzz", star + rings), names=("Ana", "b", "c", "d", "e", "f", "g"))
    found = describe(who)
    checks = points_to_check(found)
    assert any(
        "100% of the pairs tied across teams involve one person, Ana (0) of h" in words
        for words in checks
    )
    assert any("Without Ana (0) of h, 4 people have no connection" in w for w in checks)
    assert any("involve the person who bridges most: Ana (0)" in w for w in statements(found))


def test_managers_without_ties_to_their_reports_are_named() -> None:
    found = describe(lettered("xxyy", [(0, 2), (1, 3), (2, 3)], [-1, 0, 0, 2]))
    line = "1 manager has no tie to anybody who reports to them: 2."
    assert line not in "\n".join(statements(found))  # 2 and 3 are tied
    apart = describe(lettered("xxyy", [(0, 2), (1, 3)], [-1, 0, 0, 2]))
    assert line in "\n".join(statements(apart))
    assert any(words.startswith(line) for words in points_to_check(apart))


def test_after_those_who_did_not_answer_are_treated_the_words_are_still_true(
    tmp_path: Path,
) -> None:
    # d is silent: left out, three people answered; taken to listen to the team, nobody listens to none.
    (tmp_path / "p.csv").write_text("id,team\na,x\nb,x\nc,y\nd,y\n")
    (tmp_path / "t.csv").write_text("source,target\na,b\nb,c\nc,d\nc,a\n")

    def said(how: str) -> str:
        source = OrganisationSource.model_validate(
            {"people": "p.csv", "ties": "t.csv", "nonresponse": how}
        )
        who = organisation_with_notes(source, 1, tmp_path).organisation
        return "\n".join(statements(describe(who)))

    assert "75% of the people listen to somebody; 1 listens to nobody." in said("as_told")
    for how in ("team", "reciprocity", "drop"):
        assert "All of these people listen to somebody." in said(how)
        assert "answered" not in said(how)
