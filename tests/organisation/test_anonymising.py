"""`winsim org anonymise`: what is handed on holds no name, and is the same organisation."""

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner

from tests.support.deliveries import rows, run, written
from tests.support.organisations import mutual, of_teams
from winsim.cli.main import winsim
from winsim.organisation.anonymous.anonymising import anonymised
from winsim.organisation.anonymous.identifying import still_identifying
from winsim.organisation.anonymous.keeping import NOTHING_KEPT, Keeping
from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.small_cells import coarse_numbers, coarse_words, merged
from winsim.organisation.description import describe
from winsim.organisation.description_table import rows as measured_rows
from winsim.organisation.files.reading import load_organisation
from winsim.organisation.files.writing import write_organisation
from winsim.organisation.generator.generator import generate_organisation
from winsim.organisation.organisation import Organisation

NAMES = ("Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Kim", "Lars")


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Twelve people in teams of six, four and two; the last two are tied to Logistics alone."""
    rows = ["id,name,team,manager,location,band,joined,remark"]
    for place, name in enumerate(NAMES):
        team = "Logistics" if place < 6 else "Claims" if place < 10 else "Audit"
        boss = "" if place == 0 else "E1000"
        city = "Lyon" if place % 2 else "Porto" if place else "Bremen"
        band = 3 + (place > 5) + (place > 9)
        rows.append(
            f"E{1000 + place},{name},{team},{boss},{city},{band},2020-01-{place + 1:02d},x{place}"
        )
    (tmp_path / "staff.csv").write_text("\n".join(rows) + "\n")
    ties = [f"E{1000 + place},E1000,2" for place in range(1, 10)]
    ties += ["E1010,E1001,1", "E1011,E1002,1", "E1006,E1007,1"]
    (tmp_path / "survey.csv").write_text("source,target,weight\n" + "\n".join(ties) + "\n")
    return tmp_path


def test_no_old_id_name_or_team_is_in_any_byte(staff: Path) -> None:
    answer = run(staff, "--keep", "location", "--keep", "band")
    assert answer.exit_code == 0
    bytes_out = written(staff / "out").casefold()
    for person in rows(staff / "staff.csv"):
        for old in ("id", "name", "team", "joined", "remark"):
            assert person[old].casefold() not in bytes_out
    assert {path.name for path in (staff / "out").iterdir()} == {"people.csv", "ties.csv"}


def test_where_no_team_is_small_the_organisation_is_the_same(tmp_path: Path) -> None:
    before = generate_organisation(people=120, seed=4, locations=2)
    files = write_organisation(before, tmp_path / "clear")
    words = ["--people", str(files[0]), "--ties", str(files[1]), "--out", str(tmp_path / "out")]
    answer = CliRunner().invoke(winsim, ["org", "anonymise", *words, "--smallest", "2"])
    assert answer.exit_code == 0
    assert "Merged" not in answer.stdout
    after = load_organisation(tmp_path / "out" / "people.csv", tmp_path / "out" / "ties.csv")
    old, new = (measures(one) for one in (before, after))
    assert new == pytest.approx(old, nan_ok=True)
    assert sorted(after.team_sizes) == sorted(before.team_sizes)
    assert mixing(after) == mixing(before)


def measures(organisation: Organisation) -> dict[str, float]:
    """What is measured of an organisation, without names."""
    return {row["measure"]: row["value"] for row in measured_rows(describe(organisation))}


def mixing(organisation: Organisation) -> list[int]:
    """How many ties lead from team to team, without the teams' names."""
    listens, to, _ = organisation.ties
    team = organisation.network.team
    return sorted(Counter(zip(team[listens].tolist(), team[to].tolist(), strict=True)).values())


def test_managers_and_ties_follow_their_people(staff: Path) -> None:
    run(staff, "--key", staff / "key.csv", "--smallest", "2")
    key = {row["old"]: row["new"] for row in rows(staff / "key.csv") if row["kind"] == "person"}
    people = {row["id"]: row for row in rows(staff / "out" / "people.csv")}
    for old in rows(staff / "staff.csv"):
        assert people[key[old["id"]]]["manager"] == key.get(old["manager"], "")
    before = {(key[t["source"]], key[t["target"]], t["weight"]) for t in rows(staff / "survey.csv")}
    after = {(t["source"], t["target"], t["weight"]) for t in rows(staff / "out" / "ties.csv")}
    assert after == before


