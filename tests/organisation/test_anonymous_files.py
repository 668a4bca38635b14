"""`winsim org anonymise`: names in every column of people and of further files, and second deliveries."""

from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pytest

from tests.support.deliveries import rows, run, written
from tests.support.organisations import of_teams
from tests.support.workbooks import write_workbook
from winsim.organisation.anonymous.anonymising import anonymised
from winsim.organisation.anonymous.keeping import Keeping
from winsim.organisation.description import describe
from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.scenario.organisation_source import OrganisationSource

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
