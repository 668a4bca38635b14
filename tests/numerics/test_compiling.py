"""The stored kernel: never stale, and never in the way where nothing can be stored."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import winsim
from winsim.numerics import compiling

PACKAGE = Path(winsim.__file__).parent


def hash_in(folder: Path) -> str:
    code = "from winsim.numerics.compiling import sources_hash; print(sources_hash())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(folder)},
    )
    return done.stdout.strip()


def test_a_changed_rule_gets_a_kernel_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "winsim", ignore=shutil.ignore_patterns("__pycache__"))
    before = hash_in(tmp_path)
    assert before == compiling.sources_hash()
    rule = tmp_path / "winsim" / "model" / "rules" / "effort.py"
    rule.write_text(rule.read_text("utf-8").replace("floor +", "floor + 0.1 *"), "utf-8")
    assert hash_in(tmp_path) != before


@pytest.mark.skipif(compiling.INTERPRETED, reason="nothing is compiled, and nothing stored")
def test_where_nothing_can_be_kept_the_kernel_is_compiled_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("no folder", "utf-8")
    for name in ("WINSIM_CACHE", "HOME"):
        monkeypatch.setenv(name, str(in_the_way))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(in_the_way))
    assert compiling.cache_folder() is None


@pytest.mark.skipif(compiling.INTERPRETED, reason="nothing is compiled, and nothing stored")
def test_the_kernel_is_kept_where_one_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINSIM_CACHE", str(tmp_path))
    assert compiling.cache_folder() == tmp_path / "winsim" / compiling.sources_hash()
