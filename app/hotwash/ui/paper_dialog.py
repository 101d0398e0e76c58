"""Keying in for a seat on paper: what it did, and when by its own account; both times are kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QSpinBox, QStackedWidget, QWidget

from hotwash.catalogue import registry
from hotwash.domain.commands import AcknowledgeAlarm, KeyIn, SeatCommand, TakeAction
from hotwash.domain.conduct_commands import ConductCommand, LogDecision, SendMessage, StateBelief
from hotwash.domain.msel import SIMCELL
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import Millis, clock
from hotwash.exercise.decide_conduct import SPOKEN
from hotwash.exercise.projections.board import Board
from hotwash.ui.choosers import Ticks, Words, box_of, key_of, named
from hotwash.ui.controls import column, row
from hotwash.ui.dialogs import Question, time_asked
from hotwash.ui.plain_text import shown, tr
from hotwash.viewmodels.conduct_lines import mode_word
from hotwash.viewmodels.seat import act_labels
from hotwash.viewmodels.words import noop, said, said_by

KINDS = {
    "act": noop("Act"),
    "message": noop("Message"),
    "decision": noop("Decision"),
    "card": noop("Situation card"),
    "ack": noop("Alarm acknowledged"),
}


class PaperDialog(Question):
    """Choose the seat and what it did; only that part of the fields is shown."""

    def __init__(
        self, parent: QWidget, scenario: Scenario, board: Board, now: Millis, seat: str, key_in: Callable[[KeyIn], str]
    ) -> None:
        super().__init__(
            parent,
            tr("Key in for a paper seat"),
            tr("It takes effect now; the time at which the seat did it is kept beside it."),
            tr("Key in"),
            self._send,
        )
        self._scenario, self._board, self._key_in = scenario, board, key_in
        self.seat = box_of(tr("Seat"), [(one.id, one.name) for one in scenario.seats.values()])
        self.kind = box_of(tr("What it did"), [(key, tr(words)) for key, words in KINDS.items()])
        self.at = QLineEdit(clock(now))
        self.at.setAccessibleName(tr("Time as told"))
        self.at.setMinimumWidth(
            self.at.fontMetrics().horizontalAdvance("00:00:00") + 4 * self.at.fontMetrics().height()
        )
        self.pages = QStackedWidget()
        self.act, self.alarm = box_of(tr("Act"), []), box_of(tr("Alarm"), [])
        self._pages()
        for part in (
            row(named(tr("Seat"), self.seat), named(tr("What it did"), self.kind), named(tr("Time as told"), self.at)),
            self.pages,
        ):
            self.body.addWidget(part) if isinstance(part, QWidget) else self.body.addLayout(part)
        self.kind.currentIndexChanged.connect(self.pages.setCurrentIndex)
        self.seat.currentIndexChanged.connect(lambda _: self._fill())
        self.seat.setCurrentIndex(max(0, self.seat.findData(seat)))
        self._fill()
        self.setMinimumWidth(560)
        self.seat.setFocus()

    def _pages(self) -> None:
        """The fields for each kind, in the order of `KINDS`."""
        seats = [(one.id, one.name) for one in self._scenario.seats.values() if one.part is Part.PLAYER]
        self.to = Ticks(tr("To whom"), [(SIMCELL, tr("SimCell")), *seats])
        self.mode = box_of(tr("How"), [(mode, mode_word(mode)) for mode in SPOKEN])
        self.words = Words(tr("What was said"))
        self.decision, self.because = Words(tr("We do"), 2), Words(tr("Because"), 2)
        self.expect = Words(tr("We expect"), 2)
        causes = [(kind, said(made.title)) for kind, made in registry.faults().items()]
        self.cause = box_of(tr("Cause, if one was named"), [("", tr("In words only")), *causes])
        self.belief, self.sure = Words(tr("What it thinks is wrong"), 2), QSpinBox()
        self.sure.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.sure.setRange(0, 100)
        self.sure.setValue(50)
        self.sure.setSuffix(" %")
        self.sure.setAccessibleName(tr("How sure"))
        message = row(named(tr("To whom"), self.to), named(tr("How"), self.mode))
        card = row(named(tr("Cause, if one was named"), self.cause), named(tr("How sure"), self.sure))
        for parts in (
            (named(tr("Act"), self.act),),
            (message, named(tr("What was said"), self.words)),
            (
                named(tr("We do"), self.decision),
                named(tr("Because"), self.because),
                named(tr("We expect"), self.expect),
            ),
            (named(tr("What it thinks is wrong"), self.belief), card),
            (named(tr("Alarm"), self.alarm),),
        ):
            page = QWidget()
            page.setLayout(column(*parts, 1))
            self.pages.addWidget(page)

    def _fill(self) -> None:
        """Acts and alarms of the seat that is chosen."""
        seat = key_of(self.seat)
        self.act.clear()
        for action, words in act_labels(self._scenario, seat).items():
            self.act.addItem(shown(words), action)
        self.alarm.clear()
        for line in self._board.alarms:
            mine = not line.seats or seat in line.seats
            if mine and seat not in line.acknowledged_by:
                self.alarm.addItem(shown(f"{clock(line.at)} {line.name}: {said(line.text)}"), line.alarm)

    def asked(self) -> SeatCommand | ConductCommand | None:
        """What the fields say the seat did; None where nothing is chosen."""
        match key_of(self.kind):
            case "act":
                return TakeAction(key_of(self.act)) if self.act.count() else None
            case "message":
                return SendMessage(self.to.keys(), key_of(self.mode), self.words.words())
            case "decision":
                return LogDecision(self.decision.words(), self.because.words(), self.expect.words())
            case "card":
                return StateBelief(self.belief.words(), self.sure.value(), key_of(self.cause))
            case _:
                return AcknowledgeAlarm(int(key_of(self.alarm))) if self.alarm.count() else None

    def _send(self) -> str:
        asked = self.asked()
        if asked is None:
            return tr("There is nothing of this kind that the seat could have done.")
        try:
            acted = time_asked(self.at.text(), self._scenario.start)
        except ValueError as error:
            return said_by(error)
        return self._key_in(KeyIn(key_of(self.seat), acted, asked))
