"""The lab: a moved lever gives what `compare` gives, and nothing hostile gets through."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.support.tiny_change import GATED, tiny
from tests.support.workbooks import write_workbook
from winsim.cli.main import winsim
from winsim.cli.startup import compile_generator, compile_kernel, compile_quantiles
from winsim.declaration.distribution import Distribution
from winsim.model.initial import PreparedScenario
from winsim.player.lab.levers import centre, levers_of, shifted
from winsim.player.lab.presets import Presets, presets_of
from winsim.player.lab.server import application
from winsim.player.lab.service import LabService
from winsim.player.lab.sessions import PATIENCE, Session, Sessions
from winsim.player.lab.uploads import ending_of
from winsim.problems import BadInput
from winsim.runs.compare import compare
from winsim.runs.run import Run
from winsim.runs.run import simulate_seed as healthy
from winsim.runs.simulate import simulate
from winsim.runs.statements import comparison_statements
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.rollout import Review

testclient = pytest.importorskip("starlette.testclient")

SCENARIO = tiny(30, GATED, risk=0.2)
SEEDS = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.yaml").write_text(SCENARIO)
    (tmp_path / "other.yaml").write_text(SCENARIO.replace("tiny", "other"))
    (tmp_path / "broken.yaml").write_text("name: [")
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """As the command does, before a page is opened: a page waits only so long."""
    compile_generator()
    compile_quantiles()
    compile_kernel()


@pytest.fixture
def presets(folder: Path) -> Presets:
    return presets_of(folder / "tiny.yaml")


@pytest.fixture
def lab(presets: Presets) -> Iterator[Any]:
    served = application(LabService(presets, SEEDS, 1, False, 1))
    with testclient.TestClient(served, base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_page_that_is_long_in_the_making_is_not_taken_for_closed(
    presets: Presets, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(LabService):
        def document(self, session: Session, *asked: Any) -> dict[str, Any]:
            time.sleep(0.5)
            assert not session.closed
            return super().document(session, *asked)

    for module in ("server", "sessions"):
        monkeypatch.setattr(f"winsim.player.lab.{module}.PATIENCE", 0.1)
    served = application(Slow(presets, 1, 1, False, 1))
    with testclient.TestClient(served, base_url="http://127.0.0.1:8765") as client:
        assert client.get("/").status_code == 200


def played(lab: Any, **query: str) -> Any:
    answer = lab.get("/play", params={"session": "one", **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


MOVES = [
    {},
    {"trust": "0.3", "coordination": "0.8", "mechanism.fatigue": "false"},
    {"pieces": "3", "order.pilots": "easy_first", "release.big_bang": "stepwise"},
    {"pilots.pilots": "2", "gate.pilots": "0.5", "loss_aversion": "2.5", "susceptibility": "0.7"},
    {"event": "setback", "event_week": "9", "event_size": "2", "documentation.pilots": "true"},
    {"discernment": "0.9", "turnover": "0.3", "leaders_first.big_bang": "0.8"},
    {"dashboards.pilots": "0.5", "linked.pilots": "1", "next_steps.pilots": "true"},
    {"recognised_by.pilots": "value", "recognition_strength.big_bang": "2"},
    {
        "checkpoint_every.pilots": "4",
        "review_order.pilots": "risk_first",
        "review_test.pilots": "true",
    },
]


@pytest.mark.parametrize("moves", MOVES, ids=lambda moves: "+".join(moves) or "none")
def test_a_saved_state_compares_to_the_same_numbers(
    lab: Any, folder: Path, moves: dict[str, str]
) -> None:
    shown = played(lab, **moves)
    saved = lab.get("/scenario.yaml", params={"session": "one", **moves}).text
    (folder / "saved.yaml").write_text(saved)
    scenario = read_scenario(folder / "saved.yaml")
    runs = simulate(scenario, ["big_bang", "pilots"], range(1, SEEDS + 1))
    for place, rollout in enumerate(runs.rollouts):
        table = runs.weeks[runs.weeks["rollout"] == rollout]
        for measure, bands in shown["bands"].items():
            medians = table.groupby("week")[measure].quantile(0.5)
            assert bands[place]["median"] == medians.tolist()
    assert shown["statements"] == comparison_statements(compare(runs))


def test_a_saved_state_names_the_command_that_repeats_it(lab: Any, folder: Path) -> None:
    saved = lab.get("/scenario.yaml", params={"session": "one", "trust": "0.2"})
    assert 'filename="tiny.yaml"' in saved.headers["content-disposition"]
    (folder / "saved.yaml").write_text(saved.text)
    command = saved.text.splitlines()[1].removeprefix("#   winsim ").split()
    command[1] = str(folder / "saved.yaml")
    result = CliRunner().invoke(
        winsim, (*command, "--no-figures", "--out", str(folder / "out"), "--format", "json")
    )
    assert result.exit_code == 0, result.output
    adoption = next(
        row for row in json.loads(result.stdout)
        if (row["rollout"], row["outcome"]) == ("pilots", "adoption")
    )  # fmt: skip
    median = played(lab, trust="0.2")["bands"]["adopted"][1]["median"][-1]
    assert adoption["median"] == pytest.approx(median, abs=0)


def saved_rollouts(lab: Any, folder: Path, **moves: str) -> Any:
    """The rollouts of the scenario that a state is saved as."""
    answer = lab.get("/scenario.yaml", params={"session": "one", **moves})
    assert answer.status_code == 200, answer.text
    (folder / "saved.yaml").write_text(answer.text)
    return read_scenario(folder / "saved.yaml").rollouts


def test_a_review_is_held_at_a_checkpoint_and_goes_with_it(lab: Any, folder: Path) -> None:
    drop = {"drop_below.pilots": "0.1"}
    assert saved_rollouts(lab, folder, **drop)["pilots"].review is None  # at which checkpoint?
    held = saved_rollouts(lab, folder, **drop, **{"checkpoint_every.pilots": "8"})
    assert held["pilots"].checkpoint_every == 8
    assert held["pilots"].review == Review(drop_below=0.1)
    assert held["big_bang"].review is None
    looked_at = saved_rollouts(lab, folder, **{"checkpoint_every.pilots": "8"})["pilots"]
    assert (looked_at.checkpoint_every, looked_at.review) == (8, None)


def test_what_a_scenario_says_of_its_reviews_stays_until_its_lever_moves(
    lab: Any, folder: Path
) -> None:
    reviewed = "release: whole, checkpoint_every: 6, review: {order: risk_first, cost: 0.05}"
    text = SCENARIO.replace("tiny", "reviewed").replace("release: whole", reviewed)
    (folder / "reviewed.yaml").write_text(text)
    served = application(LabService(presets_of(folder / "reviewed.yaml"), 1, 1, False, 1))
    with testclient.TestClient(served, base_url="http://127.0.0.1:8765") as own:
        shown = {lever["id"]: lever["value"] for lever in played(own)["lab"]["levers"]}
        assert shown["checkpoint_every.big_bang"] == 6
        assert shown["review_order.big_bang"] == "risk_first"
        tested = saved_rollouts(own, folder, **{"review_test.big_bang": "true"})["big_bang"]
        assert tested.review == Review(order="risk_first", test=True, cost=0.05)
        as_before = saved_rollouts(own, folder, **{"review_order.big_bang": "as before"})
        assert as_before["big_bang"].review == Review(cost=0.05)
        never = saved_rollouts(own, folder, **{"checkpoint_every.big_bang": "0"})["big_bang"]
        assert (never.checkpoint_every, never.review) == (None, None)


def test_time_can_be_reserved_only_for_a_step_that_cannot_be_cut() -> None:
    folder = Path(__file__).parents[2] / "scenarios"
    for name, offered in (("free-hand", True), ("ops-redesign", False)):
        scenario = read_scenario(folder / f"{name}.yaml")
        levers = {lever.id for lever in levers_of(scenario, tuple(scenario.rollouts)[:1])}
        assert (f"reserved.{next(iter(scenario.rollouts))}" in levers) is offered


def test_a_lever_means_what_its_field_is_declared_to_mean() -> None:
    levers = {lever.id: lever for lever in levers_of(scenario_from(SCENARIO, ""), ("pilots",))}
    turnover = levers["turnover"]
    assert (
        turnover.help
        == "share of people who leave in a year, each replaced by a newcomer (per year)"
    )
    assert levers["order.pilots"].choices[:2] == ("listed", "easy_first")
    assert levers["recognised_by.pilots"].choices == ("count", "value")
    for lever in levers.values():
        assert lever.help


def test_equal_states_have_equal_links(lab: Any) -> None:
    one = played(lab, trust="0.3", coordination="0.8")["lab"]
    other = played(lab, coordination="0.8", trust="0.3")["lab"]
    assert one["query"] == other["query"]
    assert set(one["changed"]) == {"trust", "coordination"}
    page = lab.get(f"/?{one['query']}").text
    assert '"changed":["trust","coordination"]' in page


def test_the_first_curves_come_from_fewer_seeds_and_say_so(presets: Presets) -> None:
    with testclient.TestClient(
        application(LabService(presets, 30, 1, False, 1)), base_url="http://127.0.0.1"
    ) as lab:
        assert played(lab, first="true", trust="0.4")["seeds"] == 20
        assert played(lab, trust="0.4")["seeds"] == 30


def test_no_run_of_a_state_is_simulated_twice(
    presets: Presets, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated = list[int]()

    def simulate_seed(prepared: PreparedScenario, seed: int, by_team: bool) -> Iterator[Run]:
        simulated.append(seed)
        yield from healthy(prepared, seed, by_team)

    monkeypatch.setattr("winsim.runs.simulate.simulate_seed", simulate_seed)
    with testclient.TestClient(
        application(LabService(presets, 30, 1, False, 1)), base_url="http://127.0.0.1"
    ) as lab:
        played(lab)
        assert sorted(simulated) == list(range(1, 31))
        simulated.clear()
        played(lab, first="true", trust="0.4")
        played(lab, trust="0.4")
        assert sorted(simulated) == list(range(1, 31))


def test_the_same_seed_is_played_whatever_lever_moves(lab: Any) -> None:
    seeds = {played(lab, trust=str(trust))["seed"] for trust in (0.2, 0.5, 0.9)}
    assert len(seeds) == 1


def test_a_story_is_that_of_why(lab: Any, folder: Path) -> None:
    query = {"session": "one", "trust": "0.2", "place": "1", "person": "5"}
    said = lab.get("/story", params=query).json()["sentences"]
    seed = str(played(lab, trust="0.2")["seed"])
    why = CliRunner().invoke(
        winsim,
        ("why", str(folder / "tiny.yaml"), "--person", "6", "--rollout", "pilots",
         "--seed", seed, "--set", "employees.trust=0.2"),
    )  # fmt: skip
    assert why.stdout.partition("\n\n")[0].splitlines() == said


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ({"scenario": "tinny"}, "did you mean 'tiny'?"),
        ({"rollouts": "pilot"}, "did you mean 'pilots'?"),
        ({"trusd": "0.3"}, "there is no such lever; did you mean 'trust'?"),
        ({"trust": "7"}, "is a number from 0.05 to 0.95"),
        ({"trust": "nan"}, "is a number from 0.05 to 0.95"),
        ({"mechanism.trust": "perhaps"}, "is true or false"),
        ({"order.pilots": "wild"}, "is one of listed, easy_first"),
        ({"people": "0123"}, "upload them again"),
        ({"mechanism.budget": "true", "event": "win", "event_week": "99"}, "from 1 to 30"),
    ],
)
def test_what_cannot_be_is_refused_in_words(lab: Any, query: dict[str, str], remedy: str) -> None:
    answer = lab.get("/play", params={"session": "one", **query})
    assert answer.status_code == 400
    assert remedy in " ".join(answer.json()["problems"])


def uploaded(lab: Any, content: bytes, name: str = "people.csv", **query: str) -> Any:
    params = {"session": "one", "name": name, **query}
    return lab.post("/people", params=params, content=content)


def chosen(lab: Any, people: str, choices: dict[str, str], **query: str) -> Any:
    """The answer to choices made in the form of uploaded people."""
    params = {"session": "one", "people": people, **query}
    return lab.post("/columns", params=params, content=json.dumps(choices))


def values(reading: Any) -> dict[str, str | bool]:
    """What is chosen in a form, by field."""
    return {field["id"]: field["value"] for group in reading["form"] for field in group["fields"]}


def as_sent(reading: Any) -> dict[str, str]:
    """The same as the page sends it."""
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in values(reading).items()
    }


def organisation_of(lab: Any, people: str) -> Any:
    """The `organisation` of the scenario that uploaded people are saved in."""
    saved = lab.get("/scenario.yaml", params={"session": "one", "people": people})
    assert saved.status_code == 200, saved.text
    return yaml.safe_load(saved.text)["organisation"]


def stored() -> list[Path]:
    """All files that labs store at present."""
    folders = Path(gettempdir()).glob("winsim-lab-*")
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def test_uploaded_people_play(lab: Any) -> None:
    people = "id,team\n" + "".join(f"p{n},{'<script>alert(1)</script>'}\n" for n in range(8))
    before = uploaded(lab, people.encode()).json()["people"]
    ties = b"source,target\np1,p0\np2,p0\n"
    reading = uploaded(lab, ties, "ties.csv", people=before).json()
    assert reading["problems"] == []
    assert reading["notes"][0] == "Read: 8 people, 1 team, 2 ties."
    token = reading["people"]
    shown = played(lab, people=token)
    assert len(shown["people"]["labels"]) == 8
    assert shown["people"]["teams"][0]["name"] == "<script>alert(1)</script>"
    assert shown["people"]["ties"]["shape"] == [2, 2]
    assert "6 of 8 people" in shown["doubts"][0]
    page = lab.get("/", params={"people": token})
    assert page.status_code == 400  # another page has a session of its own
    assert organisation_of(lab, token) == {"people": "people.csv", "ties": "ties.csv"}
    again = uploaded(lab, ties, "ties.csv", people=token)
    assert again.status_code == 400
    assert "have their ties already" in again.json()["problems"][0]


SHORT_NAMES = "Kürzel;Bereich;Chef\nana;Rot;\nbo;Rot;ana\ncy;Blau;ana\n".encode()


def test_columns_that_are_not_known_are_asked_for_and_chosen(lab: Any) -> None:
    reading = uploaded(lab, SHORT_NAMES, "Liste.csv").json()
    assert values(reading)["columns.team"] == "Bereich"  # guessed
    assert values(reading)["columns.id"] == ""
    (problem,) = reading["problems"]
    assert problem.startswith("Liste.csv: id: there is no column 'id'; the file has Kürzel")
    assert "--" not in problem
    assert problem.endswith("say which one it is under “Your own people”")
    assert reading["form"][0]["headers"][0] == {"value": "Kürzel", "words": "Kürzel (ana, bo, cy)"}
    now = chosen(lab, reading["people"], as_sent(reading) | {"columns.id": "Kürzel"}).json()
    assert now["problems"] == []
    assert len(played(lab, people=now["people"])["people"]["labels"]) == 3
    columns = {"id": "Kürzel", "team": "Bereich", "manager": "Chef"}
    assert organisation_of(lab, now["people"]) == {"people": "Liste.csv", "columns": columns}


def test_a_column_that_is_known_can_be_told_to_be_absent(lab: Any) -> None:
    """Ana and Bo are each other's boss: without managers they can play all the same."""
    circle = b"id,team,boss\nana,Red,bo\nbo,Red,ana\n"
    reading = uploaded(lab, circle).json()
    assert "runs in a circle" in reading["problems"][0]
    manager = next(f for f in reading["form"][0]["fields"] if f["id"] == "columns.manager")
    assert manager["value"] == "boss"
    none = next(option["value"] for option in manager["options"] if option["words"] == "(none)")
    now = chosen(lab, reading["people"], as_sent(reading) | {"columns.manager": none}).json()
    assert now["problems"] == []
    assert values(now)["columns.manager"] == none
    assert organisation_of(lab, now["people"])["columns"] == {"manager": ""}


