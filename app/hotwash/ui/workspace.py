"""The panels of the Conduct workspace and where they stand; what they show is not decided here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from hotwash.ui.card_panel import CardPanel
from hotwash.ui.controls import button, column, panel, row
from hotwash.ui.fault_panel import FaultPanel
from hotwash.ui.figures_panel import FiguresPanel, OutcomeTable
from hotwash.ui.legend import Legend
from hotwash.ui.log_panel import LogPanel
from hotwash.ui.map_canvas import MapCanvas
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.plot_widget import PlotWidget
from hotwash.ui.psap_table import PsapTable
from hotwash.ui.seat_panel import SeatPanel
from hotwash.ui.theme import Theme
from hotwash.ui.top_bar import TopBar

NARROW, LOW = 1_240, 690
"""Pixels of width and height below which there is no room for everything."""


class Workspace(QWidget):
    """Mode strip, clock bar, and around the map: faults, live facts, log, seat."""

    def __init__(self, theme: Theme, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.bar = TopBar(theme, actions)
        self.map, self.legend = MapCanvas(theme), Legend(theme)
        self.faults, self.figures, self.outcomes = FaultPanel(), FiguresPanel(), OutcomeTable(theme)
        self.plot, self.psaps, self.card = PlotWidget(theme), PsapTable(theme), CardPanel(theme)
        self.log, self.seat = LogPanel(theme), SeatPanel(theme)
        self._mode_word = label(name="modeword")
        self._mode = self._strip("mode", self._mode_word)
        self._mode.setFixedHeight(20)
        self.trouble = label(name="modeword", wrap=True)
        self.try_again = button(tr("Try again now"), lambda: None)
        self._trouble = self._strip("trouble", self.trouble, self.try_again)
        self._trouble.hide()
        self.end_key = button(tr("End the exercise"), actions["exercise.end"].trigger, name="primary")
        report = button(tr("After-action report"), actions["exercise.report"].trigger)
        words = label(tr("The exercise has reached its last minute. End it, then make the report."), wrap=True)
        self.over = self._strip("over", words, report, self.end_key)
        self.over.hide()
        self._small = (False, False)
        self.tabs = self._tabs()
        self._right = self._facts()
        self._middle = panel(self.map, self.legend, margin=1, gap=0)
        self._bottom = _split(Qt.Orientation.Horizontal, self.log, self.seat, sizes=(520, 860))
        self._lay_out()

    def show_mode(self, *, seat_view: bool) -> None:
        """Whether every cause is seen, or what a seat's desk would show; in word, colour and panels."""
        truth = tr("CONDUCT: the facilitator's view with every cause (V shows what the seat sees)")
        seat = tr("SEAT'S VIEW: symptoms only, no causes (V shows the truth)")
        set_text(self._mode_word, seat if seat_view else truth)
        self._mode.setProperty("mode", "seat" if seat_view else "truth")
        for widget in (self._mode, self._mode_word):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        for hidden in (self.faults, self._right, self.log):
            hidden.setVisible(not seat_view)
        self.legend.show_view(seat_view=seat_view)

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing can be written just now; an empty sentence says that all is well."""
        set_text(self.trouble, sentence)
        self._trouble.setVisible(bool(sentence))

    def show_map_only(self, *, seat_view: bool) -> None:
        """Give the whole window to the map, or take it back."""
        back = not self._bottom.isVisible()
        self._bottom.setVisible(back)
        self.faults.setVisible(back and not seat_view)
        self._right.setVisible(back and not seat_view)

    def focus_part(self, part: str) -> None:
        """Put the keyboard on a part of the workspace."""
        reason = Qt.FocusReason.ShortcutFocusReason
        match part:
            case "map":
                self.map.setFocus(reason)
            case "faults":
                self.faults.take_focus()
            case "psaps":
                self.tabs.setCurrentWidget(self.psaps)
                self.psaps.search.setFocus(reason)
            case "log":
                self.log.list.setFocus(reason)
            case "seat":
                self.seat.take_focus()
            case _:
                self.log.take_note()

    def _strip(self, name: str, word: QLabel, *more: QWidget) -> QWidget:
        strip = QWidget()
        strip.setObjectName(name)
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = row(word, *more)
        box.setStretch(0, 1)
        strip.setLayout(box)
        return strip

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.outcomes, tr("Outcomes"))
        tabs.addTab(self.psaps, tr("PSAPs"))
        tabs.addTab(self.card, tr("Card"))
        tabs.currentChanged.connect(lambda _: self._show_plot())
        return tabs

    def _facts(self) -> QWidget:
        facts = panel(self.figures, self.plot, self.tabs, gap=4)
        box = facts.layout()
        assert isinstance(box, QVBoxLayout)
        box.setStretch(1, 2)
        box.setStretch(2, 5)
        return facts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen: fewer clocks, no plot and no legend, and narrower panels beside the map."""
        size = (self.width() < NARROW, self.height() < LOW)
        if size != self._small:
            self._small = size
            narrow, low = size
            self.bar.set_narrow(narrow=narrow)
            self._show_plot()
            self.legend.setVisible(not low)
            side, facts = (196, 316) if narrow else (236, 416)
            self._upper.setSizes([side, max(self.width() - side - facts, 200), facts])

    def _show_plot(self) -> None:
        self.plot.setVisible(not self._small[1] and self.tabs.currentWidget() is not self.card)

    def _lay_out(self) -> None:
        upper = self._upper = _split(
            Qt.Orientation.Horizontal, self.faults, self._middle, self._right, sizes=(236, 900, 416), grows=1
        )
        whole = _split(Qt.Orientation.Vertical, upper, self._bottom, sizes=(600, 240), grows=0)
        body = column(whole)
        body.setContentsMargins(6, 6, 6, 6)
        self.setLayout(column(self._mode, self._trouble, self.over, self.bar, body, gap=0))


def _split(side: Qt.Orientation, *parts: QWidget, sizes: tuple[int, ...], grows: int = -1) -> QSplitter:
    """Parts side by side, or below each other; `grows` is the one that takes what room is left."""
    split = QSplitter(side)
    for place, part in enumerate(parts):
        split.addWidget(part)
        split.setStretchFactor(place, 1 if grows in (-1, place) else 0)
    split.setSizes(list(sizes))
    split.setHandleWidth(6)
    split.setChildrenCollapsible(False)
    return split
