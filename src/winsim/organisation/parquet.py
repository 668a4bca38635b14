"""Parquet files as tables of text."""

from pathlib import Path
from typing import Any

import numpy as np

from winsim.organisation.findings import Findings
from winsim.organisation.files.table import Table, as_text

UNNAMED = "__index_level_"
"""How pandas calls the row numbers that it sometimes writes as a column."""


def read_parquet(path: Path, findings: Findings) -> Table | None:
    """The table in a Parquet file, or None with the reason among the findings."""
    try:
        from pyarrow import parquet

        table = parquet.read_table(path)
    except ImportError:
        remedy = "reading Parquet needs pyarrow: pip install pyarrow; or save it as CSV"
        findings.add(str(path), "", "", remedy)
        return None
    except Exception as error:
        findings.add(str(path), "", "", f"cannot be read as Parquet: {error}")
        return None
    if not (table.num_rows and table.num_columns):
        findings.add(str(path), "", "", "has no rows")
        return None
    names = [name for name in table.column_names if not name.startswith(UNNAMED)]
    columns = {name: _texts(table.column(name)) for name in names}
    return Table(str(path), columns, range(1, table.num_rows + 1), by_row=True)


def _texts(column: Any) -> list[str]:
    """The cells of a column as text; equal cells are one object."""
    from pyarrow import ArrowNotImplementedError, types

    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        found = column.combine_chunks().dictionary_encode()
    except ArrowNotImplementedError:
        return [as_text(value) for value in column.to_pylist()]
    words = [as_text(word) for word in found.dictionary.to_pylist()]
    places = found.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
    texts: list[str] = np.array([*words, ""], dtype=object)[places].tolist()
    return texts
