"""A room of browser seats on loopback: session and hub owned by one thread, the server by its own."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Queue
from shutil import which
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from hotwash.domain.commands import FACILITATOR, Command
from hotwash.domain.scenario import Scenario
from hotwash.exercise.session import Answer, Session
from hotwash.exercise.store import MemoryStore, Store
from hotwash.seats.client import SeatClient, join
from hotwash.seats.pages_hook import Pages
from hotwash.seats.plain_pages import PlainPages
from hotwash.seats.seating import Seating
from tests.room_world import room_scenario

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium

T = TypeVar("T")
MakePages = Callable[[Scenario], Pages]
PATIENCE = 10.0
"""Seconds after which a test gives up; none of them waits for as long."""


class SeatRoom:
    """The owner of the session. `on_owner` runs something in its thread, as the window's tick would."""

    def __init__(self, scenario: Scenario, store: Store, keys: Path | None, pages: MakePages = PlainPages) -> None:
        self.session = Session(scenario, 911, store)
        self.session.open()
        self.seating = Seating(self.session, keys, pages)
        self.seating.admit_all = True
        self._work: Queue[tuple[Callable[[], Any], Queue[Any]]] = Queue()
        self._woken, self._over = Event(), Event()
        self.seating.on_asked(self._woken.set)
        self.seating.start("127.0.0.1", 0)
        self._thread = Thread(target=self._own, name="owner")
        self._thread.start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.seating.server.port}"

    def on_owner(self, work: Callable[[], T]) -> T:
        answer: Queue[tuple[bool, Any]] = Queue()
        self._work.put((work, answer))
        self._woken.set()
        good, result = answer.get(timeout=PATIENCE)
        if not good:
            raise result
        return result  # type: ignore[no-any-return]  # what the work gave

    def ask(self, command: Command, actor: str = FACILITATOR) -> Answer:
        return self.on_owner(lambda: self.session.ask(actor, command))

    def run_to(self, at: int) -> None:
        self.on_owner(lambda: self.session.run_to(at))

    def token(self, seat: str, who: str = "") -> str:
        return asyncio.run(self.join(seat, who))

    async def join(self, seat: str, who: str = "") -> str:
        return await join(self.place, self.seating.lobby.code, seat, who)

    def _own(self) -> None:
        while not self._over.is_set():
            self._woken.wait(0.02)
            self._woken.clear()
            while not self._work.empty():
                work, answer = self._work.get()
                try:
                    answer.put((True, work()))
                except Exception as error:  # noqa: BLE001  # raised again in the test
                    answer.put((False, error))
            self.seating.tick()

    def close(self) -> None:
        self._over.set()
        self._woken.set()
        self._thread.join(PATIENCE)
        self.seating.stop()
        assert self.seating.server.faults == []


class Browser:
    """A client that runs while a `with` block does."""

    def __init__(self, room: SeatRoom, seat: str, token: str = "", **options: Any) -> None:
        self._room, self._seat, self._token, self._options = room, seat, token, options
        self._task: asyncio.Task[None] | None = None
        self.client: SeatClient

    async def __aenter__(self) -> SeatClient:
        token = self._token or await self._room.join(self._seat)
        self.client = SeatClient(self._room.place, self._seat, token, **self._options)
        self._task = asyncio.create_task(self.client.run())
        await soon(self.client.connected.wait())
        return self.client

    async def __aexit__(self, *_: object) -> None:
        await self.client.stop()
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task


async def soon(waiting: Awaitable[T]) -> T:
    async with asyncio.timeout(PATIENCE):
        return await waiting


async def until(client: SeatClient, true: Callable[[], object]) -> None:
    """Wait, frame by frame, until something is true of what a client has received."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            client.heard.clear()
            await client.heard.wait()


MakeRoom = Callable[..., SeatRoom]


@pytest.fixture
def make_room() -> Iterator[MakeRoom]:
    made: list[SeatRoom] = []

    def make(scenario: Scenario | None = None, store: Store | None = None, keys: Path | None = None) -> SeatRoom:
        made.append(SeatRoom(scenario or room_scenario(), store or MemoryStore(), keys))
        return made[-1]

    yield make
    for room in made:
        room.close()


@pytest.fixture
def room(make_room: MakeRoom) -> SeatRoom:
    return make_room()


@pytest.fixture
def play() -> Iterator[Callable[..., None]]:
    """Runs a scene with a browser, in a thread whose event loop is its own."""

    from playwright.async_api import async_playwright

    async def staged(scene: Callable[["Chromium"], object]) -> None:
        async with async_playwright() as made:
            found = which("chromium") or which("chromium-browser") or which("google-chrome")
            browser = await made.chromium.launch(executable_path=found, args=["--no-sandbox"])
            await scene(browser)  # type: ignore[misc]  # a scene is a coroutine function
            await browser.close()

    with ThreadPoolExecutor(1) as pool:
        yield lambda scene: pool.submit(lambda: asyncio.run(staged(scene))).result()