def test_choices_can_be_changed_and_undone(lab: Any) -> None:
    people = b"id,unit,team\nana,North,Red\nbo,North,Blue\n"
    first = uploaded(lab, people).json()
    assert len(played(lab, people=first["people"])["people"]["teams"]) == 2
    wanted = as_sent(first) | {"columns.team": "unit", "nonresponse": "team"}
    second = chosen(lab, first["people"], wanted).json()
    shown = played(lab, people=second["people"])
    assert len(shown["people"]["teams"]) == 1
    assert "everybody is taken to listen to everybody in their team" in shown["doubts"][0]
    assert len(played(lab, people=first["people"])["people"]["teams"]) == 2
    assert organisation_of(lab, second["people"])["nonresponse"] == "team"


def test_a_graph_brings_people_and_ties_in_one_file(lab: Any) -> None:
    nodes = "".join(f'<node id="{n}"><data key="t">Red</data></node>' for n in ("ana", "bo"))
    graph = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        '<key id="t" for="node" attr.name="team" attr.type="string"/>'
        f'<graph edgedefault="directed">{nodes}<edge source="bo" target="ana"/></graph></graphml>'
    )
    reading = uploaded(lab, graph.encode(), "Team.GraphML").json()
    assert reading["problems"] == []
    assert played(lab, people=reading["people"])["people"]["ties"]["shape"] == [1, 2]
    assert organisation_of(lab, reading["people"])["ties"] == "Team.GraphML"
    without = chosen(lab, reading["people"], as_sent(reading) | {"ties_here": "false"}).json()
    assert "ties" not in organisation_of(lab, without["people"])


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    """Two sheets, of people and of ties, and one of neither, as an office sends them."""
    sheets = {
        "Plan": [["Belegschaft 2024"], ["Kürzel", "Bereich"], ["ana", "Rot"], ["bo", "Rot"]],
        "Kontakte": [["Von", "An"], ["bo", "ana"]],
        "Notizen": [["Stand", "Wer"], ["=1+1", "HR"]],
    }
    return write_workbook(tmp_path / "book.xlsx", sheets).read_bytes()


