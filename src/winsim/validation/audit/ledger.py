"""What an audit has lived so far, kept in its results folder, so that it can go on any time."""

import platform
import shlex
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.problems import BadInput, Problem
from winsim.runs.csv import read_table, write_table
from winsim.runs.folder import refuse_foreign, results_folder
from winsim.runs.manifest import (
    FORMAT,
    LIBRARIES,
    MANIFEST,
    commit,
    read_manifest,
    reproducing,
    write_content,
)
from winsim.validation.audit.ensemble import Ensemble

if TYPE_CHECKING:
    import pandas as pd

CHUNKS = "chunks"
"""The folder, within the results, of the chunks of cases."""


class Ledger:
    """The cases of an ensemble that are lived, in a results folder; each chunk appears whole."""

    def __init__(self, folder: Path, ensemble: Ensemble, command: Sequence[str] = ()) -> None:
        """Open the ledger of a folder, or begin one; raises BadInput where it is another's."""
        self.folder, self.ensemble, self.command = folder, ensemble, command
        refuse_foreign(folder)
        manifest = read_manifest(folder)
        if manifest is not None:
            _refuse_another(folder, manifest.get("audit"), ensemble.identity())
        else:
            with results_folder(folder) as draft:
                write_content(draft, self._manifest({}))

    def table(self) -> "pd.DataFrame":
        """The cases lived of those that the ensemble asks for, in their order."""
        import pandas as pd

        chunks = [_read(path) for path in sorted((self.folder / CHUNKS).glob("*.csv"))]
        if not chunks:
            return pd.DataFrame({"case": []}, dtype="int64")
        cases = pd.concat(chunks, ignore_index=True).drop_duplicates("case").sort_values("case")
        return cases[cases["case"] < self.ensemble.cases].reset_index(drop=True)

    def missing(self) -> list[int]:
        """The numbers of the cases that are still to be lived."""
        simulated = set(self.table()["case"])
        return [number for number in range(self.ensemble.cases) if number not in simulated]

    def add(self, cases: "pd.DataFrame") -> None:
        """Keep a chunk of cases: it appears whole or not at all."""
        first, last = int(cases["case"].min()), int(cases["case"].max())
        path = self.folder / CHUNKS / f"{first:07d}-{last:07d}.csv"
        partial = path.with_suffix(".partial")
        try:
            path.parent.mkdir(exist_ok=True)
            write_table(cases, partial)
            partial.replace(path)
        except OSError as error:
            remedy = f"cannot be written ({error.strerror}); what was lived before is kept"
            raise BadInput(Problem("", "--out", str(self.folder), remedy)) from error

    def sign(self) -> None:
        """Say in the manifest how many cases the results in the folder are of, and by what command."""
        earlier = read_manifest(self.folder) or {"files": {}}
        partial = self.folder / CHUNKS
        write_content(partial, self._manifest(earlier["files"]))
        (partial / MANIFEST).replace(self.folder / MANIFEST)

    def _manifest(self, files: dict[str, str]) -> dict[str, Any]:
        words = reproducing(self.command)
        return {
            "format": FORMAT,
            "command": shlex.join(["winsim", *words]) if words else "",
            "audit": self.ensemble.identity(),
            "cases": self.ensemble.cases,
            "versions": {"python": platform.python_version()}
            | {name: version(name) for name in LIBRARIES},
            "commit": commit(),
            "files": files,
        }


def _refuse_another(folder: Path, found: dict[str, Any] | None, asked: dict[str, Any]) -> None:
    """Refuse results of another kind, and an audit that was asked something else."""
    if found is None:
        remedy = "holds results of another command; give a new or an empty folder"
    else:
        other = [name for name in asked if found.get(name) != asked[name]]
        if not other:
            return
        remedy = (
            f"holds an audit with another {' and '.join(other)}, and the two must not be mixed; "
            "give a new folder, or remove this one"
        )
    raise BadInput(Problem("", "--out", str(folder), remedy))


def _read(path: Path) -> "pd.DataFrame":
    try:
        table = read_table(path)
        return table.astype({"case": "int64"})
    except (OSError, ValueError, KeyError) as error:
        remedy = "was changed or cannot be read; remove it, and the same command lives it again"
        raise BadInput(Problem(str(path), "", "", remedy)) from error
