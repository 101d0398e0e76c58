"""What every screen owes its readers: literal text, names for buttons, text that fits, marks that differ, sharpness."""

import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QToolButton, QWidget

from hotwash.analysis.conditions import Standing
from hotwash.domain.time import MINUTE
from hotwash.ui import icons
from hotwash.ui.crash import CrashHook
from hotwash.ui.dots import Dots
from hotwash.ui.labels import Room
from hotwash.ui.main_window import MainWindow
from hotwash.ui.marks import CELL, ROLE_ICONS, atlas, draw_badge, role_shape
from hotwash.ui.plain_text import LONGEST, amp, hint, label, shown, tr
from hotwash.ui.tokens import DARK, LIGHT, Tokens
from hotwash.viewmodels.dots import Mark
from hotwash.viewmodels.scene import Role
from tests.ui.conftest import HOSTILE, MakeWindow, SampleDesk, hostile_scenario

LITERAL = shown(HOSTILE)
"""What is seen of it: every letter, and a mark in place of the one that would turn the rest round."""
ROOT = Path(__file__).resolve().parents[2]


def test_hostile_text_is_shown_literally_everywhere(make_window: MakeWindow, desk: SampleDesk) -> None:
    desk.scenario = hostile_scenario()
    window = make_window()
    view = window.view
    assert view is not None
    window.menus.actions["clock.run"].trigger()
    view.conduct.session.run_to(30 * MINUTE)
    view.conduct.note(HOSTILE)
    view.conduct.launch(HOSTILE)
    for key in ("element:bcf-east", "element:psap-a", "call:3", "element:cell-east"):
        view.open_card(key)
        view.refresh()
        assert _markup_guessed(window) == []
        if key != "call:3":
            assert any(LITERAL in text.text() for text in view.card.findChildren(QLabel))
    window.menus.actions["show.seat_window"].trigger()
    window.first.show_offers(can_go_back=True)
    view.do(HOSTILE)
    assert window.toast.text.text() == LITERAL
    assert LITERAL in window.windowTitle()
    window.menus.actions["help.palette"].trigger()
    assert window.gestures.dialog is not None
    assert _markup_guessed(window) == []
    window.gestures.dialog.close()
    assert any(HOSTILE in item.text for item in view.log.list.sentences.items)


def _markup_guessed(window: MainWindow) -> list[str]:
    """Labels that would guess, and tool tips that hold what was typed without its < being escaped."""
    wrong = [one.text() for one in window.findChildren(QLabel) if one.textFormat() is not Qt.TextFormat.PlainText]
    return wrong + [one.toolTip() for one in window.findChildren(QWidget) if "<img" in one.toolTip()]


def test_texts_are_cut_and_cleaned_before_qt_sees_them() -> None:
    assert shown("\ud800x") == "?x"
    assert shown("a\u202eb\0") == "a\ufffdb\ufffd"
    assert len(shown("y" * 1_000_000)) == LONGEST
    assert amp("AT&T") == "AT&&T"
    assert tr("{a}", a="{b}") == "{b}"


def test_a_tool_tip_is_escaped(qtbot: object) -> None:
    made = label("x")
    hint(made, "<b>a</b>")
    assert made.toolTip() == "<qt>&lt;b&gt;a&lt;/b&gt;</qt>"
    hint(made, "")
    assert made.toolTip() == ""


def test_no_button_is_nameless(window: MainWindow) -> None:
    window.first.show_offers(can_go_back=True)
    view = window.view
    assert view is not None
    view.open_card("call:0") if view.conduct.card("call:0") else view.open_card("element:psap-a")
    nameless = [
        button.metaObject().className()
        for button in window.findChildren(QAbstractButton)
        if not (button.text() or button.accessibleName())
        and button.objectName() != "qt_toolbar_ext_button"
        and button.metaObject().className() not in ("QTableCornerButton", "QLineEditIconButton")
    ]
    assert nameless == []


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (1366, 768), (1093, 614)])
@pytest.mark.parametrize("look", ["dark", "light"])
def test_text_of_buttons_fits_and_nothing_is_cut_off(
    make_window: MakeWindow, width: int, height: int, look: str
) -> None:
    window = make_window(width, height)
    view = window.view
    assert view is not None
    if window.theme.tokens.name != look:
        window.theme.toggle()
    window.menus.actions["clock.run"].trigger()
    view.conduct.session.run_to(20 * MINUTE)
    view.refresh()
    QApplication.processEvents()
    assert window.size() == QSize(width, height)
    tight = [
        f"{button.text()}: {button.width()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and _is_tight(button)
    ]
    assert tight == []
    bar = view.bar.findChildren(QLabel)
    assert [one.text() for one in bar if one.isVisible() and one.sizeHint().width() > one.width() + 1] == []


