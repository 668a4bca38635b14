"""Results on disk: a folder of tidy tables and figures with a manifest, written whole or not."""

from winsim.store.folder import further_files, refuse_foreign, results_folder
from winsim.store.manifest import MANIFEST, reproducing, write_manifest
from winsim.store.results import read_results, write_runs
from winsim.store.tables import write_table

__all__ = [
    "MANIFEST",
    "further_files",
    "read_results",
    "refuse_foreign",
    "reproducing",
    "results_folder",
    "write_manifest",
    "write_runs",
    "write_table",
]
