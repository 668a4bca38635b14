"""The command `reproduce`: published results, run again and laid beside theory."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winsim.cli import options
from winsim.cli.startup import ready_kernel
from winsim.cli.terminal import FAILED, Failure, note, print_table, progress_line

if TYPE_CHECKING:
    from winsim.validation.published.check import Check
    from winsim.validation.published.reproduction import Execution, Reproduction

Reproductions = Mapping[str, "Reproduction"]
NUMBERS = ("published", "theory", "model", "low", "high")


@click.command()
@click.argument("result", required=False)
@click.option("--list", "listing", is_flag=True, help="List the results and their options.")
@click.option("--all", "every", is_flag=True, help="Run every result again.")
@click.option("--phi", type=float, metavar="SHARE", help="watts-window: threshold of adoption.")
@click.option("--k", type=int, metavar="N", help="centola-macy: neighbours on the ring.")
@click.option("--a", type=int, metavar="N", help="centola-macy: adopting colleagues needed.")
@click.option("--mean", type=float, metavar="SHARE", help="granovetter: mean threshold.")
@click.option("--sigma", type=float, metavar="SHARE", help="granovetter: one spread of thresholds.")
@click.option("--p", type=float, metavar="HAZARD", help="bass: innovation.")
@click.option("--q", type=float, metavar="HAZARD", help="bass: imitation.")
@click.option("--sales", type=options.path_type, metavar="FILE", help="bass: series of sales.")
@click.option("--rate", type=float, metavar="SHARE", help="wright: cost left at each doubling.")
@click.option("--people", type=int, metavar="N", help="How many people.")
@click.option(
    "--runs", type=click.IntRange(1, 100_000), metavar="N", help="How many runs of each kind."
)
@options.seed_option
@options.jobs_option
@click.option(
    "--settings", type=options.path_type, metavar="FOLDER",
    help="Run nothing; write the scenario files of the result into this folder.",
)  # fmt: skip
@options.out_option
@options.format_option
@options.loudness_options
def reproduce(
    result: str | None, listing: bool, every: bool, seed: int, jobs: int,
    settings: Path | None, out: Path | None, form: str, **chosen: Any,
) -> None:  # fmt: skip
    """Run a published result again, and say whether the model comes to the same.

    Each line holds a number as published, as theory has it, and as the model gives it, with an
    interval: of 99.9 % for what depends on chance, since many lines are read together. --out stores
    checks.csv and a figure of each result. The exit code is 1 where something is not reproduced.
    """
    from winsim.validation.published.reproduction import Execution, write_reproductions

    if listing:
        print_table(_listed(), form)
        return
    names = _names(result, every)
    if settings is not None:
        _write_settings(names, settings)
        return
    given = {name: value for name, value in chosen.items() if value is not None}
    reproductions = dict(_reproduced(names, Execution(seed, jobs), given))
    _print(reproductions, form)
    if out is not None:
        write_reproductions(reproductions, out)
        note(
            f"wrote checks.csv and {len(reproductions)} figure{'s' * (len(reproductions) > 1)} into {out}"
        )
    _refuse_failures(reproductions)


def _listed() -> list[dict[str, str]]:
    from winsim.declaration.bibliography import sources
    from winsim.validation.published.catalogue import RESULTS, options_of

    return [
        {
            "result": name,
            "says": result.says,
            "source": sources()[result.source].cite,
            "options": " ".join(f"--{option}" for option in options_of(name)),
        }
        for name, result in RESULTS.items()
    ]


def _names(result: str | None, every: bool) -> list[str]:
    """The results asked for."""
    from winsim.validation.published.catalogue import RESULTS, known_result

    if (result is None) != every:
        raise click.UsageError("Give one result, or --all, or --list.")
    return list(RESULTS) if result is None else [known_result(result)]


def _write_settings(names: Sequence[str], folder: Path) -> None:
    from winsim.validation.published.catalogue import RESULTS
    from winsim.validation.published.reproduction import write_setting

    wanted = [setting for name in names for setting in RESULTS[name].settings]
    for file in write_setting(wanted, folder):
        note(f"wrote {file}")


def _reproduced(
    names: Sequence[str], execution: "Execution", given: Mapping[str, Any]
) -> "Iterator[tuple[str, Reproduction]]":
    """Each result, run again; after each, a word on how it went."""
    from dataclasses import replace

    from winsim.validation.published.catalogue import reproduce as run_again

    chosen = {name: _options(name, given, len(names) > 1) for name in names}
    ready_kernel()
    for name, its_options in chosen.items():
        with progress_line(name) as progress:
            reproduction = run_again(name, replace(execution, progress=progress), **its_options)
        agreed = sum(check.reproduced for check in reproduction.checks)
        for sentence in (*reproduction.notes, f"{agreed} of {len(reproduction.checks)} reproduced"):
            note(f"{name}: {sentence}")
        yield name, reproduction


def _options(name: str, given: Mapping[str, Any], every: bool) -> dict[str, Any]:
    """The options for one result; of all results, only what means the same to each can be set."""
    from winsim.problems import BadInput, Problem
    from winsim.validation.published.catalogue import options_of

    known = options_of(name)
    takes = ", ".join(f"--{option}" for option in known) or "no options"
    remedy = f"{name} does not take it; it takes {takes}"
    allowed = tuple(known)
    if every:
        remedy, allowed = "set it for one result; --all runs each as published", ("runs", "sales")
    wrong = [one for one in given if one not in allowed]
    if wrong:
        raise BadInput(*(Problem("", f"--{one}", str(given[one]), remedy) for one in wrong))
    return {one: value for one, value in given.items() if one in known}


def _print(reproductions: Reproductions, form: str) -> None:
    """The checks of all results; as a table with as many digits as are of use."""
    rows = [{"result": name, **check.row()} for name, check in _checks(reproductions)]
    if form == "table":
        for row in rows:
            row |= {number: _digits(number, row[number]) for number in NUMBERS}
    print_table(rows if form != "table" else [_shown(row) for row in rows], form)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the name of its result and its source, which are in the list of results."""
    return {name: value for name, value in row.items() if name not in ("result", "source")}


def _digits(number: str, value: float | None) -> str | None:
    return None if value is None else f"{value:.9g}" if number == "published" else f"{value:.6g}"


def _checks(reproductions: Reproductions) -> "Iterator[tuple[str, Check]]":
    return (
        (name, check)
        for name, reproduction in reproductions.items()
        for check in reproduction.checks
    )


def _refuse_failures(reproductions: Reproductions) -> None:
    failed = [
        f"{name}: {check.name}" for name, check in _checks(reproductions) if not check.reproduced
    ]
    if failed:
        raise Failure("\n".join(("not reproduced:", *failed)), FAILED)
