"""The panels of the Conduct workspace and where they stand; what they show is not decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from hotwash.ui.arrangement import LEAST, Arrangement, Shape
from hotwash.ui.controls import button, column, row
from hotwash.ui.panels import Panels
from hotwash.ui.plain_text import label, set_text, tr
from hotwash.ui.stop_banner import StopBanner
from hotwash.ui.tab_order import show_in_scrolls, step
from hotwash.ui.top_bar import TIGHT


class Workspace(QWidget):
    """Mode strip, clock bar, and around the map: faults, live facts, log, seat."""

    def __init__(self, panels: Panels, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.bar, self.map, self.legend, self.plot = panels.bar, panels.map, panels.legend, panels.plot
        self.faults, self.figures, self.outcomes = panels.faults, panels.figures, panels.outcomes
        self.psaps, self.card, self.log, self.seat = panels.psaps, panels.card, panels.log, panels.seat
        self.injects, self.feed = panels.injects, panels.feed
        self.simcell, self.people, self.approvals = panels.simcell, panels.people, panels.approvals
        self.stopped = StopBanner(actions["exercise.resume"].trigger)
        self.banners: list[StopBanner] = []
        """Those of other windows of this exercise."""
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
        self._lesser_keys: tuple[QPushButton, ...] = (report, again, self.copy_key, self.anew_key)
        """What the menu offers too, and what gives way in a narrow window."""
        self.notice.hide()
        self.arrangement = Arrangement(panels)
        self._body = column(self.arrangement)
        self.tabs = self.arrangement.tabs

    def parts(self) -> tuple[QWidget, ...]:
        """What is painted by itself, but for the map."""
        return (self.bar, *self.arrangement.parts())

    def show_mode(self, *, seat_view: bool, recorded: bool = False, seat_name: str = "") -> None:
        """Whether every cause is seen, or what the desk of a seat would show; in word, colour and panels."""
        truth = tr("CONDUCT: the facilitator's view with every cause (V shows what the seat sees)")
        if recorded:
            truth = tr("RECORD: what was written down, with every cause (V shows what the seat saw)")
        seat = tr("SEAT'S VIEW: {seat}: symptoms only, no causes (V shows the truth)", seat=seat_name)
        set_text(self._mode_word, seat if seat_view else truth)
        self._mode.setProperty("mode", "seat" if seat_view else "record" if recorded else "truth")
        for widget in (self._mode, self._mode_word):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.arrangement.show_view(seat_view=seat_view)
        self.legend.show_view(seat_view=seat_view)

    def show_stop(self, words: str) -> None:
        """Say in every window of this exercise that play is stopped; empty words say that it goes on."""
        for banner in (self.stopped, *self.banners):
            banner.show_stop(words)

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing can be written just now; an empty sentence says that all is well."""
        set_text(self.trouble, sentence)
        self._trouble.setVisible(bool(sentence))

    def show_read_only(self, reason: str, *, left: bool = False) -> None:
        """Say why nothing can be done here, and what can be done all the same; `left` for a history of an exercise
        that is played on otherwise."""
        words = tr(
            "Read-only. {reason} The report can be made, a copy saved, or the scenario started anew; "
            "this file is never changed.",
            reason=reason,
        )
        if left:
            words = tr("Read-only. {reason} Its report and papers can be made.", reason=reason)
            self._lesser_keys = tuple(key for key in self._lesser_keys if key not in (self.copy_key, self.anew_key))
            for key in (self.copy_key, self.anew_key, self.bar.stop):
                key.hide()
        set_text(self.notice_words, words)
        self.notice.show()
        self.bar.bar_all(reason)
        self.log.bar_notes(reason)

    def focus_part(self, part: str) -> None:
        """Bring a part of the workspace to the front and put the keyboard on it."""
        reason = Qt.FocusReason.ShortcutFocusReason
        match part:
            case "map":
                self.arrangement.bring(self.map)
                self.map.setFocus(reason)
            case "faults":
                self.arrangement.bring(self.faults)
                self.faults.take_focus()
            case "psaps":
                self.arrangement.bring(self.psaps)
                self.psaps.search.setFocus(reason)
            case "log":
                self.arrangement.bring(self.log)
                self.log.list.setFocus(reason)
            case "seat" | "card" | "injects" | "simcell" | "people" | "approvals":
                panel = getattr(self, part)
                self.arrangement.bring(panel)
                panel.take_focus()
            case "feed":
                self.arrangement.bring(self.feed)
                self.feed.list.setFocus(reason)
            case _:
                self.arrangement.bring(self.log)
                self.log.take_note()
        here = QApplication.focusWidget()
        if here is not None:
            show_in_scrolls(here)

    def close_card(self) -> None:
        """Put the card away and go back to the map."""
        self.card.forget()
        if self.tabs.currentWidget() is self.card:
            self.arrangement.bring(self.outcomes)
        self.focus_part("map")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing smaller has a use for it: closes the card, or goes back to the map."""
        carded = bool(self.card.key) and self.tabs.currentWidget() is self.card
        inside = self.card.isAncestorOf(QApplication.focusWidget() or self)
        if event.key() != Qt.Key.Key_Escape or (self.map.hasFocus() and not carded):
            super().keyPressEvent(event)
        elif inside or (self.map.hasFocus() and carded):
            self.close_card()
        else:
            self.focus_part("map")

    def focusNextPrevChild(self, forward: bool) -> bool:  # Qt's own signature
        """Tab goes on in the order in which the workspace is read."""
        return step(self, forward=forward)

    def minimumSizeHint(self) -> QSize:
        """Smaller than what is seen just now may need: for less room there is another arrangement."""
        return LEAST

    def _strip(self, name: str, word: QLabel, *more: QWidget) -> QWidget:
        strip = QWidget()
        strip.setObjectName(name)
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = row(word, *more)
        box.setStretch(0, 1)
        box.setContentsMargins(0, 0, 8 if more else 0, 0)
        strip.setLayout(box)
        return strip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen: fewer clocks, and panels behind tabs."""
        self._fit()

    def _fit(self) -> None:
        self.bar.fit(self.width())
        self.arrangement.fit(self.size())
        margin = 2 if self.arrangement.shape is Shape.TABS else 6
        self._body.setContentsMargins(margin, margin, margin, margin)
        for key in self._lesser_keys:
            key.setVisible(self.width() >= TIGHT)

    def assembling(self) -> Iterator[None]:
        """Put every panel in its place, a few at a time."""
        yield from self.arrangement.assembling(self.size())
        self.setLayout(
            column(self.stopped, self._mode, self._trouble, self.over, self.notice, self.bar, self._body, gap=0)
        )
        yield
        self._fit()
        yield
