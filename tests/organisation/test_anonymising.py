"""`winsim org anonymise`: what is handed on holds no name, and is the same organisation."""

import csv
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner, Result

from tests.support.organisations import mutual, of_teams
from tests.support.workbooks import write_workbook
from winsim.cli.main import winsim
from winsim.organisation.anonymous.anonymising import anonymised
from winsim.organisation.anonymous.identifying import still_identifying
from winsim.organisation.anonymous.keeping import NOTHING_KEPT, Keeping
from winsim.organisation.anonymous.key import Key
from winsim.organisation.anonymous.small_cells import coarse_numbers, coarse_words, merged
from winsim.organisation.description import describe
from winsim.organisation.description_table import rows as measured_rows
from winsim.organisation.files.reading import load_organisation, organisation_with_notes
from winsim.organisation.files.writing import write_organisation
from winsim.organisation.generator.generator import generate_organisation
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.scenario.organisation_source import OrganisationSource

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


def run(folder: Path, *words: object, out: str = "out") -> Result:
    """What `winsim org anonymise` answers for the files of a folder."""
    files = ("--people", folder / "staff.csv", "--ties", folder / "survey.csv")
    said = ("org", "anonymise", *files, "--out", folder / out, *words)
    return CliRunner().invoke(winsim, [str(word) for word in said])


def written(folder: Path) -> str:
    """Every byte that was written into a folder."""
    return "".join(path.name + path.read_text() for path in sorted(folder.iterdir()))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


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


