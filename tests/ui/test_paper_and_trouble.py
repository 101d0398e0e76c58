"""The report on the screen and on paper, a disk that fails, a slow machine, and opening what was asked for."""

import io
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from hotwash.exercise.session import Session
from hotwash.ui.crash import CrashHook
from hotwash.ui.main_window import MainWindow
from hotwash.ui.map_picture import FRAME_MS, SLOW_FRAME_MS
from hotwash.ui.pdf_pages import PdfPages, print_pages
from hotwash.ui.preview import Preview
from hotwash.ui.report_dialog import ReportDialog, ReportThread
from hotwash.ui.reporting import report_name
from hotwash.ui.theme import Theme
from hotwash.viewmodels.desk import ExerciseFile
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, listed
from tests.ui.seen import exposed

DISK = "'x.hotwash' can't be written: the disk is full; make room."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Three pages: two upright, one across."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for number in range(3):
        canvas.setPageSize(landscape(A4) if number == 1 else A4)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(20, 20, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    path = tmp_path / "report.pdf"
    path.write_bytes(held.getvalue())
    return path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A disk whose trouble a test may change."""
    said = {"trouble": DISK}
    monkeypatch.setattr(Session, "trouble", property(lambda _: said["trouble"]))
    monkeypatch.setattr(Session, "recover", lambda _: said.update(trouble=said.get("after", DISK)))
    yield said
    said["trouble"] = ""


def test_pages_are_seen_at_their_sizes(report: Path, theme: Theme, qtbot: QtBot) -> None:
    preview = Preview(None, theme, report)
    qtbot.addWidget(preview)
    preview.show()
    assert len(preview.views) == 3
    assert preview.views[1].width() > preview.views[1].height()
    assert max(view.width() for view in preview.views) < preview.width()
    assert preview.height() <= preview.screen().availableGeometry().height() - 60
    picture = preview.views[0].grab().toImage()
    colour = picture.pixelColor(round(60 * picture.width() / 595), round((842 - 60) * picture.height() / 842))
    assert (colour.red() > 200, colour.green() < 60) == (True, True)


def test_what_is_printed_has_every_page_the_right_way_round(report: Path, tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pages = PdfPages(report)
    print_pages(pages, printer)
    pages.close()
    printed = PdfReader(tmp_path / "printed.pdf").pages
    assert [page.mediabox.width > page.mediabox.height for page in printed] == [False, True, False]


def test_only_the_pages_asked_for_are_printed(report: Path, tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    pages = PdfPages(report)
    print_pages(pages, printer)
    pages.close()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2


def test_a_cancelled_report_tells_nobody_and_leaves_nothing(window: MainWindow, tmp_path: Path) -> None:
    told: list[object] = []

    def build(path: Path, paper: str, progress: object, cancelled: object) -> None:
        assert callable(cancelled)
        told.append(cancelled())

    thread = ReportThread(window, build, tmp_path / "a.pdf", "letter")
    thread.failed.connect(told.append)
    thread.cancel()
    thread.run()
    assert (told, thread.succeeded) == ([True], False)


def test_a_fault_in_the_report_reaches_the_hook(
    window: MainWindow, desk: SampleDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inner")

    monkeypatch.setattr(desk, "write_report", broken)
    hook = CrashHook(desk.crash_log())
    monkeypatch.setattr(sys, "excepthook", hook.take)
    window.menus.actions["exercise.report"].trigger()
    dialog = window.gestures.dialog
    assert dialog is not None
    with qtbot.captureExceptions() as caught:
        dialog.make.click()  # type: ignore[attr-defined]  # the report's dialog
        qtbot.waitUntil(lambda: dialog.thread_ is None, timeout=5_000)  # type: ignore[attr-defined]  # as above
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    dialog.reject()


NOON = datetime(2026, 3, 4, 12, 5)  # noqa: DTZ001  # a person's clock on the wall


@pytest.mark.parametrize(
    ("title", "file", "name"),
    [
        ("Massachusetts, 18 June 2024", None, "Massachusetts, 18 June 2024 2026-03-04 1205 after-action report.pdf"),
        ("Any", Path("x") / "small 2026-01-02 090000.hotwash", "small 2026-01-02 090000 after-action report.pdf"),
        ("../../etc/pass:wd*", None, "etc pass wd 2026-03-04 1205 after-action report.pdf"),
        ('"/\\\0', None, "exercise 2026-03-04 1205 after-action report.pdf"),
        ("x" * 300, None, "x" * 80 + " 2026-03-04 1205 after-action report.pdf"),
    ],
)
def test_the_name_of_a_report_tells_exercises_apart(title: str, file: Path | None, name: str) -> None:
    assert report_name(title, file, NOON) == name


def test_a_file_that_is_there_is_replaced_only_after_asking(window: MainWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    window.menus.actions["exercise.report"].trigger()
    dialog = window.gestures.dialog
    assert isinstance(dialog, ReportDialog)
    dialog.built.disconnect()
    place = Path(dialog.place.text())
    assert place.name.startswith("Small world 20")
    place.write_text("precious", encoding="utf-8")
    dialog.place.setText(str(place.with_suffix(".hotwash")))
    dialog.make.click()
    assert "is the name of an exercise" in dialog.problem.text()
    dialog.place.setText(str(place))
    dialog.make.click()
    assert dialog.asking is not None
    assert "already" in " ".join(exposed(dialog.asking))
    dialog.asking.reject()
    assert (place.read_text(encoding="utf-8"), dialog.thread_) == ("precious", None)
    dialog.make.click()
    dialog.asking.do.click()
    qtbot.waitUntil(lambda: bool(desk.reports), timeout=5_000)
    assert place.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: dialog.thread_ is None, timeout=5_000)


def test_a_disk_that_fails_is_told_until_it_is_well_again(window: MainWindow, full_disk: dict[str, str]) -> None:
    view = window.view
    assert view is not None
    view.refresh()
    QApplication.processEvents()
    assert view.trouble.isVisible()
    assert view.trouble.text() == DISK
    assert view.bar._state.text() == "Held: nothing can be written"
    view.log.note.setText("heard nothing")
    view.log._write()
    assert view.log.note.text() == "heard nothing"
    view.try_again.click()
    assert view.trouble.text() == DISK
    full_disk["after"] = ""
    view.try_again.click()
    assert view.trouble.text() == ""


def test_the_window_does_not_close_on_unwritten_facts_without_a_word(
    window: MainWindow, full_disk: dict[str, str]
) -> None:
    assert not window.close()
    assert DISK in window.toast.text.text()
    assert window.close()


def test_a_slow_machine_gets_half_the_frames_and_is_told(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    for _ in range(100):
        view.map._pace(30.0)
    assert (view.map.reduced, view.map._timer.interval()) == (True, SLOW_FRAME_MS)
    view.map.repaint()
    for _ in range(200):
        view.map._pace(1.0)
    assert (view.map.reduced, view.map._timer.interval()) == (False, FRAME_MS)


def test_the_welcome_screen_offers_to_go_on_and_shows_texts_literally(
    make_window: MakeWindow, desk: SampleDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.files = [
        ExerciseFile(tmp_path / "a.hotwash", HOSTILE, HOSTILE, "13:42:07", unfinished=True),
        ExerciseFile(tmp_path / "b.hotwash", "Over", "Ended", "", unfinished=False),
        ExerciseFile(tmp_path / "c.hotwash", "Torn", "Damaged", "", unfinished=False, read_only=True),
    ]
    window = make_window(begin=False)
    window.show_welcome()
    assert "Looking for exercises…" in exposed(window.first)
    listed(window, qtbot)
    QApplication.processEvents()
    texts = [key.text() for key in window.first.findChildren(QAbstractButton) if key.isVisible()]
    assert texts[:4] == ["Go on from 13:42:07", "Start", "Open", "Look at it"]
    assert texts[4:] == ["Design a scenario…", "Open another file…"]
    keys = {key.text(): key for key in window.first.findChildren(QAbstractButton)}
    keys["Go on from 13:42:07"].click()
    qtbot.waitUntil(lambda: window.view is not None, timeout=20_000)
    assert window.stack.currentWidget() is window.view
