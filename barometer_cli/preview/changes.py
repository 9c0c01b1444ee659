"""Saves on disk, told to every open page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

from watchfiles import awatch

from barometer_cli.export.places import Places

QUIET = 10
"""Milliseconds without a change after which what changed is told; editors write a file in several steps."""

ALIVE = 15.0
"""Seconds after which a page is told that nothing changed, so that a lost connection is noticed."""

AGAIN = 500
"""Milliseconds after which a page that lost the connection asks again."""


class Changes:
    """What edition of the project is on disk, and who waits for the next.

    All of it belongs to one event loop.
    """

    def __init__(self) -> None:
        self._run, self._edition = uuid4().hex[:8], 0
        self._waiting: set[asyncio.Event] = set()
        self._closed = False

    @property
    def generation(self) -> str:
        """Names the edition; no two are alike, also not of two runs of the program."""
        return f"{self._run}-{self._edition}"

    def tell(self) -> None:
        """Tell every page that something changed."""
        self._edition += 1
        self._wake()

    def close(self) -> None:
        """End every connection."""
        self._closed = True
        self._wake()

    async def events(self) -> AsyncIterator[bytes]:
        """Server-sent events: the generation now, and each that follows."""
        changed = asyncio.Event()
        self._waiting.add(changed)
        try:
            yield f"retry: {AGAIN}\ndata: {self.generation}\n\n".encode()
            while not self._closed:
                try:
                    await asyncio.wait_for(changed.wait(), ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                changed.clear()
                if not self._closed:
                    yield f"data: {self.generation}\n\n".encode()
        finally:
            self._waiting.discard(changed)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()


async def follow(
    places: Callable[[], Awaitable[Places]], changed: Callable[[frozenset[str] | None], None], stop: asyncio.Event
) -> None:
    """Watch until told to stop.

    Parameters
    ----------
    places
        Where to watch; asked again after every change, for an edited spec may name data that lie elsewhere.
    changed
        Called after every change with the files that it was of, and once as soon as the watch stands, for edits made
        before: of which files nobody knows.
    stop
        Ends the watch.
    """
    polling: bool | None = None
    while not stop.is_set():
        watched = await places()
        standing = False
        try:
            async for changes in awatch(
                *watched.folders,
                watch_filter=watched.touched,
                recursive=False,
                step=QUIET,
                debounce=30 * QUIET,
                rust_timeout=30 * QUIET,
                yield_on_timeout=True,
                stop_event=stop,
                force_polling=polling,
            ):
                if changes or not standing:
                    changed(frozenset(path for _, path in changes) if standing else None)
                    standing = True
                    if await places() != watched:
                        break
        except FileNotFoundError:  # a folder went while the watch was set up
            await asyncio.sleep(QUIET / 1000)
        except OSError:  # the system watches no more files: they are looked at one by one
            polling = True
