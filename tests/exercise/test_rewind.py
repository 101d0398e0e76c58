"""Back to any moment: both histories stay, what follows is the same on every run, and no kill gets in between."""

from dataclasses import replace

import pytest

from hotwash.domain.commands import (
    FACILITATOR,
    CancelRewind,
    ClearFault,
    Command,
    EndExercise,
    JumpTo,
    LaunchFault,
    Rewind,
    StartClock,
    TakeAction,
    WriteNote,
)
from hotwash.domain.conduct_commands import LeaveSeat, ReleaseInject, SendMessage, StopPlay, TakeSeat
from hotwash.domain.facts import ClockPaused, Fact
from hotwash.domain.review_commands import GiveFeedback, Observe
from hotwash.domain.rewind_facts import RewindBegan, RewindCancelled, Rewound
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.branching import active, places_of, standing
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.projections.board import fold
from hotwash.exercise.projections.measures import measures
from hotwash.exercise.replay import branches, go_on, happened, verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import Row
from tests.room_world import room_scenario


def begun() -> tuple[Session, MemoryStore]:
    store = MemoryStore()
    one = Session(room_scenario(), 911, store)
    one.open()
    did(one, FACILITATOR, StartClock())
    return one, store


def did(one: Session, actor: str, command: Command) -> None:
    answer = one.ask(actor, command)
    assert answer.accepted, answer.sentence


def taken_back(one: Session, to: int, reason: str = "") -> None:
    did(one, FACILITATOR, Rewind(to, reason))
    assert one.catch_up()
    assert one.now == to


def twice_back() -> tuple[Session, MemoryStore]:
    """Played to 24 minutes, back to 15, to 21, back to 5, to 12."""
    one, store = begun()
    one.run_to(11 * MINUTE)
    did(one, "duty", TakeAction("logs"))
    one.run_to(15 * MINUTE)
    did(one, "noc", SendMessage(("duty",), "phone", "Do you see it?"))
    one.run_to(24 * MINUTE)
    did(one, FACILITATOR, ReleaseInject("press"))
    taken_back(one, 15 * MINUTE, "Try the other way.")
    did(one, FACILITATOR, StartClock())
    one.run_to(18 * MINUTE)
    did(one, "noc", SendMessage(("duty",), "phone", "Now do you see it?"))
    one.run_to(21 * MINUTE)
    taken_back(one, 5 * MINUTE)
    did(one, FACILITATOR, StartClock())
    one.run_to(12 * MINUTE)
    return one, store


def told(one: Session) -> list[tuple[int, Fact]]:
    return [(item.at, item.fact) for item in one.facts]


def test_the_clock_stands_at_the_moment_and_everybody_is_told_why() -> None:
    one, _ = begun()
    one.run_to(20 * MINUTE)
    before = list(one.facts)
    did(one, FACILITATOR, Rewind(12 * MINUTE, "Once more."))
    assert isinstance(one.facts[-2].fact, ClockPaused)
    assert one.facts[-1].fact == RewindBegan(12 * MINUTE, FACILITATOR, "Once more.")
    assert one.now == 20 * MINUTE
    assert one.catch_up()
    last = [item for item in before if item.at <= 12 * MINUTE][-1]
    left = before[-1].seq + 3
    assert told(one)[-2:] == [
        (12 * MINUTE, Rewound(12 * MINUTE, 20 * MINUTE, left, last.seq, 1, "Once more.")),
        (12 * MINUTE, ClockPaused("Taken back to 0:12:00.")),
    ]
    assert (one.now, one.board.running, one.board.branch, one.board.rewinding) == (12 * MINUTE, False, 1, None)
    assert list(one.facts)[:-2] == [item for item in before if item.seq <= last.seq]


def test_what_follows_a_rewind_is_what_followed_the_first_time() -> None:
    one, _ = begun()
    one.run_to(11 * MINUTE)
    did(one, "duty", TakeAction("logs"))
    one.run_to(12 * MINUTE + 7)
    place = len(one.facts)
    one.run_to(40 * MINUTE)
    first = told(one)[place:]
    calls = {name: column.tolist() for name, column in one.calls.columns().items()}
    taken_back(one, 12 * MINUTE + 7)
    one.run_to(40 * MINUTE)
    again = [item for item in told(one)[place:] if not isinstance(item[1], Rewound | ClockPaused)]
    assert again == [item for item in first if not isinstance(item[1], ClockPaused)]
    assert {name: column.tolist() for name, column in one.calls.columns().items()} == calls


