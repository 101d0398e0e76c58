"""Where panels stand: all around the map, behind tabs beside it, or behind tabs together with it, as room allows."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QVBoxLayout, QWidget

from hotwash.ui.controls import column, panel
from hotwash.ui.panels import Panels
from hotwash.ui.plain_text import amp, tr


class Shape(Enum):
    """How much of the workspace is seen at once."""

    AROUND = "around"
    BESIDE = "beside"
    TABS = "tabs"


AROUND, BESIDE = QSize(1_000, 690), QSize(840, 420)
"""Least size in pixels for all panels around the map, and for a map with the others behind tabs beside it."""
LEAST = QSize(600, 300)
"""The least size there is a layout for: a screen of 1366x768 at 200 per cent, without frame and menu."""
ROOMY = 1_240
"""Pixels of width from which the panels beside the map are wide."""
_SIDE, _FACTS, _TABS = (204, 240), (332, 436), 400
"""Widths of the faults and of the facts, in narrow and in wide workspaces, and of tabs beside the map."""


def shape_of(size: QSize) -> Shape:
    """What a workspace of a size has room for."""
    if size.width() >= AROUND.width() and size.height() >= AROUND.height():
        return Shape.AROUND
    roomy = size.width() >= BESIDE.width() and size.height() >= BESIDE.height()
    return Shape.BESIDE if roomy else Shape.TABS


class Arrangement(QWidget):
    """The panels in their places. In a seat's view only the map and the seat's desk are left."""

    def __init__(self, panels: Panels) -> None:
        super().__init__()
        self._panels = panels
        self.shape: Shape | None = None
        self._seat_view = self._map_only = False
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Panels"))
        self.tabs.tabBar().setAccessibleName(tr("Which panel is shown"))
        self.outcomes = QWidget()
        self.outcomes.setLayout(column(panels.plot, panels.outcomes, gap=4))
        self._facts = panel(self.tabs, gap=4)
        self._middle = panel(panels.map, panels.legend, margin=1, gap=0)
        self._upper = _splitter(Qt.Orientation.Horizontal)
        self._bottom = _splitter(Qt.Orientation.Horizontal)
        self._whole = _splitter(Qt.Orientation.Vertical)

    def parts(self) -> tuple[QWidget, ...]:
        """What is painted by itself, but for the map."""
        panels = self._panels
        return (panels.legend, panels.faults, panels.figures, panels.plot, self.tabs, panels.log, panels.seat)

    def assembling(self, size: QSize) -> Iterator[None]:
        """Put every panel in its place, a few at a time: each is given its look when it gets there."""
        self.setLayout(column(self._whole))
        for part in (self._upper, self._bottom):
            self._whole.addWidget(part)
            yield
        self._upper.addWidget(self._middle)
        yield
        self._upper.addWidget(self._facts)
        for split in (self._whole, self._upper, self._bottom):
            split.setChildrenCollapsible(False)
        for _ in self._moves(shape_of(size)):
            yield
        self._share(size)

    def fit(self, size: QSize) -> None:
        """Rearrange the panels where a workspace of this size has room for other things than before."""
        wanted = shape_of(size)
        if self.shape is None or wanted is self.shape:
            return
        held = QApplication.focusWidget()
        shown = self.tabs.currentWidget()
        self.setUpdatesEnabled(False)
        for _ in self._moves(wanted):
            pass
        self._share(size)
        if self.tabs.indexOf(shown) >= 0 and shown is not None:
            self.bring(shown)
        self.setUpdatesEnabled(True)
        if held is not None and held.isVisible() and self.isAncestorOf(held):
            held.setFocus()

    def show_view(self, *, seat_view: bool) -> None:
        """Every panel, or only what a seat may see."""
        self._seat_view = seat_view
        self._reveal()

    def show_map_only(self) -> None:
        """Give the whole window to the map, or take it back."""
        self._map_only = not self._map_only
        self._reveal()

    def bring(self, part: QWidget) -> None:
        """Make sure that a panel is seen, if the view allows it."""
        if self._map_only and part is not self._panels.map:
            self.show_map_only()
        for page in (part, self.outcomes, self._middle):
            place = self.tabs.indexOf(page)
            if place >= 0 and (page is part or page.isAncestorOf(part)) and self.tabs.isTabVisible(place):
                self.tabs.setCurrentIndex(place)

    def _moves(self, shape: Shape) -> Iterator[None]:
        """Panel after panel into its place for a shape."""
        self.shape, panels = shape, self._panels
        self.tabs.clear()
        around = shape is Shape.AROUND
        if around:
            self._upper.insertWidget(0, panels.faults)
            self._bottom.addWidget(panels.log)
            self._bottom.addWidget(panels.seat)
            yield
        if shape is not Shape.TABS:
            self._upper.insertWidget(1 if around else 0, self._middle)
            yield
        home = self._facts if around else self.outcomes
        layout = home.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, panels.figures)
        for place in range(layout.count()):
            layout.setStretch(place, (0, 2, 5)[place])
        for page, words in self._pages(shape):
            self.tabs.addTab(page, amp(words))
            yield
        for part in (panels.faults, self._middle, panels.log, panels.seat):
            if self.tabs.indexOf(part) < 0:
                part.show()
        self._reveal()

    def _pages(self, shape: Shape) -> Iterator[tuple[QWidget, str]]:
        """What stands behind tabs, in the order in which it is read."""
        panels, around = self._panels, shape is Shape.AROUND
        if shape is Shape.TABS:
            yield self._middle, tr("Map")
        if not around:
            yield panels.faults, tr("Faults")
        yield self.outcomes, tr("Outcomes")
        yield panels.psaps, tr("PSAPs")
        yield panels.card, tr("Card")
        if not around:
            yield panels.log, tr("Log")
            yield panels.seat, tr("Seat")

    def _reveal(self) -> None:
        """Show what the view and the shape allow."""
        panels, around, tabs = self._panels, self.shape is Shape.AROUND, self.shape is Shape.TABS
        for place in range(self.tabs.count()):
            page = self.tabs.widget(place)
            allowed = page is self._middle if self._map_only and tabs else True
            self.tabs.setTabVisible(place, allowed and (not self._seat_view or page in (self._middle, panels.seat)))
        self.tabs.tabBar().setVisible(not (self._map_only and tabs))
        self._bottom.setVisible(around and not self._map_only)
        self._facts.setVisible(tabs or (not self._map_only and not (around and self._seat_view)))
        if around:
            panels.faults.setVisible(not self._map_only and not self._seat_view)
            panels.log.setVisible(not self._seat_view)
        panels.legend.setVisible(around)
        panels.plot.setVisible(around)

    def _share(self, size: QSize) -> None:
        """Give each panel its share of the width; what is left is the map's."""
        margin = 2 if self.shape is Shape.TABS else 8
        layout = self._facts.layout()
        if layout is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
        self._whole.setStretchFactor(0, 1)
        self._whole.setStretchFactor(1, 0)
        wide = size.width() >= ROOMY
        if self.shape is Shape.AROUND:
            side, facts = _SIDE[wide], _FACTS[wide]
            self._upper.setSizes([side, max(size.width() - side - facts, 200), facts])
            self._bottom.setSizes([520, 860])
            self._whole.setSizes([600, 240])
        elif self.shape is Shape.BESIDE:
            self._upper.setSizes([max(size.width() - _TABS, 200), _TABS])
        for place in range(self._upper.count()):
            self._upper.setStretchFactor(place, 1 if self._upper.widget(place) is self._middle else 0)


def _splitter(side: Qt.Orientation) -> QSplitter:
    """Parts side by side, or below each other."""
    made = QSplitter(side)
    made.setHandleWidth(6)
    return made
