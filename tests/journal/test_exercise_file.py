"""The exercise file in everyday use: append, acknowledge, read, keep, copy, finish, open again."""

import os
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from hotwash.journal import (
    Acknowledged,
    AlreadyOpen,
    AlreadyThere,
    CallFromWriter,
    ClosedJournal,
    Entry,
    ExerciseFile,
    LeftoverFiles,
    MissingFolder,
    NameTaken,
    NoRoom,
    Place,
    UnusableName,
    UnwritableEntry,
    verify,
)
from hotwash.journal.link import SQLITE_VERSION, Mode, SqliteLink, open_link
from hotwash.journal.schema import expected_listing
from tests.journal.makers import HEADER, QUICK, SCENARIO, clocked, crashed, created, entry, filled


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ExerciseFile]:
    with created(tmp_path / "x.hotwash") as opened:
        yield opened


def test_what_was_appended_is_read_back(file: ExerciseFile) -> None:
    body = {"text": "AT&T trunk <ali> down\x00\n🚒", "n": -(2**63) + 1, "yes": True, "none": None, "list": [1, [2, {}]]}
    (answer,) = file.append_now([Entry("a1", "seat:duty-officer", "command.take_action", -5000, body)])
    (row,) = file.rows()
    assert (row.seq, row.cid, row.actor, row.kind, row.at_ms) == (
        1,
        "a1",
        "seat:duty-officer",
        "command.take_action",
        -5000,
    )
    assert row.body == body
    assert answer == Acknowledged("a1", 1, duplicate=False, head=row.head)
    assert file.head == (1, row.head)
    assert row.wall_ns > 0 < row.mono_ns


def test_header_and_scenario_are_kept_as_played(file: ExerciseFile) -> None:
    assert file.header == {**HEADER, "journal_format": 1, "sqlite_version": SQLITE_VERSION}
    assert file.scenario_text == SCENARIO


def test_the_entries_of_one_call_stand_together_and_in_order(file: ExerciseFile) -> None:
    answers = file.append_now([entry(n) for n in range(600)])
    assert [answer.seq for answer in answers] == list(range(1, 601))
    assert [row.cid for row in file.rows(590)] == [f"c{n}" for n in range(590, 600)]


def test_an_id_is_stored_once_for_ever(file: ExerciseFile) -> None:
    first = file.append_now([entry(1), entry(2)])
    again = file.append_now([entry(2), entry(3), entry(3)])
    assert [(a.seq, a.duplicate, a.conflict) for a in again] == [(2, True, False), (3, False, False), (3, True, False)]
    assert again[0].head == first[1].head
    file.close()
    with ExerciseFile.open(file.path, QUICK) as reopened:
        assert reopened.append_now([entry(1)]) == [replace(first[0], duplicate=True)]
        assert reopened.head[0] == 3


def test_the_same_id_of_another_actor_is_another_entry(file: ExerciseFile) -> None:
    answers = file.append_now([entry(1, actor="seat:a"), entry(1, actor="seat:b")])
    assert [answer.seq for answer in answers] == [1, 2]


def test_the_same_id_with_other_content_keeps_the_first_and_says_so(file: ExerciseFile) -> None:
    file.append_now([entry(1, text="first")])
    (answer,) = file.append_now([entry(1, text="second")])
    assert (answer.seq, answer.duplicate, answer.conflict) == (1, True, True)
    assert [row.body["text"] for row in file.rows()] == ["first"]


