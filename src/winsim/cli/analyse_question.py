"""What `winsim analyse` is asked: a sweep, what is read off it, and which analyses to make."""

from functools import cached_property
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winsim.cli.analyse import ANALYSES
from winsim.cli.terminal import note
from winsim.problems import BadInput, Problem, nearest

if TYPE_CHECKING:
    from winsim.analysis.response import Response
    from winsim.experiment.results import Results

USUAL = "net_value"
"""The outcome that is read where none is named."""


class Question:
    """A sweep's folder and the words of the command; all that is wrong with them is said at once."""

    def __init__(
        self, folder: Path, analyses: tuple[str, ...], form: str, *, outcome: str | None,
        rollout: str | None, alone: bool, across: str | None, up: str | None,
        below: float | None, above: float | None,
    ) -> None:  # fmt: skip
        """Read the folder, and say on standard error what of it is missing."""
        self.folder, self.analyses, self.alone = folder, analyses, alone
        self.across, self.up, self.below, self.above = across, up, below, above
        self.outcome, self.rollout = outcome, rollout
        self._refuse_words(form)
        self.results: Results = _read(folder)

    def answers(self) -> dict[str, Any]:
        """Each analysis by name. One that was not asked for by name, and cannot be made, is said."""
        self._say_what_is_read()
        if self.analyses:
            return {name: ANALYSES[name].made(self) for name in dict.fromkeys(self.analyses)}
        found: dict[str, Any] = {}
        refusals: list[Problem] = []
        for name in self._fitting:
            try:
                found[name] = ANALYSES[name].made(self)
            except BadInput as bad:
                refusals += bad.problems
        if not found:
            raise BadInput(*refusals)
        for refusal in refusals:
            note(str(refusal))
        return found

    @cached_property
    def response(self) -> "Response":
        """What is read at each point."""
        from winsim.analysis.response import response

        experiment, runs = self.results.experiment, self.results.runs
        factors = experiment.factors
        return response(
            self.results.points, runs, self.outcome or self._usual, self.read_rollout,
            "" if self.alone or self.read_rollout == self.rollouts[0] else self.rollouts[0],
            {factor.name: factor.unit for factor in factors},
            [factor.name for factor in factors if factor.scale == "log"],
        )  # fmt: skip

    @property
    def rollouts(self) -> list[str]:
        """The rollouts of the sweep, the baseline first."""
        return list(self.results.experiment.rollouts)

    @property
    def read_rollout(self) -> str:
        """The rollout that is read."""
        others = self.rollouts[1:] or self.rollouts
        return self.rollout or others[0]

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The lowest and highest value of each factor that has them, within reach of whole numbers."""
        points = self.results.points
        return {
            factor.name: (ceil(factor.low), floor(factor.high))
            if points[factor.name].dtype.kind == "i"
            else (factor.low, factor.high)
            for factor in self.results.experiment.factors
            if factor.low is not None and factor.high is not None
        }

    @property
    def sides_of_map(self) -> tuple[str, str]:
        """The factors across and up: those named, or the only two that are numbers."""
        from winsim.analysis.structure import is_numeric

        points = self.results.points
        numbers = [str(name) for name in points if is_numeric(points[name])]
        if (self.across is None or self.up is None) and len(numbers) != 2:
            known = ", ".join(numbers)
            remedy = f"say with --x and --y which two factors the map is drawn over: {known}"
            raise BadInput(Problem("", "analysis", "map", remedy))
        free = [name for name in numbers if name not in (self.across, self.up)]
        return self.across or free[0], self.up or free[-1]

    @property
    def event(self) -> tuple[Any, ...]:
        """On which side of which value something happens; nothing, where it is who is better."""
        if self.below is not None:
            return "below", self.below
        if self.above is not None:
            return "above", self.above
        if not self.response.baseline:
            remedy = (
                "one rollout is neither better nor worse; say with --below or --above what to look "
                "for, or compare two rollouts"
            )
            raise BadInput(Problem("", "--rollout", self.read_rollout, remedy))
        return ()

    def stem(self, analysis: str, found: Any) -> str:
        """The name of an analysis's files, which says what was asked."""
        read: Response = found.response
        whose = f"{read.rollout}-less-{read.baseline}" if read.baseline else read.rollout
        words = [analysis, read.outcome.name, whose]
        if analysis == "map":
            words += [found.across, found.up]
        if analysis in ("map", "discover") and self.event:
            words += [f"{found.side}-{found.than:g}"]
        return "-".join(words)

    @property
    def _usual(self) -> str:
        outcomes = self.results.experiment.outcomes
        return USUAL if USUAL in outcomes else outcomes[0]

    @property
    def _fitting(self) -> list[str]:
        """The analyses that the design allows."""
        kind = self.results.experiment.design.kind
        return [name for name, analysis in ANALYSES.items() if kind in analysis.designs]

    def _refuse_words(self, form: str) -> None:
        problems = [
            Problem("", "analysis", name, f"there is no such analysis; {nearest(name, ANALYSES)}")
            for name in self.analyses
            if name not in ANALYSES
        ]
        if self.below is not None and self.above is not None:
            problems.append(Problem("", "--above", f"{self.above:g}", "goes without --below"))
        if form != "table" and len(self.analyses) != 1:
            remedy = "prints one table; name one analysis, such as differences"
            problems.append(Problem("", "--format", form, remedy))
        if problems or not self.analyses:
            _raise(problems)
            return
        _raise(list(self._idle()))

    def _idle(self) -> Any:
        """Options that none of the analyses asked for by name takes."""
        for option, value in (("--x", self.across), ("--y", self.up)):
            if value is not None and "map" not in self.analyses:
                yield Problem(
                    "", option, value, "is for the analysis `map`, which is not asked for"
                )
        for option, number in (("--below", self.below), ("--above", self.above)):
            if number is not None and not {"map", "discover"} & set(self.analyses):
                remedy = "is for `map` and `discover`, which are not asked for"
                yield Problem("", option, f"{number:g}", remedy)

    def _say_what_is_read(self) -> None:
        from winsim.analysis.response import failed
        from winsim.experiment.results import status_of

        status, runs = status_of(self.folder), self.results.runs
        lost = int(failed(runs).sum())
        others = [name for name in self.rollouts[1:] if name != self.read_rollout]
        further = f"; --rollout also takes {', '.join(others)}" if others else ""
        note(f"response: {self.response.title}, at {len(self.results.points)} points{further}")
        if not status.complete:
            note(f"the sweep is under way: {status.simulated} of {status.runs} runs are there")
        if lost:
            note(f"{lost} of {len(runs)} runs failed and are left out; `winsim sweep` says why")


def _read(folder: Path) -> "Results":
    from winsim.experiment.results import results

    found = results(folder)
    if found.runs.empty:
        remedy = "holds no runs yet; the same `winsim sweep` command goes on"
        raise BadInput(Problem("", "folder", str(folder), remedy))
    return found


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise BadInput(*problems)
