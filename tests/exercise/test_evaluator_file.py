"""Evaluator packs and notes: read back as written, hostile ones are one sentence, merging in any order is the same."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise, permutations
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.commands import FACILITATOR, Rewind, StartClock
from hotwash.domain.plan import Part, Rating
from hotwash.domain.ratings import DEFINITIONS
from hotwash.domain.review_commands import JudgeTask, Observe, RateCapability, RateTarget, WriteFinding
from hotwash.domain.review_facts import Observed
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.evaluator_merge import WallClock, carry_out, plan_merge
from hotwash.exercise.evaluator_notes import BadNotes, Note, Notes, Written, first_line, note_line, read_notes
from hotwash.exercise.evaluator_pack import BadPack, pack_bytes, pack_of, read_pack
from hotwash.exercise.projections.review import Review
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal.rows import Row
from tests.room_world import room_scenario

T0 = 1_700_000_000_000
"""Wall time, in ms, at which these exercises begin."""
EXERCISE = "an-exercise"


def room() -> Scenario:
    """The room with two evaluators."""
    one = room_scenario(per_day=1_200)
    bob = Seat("bob", "Second evaluator", "State 911", "You watch too.", part=Part.EVALUATOR)
    return replace(one, seats=MappingProxyType({**one.seats, "bob": bob}))


def at_half_past(minutes: int = 30) -> tuple[Session, MemoryStore]:
    store = MemoryStore()
    store.header = {"exercise": EXERCISE}
    one = Session(room(), 911, store)
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(minutes * MINUTE)
    return one, store


def rows(store: MemoryStore) -> list[Row]:
    """The rows as a clock on the wall would have marked them: exercise time passes as fast as real time."""
    marked, wall = [], T0
    for row in store.rows():
        wall = max(wall, T0 + row.at_ms)
        marked.append(replace(row, wall_ns=wall * 1_000_000))
    return marked


def note(number: int, command: Written, minute: float = 10) -> Note:
    return Note(f"note-{number:04}", T0 + int(minute * MINUTE), command)


def notes(*written: Note, seat: str = "eva", exercise: str = EXERCISE) -> Notes:
    return read_notes(first_line(exercise, seat) + b"".join(note_line(one) for one in written))


def merged(one: Session, store: MemoryStore, found: Notes, **given: int) -> int:
    came, refused = carry_out(one, plan_merge(one, rows(store), found, **given))
    assert refused == ()
    return came


def said(review: Review) -> tuple[object, ...]:
    """A review without the order in which it was told."""
    pairs = (review.targets, review.capabilities, review.tasks)
    return (
        sorted(repr(one.fact) for one in review.observations),
        *(sorted((key, repr(one.fact)) for key, one in found) for found in pairs),
    )


def test_a_pack_holds_what_an_evaluator_needs_and_no_cause() -> None:
    scenario = room()
    data = pack_bytes(pack_of(scenario, EXERCISE))
    pack = read_pack(data)
    assert pack == pack_of(scenario, EXERCISE)
    assert [task.id for task in pack.tasks()] == ["t1", "t2", "t3"]
    assert [seat.id for seat in pack.evaluators()] == ["eva", "bob"]
    assert pack.injects[0].expected == ("Asks other PSAPs whether they hear callers",)
    text = data.decode()
    assert all(json.dumps(one.meaning)[1:-1] in text for one in DEFINITIONS)
    for fault in scenario.faults.values():
        assert fault.fault.title not in text
        assert fault.fault.narrative(scenario.network) not in text


def spoilt(change: Callable[[dict[str, object]], None]) -> bytes:
    whole = json.loads(pack_bytes(pack_of(room(), EXERCISE)))
    change(whole)
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'"\\ud800"', "no JSON"),
        (b"9" * 10_000, "no JSON"),
        (b"[]", "another kind of file"),
        (b" " * 2_000_001, "2,000,000 bytes"),
        (spoilt(lambda w: w.update(format=2)), "another version"),
        (spoilt(lambda w: w.update(pack={})), "changed or cut off"),
        (spoilt(lambda w: w["pack"].update(title="Other")), "changed or cut off"),  # type: ignore[attr-defined]  # JSON
        (pack_bytes(pack_of(room(), EXERCISE))[:-20], "no JSON"),
        (pack_bytes(pack_of(room(), "")), "names no exercise"),
        (pack_bytes(replace(pack_of(room(), "x"), title="x" * 4_001)), "4,000 characters"),
    ],
)
def test_a_hostile_pack_is_one_sentence(data: bytes, part: str) -> None:
    with pytest.raises(BadPack) as told:
        read_pack(data)
    assert part in str(told.value)
    assert "\n" not in str(told.value)


def test_notes_are_read_back_and_a_line_that_was_never_finished_is_left_out() -> None:
    one, two = note(1, Observe("Ünïcode \U0001f4de", task="t1")), note(2, RateTarget("g1", Rating.S, "Late."))
    data = first_line(EXERCISE, "eva") + note_line(one) + note_line(two)
    assert read_notes(data).notes == ((2, one), (3, two))
    for cut in range(len(first_line(EXERCISE, "eva")) + 1, len(data)):
        assert read_notes(data[:cut]).notes in ((), ((2, one),))
        assert read_notes(data[:cut]).refused == ()


def test_lines_that_are_no_notes_are_refused_one_by_one() -> None:
    good = note_line(note(1, Observe("Seen")))
    finding = note_line(note(2, WriteFinding("area", "o1", "x")))  # type: ignore[arg-type]  # what must be refused
    late = good.replace(str(T0 + 10 * MINUTE).encode(), b"-5")
    bad = (b"{}", b"[1]", b"\xff", b"x" * 50_000, b"[" * 30_000, finding.strip(), late.strip(), b'{"key":"\\ud800"}')
    found = read_notes(first_line(EXERCISE, "eva") + good + b"\n".join(bad) + b"\n")
    assert [line for line, _ in found.notes] == [2]
    assert [line for line, _ in found.refused] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert "can't write 'command.write_finding'" in found.refused[5][1]


@pytest.mark.parametrize("data", [b"", b"{}\n", b"\x00" * 99, b'{"file":"hotwash-evaluator-notes"}\n'])
def test_a_file_without_notes_is_one_sentence(data: bytes) -> None:
    with pytest.raises(BadNotes, match="can't be used as an evaluator's notes"):
        read_notes(data)


def test_notes_come_in_at_the_exercise_time_at_which_they_were_begun() -> None:
    one, store = at_half_past()
    found = notes(note(1, Observe("Asked the vendor", task="t1", sign="+"), 12.5), note(2, RateTarget("g1", Rating.S)))
    assert (
        plan_merge(one, rows(store), found).sentence == "2 new, 0 known already, 0 overtaken by newer ones, 0 refused."
    )
    assert merged(one, store, found) == 2
    [seen] = one.board.review.observations
    assert seen.fact == Observed("eva", "Asked the vendor", "t1", "", "+", 12 * MINUTE + 30 * SECOND, "note-0001")
    again = plan_merge(one, rows(store), found)
    assert (again.new, again.known) == ((), 2)


def test_a_clock_that_was_ahead_is_set_right() -> None:
    one, store = at_half_past()
    merged(one, store, notes(note(1, Observe("x"), 12)), ahead_ms=2 * MINUTE)
    assert [getattr(item.fact, "seen_at", 0) for item in one.board.review.observations] == [10 * MINUTE]


def test_what_can_not_come_in_says_why_and_the_rest_does() -> None:
    one, store = at_half_past()
    bad = (note(1, Observe("x", task="t9")), note(2, Observe(" ")), note(3, Observe("Fine")))
    plan = plan_merge(one, rows(store), notes(*bad))
    assert [(line, why) for line, why in plan.refused] == [
        (2, "There is no 't9' in this exercise."),
        (3, "The note is empty."),
    ]
    assert len(plan.new) == 1


def test_notes_of_another_exercise_or_of_no_evaluator_stay_out() -> None:
    one, store = at_half_past(1)
    for found in (notes(exercise="other"), notes(exercise=""), notes(seat="duty"), notes(seat="nobody")):
        with pytest.raises(BadNotes):
            plan_merge(one, rows(store), found)


def test_an_older_rating_never_takes_the_place_of_a_newer_one() -> None:
    one, store = at_half_past()
    merged(one, store, notes(note(2, RateTarget("g1", Rating.M, "Second thoughts."), 20)))
    plan = plan_merge(one, rows(store), notes(note(1, RateTarget("g1", Rating.P, "First."), 10)))
    assert (plan.new, plan.older) == ((), 1)


def test_after_a_way_back_notes_of_the_history_that_was_left_stay_out() -> None:
    one, store = at_half_past()
    early, late = note(1, Observe("Early"), 10), note(2, Observe("Late"), 25)
    assert one.ask(FACILITATOR, Rewind(20 * MINUTE)).accepted
    assert one.catch_up()
    plan = plan_merge(one, rows(store), notes(early, late))
    assert plan.refused == ((3, "it is about a history that was taken back to 0:20:00"),)
    assert carry_out(one, plan) == (1, ())
    assert [getattr(item.fact, "text", "") for item in one.board.review.observations] == ["Early"]
    one.run_to(30 * MINUTE)
    assert one.ask(FACILITATOR, Rewind(15 * MINUTE)).accepted
    assert one.catch_up()
    again = plan_merge(one, rows(store), notes(early))
    assert (again.new, again.known) == ((), 1), "a note comes in once, on whatever history"


def wall_rows(*points: tuple[int, int]) -> list[Row]:
    return [
        Row(seq, str(seq), "x", "fact.note_written", at, wall * 1_000_000, 0, {}, b"")
        for seq, (wall, at) in enumerate(points, start=1)
    ]


def test_pauses_speeds_and_another_day_come_out_right() -> None:
    clock = WallClock(wall_rows((10, 10), (100, 100), (400, 100), (500, 1_100), (90_000, 1_100), (90_100, 1_200)))
    wanted = {-5: 0, 50: 50, 100: 100, 250: 100, 400: 100, 450: 600, 60_000: 1_100, 90_050: 1_150, 99_999: 1_200}
    assert {wall: clock.at(wall) for wall in wanted} == wanted
    back = WallClock(wall_rows((1_000, 0), (2_000, 1_000), (1_500, 1_200), (2_500, 2_200)))
    assert back.at(2_000) == 1_700, "set back: the later reading of the clock counts"


@given(st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 5_000)), min_size=1, max_size=30))
def test_wall_time_never_runs_backwards_nor_leaves_the_exercise(points: list[tuple[int, int]]) -> None:
    ordered = [(wall, at) for (wall, _), at in zip(points, sorted(at for _, at in points), strict=True)]
    clock = WallClock(wall_rows(*ordered))
    times = [clock.at(wall) for wall in range(0, 11_000, 250)]
    assert all(before <= after for before, after in pairwise(times))
    assert all(0 <= at <= max(at for _, at in ordered) for at in times)


COMMANDS = st.one_of(
    st.builds(Observe, st.text("ab", min_size=1, max_size=3), st.sampled_from(["", "t1"]), st.just("")),
    st.builds(RateTarget, st.just("g1"), st.sampled_from(Rating), st.sampled_from(["", "x"])),
    st.builds(RateCapability, st.just("o1"), st.sampled_from(Rating)),
    st.builds(JudgeTask, st.sampled_from(["t1", "t2"]), st.just("reject"), st.just(-1), st.just(""), st.just("No")),
)
FILES = st.lists(
    st.tuples(st.sampled_from(["eva", "bob"]), st.lists(st.tuples(st.integers(0, 5), COMMANDS), max_size=4)),
    min_size=1,
    max_size=3,
)


def files(drawn: Sequence[tuple[str, list[tuple[int, Written]]]]) -> list[Notes]:
    """Files of notes; every note has a wall time of its own, as keystrokes have."""
    made, number = [], 0
    for seat, lines in drawn:
        written = []
        for minute, command in lines:
            number += 1
            written.append(Note(f"note-{number:04}", T0 + minute * MINUTE + number, command))
        made.append(notes(*written, seat=seat))
    return made


@settings(max_examples=15, deadline=None)
@given(FILES)
def test_merging_in_any_order_and_twice_gives_the_same_review(
    drawn: list[tuple[str, list[tuple[int, Written]]]],
) -> None:
    found = files(drawn)
    outcomes = []
    for order in permutations(found):
        one, store = at_half_past(6)
        for each in (*order, *order[:1]):
            merged(one, store, each)
        outcomes.append(said(one.board.review))
    assert all(outcome == outcomes[0] for outcome in outcomes)


PACK = pack_bytes(pack_of(room(), EXERCISE))
NOTES = b"".join(
    (
        first_line(EXERCISE, "eva"),
        note_line(note(1, Observe("Ünïcode", "t1"))),
        note_line(note(2, RateTarget("g1", Rating.S, "x"))),
        note_line(note(3, JudgeTask("t1", "accept"))),
    )
)


@given(st.integers(0, 10**6), st.binary(max_size=12), st.integers(0, 40))
def test_whatever_is_done_to_a_file_it_is_read_or_refused_with_a_sentence(place: int, put: bytes, cut: int) -> None:
    for whole in (PACK, NOTES):
        at = place % len(whole)
        data = whole[:at] + put + whole[at + cut :]
        with suppress(BadPack):
            assert read_pack(data).exercise
        with suppress(BadNotes):
            assert all(why for _, why in read_notes(data).refused)
