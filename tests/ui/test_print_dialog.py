"""Printing by keyboard: documents ticked with their counts, previewed, saved, printed, and cancelled."""

from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from hotwash.documents.names import DOCUMENTS
from hotwash.domain.review_commands import WriteFinding
from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Run
from hotwash.ui.print_dialog import PrintDialog
from hotwash.viewmodels.desk import Cancelled, OpenFailed, PrintOrder, Progress
from hotwash.viewmodels.printing import TITLES, check_pages, pages_asked
from tests.room_world import room_scenario
from tests.ui.conftest import MakeWindow, SampleDesk, run_to

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(desk: SampleDesk, make_window: MakeWindow, qtbot: QtBot) -> PrintDialog:
    """The dialog on a room that has played ten minutes, opened by its keys."""
    desk.scenario = room_scenario(per_day=1_200)
    window = make_window()
    window.menus.actions["clock.run"].trigger()
    run_to(window, 10 * MINUTE)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Key.Key_R, BOTH)
    made = window.gestures.dialog
    assert isinstance(made, PrintDialog)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def settled(dialog: PrintDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.thread_ is None, timeout=30_000)


def place(dialog: PrintDialog, name: str) -> int:
    return next(n for n, one in enumerate(dialog.table.rows) if one.name == name)


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_document_has_a_plain_title(dialog: PrintDialog) -> None:
    assert set(DOCUMENTS) <= set(TITLES)
    assert {one.name for one in dialog.table.rows} == set(DOCUMENTS)


def test_space_ticks_and_the_set_counts_players_observers_and_spare(dialog: PrintDialog) -> None:
    table = dialog.table
    assert QApplication.focusWidget() is table
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Space)
    assert table.ticked() == [1]
    dialog.whole.click()
    assert len(table.ticked()) == len(DOCUMENTS)
    assert table.copies(place(dialog, "sitman")) == 6  # four players and an observer, and 20 % of five
    assert table.two_sides(place(dialog, "sitman"))
    assert f"{len(DOCUMENTS)} documents" in dialog.words.text()


def test_only_formats_that_all_are_made_in_are_offered(dialog: PrintDialog) -> None:
    dialog.table.tick(["msel"])
    assert [dialog.form.itemData(n) for n in range(dialog.form.count())] == ["pdf", "xlsx", "csv"]
    dialog.table.tick(["msel", "sitman"])
    assert [dialog.form.itemData(n) for n in range(dialog.form.count())] == ["pdf"]
    assert not dialog.pages.isEnabled()


def test_a_document_is_looked_at_page_by_page(dialog: PrintDialog, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(place(dialog, "schedule"), 0)
    dialog.look.click()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=30_000)
    assert dialog.preview is not None
    assert len(dialog.preview.pages) >= 1
    assert dialog.preview.words.text() == "Not saved yet"
    dialog.preview.close()