def test_a_resent_entry_with_a_later_exercise_time_is_no_conflict(file: ExerciseFile) -> None:
    file.append_now([entry(1)])
    (answer,) = file.append_now([replace(entry(1), at_ms=99_000)])
    assert (answer.duplicate, answer.conflict) == (True, False)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (replace(entry(1), body={"x": 1.5}), "decimal point"),
        (replace(entry(1), body={"x": float("nan")}), "decimal point"),
        (replace(entry(1), body={"x": ["\ud800"]}), "lone surrogate"),
        (replace(entry(1), body={"\ud800": 1}), "lone surrogate"),
        (replace(entry(1), body={"x": 2**63}), "64 bits"),
        (replace(entry(1), body={"x": b"raw"}), "raw bytes"),
        (replace(entry(1), body={1: "x"}), "a name that is not text"),  # type: ignore[dict-item]  # the point of it
        (replace(entry(1), body={"x": "y" * (1 << 20)}), "larger than 1024 KiB"),
        (replace(entry(1), body=[]), "a table"),  # type: ignore[arg-type]  # the point of it
        (replace(entry(1), cid=""), "the id is empty"),
        (replace(entry(1), cid="x" * 201), "longer than 200"),
        (replace(entry(1), actor="a\x00b"), "can't be printed"),
        (replace(entry(1), kind="\ud800"), "can't be printed"),
        (replace(entry(1), at_ms=True), "a whole number"),
        (replace(entry(1), at_ms=2**64), "64 bits"),
    ],
)
def test_what_a_journal_does_not_keep_is_refused_whole(file: ExerciseFile, bad: Entry, said: str) -> None:
    with pytest.raises(UnwritableEntry, match=said) as caught:
        file.append([entry(0), bad])
    assert str(caught.value).encode("utf-8")
    assert list(file.rows()) == []


def test_a_body_nested_too_deep_is_refused(file: ExerciseFile) -> None:
    body: dict[str, object] = {}
    for _ in range(5000):
        body = {"deeper": body}
    with pytest.raises(UnwritableEntry, match="nested"):
        file.append([replace(entry(1), body=body)])


def test_many_threads_share_commits_and_lose_nothing(file: ExerciseFile) -> None:
    futures: dict[str, list[Future[list[Acknowledged]]]] = {"a": [], "b": []}

    def send(actor: str) -> None:
        futures[actor] = [file.append([entry(2 * n, actor=actor), entry(2 * n + 1, actor=actor)]) for n in range(400)]

    threads = [threading.Thread(target=send, args=(actor,)) for actor in futures]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(file.rows()) if all(future.result() for sent in futures.values() for future in sent) else []
    assert len(rows) == 1600
    for actor, sent in futures.items():
        told = [answer for future in sent for answer in future.result()]
        assert [row.cid for row in rows if row.actor == actor] == [answer.cid for answer in told]
        assert [row.seq for row in rows if row.actor == actor] == [answer.seq for answer in told]
        assert all(second.seq == first.seq + 1 for first, second in zip(told[::2], told[1::2], strict=True))


def test_callers_that_wait_together_share_one_commit(tmp_path: Path) -> None:
    commits = []
    gate = threading.Event()

    class Counting(SqliteLink):
        def execute(self, sql: str, values: object = ()) -> list[tuple[int | str | bytes | None, ...]]:
            if sql == "COMMIT" and gate.is_set():
                commits.append(sql)
            return super().execute(sql, values)  # type: ignore[arg-type]  # passed on as it came

    with created(tmp_path / "x.hotwash", replace(QUICK, opener=Counting)) as file:
        gate.set()
        held = threading.Event()
        file._writer.call(lambda store: held.wait(10))
        waiting = [file.append([entry(n)]) for n in range(300)]
        held.set()
        assert [future.result()[0].seq for future in waiting] == list(range(1, 301))
        assert len(commits) == 2


def test_a_callback_on_the_writer_thread_may_append_but_not_wait(file: ExerciseFile) -> None:
    seen: list[object] = []
    finished = threading.Event()
    held = threading.Event()
    file._writer.call(lambda store: held.wait(10))

    def then(future: Future[list[Acknowledged]]) -> None:
        seen.append(file.append([entry(2)]))
        try:
            file.append_now([entry(3)])
        except CallFromWriter as error:
            seen.append(error)
        finished.set()

    file.append([entry(1)]).add_done_callback(then)
    held.set()
    assert finished.wait(10)
    assert isinstance(seen[1], CallFromWriter)
    assert [row.cid for row in file.rows()] == ["c1", "c2", "c3"]


def test_the_place_of_the_clock_is_kept_and_only_the_newest(file: ExerciseFile) -> None:
    assert file.place() is None
    for at in range(1000):
        file.set_place(at, running=True, speed_milli=4000)
    place = file.place()
    assert place is not None
    assert (place.at_ms, place.running, place.speed_milli) == (999, True, 4000)
    file.close()
    with ExerciseFile.read(file.path) as record:
        assert record.place() == place
        assert record.head[0] == 0