def test_the_sheet_of_a_workbook_is_chosen_and_then_its_columns(lab: Any, workbook: bytes) -> None:
    reading = uploaded(lab, workbook, "Plan 2024.xlsx").json()
    assert "it is not clear which sheet holds the people" in reading["problems"][0]
    assert values(reading)["sheets.ties"] == "Kontakte"
    assert "columns.id" not in values(reading)
    wanted = as_sent(reading) | {"sheets.people": "Plan"}
    looked = chosen(lab, reading["people"], wanted, looking="true").json()
    assert values(looked)["columns.team"] == "Bereich"
    wanted = as_sent(looked) | {"columns.id": "Kürzel"}
    now = chosen(lab, reading["people"], wanted).json()
    assert now["problems"] == []
    shown = played(lab, people=now["people"])
    assert len(shown["people"]["labels"]) == 2
    assert shown["people"]["ties"]["shape"] == [1, 2]
    saved = organisation_of(lab, now["people"])
    assert saved["people"] == saved["ties"] == "Plan 2024.xlsx"
    assert saved["sheets"] == {"people": "Plan", "ties": "Kontakte"}


def test_a_survey_brings_people_and_ties_in_one_table(lab: Any) -> None:
    survey = b"id,team,name1,name2\nana,Red,bo,\nbo,Red,ana,cy\ncy,Blue,,\n"
    reading = uploaded(lab, survey, "survey.csv").json()
    assert reading["problems"] == []
    assert played(lab, people=reading["people"])["people"]["ties"]["shape"][0] >= 2
    assert values(reading)["ties_here"] is True


