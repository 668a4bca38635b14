"""The lab over HTTP: its page, plays, stories and files, for this machine alone.

Requests become calls of `LabService`, in threads; bad input becomes an answer in words.
"""

import asyncio
import json
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

from winsim.player.lab.service import LabService, PageClosed
from winsim.player.lab.sessions import PATIENCE, Session, Sessions
from winsim.player.lab.uploads import known_name
from winsim.player.markup import page
from winsim.problems import BadInput, Problem

LARGEST = 8_000_000
"""Bytes an uploaded file may have."""
LONGEST_CHOICE = 100_000
"""Bytes that the choices of a form may have."""
HEARTBEAT = 5.0
"""Seconds between two signs of life to an open page."""
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

Endpoint = Callable[[Request], Awaitable[Response]]


class SameOriginOnly:
    """Middleware that refuses requests of other sites' pages, and sets the security headers.

    Plain ASGI, so that a stream is still told when its page has gone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, unless it comes from another site's page."""
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


def application(service: LabService) -> Starlette:
    """The lab as an ASGI application, which answers to 127.0.0.1 and localhost only.

    It serves its page (`/`), and to that page plays (`/play`), stories (`/story`), the scenario file
    (`/scenario.yaml`), uploads (`/people`) and how they are read (`/columns`), and a stream that
    tells it whether the page is open (`/alive`).

    Args:
        service: What simulates and remembers for the lab's pages.
    """
    endpoints = Endpoints(service)
    routes = [
        Route("/", problems_as_json(endpoints.page)),
        Route("/play", problems_as_json(endpoints.play)),
        Route("/story", problems_as_json(endpoints.story)),
        Route("/scenario.yaml", problems_as_json(endpoints.save)),
        Route("/people", problems_as_json(endpoints.upload), methods=["POST"]),
        Route("/columns", problems_as_json(endpoints.columns), methods=["POST"]),
        Route("/alive", problems_as_json(endpoints.alive)),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(
        routes=routes, middleware=[hosts, Middleware(SameOriginOnly)], lifespan=endpoints.lifespan
    )


def problems_as_json(endpoint: Endpoint) -> Endpoint:
    """An endpoint that answers bad input with the problems in words.

    The status is 400, and 410 where the page was closed meanwhile; the body is `{"problems": [...]}`.
    """

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except BadInput as bad:
            return JSONResponse({"problems": [str(problem) for problem in bad.problems]}, 400)
        except PageClosed:
            return JSONResponse({"problems": ["the page was closed"]}, 410)

    return answer


class Endpoints:
    """The endpoints of the lab: each takes a request, and leaves the work to the service."""

    def __init__(self, service: LabService) -> None:
        self.service = service
        self.sessions = Sessions()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Close the sessions of closed pages now and then, and all of them at the end."""
        expiring = asyncio.create_task(self._expire())
        yield
        expiring.cancel()
        self.sessions.close()

    async def _expire(self) -> None:
        while True:
            await asyncio.sleep(PATIENCE / 4)
            self.sessions.expire()

    async def page(self, request: Request) -> Response:
        """The page of a state, with a session of its own."""
        session, query = self.sessions.new(), dict(request.query_params)
        with self.sessions.watching(session.name):  # open from the start, however long that takes
            document = await run_in_threadpool(self._document, session, query, False)
        return HTMLResponse(page(document, served=True))

    def _document(self, session: Session, query: dict[str, str], first: bool) -> dict[str, Any]:
        return self.service.document(session, query, first)

    async def play(self, request: Request) -> Response:
        """The play of a state; `first` requests the first curves, from fewer seeds."""
        session, query = self._session_and_query(request)
        first = query.pop("first", "") == "true"
        document = await run_in_threadpool(self._document, session, query, first)
        return Response(json.dumps(document, ensure_ascii=False), media_type="application/json")

    async def story(self, request: Request) -> Response:
        """The story of a person or a team, as sentences.

        The query has the session, the state, `place` (0 or 1, the rollout), and `person` or `team`, the
        number in the order of the page.

        Raises:
            BadInput: Where one of these is no such number.
        """
        session, query = self._session_and_query(request)
        place = _number(query, "place", 2)
        kind = "person" if "person" in query else "team"
        number = _number(query, kind, 10_000_000)
        try:
            sentences = await run_in_threadpool(
                self.service.story, session, query, place, kind, number
            )
        except IndexError:
            raise BadInput(
                Problem("", kind, str(number), "there is nobody of this number")
            ) from None
        return JSONResponse({"sentences": sentences})

    async def save(self, request: Request) -> Response:
        """The state as a scenario file."""
        session, query = self._session_and_query(request)
        name, text = await run_in_threadpool(self.service.scenario_file, session, query)
        plain = "".join(letter if letter.isalnum() else "-" for letter in name if letter.isascii())
        headers = {"Content-Disposition": f'attachment; filename="{plain or "scenario"}.yaml"'}
        return Response(text, media_type="application/yaml", headers=headers)

    async def upload(self, request: Request) -> Response:
        """Take in a people file, or the ties of one that came before.

        The body is the file, `name` what the user calls it, `people` the token that ties belong to. The
        answer has the token, and, as `Upload.as_data` gives it, what was read or is to be chosen.

        Raises:
            BadInput: For more than `LARGEST` bytes, a token that is gone, or files that
                `LabService.receive` refuses.
        """
        session, query = self._session_and_query(request)
        name, people = query.get("name", ""), query.get("people", "")
        content = await _content(request, known_name(name), LARGEST)
        token, upload = await run_in_threadpool(
            self.service.receive, session, name, content, people
        )
        return JSONResponse(upload.as_data(token))

    async def columns(self, request: Request) -> Response:
        """Read uploaded people in another way; answers as `upload` does.

        The body has the choices as JSON, by the ids of the form's fields, `people` is the token;
        `looking` asks for the form alone.

        Raises:
            BadInput: For choices that `LabService.choose` refuses, or that are no JSON of texts.
        """
        session, query = self._session_and_query(request)
        chosen = _choices(await _content(request, "", LONGEST_CHOICE))
        token, upload = await run_in_threadpool(
            self.service.choose, session, query.get("people", ""), chosen,
            query.get("looking") == "true",
        )  # fmt: skip
        return JSONResponse(upload.as_data(token))

    async def alive(self, request: Request) -> Response:
        """A stream that lasts as long as the page is open; the server sees it end."""

        async def beats() -> AsyncIterator[str]:
            with self.sessions.watching(request.query_params.get("session", "")):
                while True:
                    yield ": here\n\n"
                    await asyncio.sleep(HEARTBEAT)

        return StreamingResponse(beats(), media_type="text/event-stream")

    def _session_and_query(self, request: Request) -> tuple[Session, dict[str, str]]:
        """The session and the settings of a request."""
        query = dict(request.query_params)
        return self.sessions.of(query.pop("session", "")), query


def _number(query: dict[str, str], name: str, end: int) -> int:
    """A whole number below `end`, taken out of a query; raises BadInput."""
    text = query.pop(name, "")
    if not (text.isascii() and text.isdigit() and int(text) < end):
        raise BadInput(Problem("", name, text, f"is a whole number below {end:,}"))
    return int(text)


def _choices(body: bytes) -> dict[str, str]:
    """Texts by name; raises BadInput where the body is something else."""
    try:
        chosen = json.loads(body)
    except ValueError:
        chosen = None
    if not isinstance(chosen, dict) or not all(isinstance(value, str) for value in chosen.values()):
        raise BadInput(Problem("", "columns", "", "are texts by name, as JSON"))
    return chosen


async def _content(request: Request, name: str, largest: int) -> bytes:
    """The body of a request; raises BadInput once it is too large, before all of it has come."""
    content = bytearray()
    remedy = f"is larger than {largest / 1e6:g} MB; the lab takes a table of people, not more"
    if int(request.headers.get("content-length") or 0) > largest:
        raise BadInput(Problem(name, "", "", remedy))
    async for chunk in request.stream():
        content += chunk
        if len(content) > largest:
            raise BadInput(Problem(name, "", "", remedy))
    return bytes(content)
