"""The page in a browser that has no network: it opens from disk and plays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.support.browser import Visit, chromium
from winsim.cli.main import winsim
from winsim.player.document import document
from winsim.player.markup import page
from winsim.player.play import Play, play
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario, scenario_from

pytestmark = pytest.mark.browser

SCENARIO = """\
name: tiny
title: "<img src=x onerror=alert(1)> & co"
weeks: 40
organisation: {people: people.csv, all_tied: true}
initiative:
  steps:
    - {name: "<b>sort</b>", work: 1, value: 0.4}
    - {name: standardise, work: 1, value: 0.6, needs: ["<b>sort</b>"]}
rollouts:
  big_bang: {release: whole}
  pilots: {waves: [{pick: readiest, count: 1}, {teams: rest, gate: {wins: 1}}]}
"""
TEAMS = ("<script>alert(1)</script>", "Blue & co")
SEED = 3


WHERE = """([pane, person]) => {
  const play = JSON.parse(document.getElementById("data").textContent);
  const box = document.querySelectorAll(".people")[pane].getBoundingClientRect();
  const { teams, place } = play.people;
  const edges = (of) => [
    Math.min(...teams.map((t) => of(t) - t.r)),
    Math.max(...teams.map((t) => of(t) + t.r)),
  ];
  const [across, down] = [edges((t) => t.x), edges((t) => t.y)];
  const length = ([low, high]) => high - low + 0.5;
  const scale = Math.min(box.width / length(across), box.height / length(down));
  const middle = ([low, high]) => (low + high) / 2;
  return [box.x + box.width / 2 + (place[person][0] - middle(across)) * scale,
          box.y + box.height / 2 - (place[person][1] - middle(down)) * scale];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("play")
    rows = [f'p{n},"{TEAMS[n % 2]}",Name {n}' for n in range(12)]
    (folder / "people.csv").write_text("\n".join(("id,team,name", *rows)))
    (folder / "tiny.yaml").write_text(SCENARIO)
    return folder


@pytest.fixture(scope="module")
def shown(folder: Path) -> Play:
    runs = simulate(read_scenario(folder / "tiny.yaml"), seeds=range(1, 6))
    return play(runs, SEED, names=True)


@pytest.fixture(scope="module")
def address(folder: Path, shown: Play) -> str:
    file = folder / "page.html"
    file.write_text(page(document(shown)), "utf-8")
    return file.as_uri()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:
    visit = Visit(browser)
    visit.context.set_offline(True)
    visit.go(address)
    yield visit
    visit.close()


def week(visit: Visit) -> int:
    return int(visit.text("#bar .number"))


def middle_of(visit: Visit, pane: int, person: int) -> tuple[float, float]:
    """Where a person stands on the screen, worked out as the page does it."""
    x, y = visit.page.evaluate(WHERE, [pane, person])
    return x, y


def test_it_plays_from_disk_without_a_network(visit: Visit) -> None:
    assert week(visit) == 0
    visit.page.click("#play")
    visit.wait(lambda: week(visit) > 1)
    visit.page.keyboard.press("Space")
    stopped = week(visit)
    visit.page.wait_for_timeout(700)
    assert week(visit) == stopped
    assert [url for url in visit.requests if not url.startswith("file:")] == []


def test_the_keys_are_the_presenters(visit: Visit) -> None:
    press = visit.page.keyboard.press
    for key, expected in (
        ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("Shift+ArrowRight", 14),
        ("End", 40), ("Home", 0),
    ):  # fmt: skip
        press(key)
        assert week(visit) == expected
    for key, selector in (("?", "#help"), ("d", "#debrief")):
        press(key)
        assert visit.page.is_visible(selector)
        press("Escape")
        assert not visit.page.is_visible(selector)
    plain = visit.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    press("t")
    assert visit.page.evaluate("getComputedStyle(document.documentElement).fontSize") > plain


def test_the_scrubber_turns_everything(visit: Visit, shown: Play) -> None:
    visit.page.fill("#scrubber", "30")
    assert week(visit) == 30
    adopted = [run.state.record.weeks.adopted[30] for run in shown.runs]
    said = [node.inner_text() for node in visit.page.query_selector_all(".share")]
    assert said == [f"{100 * share:.0f} %" for share in adopted]


def test_the_future_is_hidden_until_it_is_revealed(visit: Visit) -> None:
    visit.page.fill("#scrubber", "5")
    visit.page.keyboard.press("r")
    assert visit.page.locator(".veil").count() == 5
    assert not visit.page.locator(".ahead").first.is_visible()
    visit.page.keyboard.press("d")
    assert not visit.page.is_visible("#debrief")
    visit.page.locator("#prediction input").first.fill("80")
    visit.page.keyboard.press("r")
    assert visit.page.locator(".veil").count() == 0
    assert "80 % → " in visit.text("#prediction")


@pytest.mark.parametrize(("pane", "rollout"), [(0, "big_bang"), (1, "pilots")])
def test_a_persons_story_is_that_of_why(
    visit: Visit, folder: Path, shown: Play, pane: int, rollout: str
) -> None:
    visit.page.keyboard.press("End")
    person = 7
    visit.page.mouse.click(*middle_of(visit, pane, person))
    identity = shown.roster.organisation.ids[int(shown.roster.person[person])]
    assert visit.text("#story h2").startswith(f"{shown.roster.labels[person]}, ")
    sentences = [node.inner_text() for node in visit.page.query_selector_all(".sentences p")]
    why = ("why", str(folder / "tiny.yaml"), "--person", identity, "--rollout", rollout)
    said = CliRunner().invoke(winsim, (*why, "--seed", str(SEED)))
    assert said.stdout.partition("\n\n")[0].splitlines() == sentences


def test_hostile_names_are_text(visit: Visit) -> None:
    assert visit.page.title() == "<img src=x onerror=alert(1)> & co"
    assert visit.text("h1") == "<img src=x onerror=alert(1)> & co"
    visit.page.mouse.click(*middle_of(visit, 0, 0))
    assert "<script>alert(1)</script>" in visit.text("#story h2")
    assert visit.page.locator("img, b:has-text('sort')").count() == 0


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)])
def test_everything_has_room(browser: Any, address: str, size: tuple[int, int]) -> None:
    visit = Visit(browser, *size)
    visit.go(address)
    for node in visit.page.query_selector_all("#bar, .pane, .stage, #axis, .chart, .plot, .lead"):
        box = node.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]
        assert box["height"] > 15
    visit.close()


