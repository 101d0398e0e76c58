"""Words that must not promise more than is so: lines, records, controls, files, places, notices."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hotwash.domain.time import MINUTE
from hotwash.exercise.recording import Recording
from hotwash.ui.desk_window import DeskWindow
from hotwash.ui.main_window import MainWindow
from hotwash.ui.map_places import Telling, area_rows
from hotwash.ui.plain_text import LONGEST_WORD, shortened, shown
from hotwash.ui.report_dialog import ReportDialog
from hotwash.ui.theme import font
from hotwash.viewmodels.desk import ExerciseFile, Progress
from tests.ui.conftest import MakeWindow, SampleDesk, begin_small, listed, run_to
from tests.ui.seen import exposed

CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t")


def busy_world(window: MainWindow) -> None:
    """Half an hour on: voice is lost, so that call takers sit on lines that nobody can be heard on."""
    window.menus.actions["clock.run"].trigger()
    run_to(window, 30 * MINUTE)


def test_call_takers_are_on_a_line_and_nobody_is_said_to_talk(window: MainWindow) -> None:
    busy_world(window)
    view = window.view
    assert view is not None
    view.open_card("element:psap-a")
    said = "\n".join(exposed(view.figures) + exposed(view.psaps) + exposed(view.card) + exposed(view.map))
    assert "on a line" in "\n".join(exposed(view.figures))
    assert "call takers on a line" in said
    assert "Busy" in said
    assert "talking" not in said.casefold()
    layer = view.map._layer()
    for area in layer.scene.areas:
        rows = area_rows(layer, area, Telling.WHOLE)
        assert "busy" in rows[1]
        assert "talking" not in " ".join(rows)


def test_a_notice_about_one_exercise_is_gone_in_the_next(window: MainWindow, qtbot: QtBot) -> None:
    busy_world(window)
    assert window.toast.text.isVisible()
    begin_small(window, qtbot)
    assert not window.toast.text.isVisible()


def test_a_record_is_no_exercise_that_goes_on(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resume(path: Path, progress: Progress | None = None) -> Recording:
        session = desk.begin("small", None)
        return Recording(session.scenario, 911, tuple(session.facts), 0, "The file is damaged.")

    monkeypatch.setattr(desk, "resume", resume)
    window = make_window(begin=False)
    window.resume(tmp_path / "old.hotwash")
    qtbot.waitUntil(lambda: window.opening is None, timeout=20_000)
    view = window.view
    assert view is not None
    mode = "\n".join(one.text() for one in view._mode.findChildren(QLabel))
    assert mode.startswith("RECORD")
    assert "CONDUCT" not in mode
    faults = "\n".join(exposed(view.faults))
    assert "not launched" in faults
    assert "0 were live" in faults
    assert "for you to launch" not in faults
    assert "waiting" not in faults
    layer = view.map._layer()
    assert all("busy" not in " ".join(area_rows(layer, area, Telling.WHOLE)) for area in layer.scene.areas)


@pytest.mark.parametrize("sign", CONTROLS)
def test_control_characters_are_all_shown_the_same_way(sign: str) -> None:
    assert shown(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_a_note_with_controls_reaches_the_log_list_without_them(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    view.conduct.note("bell \x07 escape \x1b[31m next \x85")
    view.refresh()
    said = "\n".join(exposed(view.log))
    assert "bell \N{REPLACEMENT CHARACTER} escape \N{REPLACEMENT CHARACTER}[31m" in said
    assert not set(said) & set(CONTROLS)


def test_a_word_that_no_line_holds_is_cut_with_dots(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    long = "Heavy" + "gy" * 200
    assert shortened(f"a {long} b") == f"a {long[: LONGEST_WORD - 1]}… b"
    assert shortened("short words stay") == "short words stay"
    desk.files = [ExerciseFile(desk.folder / "a.hotwash", long, "Ended", "13:42:07", unfinished=False)]
    window = make_window(683, 384, begin=False)
    window.show_welcome()
    listed(window, qtbot)
    (card,) = [one for one in window.first.findChildren(QLabel) if one.text().startswith("Heavy")]
    assert card.text().endswith("…")
    assert long in card.toolTip()
    metrics = QFontMetrics(font(14, bold=True))
    assert metrics.horizontalAdvance(card.text()) <= card.width()
    assert card.height() >= metrics.height()


def test_what_is_no_exercise_cannot_be_opened(make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot) -> None:
    desk.files = [
        ExerciseFile(desk.folder / "a.hotwash", "Over", "Ended", "13:42:07", unfinished=False),
        ExerciseFile(desk.folder / "b.hotwash", "b", "This is no exercise.", "", unfinished=False, known=False),
    ]
    window = make_window(begin=False)
    window.show_welcome()
    listed(window, qtbot)
    opened = [one.accessibleName() for one in window.first.findChildren(QPushButton) if one.text() == "Open"]
    assert opened == ["Open: Over"]
    assert "This is no exercise." in exposed(window.first)


def test_the_title_is_said_while_it_opens_and_never_the_name_of_a_folder(
    make_window: MakeWindow, desk: SampleDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(begin=False)
    listed(window, qtbot)
    window.first.titles.clear()
    said: list[str] = []
    monkeypatch.setattr(window.page, "show_start", said.append)
    begin_small(window, qtbot)
    assert said == ["Opening the scenario…"]
    assert window.page._words.text() == "Opening Small world…"


def test_folder_and_file_of_the_report_are_said_in_full(window: MainWindow, tmp_path: Path) -> None:
    window.menus.actions["exercise.report"].trigger()
    dialog = window.gestures.dialog
    assert isinstance(dialog, ReportDialog)
    place = tmp_path / ("deep" * 20) / ("n" * 90 + ".pdf")
    dialog.place.setText(str(place))
    assert str(place.parent) in dialog.folder.text()
    assert place.name in dialog.file.text()
    assert place.name in dialog.file.toolTip()
    assert dialog.minimumSizeHint().width() < 700
    dialog.reject()


def where(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_the_seats_window_keeps_nothing_empty_for_its_notices(window: MainWindow) -> None:
    window.menus.actions["show.seat_window"].trigger()
    own = window.view.seat_window if window.view is not None else None
    assert isinstance(own, DeskWindow)
    desk = own.desk
    assert own.height() - where(own._split, own).bottom() < 20
    before = where(desk.messages, own)
    own.toast.give("New alarm: " + "Calls are set up but no voice packets arrive at PSAPs. " * 3)
    notice = where(own.toast.text, own)
    assert where(desk.messages, own) == before
    for kept in (desk._name, desk._story, desk._brief, desk._alarm_area, desk.messages):
        assert not notice.intersects(where(kept, own)), kept
    assert own.toast.text.heightForWidth(notice.width()) <= notice.height() + 1


def test_the_header_and_the_figures_take_the_same_number(window: MainWindow) -> None:
    busy_world(window)
    view = window.view
    assert view is not None
    assert view.last is not None
    assert view.last.figures is not None
    view.figures.show_figures(replace(view.last.figures, busy=14))
    assert any(text.endswith("14 on a line") for text in exposed(view.figures))
