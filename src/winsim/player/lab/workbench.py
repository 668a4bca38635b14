"""What the lab works out: the play of a state, its story, its scenario file."""

from pathlib import Path
from typing import Any

from winsim.explain.replay import replay_of
from winsim.organisation.files.reading import understood
from winsim.parallel import Progress
from winsim.player.bands import bands_of, typical
from winsim.player.document import Play, document, person_told, play, refuse_crowd, team_told
from winsim.player.lab.presets import Presets
from winsim.player.lab.sessions import Session
from winsim.player.lab.settings import (
    Settings,
    Upload,
    base_of,
    saved,
    scenario_of,
    settings_of,
    shown,
)
from winsim.problems import BadInput, Problem
from winsim.runs.simulate import simulate
from winsim.runs.tables import RunCollector, Runs
from winsim.scenario.population import OrganisationSource
from winsim.scenario.scenario import Scenario

FIRST = 20
"""Seeds of the first curves, while a lever is still moving."""
MOST_UPLOADED = 4_000
"""With more uploaded people a moved lever would not answer in time."""


class Freed(Exception):
    """The page that asked was closed; nobody waits for the answer."""


class Workbench:
    """Answers for the pages of a lab: `seeds` is how many, from 1, as in `winsim compare`."""

    def __init__(self, presets: Presets, seeds: int, jobs: int, names: bool, smallest: int) -> None:
        self.presets, self.seeds, self.jobs = presets, seeds, jobs
        self.names, self.smallest = names, smallest

    def document(self, session: Session, query: dict[str, str], first: bool) -> dict[str, Any]:
        """What the page shows of a state; `first` asks for the first curves, from fewer seeds."""
        settings = settings_of(query, self.presets)
        upload = session.upload(settings.people)
        base = base_of(settings, self.presets, upload)
        scenario = scenario_of(settings, base)
        with session.lock:
            found = self._play(session, settings, base, scenario, first)
        lab = {
            "session": session.name,
            "query": settings.query,
            "preset": settings.preset,
            "presets": list(self.presets.scenarios),
            "people": upload.called if upload else "",
            "wanted": self.seeds,
        }
        return document(found, told=False) | {"lab": lab | shown(settings, scenario, base)}

    def story(self, session: Session, query: dict[str, str], place: int, who: str, n: int) -> Any:
        """The story of a person (`organisation` is person) or team of a state, as sentences."""
        settings = settings_of(query, self.presets)
        base = base_of(settings, self.presets, session.upload(settings.people))
        scenario = scenario_of(settings, base)
        with session.lock:
            found = self._play(session, settings, base, scenario, first=False)
        run, line = found.runs[place], found.lineup
        people = [line.organisation.ids[int(line.person[n])]] if who == "person" else []
        replay = replay_of(scenario, run.rollout, run.seed, people)
        if who == "person":
            return person_told(replay, line, n, self.names)
        return team_told(replay, line, n)

    def saved(self, session: Session, query: dict[str, str]) -> tuple[str, str]:
        """The name and the text of a state's scenario file."""
        settings = settings_of(query, self.presets)
        upload = session.upload(settings.people)
        scenario = scenario_of(settings, base_of(settings, self.presets, upload))
        return scenario.name, saved(settings, scenario, upload, self.seeds)

    def receive(self, session: Session, token: str, upload: Upload) -> None:
        """Take in uploaded people; raises BadInput, in the uploader's words, where they cannot be."""
        source = OrganisationSource(
            people=str(upload.people),
            ties=None if upload.ties is None else str(upload.ties),
        )
        try:
            people = understood(source, 1, Path()).organisation.people
        except BadInput as bad:
            raise BadInput(*(_as_called(problem, upload) for problem in bad.problems)) from None
        if people > MOST_UPLOADED:
            remedy = f"{people:,} people are too many for the lab; it takes {MOST_UPLOADED:,}"
            raise BadInput(Problem(upload.called, "", "", remedy))
        session.uploads[token] = upload

    def _play(
        self, session: Session, settings: Settings, base: Scenario, scenario: Scenario, first: bool
    ) -> Play:
        """The play of a state, remembered for undo; the run that is played stays the preset's."""
        seeds = min(FIRST, self.seeds) if first else self.seeds
        key = f"{seeds} {settings.query}"
        if key not in session.plays:
            seed = self._seed(session, settings, base)
            runs = self._runs(session, scenario, settings.rollouts, seeds)
            before = next(reversed(session.plays.values()), None)
            found = play(runs, seed, self.names, self.smallest, before, spoken=not first)
            session.remember(key, found)
            return found
        return session.plays[key]

    def _seed(self, session: Session, settings: Settings, base: Scenario) -> int:
        """The seed that is played: the most typical one before any lever is moved."""
        key = settings.preset, settings.people, *settings.rollouts
        if key not in session.seeds:
            runs = self._runs(session, base, settings.rollouts, self.seeds)
            session.seeds[key] = typical(bands_of(runs))
        return session.seeds[key]

    def _runs(
        self, session: Session, scenario: Scenario, rollouts: tuple[str, ...], seeds: int
    ) -> Runs:
        refuse_crowd(scenario, 1)
        collector, asked = session.collector, range(1, seeds + 1)
        if collector is None or not collector.fits(scenario, rollouts, asked):
            collector = session.collector = RunCollector(scenario, rollouts)
        stopping = _stopping(session)
        return simulate(scenario, rollouts, asked, self.jobs, stopping, collector=collector)


def _stopping(session: Session) -> Progress:
    """A progress that ends the runs of a page that was closed."""

    def tell(done: int, total: int) -> None:
        if session.freed:
            raise Freed

    return tell


def _as_called(problem: Problem, upload: Upload) -> Problem:
    """A problem that names the file as the uploader does."""
    where = problem.where.replace(str(upload.people), upload.called)
    if upload.ties is not None:
        where = where.replace(str(upload.ties), upload.ties_called)
    return Problem(where, problem.field, problem.value, problem.remedy)
