"""Sweeps survive: killed without a word at any moment, they go on and end in the same bytes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.sweeps import contents, experiment_file, planned, swept
from winsim.experiment import scheduler as cluster
from winsim.problems import BadInput

LONGER = ("seeds=8", "uncertainties[0].levels=16")
"""Enough runs for a kill to meet one of them."""

DYING = """\
import os, signal
written, sync = 0, os.fsync
def sync_or_die(file):
    global written
    written += 1
    if written == {fatal}:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(file)
os.fsync = sync_or_die
from winsim.cli.main import main
main()
"""
"""A winsim that is killed after a chunk is written and before it takes its place."""


def begun(
    folder: Path, *options: str, program: Sequence[str] = ("-m", "winsim")
) -> subprocess.Popen[str]:
    sets = [word for one in LONGER for word in ("--set", one)]
    words = [
        "sweep",
        str(folder / "experiment.yaml"),
        "--out",
        str(folder / "out"),
        *sets,
        *options,
    ]
    return subprocess.Popen(
        [sys.executable, *program, *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def chunks(folder: Path) -> int:
    return len(list((folder / "out" / "chunks").glob("*.parquet")))


def wait_until(so: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while not so() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def children(process: subprocess.Popen[str]) -> Iterator[int]:
    """The worker processes of a process."""
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)


def whole(folder: Path) -> dict[str, bytes]:
    """What the sweep gives when nobody disturbs it."""
    (folder / "undisturbed").mkdir()
    plan = planned(folder, *LONGER)
    return named_alike(swept(folder / "undisturbed", plan, jobs=2))


def named_alike(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the manifest, which names the command."""
    return {name: content for name, content in files.items() if name != "manifest.json"}


def resumed(folder: Path, *options: str) -> dict[str, bytes]:
    process = begun(folder, *options)
    said, noted = process.communicate(timeout=120)
    assert process.returncode == 0, noted
    assert "finished" in said
    return named_alike(contents(folder / "out"))


def test_killed_while_it_simulates_and_while_it_writes_it_ends_in_the_same_bytes(
    tmp_path: Path,
) -> None:
    expected = whole(tmp_path)
    process = begun(tmp_path, program=("-c", DYING.format(fatal=3)))
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert chunks(tmp_path) == 2
    assert len(list((tmp_path / "out" / "chunks").glob("*.partial"))) == 1
    process = begun(tmp_path)
    wait_until(lambda: chunks(tmp_path) >= 5, process)
    process.kill()
    process.communicate()
    assert resumed(tmp_path) == expected


def test_interrupted_it_saves_what_is_in_hand_and_says_how_to_go_on(tmp_path: Path) -> None:
    experiment_file(tmp_path)
    process = begun(
        tmp_path, "--set", "uncertainties[0].levels=2000"
    )  # more than can be done by then
    wait_until(lambda: chunks(tmp_path) >= 2, process)
    process.send_signal(signal.SIGINT)
    _, noted = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "runs are saved in" in noted
    assert "the same command goes on" in noted
    assert "Traceback" not in noted
    assert not list((tmp_path / "out" / "chunks").glob("*.partial"))


@pytest.mark.slow
def test_ten_kills_at_random_moments_leave_no_trace(tmp_path: Path) -> None:
    expected = whole(tmp_path)
    chance, killed, kinds = random.Random(5), 0, ("itself", "a worker", "a write")
    while killed < 10:
        kind = kinds[killed % 3]
        more = chunks(tmp_path) + chance.randint(0, 2)
        if kind == "a write":
            process = begun(tmp_path, program=("-c", DYING.format(fatal=1 + chance.randint(0, 2))))
        elif kind == "a worker":
            process = begun(tmp_path, "--processes", "--jobs", "2")
            wait_until(lambda: chunks(tmp_path) > more, process)  # noqa: B023
            time.sleep(chance.random() / 20)
            if process.poll() is None:
                os.kill(chance.choice(list(children(process))), signal.SIGKILL)
        else:
            process = begun(tmp_path)
            wait_until(lambda: chunks(tmp_path) > more, process)  # noqa: B023
            time.sleep(chance.random() / 20)
            process.kill()
        _, noted = process.communicate(timeout=120)
        if process.returncode == 0:
            pytest.fail(f"it ended before {kind} was killed, after {killed} kills")
        if kind == "a worker":
            assert process.returncode == 1
            assert "the same command goes on" in noted
            assert "Traceback" not in noted
        killed += 1
    assert resumed(tmp_path) == expected


@pytest.mark.slow
def test_dask_gives_the_same_bytes_and_bears_the_death_of_a_worker(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask (distributed) is not installed")
    expected = whole(tmp_path)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        process = begun(tmp_path, "--dask", cluster.scheduler_address)
        wait_until(lambda: chunks(tmp_path) >= 3, process)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        said, noted = process.communicate(timeout=300)
    assert process.returncode == 0, noted
    assert "finished" in said
    assert named_alike(contents(tmp_path / "out")) == expected


def test_what_is_not_installed_is_said_with_the_extra_that_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(BadInput, match=r"distributed: is not installed; pip install 'winsim\[dask"),
        cluster.cluster("tcp://127.0.0.1:8786"),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask (distributed) is not installed")
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with (
        pytest.raises(BadInput, match="no scheduler answers there"),
        cluster.cluster("tcp://127.0.0.1:9"),
    ):
        pass
