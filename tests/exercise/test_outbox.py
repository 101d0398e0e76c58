"""A disk that fails under a running exercise: time stands, nothing is lost or doubled, and it goes on by itself."""

from collections.abc import Sequence
from concurrent.futures import Future

from hypothesis import given, settings
from hypothesis import strategies as st

from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock, WriteNote
from hotwash.domain.time import MINUTE
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.replay import verify
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.journal import Acknowledged, Entry, StorageTrouble
from tests.small_world import small_scenario


class FailingStore(MemoryStore):
    """Fails when told to; a failed batch may be on disk all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.failing = False
        self.keeps_all_the_same = False

    def append(self, entries: Sequence[Entry]) -> Future[list[Acknowledged]]:
        if not self.failing:
            return super().append(entries)
        if self.keeps_all_the_same:
            super().append(entries)
        future: Future[list[Acknowledged]] = Future()
        future.set_exception(StorageTrouble("one.hotwash", "the disk is full"))
        return future


def started() -> tuple[FailingStore, Session]:
    store = FailingStore()
    session = Session(small_scenario(fault_at=None), 911, store)
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.run_to(2 * MINUTE)
    return store, session


def test_a_command_in_doubt_is_told_held_and_carried_out_once_the_disk_is_well() -> None:
    store, session = started()
    store.failing = True
    answer = session.ask(FACILITATOR, LaunchFault("voice"), cid="voice")
    assert not answer.accepted
    assert "can't be written just now (the disk is full)" in answer.sentence
    assert session.board.fault("voice") is None
    assert session.trouble
    assert not session.run_to(3 * MINUTE)
    assert session.now == 2 * MINUTE
    store.failing = False
    assert session.recover()
    assert session.board.fault("voice") is not None
    assert session.ask(FACILITATOR, LaunchFault("voice"), cid="voice").accepted, "a resend is the same command"
    assert session.run_to(3 * MINUTE)
    session.settle()
    assert verify(session.scenario, 911, list(store.rows())) is None


def test_the_pacer_tries_again_by_itself_and_time_does_not_jump() -> None:
    store, session = started()
    pacer = Pacer(session, budget_s=1.0)
    pacer.tick(0.0)
    store.failing = True
    session.ask("duty", WriteNote("lost?"))
    for second in range(1, 30):
        pacer.tick(float(second))
    assert session.now == 2 * MINUTE
    store.failing = False
    pacer.tick(30.0)
    pacer.tick(31.0)
    assert session.now == 2 * MINUTE + 1_000
    assert len(session.board.notes) == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["note", "run", "fail", "fail but keep", "heal"]), st.integers(1, 90)), max_size=25
    )
)
def test_whatever_fails_and_when_the_record_is_gapless_and_replays(steps: list[tuple[str, int]]) -> None:
    store, session = started()
    for number, (what, amount) in enumerate(steps):
        match what:
            case "note":
                session.ask("duty", WriteNote(f"note {number}"))
            case "run":
                session.run_to(session.now + amount * 1_000)
            case "heal":
                store.failing = False
                assert session.recover()
            case _:
                store.failing, store.keeps_all_the_same = True, what == "fail but keep"
    store.failing = False
    assert session.recover()
    session.settle()
    rows = list(store.rows())
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert {item.seq for item in session.facts} == {row.seq for row in rows if row.kind.startswith("fact.")}
    assert verify(session.scenario, 911, rows) is None