def _is_tight(button: QAbstractButton) -> bool:
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    rows = button.text().replace("&&", "&").split("\n")
    return max(QFontMetrics(button.font()).horizontalAdvance(row) for row in rows) > button.width()


def test_menus_open_with_their_keys(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    texts = [a.text() for menu in menus if isinstance(menu, QMenu) for a in menu.actions()]
    assert "Run or pause" in texts
    assert window.menus.actions["clock.run"].shortcut().toString() == "Space"


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    for ink in (tokens.text, tokens.muted, tokens.good, tokens.warn, tokens.bad):
        for ground in (tokens.panel, tokens.window, tokens.field):
            assert _contrast(ink, ground) >= 4.5, (ink, ground)
    assert _contrast(tokens.on_accent, tokens.accent) >= 4.5
    for standing in Standing:
        assert _contrast(tokens.standing[standing], tokens.land) >= 4.5
    for mark in Mark:
        assert _contrast(tokens.mark[mark], tokens.land) >= 2.6


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        made = QColor(colour)
        channels = (made.redF(), made.greenF(), made.blueF())
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_marks_and_badges_differ_in_shape_and_not_only_in_colour(qapp: QApplication) -> None:
    sheet = atlas(DARK, 2.0).toImage()
    side = CELL * 2
    shapes = {_outline(sheet.copy(mark * side, 0, side, side), DARK.mark[mark]) for mark in Mark}
    assert len(shapes) == len(Mark)
    badges = set()
    for standing in (Standing.DEGRADED, Standing.BLOCKING, Standing.DOWN):
        picture = QImage(20, 20, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        draw_badge(painter, standing, QPointF(10, 10), 7, DARK)
        painter.end()
        badges.add(_outline(picture, DARK.standing[standing]))
    assert len(badges) == 3
    outlines = {role_shape(role).elementCount() * 1_000 + round(role_shape(role).length() * 100) for role in Role}
    assert len(outlines) == len(Role)


def _outline(picture: QImage, colour: str) -> bytes:
    """Which pixels have the mark's own colour, whichever that is."""
    ink, width, height = QColor(colour), picture.width(), picture.height()
    far = [
        abs(one.red() - ink.red()) + abs(one.green() - ink.green()) + abs(one.blue() - ink.blue()) + 255 - one.alpha()
        for one in (picture.pixelColor(x, y) for y in range(height) for x in range(width))
    ]
    return bytes(distance < 90 for distance in far)


def test_every_icon_is_shipped_and_drawn(qapp: QApplication) -> None:
    for name in {*ROLE_ICONS.values(), "play", "pause", "skip-forward", "circle-stop", "bell", "x", "undo-2", "siren"}:
        picture = icons.pixmap(name, "#ff0000", 16).toImage()
        assert any(picture.pixelColor(x, y).alpha() > 0 for x in range(16) for y in range(16)), name


def test_a_name_is_not_put_where_it_would_caption_another() -> None:
    room = Room(QRectF(0, 0, 400, 300))
    room.take(QRectF(60, 118, 80, 30))  # below is taken
    free = room.copy().place(100, 100, 15, 80, 15)
    assert free == QRectF(115, 92.5, 80, 15)
    other = room.copy().place(100, 100, 15, 60, 15, [(150.0, 122.0, 13.0), (100.0, 60.0, 13.0), (40.0, 100.0, 13.0)])
    assert other is None
    alone = Room(QRectF(0, 0, 400, 300)).place(100, 100, 15, 80, 15, [(100.0, 146.0, 13.0)])
    assert alone == QRectF(60, 115, 80, 15)


def test_the_dot_buffer_holds_what_was_given() -> None:
    dots = Dots()
    centres = np.array([[10.0, 20.0], [300.0, 40.0]])
    dots.fill(centres, np.array([2, 0]), np.array([1.0, 0.5]), cell=36, ratio=2.0)
    rows = dots._buffer[:2]
    assert rows[:, 0:2].tolist() == centres.tolist()
    assert rows[:, 2].tolist() == [72, 0]
    assert rows[:, 4:6].tolist() == [[36, 36]] * 2
    assert rows[:, 6:8].tolist() == [[0.5, 0.5]] * 2
    assert rows[:, 9].tolist() == [1.0, 0.5]
    assert dots._buffer.flags.c_contiguous
    held = dots._buffer
    dots.fill(np.zeros((200, 2)), np.zeros(200, int), np.ones(200), cell=36, ratio=2.0)
    assert dots._buffer is held
    dots.fill(np.zeros((300, 2)), np.zeros(300, int), np.ones(300), cell=36, ratio=2.0)
    assert len(dots._buffer) >= 300


def test_dots_are_painted_where_they_are(qapp: QApplication) -> None:
    dots = Dots()
    dots.fill(np.array([[20.0, 20.0], [60.0, 20.0]]), np.array([0, 3]), np.ones(2), cell=CELL, ratio=1.0)
    picture = QImage(80, 40, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    dots.paint(painter, atlas(DARK, 1.0))
    painter.end()
    assert picture.pixelColor(20, 20).name() == DARK.mark[Mark.RINGING].lower()
    assert picture.pixelColor(60, 20).name() == DARK.mark[Mark.FAILED].lower()
    assert picture.pixelColor(40, 20).alpha() == 0


def test_the_nearest_dot_is_found_and_no_farther_one() -> None:
    dots = Dots()
    dots.fill(np.array([[10.0, 10.0], [14.0, 10.0]]), np.zeros(2, int), np.ones(2), cell=18, ratio=1.0)
    assert dots.nearest(13.0, 10.0, 8) == 1
    assert dots.nearest(9.0, 11.0, 8) == 0
    assert dots.nearest(40.0, 10.0, 8) == -1
    assert Dots().nearest(0, 0, 8) == -1


def test_a_fault_in_a_slot_is_one_sentence_and_a_file(window: MainWindow, desk: SampleDesk, qtbot: object) -> None:
    hook = CrashHook(desk.crash_log())
    error = ValueError("inner words")
    hook.take(ValueError, error, None)
    hook.take(ValueError, error, None)
    QApplication.processEvents()
    assert hook.box is not None
    assert hook.box.text() == "Something went wrong in the window; the exercise is safe on disk."
    assert "inner words" not in hook.box.text() + hook.box.informativeText()
    assert desk.crash_log().read_text(encoding="utf-8").count("ValueError: inner words") == 2
    hook.box.close()


def test_at_200_per_cent_the_layout_stays_and_the_map_is_sharp(tmp_path: Path) -> None:
    program = f"""
        import sys
        sys.path[:0] = [{str(ROOT / "app")!r}, {str(ROOT)!r}]
        from pathlib import Path
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication, QLabel
        from tests.ui.conftest import SampleDesk
        from hotwash.ui.main_window import MainWindow
        from hotwash.ui.theme import Theme
        app = QApplication([])
        settings = QSettings({str(tmp_path / "a.ini")!r}, QSettings.Format.IniFormat)
        window = MainWindow(SampleDesk(Path({str(tmp_path)!r})), Theme(app, settings), settings)
        window.begin("small", None)
        while window.view is None or window.opening is not None:
            app.processEvents()
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        picture = window.grab()
        still = window.view.map.pictures.still
        print(window.width(), picture.width(), picture.devicePixelRatio(), still.devicePixelRatio(), still.width())
        print(window.view.map.width())
        window.close()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    sizes, map_width = done.stdout.strip().splitlines()[-2:]
    assert sizes == f"1366 2732 2.0 2.0 {2 * int(map_width)}"
