"""The findings of an audit as tables on disk."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from winsim.runs.csv import write_table
from winsim.validation.audit.findings import most_favourable, rates, success, what_decides
from winsim.validation.audit.mapping import PhaseMap
from winsim.validation.audit.priors import PRIORS
from winsim.validation.audit.statements import told

if TYPE_CHECKING:
    import pandas as pd


def write_findings(folder: Path, cases: "pd.DataFrame", found: PhaseMap) -> None:
    """Write the cases, the priors they were drawn from, and what they say, into a folder."""
    import pandas as pd

    tables = {
        "cases": cases,
        "priors": pd.DataFrame([asdict(prior) for prior in PRIORS]),
        "rates": rates(cases),
        "map": found.cells,
        "most-favourable": most_favourable(cases),
        "success": success(cases),
        "what-decides": what_decides(cases),
    }
    for name, table in tables.items():
        write_table(table, folder / f"{name}.csv")
    said = "".join(f"{sentence}\n" for sentence in told(cases, found))
    (folder / "statements.txt").write_text(said, "utf-8")
