"""Counters of a desk add up minute by minute, and what was cut off is taken back."""

from dataclasses import replace

from hotwash.domain.facts import CallsTallied, Happened
from hotwash.domain.roles import Role
from hotwash.domain.time import MINUTE
from hotwash.exercise.desk_rows import Counter, answer_to, counters, floor_words, name_of, sender_of, state_words
from hotwash.exercise.instruments import MapMark, QueueSeen
from hotwash.exercise.projections.seat_board import Letter, SeatBoard
from tests.room_world import room_scenario

SCENARIO = room_scenario()
MINUTE_OF = CallsTallied(MINUTE, {}, 0, {}, {}, {}, (), 0, 0, 0, "")


def board(*minutes: CallsTallied) -> SeatBoard:
    told = tuple(Happened(n, n * MINUTE, minute) for n, minute in enumerate(minutes, start=1))
    return replace(SeatBoard("psap-a"), minutes=told)


def test_a_word_is_counted_for_the_last_minute_the_last_five_and_all() -> None:
    minutes = [replace(MINUTE_OF, psaps={"psap-a": {"answered": n}}) for n in range(1, 8)]
    assert counters(board(*minutes), SCENARIO) == (
        Counter("psap-a", "PSAP A", "answered", newest=7, lately=25, total=28),
    )


def test_an_answer_that_was_cut_off_counts_once() -> None:
    first = replace(MINUTE_OF, psaps={"psap-a": {"answered": 3}})
    then = replace(MINUTE_OF, psaps={"psap-a": {"dropped": 2}}, cut_psaps={"psap-a": {"answered": 2}})
    rows = {row.word: (row.newest, row.lately, row.total) for row in counters(board(first, then), SCENARIO)}
    assert rows == {"answered": (0, 1, 1), "cut off": (2, 2, 2)}


def test_networks_are_told_in_the_words_of_signalling() -> None:
    minute = replace(MINUTE_OF, origins={"cell": {"connected": 4, "no_reply": 2}})
    assert [(row.place_name, row.word) for row in counters(board(minute), SCENARIO)] == [
        ("Cell carrier", "connected"),
        ("Cell carrier", "no reply"),
    ]


def test_whoever_is_played_is_named_and_answered_through_the_simcell() -> None:
    told = Letter(1, 0, 0, "", "psap-b-desk", (), "phone", "Hello?")
    assert sender_of(SCENARIO, told) == "PSAP B desk"
    assert answer_to(told) == answer_to(replace(told, seat="facilitator", number=3)) == "simcell"
    assert answer_to(replace(told, seat="noc", number=4)) == "noc"
    assert [name_of(SCENARIO, who) for who in ("simcell", "facilitator", "noc", "gone")] == [
        "SimCell",
        "the facilitator",
        "ESInet NOC",
        "gone",
    ]


def test_a_mark_says_its_alarms_states_and_floor_in_words() -> None:
    mark = MapMark("psap-a", "PSAP A", Role.PSAP, 0, 0, ("QueueState: Full",), 2, QueueSeen(3, 2, 4, 61_000))
    assert state_words(mark) == "2 alarms name it; QueueState: Full"
    assert floor_words(mark) == "2 of 4 call takers on a line, 3 waiting, longest 61 s"
    assert state_words(replace(mark, states=(), alarms=0)) == "nothing unusual"
    assert floor_words(replace(mark, queue=None)) == ""
