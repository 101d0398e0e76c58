"""Records of a seat's tools: the same as in a browser, nothing of others; a recording takes no command."""

from hotwash.domain.commands import FACILITATOR, Rewind, StartClock
from hotwash.domain.conduct_commands import SendMessage, StopPlay
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.projections.seat_board import fold_seat
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.seat_tools import SeatTools
from tests.room_world import room_scenario


def played() -> Session:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(15 * MINUTE)
    one.ask("duty", SendMessage(("noc",), "phone", "Do you hear callers?"))
    one.ask("noc", SendMessage(("duty",), "chat", "No.", answers=1))
    return one


def test_the_windows_board_is_the_fold_that_browsers_get() -> None:
    one = played()
    tools = SeatTools(one)
    for seat, eyes in eyes_of(one.scenario.seats.values(), one.scenario.network).items():
        assert tools.board(seat) == fold_seat(eyes, one.facts)
    one.run_to(20 * MINUTE)
    for seat, eyes in eyes_of(one.scenario.seats.values(), one.scenario.network).items():
        assert tools.board(seat) == fold_seat(eyes, one.facts)


def test_after_a_way_back_the_board_starts_over() -> None:
    one = played()
    tools = SeatTools(one)
    assert tools.of("duty", 0.0).letters
    assert one.ask(FACILITATOR, Rewind(5 * MINUTE)).accepted
    assert one.catch_up()
    assert [letter.text for letter in tools.of("duty", 10.0).letters if letter.number] == []


def test_letters_say_who_spoke_to_whom_and_what_was_answered() -> None:
    duty = [letter for letter in SeatTools(played()).of("duty", 0.0).letters if letter.number]
    assert [(letter.head, letter.mine, letter.answer_to) for letter in duty] == [
        ("To ESInet NOC, phone", True, ""),
        ("ESInet NOC, chat, answers “Do you hear callers?”", False, "noc"),
    ]


def test_only_players_can_be_written_to_and_other_psaps_cannot_be_named() -> None:
    tools = SeatTools(played())
    assert [address for address, _ in tools.people("duty")] == ["noc", "psap-a", "cell", "simcell"]
    assert "psap-b" not in dict(tools.places("psap-a"))
    assert {"psap-a", "bcf-east"} <= set(dict(tools.places("psap-a")))


def test_a_stop_is_told_at_every_seat() -> None:
    one = played()
    one.ask("guest", StopPlay("Smoke"))
    tools = SeatTools(one)
    assert {tools.of(seat, 0.0).stopped for seat in one.scenario.seats} == {
        "STOP. Observer has called a real emergency. Smoke"
    }


def test_a_recording_shows_words_and_counters_and_takes_no_command() -> None:
    one = played()
    record = Recording(one.scenario, one.seed, one.facts, one.now, "It is read only.")
    tools = SeatTools(record)
    now = tools.of("psap-a", 0.0)
    assert now.barred == "It is read only."
    assert now.counters
    assert now.calls == ()
    assert tools.send("duty", ("noc",), "phone", "x", 0) == tools.stop("duty") == "It is read only."
