"""The manifest of a results folder: what made the results, and which files they are."""

from __future__ import annotations

import hashlib
import json
import platform
import shlex
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winsim.runs.tables import Runs
    from winsim.scenario.scenario import Scenario

MANIFEST = "manifest.json"
FORMAT = "winsim results 1"
"""The layout of a results folder; a later layout has another number."""
LIBRARIES = ("winsim", "numpy", "numba", "pandas", "scipy", "matplotlib", "seaborn")
SILENT = ("-q", "--quiet", "-v", "--verbose")
WITH_VALUE = ("--out", "--jobs")


def write_manifest(folder: Path, runs: Runs, command: Sequence[str] = ()) -> None:
    """Write what made the results in a folder: call it last, when all other files are there.

    The manifest holds no times and no folders, so that equal inputs give equal bytes: input files
    are named without their folder, and the words of the command without those that do not decide
    on the results (`reproducing`).

    Args:
        folder: the folder, with all the files that the manifest is to name by their hash.
        runs: the runs that the results are of.
        command: the words of the command that made them, without `winsim`.
    """
    content = {
        "format": FORMAT,
        "command": command_line(command),
        "rollouts": list(runs.rollouts),
        "seeds": list(runs.seeds),
        "scenario_sha256": scenario_sha256(runs.scenario),
        "organisations": list(dict.fromkeys(runs.runs["organisation"])),
        "versions": {"python": platform.python_version()} | {n: version(n) for n in LIBRARIES},
        "commit": commit(),
        "files": {path.name: sha256_of(path) for path in sorted(folder.iterdir())},
        "scenario": _resolved(runs.scenario),
    }
    write_content(folder, content)


def command_line(command: Sequence[str]) -> str:
    """A command as it stands in a manifest, by its words without `winsim`; empty without words."""
    return shlex.join(["winsim", *reproducing(command)]) if command else ""


def scenario_sha256(scenario: Scenario) -> str:
    """The SHA-256 of a scenario as it stands in a manifest: all its fields, no content of files."""
    return hashlib.sha256(_json(_resolved(scenario)).encode()).hexdigest()


def write_content(folder: Path, content: Mapping[str, Any]) -> None:
    """Write a manifest as it is."""
    (folder / MANIFEST).write_text(_json(content), "utf-8")


def with_files(folder: Path, added: Mapping[str, str]) -> dict[str, Any]:
    """A folder's manifest with further files.

    Args:
        folder: a results folder.
        added: SHA-256 by file name; they replace those of the same names.
    """
    content = read_manifest(folder) or {"files": {}}
    return content | {"files": dict(sorted((content["files"] | added).items()))}


def _resolved(scenario: Scenario) -> dict[str, Any]:
    """The resolved scenario, with input files named without their folder."""
    resolved: dict[str, Any] = scenario.model_dump(mode="json")
    source = resolved["organisation"]
    for field in ("people", "ties"):
        source[field] = source[field] and Path(source[field]).name
    return resolved


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a results folder, or None where it is none that winsim wrote.

    Args:
        folder: any folder; it need not be there.

    Returns:
        The manifest as plain data: at least its `format`, and `files`, SHA-256 by file name.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(content, dict) and content.get("format") == FORMAT
    return content if ours and isinstance(content.get("files"), dict) else None


def files_of(folder: Path) -> tuple[str, ...] | None:
    """The plain files that a results folder's manifest names, or None if it is no such folder."""
    content = read_manifest(folder)
    if content is None:
        return None
    return tuple(name for name in content["files"] if Path(name).name == name != MANIFEST)


def commit() -> str | None:
    """The git commit that this code is from, `-dirty` if changed since; None outside a clone."""
    here = Path(__file__)
    if _git(here.parent, "ls-files", "--error-unmatch", here.name) is None:
        return None
    return _git(here.parent, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def _git(folder: Path, *words: str) -> str | None:
    """What git answers, or None where it fails or is not there."""
    command = ["git", "-C", str(folder), *words]
    try:
        answer = subprocess.run(command, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def reproducing(command: Sequence[str]) -> list[str]:
    """The words of a command that decide on its results.

    Left out are where results went (`--out`), how many workers made them (`--jobs`) and how much
    was said meanwhile (`-q`, `-v`).
    """
    return list(_deciding(iter(command)))


def _deciding(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif word not in SILENT and word.split("=")[0] not in WITH_VALUE:
            yield word
