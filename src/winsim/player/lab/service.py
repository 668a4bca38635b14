"""The lab without HTTP: what it computes for a page and a state, and the people it takes in."""

from pathlib import Path
from typing import Any

from winsim.explain.replay import replay_of
from winsim.organisation.files.reading import organisation_with_notes
from winsim.parallel import Progress
from winsim.player.bands import bands_of, typical
from winsim.player.document import document, person_statements, team_statements
from winsim.player.lab.presets import Presets
from winsim.player.lab.sessions import Session
from winsim.player.lab.settings import (
    Settings,
    Upload,
    base_of,
    lever_data,
    scenario_of,
    scenario_text,
    settings_of,
)
from winsim.player.play import Play, play, refuse_too_many
from winsim.problems import BadInput, Problem
from winsim.runs.simulate import simulate
from winsim.runs.tables import RunCollector, Runs
from winsim.scenario.organisation_source import OrganisationSource
from winsim.scenario.scenario import Scenario

FIRST = 20
"""Seeds of the first curves, while a lever is still moving."""
MOST_UPLOADED = 4_000
"""With more uploaded people a moved lever would not answer in time."""


class PageClosed(Exception):
    """The page that made the request was closed; nobody waits for the answer."""


class LabService:
    """The plays, stories and scenario files of a lab's states.

    Args:
        presets: The scenarios to start from.
        seeds: How many seeds, from 1, as in `winsim compare`.
        jobs: How many runs to simulate at once.
        names: Whether people go by name and id; else by a number.
        smallest: Teams of fewer people are merged.
    """

    def __init__(self, presets: Presets, seeds: int, jobs: int, names: bool, smallest: int) -> None:
        self.presets, self.seeds, self.jobs = presets, seeds, jobs
        self.names, self.smallest = names, smallest

    def document(self, session: Session, query: dict[str, str], first: bool) -> dict[str, Any]:
        """The document of a state, for the page.

        Args:
            session: That of the page.
            query: The state: scenario, rollouts, people, and moved levers by id.
            first: Whether the first curves are enough, from `FIRST` seeds.

        Returns:
            The document without stories, with a key `lab`: the session, the state, and its levers.

        Raises:
            BadInput: For an unknown name in the query, values that do not go together, or too many people.
            PageClosed: If the page is closed meanwhile.
        """
        settings = settings_of(query, self.presets)
        upload = session.upload(settings.people)
        base = base_of(settings, self.presets, upload)
        scenario = scenario_of(settings, base)
        with session.lock:
            shown = self._play(session, settings, base, scenario, first)
        lab = {
            "session": session.name,
            "query": settings.query,
            "preset": settings.preset,
            "presets": list(self.presets.scenarios),
            "people": upload.people_name if upload else "",
            "wanted": self.seeds,
        }
        levers = lever_data(settings, scenario, base)
        return document(shown, stories=False) | {"lab": lab | levers}

    def story(
        self, session: Session, query: dict[str, str], place: int, kind: str, number: int
    ) -> list[str]:
        """The story of a person or a team in a state, as sentences.

        Args:
            session: That of the page.
            query: The state.
            place: Which of the rollouts shown, 0 or 1.
            kind: `person` or `team`.
            number: The person's or the team's, in the order of the page.

        Raises:
            IndexError: If there is no such rollout, person or team.
        """
        settings = settings_of(query, self.presets)
        base = base_of(settings, self.presets, session.upload(settings.people))
        scenario = scenario_of(settings, base)
        with session.lock:
            shown = self._play(session, settings, base, scenario, first=False)
        run, roster = shown.runs[place], shown.roster
        if kind == "team":
            replay = replay_of(scenario, run.rollout, run.seed, people=())
            return team_statements(replay, roster, number)
        identity = roster.organisation.ids[int(roster.person[number])]
        replay = replay_of(scenario, run.rollout, run.seed, [identity])
        return person_statements(replay, roster, number, self.names)

    def scenario_file(self, session: Session, query: dict[str, str]) -> tuple[str, str]:
        """The name of a state's scenario, and the text of its file.

        Args:
            session: That of the page.
            query: The state.

        Raises:
            BadInput: For an unknown name in the query, or values that do not go together.
        """
        settings = settings_of(query, self.presets)
        upload = session.upload(settings.people)
        scenario = scenario_of(settings, base_of(settings, self.presets, upload))
        return scenario.name, scenario_text(settings, scenario, upload, self.seeds)

    def receive(self, session: Session, token: str, upload: Upload) -> None:
        """Take in uploaded people under a token.

        Args:
            session: That of the page.
            token: The name by which the page refers to these people.
            upload: Their files.

        Raises:
            BadInput: If the files have problems, or more than `MOST_UPLOADED` people; it names the files
                as the user does.
        """
        source = OrganisationSource(
            people=str(upload.people),
            ties=None if upload.ties is None else str(upload.ties),
        )
        try:
            people = organisation_with_notes(source, 1, Path()).organisation.people
        except BadInput as bad:
            raise BadInput(*(_as_named(problem, upload) for problem in bad.problems)) from None
        if people > MOST_UPLOADED:
            remedy = f"{people:,} people are too many for the lab; it takes {MOST_UPLOADED:,}"
            raise BadInput(Problem(upload.people_name, "", "", remedy))
        session.uploads[token] = upload

    def _play(
        self, session: Session, settings: Settings, base: Scenario, scenario: Scenario, first: bool
    ) -> Play:
        """The play of a state, cached for undo; the seed that is played stays the preset's."""
        seeds = min(FIRST, self.seeds) if first else self.seeds
        key = f"{seeds} {settings.query}"
        if key not in session.plays:
            seed = self._seed(session, settings, base)
            runs = self._runs(session, scenario, settings.rollouts, seeds)
            earlier = next(reversed(session.plays.values()), None)
            shown = play(runs, seed, self.names, self.smallest, earlier, not first)
            session.cache(key, shown)
            return shown
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
        refuse_too_many(scenario, 1)
        collector, requested = session.collector, range(1, seeds + 1)
        if collector is None or not collector.fits(scenario, rollouts, requested):
            collector = session.collector = RunCollector(scenario, rollouts)
        stopping = _stopping(session)
        return simulate(scenario, rollouts, requested, self.jobs, stopping, collector=collector)


def _stopping(session: Session) -> Progress:
    """A progress that stops the runs of a page that was closed."""

    def stop(done: int, total: int) -> None:
        if session.closed:
            raise PageClosed

    return stop


def _as_named(problem: Problem, upload: Upload) -> Problem:
    """A problem that names the files as the user does."""
    where = problem.where.replace(str(upload.people), upload.people_name)
    if upload.ties is not None:
        where = where.replace(str(upload.ties), upload.ties_name)
    return Problem(where, problem.field, problem.value, problem.remedy)