def test_another_decision_gives_another_history_and_both_stay() -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    one.run_to(40 * MINUTE)
    worse = measures(one.scenario, one.facts)
    taken_back(one, 19 * MINUTE)
    did(one, FACILITATOR, ClearFault("voice"))
    one.run_to(40 * MINUTE)
    kept, played = branches(store.rows())
    assert measures(one.scenario, one.facts).failed < worse.failed
    assert measures(one.scenario, kept.facts) == measures(one.scenario, one.board.left[0].log)
    assert measures(one.scenario, kept.facts).failed == worse.failed
    assert (kept.number, kept.parent, kept.begins, kept.ends) == (0, 0, 0, 40 * MINUTE)
    assert (played.number, played.parent, played.begins, played.left) == (1, 0, 19 * MINUTE, None)
    assert played.facts == tuple(one.facts)


def test_a_history_leaves_the_one_on_which_its_moment_was_played() -> None:
    one, store = twice_back()
    taken_back(one, 11 * MINUTE)
    tree = [(b.number, b.parent, b.begins, b.ends) for b in branches(store.rows())]
    minute = MINUTE
    assert tree == [
        (0, 0, 0, 24 * minute),
        (1, 0, 15 * minute, 21 * minute),
        (2, 0, 5 * minute, 12 * minute),
        (3, 2, 11 * minute, 11 * minute),
    ]


def test_commands_given_at_that_very_moment_still_hold() -> None:
    one, _ = begun()
    one.run_to(3 * MINUTE)
    did(one, FACILITATOR, LaunchFault("power"))
    one.run_to(5 * MINUTE)
    did(one, FACILITATOR, Rewind(3 * MINUTE))
    one.catch_up()
    assert one.board.fault("power") is not None
    taken_back(one, 3 * MINUTE - 1)
    assert one.board.fault("power") is None


def test_people_and_forms_stay_and_what_evaluators_saw_stays_with_its_history() -> None:
    one, _ = begun()
    did(one, FACILITATOR, TakeSeat("duty", "window", "Ann"))
    one.run_to(5 * MINUTE)
    did(one, FACILITATOR, TakeSeat("noc", "browser", "Bo"))
    did(one, FACILITATOR, LeaveSeat("duty", "window", "Ann"))
    did(one, "eva", Observe("Asked at once.", key="k1"))
    did(one, "guest", GiveFeedback("observer", key="form-1"))
    taken_back(one, 2 * MINUTE)
    assert [(who.seat, who.who) for who in one.board.conduct.present] == [("noc", "Bo")]
    assert len(one.board.review.feedback) == 1
    assert one.board.review.observations == ()
    [left] = one.board.left
    assert [item.fact.text for item in left.review.observations if hasattr(item.fact, "text")] == ["Asked at once."]
    again = one.ask("eva", Observe("Asked at once.", key="k1"))
    assert "in the exercise already" in again.sentence, "merging a file twice changes nothing, on whatever history"


@pytest.mark.parametrize("to", [20 * MINUTE, 21 * MINUTE, -1])
def test_only_the_past_can_be_gone_back_to(to: int) -> None:
    one, _ = begun()
    one.run_to(20 * MINUTE)
    assert "choose a time before that" in one.ask(FACILITATOR, Rewind(to)).sentence
    assert one.board.rewinding is None


def test_only_the_facilitator_goes_back_and_not_after_the_end() -> None:
    one, _ = begun()
    one.run_to(20 * MINUTE)
    assert one.ask("duty", Rewind(0)).sentence == "Only the facilitator can do that."
    assert "not being taken back" in one.ask(FACILITATOR, CancelRewind()).sentence
    did(one, FACILITATOR, EndExercise())
    assert "has ended" in one.ask(FACILITATOR, Rewind(0)).sentence


def test_meanwhile_nothing_is_played_but_people_can_write_and_call_an_emergency() -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    did(one, FACILITATOR, Rewind(10 * MINUTE))
    assert not one.catch_up(0.0)
    assert not one.run_to(21 * MINUTE)
    assert one.now == 20 * MINUTE
    for actor, command in (("duty", TakeAction("logs")), (FACILITATOR, StartClock()), (FACILITATOR, Rewind(0))):
        assert "being taken back to 0:10:00" in one.ask(actor, command).sentence
    did(one, "eva", Observe("They wait."))
    did(one, "noc", WriteNote("Fine."))
    did(one, "noc", StopPlay("Smoke"))
    assert one.board.rewinding is None
    assert one.board.conduct.stopped_by == "noc"
    assert one.catch_up()
    assert (one.now, one.board.branch) == (20 * MINUTE, 0)
    assert verify(room_scenario(), 911, list(store.rows())) is None


def test_a_cancelled_way_back_leaves_everything_as_it_was() -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    pacer = Pacer(one)
    assert pacer.rewind(10 * MINUTE).accepted
    assert not one.catch_up(0.0)
    assert pacer.cancel_rewind().accepted
    pacer.tick(0.1)
    assert (one.now, one.board.branch, one.board.left) == (20 * MINUTE, 0, ())
    did(one, FACILITATOR, StartClock())
    one.run_to(25 * MINUTE)
    taken_back(one, 22 * MINUTE)
    assert verify(room_scenario(), 911, list(store.rows())) is None