def test_what_a_remedy_sets_becomes_a_field_with_what_it_proposes(lab: Any) -> None:
    people = b"id,team\nana,Red\nbo,Red\ncy,Red\n"
    ties = b"source,target,weight\nana,bo,Daily\nbo,cy,Hardly\ncy,ana,Hardly\n"
    before = uploaded(lab, people).json()["people"]
    reading = uploaded(lab, ties, "ties.csv", people=before).json()
    assert "these words are no numbers: Hardly (2)" in reading["problems"][0]
    assert "--" not in reading["problems"][0]
    proposed = str(values(reading)["weights"])
    assert "Hardly: NUMBER" in proposed
    wanted = as_sent(reading) | {"weights": proposed.replace("NUMBER", "0.5")}
    now = chosen(lab, reading["people"], wanted).json()
    assert now["problems"] == []
    assert "Hardly: 0.5" in str(values(now)["weights"])
    assert organisation_of(lab, now["people"])["weights"]["Hardly"] == 0.5


def test_people_who_are_not_on_the_list_are_refused_or_left_out(lab: Any) -> None:
    people = b"id,team\nana,Red\nbo,Red\ncy,Red\n"
    ties = b"source,target\nana,bo\nbo,cy\ncy,ana\nana,guest\n"
    before = uploaded(lab, people).json()["people"]
    reading = uploaded(lab, ties, "ties.csv", people=before).json()
    assert "guest" in reading["problems"][0]
    assert "--" not in reading["problems"][0]
    assert values(reading)["outsiders"] == "refuse"
    now = chosen(lab, reading["people"], as_sent(reading) | {"outsiders": "drop"}).json()
    assert now["problems"] == []
    assert played(lab, people=now["people"])["people"]["ties"]["shape"] == [3, 2]


