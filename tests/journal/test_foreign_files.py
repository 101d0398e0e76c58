"""Files that are no exercises, places that can't be used: exactly one sentence each, and nothing is changed."""

import os
import socket
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotwash.journal import (
    ExerciseFile,
    ForeignSchema,
    IsADirectory,
    JournalError,
    MissingFile,
    NewerFormat,
    NotAnExerciseFile,
    NotReadable,
    ReadOnlyPlace,
    verify,
)
from tests.journal.makers import QUICK, crashed, created, entry, filled

NAME = "what's this 🚒 50%?#x.hotwash"


def altered(*statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        filled(path, 3)
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return make


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE event (seq)")
    connection.commit()
    connection.close()


def truncated(path: Path) -> None:
    filled(path, 3)
    path.write_bytes(path.read_bytes()[:60])


def shredded(path: Path) -> None:
    filled(path, 3)
    path.write_bytes(path.read_bytes()[:100] + os.urandom(20_000))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


CASES: dict[str, tuple[Callable[[Path], object], type[JournalError], str]] = {
    "missing": (lambda path: None, MissingFile, "There is no file"),
    "folder": (lambda path: path.mkdir(), IsADirectory, "is a folder"),
    "empty": (lambda path: path.write_bytes(b""), NotAnExerciseFile, "it is empty"),
    "text": (lambda path: path.write_text("Dear diary\n" * 50), NotAnExerciseFile, "something else"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(500)), NotAnExerciseFile, "something else"),
    "random": (lambda path: path.write_bytes(bytes(range(256)) * 20), NotAnExerciseFile, "something else"),
    "short": (truncated, NotAnExerciseFile, "is cut short: only its first 60 bytes are there"),
    "other database": (other_database, NotAnExerciseFile, "another program"),
    "shredded": (shredded, JournalError, "“"),
    "pipe": (pipe, NotAnExerciseFile, "a device or a pipe"),
    "newer": (altered("PRAGMA user_version = 999"), NewerFormat, "update Hotwash"),
    "impossible format": (altered("PRAGMA user_version = 0"), NotAnExerciseFile, "which never was"),
    "trigger": (
        altered("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END"),
        ForeignSchema,
        "a trigger named “t”",
    ),
    "view": (altered("CREATE VIEW v AS SELECT load_extension('x')"), ForeignSchema, "a view named “v”"),
    "extra table": (altered("CREATE TABLE extra (x)"), ForeignSchema, "a table named “extra”"),
    "extra index": (altered("CREATE INDEX extra ON event (kind)"), ForeignSchema, "an? index named “extra”"),
    "missing table": (altered("DROP TABLE place"), ForeignSchema, "its table “place” is missing"),
    "event is a view": (
        altered("ALTER TABLE event RENAME TO e", "CREATE VIEW event AS SELECT * FROM e"),
        ForeignSchema,
        "that Hotwash did not make",
    ),
    "column renamed": (altered("ALTER TABLE event RENAME COLUMN kind TO sort"), ForeignSchema, "“event”"),
    "log of nothing": (lambda path: path.with_name(path.name + "-wal").write_bytes(b"x" * 99), MissingFile, "no file"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_sentence_for_each(tmp_path: Path, case: str) -> None:
    make, error, said = CASES[case]
    path = tmp_path / NAME
    make(path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    for opener in (lambda p: ExerciseFile.open(p, QUICK), ExerciseFile.read, verify):
        with pytest.raises(error, match=said) as caught:
            opener(path)
        sentence = str(caught.value)
        assert NAME in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_path_that_is_no_single_line_still_gives_one(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as caught:
        ExerciseFile.open(tmp_path / "a\nb\x1b[2J\udcff.hotwash", QUICK)
    assert str(caught.value).isprintable()


def test_names_that_trouble_an_address_are_opened(tmp_path: Path) -> None:
    for name in (NAME, "a?mode=memory&x.hotwash", "c#d %41.hotwash", "é\u0301.hotwash", "x" * 230 + ".hotwash"):
        path = tmp_path / name
        filled(path, 2)
        with ExerciseFile.open(path, QUICK) as file:
            assert file.append_now([entry(9)])[0].seq == 3
        with ExerciseFile.read(path) as record:
            assert record.head[0] == 3


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder any user may enter, for the tests that stop being root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "shelf"
        folder.mkdir()
        Path(name).chmod(0o755)
        yield folder
        folder.chmod(0o755)


class Nobody:
    """Acts as an ordinary user where the tests run as root."""

    def __enter__(self) -> None:
        if os.getuid() == 0:
            os.seteuid(65534)

    def __exit__(self, *raised: object) -> None:
        os.seteuid(os.getuid())


def locked(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def test_a_finished_file_opens_from_a_read_only_folder(shelf: Path) -> None:
    answers = filled(shelf / "x.hotwash", 20)
    locked(shelf)
    with Nobody():
        with ExerciseFile.read(shelf / "x.hotwash") as record:
            assert record.holds(20, answers[-1].head)
        with pytest.raises(ReadOnlyPlace, match="copy it to your own folder"):
            ExerciseFile.open(shelf / "x.hotwash", QUICK)
        with pytest.raises(ReadOnlyPlace):
            created(shelf / "new.hotwash")


def test_a_crashed_file_opens_from_a_read_only_folder_too(shelf: Path) -> None:
    answers = crashed(shelf / "x.hotwash", 20)
    locked(shelf)
    with Nobody(), ExerciseFile.read(shelf / "x.hotwash") as record:
        assert record.head == (20, answers[-1].head)
        copy = record._opening._copy
        assert copy is not None
        assert stat.S_IMODE(Path(copy.name).stat().st_mode) == 0o700
    assert not Path(copy.name).exists()


def test_a_file_one_may_not_read_is_said_to_be_so(shelf: Path) -> None:
    filled(shelf / "x.hotwash", 1)
    (shelf / "x.hotwash").chmod(0)
    with Nobody():
        for opener in (lambda p: ExerciseFile.open(p, QUICK), ExerciseFile.read, verify):
            with pytest.raises(NotReadable, match="permission denied"):
                opener(shelf / "x.hotwash")


def test_a_socket_is_not_an_exercise(shelf: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(shelf / "s"))
        with pytest.raises(NotAnExerciseFile):
            ExerciseFile.open(shelf / "s", QUICK)


def test_a_file_kept_from_the_first_format_is_read_for_ever() -> None:
    kept = Path(__file__).parents[1] / "old_files" / "journal" / "format-1.hotwash"
    with ExerciseFile.read(kept) as record:
        assert record.header["journal_format"] == 1
        assert [row.body["text"] for row in record.rows()] == ["first", "Ü 🚒 AT&T <ali>", "third"]
        assert record.head[1].hex() == KEPT_HEAD


KEPT_HEAD = "998d33a80e01576f522c8b95cf1ee717a6dcbfaf14d3e42d3a88e30fa2d35ca1"
