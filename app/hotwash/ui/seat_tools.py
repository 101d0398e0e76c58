"""The tools of a seat's own window, as tabs: map, calls with ladders, counters, firewalls, messages, decisions."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMessageBox, QSplitter, QTabWidget, QVBoxLayout, QWidget

from hotwash.ui.controls import button, column, row, scrolled
from hotwash.ui.debrief_feedback import FeedbackDialog
from hotwash.ui.plain_text import amp, label, set_text, tell, tr
from hotwash.ui.row_table import RowTable
from hotwash.ui.seat_judgement import DecisionLog, SituationCard
from hotwash.ui.seat_talk import SeatTalk
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.symptom_map import SymptomMap
from hotwash.ui.theme import Theme
from hotwash.viewmodels.seat_tools import (
    CALL_HEADS,
    COUNTER_HEADS,
    LADDER_HEADS,
    MAP_HEADS,
    RULE_HEADS,
    SURE,
    CallRow,
    FirewallTool,
    SeatTools,
    Tools,
)

BESIDE = 860
"""Pixels of width from which a ladder stands beside its list."""


class SeatToolsPanel(QWidget):
    """Shows the tools of one seat; `told` gives sentences for its holder, `changed` says that a command was given."""

    told = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, tools: SeatTools) -> None:
        super().__init__()
        self._theme, self._tools = theme, tools
        self.seat = ""
        self._asked = 0
        """Number of the request for a situation card that was answered to, opened or skipped here."""
        self.card: SituationCard | None = None
        self._question: QMessageBox | None = None
        self.feedback: FeedbackDialog | None = None
        self.over = False
        """Whether the exercise has ended."""
        self._closed = label(name="warn", wrap=True)
        self.feedback_key = button(tr("Feedback form…"), self.ask_feedback, name="primary")
        self._end = QWidget()
        end = row(self._closed, self.feedback_key, margin=6)
        end.setStretch(0, 1)
        self._end.setLayout(end)
        self.map, self.map_rows = SymptomMap(theme), RowTable(tr("The map as a table"), MAP_HEADS, wide=2)
        self.calls = _Calls()
        self.counters = RowTable(tr("Counters"), COUNTER_HEADS, wide=0)
        self._firewall_box = QVBoxLayout()
        self._firewalls: dict[str, _Firewall] = {}
        self.talk = SeatTalk(theme, self._send)
        self.decisions = DecisionLog(theme, self._decide)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Tools of this seat"))
        self.card_key = button(tr("Situation card"), self.open_card, explain=tr("What do you think is wrong?"))
        self.tabs.setCornerWidget(self.card_key)
        whole = column(gap=0)
        whole.addWidget(self._end)
        whole.addWidget(self.tabs, 1)
        self.setLayout(whole)
        self._make_pages()

    def show_seat(self, seat: str) -> None:
        """Show this seat's tools from now on."""
        if seat == self.seat:
            return
        self.seat = seat
        self._asked = 0
        self.talk.offer(self._tools.people(seat), self._tools.modes())
        now = self._tools.of(seat, monotonic())
        wanted = [
            (self._map_page, tr("Map"), now.has_map),
            (self.calls, tr("Calls"), now.has_calls),
            (self.counters, tr("Counters"), now.has_calls),
            (self._firewall_page, tr("Firewall"), now.has_firewalls),
            (self.talk, tr("Messages"), now.player),
            (self.decisions, tr("Decision log"), now.player),
        ]
        while self.tabs.count():
            self.tabs.removeTab(0)
        for page, words, here in wanted:
            if here:
                self.tabs.addTab(page, amp(words))
        self.tabs.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Show what the tools show now."""
        if not self.seat:
            return
        now = self._tools.of(self.seat, monotonic())
        self.map.show_marks(now.marks, now.wires)
        self.map_rows.setColumnHidden(len(MAP_HEADS) - 1, not any(cells[-1] for cells in now.map_rows))
        self.map_rows.show_rows(now.map_rows, tuple(f"{n}:{cells[0]}" for n, cells in enumerate(now.map_rows)))
        self.calls.show_calls(now.calls)
        self.counters.show_rows(now.counters, tuple(f"{cells[0]}|{cells[1]}" for cells in now.counters))
        self._show_firewalls(now.firewalls)
        self.talk.show_letters(now.letters, barred=now.barred)
        self.decisions.show_decisions(now.decisions, barred=now.barred)
        self.card_key.setVisible(now.player)
        self.card_key.setEnabled(not now.barred)
        self.over = now.ended
        set_text(self._closed, now.barred)
        self._end.setVisible(bool(now.barred) and not now.stopped)
        self.feedback_key.setVisible(now.ended)
        self._ask_card(now)

    def ask_feedback(self) -> None:
        """Fill in the participant feedback form."""
        seat = self.seat
        made = self.feedback = FeedbackDialog(
            self, lambda form: self._done(self._tools.give_feedback(seat, form)), role=self._tools.part(seat)
        )
        made.open()

    def open_card(self) -> None:
        """Open the situation card."""
        if self.card is not None:
            self.card.raise_()
            self.card.activateWindow()
            return
        seat = self.seat
        card = self.card = SituationCard(
            self,
            self._theme,
            lambda *what: self._done(self._tools.believe(seat, *what)),
            self._tools.causes(),
            self._tools.places(seat),
            SURE,
        )
        card.finished.connect(self._card_gone)
        card.open()

    def ask_stop(self) -> None:
        """Ask whether there is a real emergency, for this seat; nothing else waits meanwhile."""
        question = tr(
            "Stop the exercise for everybody, because of a real emergency? Say aloud: {word}.",
            word=self._tools.emergency_word,
        )
        box = self._question = tell(self, tr("Real emergency"), question)
        box.setStandardButtons(QMessageBox.StandardButton.NoButton)
        stop = box.addButton(tr("STOP"), QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole))
        stop.clicked.connect(lambda _=False: self._done(self._tools.stop(self.seat)))

    def _ask_card(self, now: Tools) -> None:
        """A card that was asked for opens once by itself."""
        if now.card_asked and now.card_asked != self._asked and not now.stopped and not now.barred:
            self._asked = now.card_asked
            if self.isVisible():
                self.open_card()

    def _card_gone(self) -> None:
        self.card = None

    def _send(self, to: tuple[str, ...], mode: str, text: str, answers: int) -> str:
        return self._done(self._tools.send(self.seat, to, mode, text, answers))

    def _decide(self, decision: str, because: str, expect: str) -> str:
        return self._done(self._tools.decide(self.seat, decision, because, expect))

    def _done(self, sentence: str) -> str:
        if sentence:
            self.told.emit(sentence)
        self.refresh()
        self.changed.emit()
        return sentence

    def _make_pages(self) -> None:
        self._map_page = QSplitter(Qt.Orientation.Horizontal)
        self._map_page.addWidget(self.map)
        self._map_page.addWidget(self.map_rows)
        self._map_page.setSizes([480, 520])
        self._map_page.setChildrenCollapsible(False)
        inside = QWidget()
        inside.setLayout(self._firewall_box)
        self._firewall_page = scrolled(inside, tr("Firewall"))

    def _show_firewalls(self, firewalls: tuple[FirewallTool, ...]) -> None:
        for one in firewalls:
            made = self._firewalls.get(one.policy)
            if made is None:
                made = self._firewalls[one.policy] = _Firewall(self._theme)
                self._firewall_box.addWidget(made)
            made.show_firewall(one)
        shown_now = {one.policy for one in firewalls}
        for policy, made in self._firewalls.items():
            made.setVisible(policy in shown_now)


class _Calls(QSplitter):
    """A list of calls and the ladder of the one that is chosen."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._calls: tuple[CallRow, ...] = ()
        self.list = RowTable(tr("Calls, newest first"), CALL_HEADS, wide=3)
        self.ladder = RowTable(tr("SIP ladder of the call that is chosen"), LADDER_HEADS, wide=2)
        self.addWidget(self.list)
        self.addWidget(self.ladder)
        self.setSizes([600, 380])
        self.setChildrenCollapsible(False)
        self.list.chosen.connect(lambda _: self._show_ladder())

    def show_calls(self, calls: tuple[CallRow, ...]) -> None:
        """Show these; the choice stays with its call."""
        self._calls = calls
        self.list.setColumnHidden(len(CALL_HEADS) - 1, len({call.cells[-1] for call in calls}) < 2)
        self.list.show_rows(tuple(call.cells for call in calls), tuple(call.key for call in calls))
        self._show_ladder()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = Qt.Orientation.Horizontal if self.width() >= BESIDE else Qt.Orientation.Vertical
        if self.orientation() is not side:
            self.setOrientation(side)

    def _show_ladder(self) -> None:
        key = self.list.key()
        call = next((one for one in self._calls if one.key == key), None)
        self.ladder.show_rows(call.ladder if call is not None else ())


class _Firewall(QWidget):
    """One firewall: lines with hits, then its log."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name, self._warning = label(name="heading"), label(name="warn", wrap=True)
        self.rules = RowTable(tr("Lines in order; the first that matches decides"), RULE_HEADS, wide=3)
        self.rules.setMinimumHeight(150)
        self.log = SentenceList(theme, tr("Log of the firewall, newest last"))
        self.log.setMinimumHeight(90)
        self.setLayout(
            column(self._name, self._warning, self.rules, label(tr("Log, newest last"), name="subheading"), self.log)
        )

    def show_firewall(self, one: FirewallTool) -> None:
        """Show it as it stands."""
        set_text(self._name, one.name)
        set_text(self._warning, one.warning)
        self._warning.setVisible(bool(one.warning))
        self.rules.show_rows(one.rows, tuple(cells[0] for cells in one.rows))
        self.log.show_items([Sentence(time, "alarm", text) for time, text in reversed(one.log)])
