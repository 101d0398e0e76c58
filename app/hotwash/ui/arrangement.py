"""Where panels stand: all around the map, behind tabs beside it, or behind tabs together with it, as room allows.

In a wide workspace injects, faults and approvals have its whole height; in a narrow one they stand above the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QSplitter, QTabWidget, QVBoxLayout, QWidget

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
_SIDE, _FACTS, _TABS = (240, 320), (332, 436), 400
"""Widths of injects and faults and of the facts, in narrow and in wide workspaces, and of tabs beside the map."""


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
        self.tabs = _tabs(tr("Panels"))
        self.left, self.below = _tabs(tr("Injects and faults")), _tabs(tr("Log and room"))
        self._wide = False
        self._titles: dict[QWidget, str] = {
            self._panels.injects: tr("Injects"),
            self._panels.faults: tr("Faults"),
            self._panels.approvals: tr("Approvals"),
            self._panels.log: tr("Log"),
            self._panels.feed: tr("Feed"),
            self._panels.simcell: tr("SimCell"),
            self._panels.people: tr("People"),
        }
        self._counts: dict[QWidget, int] = {}
        self._front: dict[QTabWidget, QWidget] = {}
        """The panel in front of each group of tabs, kept while the group is not there."""
        self.outcomes = QWidget()
        self.outcomes.setLayout(column(panels.plot, panels.outcomes, gap=4))
        self._facts = panel(self.tabs, gap=4)
        self._middle = panel(panels.map, panels.legend, margin=1, gap=0)
        self._upper = _splitter(Qt.Orientation.Horizontal)
        self._bottom = _splitter(Qt.Orientation.Horizontal)
        self._whole = _splitter(Qt.Orientation.Vertical)
        self._outer = _splitter(Qt.Orientation.Horizontal)
        self._outer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def parts(self) -> tuple[QWidget, ...]:
        """What is painted by itself, but for the map."""
        panels = self._panels
        return (panels.legend, self.left, panels.figures, panels.plot, self.tabs, self.below, panels.seat)

    def assembling(self, size: QSize) -> Iterator[None]:
        """Put every panel in its place, a few at a time: each is given its look when it gets there."""
        self.setLayout(column(self._outer))
        self._outer.addWidget(self._whole)
        for part in (self._upper, self._bottom):
            self._whole.addWidget(part)
            yield
        self._place_left(size)
        self._bottom.addWidget(self.below)
        yield
        self._upper.addWidget(self._middle)
        yield
        self._upper.addWidget(self._facts)
        for split in (self._whole, self._upper, self._bottom, self._outer):
            split.setChildrenCollapsible(False)
        for _ in self._moves(shape_of(size)):
            yield
        self._share(size)

    def fit(self, size: QSize) -> None:
        """Rearrange the panels where a workspace of this size has room for other things than before."""
        wanted = shape_of(size)
        if self.shape is None or (wanted is self.shape and self._wide == (size.width() >= ROOMY)):
            return
        held = QApplication.focusWidget()
        everywhere = (self.left, self.below, self.tabs)
        self._front |= {tabs: tabs.currentWidget() for tabs in everywhere if tabs.count()}
        self.setUpdatesEnabled(False)
        self._place_left(size)
        if wanted is not self.shape:
            for _ in self._moves(wanted):
                pass
        self._share(size)
        for tabs in everywhere:
            if tabs in self._front:
                self.bring(self._front[tabs])
        self.setUpdatesEnabled(True)
        if held is not None and held.isVisible() and self.isAncestorOf(held):
            held.setFocus()

    def _place_left(self, size: QSize) -> None:
        """Beside everything else where there is the width for it, otherwise beside the map alone."""
        self._wide = size.width() >= ROOMY
        (self._outer if self._wide else self._upper).insertWidget(0, self.left)

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
        for tabs in (self.left, self.below, self.tabs):
            for page in (part, self.outcomes, self._middle):
                place = tabs.indexOf(page)
                if place >= 0 and (page is part or page.isAncestorOf(part)) and tabs.isTabVisible(place):
                    tabs.setCurrentIndex(place)

    def count(self, page: QWidget, number: int) -> None:
        """Say on a panel's tab how much in it waits."""
        if self._counts.get(page, 0) == number:
            return
        self._counts[page] = number
        for tabs in (self.left, self.below, self.tabs):
            if tabs.indexOf(page) >= 0:
                tabs.setTabText(tabs.indexOf(page), amp(self._title(page)))

    def _title(self, page: QWidget) -> str:
        number = self._counts.get(page, 0)
        return f"{self._titles[page]} ({number})" if number else self._titles[page]

    def _moves(self, shape: Shape) -> Iterator[None]:
        """Panel after panel into its place for a shape."""
        self.shape, panels = shape, self._panels
        for tabs in (self.left, self.below, self.tabs):
            tabs.clear()
        around = shape is Shape.AROUND
        if around:
            for page in self._sides():
                self.left.addTab(page, amp(self._title(page)))
                yield
            for page in self._room():
                self.below.addTab(page, amp(self._title(page)))
                yield
            self._bottom.addWidget(panels.seat)
            yield
        if shape is not Shape.TABS:
            self._upper.insertWidget(self._upper.indexOf(self.left) + 1, self._middle)
            yield
        home = self._facts if around else self.outcomes
        layout = home.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, panels.figures)
        for place in range(layout.count()):
            layout.setStretch(place, (0, 2, 5)[place])
        for hidden, words in self._pages(shape):
            self.tabs.addTab(hidden, amp(words))
            yield
        for part in (self._middle, panels.seat):
            if self.tabs.indexOf(part) < 0:
                part.show()
        self._reveal()

    def _sides(self) -> tuple[QWidget, ...]:
        """What the facilitator decides about."""
        panels = self._panels
        return (panels.injects, panels.faults, panels.approvals)

    def _room(self) -> tuple[QWidget, ...]:
        """The log, and the panels of the room."""
        panels = self._panels
        return (panels.log, panels.feed, panels.simcell, panels.people)

    def _pages(self, shape: Shape) -> Iterator[tuple[QWidget, str]]:
        """What stands behind tabs, in the order in which it is read."""
        panels, around = self._panels, shape is Shape.AROUND
        if shape is Shape.TABS:
            yield self._middle, tr("Map")
        if not around:
            for page in self._sides():
                yield page, self._title(page)
        yield self.outcomes, tr("Outcomes")
        yield panels.psaps, tr("PSAPs")
        yield panels.card, tr("Card")
        if not around:
            for page in self._room():
                yield page, self._title(page)
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
        self.left.setVisible(around and not self._map_only and not self._seat_view)
        self.below.setVisible(around and not self._seat_view)
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
        wide = self._wide
        if self.shape is Shape.AROUND:
            side, facts = _SIDE[wide], _FACTS[wide]
            middle = max(size.width() - side - facts, 200)
            self._upper.setSizes([middle, facts] if wide else [side, middle, facts])
            self._outer.setSizes([side, middle + facts])
            self._bottom.setSizes([440, 600] if wide else [640, 740])
            self._whole.setSizes([560, 280])
        elif self.shape is Shape.BESIDE:
            middle = max(size.width() - _TABS, 200)
            self._upper.setSizes([middle, _TABS] if wide else [0, middle, _TABS])
        self._outer.setStretchFactor(self._outer.indexOf(self._whole), 1)
        for place in range(self._upper.count()):
            self._upper.setStretchFactor(place, 1 if self._upper.widget(place) is self._middle else 0)


def _tabs(name: str) -> QTabWidget:
    """Panels behind each other."""
    made = QTabWidget()
    made.setDocumentMode(True)
    made.setUsesScrollButtons(True)
    made.setAccessibleName(name)
    made.tabBar().setAccessibleName(tr("Which panel is shown"))
    return made


def _splitter(side: Qt.Orientation) -> QSplitter:
    """Parts side by side, or below each other."""
    made = QSplitter(side)
    made.setHandleWidth(6)
    return made
