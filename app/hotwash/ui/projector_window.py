"""The projector: clocks, the module's story, what the public reads, what all were told, the map without causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hotwash.ui.controls import column, row, scrolled
from hotwash.ui.plain_text import label, set_text, shown, tr
from hotwash.ui.public_map import PublicMap
from hotwash.ui.stop_banner import StopBanner
from hotwash.ui.style_sheet import projector_sheet
from hotwash.ui.theme import Theme
from hotwash.viewmodels.outline import Ring
from hotwash.viewmodels.public_picture import PublicLine, PublicPicture
from hotwash.viewmodels.scene import Scene

LEAST, MOST, TALL, WIDE = 14, 44, 34, 58
"""Smallest and largest letters in pixels, and how many of them the window is high and wide."""


MAP_SHARE = 0.7
"""Letters of the map, as a share of the others: there are many, in little room."""


class ProjectorWindow(QWidget):
    """Follows the exercise that it was opened from. F11 fills the screen, B blanks it, Page Up and Down scroll."""

    def __init__(
        self,
        theme: Theme,
        owner: QWidget | None,
        scene: Scene,
        outline: tuple[Ring, ...],
        closed: Callable[[], None],
    ) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("seatwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(shown(tr("Projector – Hotwash")))
        self._closed = closed
        self._letters = 0
        self.banner = StopBanner()
        self._exercise, self._module = label(name="projsmall"), label(name="projtitle", wrap=True)
        self._story_clock, self._date = label(name="projclock"), label(name="projsmall")
        self._elapsed, self._state = label(name="projsmall"), label(name="projhead", wrap=True)
        self._story, self._public = _Texts(tr("What is known")), _Texts(tr("Public picture"))
        self._told, self._rules = _Texts(tr("Told to all")), _Texts(tr("Ground rules"))
        self.map = PublicMap(theme, scene, outline)
        top = row(
            column(self._exercise, self._module, gap=0),
            column(self._state, self._elapsed, gap=0),
            column(self._story_clock, self._date, gap=0),
            gap=24,
        )
        top.setStretch(0, 1)
        words = QWidget()
        words.setLayout(column(self._story, self._public, self._told, self._rules, 1, gap=10))
        self.area = scrolled(words, tr("What everybody may know"))
        body = row(self.area, self.map, gap=16)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self._page = QWidget()
        self._page.setLayout(column(self.banner, top, body, margin=16, gap=10))
        self._curtain = QWidget()
        self._curtain.setObjectName("curtain")
        self._curtain.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._curtain.hide()
        self.setLayout(column(self._page, self._curtain))
        room = self.screen().availableGeometry()
        self.resize(min(1280, room.width() - 20), min(720, room.height() - 60))

    def show_picture(self, picture: PublicPicture) -> None:
        """Show what everybody may know at one moment."""
        set_text(self._exercise, picture.exercise)
        set_text(self._module, picture.module or picture.exercise)
        self._exercise.setVisible(bool(picture.module))
        set_text(self._story_clock, picture.story_time)
        set_text(self._date, picture.story_date)
        set_text(self._elapsed, picture.elapsed)
        set_text(self._state, picture.clock_word)
        self._story.show_texts(picture.story)
        self._public.show_texts(_lines(picture.public))
        self._told.show_texts(_lines(picture.told))
        self._rules.show_texts([f"• {rule}" for rule in picture.rules])
        self.banner.show_stop(picture.stopped)
        if picture.stopped:
            self.blank(on=False)

    @property
    def blanked(self) -> bool:
        """Whether nothing is seen."""
        return not self._curtain.isHidden()

    def blank(self, *, on: bool) -> None:
        """Nothing at all is seen, or everything again. A real emergency is always seen."""
        self._page.setVisible(not on)
        self._curtain.setVisible(on)

    def fill_screen(self) -> None:
        """Fill the second screen, where there is one, else this one; or become a window again."""
        if self.isFullScreen():
            self.showNormal()
            return
        owner = self.parentWidget()
        here = owner.window().screen() if owner is not None else self.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        if others:
            self.setGeometry(others[0].availableGeometry())
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_F11:
                self.fill_screen()
            case Qt.Key.Key_B:
                self.blank(on=not self.blanked)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp as key:
                bar = self.area.verticalScrollBar()
                bar.setValue(bar.value() + (1 if key is Qt.Key.Key_PageDown else -1) * bar.pageStep())
            case Qt.Key.Key_Escape if self.isFullScreen():
                self.showNormal()
            case Qt.Key.Key_Escape:
                self.close()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters grow with the window, so that the last row of the room can read them."""
        super().resizeEvent(event)
        letters = max(LEAST, min(MOST, self.height() // TALL, self.width() // WIDE))
        if letters != self._letters:
            self._letters = letters
            self.setStyleSheet(projector_sheet(letters))
            self.map.set_letters(letters * MAP_SHARE)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed()
        super().closeEvent(event)


class _Texts(QWidget):
    """A heading with paragraphs; not there while there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.setLayout(column(label(title, name="projhead"), self._list, gap=2))
        self.hide()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these paragraphs."""
        while len(self._labels) < len(texts):
            made = label(wrap=True)
            self._labels.append(made)
            self._list.addWidget(made)
        for place, made in enumerate(self._labels):
            set_text(made, texts[place] if place < len(texts) else "")
            made.setVisible(place < len(texts))
        self.setVisible(bool(texts))


def _lines(lines: Sequence[PublicLine]) -> list[str]:
    return [f"{line.time}  {line.sender}: {line.text}" for line in lines]