def test_the_column_by_which_people_are_called_is_asked_for_where_it_is_not_clear(lab: Any) -> None:
    """Ana's number is Bo's desk, and the other way round."""
    people = b"id,team,desk\n1,Red,2\n2,Red,1\n3,Red,x\n4,Red,y\n5,Red,z\n"
    ties = b"source,target\nx,y\ny,z\nz,x\n1,2\n"
    before = uploaded(lab, people).json()["people"]
    reading = uploaded(lab, ties, "ties.csv", people=before).json()
    assert "--" not in " ".join(reading["problems"])
    wanted = as_sent(reading) | {"columns.source.by": "desk", "columns.target.by": "desk"}
    now = chosen(lab, reading["people"], wanted).json()
    assert now["problems"] == []
    assert values(now)["columns.source.by"] == "desk"
    assert organisation_of(lab, now["people"])["columns"]["target.by"] == "desk"


def test_uploaded_people_take_nothing_over_from_the_scenario(lab: Any, folder: Path) -> None:
    """The scenario's own people have other columns and all listen to one another; these do not."""
    (folder / "own.csv").write_text("Nr,Gruppe\n1,A\n2,A\n")
    own = yaml.safe_load(SCENARIO) | {"name": "own"}
    columns = {"id": "Nr", "team": "Gruppe"}
    own["organisation"] = {"people": "own.csv", "columns": columns, "all_tied": True}
    (folder / "own.yaml").write_text(yaml.safe_dump(own))
    served = application(LabService(presets_of(folder / "own.yaml"), 1, 1, False, 1))
    with testclient.TestClient(served, base_url="http://127.0.0.1:8765") as lab_of_own:
        assert played(lab_of_own)["people"]["ties"]["shape"] == [1, 2]
        token = uploaded(lab_of_own, b"id,team\nana,Red\nbo,Red\n").json()["people"]
        shown = played(lab_of_own, people=token)
        assert shown["people"]["ties"]["shape"] == [0, 2]
        assert "There is no ties file" in shown["doubts"][0]
        assert organisation_of(lab_of_own, token) == {"people": "people.csv"}


