"""Headers that are known without being told, whatever their language, case and spelling."""

from pathlib import Path
from typing import Any

import pytest

from winsim.organisation.files.header_words import KNOWN_PEOPLE, KNOWN_TIES, plain
from winsim.organisation.files.reading import NotedOrganisation, organisation_with_notes
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

STAFF = "id,team\nE1,Sales\nE2,Sales\nE3,Works\n"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "headers.md"


def read(folder: Path, people: str, ties: str | None = None, **options: Any) -> NotedOrganisation:
    """What is read from files with this content."""
    (folder / "people.csv").write_text(people, "utf-8")
    (folder / "ties.csv").write_text(ties or "", "utf-8")
    files = {"people": "people.csv"} | ({} if ties is None else {"ties": "ties.csv"})
    return organisation_with_notes(OrganisationSource(**(files | options)), 1, folder)


def note(folder: Path, people: str, ties: str | None = None, **options: Any) -> str:
    """The last note on the headers of files with this content, without the folder's name."""
    notes = [words for words in read(folder, people, ties, **options).notes if " from " in words]
    return notes[-1].replace(f"{folder}/", "")


def refusal(folder: Path, people: str, ties: str | None = None, **options: Any) -> list[str]:
    """The problems of files with this content."""
    with pytest.raises(BadInput) as refused:
        read(folder, people, ties, **options)
    return [str(problem).replace(f"{folder}/", "") for problem in refused.value.problems]


@pytest.mark.parametrize(
    "header",
    [
        "Employee ID,Department,Manager,Full Name",
        "EMPLOYEE_ID,DEPT,REPORTS_TO,NAME",
        "employeeId,orgUnit,reportsTo,displayName",
        "Worker ID,Supervisory Organization,Manager ID,Worker",
        "Employee #,Team Name,Line Manager,Label",
        "Employee No.,Group,Supervisor,Employee Name",
        "Personalnr.,Abteilung,Vorgesetzter,Name",
        "Personal-Nr.,Organisationseinheit,Führungskraft,Mitarbeiter",
        "Matricule,Équipe,N+1,Nom complet",
        "matricule,SERVICE,Responsable,nom",
        "Número de empleado,Departamento,Jefe directo,Nombre completo",
        "Matricola,Dipartimento,Responsabile,Nome",
        "Personeelsnummer,Afdeling,Leidinggevende,Naam",
        "Matrícula,Setor,Gestor,Nome completo",
    ],
)
def test_people_in_the_words_of_those_who_send_them(tmp_path: Path, header: str) -> None:
    who = read(tmp_path, f"{header}\nE1,Sales,,Ada Adler\nE2,Works,E1,Ben Brandt\n").organisation
    assert who.ids == ("E1", "E2")
    assert who.team_names == ("Sales", "Works")
    assert who.manager.tolist() == [-1, 0]
    assert who.names == ("Ada Adler", "Ben Brandt")
    assert who.columns == {}


@pytest.mark.parametrize(
    "header",
    [
        "Source,Target,Weight",
        "From,To,messages",
        "von,an,Stunden je Woche",
        "De,Vers,Poids",
        "Ego,Alter,Strength",
        "Sender,Recipient,Count",
        "Rater,Nominee,How often",
        "TieOrigin_PersonId,TieDestination_PersonId,Strong_Tie_Score",
        "PrimaryCollaborator_PersonId,SecondaryCollaborator_PersonId,hours",
        "PersonId,Collaborator,Hours per week",
        "Respondent,Collaborator,Frequency",
    ],
)
def test_ties_in_the_words_of_those_who_send_them(tmp_path: Path, header: str) -> None:
    listens, to, weight = read(tmp_path, STAFF, f"{header}\nE2,E1,3\nE3,E2,2\n").organisation.ties
    assert list(zip(listens, to, weight / 65536, strict=True)) == [(1, 0, 3), (2, 1, 2)]


def test_a_note_for_each_file_says_what_is_read_from_where(tmp_path: Path) -> None:
    found = read(tmp_path, "Employee ID,Department,Manager\nE1,A,\nE2,A,E1\n", "From,To\nE2,E1\n")
    assert [words.replace(f"{tmp_path}/", "") for words in found.notes] == [
        "people.csv: id is read from 'Employee ID', team from 'Department', manager from 'Manager'",
        "ties.csv: source is read from 'From', target from 'To'",
    ]


def test_our_own_names_need_no_note(tmp_path: Path) -> None:
    assert read(tmp_path, "id,team,manager\nE1,A,\nE2,A,E1\n", "source,target\nE2,E1\n").notes == ()


def test_our_own_name_goes_before_a_known_header_which_stays_a_column(tmp_path: Path) -> None:
    found = read(tmp_path, "id,Employee ID,department,team\nE1,9,North,A\nE2,8,South,B\n")
    assert found.organisation.team_names == ("A", "B")
    assert found.organisation.columns["department"].tolist() == ["North", "South"]
    assert found.organisation.columns["Employee ID"].tolist() == [9, 8]
    assert found.notes == ()


