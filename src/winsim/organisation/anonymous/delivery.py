"""What is handed on: the files of an organisation without names, and the key that stays behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from winsim.organisation.anonymous.anonymising import Names, anonymised
from winsim.organisation.anonymous.further_file import FurtherFile, read_further, replaced
from winsim.organisation.anonymous.identifying import still_identifying
from winsim.organisation.anonymous.key import Key, read_key, write_key
from winsim.organisation.files.table import Table
from winsim.organisation.files.writing import FILES, refuse_present, write_organisation, write_rows
from winsim.organisation.organisation import Organisation
from winsim.problems import BadInput, Problem, nearest
from winsim.scenario.organisation_source import OrganisationSource


@dataclass(frozen=True)
class Delivery:
    """What is to be written, and where.

    Attributes:
        folder: Takes `people.csv`, `ties.csv`, and further files as `further1.csv`, `further2.csv` …,
            for a file's name can identify, too.
        key_file: The key, read where it is there, and written; None for none.
        smallest: The fewest people that a team or a kept value may have.
        keep: Further columns that stay.
        further: Further files with ids of people.
        replace: Whether files that are there are replaced.
    """

    folder: Path
    key_file: Path | None = None
    smallest: int = 5
    keep: tuple[str, ...] = ()
    further: tuple[FurtherFile, ...] = ()
    replace: bool = False

    def write(
        self, organisation: Organisation, source: OrganisationSource
    ) -> Mapping[str, Sequence[str]]:
        """Write everything; nothing is written where something is wrong.

        Args:
            organisation: With its names.
            source: Says how files are read.

        Returns:
            Sentences on what was done and what can still identify, by title.

        Raises:
            BadInput: For a key inside the folder or that cannot be read, columns that are not there,
                files that are there already, or fewer people than `smallest`.
        """
        self._refuse_key_inside()
        tables = [read_further(file, source) for file in self.further]
        self._refuse_unknown(organisation, tables)
        known = Key() if self.key_file is None else read_key(self.key_file)
        found = anonymised(organisation, self.smallest, self.keep, known)
        names = Names(organisation, found.key)
        done, further = list(found.changes), {}
        for number, (file, table) in enumerate(zip(self.further, tables, strict=True), start=1):
            path = self.folder / f"further{number}.csv"
            further[path], said = replaced(
                table, file.ids, self.keep, found.key, names, self.smallest
            )
            done += [f"{file.path} is {path.name}.", *said]
        if not self.replace:
            refuse_present([self.folder / name for name in FILES] + list(further))
        if self.key_file is not None:
            write_key(self.key_file, found.key)
        write_organisation(found.organisation, self.folder, self.replace)
        for path, rows in further.items():
            write_rows(path, rows)
        still = still_identifying(found.organisation) or ["Nothing stands out."]
        return {"What was done": done, "What can still identify": still}

    def _refuse_key_inside(self) -> None:
        inside = self.folder.resolve()
        if self.key_file is not None and inside in self.key_file.resolve().parents:
            remedy = f"lies in {self.folder}, which is handed on; name a place outside"
            raise BadInput(Problem("", "--key", str(self.key_file), remedy))

    def _refuse_unknown(self, organisation: Organisation, tables: Sequence[Table]) -> None:
        """Refuse a column to keep that is in no file."""
        there = [*organisation.columns, *(name for table in tables for name in table.columns)]
        unknown = [name for name in dict.fromkeys(self.keep) if name not in there]
        if unknown:
            raise BadInput(
                *(
                    Problem("", "--keep", name, f"there is no such column; {nearest(name, there)}")
                    for name in unknown
                )
            )
