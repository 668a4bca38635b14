"""A small experiment that sweeps are tried on: twenty people, twelve weeks, a millisecond a run."""

from pathlib import Path
from typing import Any

from winsim.experiment.folder import CHUNKS, Folder
from winsim.experiment.plan import Plan
from winsim.experiment.reading import read_plan
from winsim.experiment.scheduler import run_chunks

SCENARIO = """\
name: small
weeks: 12
organisation: {generate: {people: 20, team_size: 5}}
initiative:
  steps:
    - {name: one, work: 0.5, value: 0.5}
    - {name: two, work: 0.5, value: 0.5}
rollouts:
  big_bang: {waves: [all], release: whole}
  pilots: {waves: [{pick: readiest, count: 1}, {pick: neighbours, count: 1, repeat: all}]}
"""

EXPERIMENT = """\
name: small
scenario: small.yaml
levers:
  - {name: growth, path: "rollouts.pilots.waves[1].growth", values: [1, 2]}
uncertainties:
  - {name: prior_trust, path: employees.trust, low: 0.2, high: 0.8}
outcomes: [adoption, cost, weeks_to_50]
design: {grid: {levels: 6}}
seeds: 4
"""


def planned(folder: Path, *sets: str, scenario: str = SCENARIO) -> Plan:
    """The plan of the experiment, whose files are written into a folder."""
    return read_plan(experiment_file(folder, scenario), sets)


def experiment_file(folder: Path, scenario: str = SCENARIO) -> Path:
    """The file of the experiment, beside that of its scenario."""
    (folder / "small.yaml").write_text(scenario, "utf-8")
    (folder / "experiment.yaml").write_text(EXPERIMENT, "utf-8")
    return folder / "experiment.yaml"


def swept(folder: Path, plan: Plan, **how: Any) -> dict[str, bytes]:
    """What a sweep leaves in a folder, file by file."""
    extend = how.pop("extend", False)
    run_chunks(Folder(folder, plan, extend=extend), **how)
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a sweep with their bytes; the lock is none of them."""
    files = [*folder.glob("*.*"), *(folder / CHUNKS).iterdir()]
    return {path.name: path.read_bytes() for path in files if path.name != ".lock"}