def test_a_small_team_joins_the_one_to_which_it_is_most_densely_tied(staff: Path) -> None:
    # Audit (2) has two ties with Logistics (6) and none with Claims (4), which is small, too: it is
    # tied to Ada of Logistics.
    answer = run(staff)
    assert "Merged: Audit (2 people) into " in answer.stdout
    assert "Merged: Claims (4 people) into " in answer.stdout
    assert {row["team"] for row in rows(staff / "out" / "people.csv")} == {
        answer.stdout.partition("Merged: Audit (2 people) into ")[2].partition(",")[0]
    }


def test_teams_merge_smallest_first_until_none_is_small() -> None:
    # Teams of 2, 3, 6 and 4. The first shares 1 tie with the second (1/3 a member) and 2 with the last
    # (1/2), and joins that: 6 people. The second joins the same, which now holds its only tie.
    one, other = np.array([0, 0, 3]), np.array([1, 3, 0])
    assert merged(np.array([2, 3, 6, 4]), one, other, 5).tolist() == [3, 3, 2, 3]
    # Without ties to others it joins the smallest of them.
    none = np.zeros(0, dtype=np.int64)
    assert merged(np.array([2, 9, 6]), none, none, 5).tolist() == [2, 1, 2]


def test_rare_texts_become_other_and_never_stand_alone() -> None:
    towns = np.array(["Ulm"] * 6 + ["Bonn"] * 5 + ["Kiel"] * 2 + [""])
    # Kiel alone would be 2 others; Bonn joins them.
    assert coarse_words(towns, 5) == ["Ulm"] * 6 + ["other"] * 7 + [""]
    assert coarse_words(towns[:11], 5) == towns[:11].tolist()


def test_rare_numbers_become_the_mean_of_their_neighbours() -> None:
    years = np.array([1.0, 2, 3, 10, 11, 12, 40, np.nan])
    # Groups of three: (1 + 2 + 3) / 3, and the rest, with 40, (10 + 11 + 12 + 40) / 4.
    assert coarse_numbers(years, 3).tolist()[:7] == [2, 2, 2, 18.25, 18.25, 18.25, 18.25]
    assert np.nanmean(coarse_numbers(years, 3)) == pytest.approx(np.nanmean(years))
    bands = np.array([1.0, 1, 2, 2])
    assert coarse_numbers(bands, 2) is bands


def test_only_kept_columns_stay_and_none_shows_what_few_have(staff: Path) -> None:
    answer = run(
        staff, "--keep", "location", "--keep", "band", "--keep", "joined", "--keep", "remark"
    )
    people = rows(staff / "out" / "people.csv")
    assert list(people[0]) == ["id", "team", "manager", "location", "band"]
    for name in ("location", "band"):
        assert min(Counter(row[name] for row in people).values()) >= 5
    assert "Column joined: left out, for dates identify people." in answer.stdout
    assert "Column remark: left out, for no text in it is that of 5 people." in answer.stdout
    assert "Left out: names." in answer.stdout
    assert "Left out: names, location, band, joined and remark." in run(staff, "--force").stdout


def test_a_text_that_is_a_team_has_its_new_name_and_one_with_a_name_is_other() -> None:
    who = of_teams(3, 3, unit=["A"] * 3 + ["B"] * 3, boss=["Mrs a1 x"] * 3 + ["none yet"] * 3)
    named = Organisation(
        tuple(f"person-{one}" for one in who.ids), who.names, who.team_names, who.manager,
        who.network, {"unit": who.columns["unit"], "boss": np.array(["see person-a1"] * 3 + ["x"] * 3)},
    )  # fmt: skip
    found = anonymised(named, Keeping(("unit", "boss"), smallest=3), luck=Random(1))
    assert set(found.organisation.columns["boss"].tolist()) == {"other", "x"}
    teams = [found.organisation.team_names[team] for team in found.organisation.network.team]
    assert found.organisation.columns["unit"].tolist() == teams


