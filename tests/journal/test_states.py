"""Hypothesis drives an exercise file through appends, failures, crashes, reopenings and copies, against a list."""

import shutil
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from hotwash.journal import ExerciseFile, StorageTrouble, verify
from tests.journal.failing import FailingVfs
from tests.journal.makers import HEADER, QUICK, SCENARIO, Draws, entry
from tests.journal.other_sqlite import over

_numbers = count()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class JournalMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.disk = FailingVfs(f"states {next(_numbers)}")
        self.upkeep = replace(QUICK, opener=over(self.disk.vfs))
        self.file: ExerciseFile | None = ExerciseFile.create(self.folder / "0.hotwash", HEADER, SCENARIO, self.upkeep)
        self.path = self.file.path
        self.names = count(1)
        self.acknowledged: dict[str, tuple[int, bytes, object]] = {}
        self.in_doubt: dict[str, set[object]] = {}

    @precondition(lambda self: self.file is not None)
    @rule(
        sent=st.lists(st.tuples(st.integers(0, 30), TEXTS), min_size=1, max_size=4),
        rate=st.sampled_from([0.0, 0.0, 0.05, 0.4]),
        seed=st.integers(0, 1 << 30),
    )
    def append(self, sent: list[tuple[int, str]], rate: float, seed: int) -> None:
        assert self.file is not None
        entries = [entry(number, text=text) for number, text in sent]
        self.disk.fail_at_rate(rate, Draws(seed))
        try:
            answers = self.file.append_now(entries)
        except StorageTrouble:
            for one in entries:
                self.in_doubt.setdefault(one.cid, set()).add(one.body["text"])
            return
        finally:
            self.disk.heal()
        for one, answer in zip(entries, answers, strict=True):
            known = self.acknowledged.get(one.cid)
            if known is None:
                assert not answer.duplicate or answer.cid in [e.cid for e in entries[: entries.index(one) + 1]]
                if answer.conflict:
                    self.acknowledged[one.cid] = (answer.seq, answer.head, self._kept(answer.seq))
                    earlier = {e.body["text"] for e in entries if e.cid == one.cid}
                    assert self.acknowledged[one.cid][2] in self.in_doubt.get(one.cid, set()) | earlier
                else:
                    self.acknowledged[one.cid] = (answer.seq, answer.head, one.body["text"])
            else:
                assert (answer.seq, answer.head) == known[:2]
                assert answer.conflict == (one.body["text"] != known[2])

    @precondition(lambda self: self.file is not None)
    @rule()
    def crash(self) -> None:
        """The files as they lie there now are all that is left."""
        assert self.file is not None
        left = self.folder / f"{next(self.names)}.hotwash"
        for suffix in ("", "-wal", "-journal"):
            source = self.path.with_name(self.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, left.with_name(left.name + suffix))
        self.file.close()
        self.file, self.path = None, left

    @precondition(lambda self: self.file is not None)
    @rule()
    def finish(self) -> None:
        assert self.file is not None
        self.file.finalise()
        self.file = None

    @precondition(lambda self: self.file is None)
    @rule()
    def reopen(self) -> None:
        self.file = ExerciseFile.open(self.path, self.upkeep)

    @precondition(lambda self: self.file is not None)
    @rule()
    def copy(self) -> None:
        assert self.file is not None
        target = self.folder / f"{next(self.names)}.hotwash"
        self.file.copy_to(target)
        with ExerciseFile.read(target) as record:
            assert record.head == self.file.head
            assert list(record.rows()) == list(self.file.rows())

    @precondition(lambda self: self.file is not None)
    @rule(at=st.integers(-1000, 1 << 40), running=st.booleans())
    def note_the_clock(self, at: int, running: bool) -> None:
        assert self.file is not None
        self.file.set_place(at, running=running, speed_milli=1000)
        place = self.file.place()
        assert place is not None
        assert (place.at_ms, place.running) == (at, running)

    @invariant()
    def what_was_acknowledged_is_there_once(self) -> None:
        if self.file is None:
            assert verify(self.path).sound
            return
        rows = list(self.file.rows())
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        by_cid = {row.cid: row for row in rows}
        assert len(by_cid) == len(rows)
        for cid, (seq, head, text) in self.acknowledged.items():
            assert (by_cid[cid].seq, by_cid[cid].head, by_cid[cid].body["text"]) == (seq, head, text)
        for cid in by_cid.keys() - self.acknowledged.keys():
            assert by_cid[cid].body["text"] in self.in_doubt[cid]

    def teardown(self) -> None:
        if self.file is not None:
            self.file.close()
        self.disk.unregister()
        shutil.rmtree(self.folder)

    def _kept(self, seq: int) -> object:
        assert self.file is not None
        return next(self.file.rows(seq - 1)).body["text"]


def test_any_sequence_of_events_keeps_the_promise() -> None:
    run_state_machine_as_test(JournalMachine, settings=settings(max_examples=14, stateful_step_count=20))


@pytest.mark.slow
def test_many_long_sequences_of_events_keep_the_promise() -> None:
    run_state_machine_as_test(JournalMachine, settings=settings(max_examples=300, stateful_step_count=40))
