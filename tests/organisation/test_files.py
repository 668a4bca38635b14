"""People and ties files: what is read, and a word with file and line for what cannot be."""

import os
from pathlib import Path
from typing import Any

import pandas
import pytest

from winsim.organisation.files.reading import (
    NotedOrganisation,
    load_organisation,
    organisation_of,
    organisation_with_notes,
)
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

PEOPLE = """id,team,manager,level,town
ana,sales,,1,Ulm
bo,sales,ana,2,Ulm
cy,works,ana,2,Bonn
di,works,cy,3,Bonn
"""
TIES = """source,target,weight
bo,ana,1
ana,bo,0.5
di,cy,2
bo,cy,1
"""


def read(
    folder: Path, people: str | bytes | None = None, ties: str | bytes | None = TIES, **options: Any
) -> NotedOrganisation:
    """What is read from two files with this content."""
    names = {"people": "people.csv"} | ({} if ties is None else {"ties": "ties.csv"})
    for name, content in (("people.csv", people), ("ties.csv", ties)):
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
    return organisation_with_notes(OrganisationSource(**(names | options)), 1, folder)


def problems(folder: Path, *files: str | bytes | None, **options: Any) -> list[str]:
    """The messages with which two files are refused, without the folder's name."""
    with pytest.raises(BadInput) as refused:
        read(folder, *files, **options)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in refused.value.problems]


def arcs(organisation: Organisation) -> dict[tuple[str, str], float]:
    """Who listens to whom, and how much."""
    listens, to, weight = organisation.ties
    ids = organisation.ids
    return {(ids[i], ids[j]): w / 65536 for i, j, w in zip(listens, to, weight, strict=True)}


def test_four_people_in_two_teams(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE)
    who = found.organisation
    assert found.notes == ()
    assert who.ids == ("ana", "bo", "cy", "di")
    assert who.team_names == ("sales", "works")
    assert who.manager.tolist() == [-1, 0, 0, 2]
    assert who.columns["level"].tolist() == [1.0, 2.0, 2.0, 3.0]
    assert who.columns["town"].tolist() == ["Ulm", "Ulm", "Bonn", "Bonn"]
    assert arcs(who) == {
        ("bo", "ana"): 1, ("ana", "bo"): 0.5, ("di", "cy"): 2, ("bo", "cy"): 1
    }  # fmt: skip


