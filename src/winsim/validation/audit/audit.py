"""The fairness audit from Python: cases simulated by the sweep, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from winsim.experiment.folder import Folder
from winsim.experiment.points import point_values
from winsim.experiment.results import read_sweep
from winsim.experiment.scheduler import run_chunks
from winsim.parallel import Progress
from winsim.runs.csv import write_table
from winsim.runs.folder import further_files
from winsim.runs.manifest import read_manifest
from winsim.validation.audit.cases import ROLLOUTS
from winsim.validation.audit.phase_map import PhaseMap, phase_maps
from winsim.validation.audit.priors import PRIORS
from winsim.validation.audit.results import headline, most_favourable, rates, success, what_decides
from winsim.validation.audit.specification import OUTCOMES, CaseSpecification, plan_of_cases
from winsim.validation.audit.statements import statements

if TYPE_CHECKING:
    import pandas as pd

    from winsim.experiment.plan import Plan
    from winsim.figures.style import Kind


@dataclass(frozen=True)
class Audit:
    """The cases of an audit, and what they say."""

    cases: pd.DataFrame
    """A row a case: its number and seed, a column a prior, its `price` (person-weeks per employee
    and week of the full benefit), and for each rollout `net_value`, `benefit` and `cost` in
    person-weeks, `adoption` and `strategic` as shares at the end, whether it was `cancelled`, and
    by what it `ended`, as in `pilots_net_value`."""
    failed: pd.DataFrame
    """A row a run that failed, with its `error` and the `command` that simulates it again; its case
    is not among the cases."""

    @cached_property
    def rates(self) -> pd.DataFrame:
        """How often one rollout has a higher net value than another, by region and price."""
        return rates(self.cases)

    @cached_property
    def phase_maps(self) -> dict[str, PhaseMap]:
        """Where the big bang is better and where pilots are, by size and coordination cost.

        One map where each `team` runs two ways side by side by itself, one where the `organisation` does.
        """
        return phase_maps(self.cases)

    @property
    def statements(self) -> list[str]:
        """What the cases say, in sentences."""
        return statements(self.cases, self.phase_maps)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name: the cases, the priors they were drawn from, and what they say."""
        import pandas as pd

        return {
            "cases": self.cases,
            "priors": pd.DataFrame([asdict(prior) for prior in PRIORS]),
            "headline": headline(self.cases),
            "rates": self.rates,
            "map": pd.concat(
                found.cells.assign(side_by_side=who) for who, found in self.phase_maps.items()
            ),
            "most-favourable": most_favourable(self.cases),
            "success": success(self.cases),
            "what-decides": what_decides(self.cases),
        }


def audit(
    cases: int = 500,
    seed: int = 1,
    overrides: Sequence[str] = (),
    folder: str | Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Audit:
    """Simulate cases drawn from the priors with each rollout, under each case's own seed.

    Two cases take about a second, 500 about a minute on two processors:

        >>> from winsim.validation.audit.audit import audit
        >>> found = audit(cases=2, overrides=["weeks=8", "organisation.generate.people=40"])
        >>> len(found.cases)
        2

    Args:
        cases: how many cases, at least 1.
        seed: seed of the draws, at least 0; more cases of a seed begin with the same ones.
        overrides: fields of every case's scenario set anew, `path=value` each.
        folder: where runs are stored; the same call goes on there, also with more cases. Without
            it nothing is stored.
        jobs: how many threads work; the results do not depend on it.
        progress: is called with how many runs are done, and of how many.

    Returns:
        The cases of which every rollout came to its end, the runs that failed, and what they say.

    Raises:
        BadInput: where an override fits no case, or the folder holds something else.
        SweepInterrupted: on Ctrl-C; what was finished is stored.
    """
    if folder is None:
        with TemporaryDirectory() as passing:
            return audit(cases, seed, overrides, passing, jobs, progress)
    return run_audit(open_audit(folder, cases, seed, overrides), cases, jobs, progress)


def open_audit(
    folder: str | Path,
    cases: int,
    seed: int,
    overrides: Sequence[str] = (),
    command: Sequence[str] = (),
) -> Folder:
    """Begin the folder of an audit's runs, or open it to go on.

    Args:
        folder: where; one that was begun for more cases keeps them.
        cases: how many cases, at least 1.
        seed: seed of the draws, at least 0.
        overrides: fields of every case's scenario set anew, `path=value` each.
        command: what the manifest names as the command that made it.

    Returns:
        The folder, for `run_audit`.

    Raises:
        BadInput: where an override does not fit, or the folder holds something else.
    """
    path = Path(folder)
    earlier = (read_manifest(path) or {}).get("extent", {}).get("points", 0)
    plan = plan_of_cases(max(cases, earlier), seed, overrides)
    return Folder(path, plan, command, extend=True)


def run_audit(folder: Folder, cases: int, jobs: int = 1, progress: Progress | None = None) -> Audit:
    """Simulate what a folder lacks of the first cases, failed runs once more.

    Args:
        folder: as `open_audit` gives it.
        cases: how many of its cases, from the first.
        jobs: how many threads work.
        progress: is called with how many runs are done, and of how many.

    Returns:
        These cases, and what they say.

    Raises:
        SweepInterrupted: on Ctrl-C; what was finished is stored.
    """
    run_chunks(folder, None, jobs, progress, retry=True, first=cases)
    runs = read_sweep(folder.path).runs
    runs = runs[runs["point"] < cases]
    failed = runs["error"].notna()
    columns = ["point", "rollout", "seed", "error", "command"]
    return Audit(_cases(folder.plan, cases, runs[~failed]), runs.loc[failed, columns])


def _cases(plan: Plan, cases: int, runs: pd.DataFrame) -> pd.DataFrame:
    """The table of those cases of which every rollout came to its end."""
    specification = plan.specification
    assert isinstance(specification, CaseSpecification)
    prices = [specification.price_at(point) for point in point_values(plan.points, 0, cases)]
    table = plan.points.head(cases).assign(price=prices)
    for rollout in ROLLOUTS:
        of_rollout = runs[runs["rollout"] == rollout].set_index("point")
        ended = of_rollout["ended"].replace("", "under way")
        stopped = of_rollout["cancelled"].astype(bool)
        outcomes = of_rollout[list(OUTCOMES)].assign(cancelled=stopped, ended=ended)
        table = table.join(outcomes.add_prefix(f"{rollout}_"), how="inner")
    return table.reset_index(drop=True)


def write_audit(result: Audit, folder: str | Path, kind: Kind = "png") -> None:
    """Write tables, statements and figures into a folder; they join the runs that are stored there.

    Args:
        result: the audit.
        folder: where to write; it may be the folder of the audit's runs, or a new one.
        kind: the format of the figures.
    """
    target = Path(folder)
    if read_manifest(target) is None:
        target.mkdir(parents=True, exist_ok=True)
        _write(result, target, kind)
        return
    with further_files(target) as draft:
        _write(result, draft, kind)


def _write(result: Audit, folder: Path, kind: Kind) -> None:
    from winsim.validation.audit.figure import draw_audit

    tables = result.tables
    for name, table in tables.items():
        write_table(table, folder / f"{name}.csv")
    sentences = "".join(f"{sentence}\n" for sentence in result.statements)
    (folder / "statements.txt").write_text(sentences, "utf-8")
    draw_audit(folder, result.phase_maps, tables["what-decides"], kind)
