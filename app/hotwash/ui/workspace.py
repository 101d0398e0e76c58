"""The panels of the Conduct workspace and where they stand; what they show is not decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, panel, row
from hotwash.ui.panels import Panels
from hotwash.ui.plain_text import label, set_text, tr

NARROW, LOW = 1_240, 690
"""Pixels of width and height below which there is no room for everything."""


class Workspace(QWidget):
    """Mode strip, clock bar, and around the map: faults, live facts, log, seat."""

    def __init__(self, panels: Panels, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.bar, self.map, self.legend, self.plot = panels.bar, panels.map, panels.legend, panels.plot
        self.faults, self.figures, self.outcomes = panels.faults, panels.figures, panels.outcomes
        self.psaps, self.card, self.log, self.seat = panels.psaps, panels.card, panels.log, panels.seat
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
        self.notice_words = label(wrap=True)
        self.copy_key = button(tr("Save a copy…"), actions["exercise.copy"].trigger)
        self.anew_key = button(tr("Start anew"), actions["exercise.anew"].trigger)
        again = button(tr("After-action report"), actions["exercise.report"].trigger)
        self.notice = self._strip("over", self.notice_words, again, self.copy_key, self.anew_key)
        self.notice.hide()
        self._small = (False, False)
        self.tabs = self._tabs()
        self._right = self._facts()
        self._middle = panel(self.map, self.legend, margin=1, gap=0)
        self._bottom = _splitter(Qt.Orientation.Horizontal)
        self._upper = _splitter(Qt.Orientation.Horizontal)

    def parts(self) -> tuple[QWidget, ...]:
        """What is painted by itself, but for the map."""
        return (self.bar, self.legend, self.faults, self.figures, self.plot, self.tabs, self.log, self.seat)

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

    def show_read_only(self, reason: str) -> None:
        """Say why nothing can be done here, and what can be done all the same."""
        words = tr(
            "Read-only. {reason} The report can be made, a copy saved, or the scenario started anew; "
            "this file is never changed.",
            reason=reason,
        )
        set_text(self.notice_words, words)
        self.notice.show()
        self.bar.bar_all(reason)
        self.log.bar_notes(reason)

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
        box.setContentsMargins(0, 0, 8 if more else 0, 0)
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

    def assembling(self) -> Iterator[None]:
        """Put every panel in its place, a few at a time: each is given its look when it gets there."""
        below: tuple[QWidget, ...] = (self.log, self.seat)
        for part in below:
            _add(self._bottom, part)
            yield
        self._bottom.setSizes([520, 860])
        for part, grows in ((self.faults, False), (self._middle, True), (self._right, False)):
            _add(self._upper, part, grows=grows)
            yield
        self._upper.setSizes([236, 900, 416])
        whole = _splitter(Qt.Orientation.Vertical)
        _add(whole, self._upper)
        _add(whole, self._bottom, grows=False)
        whole.setSizes([600, 240])
        yield
        body = column(whole)
        body.setContentsMargins(6, 6, 6, 6)
        self.setLayout(column(self._mode, self._trouble, self.over, self.notice, self.bar, body, gap=0))
        yield


def _splitter(side: Qt.Orientation) -> QSplitter:
    """Parts side by side, or below each other."""
    made = QSplitter(side)
    made.setHandleWidth(6)
    return made


def _add(split: QSplitter, part: QWidget, *, grows: bool = True) -> None:
    """One more part; `grows` is whether it takes what room is left."""
    split.addWidget(part)
    split.setStretchFactor(split.count() - 1, 1 if grows else 0)
    split.setChildrenCollapsible(False)
