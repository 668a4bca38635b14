"""The lab without HTTP: what it computes for a page and a state, and the people it takes in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from winsim.explain.replay import replay_of
from winsim.organisation.files.table import TABLES
from winsim.parallel import Progress
from winsim.player.bands import bands_of, typical
from winsim.player.document import document, person_statements, team_statements
from winsim.player.lab.choices import LABELS, source_of
from winsim.player.lab.intake import people_from, read, ties_from, with_form
from winsim.player.lab.presets import Presets
from winsim.player.lab.sessions import Session
from winsim.player.lab.settings import (
    Settings,
    base_of,
    lever_data,
    scenario_of,
    scenario_text,
    settings_of,
)
from winsim.player.lab.uploads import Upload, ending_of, known_name
from winsim.player.play import Play, play, refuse_too_many
from winsim.problems import BadInput, Problem
from winsim.runs.simulate import simulate
from winsim.runs.tables import RunCollector, Runs
from winsim.scenario.scenario import Scenario

FIRST = 20
"""Seeds of the first curves, while a lever is still moving."""


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
        with session.lock, in_page_words(upload):
            shown = self._play(session, settings, base, scenario, first)
        lab = {
            "session": session.name,
            "query": settings.query,
            "preset": settings.preset,
            "presets": list(self.presets.scenarios),
            "upload": upload.as_data(settings.people) if upload else None,
            "endings": list(TABLES),
            "wanted": self.seeds,
        }
        page = document(shown, stories=False) | {"lab": lab | lever_data(settings, scenario, base)}
        return page | {"doubts": [upload.said(one) if upload else one for one in page["doubts"]]}

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

    def receive(
        self, session: Session, name: str, content: bytes, people: str = ""
    ) -> tuple[str, Upload]:
        """Take in an uploaded people file, or the ties of one that came before.

        Args:
            session: That of the page.
            name: What the user calls the file; of it only the ending is used here, if it is known.
            content: The file.
            people: The token of the people whose ties these are; empty for a people file.

        Returns:
            The token by which the page refers to the upload, and the upload; it has problems where
            something is to be chosen first.

        Raises:
            BadInput: If no choice would make the file readable, there are too many uploads, or the
                people have a ties file already. Nothing is kept of such an upload.
        """
        earlier, name = session.upload(people), known_name(name)
        if earlier is not None and earlier.ties_file is not None:
            remedy = "these people have their ties already; upload people and ties anew"
            raise BadInput(Problem(name, "", "", remedy))
        folder = session.upload_folder() if earlier is None else earlier.folder
        try:
            file = folder / f"{'ties' if earlier else 'people'}{ending_of(name)}"
            file.write_bytes(content)
            upload = read(ties_from(file, name, earlier) if earlier else people_from(file, name))
        except BaseException:
            session.drop(folder)
            raise
        session.uploads.pop(people, None)
        return session.keep(upload), upload

    def choose(
        self, session: Session, people: str, chosen: Mapping[str, str], looking: bool = False
    ) -> tuple[str, Upload]:
        """Read uploaded files in another way.

        Args:
            session: That of the page.
            people: The token of the upload.
            chosen: The values of the fields of its form, as text.
            looking: Whether only the form is asked for that these choices lead to.

        Returns:
            The token of the upload as it was chosen, and the upload; where it has problems, the token is
            as before, and so is what it stands for.

        Raises:
            BadInput: If a choice is unknown, or the files cannot be read at all in this way.
        """
        earlier = session.upload(people)
        if earlier is None:
            raise BadInput(Problem("", "people", "", "choose a people file first"))
        with in_page_words(earlier):
            wanted = replace(earlier, source=source_of(earlier, chosen))
            upload = with_form(wanted) if looking else read(wanted)
        if looking or upload.problems:
            return people, upload
        return session.keep(upload, instead=people), upload

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


@contextmanager
def in_page_words(upload: Upload | None) -> Iterator[None]:
    """Have problems of reading uploaded people said in words for the page."""
    try:
        yield
    except BadInput as bad:
        if upload is None:
            raise
        named = (upload.as_named(problem, LABELS) for problem in bad.problems)
        raise BadInput(*dict.fromkeys(named)) from None
