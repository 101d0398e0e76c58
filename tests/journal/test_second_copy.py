"""A second copy on another disk: never more than a moment behind, whole at every moment, no hindrance when it fails."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from hotwash.journal import AlreadyOpen, ExerciseFile, ExerciseRecord, MissingFolder
from hotwash.journal.link import Cell, Line, Link, LinkError, Mode, open_link
from tests.journal.makers import QUICK, created, entry

PATIENCE_S = 20.0


def nothing(sentence: str) -> None:
    raise AssertionError(sentence)


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE_S
    while not true():
        assert monotonic() < end


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotwash.journal.second_copy.EVERY_S", 0.01)
    monkeypatch.setattr("hotwash.journal.second_copy.LATER_S", 0.01)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_the_copy_is_the_same_exercise_and_can_be_gone_on_with(tmp_path: Path, stick: Path) -> None:
    with created(tmp_path / "a.hotwash") as file:
        file.append_now([entry(n) for n in range(1, 40)])
        copy = file.second_copy(stick, nothing)
        file.append_now([entry(n) for n in range(40, 60)])
        file.set_place(61_000, running=True, speed_milli=1000)
        head = file.head
    assert sorted(path.name for path in stick.iterdir()) == [copy.name]
    assert copy.name == "a second copy.hotwash"
    with ExerciseRecord.read(copy) as record, ExerciseRecord.read(tmp_path / "a.hotwash") as first:
        assert record.head == head == first.head
        assert list(record.rows()) == list(first.rows())
        assert record.header == first.header
        assert record.scenario_text == first.scenario_text
        assert record.place() == first.place()
    with ExerciseFile.open(copy, QUICK) as again:
        assert again.append_now([entry(60)])[0].seq == 60


def test_it_is_there_while_the_exercise_goes_on(tmp_path: Path, stick: Path) -> None:
    """What a kill would leave on the stick is taken away and opened elsewhere, as after the loss of the laptop."""
    with created(tmp_path / "a.hotwash") as file:
        copy = file.second_copy(stick, nothing)
        head = file.append_now([entry(1), entry(2)])[1].head
        found = tmp_path / "found.hotwash"

        def there() -> bool:
            for suffix in ("", "-wal"):
                beside = copy.with_name(copy.name + suffix)
                if beside.exists():
                    found.with_name(found.name + suffix).write_bytes(beside.read_bytes())
            with ExerciseRecord.read(found, up_to_damage=True) as record:
                return record.holds(2, head)

        until(there)
        with pytest.raises(AlreadyOpen):
            ExerciseFile.open(copy, QUICK)


def test_nothing_there_is_ever_replaced(tmp_path: Path, stick: Path) -> None:
    with created(tmp_path / "a.hotwash") as file:
        assert [file.second_copy(stick, nothing).name for _ in range(2)] == [
            "a second copy.hotwash",
            "a second copy (2).hotwash",
        ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with created(tmp_path / "a.hotwash") as file:
        with pytest.raises(MissingFolder):
            file.second_copy(tmp_path / "nowhere", nothing)
        assert file.append_now([entry(1)])[0].seq == 1


class Stick:
    """Opens files; those in its folder fail while it is pulled out."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pulled = folder, False

    def __call__(self, path: Path, mode: Mode) -> Link:
        return OnStick(self, open_link(path, mode)) if path.parent == self.folder else open_link(path, mode)


class OnStick:
    """A link that asks the stick first."""

    def __init__(self, stick: Stick, link: Link) -> None:
        self._stick, self._link = stick, link

    def execute(self, sql: str, values: Sequence[Cell] = ()) -> list[Line]:
        self._look()
        return self._link.execute(sql, values)

    def execute_many(self, sql: str, rows: Sequence[Sequence[Cell]]) -> None:
        self._look()
        self._link.execute_many(sql, rows)

    def close(self) -> None:
        self._link.close()

    def _look(self) -> None:
        if self._stick.pulled:
            raise LinkError(10, "disk I/O error")


def test_a_stick_that_is_pulled_out_hinders_nobody_and_is_caught_up_with(tmp_path: Path, stick: Path) -> None:
    told: list[str] = []
    device = Stick(stick)
    with created(tmp_path / "a.hotwash", replace(QUICK, opener=device)) as file:
        copy = file.second_copy(stick, told.append)
        device.pulled = True
        file.append_now([entry(1)])
        until(lambda: bool(told))
        assert "can't be written; the exercise goes on in its own file" in told[0]
        assert file.append_now([entry(2)])[0].seq == 2
        assert len(told) == 1, "it is said once"
        device.pulled = False
        until(lambda: len(told) > 1)
        assert told[1].endswith("is complete again.")
        file.append_now([entry(3)])
    with ExerciseRecord.read(copy) as record:
        assert record.head[0] == 3


def test_a_copy_whose_stick_never_comes_back_ends_with_the_exercise(tmp_path: Path, stick: Path) -> None:
    told: list[str] = []
    device = Stick(stick)
    with created(tmp_path / "a.hotwash", replace(QUICK, opener=device)) as file:
        file.second_copy(stick, told.append)
        device.pulled = True
        file.append_now([entry(1)])
        until(lambda: bool(told))
    with ExerciseRecord.read(tmp_path / "a.hotwash") as record:
        assert record.head[0] == 1
