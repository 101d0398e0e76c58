"""Nothing leaves the room: an exercise with browsers, a report and a second copy connects to nobody but itself."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from hotwash.bootstrap.desk import RealDesk
from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.seats.client import join
from hotwash.seats.seating import Seating
from hotwash.viewmodels.desk import PrintOrder

HERE = ("127.0.0.1", "::1")


class Called:
    """Whom this process connects to, or asks the name of."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.places: list[object] = []
        for name in ("connect", "connect_ex", "sendto"):
            monkeypatch.setattr(socket.socket, name, self._noting(getattr(socket.socket, name)))
        monkeypatch.setattr(socket, "getaddrinfo", self._naming(socket.getaddrinfo))

    def _noting(self, real: Any) -> Any:
        def noting(own: socket.socket, *arguments: Any) -> Any:
            if own.family in (socket.AF_INET, socket.AF_INET6):
                self.places.append(arguments[-1][0])
            return real(own, *arguments)

        return noting

    def _naming(self, real: Any) -> Any:
        def naming(host: Any, *arguments: Any, **more: Any) -> Any:
            self.places.append(host)
            return real(host, *arguments, **more)

        return naming


async def come_in(one: Session, seating: Seating) -> str:
    asked = asyncio.create_task(
        join(f"127.0.0.1:{seating.server.port}", seating.lobby.code, next(iter(seating.lobby.seats)))
    )
    while not asked.done():
        seating.tick()
        one.run_to(one.now + 100)
        await asyncio.sleep(0.01)
    return asked.result()


def test_an_exercise_with_browsers_and_papers_calls_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = Called(monkeypatch)
    (tmp_path / "stick").mkdir()
    desk = RealDesk(tmp_path)
    assert desk.scenarios()
    one = desk.begin("massachusetts-2024", None)
    desk.second_copy(one, tmp_path / "stick", lambda _: None)
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE)
    assert called.places == []
    seating = Seating(one, None)
    seating.admit_all = True
    seating.start("127.0.0.1", 0)
    try:
        assert asyncio.run(come_in(one, seating))
    finally:
        seating.stop()
    assert called.places, "a browser's connection is seen"
    assert set(called.places) <= set(HERE)
    called.places.clear()
    one.ask(FACILITATOR, EndExercise())
    desk.write_document(one, PrintOrder("msel"), tmp_path / "msel.pdf", lambda _, __: None, lambda: False)
    one.close()
    assert desk.recent()
    assert called.places == []