def test_people_are_numbered_by_team_and_keep_their_columns(tmp_path: Path) -> None:
    who = read(
        tmp_path, "id,team,age\na,x,30\nb,y,40\nc,x,50\n", "source,target\nc,b\n"
    ).organisation
    assert who.ids == ("a", "c", "b")
    assert who.columns["age"].tolist() == [30, 50, 40]
    assert arcs(who) == {("c", "b"): 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found_out(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    people = "id,team\nJürgen,Büro\nZoë,Lager\n".replace(",", delimiter).encode(encoding)
    ties = "source,target\nZoë,Jürgen\n".replace(",", delimiter).encode(encoding)
    found = read(tmp_path, people, ties)
    assert found.organisation.ids == ("Jürgen", "Zoë")
    assert found.organisation.team_names == ("Büro", "Lager")
    assert any("Windows-1252" in note for note in found.notes) == (encoding == "cp1252")


def test_foreign_headers_are_mapped(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Personalnummer;Abteilung;Vorgesetzter\n007;A;\n7;B;007\n",
        "von;zu;Stunden\n7;007;1,5\n",
        columns={"id": "Personalnummer", "team": "Abteilung", "manager": "Vorgesetzter",
                 "source": "von", "target": "zu", "weight": "Stunden"},
    )  # fmt: skip
    assert found.organisation.ids == ("007", "7")
    assert found.organisation.manager.tolist() == [-1, 0]
    assert arcs(found.organisation) == {("7", "007"): 1.5}


def test_a_traits_column_can_be_renamed(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, columns={"location": "town"})
    assert set(found.organisation.columns) == {"level", "location"}


def test_numbers_with_gaps_stay_numbers(tmp_path: Path) -> None:
    people = "id,team,age,mood\na,x,30,good\nb,x,,3\nc,y,NA,\n"
    columns = read(tmp_path, people, "source,target\na,b\n").organisation.columns
    assert columns["age"].tolist()[0] == 30
    assert str(columns["age"].tolist()[1:]) == "[nan, nan]"
    assert columns["mood"].tolist() == ["good", "3", ""]


def test_parquet_ids_read_from_numbers_are_written_plainly(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = pandas.DataFrame({"id": [1.0, 2.0], "team": ["x", "y"], "manager": [None, 1.0]})
    frame.to_parquet(tmp_path / "people.parquet")
    pandas.DataFrame({"source": [1, 2], "target": [2, 1]}).to_parquet(tmp_path / "ties.parquet")
    source = OrganisationSource(people="people.parquet", ties="ties.parquet")
    who = organisation_of(source, 1, tmp_path)
    assert who.ids == ("1", "2")
    assert who.manager.tolist() == [-1, 0]
    assert arcs(who) == {("1", "2"): 1, ("2", "1"): 1}


def test_parquet_problems_name_the_row(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = pandas.DataFrame({"id": ["a", "a"], "team": ["x", None]})
    frame.to_parquet(tmp_path / "people.parquet")
    with pytest.raises(BadInput) as refused:
        organisation_of(OrganisationSource(people="people.parquet"), 1, tmp_path)
    places = [problem.where.rpartition(": ")[2] for problem in refused.value.problems]
    assert places == ["row 2", "row 2"]


def test_a_mutual_tie_listed_once_or_twice_is_the_same(tmp_path: Path) -> None:
    people = "id,team\na,x\nb,y\nc,y\n"
    once = read(tmp_path, people, "source,target,weight\na,b,2\nb,c,1\n", directed=False)
    twice = "source,target,weight\na,b,2\nb,a,2\nc,b,1\nb,c,0.5\n"
    assert read(tmp_path, people, twice, directed=False).organisation.hash == once.organisation.hash
    assert arcs(once.organisation)[("b", "a")] == 2


def test_weights_of_a_repeated_tie_add_up_and_bare_ties_count_once(tmp_path: Path) -> None:
    people, ties = "id,team\na,x\nb,y\n", "source,target,weight\na,b,2\na,b,3\n"
    found = read(tmp_path, people, ties)
    assert arcs(found.organisation) == {("a", "b"): 5}
    assert "1 line repeats a tie; their weights add up" in found.doubts[0]
    found = read(tmp_path, people, ties, weighted=False)
    assert arcs(found.organisation) == {("a", "b"): 1}
    assert "each counts once" in found.notes[0]


def test_only_the_layers_that_are_named_count(tmp_path: Path) -> None:
    ties = "source,target,layer\nbo,ana,advice\ndi,cy,lunch\n"
    assert arcs(read(tmp_path, PEOPLE, ties, layers=("lunch",)).organisation) == {("di", "cy"): 1}
    (only,) = problems(tmp_path, PEOPLE, ties, layers=("lunhc",))
    assert "lunhc" in only
    assert "did you mean 'lunch'?" in only


def test_manager_ties_join_people_and_their_manager_both_ways(tmp_path: Path) -> None:
    found = arcs(read(tmp_path, PEOPLE, manager_ties=True).organisation)
    assert found[("cy", "ana")] == found[("ana", "cy")] == found[("cy", "di")] == 1
    assert found[("di", "cy")] == 2
    assert found[("ana", "bo")] == 0.5


def test_self_ties_and_ties_of_weight_zero_are_dropped_with_a_note(tmp_path: Path) -> None:
    found = read(tmp_path, PEOPLE, "source,target,weight\nbo,bo,1\nbo,ana,0\nbo,cy,1\ndi,di,1\n")
    assert arcs(found.organisation) == {("bo", "cy"): 1}
    self_ties, zeros = found.notes
    assert self_ties.endswith("ties.csv:2: 2 ties to oneself dropped, the first in this line")
    assert zeros.endswith("ties.csv:3: 1 tie of weight zero dropped, the first in this line")


def test_being_ones_own_manager_is_having_none(tmp_path: Path) -> None:
    found = read(tmp_path, "id,team,manager\na,x,a\nb,x,a\n", None)
    assert found.organisation.manager.tolist() == [-1, 0]
    assert "their own manager, taken as having none: a" in found.notes[0]
    assert "no ties file" in found.doubts[0]


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    people = "id,team,manager,level\na,x,,1\na,x,,2\nb,,c,1\nc,y,b,1\nd,y,anna,1\n"
    ties = "source,target,weight\na,b,much\na,zed,1\nb,a,-2\nzed,c,1\n"
    assert problems(tmp_path, people, ties) == [
        "people.csv:4: team: is empty; every person needs one: write it there, or name a column "
        "that has one for everybody: --column team=HEADER",
        "people.csv:3: id = a: is already used at people.csv:2; give one of them another id",
        "people.csv:6: manager = anna: is not among the people (1 manager of a person); "
        "known: a, b, c, d; correct the file, or leave out who is not among the people: "
        "--set organisation.outsiders=drop",
        "people.csv:4: manager = c: the reporting line runs in a circle: b → c → b; "
        "one of them needs another manager",
        "ties.csv: weight: these words are no numbers: much (1); say what each weighs, with a number "
        "for every NUMBER: --set 'organisation.weights={much: NUMBER}'; or take ties without weights: "
        "--set organisation.weighted=false",
        "ties.csv:4: weight = -2: is negative; a weight says how much somebody listens, "
        "from 0 upwards",
        "ties.csv:3: target = zed: is not among the people (2 ties); known: a, b, c, d; correct the "
        "file, or leave out who is not among the people: --set organisation.outsiders=drop",
    ]  # fmt: skip


def test_a_missing_column_says_what_there_is_and_what_to_write(tmp_path: Path) -> None:
    people, ties = problems(tmp_path, "id,Teams here\na,x\n", "asker,target\na,b\n")
    assert "people.csv: team: there is no column 'team'; the file has id, Teams here" in people
    assert "--column 'team=Teams here'" in people
    assert "ties.csv: source: there is no column 'source'" in ties
    assert "--column source=HEADER" in ties


def test_a_mapped_header_that_is_not_there(tmp_path: Path) -> None:
    (only,) = problems(tmp_path, PEOPLE, columns={"age": "levle"})
    assert "--column age=level" in only


def test_lines_are_counted_through_blank_lines_and_quoted_breaks(tmp_path: Path) -> None:
    people = '\nid,team,note\n\na,x,"two\nlines"\r\n\r\nb,,"said ""no"", left"\r\n'
    (only,) = problems(tmp_path, people, None)
    assert only.startswith("people.csv:7: team: is empty")


def test_long_lists_are_cut_short(tmp_path: Path) -> None:
    people = "id,team\n" + "".join(f"{n},\n" for n in range(30))
    told = problems(tmp_path, people, None)
    assert len(told) == 9
    assert told[-1] == "people.csv: team: … and 22 more problems of this kind"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"id,team\n", "is empty"),
        (b"id\0\x01team\n", "is a binary file"),
        (b"PK\x03\x04rest", "save it as .xlsx"),
        (b"id,team\na,\x81\n", "people.csv:2: encoding = byte 0x81"),
        (b'id,team\na,"x\n', "quotation mark"),
        (b"id,team\na,x,y\n", "has 3 cells"),
        (b"id,team,team\na,x,y\n", "two columns have this header"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, people: bytes, said: str) -> None:
    (only,) = problems(tmp_path, people, None)
    assert said in only


def test_a_missing_file_points_to_the_one_meant(tmp_path: Path) -> None:
    read(tmp_path, PEOPLE)
    with pytest.raises(BadInput, match=r"there is no such file; did you mean 'people.csv'\?"):
        organisation_of(OrganisationSource(people="peple.csv"), 1, tmp_path)


def test_given_encoding_and_delimiter_are_heeded(tmp_path: Path) -> None:
    people = "id:team\nа:б\n".encode("koi8-r")
    who = read(tmp_path, people, None, encoding="koi8-r", delimiter=":").organisation
    assert who.team_names == ("б",)
    (only,) = problems(tmp_path, people, None, encoding="koi9")
    assert "koi9: is no known encoding" in only


def test_no_tie_left_is_refused(tmp_path: Path) -> None:
    (only,) = problems(tmp_path, PEOPLE, "source,target\nana,ana\n")
    assert "no tie is left" in only


@pytest.mark.parametrize("weight", ["1e9", "1e-9"])
def test_weights_out_of_reach_are_refused(tmp_path: Path, weight: str) -> None:
    (only,) = problems(tmp_path, PEOPLE, f"source,target,weight\nbo,ana,{weight}\n")
    assert "all weights by the same number" in only


def test_weights_that_add_up_out_of_reach_are_refused(tmp_path: Path) -> None:
    lines = "bo,ana,20000\n" * 2
    (only,) = problems(tmp_path, PEOPLE, f"source,target,weight\n{lines}")
    assert "divide all weights" in only


def test_a_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    first = read(tmp_path, PEOPLE).organisation
    source = OrganisationSource(people="people.csv", ties="ties.csv")
    assert organisation_of(source, 2, tmp_path) is organisation_of(source, 3, tmp_path) is first
    (tmp_path / "people.csv").write_text(PEOPLE.replace("sales", "shops"))
    assert organisation_of(source, 2, tmp_path).team_names == ("shops", "works")


def test_files_are_loaded_in_one_call_and_what_was_dropped_is_a_warning(tmp_path: Path) -> None:
    people, ties = tmp_path / "staff.csv", tmp_path / "ties.csv"
    people.write_text("id,unit\nana,x\nbo,x\ncy,y\n")
    ties.write_text(
        "source,target,layer\nbo,ana,advice\ncy,cy,advice\nbo,cy,lunch\nana,bo,advice\ncy,bo,advice\n"
    )
    with pytest.warns(UserWarning, match=r"ties.csv:3: 1 tie to oneself dropped"):
        who = load_organisation(people, ties, columns={"team": "unit"}, layers=["advice"])
    assert arcs(who) == dict.fromkeys([("bo", "ana"), ("ana", "bo"), ("cy", "bo")], 1)
    with pytest.warns(UserWarning, match="dropped"), pytest.warns(match="of 2 kinds"):
        both_ways = load_organisation(str(people), ties, {"team": "unit"}, directed=False)
    assert len(arcs(both_ways)) == 4


def test_what_cannot_be_loaded_is_met_with_every_problem(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="people: is missing; give a people file"):
        load_organisation()
    with pytest.raises(BadInput, match=r"wieghted = False: .* did you mean 'weighted'\?"):
        load_organisation("people.csv", wieghted=False)
    with pytest.raises(BadInput, match="a ties file needs a people file"):
        load_organisation(ties="ties.csv")
    (tmp_path / "people.csv").write_text("id,team\na,x\na,\n")
    with pytest.raises(BadInput) as refused:
        load_organisation(tmp_path / "people.csv")
    assert len(refused.value.problems) == 2


def test_a_column_type_says_line_by_line_whether_a_tie_has_a_direction(tmp_path: Path) -> None:
    ties = "Source,Target,Type,Weight\nbo,ana,Directed,1\ndi,cy,Undirected,2\n"
    assert arcs(read(tmp_path, PEOPLE, ties).organisation) == {
        ("bo", "ana"): 1.0,
        ("di", "cy"): 2.0,
        ("cy", "di"): 2.0,
    }


def test_a_column_type_of_other_words_says_nothing_of_direction(tmp_path: Path) -> None:
    ties = "source,target,type\nbo,ana,friendship\ndi,cy,both\n"
    assert len(arcs(read(tmp_path, PEOPLE, ties).organisation)) == 2


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("Type", "D", "U"),
        ("Type", "one-way", "two-way"),
        ("Direction", "Unidirectional", "Bidirectional"),
        ("Type", "directed", "both"),
        ("Typ", "gerichtet", "ungerichtet"),
        ("type", "orienté", "non orienté"),
        ("Type", "dirigido", "no dirigido"),
        ("Directed", "TRUE", "FALSE"),
        ("Undirected", "no", "yes"),
    ],
)
def test_the_direction_of_a_tie_comes_in_many_words(
    tmp_path: Path, header: str, one: str, other: str
) -> None:
    ties = f"source,target,{header}\nbo,ana,{one}\ndi,cy,{other}\n"
    columns = {"type": header} if header == "Typ" else {}
    assert set(arcs(read(tmp_path, PEOPLE, ties, columns=columns).organisation)) == {
        ("bo", "ana"),
        ("di", "cy"),
        ("cy", "di"),
    }


@pytest.mark.parametrize("header", ["type", "Type"])
def test_a_direction_that_is_not_clear_is_refused(tmp_path: Path, header: str) -> None:
    ties = f"source,target,{header}\nbo,ana,Undirected\ndi,cy,undirected?\n"
    with pytest.raises(BadInput) as refused:
        read(tmp_path, PEOPLE, ties)
    assert f"ties.csv:3: {header} = undirected?: says nothing of direction" in str(refused.value)


def test_files_of_one_name_in_two_folders_are_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = (1_000_000_000, 1_000_000_000)
    for folder, team in (("north", "oslo"), ("south", "rome")):
        (tmp_path / folder).mkdir()
        people = tmp_path / folder / "people.csv"
        people.write_text(f"id,team\na,{team}\n")
        os.utime(people, stamp)
    source = OrganisationSource(people="people.csv")
    teams: list[str] = []
    for folder in ("north", "south"):
        monkeypatch.chdir(tmp_path / folder)
        teams += organisation_with_notes(source).organisation.team_names
    assert teams == ["oslo", "rome"]


def test_a_parquet_file_whose_headers_are_damaged_is_one_message(tmp_path: Path) -> None:
    pandas.DataFrame({"id": ["a"], "location": ["X"]}).to_parquet(tmp_path / "people.parquet")
    damaged = (tmp_path / "people.parquet").read_bytes().replace(b"location", b"locatio\xc6")
    (tmp_path / "people.parquet").write_bytes(damaged)
    with pytest.raises(BadInput, match="cannot be read as Parquet"):
        load_organisation(tmp_path / "people.parquet")


def test_a_code_with_leading_zeros_stays_as_it_is_written(tmp_path: Path) -> None:
    columns = read(
        tmp_path, "id,team,cost,age\na,x,01071,30\nb,x,2000,0\n", None
    ).organisation.columns
    assert columns["cost"].tolist() == ["01071", "2000"]
    assert columns["age"].tolist() == [30.0, 0.0]
