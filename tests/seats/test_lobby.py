"""The door: codes as people type them, guesses that are held back, tickets, badges, and what outlives a restart."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.seats.codes import ALPHABET, new_code, new_token, read_code, spelt
from hotwash.seats.keys import Keys
from hotwash.seats.lobby import TICKET_S, Lobby
from hotwash.seats.rates import Bucket, Guesses

SEATS = {"duty": "Duty officer", "noc": "NOC"}
OPEN = {"seat": "duty", "who": "Ann"}


@pytest.fixture
def lobby() -> Lobby:
    return Lobby(SEATS, Keys(None, "x"))


def test_codes_are_eight_letters_without_look_alikes() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in codes)
    assert not set("ILOU") & set(ALPHABET)
    assert len(ALPHABET) == 32
    assert len(new_token()) >= 22


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    typed = spelt(code).lower().replace("0", "o").replace("1", "l")
    assert read_code(f" {typed} ") == code
    assert read_code(code.replace("1", "I")) == code


@given(st.text())
def test_anything_may_be_typed(text: str) -> None:
    assert len(read_code(text)) in (0, 8)


def test_who_is_admitted_gets_a_token_once(lobby: Lobby) -> None:
    ticket = lobby.knock(lobby.code.lower(), OPEN, "10.0.0.1", 0.0).ticket
    assert lobby.claim(ticket, 1.0).standing == "waiting"
    (one,) = lobby.waiting()
    assert (one.seat, one.who, one.address) == ("duty", "Ann", "10.0.0.1")
    badge = lobby.admit(one.number)
    assert badge is not None
    claim = lobby.claim(ticket, 2.0)
    assert (claim.standing, claim.seat) == ("admitted", "duty")
    assert lobby.badge(claim.token) == badge
    assert claim.token not in repr(lobby.badges())
    assert lobby.claim(ticket, 3.0).standing == "unknown"


def test_admitted_to_another_seat_declined_and_taken_back(lobby: Lobby) -> None:
    tickets = [lobby.knock(lobby.code, OPEN, "a", 0.0).ticket for _ in range(2)]
    first, second = lobby.waiting()
    badge = lobby.admit(first.number, "noc")
    lobby.decline(second.number, "Please watch from the gallery.")
    claim = lobby.claim(tickets[0], 1.0)
    assert claim.seat == "noc"
    assert lobby.claim(tickets[1], 1.0).sentence == "Please watch from the gallery."
    assert badge is not None
    assert lobby.revoke(badge.number) == badge
    assert lobby.badge(claim.token) is None
    assert lobby.revoke(badge.number) is None
    assert lobby.admit(99) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 201, "\ud800", "'; --", "None"])
def test_no_other_token_opens_a_seat(lobby: Lobby, token: str) -> None:
    lobby.knock(lobby.code, OPEN, "a", 0.0)
    lobby.admit(1)
    assert lobby.badge(token) is None


def test_a_locked_room_lets_nobody_knock(lobby: Lobby) -> None:
    lobby.lock(on=True)
    assert "closed" in lobby.knock(lobby.code, OPEN, "a", 0.0).sentence
    lobby.lock(on=False)
    assert lobby.knock(lobby.code, OPEN, "a", 0.0).ticket


@pytest.mark.parametrize(
    "wanted",
    [
        {"seat": "facilitator"},
        {"seat": ""},
        {},
        {"seat": "duty", "who": "x" * 81},
        {"seat": "duty", "who": "\ud800"},
        {"seat": "duty", "organisation": "a\0b"},
    ],
)
def test_a_knock_that_can_not_be_kept(lobby: Lobby, wanted: dict[str, str]) -> None:
    knock = lobby.knock(lobby.code, wanted, "a", 0.0)
    assert not knock.ticket
    assert knock.sentence


def test_a_lobby_holds_so_many_and_forgets_those_who_left(lobby: Lobby) -> None:
    def knock(address: str, now: float) -> str:
        return lobby.knock(lobby.code, OPEN, address, now).ticket

    assert sum(bool(knock("one router", 0.0)) for _ in range(40)) == 30
    assert sum(bool(knock(f"10.0.0.{n}", 0.0)) for n in range(40)) == 30
    assert knock("late", TICKET_S + 1.0)
    assert len(lobby.waiting()) == 1


def test_ten_thousand_guesses_and_an_honest_seat(lobby: Lobby) -> None:
    """From three addresses in one minute: at most 30 are looked at, and who has not guessed gets in all the same."""
    looked = 0
    for n in range(10_000):
        knock = lobby.knock(new_code(), OPEN, f"10.0.0.{n % 3}", n * 0.006)
        looked += not knock.again_s
        if n == 5_000:
            assert lobby.knock(lobby.code, OPEN, "10.0.0.200", n * 0.006).ticket
    assert 20 <= looked <= 30


def test_a_right_code_is_held_back_too_while_its_address_has_guessed_too_often(lobby: Lobby) -> None:
    for _ in range(10):
        lobby.knock("00000000", OPEN, "a", 0.0)
    held = lobby.knock(lobby.code, OPEN, "a", 30.0)
    assert not held.ticket
    assert 29.0 < held.again_s <= 30.0
    assert lobby.knock(lobby.code, OPEN, "a", 60.5).ticket


def test_a_one_time_link_admits_once_even_while_somebody_guesses(lobby: Lobby) -> None:
    key = lobby.invite("noc")
    for _ in range(50):
        lobby.knock("00000000", OPEN, "a", 0.0)
    assert lobby.knock("", {"seat": "duty", "who": ""}, "a", 0.0, key=key).ticket
    (one,) = lobby.waiting()
    assert (one.seat, one.by_pass) == ("noc", True)
    assert not lobby.knock("", OPEN, "b", 0.0, key=key).ticket


def test_guesses_are_forgotten_after_a_minute() -> None:
    guesses = Guesses()
    for n in range(30):
        guesses.wrong(f"a{n}", 0.0)
    assert guesses.wait_s("new", 59.0) == pytest.approx(1.0)
    assert guesses.wait_s("new", 60.0) == 0.0


@given(st.lists(st.floats(0.0, 0.6), max_size=80))
def test_a_bucket_lets_through_its_rate_and_a_burst(pauses: list[float]) -> None:
    bucket, now, taken = Bucket(2.0, 10), 100.0, 0
    for pause in pauses:
        now += pause
        taken += bucket.take(now)
    assert taken <= 10 + 2.0 * (now - 100.0) + 1e-6
    assert taken == len(pauses) or bucket.excess or taken >= 10


def test_what_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "exercise.hotwash.seats"
    lobby = Lobby(SEATS, Keys(path, "one"))
    ticket = lobby.knock(lobby.code, OPEN, "a", 0.0).ticket
    lobby.admit(1)
    lobby.note_place("127.0.0.1", 8_911)
    token = lobby.claim(ticket, 0.0).token
    again = Lobby(SEATS, Keys(path, "one"))
    assert (again.code, again.last_place) == (lobby.code, ("127.0.0.1", 8_911))
    assert again.badge(token) == lobby.badge(token) is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert token not in path.read_text(encoding="utf-8")
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_keys_of_another_exercise_open_nothing(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    first = Lobby(SEATS, Keys(path, "one"))
    first.knock(first.code, OPEN, "a", 0.0)
    first.admit(1)
    other = Lobby(SEATS, Keys(path, "two"))
    assert other.code != first.code
    assert other.badges() == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\0", '{"exercise": "one", "badges": [{}]}', "null"])
def test_keys_that_can_not_be_read_are_made_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys"
    path.write_text(text, encoding="utf-8")
    assert len(Lobby(SEATS, Keys(path, "one")).code) == 8


def test_a_folder_that_can_not_be_written_is_said_and_stops_nobody(tmp_path: Path) -> None:
    lobby = Lobby(SEATS, Keys(tmp_path / "gone" / "keys", "one"))
    lobby.knock(lobby.code, OPEN, "a", 0.0)
    assert lobby.admit(1) is not None
    assert "after a restart they must be admitted again" in lobby.trouble