def test_the_place_goes_with_the_next_commit(tmp_path: Path) -> None:
    statements = []

    class Watching(SqliteLink):
        def execute(self, sql: str, values: object = ()) -> list[tuple[int | str | bytes | None, ...]]:
            statements.append(sql.split()[0] + " " + sql.split()[-1])
            return super().execute(sql, values)  # type: ignore[arg-type]  # passed on as it came

    with created(tmp_path / "x.hotwash", replace(QUICK, opener=Watching)) as file:
        file._writer._place_due_s = float("inf")
        file.set_place(5, running=False, speed_milli=1000)
        statements.clear()
        file.append_now([entry(1)])
        assert statements.count("COMMIT COMMIT") == 1
        assert "INSERT excluded.wall_ns" in statements
        assert file._ask(lambda store: store.reader.place()) == file.place()
        assert isinstance(file.place(), Place)


def test_columns_are_replaced_and_dropped(file: ExerciseFile) -> None:
    file.put_columns("calls.start", b"\x00" * 100_000, b"digest 1")
    file.put_columns("calls.start", b"\x01\x02", b"digest 2")
    assert file.columns("calls.start") == (b"\x01\x02", b"digest 2")
    assert file.column_names() == ["calls.start"]
    file.drop_columns("calls.start")
    assert file.columns("calls.start") is None


def test_an_attachment_is_kept_for_ever(file: ExerciseFile) -> None:
    digest = file.attach("plan.png", b"picture")
    assert file.attach("plan.png", b"picture") == digest
    with pytest.raises(NameTaken, match="plan.png"):
        file.attach("plan.png", b"another picture")
    assert file.attachment("plan.png") == b"picture"
    assert file.attachments() == ["plan.png"]
    assert file.attachment("none.png") is None


def test_a_second_opener_is_told_at_once(file: ExerciseFile, tmp_path: Path) -> None:
    link = tmp_path / "link.hotwash"
    link.symlink_to(file.path)
    hard = tmp_path / "hard.hotwash"
    hard.hardlink_to(file.path)
    for path in (file.path, link, hard):
        for opener in (lambda p: ExerciseFile.open(p, QUICK), ExerciseFile.read, verify):
            with pytest.raises(AlreadyOpen, match="already open in another window"):
                opener(path)
    assert file.append_now([entry(1)])[0].seq == 1


def test_a_copy_of_a_running_exercise_is_complete(file: ExerciseFile, tmp_path: Path) -> None:
    answers = file.append_now([entry(n) for n in range(100)])
    file.put_columns("calls", b"data", b"digest")
    file.copy_to(tmp_path / "copy 🚒.hotwash")
    file.append_now([entry(100)])
    with ExerciseFile.read(tmp_path / "copy 🚒.hotwash") as record:
        assert record.head == (100, answers[-1].head)
        assert record.columns("calls") == (b"data", b"digest")
        assert record.header == file.header
    with pytest.raises(AlreadyThere):
        file.copy_to(tmp_path / "copy 🚒.hotwash")


def test_a_finished_file_is_alone_and_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = created(tmp_path / "x.hotwash")
        file.append_now([entry(1)])
        file.copy_to(tmp_path / "copy.hotwash")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert set(modes) == {"x.hotwash", "x.hotwash-wal", "copy.hotwash"}
        assert set(modes.values()) == {0o600}
        file.finalise()
    finally:
        os.umask(before)
    assert {path.name for path in tmp_path.iterdir()} == {"x.hotwash", "copy.hotwash"}
    assert (tmp_path / "x.hotwash").read_bytes()[18:20] == b"\x01\x01"


def test_a_closed_file_says_so(file: ExerciseFile) -> None:
    file.close()
    file.close()
    with pytest.raises(ClosedJournal):
        file.append([entry(1)])
    with pytest.raises(ClosedJournal):
        list(file.rows())
    with pytest.raises(ClosedJournal):
        file.set_place(1, running=True, speed_milli=1000)


def test_a_crashed_file_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "x.hotwash"
    answers = crashed(path, 30)
    with ExerciseFile.read(path) as record:
        assert record.head == (30, answers[-1].head)
    with ExerciseFile.open(path, QUICK) as file:
        assert file.holds(30, answers[-1].head)
        assert file.append_now([entry(30), entry(31)])[1].seq == 31
    assert {found.name for found in tmp_path.iterdir()} == {"x.hotwash"}


