"""What is handed on: the files of an organisation without names, and the key that stays behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from winsim.organisation.anonymous.anonymising import ANSWERED, anonymised
from winsim.organisation.anonymous.further_file import (
    FurtherFile,
    FurtherTable,
    read_further,
    written,
)
from winsim.organisation.anonymous.identifying import identifying_in, still_identifying
from winsim.organisation.anonymous.keeping import NOTHING_KEPT, Keeping
from winsim.organisation.anonymous.key import Key, read_key, write_key
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
        keeping: Which further columns stay, and the fewest people that a team or a kept value may have.
        further: Further files with ids of people.
        replace: Whether files that are there are replaced.
    """

    folder: Path
    key_file: Path | None = None
    keeping: Keeping = NOTHING_KEPT
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
                files that are there already, a further file that does not fit, or fewer people than
                `keeping.smallest`.
        """
        self._refuse_key_inside()
        known = Key() if self.key_file is None else read_key(self.key_file)
        tables = [read_further(file, source, organisation, known) for file in self.further]
        self._refuse_unknown(organisation, tables)
        strangers = [person for table in tables for person in table.unknown]
        found = anonymised(organisation, self.keeping, known, strangers)
        further = [written(table, self.keeping, found.key, found.names) for table in tables]
        paths = [self.folder / f"further{number}.csv" for number in range(1, 1 + len(further))]
        if not self.replace:
            refuse_present([*(self.folder / name for name in FILES), *paths])
        if self.key_file is not None:
            write_key(self.key_file, found.key)
        write_organisation(found.organisation, self.folder, self.replace)
        done = list(found.changes)
        still = still_identifying(found.organisation, self.keeping)
        still += _compared(organisation, known)
        for file, path, one in zip(self.further, paths, further, strict=True):
            write_rows(path, one.rows)
            done += [f"{file.path} is {path.name}.", *(f"{path.name}: {said}" for said in one.said)]
            left = identifying_in(one, organisation.people, self.keeping)
            still += [f"{path.name}: {said}" for said in left]
        return {
            "What was done": done,
            "What can still identify": still or ["Nothing stands out."],
        }

    def _refuse_key_inside(self) -> None:
        inside = self.folder.resolve()
        if self.key_file is not None and inside in self.key_file.resolve().parents:
            remedy = f"lies in {self.folder}, which is handed on; name a place outside"
            raise BadInput(Problem("", "--key", str(self.key_file), remedy))

    def _refuse_unknown(self, organisation: Organisation, tables: Sequence[FurtherTable]) -> None:
        """Refuse a column to keep that is in no file."""
        there = [*organisation.columns, *(name for one in tables for name in one.table.columns)]
        there += [] if organisation.answered is None else [ANSWERED]
        keeping = self.keeping
        told = {"--keep": keeping.columns, "--numbers": keeping.numbers, "--exact": keeping.exact}
        unknown = [
            Problem("", option, name, f"there is no such column; {nearest(name, there)}")
            for option, names in told.items()
            for name in dict.fromkeys(names)
            if name not in there
        ]
        if unknown:
            raise BadInput(*unknown)


def _compared(organisation: Organisation, known: Key) -> list[str]:
    """What somebody learns who has an earlier delivery, too."""
    if not known.people:
        return []
    new = sum(person not in known.people for person in organisation.ids)
    gone = len(known.people) + new - organisation.people
    return [
        "Whoever has an earlier delivery, too, can tell who is new and who has gone "
        f"({new:,} new, {gone:,} gone), and who has changed team."
    ]
