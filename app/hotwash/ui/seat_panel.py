"""One seat's desk: alarms to acknowledge, what reached it, and what it may do. It knows symptoms only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from hotwash.ui.controls import Choice, button, column, panel, row, scrolled
from hotwash.ui.plain_text import amp, hint, label, set_text, shown, tr
from hotwash.ui.sentence_list import Sentence, SentenceList
from hotwash.ui.tab_order import stops
from hotwash.ui.theme import Theme
from hotwash.viewmodels.seat import OfferedAct, SeatAlarm, SeatView

AT_ONCE = 6
"""Acts whose buttons are made in one go."""
TAKES = 90
"""Pixels for how long an act takes."""
SIDE_BY_SIDE = 560
"""Pixels of width from which alarms and acts stand side by side."""
LEAST_FEED, CAPTIONS = 48, 48
"""Pixels of height of the least that is seen of the messages, and of what is written above alarms and messages."""
LEAST_FREE = 320
"""Pixels beside the name below which a notice covers the name."""


class SeatPanel(QWidget):
    """Shows a seat's view; tells of acts and acknowledgements with the seat's id."""

    acted = Signal(str, str)
    acknowledged = Signal(str, int)
    rang = Signal(str)
    seat_changed = Signal()

    def __init__(self, theme: Theme, *, own_window: bool = False) -> None:
        super().__init__()
        self.seat = ""
        """The seat whose desk is shown."""
        self.seats = Choice(theme, tr("Which seat"))
        self.seats.hide()
        self.seats.currentIndexChanged.connect(lambda _: self._change_seat())
        self._name, self._story = label(name="heading"), label(name="clock" if own_window else "small")
        self._brief = label(name="muted", wrap=True)
        self._brief.setVisible(own_window)
        self._count = label(name="small")
        self._alarms: dict[int, _Alarm] = {}
        self._known = False
        """Whether alarms were shown before; those of the first time are not new."""
        alarms = QWidget()
        self._alarm_list = QVBoxLayout(alarms)
        self._alarm_list.setContentsMargins(0, 0, 4, 0)
        self._alarm_list.setSpacing(4)
        self._quiet = label(tr("No alarms"), name="muted")
        self._alarm_list.addWidget(self._quiet)
        self._alarm_list.addStretch(1)
        self.messages = SentenceList(theme, tr("What reached this seat"))
        self._acts: dict[str, _Act] = {}
        acts = QWidget()
        self._act_list = QVBoxLayout(acts)
        self._act_list.setContentsMargins(0, 0, 4, 0)
        self._act_list.setSpacing(4)
        self._act_list.addStretch(1)
        self._alarm_content, self._alarm_area = alarms, scrolled(alarms, tr("Alarms"))
        self.messages.setMinimumHeight(LEAST_FEED)
        left = self._left = QWidget()
        feed = column(
            row(label(tr("Alarms"), name="subheading"), 1, self._count),
            self._alarm_area,
            label(tr("What reached this seat"), name="subheading"),
            gap=3,
        )
        feed.addWidget(self.messages, 1)
        left.setLayout(feed)
        self._times_word = label(tr("typical time"), name="small")
        self._act_area = scrolled(acts, tr("Acts"))
        right = QWidget()
        head = row(label(tr("Acts"), name="subheading"), 1, self._times_word)
        right.setLayout(column(head, self._act_area, gap=3))
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.splitterMoved.connect(lambda *_: self._fit())
        split.setSizes([340, 420])
        split.setChildrenCollapsible(False)
        self._head = row(self._name, self.seats, 1, self._story)
        whole = panel(self._head, self._brief)
        inside = whole.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addWidget(split, 1)
        self.setLayout(column(whole))

    def offer_seats(self, seats: Sequence[tuple[str, str]]) -> None:
        """Ids and names of the seats that can be chosen; the first is shown until another one is."""
        for seat, name in seats:
            self.seats.addItem(shown(name), seat)
        self.seats.setVisible(len(seats) > 1)

    def add_to_head(self, key: QWidget) -> None:
        """One more thing at the right end of its head."""
        self._head.addWidget(key)

    def beside_name(self, window: QWidget) -> QRect:
        """The part of its head in which nothing is written, in a window's pixels."""
        left = max(
            part.mapTo(window, QPoint(part.width(), 0)).x() for part in (self._name, self.seats) if part.isVisible()
        )
        right = self._story.mapTo(window, QPoint(0, 0)).x()
        if right - left < LEAST_FREE:
            left = self._name.mapTo(window, QPoint(0, 0)).x()
        return QRect(left + 12, 3, max(right - left - 24, 1), 44)

    def preparing(self, view: SeatView) -> Iterator[None]:
        """Make the buttons of a seat that is going to be shown, a few at a time; there may be many."""
        for place, act in enumerate(view.acts):
            self._add_act(act, place)
            if len(self._acts) % AT_ONCE == 0:
                yield

    def show_seat(self, view: SeatView) -> None:
        """Show the desk of one moment."""
        self.seat = view.seat
        chosen = self.seats.count() > 1
        set_text(self._name, tr("Seat:") if chosen else tr("Seat: {name}", name=view.name))
        set_text(self._story, view.story)
        set_text(self._brief, view.brief)
        set_text(self._count, tr("{number} to acknowledge", number=view.unacknowledged))
        self._show_alarms(view.alarms)
        self.messages.show_items([Sentence(m.time, m.kind, f"{m.sender}: {m.text}") for m in reversed(view.messages)])
        for gone in set(self._acts) - {act.id for act in view.acts}:
            self._drop_act(gone)
        for place, act in enumerate(view.acts):
            if act.id not in self._acts:
                self._add_act(act, place)
            self._acts[act.id].show_act(act)
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard on the first thing to do: an alarm, else an act."""
        keys = [
            key for area in (self._alarm_area, self._act_area) for key in stops(area) if isinstance(key, QPushButton)
        ]
        (keys[0] if keys else self.messages).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _change_seat(self) -> None:
        """Another seat's desk from now on: what it has was there before, and nothing of the last one stays."""
        self.seat = str(self.seats.currentData())
        self._known = False
        for number in list(self._alarms):
            self._drop_alarm(number)
        for act in list(self._acts):
            self._drop_act(act)
        self.seat_changed.emit()

    def _show_alarms(self, alarms: tuple[SeatAlarm, ...]) -> None:
        unheard = [alarm for alarm in alarms if not alarm.over and not alarm.acknowledged]
        fresh = [alarm.text for alarm in unheard if alarm.alarm not in self._alarms]
        if fresh and self._known:
            self.rang.emit(tr("New alarm: {text}", text=" ".join(fresh)))
        self._known = True
        for number in set(self._alarms) - {alarm.alarm for alarm in alarms}:
            self._drop_alarm(number)
        for place, alarm in enumerate(alarms):
            made = self._alarms.get(alarm.alarm)
            if made is None:
                made = self._alarms[alarm.alarm] = _Alarm(
                    lambda number=alarm.alarm: self._acknowledge(number), self.messages
                )
            if self._alarm_list.indexOf(made) != place:
                self._alarm_list.insertWidget(place, made)
            made.show_alarm(alarm)
        self._quiet.setVisible(not alarms)

    def _fit_alarms(self) -> None:
        """As tall as its alarms, at most half of the feed, never less than the first; messages take what is left."""
        inside, item = self._alarm_content.layout(), self._alarm_list.itemAt(0)
        room = self._left.height() - LEAST_FEED - CAPTIONS
        wide = self._alarm_area.width()
        for width in (wide, wide - self._alarm_area.verticalScrollBar().sizeHint().width()):
            wanted = inside.totalHeightForWidth(width) if inside is not None else 0
            first = item.heightForWidth(width - 4) if item is not None and item.hasHeightForWidth() else 0
            most = max(first + 4, self._left.height() // 2 - 10)
            height = max(min(max(wanted, 30) + 2, most, room), 40)
            if height >= wanted:
                break
        # Qt keeps a scroll bar that only its own width makes necessary.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if height >= wanted else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._alarm_area.setVerticalScrollBarPolicy(policy)
        if self._alarm_area.height() != height:
            self._alarm_area.setFixedHeight(height)

    def _fit(self) -> None:
        """Alarms and acts side by side where there is room; how long acts take beside them, or below."""
        side = Qt.Orientation.Horizontal if self.width() >= SIDE_BY_SIDE else Qt.Orientation.Vertical
        if self._split.orientation() is not side:
            self._split.setOrientation(side)
            self._split.setSizes([340, 420] if side is Qt.Orientation.Horizontal else [200, 140])
        self._fit_alarms()
        widest = max((act.key.sizeHint().width() for act in self._acts.values()), default=0)
        roomy = widest + TAKES + 12 <= self._act_area.viewport().width()
        self._times_word.setVisible(roomy)
        for act in self._acts.values():
            act.show_takes(beside=roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _acknowledge(self, alarm: int) -> None:
        self.acknowledged.emit(self.seat, alarm)

    def _add_act(self, act: OfferedAct, place: int) -> None:
        made = _Act(lambda: self.acted.emit(self.seat, act.id), self.messages)
        self._acts[act.id] = made
        self._act_list.insertWidget(place, made)

    def _drop_alarm(self, number: int) -> None:
        gone = self._alarms.pop(number)
        _leave(gone.key, self.messages, wanted=False)
        gone.setParent(None)
        gone.deleteLater()

    def _drop_act(self, act: str) -> None:
        gone = self._acts.pop(act)
        _leave(gone.key, self.messages, wanted=False)
        gone.setParent(None)
        gone.deleteLater()


class _Alarm(QWidget):
    """One alarm with its button."""

    def __init__(self, press: object, refuge: QWidget) -> None:
        super().__init__()
        self._refuge = refuge
        self.setObjectName("alarm")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text: QLabel = label(wrap=True)
        self._small: QLabel = label(name="small", wrap=True)
        self._text.setMinimumWidth(60)
        self._small.setMinimumWidth(60)
        self.key: QPushButton = button(tr("Acknowledge"), press)  # type: ignore[arg-type]  # a lambda with a default
        box = row(column(self._text, self._small, gap=1), self.key, margin=6)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_alarm(self, alarm: SeatAlarm) -> None:
        """Show one alarm as it stands."""
        where = f" · {alarm.where}" if alarm.where else ""
        seen = " · " + tr("acknowledged") if alarm.acknowledged else ""
        over = " · " + tr("over since {time}", time=alarm.over) if alarm.over else ""
        set_text(self._text, alarm.text)
        set_text(self._small, f"{alarm.time} · {alarm.name}{where}{seen}{over}")
        _leave(self.key, self._refuge, wanted=alarm.can_acknowledge)
        self.key.setVisible(alarm.can_acknowledge or bool(alarm.barred))
        self.key.setEnabled(alarm.can_acknowledge)
        hint(self.key, alarm.barred)
        state = "over" if alarm.over else ""
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        self.key.setAccessibleName(tr("Acknowledge: {text}", text=alarm.text))


class _Act(QWidget):
    """One act: a button, how long it takes, and what it is doing."""

    def __init__(self, press: object, refuge: QWidget) -> None:
        super().__init__()
        self._refuge = refuge
        self._shown: OfferedAct | None = None
        self.key: QPushButton = button("", press)  # type: ignore[arg-type]  # a lambda without arguments
        self.key.setStyleSheet("text-align: left;")
        self.takes, self._below = label(name="small"), label(name="small")
        self.takes.setFixedWidth(TAKES)
        self._below.setIndent(12)
        self._beside = True
        self._state = label(name="good", wrap=True)
        self._state.hide()
        first = row(self.key, self.takes, gap=8)
        first.setStretch(0, 1)
        self.setLayout(column(first, self._below, self._state, gap=0))
        self._below.hide()

    def show_takes(self, *, beside: bool) -> None:
        """Say how long it takes beside the button, or where that is too narrow below it."""
        self._beside = beside
        self.takes.setVisible(beside)
        self._below.setVisible(not beside and bool(self._below.text()))

    def show_act(self, act: OfferedAct) -> None:
        """Show one act as it stands."""
        if act == self._shown:
            return
        self._shown = act
        self.key.setText(amp(act.label))
        self.key.setAccessibleName(act.label)
        _leave(self.key, self._refuge, wanted=act.enabled)
        self.key.setEnabled(act.enabled)
        hint(self.key, act.barred or tr("{hint} Typical time: {takes}.", hint=act.hint, takes=act.takes or "–"))
        set_text(self.takes, act.takes)
        set_text(self._below, tr("typical time {takes}", takes=act.takes) if act.takes else "")
        self.show_takes(beside=self._beside)
        set_text(self._state, act.under_way)
        self._state.setVisible(bool(act.under_way))


def _leave(key: QPushButton, refuge: QWidget, *, wanted: bool) -> None:
    """Take the keyboard from a button that goes: Qt would hand it to the next one, and Space would press that."""
    if not wanted and key.hasFocus():
        refuge.setFocus()