def test_ticks_carry_it_out_in_slices_with_progress() -> None:
    one, _ = begun()
    one.run_to(50 * MINUTE)
    pacer = Pacer(one, budget_s=0.0)
    pacer.rewind(40 * MINUTE)
    seen = []
    for tick in range(2_000):
        pacer.tick(tick / 30)
        seen.append(one.way_done_permille)
        if one.board.rewinding is None:
            break
    assert one.now == 40 * MINUTE
    assert seen == sorted(seen)
    assert seen[-1] == 1000


def test_a_jump_that_led_beyond_is_over() -> None:
    one, _ = begun()
    did(one, FACILITATOR, JumpTo(30 * MINUTE))
    one.run_to(20 * MINUTE)
    taken_back(one, 10 * MINUTE)
    assert one.board.jumping(one.now) is None


def test_an_exercise_that_comes_out_otherwise_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    did(one, FACILITATOR, Rewind(10 * MINUTE))
    monkeypatch.setattr(one._way, "_recorded", [replace(item, at=item.at + 1) for item in one.facts])
    assert one.catch_up()
    assert (one.now, one.board.branch, one.board.rewinding) == (20 * MINUTE, 0, None)
    last = one.facts[-1].fact
    assert isinstance(last, RewindCancelled)
    assert "comes out otherwise at 0:00:00; it stays where it is" in last.why
    one.run_to(25 * MINUTE)
    taken_back(one, 22 * MINUTE)
    assert verify(room_scenario(), 911, list(store.rows())) is None


def test_the_whole_journal_and_the_played_history_fold_to_the_same_board() -> None:
    one, store = twice_back()
    every = happened(list(store.rows()))
    assert fold(every) == one.board
    assert active(every) == list(one.facts)
    assert fold(active(every)) == replace(one.board, left=())
    assert [left.branch for left in one.board.left] == [0, 1]


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_a_record_with_ways_back_replays_and_can_be_gone_on_with_wherever_it_stops(step: int) -> None:
    _, store = twice_back()
    rows = list(store.rows())
    assert verify(room_scenario(), 911, rows) is None
    for cut in range(1, len(rows), step):
        kept = MemoryStore()
        one = go_on(room_scenario(), 911, rows[:cut], kept, 0)
        while not one.catch_up(0.0):
            pass
        written = [*rows[:cut], *(replace(row, seq=row.seq + cut) for row in kept.rows())]
        assert fold(happened(written)) == one.board
        assert verify(room_scenario(), 911, written) is None


def test_a_record_that_stops_on_the_way_back_is_gone_on_with_from_there() -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    did(one, FACILITATOR, Rewind(10 * MINUTE))
    again = go_on(room_scenario(), 911, list(store.rows()), MemoryStore(), 0)
    assert again.board.rewinding == 10 * MINUTE
    pacer = Pacer(again)
    for tick in range(1_000):
        pacer.tick(tick / 30)
    assert (again.now, again.board.branch) == (10 * MINUTE, 1)


def test_every_row_says_on_which_history_it_was_written_and_whether_it_holds() -> None:
    _, store = twice_back()
    rows = list(store.rows())
    places = places_of(rows)
    facts = active(happened(rows))
    holding = {row.seq for row, (_, holds) in zip(rows, places, strict=True) if holds and row.kind.startswith("fact.")}
    assert holding == {one.seq for one in facts}
    assert [n for n, _ in places] == sorted(n for n, _ in places)
    messages = [(n, holds) for row, (n, holds) in zip(rows, places, strict=True) if row.kind == "command.send_message"]
    assert messages == [(0, False), (1, False)]
    assert {n for n, _ in places} == {0, 1, 2}


def test_where_the_clock_stands_is_never_taken_from_the_history_that_was_left() -> None:
    one, store = begun()
    one.run_to(20 * MINUTE)
    taken_back(one, 10 * MINUTE)
    rows = [replace(row, wall_ns=row.seq) for row in store.rows()]
    assert standing(rows, 20 * MINUTE, 10**9) == 10 * MINUTE, "it is paused"
    started = Row(rows[-1].seq + 1, "x", "session", "fact.clock_started", 10 * MINUTE, 10**6, 0, {}, b"")
    assert standing([*rows, started], 20 * MINUTE, 1) == 10 * MINUTE, "noted before the way back"
    assert standing([*rows, started], 11 * MINUTE + 5 * SECOND, 10**7) == 11 * MINUTE + 5 * SECOND
    assert standing([], None) == 0