SURNAMES = (
    "Adler", "Brock", "Conti", "Drews", "Ernst", "Falke", "Grün", "Hertz", "Iding", "Jung",
    "Krahe", "Lenz", "Maus", "Nagel", "Oster", "Pohl", "Quast", "Rabe", "Senf", "Thiel",
)  # fmt: skip


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Twenty people of two units of ten, each led by the first; 7103 did not answer, 7105 named nobody.

    Every column names somebody in another way: as an id, as a name, in a sentence.
    """
    people = ["id,name,team,manager,mentor,boss mail,remark,answered"]
    history = ["person,salary,badge,manager,start,begun,comment"]
    for place, surname in enumerate(SURNAMES):
        lead = place - place % 10
        who, boss = f"71{place:02d}", f"71{lead:02d}"
        manager = "" if place == lead else boss
        people.append(
            f'{who},Wanja {surname},Unit {lead},{manager},"{SURNAMES[lead]}, Wanja",mailto:{boss},'
            f"like {SURNAMES[lead]}'s,{'no' if place == 3 else 'yes'}"
        )
        history.append(
            f"0{who},{50_000 + 137 * place},{who},{boss},2024{1 + place % 12:02d}{1 + place:02d},"
            f"2024-01-{1 + place:02d},(see {boss}) of unit {lead}"
        )
    ties = [f"71{i:02d},71{(i + k) % 20:02d}" for i in range(20) if i not in (3, 5) for k in (1, 2)]
    (tmp_path / "staff.csv").write_text("\n".join(people) + "\n")
    (tmp_path / "survey.csv").write_text("source,target\n" + "\n".join(ties) + "\n")
    (tmp_path / "pay.csv").write_text("\n".join(history) + "\n")
    return tmp_path


def organisation_in(people: Path, ties: Path) -> Organisation:
    return organisation_with_notes(
        OrganisationSource(people=str(people), ties=str(ties)), 1
    ).organisation


def kept(*columns: str) -> list[str]:
    return [word for column in columns for word in ("--keep", column)]


def test_in_no_column_of_any_file_is_an_old_id_name_or_team(firm: Path) -> None:
    columns = kept("mentor", "boss mail", "remark", "salary", "badge", "manager", "start", "begun",
                   "comment")  # fmt: skip
    answer = run(firm, *columns, "--also", f"{firm / 'pay.csv'}:person", "--key", firm / "key.csv")
    assert answer.exit_code == 0
    bytes_out = written(firm / "out").casefold()
    for place, surname in enumerate(SURNAMES):
        old = (
            surname,
            f"71{place:02d}",
            f"unit {place - place % 10}",
            "wanja",
            f"{50_000 + 137 * place}",
        )
        assert not [word for word in old if word.casefold() in bytes_out]
    assert "2024" not in bytes_out
    key = {row["old"]: row["new"] for row in rows(firm / "key.csv")}
    people = {row["id"]: row for row in rows(firm / "out" / "people.csv")}
    assert list(people[key["7100"]]) == ["id", "team", "manager", "answered", "mentor", "boss mail"]
    assert people[key["7113"]]["mentor"] == people[key["7113"]]["boss mail"] == key["7110"]
    pay = {row["person"]: row for row in rows(firm / "out" / "further1.csv")}
    assert list(pay[key["7100"]]) == ["person", "salary", "badge", "manager"]
    assert pay[key["7113"]] == {
        "person": key["7113"], "salary": "51640", "badge": key["7113"], "manager": key["7110"]
    }  # fmt: skip
    # Nobody has a salary alone: 51 640 is the mean of those from 51 370 to 51 910.
    assert min(Counter(row["salary"] for row in pay.values()).values()) >= 5


def test_who_did_not_answer_and_who_named_nobody_stay_apart(firm: Path) -> None:
    run(firm, "--key", firm / "key.csv")
    key = {row["old"]: row["new"] for row in rows(firm / "key.csv")}
    out = [firm / "out" / name for name in ("people.csv", "ties.csv")]
    for files in ([firm / "staff.csv", firm / "survey.csv"], out):
        found = describe(organisation_in(*files))
        assert (found.silent, len(found.attention.name_nobody)) == (1, 2)
    answers = {row["id"]: row["answered"] for row in rows(out[0])}
    assert [person for person, answer in answers.items() if answer == "no"] == [key["7103"]]


@pytest.mark.parametrize(
    "text",
    [
        "Grün", "Gruen's team", "gruens", "GRUN, Wanja", "wanja.gruen@firm.example", "WanjaGrün", "n°7106",
        "id 07106", "mailto:7106", "[unit 10]", "somebody@firm.example",
    ],
)  # fmt: skip
def test_whatever_holds_a_word_of_a_name_an_id_or_a_team_is_other(firm: Path, text: str) -> None:
    who = organisation_in(firm / "staff.csv", firm / "survey.csv")
    names = anonymised(who, luck=Random(1)).names
    assert names.hold(text)
    assert not any(
        names.hold(word) for word in ("greener", "week 71", "Analysis of 17106", "unity")
    )


def test_the_account_in_an_address_is_an_id_too() -> None:
    none = np.zeros(0, dtype=np.int64)
    who = make_organisation(
        ["u0.x@firm.example", "u1.y@firm.example"], ["a"] * 2, (none, none, None)
    )
    names = anonymised(who, Keeping(smallest=2)).names
    assert names.hold("ask U0.X")
    assert not names.hold("ask the firm")


def test_a_column_of_numbers_is_exact_only_where_it_is_said(firm: Path) -> None:
    pay = ("--also", f"{firm / 'pay.csv'}:person")
    answer = run(firm, "--exact", "salary", *pay)
    assert {row["salary"] for row in rows(firm / "out" / "further1.csv")} == {
        str(50_000 + 137 * place) for place in range(20)
    }
    assert (
        "further1.csv: Column salary is exact; 20 numbers are those of fewer than 5 people."
        in answer.stdout
    )
    for column, why in (("comment", "holds no numbers"), ("start", "holds dates")):
        assert f"--exact = {column}: {why}" in run(firm, "--exact", column, *pay, out="no").stderr
    assert not (firm / "no").exists()


def test_numbers_that_could_be_ids_are_ids_unless_it_is_said() -> None:
    # Ids are 1 to 6, and so could be the bands 1 and 2.
    none = np.zeros(0, dtype=np.int64)
    bands = np.array([1.0, 1, 1, 2, 2, 2])
    ids = ["1", "2", "3", "4", "5", "6"]
    who = make_organisation(ids, ["a"] * 6, (none, none, None), columns={"band": bands})
    guessed = anonymised(who, Keeping(("band",), smallest=3))
    (said,) = [words for words in guessed.changes if words.startswith("Column band")]
    assert said.endswith("if they are numbers of something else, say --numbers band.")
    assert set(guessed.organisation.columns["band"]) == {guessed.key.people[one] for one in "12"}
    told = anonymised(who, Keeping(numbers=("band",), smallest=3)).organisation
    assert sorted(told.columns["band"]) == bands.tolist()


def test_somebody_in_many_rows_counts_once() -> None:
    # Six rows of one person say 7, and two other people say 9: fewer than three say either.
    who, weeks = ["a"] * 6 + ["b", "c"], np.array([7.0] * 6 + [9.0] * 2)
    names = anonymised(of_teams(5)).names
    (column, _) = Keeping(("week",), smallest=3).kept({"week": weeks}, who, names)
    assert column == {}
    (column, _) = Keeping(("week",), smallest=2).kept({"week": weeks}, who, names)
    assert column == {}


def test_people_of_a_further_file_are_found_as_those_of_ties_are(firm: Path) -> None:
    (firm / "seen.csv").write_text("who,hours\n" + "".join(
        f"{who},3\n" for who in ("07101", "WANJA BROCK", '"Conti, Wanja"', "mailto:7103", "Zed", "zed ")
    ))  # fmt: skip
    answer = run(firm, "--key", firm / "key.csv", "--also", f"{firm / 'seen.csv'}:who")
    key = {row["old"]: row["new"] for row in rows(firm / "key.csv")}
    seen = Counter(row["who"] for row in rows(firm / "out" / "further1.csv"))
    assert seen == {key["7101"]: 2, key["7102"]: 1, key["7103"]: 1, key["Zed"]: 2}
    assert "1 person beyond those of the organisation got a new id, too." in answer.stdout
    assert "4 people are in it" in answer.stdout


def test_a_further_file_about_others_is_refused(firm: Path) -> None:
    (firm / "seen.csv").write_text("who\n7101\nX1\nX2\n")
    answer = run(firm, "--also", f"{firm / 'seen.csv'}:who")
    assert "who = X1: 2 of 3 in it are nobody of the organisation" in answer.stderr
    assert not (firm / "out").exists()


def test_what_is_wrong_with_a_sheet_is_heard_for_further_files_too(firm: Path) -> None:
    book = write_workbook(firm / "pay.xlsx", {"pay": [["who", "band", "band"], ["7101", 1, 2]]})
    answer = run(firm, "--also", f"{book}:who")
    assert answer.exit_code == 2
    assert "two columns have this header" in answer.stderr
    book = write_workbook(
        firm / "pay.xlsx",
        {"about": [["word", "sense"], ["x", "y"]], "pay": [["who", "band"], ["7101", 1]]},
    )
    assert run(firm, "--also", f"{book}:who").exit_code == 0
    assert len(rows(firm / "out" / "further1.csv")) == 1


def test_the_number_of_a_newcomer_says_nothing(firm: Path) -> None:
    run(firm, "--key", firm / "key.csv")
    with (firm / "staff.csv").open("a") as file:
        file.writelines(f"72{one:02d},Bo Zorn{one},Unit 10,7110,,,,yes\n" for one in range(20))
    answer = run(firm, "--key", firm / "key.csv", out="again")
    assert "(20 new, 0 gone)" in answer.stdout
    key = {row["old"]: row["new"] for row in rows(firm / "key.csv") if row["kind"] == "person"}
    old, new = ({key[o] for o in key if o.startswith(start)} for start in ("71", "72"))
    assert min(new) < max(old)
    assert {len(name) for name in old | new} == {4}


def test_a_team_that_has_another_name_than_before_is_told(firm: Path) -> None:
    run(firm, "--key", firm / "key.csv")
    key = {row["old"]: row["new"] for row in rows(firm / "key.csv")}
    staff = (firm / "staff.csv").read_text().splitlines()
    (firm / "staff.csv").write_text("\n".join(staff[:15]) + "\n")
    ties = [line for line in (firm / "survey.csv").read_text().splitlines()
            if all(end < "7114" or end > "a" for end in line.split(","))]  # fmt: skip
    (firm / "survey.csv").write_text("\n".join(ties) + "\n")
    answer = run(firm, "--key", firm / "key.csv", out="again")
    assert (
        f"Team Unit 10 was {key['Unit 10']} in the earlier delivery, and is {key['Unit 0']} now."
        in answer.stdout
    )
    assert "(0 new, 6 gone)" in answer.stdout


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
