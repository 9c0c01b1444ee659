"""The server: what is asked for by an address, and to whom it answers. It reads, and accepts no writes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from ipaddress import ip_address

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from barometer_cli import themes
from barometer_cli.checks import CODES
from barometer_cli.errors import BuildError, unexpected
from barometer_cli.export.places import Places
from barometer_cli.languages import Language
from barometer_cli.messages import say, speaking
from barometer_cli.preview.changes import Changes, follow
from barometer_cli.preview.desk import Desk
from barometer_cli.preview.pages import Pages

LOCAL = ("localhost", "127.0.0.1", "[::1]")
METHODS = ("GET", "HEAD")
PORTS = 20
"""How many ports above one that is taken are tried to name a free one."""

MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "css": "text/css",
    "js": "text/javascript",
    "ttf": "font/ttf",
    "txt": "text/plain",
}

OWN = ("preview.css", "preview.js", "icon.svg")


@cache
def static() -> dict[str, bytes]:
    """The only files that are served, by their address."""
    templates = files("barometer_cli.preview") / "templates"
    return themes.screen() | {name: (templates / name).read_bytes() for name in OWN}


HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

DRAWING = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox"
"""What an SVG may do that is opened by itself: use the font and the pictures that travel in it."""


class Told:
    """Tells findings and errors in the language of the pages that they stand on."""

    def __init__(self, app: ASGIApp, catalogue: NullTranslations) -> None:
        self._app, self._catalogue = app, catalogue

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live through a server's life, in that language."""
        with speaking(self._catalogue):
            await self._app(scope, receive, send)


class Guard:
    """Lets only reading through, and puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] in METHODS:
            await self._app(scope, receive, guarded)
        else:
            refusal = PlainTextResponse(say("Only GET and HEAD."), 405, {"Allow": ", ".join(METHODS)})
            await refusal(scope, receive, guarded)


class _Site:
    """What answers to each address."""

    def __init__(self, desk: Desk, pages: Pages, changes: Changes) -> None:
        self._desk, self._pages, self._changes = desk, pages, changes

    def routes(self) -> list[Route]:
        """Addresses; nothing else is served."""
        return [
            Route("/", self._answering(self._overview)),
            Route("/_preview/events", self._events),
            Route("/_preview/codes/{code}/", self._answering(self._code)),
            Route("/_preview/headlines/{address:path}/", self._answering(self._suggested)),
            Route("/_preview/{name:path}", self._answering(self._static)),
            Route("/{address:path}/", self._answering(self._page_or_figure)),
            Route("/{address:path}/{name}", self._answering(self._picture)),
            Route("/{name}", self._answering(self._slash)),
        ]

    def _answering(self, answer: Callable[[Request, str], Response]) -> Callable[[Request], Awaitable[Response]]:
        """An answer that is computed in a thread; whatever goes wrong is a page that says so."""

        async def endpoint(request: Request) -> Response:
            generation = self._changes.generation  # before the files are read: what comes later is a newer one
            try:
                return await run_in_threadpool(answer, request, generation)
            except Exception as fault:
                return HTMLResponse(self._pages.fault(generation, unexpected(fault)), 500)

        return endpoint

    def _overview(self, request: Request, generation: str) -> Response:
        return HTMLResponse(self._pages.overview(generation, self._desk.overview()))

    def _page_or_figure(self, request: Request, generation: str) -> Response:
        address = request.path_params["address"]
        overview = self._desk.overview()
        shelf = next((each for each in overview.shelves if each.address == address), None)
        if shelf:
            return HTMLResponse(self._pages.overview(generation, overview, shelf))
        view = self._desk.view(address)
        return HTMLResponse(self._pages.figure(generation, view)) if view else self._missing(request, generation)

    def _suggested(self, request: Request, generation: str) -> Response:
        """Headlines for a figure's page, which asks for them when somebody does."""
        found = self._desk.suggested(request.path_params["address"])
        return self._missing(request, generation) if found is None else HTMLResponse(self._pages.suggested(found))

    def _picture(self, request: Request, generation: str) -> Response:
        found = self._desk.picture(request.path_params["address"], request.path_params["name"])
        if found is None:
            return self._slash(request, generation)
        format, data = found
        return Response(data, media_type=MEDIA[format], headers=_policy(format))

    def _static(self, request: Request, generation: str) -> Response:
        name = request.path_params["name"]
        if name not in static():
            return self._missing(request, generation)
        format = name.rsplit(".", 1)[1]
        return Response(static()[name], media_type=MEDIA[format], headers=_policy(format))

    def _code(self, request: Request, generation: str) -> Response:
        code = request.path_params["code"]
        return HTMLResponse(self._pages.code(generation, code)) if code in CODES else self._missing(request, generation)

    def _missing(self, request: Request, generation: str) -> Response:
        return HTMLResponse(self._pages.missing(generation, request.url.path, self._desk.overview()), 404)

    def _slash(self, request: Request, generation: str) -> Response:
        """An address without the slash at its end leads to the one with it."""
        overview = self._desk.overview()
        there = {shelf.address for shelf in overview.shelves} | {card.address for card in overview.cards}
        address = request.url.path.strip("/")
        return (
            RedirectResponse(f"{address.rsplit('/', 1)[-1]}/")
            if address in there
            else self._missing(request, generation)
        )

    async def _events(self, request: Request) -> Response:
        events = self._changes.events()
        return StreamingResponse(events if request.method == "GET" else (), media_type="text/event-stream")


