"""Files that are worked out from a results folder, kept with what they were worked out from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from winsim.runs.folder import further_files, refuse_foreign, results_folder
from winsim.runs.manifest import FORMAT, MANIFEST, commit, read_manifest, sha256_of, write_content


@contextmanager
def additions(target: Path, source: Path) -> Iterator[Path]:
    """A folder to write files into that were worked out from the results in `source`.

    They join what is at `target` already, unless the results have changed since: then they take its
    place.
    """
    refuse_foreign(target)
    origin = _origin(source)
    earlier = read_manifest(target)
    if earlier is not None and earlier.get("worked_out_from") == origin:
        with further_files(target) as draft:
            yield draft
        return
    with results_folder(target) as draft:
        yield draft
        files = {path.name: sha256_of(path) for path in sorted(draft.iterdir())}
        content = {"format": FORMAT, "worked_out_from": origin, "commit": commit(), "files": files}
        write_content(draft, content)


def _origin(source: Path) -> dict[str, object]:
    """What tells results from others: the hash of their manifest, and which chunks there are."""
    chunks = sorted(path.name for path in source.glob("chunks/*.parquet"))
    return {"manifest_sha256": sha256_of(source / MANIFEST), "chunks": len(chunks)}
