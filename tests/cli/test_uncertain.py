"""`winsim compare --uncertain`: what it prints, what it keeps, and what later comparisons show of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.tiny_change import tiny
from winsim.cli.main import winsim

TABLES = {"odds.csv", "uncertain_runs.csv", "draws.csv", "drivers.csv", "odds.txt", "odds.json"}
QUICK = ("compare", "tiny.yaml", "--seeds", "4", "--no-figures")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(tiny(12))
    return tmp_path


def called(*words: str) -> Result:
    return CliRunner().invoke(winsim, words)


def files(folder: str = "out/tiny") -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


def test_without_it_the_print_says_what_the_odds_count(here: Path) -> None:
    result = called(*QUICK)
    assert "assumed values that were not varied; `--uncertain` draws those, too." in result.stdout
    assert not TABLES & files()


def test_it_prints_all_layers_and_stores_the_draws(here: Path) -> None:
    result = called(*QUICK, "--uncertain", "--draws", "6")
    assert result.exit_code == 0, result.output
    assert "assumed values uncertain, 6 futures" in result.stdout
    assert " of 4 futures by chance events alone, in " in result.stdout
    assert " of 6 with behaviour uncertain, too, and in " in result.stdout
    assert "were not varied" not in result.stdout
    assert files() >= TABLES
    assert Path("out/tiny/draws.csv").read_text().count("\n") == 7
    said = Path("out/tiny/columns.csv").read_text()
    assert "draws,behaviour.coordination,ratio," in said
    assert "odds,share_better," in said


def test_the_figure_is_drawn_beside_the_others(here: Path) -> None:
    result = called("compare", "tiny.yaml", "--seeds", "2", "--uncertain", "--figures", "svg")
    assert result.exit_code == 0, result.output
    assert {"odds.svg", "differences.svg"} <= files()


def test_a_later_comparison_keeps_and_shows_what_fits(here: Path) -> None:
    first = called(*QUICK, "--uncertain")
    before = {name: Path("out/tiny", name).read_bytes() for name in TABLES}
    later = called("compare", "tiny.yaml", "--seeds", "6", "--no-figures")
    assert later.exit_code == 0, later.output
    assert {name: Path("out/tiny", name).read_bytes() for name in TABLES} == before
    spoken = first.stdout[first.stdout.index("assumed values uncertain") :]
    assert spoken in later.stdout


def test_what_no_longer_fits_is_not_lost_unasked_and_is_not_shown(here: Path) -> None:
    called(*QUICK, "--uncertain")
    changed = ("--set", "behaviour.coordination=0.5")
    assert called(*QUICK, *changed).exit_code == 2
    result = called(*QUICK, *changed, "--out", "out/tiny")
    assert result.exit_code == 0, result.output
    assert "were not varied" in result.stdout
    assert not TABLES & files()


def test_jobs_do_not_matter(here: Path) -> None:
    called(*QUICK, "--uncertain", "--out", "one")
    called(*QUICK, "--uncertain", "--out", "two", "--jobs", "3")
    for name in files("one") - {"manifest.json"}:
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes(), name


def test_a_range_of_its_own_is_drawn(here: Path) -> None:
    (here / "tiny.yaml").write_text(tiny(12) + "uncertain: {leadership.decide_every: [2, 8]}\n")
    assert called(*QUICK, "--uncertain").exit_code == 0
    assert "leadership.decide_every" in Path("out/tiny/draws.csv").read_text()


def test_draws_need_uncertain(here: Path) -> None:
    result = called(*QUICK, "--draws", "6")
    assert result.exit_code == 2
    assert "--draws says how many futures --uncertain draws" in result.stderr


def test_a_range_that_does_not_fit_is_named_with_its_line(here: Path) -> None:
    (here / "tiny.yaml").write_text(tiny(12) + "uncertain:\n  behaviour.patiance: [2, 8]\n")
    result = called(*QUICK, "--uncertain")
    assert result.exit_code == 2
    assert "tiny.yaml:12: uncertain.behaviour.patiance = [2, 8]: there is no such number" in (
        result.stderr
    )