def test_what_is_told_goes_before_everything(tmp_path: Path) -> None:
    people = "id,team,Department\nE1,A,North\nE2,B,South\n"
    who = read(tmp_path, people, columns={"team": "Department"}).organisation
    assert who.team_names == ("North", "South")


def test_of_two_known_headers_the_first_in_the_list_is_taken_and_both_are_named(
    tmp_path: Path,
) -> None:
    people = "Id,Division,Manager,Manager ID,Team\nE1,North,Ada,,A\nE2,North,Ada,E1,B\n"
    found = read(tmp_path, people)
    assert found.organisation.team_names == ("A", "B")
    assert found.organisation.manager.tolist() == [-1, 0]
    assert found.notes[0].endswith(
        "id is read from 'Id', team from 'Team' (not from 'Division'), "
        "manager from 'Manager ID' (not from 'Manager')"
    )
    assert set(found.organisation.columns) == {"Division", "Manager"}


def test_a_known_header_over_an_empty_column_gives_way(tmp_path: Path) -> None:
    people = "Id,Team,Manager ID,Manager\nE1,A,,\nE2,A,,E1\n"
    assert read(tmp_path, people).organisation.manager.tolist() == [-1, 0]


def test_a_header_that_is_told_is_found_in_other_letters(tmp_path: Path) -> None:
    words = note(tmp_path, "id,Cost_Centre \nE1,A\n", columns={"team": "cost centre"})
    assert words == "people.csv: team is read from 'Cost_Centre'"


def test_a_column_of_people_that_is_told_is_no_column_of_ties(tmp_path: Path) -> None:
    people, ties = "PersonId,team\nE1,A\nE2,A\n", "PersonId,Collaborator\nE1,E2\n"
    found = read(tmp_path, people, ties, columns={"id": "PersonId"})
    assert found.organisation.ties[0].tolist() == [0]


def test_places_keep_their_header_and_addresses_come_under_our_name(tmp_path: Path) -> None:
    people = "Id,Team,Ebene,Standort,Work Email\nE1,A,1,Graz,a@x.org\nE2,A,2,Linz,b@x.org\n"
    columns = read(tmp_path, people, None).organisation.columns
    assert columns["Ebene"].tolist() == [1, 2]
    assert columns["Standort"].tolist() == ["Graz", "Linz"]
    assert columns["email"].tolist() == ["a@x.org", "b@x.org"]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name", "Given name,SURNAME", "Vorname,Nachname", "Vorname,Name",
        "Prénom,Nom", "Nombre,Apellidos", "Nome,Cognome", "Voornaam,Achternaam",
    ],
)  # fmt: skip
def test_a_name_in_two_columns_is_put_together(tmp_path: Path, header: str) -> None:
    who = read(tmp_path, f"id,team,{header}\nE1,A,Ada,Adler\nE2,A,Ben,\n").organisation
    assert who.names == ("Ada Adler", "Ben")
    assert who.columns == {}


def test_a_full_name_goes_before_its_parts(tmp_path: Path) -> None:
    people = "id,team,First Name,Last Name,Full Name\nE1,A,Ada,Adler,Dr Ada Adler\n"
    assert read(tmp_path, people).organisation.names == ("Dr Ada Adler",)


def test_people_without_an_id_go_by_their_address_or_name(tmp_path: Path) -> None:
    people = "Name,E-Mail,Team\nAda,a@x.org,A\nBen,b@x.org,A\n"
    assert read(tmp_path, people).organisation.ids == ("a@x.org", "b@x.org")
    gap = people.replace("b@x.org", "")
    assert read(tmp_path, gap).organisation.ids == ("Ada", "Ben")
    assert "id is read from 'Name'" in note(tmp_path, gap)


def test_two_people_of_one_name_are_not_told_apart_by_it(tmp_path: Path) -> None:
    (only,) = refusal(tmp_path, "Name,Team\nAda,A\nAda,B\n")
    assert "there is no column 'id'" in only


def test_the_id_and_the_label_of_an_edge_are_no_people(tmp_path: Path) -> None:
    ties = "Source,Target,Type,Id,Label,Weight\nE1,E2,Undirected,0,E3,1\nE2,E3,Directed,1,E1,2\n"
    found = read(tmp_path, STAFF, ties)
    listens, to, _ = found.organisation.ties
    assert sorted(zip(listens, to, strict=True)) == [(0, 1), (1, 0), (1, 2)]
    assert "source is read from 'Source', target from 'Target', weight from 'Weight'" in note(
        tmp_path, STAFF, ties
    )
    (one, two) = refusal(tmp_path, STAFF, "Id,Label,Weight\nE1,E2,1\n")
    assert "there is no column 'source'" in one
    assert "there is no column 'target'" in two


def test_a_type_that_is_no_direction_is_a_layer(tmp_path: Path) -> None:
    ties = "Source,Target,Type\nE1,E2,advice\nE2,E3,lunch\n"
    found = read(tmp_path, STAFF, ties, layers=("lunch",))
    assert found.organisation.ties[0].tolist() == [1]
    assert "layer from 'Type'" in note(tmp_path, STAFF, ties)


