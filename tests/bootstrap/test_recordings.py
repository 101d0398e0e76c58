"""Files that can't be gone on with open read-only, with the reason, and not a byte of them changes."""

import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from hotwash.bootstrap import exercises, printing
from hotwash.bootstrap.desk import RealDesk
from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock, TakeAction
from hotwash.domain.time import MINUTE, clock
from hotwash.exercise.codec import UnknownKind
from hotwash.exercise.projections.board import fold
from hotwash.exercise.recording import Recording
from hotwash.exercise.session import Session
from hotwash.journal import DamagedJournal, Entry, ExerciseFile, ExerciseRecord, Row, Upkeep
from hotwash.viewmodels.desk import OpenFailed

NAME = "massachusetts-2024"
REACHED = 30 * MINUTE
Change = Callable[[Row], tuple[str, dict[str, object]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise of half an hour in its file."""
    desk = RealDesk(tmp_path_factory.mktemp("whole"))
    session = desk.begin(NAME, 7)
    session.ask(FACILITATOR, StartClock())
    session.run_to(20 * MINUTE)
    session.ask("duty-officer", TakeAction("pull-logs"))
    session.run_to(REACHED)
    session.close()
    (path,) = desk.exercise_folder().glob("*.hotwash")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> RealDesk:
    return RealDesk(tmp_path / "exercises")


def rows_of(path: Path) -> list[Row]:
    with ExerciseRecord.read(path) as record:
        return list(record.rows())


def as_another_app_wrote_it(whole: Path, desk: RealDesk, change: Change, *, more: tuple[Entry, ...] = ()) -> Path:
    """The same exercise with other facts in a sound chain."""
    path = desk.exercise_folder() / "other.hotwash"
    with ExerciseRecord.read(whole) as record:
        header = {k: v for k, v in record.header.items() if k not in ("journal_format", "sqlite_version")}
        file = ExerciseFile.create(path, header, record.scenario_text, Upkeep(ballast=0))
        changed = [(row, *change(row)) for row in record.rows()]
        file.append_now([Entry(r.cid, r.actor, kind, r.at_ms, body) for r, kind, body in changed] + list(more))
        file.set_place(REACHED, running=True, speed_milli=1000)
        file.close()
    return path


def one_more_waiting(row: Row) -> tuple[str, dict[str, object]]:
    late = row.kind == "fact.calls_tallied" and row.at_ms == 25 * MINUTE
    return row.kind, {**row.body, "waiting": 99} if late else row.body


def unchanged(row: Row) -> tuple[str, dict[str, object]]:
    return row.kind, row.body


def copied(whole: Path, desk: RealDesk) -> Path:
    path = desk.exercise_folder() / "copy.hotwash"
    path.write_bytes(whole.read_bytes())
    return path


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def looked_at(desk: RealDesk, path: Path) -> Recording:
    """Open it and see that nothing in its folder changes."""
    before = digests(path.parent)
    recording = desk.resume(path)
    assert isinstance(recording, Recording)
    recording.close()
    assert digests(path.parent) == before
    return recording


def test_other_facts_open_read_only_on_the_whole_record(whole: Path, desk: RealDesk) -> None:
    path = as_another_app_wrote_it(whole, desk, one_more_waiting)
    recording = looked_at(desk, path)
    seq = next(
        row.seq for row in rows_of(path) if one_more_waiting(row)[1] != row.body or row.body.get("waiting") == 99
    )
    assert f"at entry {seq}" in recording.reason
    assert "differs in waiting" in recording.reason
    told = exercises.read(path).happened()
    board = fold(told)
    assert recording.facts == tuple(told)
    assert recording.board.live == board.live
    assert recording.board.alarms == board.alarms
    assert recording.board.minutes == board.minutes
    assert recording.now == REACHED
    assert not recording.board.running
    (line,) = desk.recent()
    assert line.read_only
    assert not line.unfinished
    assert "read-only" in line.words


def test_a_fact_that_a_new_run_does_not_give_is_a_difference(whole: Path, desk: RealDesk) -> None:
    note = Entry("more", "simulation", "fact.note_written", REACHED, {"actor": "duty-officer", "text": "added"})
    recording = looked_at(desk, as_another_app_wrote_it(whole, desk, unchanged, more=(note,)))
    assert "does not give 'fact.note_written'" in recording.reason
    assert recording.board.notes[-1].at == REACHED


def test_facts_of_kinds_that_are_not_known_end_what_is_shown(whole: Path, desk: RealDesk) -> None:
    news = Entry("more", "simulation", "fact.weather_changed", REACHED, {})
    path = as_another_app_wrote_it(whole, desk, unchanged, more=(news,))
    (line,) = desk.recent()
    assert line.read_only
    assert "newer Hotwash" in line.words
    recording = looked_at(desk, path)
    assert "weather_changed" in recording.reason
    assert "The last entry, after T+0:30:00, is left out." in recording.reason
    assert len(recording.facts) == len(exercises.read(whole).happened())


def test_the_same_facts_in_another_file_are_gone_on_with(whole: Path, desk: RealDesk) -> None:
    session = desk.resume(as_another_app_wrote_it(whole, desk, unchanged))
    assert isinstance(session, Session)
    assert session.now == REACHED
    session.close()


def flip(path: Path, seq: int) -> None:
    """One bit of the body of an entry, where it stands in the file."""
    body = sqlite3.connect(path).execute("SELECT body FROM event WHERE seq = ?", (seq,)).fetchone()[0]
    data = bytearray(path.read_bytes())
    at = bytes(data).index(body)
    data[at + len(body) // 2] ^= 0x04
    path.write_bytes(data)


def test_a_flipped_bit_shows_what_stands_before_it(whole: Path, desk: RealDesk) -> None:
    path = copied(whole, desk)
    rows = rows_of(path)
    bad = len(rows) - 9
    flip(path, bad)
    (line,) = desk.recent()
    assert line.read_only
    assert f"Damaged, opens read-only: {bad - 1} sound entries" in line.words
    recording = looked_at(desk, path)
    last = rows[bad - 2]
    assert recording.now == last.at_ms
    assert f"at entry {bad}" in recording.reason
    assert "The last 10 entries" in recording.reason
    assert recording.facts == tuple(one for one in exercises.read(whole).happened() if one.seq < bad)


def test_a_file_whose_end_is_cut_off_shows_its_sound_part(whole: Path, desk: RealDesk) -> None:
    path = copied(whole, desk)
    path.write_bytes(path.read_bytes()[:-1_500])
    recording = looked_at(desk, path)
    assert 0 < len(recording.facts) < len(exercises.read(whole).happened())
    assert "left out" in recording.reason


def test_a_scenario_that_cannot_be_read_is_refused_in_one_sentence(desk: RealDesk) -> None:
    path = desk.exercise_folder() / "odd.hotwash"
    header = {"seed": 7, "title": "Odd", "start": "2024-06-18T13:00:00-04:00"}
    ExerciseFile.create(path, header, {"scenario.yaml": b"format: 1\nid: [\n"}, Upkeep(ballast=0)).close()
    before = digests(path.parent)
    with pytest.raises(OpenFailed) as failed:
        desk.resume(path)
    assert "scenario.yaml" in str(failed.value)
    assert digests(path.parent) == before


def emptied(path: Path) -> None:
    """The first entry changed, so that none can be trusted."""
    link = sqlite3.connect(path)
    link.execute("UPDATE event SET at_ms = 1 WHERE seq = 1")
    link.commit()
    link.close()


def test_a_file_without_a_sound_entry_is_refused(whole: Path, desk: RealDesk, tmp_path: Path) -> None:
    path = copied(whole, desk)
    emptied(path)
    before = digests(path.parent)
    with pytest.raises(OpenFailed, match="damaged at event 1 .*; no event in it can be trusted"):
        desk.resume(path)
    (line,) = desk.recent()
    assert "no event in it can be trusted" in line.words
    assert not line.known
    with pytest.raises(DamagedJournal, match="no event in it can be trusted"):
        printing.write_document("aar", path, tmp_path / "a.pdf", "letter")
    assert not (tmp_path / "a.pdf").exists()
    assert digests(path.parent) == before


def test_a_file_of_which_no_entry_can_be_read_is_refused(whole: Path, desk: RealDesk, tmp_path: Path) -> None:
    path = as_another_app_wrote_it(whole, desk, lambda row: ("fact.weather_changed", row.body))
    with pytest.raises(OpenFailed, match="weather_changed"):
        desk.resume(path)
    with pytest.raises(UnknownKind):
        printing.write_document("aar", path, tmp_path / "a.pdf", "letter")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_damaged_scenario_is_refused(whole: Path, desk: RealDesk) -> None:
    path = copied(whole, desk)
    link = sqlite3.connect(path)
    link.execute("UPDATE scenario SET data = x'00'")
    link.commit()
    link.close()
    with pytest.raises(OpenFailed, match="damaged at its beginning"):
        desk.resume(path)


def test_the_copy_of_a_damaged_file_can_be_gone_on_with(whole: Path, desk: RealDesk) -> None:
    path = copied(whole, desk)
    flip(path, len(rows_of(path)) - 9)
    recording = looked_at(desk, path)
    before = digests(path.parent)
    copy = desk.exercise_folder() / "saved.hotwash"
    desk.save_copy(path, copy)
    assert digests(path.parent).items() >= before.items()
    session = desk.resume(copy)
    assert isinstance(session, Session)
    assert tuple(session.facts[: len(recording.facts)]) == recording.facts
    assert session.ask(FACILITATOR, EndExercise()).accepted
    session.close()
    with pytest.raises(OpenFailed, match="never overwritten"):
        desk.save_copy(path, copy)


def test_the_scenario_as_played_is_begun_anew(whole: Path, desk: RealDesk) -> None:
    path = copied(whole, desk)
    flip(path, len(rows_of(path)) - 9)
    before = digests(path.parent)
    session = desk.begin_again(path)
    assert (session.now, session.seed) == (0, 7)
    assert session.scenario == exercises.read(whole).scenario
    session.close()
    assert digests(path.parent).items() >= before.items()


def report_of(desk: RealDesk, path: Path, folder: Path) -> list[str]:
    """The pages that the window makes of a file, without white space; they are those that are printed of it."""
    recording = looked_at(desk, path)
    shown, printed = folder / "shown.pdf", folder / "printed.pdf"
    desk.write_report(recording, shown, "letter", lambda _page, _of: None, lambda: False)
    assert printing.write_document("aar", path, printed, "letter") == recording.lack
    assert shown.read_bytes() == printed.read_bytes()
    return ["".join(page.extract_text().split()) for page in PdfReader(shown).pages]


def has(page: str, words: str) -> bool:
    return "".join(words.split()) in page


def test_the_report_of_a_damaged_file_says_what_is_left_out(whole: Path, desk: RealDesk, tmp_path: Path) -> None:
    path = copied(whole, desk)
    rows = rows_of(path)
    bad = len(rows) - 9
    flip(path, bad)
    since = clock(rows[bad - 2].at_ms)
    pages = report_of(desk, path, tmp_path)
    assert has(pages[0], f"The record of this exercise is incomplete: The file is damaged at entry {bad}")
    assert has(pages[0], f"The last 10 entries, after T+{since}, are left out.")
    overview = next(page for page in pages if has(page, "Exercise Dates"))
    assert has(overview, f"the record tells the first {since} of 3:00:00 planned; the clock was last noted at 0:30:00")
    assert all(has(page, f"INCOMPLETE: 10 entries after T+{since} are left out \u00b7 scenario") for page in pages)
    assert not any(has(page, "planned were played") for page in pages)


def test_the_report_of_a_file_cut_short_says_so(whole: Path, desk: RealDesk, tmp_path: Path) -> None:
    path = copied(whole, desk)
    size = len(path.read_bytes())
    path.write_bytes(path.read_bytes()[: size - 9_000])
    pages = report_of(desk, path, tmp_path)
    assert has(pages[0], f"The file is cut short: {size - 9_000:,} of {size:,} bytes are there.")
    assert all(has(page, "INCOMPLETE:") for page in pages)


def test_the_report_of_a_record_that_differs_says_so(whole: Path, desk: RealDesk, tmp_path: Path) -> None:
    pages = report_of(desk, as_another_app_wrote_it(whole, desk, one_more_waiting), tmp_path)
    assert has(pages[0], "The record of this exercise is in doubt: The figures are those of the record")
    assert has(pages[0], "differs in waiting")
    assert all(has(page, "DIFFERS from what this version makes of it, from entry") for page in pages)
    assert any(has(page, "0:30:00 of 3:00:00 planned were played; DIFFERS from") for page in pages)


def test_the_report_of_entries_that_are_not_known_says_what_is_left_out(
    whole: Path, desk: RealDesk, tmp_path: Path
) -> None:
    news = Entry("more", "simulation", "fact.weather_changed", REACHED, {})
    pages = report_of(desk, as_another_app_wrote_it(whole, desk, unchanged, more=(news,)), tmp_path)
    assert all(has(page, "INCOMPLETE: 1 entry after T+0:30:00 is left out") for page in pages)


def test_the_report_of_a_sound_file_has_no_such_word(whole: Path, tmp_path: Path) -> None:
    assert printing.write_document("aar", whole, tmp_path / "a.pdf", "letter") is None
    pages = ["".join(page.extract_text().split()) for page in PdfReader(tmp_path / "a.pdf").pages]
    assert any(has(page, "0:30:00 of 3:00:00 planned were played") for page in pages)
    assert not any(has(page, words) for page in pages for words in ("INCOMPLETE", "DIFFERS", "The record of this"))


@pytest.mark.parametrize("name", ["decision-log", "improvement-plan"])
def test_every_document_of_a_damaged_file_carries_it(whole: Path, desk: RealDesk, tmp_path: Path, name: str) -> None:
    path = copied(whole, desk)
    flip(path, len(rows_of(path)) - 9)
    printing.write_document(name, path, tmp_path / "a.pdf", "a4")
    pages = ["".join(page.extract_text().split()) for page in PdfReader(tmp_path / "a.pdf").pages]
    assert all(has(page, "INCOMPLETE: 10 entries after") for page in pages)
    assert has(pages[0], "The record of this exercise is incomplete:") == (name == "decision-log")
