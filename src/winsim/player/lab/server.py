"""The lab's server: a page, its plays, its stories and its files, for this machine alone."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from winsim.player.lab.sessions import PATIENCE, Session, Sessions
from winsim.player.lab.settings import Upload
from winsim.player.lab.workbench import Freed, Workbench
from winsim.player.markup import page
from winsim.problems import BadInput, Problem

LARGEST = 8_000_000
"""Bytes an uploaded file may have."""
HEARTBEAT = 5.0
"""Seconds between two signs of life to an open page."""
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Handler = Callable[[Request], Awaitable[Response]]


class Guard:
    """Turns away what other sites ask in a visitor's name, and keeps answers to this one.

    Plain ASGI, so that a stream still learns when its page is gone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, unless another site is asking."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = JSONResponse({"problems": ["this lab answers its own page only"]}, 403)
        answer = refusal if is_foreign(scope) else self.app
        await answer(scope, receive, with_headers)


def is_foreign(scope: Scope) -> bool:
    """Whether a request comes from another site's page; following a link to the lab is no harm."""
    headers = Headers(scope=scope)
    own = headers.get("origin") in (None, f"http://{headers.get('host')}")
    elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    return not own or (elsewhere and scope["path"] != "/")


def application(workbench: Workbench) -> Starlette:
    """The lab as an ASGI application."""
    desk = Desk(workbench)
    routes = [
        Route("/", plainly(desk.page)),
        Route("/play", plainly(desk.play)),
        Route("/story", plainly(desk.story)),
        Route("/scenario.yaml", plainly(desk.save)),
        Route("/people", plainly(desk.upload), methods=["POST"]),
        Route("/alive", plainly(desk.alive)),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[hosts, Middleware(Guard)], lifespan=desk.open_hours)


def plainly(handler: Handler) -> Handler:
    """A handler whose bad input is told in words: a status of 400 and the problems."""

    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except BadInput as bad:
            return JSONResponse({"problems": [str(problem) for problem in bad.problems]}, 400)
        except Freed:
            return JSONResponse({"problems": ["the page was closed"]}, 410)

    return told


class Desk:
    """Where requests are taken in and answered."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self.sessions = Sessions()

    @asynccontextmanager
    async def open_hours(self, _: Starlette) -> AsyncIterator[None]:
        """Free what closed pages held now and then, and everything at the end."""
        sweeping = asyncio.create_task(self._sweep())
        yield
        sweeping.cancel()
        self.sessions.free()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE / 4)
            self.sessions.sweep()

    async def page(self, request: Request) -> Response:
        """The page of a state, with a session of its own."""
        session, query = self.sessions.begin(), dict(request.query_params)
        with self.sessions.watching(session.name):  # open from the start, however long that takes
            found = await run_in_threadpool(self._document, session, query, False)
        return HTMLResponse(page(found, served=True))

    def _document(self, session: Session, query: dict[str, str], first: bool) -> dict[str, Any]:
        return self.workbench.document(session, query, first)

    async def play(self, request: Request) -> Response:
        """The play of a state; `first` asks for the first curves, from fewer seeds."""
        session, query = self._asked(request)
        first = query.pop("first", "") == "true"
        found = await run_in_threadpool(self._document, session, query, first)
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")

    async def story(self, request: Request) -> Response:
        """The story of a person or a team, as sentences."""
        session, query = self._asked(request)
        place = _number(query, "place", 2)
        who = "person" if "person" in query else "team"
        number = _number(query, who, 10_000_000)
        try:
            sentences = await run_in_threadpool(
                self.workbench.story, session, query, place, who, number
            )
        except IndexError:
            raise BadInput(
                Problem("", who, str(number), "there is nobody of this number")
            ) from None
        return JSONResponse({"sentences": sentences})

    async def save(self, request: Request) -> Response:
        """The state as a scenario file."""
        session, query = self._asked(request)
        name, text = await run_in_threadpool(self.workbench.saved, session, query)
        plain = "".join(letter if letter.isalnum() else "-" for letter in name if letter.isascii())
        headers = {"Content-Disposition": f'attachment; filename="{plain or "scenario"}.yaml"'}
        return Response(text, media_type="application/yaml", headers=headers)

    async def upload(self, request: Request) -> Response:
        """Take in a people file, or the ties of one that came before; its token is the answer."""
        session, query = self._asked(request)
        called = query.get("called", "")[:120] or "people.csv"
        token = query.get("people", "")
        earlier = session.upload(token)
        if earlier is not None and earlier.ties is not None:
            remedy = "these people have their ties already; upload people and ties anew"
            raise BadInput(Problem(called, "", "", remedy))
        content = await _content(request, called)
        place = session.place() if earlier is None else earlier.people.parent
        file = place / ("people.csv" if earlier is None else "ties.csv")
        file.write_bytes(content)
        upload = (
            Upload(file, None, called, "")
            if earlier is None
            else Upload(earlier.people, file, earlier.called, called)
        )
        token = token or secrets.token_hex(8)
        await run_in_threadpool(self.workbench.receive, session, token, upload)
        return JSONResponse({"people": token})

    async def alive(self, request: Request) -> Response:
        """A stream that lasts as long as the page is open; the server sees it end."""

        async def beats() -> AsyncIterator[str]:
            with self.sessions.watching(request.query_params.get("session", "")):
                while True:
                    yield ": here\n\n"
                    await asyncio.sleep(HEARTBEAT)

        return StreamingResponse(beats(), media_type="text/event-stream")

    def _asked(self, request: Request) -> tuple[Session, dict[str, str]]:
        """The session and the settings of a request."""
        query = dict(request.query_params)
        return self.sessions.of(query.pop("session", "")), query


def _number(query: dict[str, str], name: str, end: int) -> int:
    """A whole number below `end`, taken out of a query; raises BadInput."""
    text = query.pop(name, "")
    if not (text.isascii() and text.isdigit() and int(text) < end):
        raise BadInput(Problem("", name, text, f"is a whole number below {end:,}"))
    return int(text)


async def _content(request: Request, called: str) -> bytes:
    """The body of a request; raises BadInput once it is too large, before all of it has come."""
    content = bytearray()
    remedy = f"is larger than {LARGEST // 1_000_000} MB; the lab takes a table of people, not more"
    if int(request.headers.get("content-length") or 0) > LARGEST:
        raise BadInput(Problem(called, "", "", remedy))
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise BadInput(Problem(called, "", "", remedy))
    return bytes(content)