def test_whether_somebody_is_a_manager_is_not_who_theirs_is(tmp_path: Path) -> None:
    found = read(tmp_path, "Id,Team,Manager\nE1,A,yes\nE2,A,no\n")
    assert found.organisation.manager.tolist() == [-1, -1]
    assert found.organisation.columns["Manager"].tolist() == ["yes", "no"]


def test_weights_that_do_not_count_are_not_looked_for(tmp_path: Path) -> None:
    words = note(tmp_path, STAFF, "From,To,Frequency\nE1,E2,weekly\n", weighted=False)
    assert words == "ties.csv: source is read from 'From', target from 'To'"


def test_a_missing_column_proposes_what_is_free_and_can_be_typed(tmp_path: Path) -> None:
    (only,) = refusal(tmp_path, "id,Staff team,Teams\nE1,A,B\n", columns={"name": "Teams"})
    assert only.endswith("say which one it is: --column 'team=Staff team'")
    (only,) = refusal(tmp_path, "Team,Something\nE1,A\n")
    assert "there is no column 'id'" in only
    assert only.endswith("--column id=HEADER")


@pytest.mark.parametrize("known", [KNOWN_PEOPLE, KNOWN_TIES])
def test_each_word_stands_for_one_name_and_once(known: dict[str, tuple[str, ...]]) -> None:
    words = [
        plain(word) for name in known for word in known[name] if (name, word) != ("layer", "Type")
    ]
    assert len(words) == len(set(words))
    assert all(plain(name) in words for name in known)


def test_the_page_lists_the_known_headers() -> None:
    page = PAGE.read_text("utf-8")
    for name, words in (*KNOWN_PEOPLE.items(), *KNOWN_TIES.items()):
        assert f"| `{name}` | {', '.join(words)} |\n" in page


@pytest.mark.parametrize(
    ("people", "ties", "arcs"),
    [
        ("01-gephi-nodes-edges/nodes.csv", "01-gephi-nodes-edges/edges.csv", 100),
        ("02-excel-european/mitarbeiter.csv", "02-excel-european/kontakte.csv", 105),
        ("02-excel-european/mitarbeiter-ohne-sep.csv", "02-excel-european/kontakte.csv", 105),
        ("03-excel-unicode-text/people.txt", "03-excel-unicode-text/ties.txt", 105),
    ],
)
def test_the_cases_are_read_without_an_option(
    shared_cases: Path, people: str, ties: str, arcs: int
) -> None:
    found = organisation_with_notes(OrganisationSource(people=people, ties=ties), 1, shared_cases)
    assert (found.organisation.people, found.organisation.teams) == (24, 4)
    assert found.organisation.network.listener.size == arcs
    assert sorted(set(found.organisation.manager.tolist())) == [-1, 0, 6, 12, 18]


def test_a_known_column_that_is_told_to_be_absent_is_not_read(tmp_path: Path) -> None:
    """Of Employee and Label either could be the name; told that there is none, people go by their ids."""
    people = "id,team,Boss,Employee,Label\na,Red,b,Ana,A.\nb,Red,a,Bo,B.\n"
    assert "runs in a circle" in refusal(tmp_path, people)[0]
    found = read(tmp_path, people, columns={"manager": "", "name": ""}).organisation
    assert found.manager.tolist() == [-1, -1]
    assert found.names == ("a", "b")
    by_label = {"id": "Label", "name": "", "manager": ""}
    assert read(tmp_path, people, columns=by_label).organisation.ids == ("A.", "B.")


@pytest.mark.parametrize(
    "header",
    [
        "SenderAddress,RecipientAddress", "sender_email,recipient_email", "Who,Whom", "Person A,Person B",
        "EMPLOYEE_ID,PEER_EMPLOYEE_ID",
    ],
)  # fmt: skip
def test_ends_of_ties_in_the_words_of_mail_and_surveys(tmp_path: Path, header: str) -> None:
    found = read(tmp_path, STAFF, f"{header}\nE1,E2\nE3,E1\n").organisation
    assert found.ties[0].size == 2


@pytest.mark.parametrize(
    "header",
    [
        "Associate ID,Home Department Description", "Employee Number,Org Level 2",
        "Unique_ID,Employee Department", "PersNr,Orgeinheit Text", "Identificador de empleado,Departamento",
    ],
)  # fmt: skip
def test_people_in_the_words_of_more_systems(tmp_path: Path, header: str) -> None:
    assert read(tmp_path, f"{header}\nE1,Sales\nE2,Works\n").organisation.ids == ("E1", "E2")


def test_a_column_of_dates_is_never_proposed(tmp_path: Path) -> None:
    (only,) = refusal(tmp_path, "id,Team date,Start time\nE1,2024-01-01,9\nE2,2024-01-02,9\n")
    assert "there is no column 'team'" in only
    assert only.endswith("--column team=HEADER")


def test_quotation_marks_around_ids_do_not_count(tmp_path: Path) -> None:
    found = read(tmp_path, "id,team\n1,x\n2,y\n", "source,target\n'1','2'\n")
    assert found.organisation.ties[0].size == 1