def app(desk: Desk, language: Language, host: str = "127.0.0.1", changes: Changes | None = None) -> Starlette:
    """The preview of a project.

    Parameters
    ----------
    desk
        The figures.
    language
        The one in which all is told besides them.
    host
        What the server is bound to: besides its names and those of this machine's loopback no other is answered to,
        so that no page elsewhere can have its own name lead here.
    changes
        Who is told of edits.
    """
    changes = changes or Changes()
    allowed = [*LOCAL, *map(in_address, names(host))]
    stop = asyncio.Event()

    def changed(files: frozenset[str] | None) -> None:
        desk.touch(files)
        changes.tell()

    async def places() -> Places:
        return await run_in_threadpool(desk.places)

    @asynccontextmanager
    async def following(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(follow(places, changed, stop))
        yield
        stop.set()
        await task

    return Starlette(
        routes=_Site(desk, Pages(language), changes).routes(),
        lifespan=following,
        middleware=[
            Middleware(Told, catalogue=language.messages),
            Middleware(Guard),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed, www_redirect=False),
        ],
    )


class _Server(uvicorn.Server):
    """Ends the connections that wait for changes before it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, changes: Changes) -> None:
        super().__init__(config)
        self._changes = changes

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._changes.close()
        await super().shutdown(sockets)


def server(desk: Desk, language: Language, host: str) -> uvicorn.Server:
    """A server of the preview, to be run with the socket that `listen` gives."""
    changes = Changes()
    config = uvicorn.Config(
        app(desk, language, host, changes),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    return _Server(config, changes)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises
    ------
    BuildError
        If the port is taken, or the host is none of this machine's.
    """
    try:
        return _bound(host, port)
    except socket.gaierror as error:
        raise BuildError(
            say("--host {host}: there is no such host", host=host), say("Leave it out: 127.0.0.1.")
        ) from error
    except PermissionError as error:
        raise BuildError(
            say("--port {port}: ports below 1024 are the system's", port=port), say("Take --port {port}.", port=8000)
        ) from error
    except OSError as error:
        free = next((other for other in range(port + 1, port + 1 + PORTS) if _free(host, other)), None)
        if free is None:
            raise BuildError(
                say("--host {host}: this machine cannot listen there: {why}", host=host, why=error.strerror),
                say("Leave it out: 127.0.0.1."),
            ) from error
        raise BuildError(
            say("--port {port} is taken: another program listens at {host}:{port}", port=port, host=in_address(host)),
            say("Take --port {port}.", port=free),
        ) from error


def loopback(host: str) -> bool:
    """Whether only programs of this machine reach a host."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def names(host: str) -> tuple[str, ...]:
    """What a host is called from elsewhere, the best first: itself, or the addresses and the name of this machine."""
    try:
        if not ip_address(host).is_unspecified:
            return (host,)
    except ValueError:
        return (host,)
    own = socket.gethostname()
    found = [_outward()]
    with suppress(OSError):
        found += [str(told[4][0]) for told in socket.getaddrinfo(own, None, type=socket.SOCK_STREAM)]
    return tuple(dict.fromkeys(name for name in (*found, own, host) if name))


def _outward() -> str:
    """The address by which this machine reaches others; empty where it reaches none. Nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for examples, RFC 5737
        return str(probe.getsockname()[0])
    return ""


def in_address(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host.lower()


def _bound(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    return socket.create_server((host, port), family=family)


def _free(host: str, port: int) -> bool:
    try:
        _bound(host, port).close()
    except (OSError, OverflowError):
        return False
    return True


def _policy(format: str) -> dict[str, str]:
    return {"Content-Security-Policy": DRAWING} if format == "svg" else {}
