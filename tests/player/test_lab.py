"""The lab: a moved lever gives what `compare` gives, and nothing hostile gets through."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.support.tiny_change import GATED, tiny
from winsim.cli.main import winsim
from winsim.cli.startup import compile_generator, compile_kernel, compile_quantiles
from winsim.declaration.distribution import Distribution
from winsim.model.initial import PreparedScenario
from winsim.player.lab.levers import centre, levers_of, shifted
from winsim.player.lab.presets import Presets, presets_of
from winsim.player.lab.server import application
from winsim.player.lab.service import LabService
from winsim.player.lab.sessions import PATIENCE, Session, Sessions
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


def test_uploaded_people_play(lab: Any) -> None:
    people = "id,team\n" + "".join(f"p{n},{'<script>alert(1)</script>'}\n" for n in range(8))
    token = uploaded(lab, people.encode()).json()["people"]
    ties = b"source,target\np1,p0\np2,p0\n"
    assert uploaded(lab, ties, "ties.csv", people=token).json()["people"] == token
    shown = played(lab, people=token)
    assert len(shown["people"]["labels"]) == 8
    assert shown["people"]["teams"][0]["name"] == "<script>alert(1)</script>"
    assert shown["people"]["ties"]["shape"] == [2, 2]
    page = lab.get("/", params={"people": token})
    assert page.status_code == 400  # another page has a session of its own
    saved = lab.get("/scenario.yaml", params={"session": "one", "people": token}).text
    assert "people: people.csv" in saved
    assert "ties: ties.csv" in saved
    again = uploaded(lab, ties, "ties.csv", people=token)
    assert again.status_code == 400
    assert "have their ties already" in again.json()["problems"][0]


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"", "is empty"),
        (b"id,team\np1", "every person needs one"),
        (b"name\nAnna\n", "id"),
        (b'id,team\n"p1,Red\np2,Red\n', "quotation mark"),
        (b"PK\x03\x04 a workbook", "save it as 'CSV UTF-8'"),
        (b"id,team\n" + b"x,y\n" * 3_000_000, "is larger than 8 MB"),
        (b"id,team\n" + b"\n".join(b"%d,a" % n for n in range(6000)), "too many for the lab"),
    ],
)
def test_files_that_are_no_people_are_refused(lab: Any, content: bytes, remedy: str) -> None:
    answer = uploaded(lab, content, "staff.csv")
    assert answer.status_code == 400
    said = " ".join(answer.json()["problems"])
    assert remedy in said
    assert "staff.csv" in said
    assert "/tmp" not in said


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
