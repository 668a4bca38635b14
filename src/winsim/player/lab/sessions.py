"""The sessions of the lab: one for each open page, closed once the page is."""

import secrets
import shutil
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from winsim.player.lab.uploads import Upload
from winsim.player.play import Play
from winsim.problems import BadInput, Problem
from winsim.runs.tables import RunCollector

PATIENCE = 20.0
"""Seconds for which a session without an open page stays: long enough to reload it."""
CACHED_PLAYS = 6
"""Plays that a session caches, so that undo answers at once."""
MOST_SESSIONS, MOST_UPLOADS = 64, 8


@dataclass
class Session:
    """What the server holds for one open page: the plays it showed last, and its uploaded people.

    Attributes:
        name: By which the requests of its page refer to it.
        plays: By query, the plays that were shown last, at most `CACHED_PLAYS`.
        seeds: The seed that is played, by scenario, people and rollouts.
        collector: The runs of the last state.
        uploads: Uploaded people, by token.
        open: How many streams of the page are open.
        last_seen: When the page last sent a request, by the monotonic clock, in seconds.
        closed: Whether the session has ended; its simulations then stop.
        folder: Where uploaded files are.
        lock: Held while a play is simulated.
    """

    name: str
    plays: "OrderedDict[str, Play]" = field(default_factory=OrderedDict)
    seeds: dict[tuple[str, ...], int] = field(default_factory=dict)
    collector: RunCollector | None = None
    uploads: dict[str, Upload] = field(default_factory=dict)
    open: int = 0
    last_seen: float = field(default_factory=time.monotonic)
    closed: bool = False
    folder: "TemporaryDirectory[str] | None" = None
    lock: Lock = field(default_factory=Lock)

    def cache(self, key: str, shown: Play) -> None:
        """Cache a play, and drop the oldest."""
        self.plays[key] = shown
        while len(self.plays) > CACHED_PLAYS:
            self.plays.popitem(last=False)

    def upload_folder(self) -> Path:
        """A new folder for the files of one upload, deleted when the session is closed.

        Uploads that still wait for a choice make room for it.

        Raises:
            BadInput: If the page has `MOST_UPLOADS` uploads already.
        """
        for upload in [one for one in self.uploads.values() if one.problems]:
            self.drop(upload.folder)
        if len({upload.folder for upload in self.uploads.values()}) >= MOST_UPLOADS:
            remedy = f"at most {MOST_UPLOADS} uploads are stored for a page; open it anew"
            raise BadInput(Problem("", "upload", "", remedy))
        if self.folder is None:
            self.folder = TemporaryDirectory(prefix="winsim-lab-")
        folder = Path(self.folder.name) / secrets.token_hex(8)
        folder.mkdir()
        return folder

    def keep(self, upload: Upload, instead: str = "") -> str:
        """Keep an upload, and give its token.

        Args:
            upload: Whose files are in an `upload_folder`.
            instead: The token of an upload that it takes the place of, if that cannot be played.
        """
        if instead in self.uploads and self.uploads[instead].problems:
            del self.uploads[instead]
        token = secrets.token_hex(8)
        self.uploads[token] = upload
        return token

    def drop(self, folder: Path) -> None:
        """Delete the files of an upload, and forget it."""
        self.uploads = {t: upload for t, upload in self.uploads.items() if upload.folder != folder}
        shutil.rmtree(folder, ignore_errors=True)

    def upload(self, token: str) -> Upload | None:
        """The uploaded people of a token, or None for an empty one.

        Raises:
            BadInput: If they are gone, as after a page was closed.
        """
        if token and token not in self.uploads:
            remedy = "these uploaded people are gone, as their page was closed; upload them again"
            raise BadInput(Problem("", "people", "", remedy))
        return self.uploads.get(token)

    def close(self) -> None:
        """Delete the uploaded files, and drop everything that is cached."""
        self.closed = True
        self.plays.clear()
        self.uploads.clear()
        self.seeds.clear()
        self.collector = None
        if self.folder is not None:
            self.folder.cleanup()
            self.folder = None


class Sessions:
    """All sessions, by name.

    One whose page has been closed for `PATIENCE` seconds is closed by `expire`, which every request
    and, now and then, the server calls.
    """

    def __init__(self) -> None:
        self.by_name: dict[str, Session] = {}

    def new(self) -> Session:
        """A new session, for a page that is being opened."""
        return self.of(secrets.token_hex(16))

    def of(self, name: str) -> Session:
        """The session of a page; a page that was away for long starts anew.

        Raises:
            BadInput: If `MOST_SESSIONS` pages are open already.
        """
        self.expire()
        if name not in self.by_name:
            if len(self.by_name) >= MOST_SESSIONS:
                remedy = f"{MOST_SESSIONS} pages are open already; close one of them"
                raise BadInput(Problem("", "session", "", remedy))
            self.by_name[name] = Session(name)
        session = self.by_name[name]
        session.last_seen = time.monotonic()
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
            session.last_seen = time.monotonic()

    def expire(self) -> None:
        """Close the sessions whose page has been closed for longer than `PATIENCE`."""
        now = time.monotonic()
        for name, session in list(self.by_name.items()):
            if session.open == 0 and now - session.last_seen > PATIENCE:
                self.by_name.pop(name).close()

    def close(self) -> None:
        """Close every session."""
        for session in self.by_name.values():
            session.close()
        self.by_name.clear()
