"""Keys of browser seats lie beside their exercise: found again when it is opened again, gone with an unused one."""

from pathlib import Path

from hotwash.bootstrap.desk import RealDesk
from hotwash.domain.commands import FACILITATOR, WriteNote
from hotwash.exercise.session import Session
from hotwash.viewmodels.lobby import Invitations

NAME = "optus-2025"


def test_a_browser_that_was_let_in_is_known_after_the_window_was_killed(tmp_path: Path) -> None:
    desk = RealDesk(tmp_path)
    session = desk.begin(NAME, None)
    session.ask(FACILITATOR, WriteNote("Used."))
    keys = desk.keys_file(session)
    (file,) = tmp_path.glob("*.hotwash")
    assert keys == file.with_name(f"{file.name}.seats")
    first = Invitations(session, keys)
    lobby = first._seating.lobby
    ticket = lobby.knock(lobby.code, {"seat": "noc", "who": "Ann"}, "10.0.0.5", 0.0).ticket
    assert first.admit(1) == ""
    token = lobby.claim(ticket, 0.0).token
    session.close()
    later = RealDesk(tmp_path)
    again = later.resume(file)
    assert isinstance(again, Session)
    second = Invitations(again, later.keys_file(again))
    assert second._seating.lobby.badge(token) is not None
    assert second._seating.lobby.code == lobby.code
    assert [row.text.startswith("Ann as ") for row in second.view().seated] == [True]
    again.close()


def test_an_exercise_that_nobody_used_leaves_no_keys(tmp_path: Path) -> None:
    desk = RealDesk(tmp_path)
    session = desk.begin(NAME, None)
    invitations = Invitations(session, desk.keys_file(session))
    invitations.renew_code()
    session.close()
    assert len(list(tmp_path.iterdir())) == 2
    desk.leave()
    assert list(tmp_path.iterdir()) == []
