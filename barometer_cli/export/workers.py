"""Encoding by this process, by several, or by a cluster: the same tasks, the same bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Any

from barometer_cli.errors import BuildError
from barometer_cli.export.encode import Task, encode, warm
from barometer_cli.interrupts import held_back
from barometer_cli.messages import say

AHEAD = 4
"""Tasks per worker that are under way at once: enough to keep it busy, few enough to hold in memory."""

Encoded = tuple[bytes, ...] | Exception
Done = tuple[Task, Encoded]


def encoded(tasks: Iterable[Task], jobs: int = 1, scheduler: str | None = None) -> Iterator[Done]:
    """The pictures of every task, as soon as they are there; in any order where several work.

    Parameters
    ----------
    tasks
        Asked for one by one, so that not all need to be in memory.
    jobs
        Processes; 1 is this one.
    scheduler
        Address of a Dask scheduler whose workers are used instead.

    Raises
    ------
    BuildError
        If the scheduler does not answer.
    """
    if scheduler is not None:
        client = _client(scheduler)
        try:
            width = max(sum(client.ncores().values()), 1)
            yield from _Workers(client.get_executor, width).encoded(tasks)
        finally:
            client.close()
    elif jobs > 1:
        yield from _Workers(lambda: _pool(jobs), jobs).encoded(tasks)
    else:
        for task in tasks:
            yield task, _here(task)


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(task: Task) -> Encoded:
    try:
        return encode(task)
    except Exception as error:
        return error


def _pool(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" in get_all_start_methods():
        context = get_context("forkserver")
        context.set_forkserver_preload(["barometer_cli.export.encode"])
        _serve_forks()
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=warm)
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=warm)


def _serve_forks() -> None:
    """Start the server of processes with interrupts blocked, which its processes inherit.

    An interrupt goes to the whole group. One that hit a process between its birth and `warm` could leave a lock behind
    it, for which the others waited for ever.
    """
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()  # by itself, for it unblocks interrupts
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise BuildError(say("Dask is not installed"), "pip install 'barometer-cli[dask]'") from None
    try:
        client: Any = Client
        return client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise BuildError(
            say("no Dask scheduler answers at {scheduler}: {error}", scheduler=scheduler, error=error),
            say("Give its address: tcp://HOST:8786"),
        ) from error


class _Workers:
    """Workers that may die: what was under way then is tried once more, one by one, to find whose fault it was."""

    def __init__(self, make: Callable[[], Executor], width: int) -> None:
        self._make, self._width = make, width
        self._executor = make()
        self._under_way: dict[Future[tuple[bytes, ...]], Task] = {}

    def encoded(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """The pictures of every task; a task whose worker dies twice is a failed one, and no other is."""
        try:
            for task in tasks:
                yield from self._start(task)
                while len(self._under_way) >= self._width * AHEAD:
                    yield from self._finished()
            while self._under_way:
                yield from self._finished()
        finally:
            self._end()

    def _end(self) -> None:
        """Leave the workers; what is not begun is not begun any more."""
        for future in self._under_way:
            future.cancel()
        self._executor.shutdown(wait=False)

    def _start(self, task: Task) -> Iterator[Done]:
        try:
            with held_back():  # a process that is half started would be waited for when the program ends
                self._under_way[self._executor.submit(encode, task)] = task
        except BrokenExecutor:
            yield from self._again([*self._under_way.values(), task])

    def _finished(self) -> Iterator[Done]:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        broken: list[Task] = []
        for future in done:
            task = self._under_way.pop(future)
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                broken.append(task)
            else:
                yield task, _outcome(future)
        if broken:
            yield from self._again([*broken, *self._under_way.values()])

    def _again(self, tasks: list[Task]) -> Iterator[Done]:
        self._end()
        self._under_way.clear()
        self._executor = self._make()
        for task in tasks:
            with held_back():
                future = self._executor.submit(encode, task)
            if isinstance(future.exception(), BrokenExecutor):
                message = say("{name}: the process that encoded it died, twice", name=task.name)
                yield task, BuildError(message, say("Look whether memory ran out; draw it alone with --jobs 1."))
                self._end()
                self._executor = self._make()
            else:
                yield task, _outcome(future)


def _outcome(future: Future[tuple[bytes, ...]]) -> Encoded:
    error = future.exception()
    if isinstance(error, Exception):
        return error
    return future.result()
