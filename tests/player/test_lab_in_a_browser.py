"""The lab in a browser: a moved slider, two pages at once, an upload that means harm."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import floor
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Visit, chromium
from tests.support.tiny_change import GATED, tiny
from tests.support.workbooks import write_workbook
from winsim.player.lab.presets import presets_of
from winsim.player.lab.server import application
from winsim.player.lab.service import LabService
from winsim.player.lab.sessions import Sessions
from winsim.runs.simulate import simulate
from winsim.scenario.reading import read_scenario

uvicorn = pytest.importorskip("uvicorn")
pytestmark = pytest.mark.browser

SCENARIO = tiny(30, GATED, risk=0.2)
SEEDS = 6


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A lab that is being served; its address."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "tiny.yaml").write_text(SCENARIO)
    served = application(LabService(presets_of(folder / "tiny.yaml"), SEEDS, 1, False, 1))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(
        served, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def visit(browser: Any, lab: str) -> Iterator[Visit]:
    visit = Visit(browser)
    visit.go(lab)
    yield visit
    visit.close()


def settle(visit: Visit) -> None:
    """Wait until the page has shown all that it asked for."""
    visit.wait(lambda: "busy" not in (visit.page.get_attribute("body", "class") or ""))


def move(visit: Visit, lever: str, value: str) -> None:
    visit.page.fill(f'[data-lever="{lever}"] input', value)
    settle(visit)


def shares(visit: Visit) -> list[str]:
    """What the panes say of how many work the new way in the last week."""
    visit.page.keyboard.press("Escape")
    visit.page.fill("#scrubber", "30")
    return [node.inner_text() for node in visit.page.query_selector_all(".share")]


def expected(folder: Path, saved: str) -> list[list[str]]:
    """The same from a saved scenario, for the run that the page plays; halves are rounded up, as there."""
    file = folder / "saved.yaml"
    file.write_text(saved)
    runs = simulate(read_scenario(file), ["big_bang", "pilots"], range(1, SEEDS + 1))
    return [
        [f"{floor(100 * share + 0.5)} %" for share in part.sort_values("seed")["adoption"]]
        for _, part in runs.runs.groupby("rollout", sort=False)
    ]


def test_a_moved_slider_shows_what_compare_gives(visit: Visit, tmp_path: Path) -> None:
    before = shares(visit)
    with visit.page.expect_response(lambda one: "/play?" in one.url) as asked:
        visit.page.fill('[data-lever="susceptibility"] input', "0.05")
    settle(visit)
    assert asked.value.ok
    after = shares(visit)
    assert after != before
    with visit.page.expect_download() as saving:
        visit.page.click("text=Save")
    played = int(re.findall(r"seed (\d+)", visit.text("#bar .caption"))[0])
    adoption = expected(tmp_path, Path(saving.value.path()).read_text())
    assert [adoption[0][played - 1], adoption[1][played - 1]] == after


def test_undo_link_and_back_lead_to_the_same_state(visit: Visit, browser: Any) -> None:
    start = visit.page.url
    before = shares(visit)
    move(visit, "trust", "0.1")
    move(visit, "loss_aversion", "3.5")
    link, moved = visit.page.url, shares(visit)
    other = Visit(browser)
    other.go(link)
    assert shares(other) == moved
    assert other.page.locator(".lever.changed").count() == 2
    other.close()
    visit.page.keyboard.press("Control+z")
    settle(visit)
    visit.page.click("text=Undo")
    settle(visit)
    assert visit.page.url == start
    assert shares(visit) == before
    visit.page.keyboard.press("Control+z")
    assert visit.page.url == start


def test_two_pages_do_not_disturb_each_other(visit: Visit, browser: Any, lab: str) -> None:
    other = Visit(browser)
    other.go(lab)
    move(visit, "susceptibility", "0.05")
    assert other.page.locator(".lever.changed").count() == 0
    move(other, "trust", "0.9")
    assert shares(visit) != shares(other)
    other.close()


def test_a_closed_group_says_that_a_lever_in_it_was_moved(visit: Visit, lab: str) -> None:
    assert visit.page.locator(".moved").count() == 0
    visit.go(f"{lab}?linked.pilots=1&dashboards.pilots=0.5")
    assert not visit.page.is_visible('[data-lever="linked.pilots"]')
    assert visit.text("summary:has(.moved)").split("\n")[0].startswith("pilots: wins and reviews")
    assert visit.text(".moved") == "2 moved"
    visit.page.click("summary:has(.moved)")
    assert visit.page.is_visible('[data-lever="linked.pilots"]')
    visit.page.fill('[data-lever="linked.pilots"] input', "0")
    settle(visit)
    assert visit.text(".moved") == "1 moved"


def test_groups_and_stories_work_as_in_the_file(visit: Visit) -> None:
    visit.page.click("summary:has-text('Mechanisms')")
    visit.page.uncheck('[data-lever="mechanism.fatigue"] input')
    settle(visit)
    assert visit.page.is_visible('[data-lever="mechanism.fatigue"]')
    box = visit.page.locator(".people").first.bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    visit.wait(lambda: visit.page.locator(".sentences p").count() > 1)


HOSTILE = {
    "a script": ("id,team\np1,<script>alert(1)</script>\np2,<img src=x onerror=alert(1)>\n", ""),
    "a broken table": ('id,team\n"p1,Red\np2,Red\n', "quotation mark"),
    "a large file": ("id,team\n" + "x" * 100_000_000, "is larger than 8 MB"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_uploads_are_text_or_refused(visit: Visit, tmp_path: Path, kind: str) -> None:
    content, remedy = HOSTILE[kind]
    file = tmp_path / "<b>people.csv"
    file.write_text(content)
    visit.page.click("summary:has-text('Your own people')")
    visit.page.set_input_files("input[type=file] >> nth=0", str(file))
    visit.page.click("text=Use these people")
    if remedy:
        visit.wait(lambda: visit.page.locator("[role=alert] p").count() > 0)
        assert remedy in visit.text("[role=alert]") or "of this size" in visit.text("[role=alert]")
        visit.complaints = [said for said in visit.complaints if "400" not in said]
    else:
        visit.wait(lambda: "Playing with <b>people.csv" in visit.text("#levers"))
        assert visit.page.locator("#levers b, img").count() == 0
    settle(visit)


def upload(visit: Visit, people: Path, ties: Path | None = None) -> None:
    """Choose files under "Your own people", and send them."""
    visit.page.click("summary:has-text('Your own people')")
    visit.page.set_input_files("input[name=people]", str(people))
    if ties is not None:
        visit.page.set_input_files("input[name=ties]", str(ties))
    visit.page.click("text=Use these people")


def focused(visit: Visit) -> str:
    """The name of the field that has the focus."""
    return str(visit.page.locator(":focus").get_attribute("name"))


def chosen(visit: Visit, field: str) -> str:
    """What a field of the form shows."""
    return str(visit.page.locator(f"[name='{field}'] option:checked").inner_text())


@pytest.fixture
def contacts(tmp_path: Path) -> tuple[Path, Path]:
    """Eight people and what five of them said, under headers that are partly unknown."""
    people, ties = tmp_path / "Liste 2024.csv", tmp_path / "Kontakte.csv"
    who = [f"p{n};{'Rot' if n < 4 else 'Blau'}\n" for n in range(8)]
    people.write_text("Kürzel;Bereich\n" + "".join(who))
    ties.write_text("Wer;Wen\n" + "".join(f"p{n};p{n + 1}\np{n};p{n + 2}\n" for n in range(5)))
    return people, ties


def test_columns_are_chosen_with_the_keyboard(visit: Visit, contacts: tuple[Path, Path]) -> None:
    upload(visit, *contacts)
    visit.wait(lambda: visit.page.locator(".choices").is_visible())
    assert "Liste 2024.csv: id: there is no column 'id'" in visit.text("[role=alert]")
    assert focused(visit) == "columns.id"
    assert chosen(visit, "columns.team") == "Bereich (Rot, Blau)"
    visit.page.keyboard.press("ArrowDown")
    assert chosen(visit, "columns.id") == "Kürzel (p0, p1, p2)"
    for field, letters in (("columns.source", "Wer"), ("columns.target", "Wen")):
        while focused(visit) != field:
            visit.page.keyboard.press("Tab")
        visit.page.keyboard.type(letters)
        assert chosen(visit, field).startswith(letters)
    while focused(visit) != "None":  # a button has no name
        visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.wait(lambda: "Playing with Liste 2024.csv" in visit.text("#levers"))
    settle(visit)
    assert not visit.page.locator(".choices").is_visible()
    assert visit.page.locator(":focus").inner_text() == "Use these people"
    read = visit.text(".read")
    assert "Read: 8 people, 2 teams, 10 ties." in read
    assert "id is read from 'Kürzel'" in read
    visit.page.keyboard.press("Control+z")  # back to the scenario's own people, and forth
    visit.wait(lambda: "Playing with" not in visit.text("#levers"))
    visit.page.go_forward()
    visit.wait(lambda: "Playing with" in visit.text("#levers"))
    settle(visit)


def test_every_choice_has_a_label(visit: Visit, contacts: tuple[Path, Path]) -> None:
    upload(visit, *contacts)
    visit.wait(lambda: visit.page.locator(".choices").is_visible())
    for label, name in (
        ("Id", "columns.id"), ("Team", "columns.team"), ("Manager", "columns.manager"),
        ("Source: who listens", "columns.source"), ("Who did not answer", "nonresponse"),
    ):  # fmt: skip
        field = visit.page.locator(".choices").get_by_label(label, exact=True)
        assert field.get_attribute("name") == name
    groups = visit.page.locator("legend").all_inner_texts()
    assert groups == ["People: Liste 2024.csv", "Ties: Kontakte.csv"]


def test_doubts_are_seen_and_changed_columns_answer_them(
    visit: Visit, contacts: tuple[Path, Path]
) -> None:
    people, ties = contacts
    people.write_text(people.read_text().replace("Kürzel", "id"))
    ties.write_text(ties.read_text().replace("Wer;Wen", "source;target"))
    upload(visit, people, ties)
    visit.wait(lambda: "3 of 8 people" in visit.text("#doubts"))
    assert visit.page.locator("#doubts").is_visible()
    settle(visit)
    visit.page.click("text=Change columns")
    assert focused(visit) == "columns.id"
    visit.page.select_option("[name=nonresponse]", "team")
    visit.page.click("text=Use these columns")
    visit.wait(lambda: "everybody in their team" in visit.text("#doubts"))
    settle(visit)
    curves = visit.page.locator("#curves").bounding_box()
    assert curves["height"] > 200
    assert curves["y"] + curves["height"] <= 768


def test_doubts_beyond_two_lines_are_shown_on_request(visit: Visit, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,team\n" + "".join(f"p{n},Red\n" for n in range(8)))
    visit.page.set_viewport_size({"width": 700, "height": 768})
    upload(visit, people)
    visit.wait(lambda: "There is no ties file" in visit.text("#doubts"))
    settle(visit)
    more = visit.page.locator("#doubts button")
    short = visit.page.locator("#doubts").bounding_box()["height"]
    more.focus()
    visit.page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert visit.page.locator("#doubts").bounding_box()["height"] > 1.3 * short
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#doubts").bounding_box()["height"] == short


def test_a_workbook_plays_once_its_sheet_is_chosen(visit: Visit, tmp_path: Path) -> None:
    sheets = {
        title: [["id", "team"], *([f"{title} {n}", "Red"] for n in range(3))]
        for title in ("Nord", "Süd")
    }
    file = write_workbook(tmp_path / "Werke.xlsx", sheets)
    upload(visit, file)
    visit.wait(lambda: visit.page.locator(".choices").is_visible())
    assert focused(visit) == "sheets.people"
    assert "it is not clear which sheet" in visit.text("[role=alert]")
    visit.page.keyboard.type("Süd")
    visit.wait(lambda: visit.page.locator("[name='columns.id']").count() == 1)
    assert chosen(visit, "columns.id").startswith("id (Süd 0, Süd 1")
    assert focused(visit) == "sheets.people"
    visit.page.click("text=Use these columns")
    visit.wait(lambda: "Read: 3 people, 1 team, 0 ties." in visit.text(".read"))
    settle(visit)


def test_a_closed_tab_is_noticed(browser: Any, lab: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    watching = Sessions.watching

    @contextmanager
    def watched(self: Sessions, name: str) -> Iterator[Any]:
        try:
            with watching(self, name) as session:
                yield session
        finally:
            ended.set()

    monkeypatch.setattr(Sessions, "watching", watched)
    visit = Visit(browser)
    visit.go(lab)
    ended.clear()  # the answer that made the page is watched, too
    visit.page.wait_for_timeout(300)
    assert not ended.is_set()
    visit.close()
    assert ended.wait(8)