def test_looking_at_other_choices_keeps_nothing(lab: Any) -> None:
    reading = uploaded(lab, SHORT_NAMES).json()
    wanted = as_sent(reading) | {"ties_here": "true"}
    looked = chosen(lab, reading["people"], wanted, looking="true").json()
    assert looked["people"] == reading["people"]
    assert "columns.source" in values(looked)
    assert "columns.source" not in values(reading)


@pytest.mark.parametrize(
    ("choices", "remedy"),
    [
        ({"columns.people": "x"}, "there is no such choice"),
        ({"people": "/etc/passwd"}, "there is no such choice"),
        ({"nonresponse": "guess"}, "Who did not answer = guess"),
        ({"header_rows.people": "third"}, "Line of the header"),
        ({"columns.id": 3}, "are texts by name"),
        (["columns.id"], "are texts by name"),
    ],
)
def test_choices_that_cannot_be_are_refused_in_words(lab: Any, choices: Any, remedy: str) -> None:
    token = uploaded(lab, b"id,team\np1,Red\np2,Red\n").json()["people"]
    answer = chosen(lab, token, choices)
    assert answer.status_code == 400
    assert remedy in answer.json()["problems"][0]


def test_a_line_of_the_header_that_is_not_clear_is_asked_for(lab: Any) -> None:
    text = b"a,b\nx1,Red\nx2,Red\nNo,Unit\nx3,Blue\nx4,Blue\n"
    reading = uploaded(lab, text).json()
    token = reading["people"]
    now = chosen(lab, token, {"header_rows.people": "4"}).json()
    assert values(now)["header_rows.people"] == "4"
    assert [header["value"] for header in now["form"][0]["headers"]] == ["No", "Unit"]


