"""What is doubtful in the data stands first in the output of every command that it may change."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.tiny_change import tiny
from winsim.cli.main import winsim

PEOPLE = "id,team,manager\nana,x,\nbo,x,ana\ncy,x,ana\ndi,y,ana\ned,y,di\nfay,y,di\n"
TIES = "source,target\nana,bo\nbo,ana\nbo,cy\ndi,ed\ned,di\nfay,ana\n"
DOUBT = "1 of 6 people (17%) name nobody. They follow nobody's example and judge for themselves."
EXPERIMENT = """\
name: trust
scenario: tiny.yaml
uncertainties: [{name: faith, path: employees.trust, values: [0.2, 0.8]}]
outcomes: [adoption]
design: grid
seeds: 2
"""
SEEDS = ("--seeds", "2")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "ties.csv").write_text(TIES)
    files = "{people: people.csv, ties: ties.csv}"
    (tmp_path / "tiny.yaml").write_text(tiny(6, organisation=files))
    (tmp_path / "trust.yaml").write_text(EXPERIMENT)
    return tmp_path


def called(*words: str) -> Result:
    result = CliRunner().invoke(winsim, words)
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(
    "words",
    [
        ("run", "tiny.yaml", *SEEDS),
        ("compare", "tiny.yaml", *SEEDS, "--no-figures", "-q"),
        ("attribute", "tiny.yaml", *SEEDS),
        ("why", "tiny.yaml", "--person", "bo"),
        ("sweep", "trust.yaml"),
    ],
)
def test_nonresponse_is_said_before_anything_that_it_may_change(
    here: Path, words: tuple[str, ...]
) -> None:
    lines = [line for line in called(*words).stdout.splitlines() if line]
    assert any(DOUBT in line for line in lines[:2]), lines[:4]


def test_where_data_alone_is_printed_the_doubt_stands_beside_it(here: Path) -> None:
    result = called("compare", "tiny.yaml", *SEEDS, "--no-figures", "-q", "--format", "csv")
    assert DOUBT in result.stderr
    assert DOUBT not in result.stdout


def test_an_analysis_of_a_sweep_says_it_first(here: Path) -> None:
    result = called("sweep", "trust.yaml", "--format", "csv")
    assert DOUBT in result.stderr
    assert DOUBT in called("analyse", "out/trust", "differences", "-q").stdout.splitlines()[0]
    (said,) = (here / "out" / "trust" / "analysis").glob("differences*.txt")
    assert said.read_text().startswith(DOUBT)


def test_a_results_folder_and_a_page_say_it_too(here: Path) -> None:
    called("compare", "tiny.yaml", *SEEDS, "--no-figures", "--out", "results")
    assert (here / "results" / "statements.txt").read_text().startswith(DOUBT)
    called("play", "tiny.yaml", *SEEDS, "--out", "page.html")
    page = (here / "page.html").read_text().partition('id="data">')[2].partition("</script>")[0]
    (said,) = json.loads(page)["doubts"]
    assert said.startswith(DOUBT)
    assert not {"ana", "bo", "cy"} & set(said.split())


def test_a_remedy_is_named_in_its_place(here: Path) -> None:
    remedy = ("--set", "organisation.nonresponse=reciprocity")
    lines = called("run", "tiny.yaml", *SEEDS, *remedy).stdout.splitlines()
    assert "listen to those who named them (nonresponse: reciprocity)" in lines[2]
