"""Counterfactuals in results folders: of a difference, and further files beside a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from winsim.counterfactual import (
    ablation,
    ablation_statements,
    attribution,
    attribution_statements,
    flip_statements,
    flip_tables,
    one_more_win,
    withdrawal,
)
from winsim.counterfactual.earlier_flip import IDENTITY, identity
from winsim.counterfactual.flip import Flip
from winsim.counterfactual.parts import Parts
from winsim.runs.columns import TABLES as RUN_TABLES
from winsim.runs.csv import write_table
from winsim.runs.dictionary import Table, write_dictionary
from winsim.runs.folder import further_files, results_folder
from winsim.runs.manifest import write_manifest
from winsim.runs.results import Drawing, write_runs, write_statements


def write_ablation(
    target: Path,
    result: ablation.Ablation,
    command: Sequence[str] = (),
    drawing: Drawing = nullcontext,
) -> None:
    """Write a results folder of an ablation: runs, tables, sentences, dictionary and manifest.

    Args:
        target: the folder; it appears whole or not at all.
        result: what `winsim.counterfactual.ablation.ablate` gave.
        command: the words of the command that made it, for the manifest.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    tables = (result.carried, result.pairs)
    said = ablation_statements.statements(result)
    _write(target, result, ablation.TABLES, tables, said, command, drawing)


def write_attribution(
    target: Path,
    result: attribution.Attribution,
    command: Sequence[str] = (),
    drawing: Drawing = nullcontext,
) -> None:
    """Write a results folder of an attribution: runs, tables, sentences, dictionary and manifest.

    Args:
        target: the folder; it appears whole or not at all.
        result: what `winsim.counterfactual.attribution.attribute` gave.
        command: the words of the command that made it, for the manifest.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    tables = (result.carried, result.pairs, result.mixtures)
    said = attribution_statements.statements(result)
    _write(target, result, attribution.TABLES, tables, said, command, drawing)


def _write(
    target: Path,
    result: Parts | Flip,
    declared: Sequence[Table],
    tables: Sequence[pd.DataFrame],
    said: Iterable[str],
    command: Sequence[str],
    drawing: Drawing,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the results folder of what a difference is made of, or would take to turn.

    `texts` are further files by name.
    """
    with results_folder(target) as folder:
        with drawing(folder):
            write_runs(folder, result.runs)
            _write_tables(folder, declared, tables)
            write_statements(folder / "statements.txt", said)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        write_dictionary(folder, (*RUN_TABLES, *declared))
        write_manifest(folder, result.runs, command)


def _write_tables(folder: Path, declared: Sequence[Table], tables: Sequence[pd.DataFrame]) -> None:
    for table, values in zip(declared, tables, strict=True):
        write_table(values, folder / f"{table.name}.csv")


def write_flip(
    target: Path, flip: Flip, command: Sequence[str] = (), drawing: Drawing = nullcontext
) -> None:
    """Write a results folder of what flips a difference: runs, tables, sentences, dictionary, manifest.

    Args:
        target: the folder; it appears whole or not at all.
        flip: what `winsim.counterfactual.flip.flip` gave.
        command: the words of the command that made it, for the manifest.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    tables = (flip.ends, flip.pairs, flip.differences)
    said = flip_statements.statements(flip)
    texts = {IDENTITY: identity(flip.runs.scenario, flip.runs.rollouts, flip.outcome)}
    _write(target, flip, flip_tables.TABLES, tables, said, command, drawing, texts)


def add_one_more_win(
    target: Path, result: one_more_win.OneMoreWin, drawing: Drawing = nullcontext
) -> None:
    """Add what one more win causes to the results folder of a comparison, as `spiral…` files.

    Args:
        target: a results folder that is there.
        result: what `winsim.counterfactual.one_more_win.one_more_win` gave.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    said = one_more_win.statements(result)
    tables = (result.table, result.pairs)
    _add(target, one_more_win.TABLES, tables, said, drawing)


def add_withdrawal(
    target: Path, result: withdrawal.Withdrawal, drawing: Drawing = nullcontext
) -> None:
    """Add what withdrawals leave to the results folder of a comparison, as `withdrawal…` files.

    Args:
        target: a results folder that is there.
        result: what `winsim.counterfactual.withdrawal.withdrawal` gave.
        drawing: draws figures into the folder it is given; by default there are none.

    Raises:
        BadInput: where the folder cannot be written.
    """
    said = withdrawal.statements(result)
    _add(target, withdrawal.TABLES, (result.table, result.pairs), said, drawing)


def _add(
    target: Path,
    declared: Sequence[Table],
    tables: Sequence[pd.DataFrame],
    said: Iterable[str],
    drawing: Drawing,
) -> None:
    """Write tables as declared, sentences named like the first, figures, and the dictionary."""
    with further_files(target) as folder:
        with drawing(folder):
            _write_tables(folder, declared, tables)
            write_statements(folder / f"{declared[0].name}.txt", said)
        write_dictionary(folder, declared, earlier=target)