def test_a_name_is_text_and_never_a_path(lab: Any) -> None:
    people = b"id,team\n=1+1,Red\n@x,\x07Red\n"
    reading = uploaded(lab, people, "../../\x1b[31m/=cmd|x\n!.CSV").json()
    assert reading["problems"] == []
    assert organisation_of(lab, reading["people"]) == {"people": "=cmd|x !.CSV"}
    files = stored()
    assert [file.name for file in files] == ["people.csv"]
    assert ending_of("people.sh") == ending_of("people.csv/x") == ending_of("") == ".txt"


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"", "is empty"),
        (b'id,team\n"p1,Red\np2,Red\n', "quotation mark"),
        (b"id,team\n" + b"x,y\n" * 3_000_000, "is larger than 8 MB"),
    ],
)
def test_files_that_are_no_table_are_refused_and_deleted(
    lab: Any, content: bytes, remedy: str
) -> None:
    good = uploaded(lab, b"id,team\np1,Red\np2,Red\n").json()["people"]
    for query in ({}, {"people": good}):
        answer = uploaded(lab, content, "staff.csv", **query)
        assert answer.status_code == 400
        said = " ".join(answer.json()["problems"])
        assert remedy in said
        assert "staff.csv" in said
        assert "/tmp" not in said
    assert "staff" not in " ".join(map(str, stored()))


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"id,team\np1", "every person needs one"),
        (b"name\nAnna\n", "there is no column"),
        (b"id,team\n" + b"\n".join(b"%d,a" % n for n in range(6000)), "too many for the lab"),
    ],
)
def test_tables_that_are_no_people_ask_for_other_columns(
    lab: Any, content: bytes, remedy: str
) -> None:
    reading = uploaded(lab, content, "staff.csv").json()
    assert remedy in " ".join(reading["problems"])
    assert "staff.csv" in reading["problems"][0]
    assert "/tmp" not in " ".join(reading["problems"])
    assert len(set(reading["problems"])) == len(reading["problems"])
    refused = lab.get("/play", params={"session": "one", "people": reading["people"]})
    assert refused.status_code == 400