def test_one_is_saved_as_word_on_a4(
    dialog: PrintDialog, desk: SampleDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "plan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(wanted), ""))
    dialog.table.tick(["sitman"])
    dialog.form.setCurrentIndex(dialog.form.findData("docx"))
    dialog.paper.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save.click()
    assert desk.printed == [(PrintOrder("sitman", "a4", "docx"), tmp_path / "plan.docx")]
    assert (tmp_path / "plan.docx").read_bytes()[:2] == b"PK"


def test_several_go_into_a_new_folder_and_all_as_a_set(
    dialog: PrintDialog, desk: SampleDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.table.tick(["schedule", "placard"])
    for _ in range(2):
        with qtbot.waitSignal(dialog.saved, timeout=30_000):
            dialog.save_into(tmp_path)
        settled(dialog, qtbot)
    folders = {path.parent for _, path in desk.printed}
    assert len(folders) == 2
    assert all(len(list(folder.glob("*.pdf"))) == 2 for folder in folders)
    dialog.tick_all()
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_into(tmp_path)
    assert desk.printed[-1][0] == PrintOrder("", "letter", "pdf")


def test_copies_and_pages_come_out_of_the_printer(dialog: PrintDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.table.tick(["handbook"])
    row = place(dialog, "handbook")
    dialog.table.item(row, 1).setData(Qt.ItemDataRole.EditRole, 2)  # type: ignore[union-attr]  # every cell is filled
    dialog.pages.setText("1, 3-4")
    with qtbot.waitSignal(dialog.printed, timeout=30_000):
        dialog.print_on(to_file(tmp_path / "out.pdf"))
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 6


def test_several_documents_are_one_file_where_the_printer_is_a_file(
    dialog: PrintDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.table.tick(["placard", "schedule"])
    with qtbot.waitSignal(dialog.printed, timeout=30_000):
        dialog.print_on(to_file(tmp_path / "out.pdf"))
    assert len(PdfReader(tmp_path / "out.pdf").pages) >= 2 + 6  # two placards, six schedules


def test_a_wrong_range_is_said_before_any_printer_is_asked(dialog: PrintDialog) -> None:
    dialog.table.tick(["handbook"])
    dialog.pages.setText("3-1")
    dialog.print.click()
    assert dialog.problem.text() == "'3-1' is no range of pages; write it as 1-3, 5."


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (1, 2, 3, 4)),
        ("2", (2,)),
        ("3-", (3, 4)),
        ("-2", (1, 2)),
        ("4, 1\N{EN DASH}2", (1, 2, 4)),
        ("2-9", (2, 3, 4)),
    ],
)
def test_ranges_as_people_write_them(text: str, pages: tuple[int, ...]) -> None:
    assert pages_asked(text, 4) == pages


@pytest.mark.parametrize("text", ["x", "0", "1,,2", "-", "2-1", "1-2-3", "\N{ARABIC-INDIC DIGIT ONE}"])
def test_what_is_no_range(text: str) -> None:
    assert check_pages(text)


def test_the_draft_mark_goes_only_after_a_question_while_something_is_lacking(
    dialog: PrintDialog, desk: SampleDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog._run.ask("facilitator", WriteFinding("area", "o1", "A gap"))  # type: ignore[union-attr]  # it is under way
    dialog.draft.click()
    assert dialog.draft.isChecked()
    assert dialog.question is not None
    dialog.question.do.click()
    assert not dialog.draft.isChecked()
    dialog.table.tick(["aar"])
    with qtbot.waitSignal(dialog.saved, timeout=30_000):
        dialog.save_to(tmp_path / "aar.pdf")
    assert not desk.printed[0][0].draft
    assert "DRAFT" not in PdfReader(tmp_path / "aar.pdf").pages[0].extract_text()


def test_the_mark_goes_at_once_where_nothing_is_lacking(dialog: PrintDialog) -> None:
    dialog.draft.click()
    assert not dialog.draft.isChecked()
    assert dialog.question is None


def test_cancel_stops_it_and_a_failure_is_one_sentence(
    dialog: PrintDialog, desk: SampleDesk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()

    def slow(run: Run, order: PrintOrder, path: Path, progress: Progress, cancelled: Cancelled) -> None:
        gate.wait(5)
        if not cancelled():
            raise OpenFailed("The disk is full.")

    monkeypatch.setattr(desk, "write_document", slow)
    dialog.table.tick(["placard"])
    dialog.save_to(tmp_path / "a.pdf")
    assert dialog.stop.text() == "Cancel"
    QTest.keyClick(dialog, Key.Key_Escape)
    gate.set()
    settled(dialog, qtbot)
    assert dialog.isVisible()
    assert dialog.problem.text() == ""
    dialog.save_to(tmp_path / "a.pdf")
    settled(dialog, qtbot)
    assert dialog.problem.text() == "The disk is full."
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_exercise_itself_is_never_written_over(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.table.tick(["placard"])
    dialog.save_to(tmp_path / "run.hotwash")
    assert "name of an exercise" in dialog.problem.text()


def test_the_preview_is_of_what_is_ticked(dialog: PrintDialog, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(0, 0)
    dialog.table.tick(["placard"])
    dialog.show_preview()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=30_000)
    settled(dialog, qtbot)
    assert dialog.preview is not None
    assert TITLES["placard"] in dialog.preview.windowTitle()
    dialog.preview.close()


def test_a_preview_prints_beside_the_window(dialog: PrintDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(place(dialog, "schedule"), 0)
    dialog.look.click()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=30_000)
    preview = dialog.preview
    assert preview is not None
    preview.print_on(to_file(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: preview.thread_ is None, timeout=30_000)
    assert preview.words.text() == "Printed."
    assert len(PdfReader(tmp_path / "out.pdf").pages) == len(preview.pages)


def test_what_has_the_keyboard_has_a_format_though_nothing_is_ticked(dialog: PrintDialog) -> None:
    assert dialog.table.ticked() == []
    for name in ("aar", "msel"):
        dialog.table.setCurrentCell(place(dialog, name), 0)
        offered = [dialog.form.itemData(n) for n in range(dialog.form.count())]
        assert offered[0] == "pdf"
        assert ("xlsx" in offered) is (name == "msel")
