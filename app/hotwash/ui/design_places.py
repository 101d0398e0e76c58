"""Where the parts of the author's workspace stand: around the map, or all behind tabs where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from hotwash.ui.controls import column
from hotwash.ui.plain_text import amp, tr

ROOMY = QSize(900, 560)
"""Least size in pixels for everything around the map; below it every part is a page."""
_WIDTHS, _HEIGHTS = (210, 900, 330), (600, 170)


class Around(QWidget):
    """Pages in the middle, the palette left of them, properties right, problems and tables below."""

    def __init__(self, pages: QTabWidget, palette: QWidget, right: QTabWidget, below: QTabWidget) -> None:
        super().__init__()
        self.pages = pages
        self._palette, self._right, self._below = palette, right, below
        self._across, self._down = _splitter(Qt.Orientation.Horizontal), _splitter(Qt.Orientation.Vertical)
        self._down.addWidget(pages)
        self._across.addWidget(self._down)
        self.small: bool | None = None
        self.setLayout(column(self._across))
        self.fit(ROOMY)

    def fit(self, size: QSize) -> None:
        """Stand as a workspace of this size has room for."""
        small = size.width() < ROOMY.width() or size.height() < ROOMY.height()
        if small is self.small:
            return
        self.small = small
        front = self.pages.currentWidget()
        if small:
            self.pages.insertTab(1, self._palette, amp(tr("Palette")))
            self.pages.insertTab(2, self._right, amp(tr("Properties")))
            self.pages.insertTab(3, self._below, amp(tr("Problems and tables")))
        else:
            for part in (self._palette, self._right, self._below):
                place = self.pages.indexOf(part)
                if place >= 0:
                    self.pages.removeTab(place)
            self._across.insertWidget(0, self._palette)
            self._across.addWidget(self._right)
            self._down.addWidget(self._below)
            for part in (self._palette, self._right, self._below):
                part.show()
            self._across.setStretchFactor(1, 1)
            self._down.setStretchFactor(0, 1)
            self._across.setSizes(_WIDTHS)
            self._down.setSizes(_HEIGHTS)
        self.pages.setCurrentIndex(max(0, self.pages.indexOf(front)))

    def bring(self, part: QWidget) -> None:
        """Have a part in sight that may be behind others."""
        if self.pages.indexOf(part) >= 0:
            self.pages.setCurrentWidget(part)

    def parts(self) -> tuple[QWidget, ...]:
        """Everything there is, in the order in which F6 goes through it."""
        front = self.pages.currentWidget()
        return (front,) if self.small else (self._palette, self.pages, self._right, self._below)


def _splitter(side: Qt.Orientation) -> QSplitter:
    made = QSplitter(side)
    made.setHandleWidth(5)
    made.setChildrenCollapsible(False)
    return made