def test_files_that_wait_for_a_choice_make_room_for_others(lab: Any) -> None:
    for _ in range(20):
        assert uploaded(lab, SHORT_NAMES).status_code == 200
    assert len(stored()) == 1
    for _ in range(8):
        assert uploaded(lab, b"id,team\np1,Red\np2,Red\n").status_code == 200
    assert "at most 8 uploads" in uploaded(lab, SHORT_NAMES).json()["problems"][0]


def test_a_large_file_is_refused_before_it_has_come(lab: Any) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1_000_000
            yield b"x" * 1_000_000

    answer = lab.post("/people", params={"session": "one"}, content=endless())
    assert answer.status_code == 400
    assert "is larger than 8 MB" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_other_sites_get_nothing(lab: Any, headers: dict[str, str]) -> None:
    answer = lab.get("/play", params={"session": "one"}, headers=headers)
    assert answer.status_code in (400, 403)
    assert "bands" not in answer.text


def test_sessions_do_not_know_each_other(lab: Any) -> None:
    token = uploaded(lab, b"id,team\np1,Red\np2,Red\n").json()["people"]
    answer = lab.get("/play", params={"session": "two", "people": token})
    assert answer.status_code == 400


def test_a_closed_page_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("winsim.player.lab.sessions.time.monotonic", lambda: now)
    sessions = Sessions()
    with sessions.watching("one") as session:
        folder = session.upload_folder()
        now += 10 * PATIENCE
        sessions.expire()
        assert folder.is_dir()
    sessions.expire()
    assert "one" in sessions.by_name  # it may only be reloading
    now += 1.1 * PATIENCE
    sessions.expire()
    assert not folder.exists()
    assert session.closed
    assert sessions.by_name == {}


@pytest.mark.parametrize(
    "spread",
    [
        0.4,
        {"normal": {"mean": 0.4, "sd": 0.1}},
        {"beta": {"mean": 0.4, "weight": 20}},
        {"lognormal": {"median": 0.4, "sigma": 0.5}},
        {"uniform": {"low": 0.3, "high": 0.5}},
    ],
)
def test_a_moved_trait_keeps_its_spread(spread: Any) -> None:
    before = Distribution.model_validate(spread)
    assert centre(before) == pytest.approx(0.4)
    after = Distribution.model_validate(shifted(before, 0.6))
    assert centre(after) == pytest.approx(0.6)
    assert after.kind == before.kind
    assert type(after.model_dump()) is type(before.model_dump())


def test_every_shipped_scenario_has_levers_that_change_nothing_where_they_stand() -> None:
    folder = Path(__file__).parents[2] / "scenarios"
    presets = presets_of(folder)
    assert len(presets.scenarios) == len(list(folder.glob("*.yaml")))
    for scenario in presets.scenarios.values():
        levers = levers_of(scenario, tuple(scenario.rollouts))
        assert len({lever.id for lever in levers}) == len(levers)
        for lever in levers:
            assert lever.kind != "range" or lever.low <= float(lever.value) <= lever.high


def test_a_copy_beside_the_scenario_does_not_take_its_place(folder: Path) -> None:
    text = (folder / "tiny.yaml").read_text()
    (folder / "tiny2.yaml").write_text(text.replace("weeks: 30", "weeks: 8"))
    found = presets_of(folder / "tiny.yaml")
    assert found.scenarios[found.first].weeks == 30
    assert list(found.scenarios) == ["tiny", "other"]


def test_a_folder_without_scenarios_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no scenario"):
        presets_of(tmp_path)


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    nowhere = CliRunner().invoke(winsim, ("lab", str(tmp_path / "nowhere.yaml")))
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert "there is no such file" in nowhere.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = CliRunner().invoke(winsim, ("lab", str(tmp_path), "--port", port))
    assert refused.exit_code == 2
    assert "choose another --port" in refused.stderr
