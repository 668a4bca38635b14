"""Who is at the lab: one session for each open page, freed once the page is closed."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from winsim.player.document import Play
from winsim.player.lab.settings import Upload
from winsim.problems import BadInput, Problem
from winsim.runs.tables import RunCollector

PATIENCE = 20.0
"""Seconds for which a session without an open page is kept: long enough to reload it."""
KEPT = 6
"""Plays a session remembers, so that undo answers at once."""
MOST_SESSIONS, MOST_UPLOADS = 64, 8


@dataclass
class Session:
    """What one open page holds: the plays it saw last, and its uploaded people.

    `seeds` says which run is played of which change, `collector` holds the runs of the last state.
    """

    name: str
    plays: "OrderedDict[str, Play]" = field(default_factory=OrderedDict)
    seeds: dict[tuple[str, ...], int] = field(default_factory=dict)
    collector: RunCollector | None = None
    uploads: dict[str, Upload] = field(default_factory=dict)
    open: int = 0
    seen: float = field(default_factory=time.monotonic)
    freed: bool = False
    folder: "TemporaryDirectory[str] | None" = None
    lock: Lock = field(default_factory=Lock)

    def remember(self, key: str, shown: Play) -> None:
        """Keep a play, and let the oldest go."""
        self.plays[key] = shown
        while len(self.plays) > KEPT:
            self.plays.popitem(last=False)

    def place(self) -> Path:
        """A new folder for the files of one upload, which goes when the session does."""
        if len(self.uploads) >= MOST_UPLOADS:
            remedy = f"at most {MOST_UPLOADS} uploads are kept for a page; open it anew"
            raise BadInput(Problem("", "upload", "", remedy))
        if self.folder is None:
            self.folder = TemporaryDirectory(prefix="winsim-lab-")
        place = Path(self.folder.name) / secrets.token_hex(8)
        place.mkdir()
        return place

    def upload(self, token: str) -> Upload | None:
        """The uploaded people of a token, or None for no token; raises BadInput if they are gone."""
        if token and token not in self.uploads:
            remedy = "these uploaded people are gone, as their page was closed; upload them again"
            raise BadInput(Problem("", "people", "", remedy))
        return self.uploads.get(token)

    def free(self) -> None:
        """Let go of everything."""
        self.freed = True
        self.plays.clear()
        self.uploads.clear()
        self.seeds.clear()
        self.collector = None
        if self.folder is not None:
            self.folder.cleanup()
            self.folder = None


class Sessions:
    """All sessions, by name."""

    def __init__(self) -> None:
        self.by_name: dict[str, Session] = {}

    def begin(self) -> Session:
        """A session of its own for a page that is being opened."""
        return self.of(secrets.token_hex(16))

    def of(self, name: str) -> Session:
        """The session of a page; a page that was away for long starts anew."""
        self.sweep()
        if name not in self.by_name:
            if len(self.by_name) >= MOST_SESSIONS:
                remedy = f"{MOST_SESSIONS} pages are open already; close one of them"
                raise BadInput(Problem("", "session", "", remedy))
            self.by_name[name] = Session(name)
        session = self.by_name[name]
        session.seen = time.monotonic()
        return session

    @contextmanager
    def watching(self, name: str) -> Iterator[Session]:
        """A session whose page is open for as long as this lasts."""
        session = self.of(name)
        session.open += 1
        try:
            yield session
        finally:
            session.open -= 1
            session.seen = time.monotonic()

    def sweep(self) -> None:
        """Free the sessions whose page has been closed."""
        now = time.monotonic()
        for name, session in list(self.by_name.items()):
            if session.open == 0 and now - session.seen > PATIENCE:
                self.by_name.pop(name).free()

    def free(self) -> None:
        """Free every session."""
        for session in self.by_name.values():
            session.free()
        self.by_name.clear()
