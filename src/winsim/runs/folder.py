"""A results folder that appears whole or not at all.

Comparisons, ablations, sweeps and analyses all write through it, so that a run that is cut short never
leaves half a folder, and nobody's other files are overwritten.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from winsim.problems import BadInput, Problem
from winsim.runs.manifest import (
    FORMAT,
    MANIFEST,
    commit,
    files_of,
    read_manifest,
    sha256_of,
    with_files,
    write_content,
)


@contextmanager
def results_folder(target: Path) -> Iterator[Path]:
    """A folder to write results into; its files appear at `target` when the block ends well.

    The folder lies beside the target and takes its place at once, or file by file where there are
    earlier results, the manifest last. Earlier results that are not written again are removed. A
    block that fails leaves everything as it was.

    Args:
        target: where the results are to be; it need not be there. The block must write a manifest.

    Yields:
        The folder to write into.

    Raises:
        BadInput: where the target is a file, holds something else, or cannot be written.
    """
    refuse_foreign(target)
    with _draft(target) as draft:
        yield draft
        _take_place(draft, target)


@contextmanager
def further_files(target: Path) -> Iterator[Path]:
    """A folder to write further files into, which join the results at `target` when the block ends well.

    Args:
        target: a results folder; its manifest is to name the new files, too.

    Yields:
        The folder to write into; files of the same names are replaced.

    Raises:
        BadInput: where the target cannot be written.
    """
    with _draft(target) as draft:
        yield draft
        added = {path.name: sha256_of(path) for path in sorted(draft.iterdir())}
        write_content(draft, with_files(target, added))
        _move(draft, target, list(added))


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone at the end; what cannot be written is said in words."""
    whole = target.absolute()
    draft = whole.with_name(f".{whole.name}.partial-{os.getpid()}")
    try:
        draft.mkdir(parents=True)
        yield draft
    except OSError as error:
        raise BadInput(_unwritable(target, error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    """Refuse a target that results must not overwrite.

    Args:
        target: where results are to be written; it need not be there.

    Raises:
        BadInput: where it is a file, or a folder with something else in it than results of winsim.
    """
    remedy = ""
    if target.exists() and not target.is_dir():
        remedy = "is a file; give a folder"
    elif target.is_dir() and any(target.iterdir()) and files_of(target) is None:
        remedy = "holds something else than results of winsim; give a new or an empty folder"
    if remedy:
        raise BadInput(Problem("", "--out", str(target), remedy))


def _unwritable(target: Path, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem("", "--out", str(target), f"cannot be written ({reason}); give another folder")


def _take_place(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    earlier = files_of(target) or ()
    written = [path.name for path in sorted(draft.iterdir()) if path.name != MANIFEST]
    _move(draft, target, written)
    for name in earlier:
        if name not in written:
            (target / name).unlink(missing_ok=True)


def _move(draft: Path, target: Path, names: list[str]) -> None:
    """Put each file in its place, the manifest last."""
    for name in (*names, MANIFEST):
        (draft / name).replace(target / name)


@contextmanager
def additions(target: Path, source: Path) -> Iterator[Path]:
    """A folder to write files into that were worked out from the results in `source`.

    They join what is at `target` already, unless the results have changed since: then they take its
    place.

    Args:
        target: where the files are to be; it need not be there.
        source: a results folder with a manifest.

    Yields:
        The folder to write into; its manifest is written when the block ends well.

    Raises:
        BadInput: where the target is a file, holds something else, or cannot be written.
    """
    refuse_foreign(target)
    if will_join(target, source):
        with further_files(target) as draft:
            yield draft
        return
    with results_folder(target) as draft:
        yield draft
        files = {path.name: sha256_of(path) for path in sorted(draft.iterdir())}
        content = {
            "format": FORMAT,
            "worked_out_from": _origin(source),
            "commit": commit(),
            "files": files,
        }
        write_content(draft, content)


def will_join(target: Path, source: Path) -> bool:
    """Whether files worked out from the results in `source` join those at `target`, or replace them."""
    earlier = read_manifest(target)
    return earlier is not None and earlier.get("worked_out_from") == _origin(source)


def _origin(source: Path) -> dict[str, object]:
    """What tells results from others: the hash of their manifest, and which chunks there are."""
    chunks = sorted(path.name for path in source.glob("chunks/*.parquet"))
    return {"manifest_sha256": sha256_of(source / MANIFEST), "chunks": len(chunks)}
