"""Earlier results in a folder, and what of them new results in their place would lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.organisation.files.reading import organisation_of
from winsim.problems import BadInput, Problem
from winsim.runs.columns import COMPARED
from winsim.runs.manifest import command_line, read_manifest, scenario_sha256
from winsim.words import joined

if TYPE_CHECKING:
    from winsim.scenario.scenario import Scenario


def refuse_another_kind(target: Path) -> None:
    """Refuse a folder of results that are no runs of one scenario, as those of a sweep are.

    Args:
        target: where results are to be written; it need not be there.

    Raises:
        BadInput: where it holds such results.
    """
    manifest = read_manifest(target)
    if manifest is not None and "scenario" not in manifest:
        remedy = "holds results of another command; give a new or an empty folder"
        raise BadInput(Problem("", "--out", str(target), remedy))


def refuse_to_lose(
    target: Path,
    scenario: Scenario,
    rollouts: Sequence[str],
    seeds: Sequence[int],
    command: Sequence[str],
    kept: Sequence[str] = (),
) -> None:
    """Refuse a folder that nobody named, where earlier results in it would be lost.

    Args:
        target: where results are to be written; it need not be there.
        scenario: what is to be simulated.
        rollouts: the names of its rollouts that are.
        seeds: the seeds, at least one.
        command: the words of the command, without `winsim`.
        kept: tables beyond those of every comparison that will not be lost.

    Raises:
        BadInput: where `losses` names anything.
    """
    lost = losses(target, scenario, rollouts, seeds, command, kept)
    if lost:
        manifest = read_manifest(target) or {}
        made = f" of `{manifest['command']}`" if manifest.get("command") else ""
        remedy = (
            f"holds earlier results{made}, which would be lost, for they differ in {joined(lost)}; "
            f"give another folder with --out, or replace them with --out {target}"
        )
        raise BadInput(Problem(str(target), "", "", remedy))


def losses(
    target: Path,
    scenario: Scenario,
    rollouts: Sequence[str],
    seeds: Sequence[int],
    command: Sequence[str],
    kept: Sequence[str] = (),
) -> list[str]:
    """In what results in a folder differ from new ones that do not hold all that they do.

    Args:
        target: where the new ones are to be written; it need not be there.
        scenario: the scenario of the new ones.
        rollouts: the names of their rollouts.
        seeds: their seeds, at least one.
        command: the words of the command that makes them, without `winsim`.
        kept: tables beyond those of every comparison that stay.

    Returns:
        Words; none where nothing would be lost.
    """
    manifest = read_manifest(target)
    if manifest is None:
        return []
    return list(_losses(manifest, scenario, rollouts, seeds, command, kept))


def _losses(
    manifest: dict[str, Any],
    scenario: Scenario,
    rollouts: Sequence[str],
    seeds: Sequence[int],
    command: Sequence[str],
    kept: Sequence[str],
) -> Iterator[str]:
    if manifest.get("scenario_sha256") != scenario_sha256(scenario):
        yield "scenario"
    elif other_people(manifest, scenario, seeds[0]):
        yield "people"
    if not set(manifest.get("rollouts", ())) <= set(rollouts):
        yield "rollouts"
    if not set(manifest.get("seeds", ())) <= set(seeds):
        yield "seeds"
    further = [name for name in _further(manifest) if name not in kept]
    if further and manifest.get("command") != command_line(command):
        yield f"further tables ({', '.join(further)})"


def other_people(manifest: dict[str, Any], scenario: Scenario, seed: int) -> bool:
    """Whether the files of the organisation hold other people or ties by now.

    Args:
        manifest: that of earlier results of the scenario.
        scenario: the scenario.
        seed: any.
    """
    source = scenario.organisation
    return source.has_files and organisation_of(source, seed).hash not in manifest["organisations"]


def _further(manifest: dict[str, Any]) -> list[str]:
    """The tables of a folder beyond those of every comparison."""
    standard = ("columns.csv", *(f"{table.name}.csv" for table in COMPARED))
    tables = (name for name in manifest["files"] if name.endswith((".csv", ".parquet")))
    return [name for name in tables if name not in standard]