def test_a_second_delivery_has_the_same_names_and_new_ones_for_newcomers(staff: Path) -> None:
    run(staff, "--key", staff / "key.csv")
    first = (staff / "key.csv").read_text()
    with (staff / "staff.csv").open("a") as file:
        file.write("E2000,Mia,Claims,E1000,Lyon,4,2026-01-01,new\n")
    assert run(staff, "--key", staff / "key.csv", out="again").exit_code == 0
    second = (staff / "key.csv").read_text()
    assert set(first.splitlines()) < set(second.splitlines())
    assert "person,E2000,p" in second
    assert (staff / "key.csv").stat().st_mode & 0o077 == 0


def test_a_history_by_person_follows_the_key(staff: Path) -> None:
    (staff / "adopters.csv").write_text(
        "who,week,note\nE1003,4,Ben said so\nE1000,9,\nE9999,2,left\n"
    )
    words = (
        "--key",
        staff / "key.csv",
        "--exact",
        "week",
        "--also",
        f"{staff / 'adopters.csv'}:who",
    )
    answer = run(staff, *words)
    assert answer.exit_code == 0
    key = {row["old"]: row["new"] for row in rows(staff / "key.csv")}
    history = rows(staff / "out" / "further1.csv")
    assert {row["who"]: row["week"] for row in history} == {
        key["E1003"]: "4", key["E1000"]: "9", key["E9999"]: "2"
    }  # fmt: skip
    assert list(history[0]) == ["who", "week"]
    assert "1 person beyond those of the organisation got a new id" in answer.stdout
    assert "Left out: note." in answer.stdout
    assert "E1003" not in written(staff / "out")


def test_what_cannot_be_done_is_refused_before_anything_is_written(staff: Path) -> None:
    refused = {
        ("--key", staff / "out" / "key.csv"): "which is handed on; name a place outside",
        (
            "--keep",
            "locaton",
        ): "--keep = locaton: there is no such column; did you mean 'location'?",
        ("--smallest", "13"): "the organisation has 12 people",
        (
            "--key",
            staff / "staff.csv",
        ): "staff.csv:1: is no key, which has the columns kind, old, new",
        ("--also", "survey.csv"): "write it as history.csv:person",
        ("--also", f"{staff / 'survey.csv'}:who"): "has no such column",
    }
    for words, remedy in refused.items():
        answer = run(staff, *words)
        assert answer.exit_code == 2
        assert remedy in answer.stderr
        assert not (staff / "out").exists()
    assert run(staff).exit_code == 0
    again = run(staff, "--key", staff / "key.csv")
    assert "is there already" in again.stderr
    assert not (staff / "key.csv").exists()


def test_the_order_of_the_new_names_says_nothing_of_the_old() -> None:
    who = generate_organisation(people=60, seed=1)
    first, second = (anonymised(who, Keeping(smallest=2)).key.people for _ in range(2))
    assert first != second
    places = [int(first[person][1:]) for person in who.ids]
    assert places != sorted(places)


def test_new_names_are_none_of_the_old_ones() -> None:
    key = Key()
    key.add_people(["p1", "p002", "Q7"], Random(1))
    key.add_teams(["Team 1", "north"], Random(1))
    assert {name[0] for name in key.people.values()} == {"x"}
    assert {name[:-2] for name in key.teams.values()} == {"group "}


def test_what_can_still_identify() -> None:
    # A team of three and one of two; a1 leads b1 and b2, who listen to a1; a2 and a3 know each other.
    who = of_teams(3, 2, ties=[("b1", "a1"), ("b2", "a1"), *mutual([("a2", "a3")])],
                   managers={"b1": "a1", "b2": "a1"})  # fmt: skip
    assert still_identifying(who, NOTHING_KEPT) == [
        "2 teams have a size that no other team has (the largest has 3 people).",
        "1 person leads without a manager above.",
        "1 person has a number of ties and reports that nobody else has.",
    ]