def test_witnesses_find_a_cut_tail(tmp_path: Path) -> None:
    path = tmp_path / "x.hotwash"
    answers = crashed(path, 30)
    wal = path.with_name("x.hotwash-wal")
    wal.write_bytes(wal.read_bytes()[: wal.stat().st_size // 2])
    with ExerciseFile.read(path) as record:
        assert record.damage is None
        assert 0 < record.head[0] < 30
        assert record.holds(5, answers[4].head)
        assert not record.holds(30, answers[29].head)
        assert not record.holds(5, answers[5].head)


def test_a_record_is_gone_on_with_in_a_fresh_file(tmp_path: Path) -> None:
    answers = filled(tmp_path / "received.hotwash", 5000)
    with (
        ExerciseFile.read(tmp_path / "received.hotwash") as record,
        ExerciseFile.continue_from(record, tmp_path / "mine.hotwash", QUICK) as mine,
    ):
        assert list(mine.rows()) == list(record.rows())
        assert mine.append_now([entry(1), entry(9999)])[1].seq == 5001
        assert mine.holds(5000, answers[-1].head)
    assert verify(tmp_path / "mine.hotwash").sound


def test_two_runs_with_the_same_clocks_have_the_same_heads(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        with created(tmp_path / f"{name}.hotwash", clocked()) as file:
            heads.append([answer.head for answer in file.append_now([entry(n) for n in range(10)])])
    assert heads[0] == heads[1]
    assert len(set(heads[0])) == 10


def test_the_tables_are_the_expected_ones(tmp_path: Path) -> None:
    filled(tmp_path / "x.hotwash", 1)
    link = open_link(tmp_path / "x.hotwash", Mode.READ)
    found = {tuple(line) for line in link.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")}
    link.close()
    assert found == expected_listing()


def test_the_settings_are_the_safe_ones(file: ExerciseFile) -> None:
    def ask(pragma: str) -> object:
        return file._ask(lambda store: store._link.execute(f"PRAGMA {pragma}"))[0][0]

    assert ask("journal_mode") == "wal"
    assert ask("synchronous") == 2
    assert ask("locking_mode") == "exclusive"
    assert ask("trusted_schema") == 0
    assert ask("fullfsync") == 1
    assert ask("checkpoint_fullfsync") == 1


def test_creation_is_refused_with_a_reason(tmp_path: Path) -> None:
    def refused(path: Path, error: type[Exception], match: str) -> None:
        before = set(tmp_path.iterdir())
        with pytest.raises(error, match=match):
            created(path)
        assert set(tmp_path.iterdir()) == before

    filled(tmp_path / "there.hotwash", 1)
    refused(tmp_path / "there.hotwash", AlreadyThere, "never overwritten")
    refused(tmp_path / "none" / "x.hotwash", MissingFolder, "make the folder")
    refused(tmp_path / ("x" * 250), UnusableName, "shorter")
    (tmp_path / "old.hotwash-wal").write_bytes(b"remainder")
    refused(tmp_path / "old.hotwash", LeftoverFiles, "old.hotwash-wal")
    with pytest.raises(NoRoom, match="are free and"):
        created(tmp_path / "huge.hotwash", replace(QUICK, least_free=1 << 60))
    with pytest.raises(UnwritableEntry, match="sqlite_version"):
        ExerciseFile.create(tmp_path / "h.hotwash", {"sqlite_version": "1"}, {}, QUICK)
    with pytest.raises(UnwritableEntry, match="decimal point"):
        ExerciseFile.create(tmp_path / "h.hotwash", {"speed": 1.5}, {}, QUICK)


def test_the_journal_falls_back_where_wal_is_refused(tmp_path: Path) -> None:
    class NoWal(SqliteLink):
        def execute(self, sql: str, values: object = ()) -> list[tuple[int | str | bytes | None, ...]]:
            wanted = "PRAGMA journal_mode" if sql == "PRAGMA journal_mode = WAL" else sql
            return super().execute(wanted, values)  # type: ignore[arg-type]  # passed on as it came

    with created(tmp_path / "x.hotwash", replace(QUICK, opener=NoWal)) as file:
        assert file._ask(lambda store: store._link.execute("PRAGMA synchronous")) == [(3,)]
        assert file._ask(lambda store: store._link.execute("PRAGMA journal_mode")) == [("delete",)]
        assert file.append_now([entry(1)])[0].seq == 1
    assert verify(tmp_path / "x.hotwash").sound
