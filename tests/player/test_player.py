"""The player: what it shows is what was simulated, and what must not be seen stays away."""

import json
import re
from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from winsim.cli.main import winsim
from winsim.explain.person import story_of_person
from winsim.explain.replay import replay_of
from winsim.explain.team_statements import story_statements
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.player.bands import crossings
from winsim.player.document import document
from winsim.player.loop import STATES, loop_of
from winsim.player.markup import EXPORT, IMPORT, MODULES, page
from winsim.player.play import play
from winsim.player.recording import record
from winsim.player.roster import roster
from winsim.runs.simulate import simulate
from winsim.runs.tables import Runs
from winsim.scenario.reading import read_scenario, scenario_from
from winsim.scenario.rollout import Event
from winsim.scenario.scenario import Scenario

PEOPLE = [(f"p{n}", "Red" if n < 6 else "Blue" if n < 10 else "Tiny") for n in range(12)]
SCENARIO = """\
name: tiny
title: "</script><b>bold</b>"
weeks: 40
organisation: {people: people.csv, all_tied: true}
initiative:
  steps:
    - {name: sort, work: 1, value: 0.4}
    - {name: standardise, work: 1, value: 0.6, needs: [sort], risk: 0.3}
rollouts:
  big_bang: {release: whole}
  pilots: {waves: [{pick: readiest, count: 1}, {teams: rest, gate: {wins: 1}}]}
events: [{week: 20, kind: setback, size: 2, team: Red}]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [f"{identity},{team},Name {identity}" for identity, team in PEOPLE]
    (tmp_path / "people.csv").write_text("\n".join(("id,team,name", *rows)))
    (tmp_path / "tiny.yaml").write_text(SCENARIO)
    return tmp_path


def tiny() -> Scenario:
    return scenario_from(SCENARIO, "tiny.yaml")


def runs_of(seeds: int = 5) -> Runs:
    return simulate(tiny(), seeds=range(1, seeds + 1))


def decoded(encoded: dict[str, Any]) -> Any:
    kind = {1: "<u1", 2: "<u2", 4: "<u4"}[encoded["size"]]
    return np.frombuffer(b64decode(encoded["bytes"]), dtype=kind).reshape(encoded["shape"])


def test_the_curves_are_those_of_the_tables() -> None:
    runs = runs_of()
    shown = document(play(runs), stories=False)
    for place, name in enumerate(runs.rollouts):
        table = runs.weeks[runs.weeks["rollout"] == name]
        for measure in ("adopted", "trust", "belief", "fatigue", "perceived", "strategic"):
            bands = table.groupby("week")[measure].quantile(np.array([0.05, 0.5, 0.95])).unstack()
            band = shown["bands"][measure][place]
            for level, key in ((0.05, "low"), (0.5, "median"), (0.95, "high")):
                assert band[key] == bands[level].tolist()
            played = table[table["seed"] == shown["seed"]][measure].tolist()
            assert shown["rollouts"][place]["runs"][measure] == played


def test_everyone_stands_in_the_picture_as_in_the_curve() -> None:
    shown = document(play(runs_of()), stories=False)
    for rollout in shown["rollouts"]:
        standing = decoded(rollout["standing"])
        assert np.allclose((standing >= 2).mean(axis=1), rollout["runs"]["adopted"])
        assert decoded(rollout["wins"]).sum(axis=1).tolist() == rollout["counts"]["wins"]


def test_stories_are_those_of_why() -> None:
    shown = play(runs_of(), seed=3, names=True)
    stories = document(shown)["rollouts"][1]["stories"]
    replay = replay_of(tiny(), "pilots", 3)
    for number, identity in enumerate(replay.organisation.ids):
        assert stories["people"][number] == story_statements(story_of_person(replay, identity))
    why = ("why", "tiny.yaml", "--team", "Blue", "--rollout", "pilots", "--seed", "3")
    said = CliRunner().invoke(winsim, why).stdout.partition("\n\n")[0].splitlines()
    assert stories["teams"][1] == said


def test_nobody_is_named_unless_asked() -> None:
    hidden = json.dumps(document(play(runs_of(2))))
    assert "Name p" not in hidden
    assert not re.search(r"\bp\d+\b", hidden)
    assert "Person 7" in hidden
    assert "Name p6 (p6)" in json.dumps(document(play(runs_of(2), names=True)))


def test_small_teams_are_merged_until_they_are_large_enough() -> None:
    who = play(runs_of(2), smallest=4).roster
    assert who.shown.team_names == ("Red", "2 small teams")
    assert who.merged == (False, True)
    shown = document(play(runs_of(2), smallest=4))
    assert "Tiny" not in json.dumps(shown)
    assert "too small to be shown one by one" in shown["rollouts"][0]["stories"]["teams"][1][0]
    assert decoded(shown["rollouts"][0]["wins"]).shape == (41, 2)


def people_in(*teams: int) -> Organisation:
    names = [f"team {team}" for team, size in enumerate(teams) for _ in range(size)]
    nobody = np.zeros(0, dtype=np.int64)
    return make_organisation([str(n) for n in range(len(names))], names, (nobody, nobody, None))


@pytest.mark.parametrize(
    ("sizes", "smallest", "shown"),
    [
        ((5, 5), 3, ("team 0", "team 1")),
        ((5, 2, 2), 3, ("team 0", "2 small teams")),
        ((9, 5, 2), 3, ("team 0", "2 small teams")),
        ((2, 2), 9, ("2 small teams",)),
    ],
)
def test_no_group_is_smaller_than_asked(
    sizes: tuple[int, ...], smallest: int, shown: tuple[str, ...]
) -> None:
    assert roster(people_in(*sizes), smallest=smallest).shown.team_names == shown


def test_curves_cross_where_they_change_places() -> None:
    first, second = np.array([0, 0.1, 0.2, 0.5, 0.6]), np.array([0, 0.2, 0.21, 0.3, 0.3])
    assert crossings(first, second) == [3]
    assert crossings(second, first) == [3]
    assert crossings(first, first) == []


def test_a_crossing_is_where_the_lines_cross_and_not_where_a_lead_is_clear() -> None:
    behind = np.array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    #     clearly behind, level,  just ahead, clearly ahead only two weeks later
    first = np.array([0.4, 0.495, 0.505, 0.51, 0.53, 0.6])
    assert crossings(first, behind) == [2]


def test_curves_that_come_close_and_part_again_have_not_crossed() -> None:
    level = np.full(5, 0.5)
    assert crossings(np.array([0.4, 0.49, 0.51, 0.49, 0.4]), level) == []
    touched_first = np.array([0.4, 0.51, 0.49, 0.505, 0.6])
    assert crossings(touched_first, level) == [3]


def test_a_setback_is_on_the_axis_and_in_the_debrief() -> None:
    shown = document(play(runs_of(), seed=1), stories=False)
    marks = [mark for mark in shown["rollouts"][0]["marks"] if mark["kind"] == "event"]
    assert marks == [{"week": 20, "kind": "event", "words": "a setback of strength 2 in Red"}]
    rows = {row["name"]: row["texts"] for row in shown["debrief"]["rows"]}
    assert all("week" in text for text in rows["Worst setback"])
    assert len(rows["Spent"]) == 2


def states_of(scenario: Scenario, rollout: str) -> list[str]:
    return [STATES[state] for state in loop_of(record(scenario, rollout, 1)).state]


def test_a_success_spiral_a_stall_and_a_vicious_circle_look_different() -> None:
    folder = Path(__file__).parents[2] / "scenarios"
    pilots = states_of(read_scenario(folder / "ops-redesign.yaml"), "pilots")
    assert pilots[0] == "not begun"
    assert pilots.count("success spiral") > 20
    assert pilots[-1] == "work is done"
    stalled = read_scenario(folder / "stalled-programme.yaml")
    assert states_of(stalled, "fewer_but_real").count("stall") > 80
    blow = Event(week=60, kind="setback", size=3)
    struck = stalled.model_copy(update={"events": (blow,)})
    assert states_of(struck, "vanity_wins")[60:64] == ["vicious circle"] * 4


def test_the_rollout_that_leads_is_counted() -> None:
    runs = runs_of()
    week = runs.weeks[runs.weeks["week"] == 30].pivot(
        index="seed", columns="rollout", values="adopted"
    )
    ahead = int((week["pilots"] > week["big_bang"]).sum())
    behind = int((week["pilots"] < week["big_bang"]).sum())
    said = document(play(runs), stories=False)["leads"][30]
    assert said.startswith(f"In {max(ahead, behind)} of 5 runs, ")


def test_data_cannot_leave_their_element() -> None:
    text = page(document(play(runs_of(2)), stories=False))
    assert text.count("</script>") == 2
    assert "<b>bold</b>" not in text
    assert "default-src &#" not in text
    assert "connect-src" not in text
    assert "http:" not in text.replace("http://www.w3.org/2000/svg", "")


def test_modules_import_only_those_before_them_and_share_no_names() -> None:
    folder = Path(__file__).parents[2] / "src" / "winsim" / "player" / "page"
    texts = {name: (folder / f"{name}.js").read_text() for name in MODULES}
    assert sorted(texts) == sorted(path.stem for path in folder.glob("*.js"))
    own = r"^(?:export )?(?:const|let|function|async function|class) (\w+)"
    names = [name for text in texts.values() for name in re.findall(own, text, re.MULTILINE)]
    assert sorted(set(names)) == sorted(names)
    for place, text in enumerate(texts.values()):
        for used in re.findall(r'from "\./(\w+)\.js"', text):
            assert MODULES.index(used) < place
        assert not re.search(r"\b(?:import|export)\b [^*]", EXPORT.sub("", IMPORT.sub("", text)))
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)


def test_equal_inputs_give_equal_bytes() -> None:
    first, second = (page(document(play(runs_of(3)))) for _ in range(2))
    assert first == second


def test_the_command_writes_a_page_and_pictures(here: Path) -> None:
    def made(*words: str) -> bytes:
        result = CliRunner().invoke(winsim, ("play", "tiny.yaml", "--seeds", "2", *words))
        assert result.exit_code == 0, result.output
        return (here / words[-1]).read_bytes()

    assert made("--out", "page.html").startswith(b"<!doctype html>")
    assert made("--png", "20", "--out", "week.png").startswith(b"\x89PNG")
    assert made("--png", "20", "--out", "week.svg").startswith(b"<?xml")
    assert made("--set", "weeks=5", "--set", "events=[]", "--gif", "play.gif").startswith(b"GIF89a")
    from PIL import Image

    with Image.open(BytesIO((here / "play.gif").read_bytes())) as film:
        assert getattr(film, "n_frames", 1) == 6


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--rollouts", "pilots,pilot"), "did you mean 'pilots'?"),
        (("--seeds", "5", "--played", "9"), "play one of the seeds 1 to 5"),
        (("--set", "organisation={generate: {people: 6000}}"), "a page shows at most 5,000"),
        (("--png", "60"), "the scenario ends with week 40"),
        (("--seeds", "2", "--png", "6", "--out", "week.bmp"), "ends in .png, .svg, .pdf"),
        (("--gif", "play.gif", "--out", "page.html"), "names no file beside --gif"),
        (("--seeds", "2", "--out", "people.csv/page.html"), "cannot be written"),
    ],
)
def test_what_cannot_be_played_is_refused(words: tuple[str, ...], remedy: str) -> None:
    result = CliRunner().invoke(winsim, ("play", "tiny.yaml", *words))
    assert result.exit_code == 2, result.output
    assert remedy in result.stderr


def test_the_first_two_or_the_only_rollout_are_played() -> None:
    one = document(play(simulate(tiny(), ["pilots"], seeds=[1, 2])), stories=False)
    assert [rollout["name"] for rollout in one["rollouts"]] == ["pilots"]
    assert one["leads"] == []
    assert one["crossings"] == []
    weeks = [mark["week"] for mark in one["rollouts"][0]["marks"]]
    assert all(first <= second for first, second in pairwise(weeks))
