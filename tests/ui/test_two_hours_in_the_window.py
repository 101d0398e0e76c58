"""Two hours at ×60 in the window itself, with twenty browsers: nothing that was acknowledged is missing."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from hotwash.domain.commands import FACILITATOR, EndExercise, SetSpeed, StartClock
from hotwash.domain.time import HOUR
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.codec import encode, snake
from hotwash.exercise.projections.board import fold
from hotwash.exercise.replay import happened, verify
from hotwash.exercise.session import Answer, Session
from hotwash.journal import ExerciseFile, ExerciseRecord, Upkeep
from hotwash.seats.client import Given, SeatClient, join
from hotwash.seats.protocol import OPEN_TO
from hotwash.ui.main_window import MainWindow
from tests.exercise.twenty_seats import Dice, twenty_seats
from tests.ui.conftest import MakeWindow, SampleDesk, begin_small

EACH_S = 1.0
"""Seconds from one act of a browser to its next."""


GENEROUS_S = 1.0
"""A bound that only a change of magnitude breaks, whatever else the machine does; what was measured is printed."""


class FileDesk(SampleDesk):
    """Begins the exercise of twenty seats in a file."""

    def begin(self, scenario: str, seed: int | None) -> Session:
        """One file, whatever is asked for."""
        file = ExerciseFile.create(self.folder / "room.hotwash", {"seed": 911}, {"s": b""}, Upkeep(ballast=0))
        session = Session(self.scenario, 911, file)
        session.open()
        return session


@dataclass
class Browsers:
    """Twenty of them, in a thread of their own; the window knows them by the wire alone."""

    place: str
    code: str
    scenario_dice: Dice
    session: Session
    over: bool = False
    clients: list[SeatClient] = field(default_factory=list)
    given: list[tuple[str, Given]] = field(default_factory=list)

    async def play(self) -> None:
        """Come in, act until it is over, wait for every answer."""
        seats = self.session.scenario.seats
        for seat in seats:
            self.clients.append(SeatClient(self.place, seat, await join(self.place, self.code, seat)))
        running = [asyncio.create_task(client.run()) for client in self.clients]
        while not self.over:
            self.act()
            await asyncio.sleep(EACH_S / len(self.clients))
        for _, given in self.given:
            await asyncio.wait_for(given.done.wait(), 30)
        await asyncio.sleep(2.0)
        for client in self.clients:
            await client.stop()
        await asyncio.gather(*running)

    def act(self) -> None:
        """One throw of the dice: whose turn it is does what its page would let it do."""
        for actor, command in self.scenario_dice.moves(self.session.board, 1):
            client = next((one for one in self.clients if one.seat == actor), None)
            kind = snake(type(command).__name__)
            if client is not None and kind in OPEN_TO[self.session.scenario.seats[actor].part]:
                body = {name: value for name, value in encode(command).items() if name not in ("for_seat", "sender")}
                self.given.append((actor, client.do(kind, **body)))


def played(window: MainWindow, qtbot: QtBot) -> tuple[Browsers, list[Answer], list[float]]:
    """The whole exercise; the browsers, the facilitator's answers, and the turns of the window's thread, in CPU-s."""
    view = window.view
    assert view is not None
    session = view.conduct.session
    window.menus.actions["room.invite"].trigger()
    invitations = view.room.inviting.invitations
    assert invitations is not None
    seating = invitations._seating
    seating.admit_all = True
    seating.start("127.0.0.1", 0)
    dice = Dice(session.scenario, 7)
    crowd = Browsers(f"127.0.0.1:{seating.server.port}", seating.lobby.code, dice, session)
    turns, last = list[float](), [thread_time()]
    beat = QTimer(window)
    beat.setInterval(10)

    def measure() -> None:
        now = thread_time()
        turns.append(now - last[0])
        last[0] = now

    beat.timeout.connect(measure)
    answers = [session.ask(FACILITATOR, StartClock()), session.ask(FACILITATOR, SetSpeed(60_000))]
    facilitator = Dice(session.scenario, 8)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, crowd.play())
        qtbot.waitUntil(lambda: len(seating.connected) == len(session.scenario.seats), timeout=60_000)
        last[0] = thread_time()
        beat.start()
        while session.now < session.scenario.span:
            qtbot.wait(250)
            moves = [one for one in facilitator.moves(session.board, 20) if one[0] == FACILITATOR]
            answers += [session.ask(actor, command) for actor, command in moves]
            if not session.board.running and session.now < session.scenario.span:
                answers.append(session.ask(FACILITATOR, StartClock()))
        beat.stop()
        answers.append(session.ask(FACILITATOR, EndExercise()))
        crowd.over = True
        qtbot.waitUntil(done.done, timeout=90_000)
        done.result()
    return crowd, answers, sorted(turns)


@pytest.mark.slow
def test_two_hours_in_the_window_with_twenty_browsers(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, theme: object, tmp_path: Path
) -> None:
    desk.__class__ = FileDesk
    desk.scenario = twenty_seats(2 * HOUR)
    window = make_window(begin=False)
    begin_small(window, qtbot)
    assert window.view is not None
    session = window.view.conduct.session
    crowd, answers, turns = played(window, qtbot)
    board, facts, scenario = session.board, list(session.facts), session.scenario
    told = f"{len(crowd.given)} acts of browsers, {len(answers)} of the facilitator; a turn of the window took "
    told += f"p50 {turns[len(turns) // 2] * 1000:.1f}, p99 {turns[-len(turns) // 100] * 1000:.0f}, "
    told += f"at most {turns[-1] * 1000:.0f} ms of its thread's time"
    print(told)
    assert turns[-len(turns) // 100] < GENEROUS_S, told
    window.close_exercise()
    with ExerciseRecord.read(tmp_path / "room.hotwash") as record:
        rows = list(record.rows())
    kept = {(row.actor, row.cid): row.seq for row in rows if row.kind.startswith("command.")}
    numbers = set(kept.values())
    assert len(crowd.given) > 1_000
    for actor, given in crowd.given:
        assert given.answer is not None
        if given.answer["seq"]:
            assert kept[actor, f"b.{given.cid}"] == given.answer["seq"]
    assert {answer.seq for answer in answers if answer.seq} <= numbers
    assert verify(scenario, 911, rows) is None
    assert fold(happened(rows)) == board
    for seat, eyes in eyes_of(scenario.seats.values(), scenario.network).items():
        client = next(one for one in crowd.clients if one.seat == seat)
        meant = [encode(seen) for one in facts if (seen := eyes.see(one.fact)) is not None]
        assert [fact["body"] for fact in client.facts] == json.loads(json.dumps(meant)), seat