CUT_OFF = """() => [...document.querySelectorAll(".crossing-words")].filter((words) => {
  const [text, plot] = [words, words.closest(".plot")].map((node) => node.getBoundingClientRect());
  return text.left < plot.left || text.right > plot.right;
}).length"""


@pytest.mark.parametrize("week", [1, 14, 20, 24, 39])
def test_wherever_the_medians_cross_the_week_can_be_read(
    browser: Any, tmp_path: Path, shown: Play, week: int
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(document(shown, stories=False) | {"crossings": [week]}), "utf-8")
    visit = Visit(browser, 720, 768)
    visit.go(file.as_uri())
    assert visit.page.text_content(".crossing-words") == f"medians cross in week {week}"
    assert visit.page.evaluate(CUT_OFF) == 0
    visit.close()


def test_what_stands_still_is_read_under_the_name_of_its_rollout(
    browser: Any, tmp_path: Path
) -> None:
    text = """\
name: held
weeks: 40
organisation: {generate: {people: 24, team_size: 6}}
initiative: {steps: [{name: one, work: 1, value: 0.5}, {name: two, work: 1, value: 0.5}]}
rollouts:
  big_bang: {}
  pilots: {waves: [{pick: random, count: 1}, {teams: rest, gate: {backing: 12}}]}
"""
    runs = simulate(scenario_from(text, "held.yaml"), seeds=range(1, 4))
    file = tmp_path / "held.html"
    file.write_text(page(document(play(runs), stories=False)), "utf-8")
    visit = Visit(browser, 1280, 720)
    visit.go(file.as_uri())
    lines = visit.page.locator(".held")
    assert [lines.nth(place).is_visible() for place in (0, 1)] == [False, True]
    told = (
        "In 3 of 3 runs, pilots stands still from week 6 on (median): its second wave never opens"
    )
    assert lines.nth(1).inner_text().startswith(told)
    box = visit.page.locator(".stage").nth(1).bounding_box()
    assert box is not None
    assert box["height"] > 100  # the people still have their room
    visit.page.keyboard.press("r")  # the future is hidden, and so is what becomes of it
    assert not lines.nth(1).is_visible()
    visit.close()


def test_a_thousand_people_move_smoothly(browser: Any, tmp_path: Path) -> None:
    large = """\
name: large
weeks: 60
organisation: {generate: {people: 1000, team_size: 10}}
behaviour: {announce: 0.2}
initiative: {steps: [{name: one, work: 1, value: 0.5}, {name: two, work: 1, value: 0.5}]}
rollouts: {big_bang: {}, pilots: {waves: [{pick: random, count: 20, repeat: all}]}}
"""
    runs = simulate(scenario_from(large, "large.yaml"), seeds=range(1, 3))
    file = tmp_path / "large.html"
    file.write_text(page(document(play(runs), stories=False)), "utf-8")
    visit = Visit(browser, 1920, 1080)
    visit.go(file.as_uri())
    visit.page.keyboard.press("ArrowUp")
    visit.page.keyboard.press("Space")
    asked = visit.context.new_cdp_session(visit.page)
    asked.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = busy(asked)
    frames = visit.page.evaluate(FRAMES, 60)
    assert 1000 * (busy(asked) - before) / frames < 33
    visit.close()


FRAMES = """(count) => new Promise((done) => {
  let seen = 0;
  const look = () => { seen += 1; if (seen < count) requestAnimationFrame(look); else done(seen); };
  requestAnimationFrame(look);
})"""


def busy(asked: Any) -> float:
    """Seconds of processor time that the page has used; other programs are of no account."""
    metrics = asked.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))
