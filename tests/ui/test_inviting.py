"""Browsers at the window's seats: invited on one address, let in by keys, served by the window's own tick."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.conduct_facts import SeatLeft, SeatTaken
from hotwash.domain.facts import NoteWritten
from hotwash.seats.client import SeatClient, join
from hotwash.ui.invite_dialog import InviteDialog, _SeatedLine, _WaitingLine
from hotwash.ui.main_window import MainWindow
from hotwash.viewmodels.lobby import Invitations, qr_squares
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, begin_small
from tests.ui.seen import exposed


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> InviteDialog:
    window.menus.actions["room.invite"].trigger()
    view = window.view
    assert view is not None
    made = view.room.inviting.dialog
    assert made is not None
    return made


def lobby_of(dialog: InviteDialog) -> Invitations:
    return dialog._invitations


def open_door(dialog: InviteDialog) -> str:
    """Let browsers in on loopback, on any port that is free; where they find it."""
    seating = lobby_of(dialog)._seating
    seating.start("127.0.0.1", 0)
    dialog.show_lobby()
    return f"127.0.0.1:{seating.server.port}"


def lines(dialog: InviteDialog, kind: type[QWidget]) -> list[QWidget]:
    return [line for line in dialog._rows.values() if isinstance(line, kind)]


@contextmanager
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_nothing_listens_before_somebody_says_so(dialog: InviteDialog) -> None:
    view = lobby_of(dialog).view()
    assert not view.running
    assert view.link == view.invitation == ""
    assert not dialog.qr.isVisible()
    assert not dialog.code.isVisible()
    addresses = lobby_of(dialog).addresses()
    assert addresses[0] == ("127.0.0.1", "127.0.0.1: this computer only")
    assert all("everybody on that network" in words for _, words in addresses[1:])


def test_start_and_stop_by_keys(dialog: InviteDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotwash.seats.server.FIRST_PORT", 0)
    dialog.go.setFocus()
    QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    assert lobby_of(dialog).running
    assert dialog.link.text().startswith("http://127.0.0.1:")
    assert dialog.qr.isVisible()
    assert not dialog.address.isEnabled()
    QTest.keyClick(dialog.go, Qt.Key.Key_Space)
    assert not lobby_of(dialog).running
    assert dialog.address.isEnabled()


def test_an_address_that_has_gone_is_said_in_the_dialog(dialog: InviteDialog) -> None:
    dialog.address.addItem("gone", "192.0.2.7")
    dialog.address.setCurrentIndex(dialog.address.count() - 1)
    dialog.go.click()
    assert "192.0.2.7 is not an address of this machine" in dialog.problem.text()
    assert dialog.problem.isVisible()


def test_a_browser_is_let_in_acts_and_is_closed(dialog: InviteDialog, window: MainWindow, qtbot: QtBot) -> None:
    place = open_door(dialog)
    code = lobby_of(dialog)._seating.lobby.code
    view = window.view
    assert view is not None
    session = view.conduct.session

    async def sit(token: str) -> SeatClient:
        client = SeatClient(place, "duty", token)
        running = asyncio.create_task(client.run())
        await client.connected.wait()
        await client.do("write_note", text="From a browser.").done.wait()
        while not any('"bye"' in text for text in client.received):
            client.heard.clear()
            await client.heard.wait()
        await running
        return client

    with elsewhere() as pool:
        joining: Future[str] = pool.submit(lambda: asyncio.run(join(place, code, "duty", HOSTILE)))
        qtbot.waitUntil(lambda: bool(lines(dialog, _WaitingLine)), timeout=10_000)
        (waiting,) = lines(dialog, _WaitingLine)
        assert isinstance(waiting, _WaitingLine)
        waiting.admit.setFocus()
        QTest.keyClick(waiting.admit, Qt.Key.Key_Space)
        qtbot.waitUntil(joining.done, timeout=10_000)
        assert any(isinstance(one.fact, SeatTaken) and one.fact.way == "browser" for one in session.facts)
        sitting = pool.submit(lambda: asyncio.run(sit(joining.result())))
        qtbot.waitUntil(lambda: any(isinstance(one.fact, NoteWritten) for one in session.facts), timeout=10_000)
        qtbot.waitUntil(lambda: "connected" in lobby_of(dialog).view().seated[0].state, timeout=10_000)
        (line,) = lines(dialog, _SeatedLine)
        assert isinstance(line, _SeatedLine)
        qtbot.waitUntil(lambda: line.state.text().startswith("connected"), timeout=10_000)
        line.dismiss.click()
        qtbot.waitUntil(sitting.done, timeout=10_000)
        client = sitting.result()
    assert client.closed == 4403
    assert any(isinstance(one.fact, SeatLeft) for one in session.facts)
    assert lines(dialog, _SeatedLine) == []
    assert "firewall" not in json.dumps([fact["kind"] for fact in client.facts])


def test_who_comes_is_said_while_the_dialog_is_away(dialog: InviteDialog, window: MainWindow, qtbot: QtBot) -> None:
    open_door(dialog)
    dialog.hide()
    said: list[str] = []
    assert window.view is not None
    window.view.said.connect(said.append)
    lobby = lobby_of(dialog)._seating.lobby
    lobby.knock(lobby.code, {"seat": "duty", "who": "Ann", "organisation": "State 911"}, "10.0.0.5", 0.0)
    qtbot.waitUntil(lambda: bool(said), timeout=5_000)
    assert said[0].startswith("Ann, State 911, as ")
    lobby_of(dialog).decline(1)
    assert lobby.waiting() == ()


def test_a_locked_room_shows_no_code(dialog: InviteDialog) -> None:
    open_door(dialog)
    before = dialog.code.text()
    assert before
    dialog.renew.click()
    assert dialog.code.text() not in ("", before)
    dialog.lock.click()
    assert dialog.code.text() == ""
    assert not dialog.qr.isVisible()


def test_the_server_ends_with_the_exercise(dialog: InviteDialog, window: MainWindow, qtbot: QtBot) -> None:
    open_door(dialog)
    invitations = lobby_of(dialog)
    begin_small(window, qtbot)
    assert not invitations.running


def test_names_of_people_are_shown_as_they_are(dialog: InviteDialog) -> None:
    open_door(dialog)
    lobby = lobby_of(dialog)._seating.lobby
    for number in range(2):
        lobby.knock(lobby.code, {"seat": "duty", "who": HOSTILE[:80]}, f"10.0.0.{number}", 0.0)
    assert lobby_of(dialog).admit(1) == ""
    dialog.show_lobby()
    texts = exposed(dialog)
    assert any("<b>x</b>" in text for text in texts)
    assert not any("\u202e" in text for text in texts)
    assert any(text.startswith("already there: ") for text in texts)
    assert all(key.accessibleName() or key.text() for key in dialog.findChildren(QPushButton))


def test_a_small_screen_shows_one_column(dialog: InviteDialog) -> None:
    dialog.resize(420, 500)
    assert dialog._sides.direction().name == "BottomToTop"
    dialog.resize(900, 500)
    assert dialog._sides.direction().name == "LeftToRight"


def test_a_qr_code_holds_its_three_corners() -> None:
    squares = qr_squares("http://192.168.1.20:8911/join#ABCD2345")
    side = len(squares)
    assert all(len(line) == side for line in squares)
    for down, across in ((0, 0), (0, side - 7), (side - 7, 0)):
        assert all(squares[down][across + n] and squares[down + 6][across + n] for n in range(7))


def test_a_recording_invites_nobody(make_window: MakeWindow, desk: SampleDesk) -> None:
    window = make_window(begin=False)
    assert not window.menus.actions["room.invite"].isEnabled()
