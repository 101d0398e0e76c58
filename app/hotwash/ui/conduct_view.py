"""The Conduct workspace at work: lets time pass, keeps every panel up to date, hands gestures on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from hotwash.ui import conduct_gestures
from hotwash.ui.dialogs import Question, When
from hotwash.ui.map_menu import element_menu
from hotwash.ui.map_reader import make_readable
from hotwash.ui.panels import Panels
from hotwash.ui.plain_text import tr
from hotwash.ui.room_desk import RoomDesk
from hotwash.ui.seat_desks import SeatDesks
from hotwash.ui.theme import Theme
from hotwash.ui.workspace import Workspace
from hotwash.viewmodels.actions import Situation
from hotwash.viewmodels.conduct import Conduct, Shown
from hotwash.viewmodels.dots import Floats
from hotwash.viewmodels.motion import DotFrame
from hotwash.viewmodels.steady import steady

TICK_MS, JUMP_TICK_MS, SHOW_MS = 50, 15, 250
TICK_BUDGET_S, JUMP_BUDGET_S = 0.006, 0.03
"""Seconds of simulation in one go: short beside the frames, longer while time is run ahead, never 0.1."""


class ConductView(Workspace):
    """One exercise on the screen. It asks `Conduct` for records and hands it gestures."""

    said = Signal(str)
    situation_changed = Signal(Situation)

    def __init__(self, conduct: Conduct, panels: Panels, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__(panels, actions)
        self.conduct = conduct
        self.last: Shown | None = None
        self.menu: QMenu | None = None
        self.question: Question | None = None
        self.desks = SeatDesks(conduct, self.do, self.refresh, self.seat)
        self.room = RoomDesk(self, panels, theme)
        self._connect()
        self._tick, self._show = QTimer(self), QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self.tick)
        self._show.timeout.connect(self.refresh)

    def preparing(self) -> Iterator[None]:
        """Everything that has to happen before it is shown, in short steps: fill it, lay it out, paint it unseen.

        What has been painted once is quickly painted again: letters, icons and the map's pictures are kept.
        """
        self.map.show_scene(self.conduct.scene, self.conduct.outline)
        make_readable(self.map)
        if self.conduct.barred:
            self.show_read_only(self.conduct.barred, left=self.conduct.left)
            self.room.bar_all(self.conduct.barred)
        else:
            self.map.show_calls(self._calls)
        yield
        self.arrangement.bring(self.injects if self.conduct.run.scenario.injects else self.faults)
        shown = self.conduct.shown(datetime.now().astimezone())
        if shown.seat is not None:
            yield from self.seat.preparing(shown.seat)
        for fill in self._fillings(shown):
            fill()
            yield
        self.grab(QRect(0, 0, 1, 1))
        yield
        for part in self.parts():
            part.grab()
            yield
        self.grab(QRect(0, 0, 1, 1))  # what was painted may have found that it needs another height
        self.map.place()
        yield
        self.map.grab()
        yield
        self._show.start(SHOW_MS)
        if not self.conduct.barred:
            self._tick.start(TICK_MS)

    @property
    def seat_window(self) -> QWidget | None:
        """The own window of the seat that is chosen here, if it has one."""
        return self.desks.windows.get(self.seat.seat)

    # Time

    def tick(self) -> None:
        """Let time pass, more of it at once while it is run ahead; that of a recording stands."""
        if self.conduct.barred:
            return
        jumping = self.conduct.jumping_to is not None
        self.conduct.pacer.budget_s = JUMP_BUDGET_S if jumping else TICK_BUDGET_S
        self.room.jumps(jumping=jumping)
        self.conduct.tick(steady())
        self.room.inviting.tick()
        self.room.slow()
        wanted = JUMP_TICK_MS if jumping else TICK_MS
        if self._tick.interval() != wanted:
            self._tick.setInterval(wanted)
            self.refresh()
            self.room.jumped()
        self.map.set_moving(moving=self.conduct.moving)

    def refresh(self) -> None:
        """Show every panel the record of now."""
        shown = self.conduct.shown(datetime.now().astimezone())
        before, self.last = self.last, shown
        for fill in self._fillings(shown):
            fill()
        if self.card.key:
            self.card.show_card(self.conduct.card(self.card.key))
        if shown.stopped and before is not None and not before.stopped:
            self.said.emit("")  # nothing covers the banner
        if before is None or before.situation != shown.situation:
            self._show_view(self.conduct)
            self.map.show_calls(None if shown.situation.seat_view or self.conduct.barred else self._calls)
            self.situation_changed.emit(shown.situation)

    def _fillings(self, shown: Shown) -> tuple[Callable[[], None], ...]:
        """What brings each panel up to a moment; none takes long."""
        clocks, log = shown.clocks, () if self.conduct.seat_view else self.conduct.log
        over = not (clocks.can_run or clocks.barred or shown.situation.ended or shown.stopped)
        return (
            lambda: self.bar.show_clocks(clocks),
            lambda: self.show_trouble(shown.trouble),
            lambda: self.show_stop(shown.stopped),
            lambda: self.over.setVisible(over),
            lambda: self.map.show_state(shown.map),
            lambda: self.figures.show_figures(shown.figures),
            lambda: self.outcomes.show_outcomes(shown.figures),
            lambda: self.plot.show_plot(shown.plot),
            lambda: self._show_faults(shown),
            lambda: self.room.show(shown.room, hidden=self.conduct.seat_view),
            self.room.show_public,
            lambda: self.psaps.show_psaps(shown.psaps),
            lambda: self.log.show_log(log),
            self.desks.show,
        )

    def _show_faults(self, shown: Shown) -> None:
        self.faults.show_faults(shown.faults)
        self.approvals.show_approvals(shown.requests, () if self.conduct.seat_view else self.conduct.room.decided)
        self.arrangement.count(self.approvals, len(shown.requests))

    def _calls(self, pixels: float, radii: Floats) -> DotFrame:
        return self.conduct.frame(steady(), pixels, radii)

    def stop(self) -> None:
        """Let go of the exercise: no more time passes here. Its file is closed by whoever asks for this."""
        self._tick.stop()
        self._show.stop()
        self.map.show_calls(None)
        self.map.set_moving(moving=False)
        self.desks.close_windows()
        self.room.close()

    def hold(self) -> None:
        """Let no time pass, because something else is in front; a jump under way ends here."""
        if self.conduct.moving:
            self.do(self.conduct.run_or_pause())

    # Gestures

    def end(self) -> str:
        """End the exercise; returns why not."""
        sentence = self.conduct.end()
        self.refresh()
        return sentence

    def go_to(self, key: str) -> None:
        """Carry out an entry of the command palette, such as `launch:firewall` or `element:bcf-east`."""
        conduct_gestures.carry_out(self, key)

    def arm(self, fault: str) -> None:
        """Ask at which time a fault begins by itself."""
        self.question = conduct_gestures.ask_to_arm(self, fault)

    def next_problem(self) -> None:
        """Select the next element in trouble and open its card."""
        conduct_gestures.next_problem(self)

    def do(self, sentence: str) -> None:
        """After a command: say what was refused, and show what changed at once."""
        if sentence:
            self.said.emit(sentence)
        self.refresh()
        self.map.set_moving(moving=self.conduct.moving)

    def when(self) -> When:
        """Which times can be asked for; it follows the exercise."""
        run = self.conduct.run
        return When(run.scenario.start, run.scenario.span, lambda: run.now)

    def show_menu(self, element: str, at: QPoint) -> None:
        """What can be done with an element, beside the pointer."""
        self.menu = element_menu(self, element)
        self.menu.popup(at)

    def open_card(self, key: str) -> None:
        """Show the card of an element or a call; elements are also marked on the map."""
        card = self.conduct.card(key)
        if card is None:
            self.said.emit(tr("There is no card for this in the seat's view."))
            return
        inside = self.card.isAncestorOf(QApplication.focusWidget() or self)
        self.card.show_card(card)
        self.arrangement.bring(self.card)
        if inside or not self.map.isVisible():
            self.card.take_focus()
        kind, _, what = key.partition(":")
        if kind == "element":
            self.map.select(what, reveal=False)
        if self.conduct.seat_view:
            self.said.emit(f"{card.title}, {card.subtitle}. {card.sentence}")

    def set_seat_view(self, *, on: bool) -> None:
        """Hide every cause, or show them again."""
        self.conduct.seat_view, self.conduct.viewed = on, self.seat.seat
        self.card.forget()
        self.map.select("")
        self.map.forget_hover()
        self.map.setAccessibleDescription("")
        self.said.emit("")
        self.refresh()

    def _connect(self) -> None:
        self.try_again.clicked.connect(self.conduct.recover)
        self.try_again.clicked.connect(self.refresh)
        self.faults.launch.connect(lambda fault: self.do(self.conduct.launch(fault)))
        self.faults.arm.connect(self.arm)
        self.faults.disarm.connect(lambda fault: self.do(self.conduct.disarm(fault)))
        self.faults.clear.connect(lambda fault: self.do(self.conduct.clear(fault)))
        self.approvals.requests.approved.connect(lambda request: self.do(self.conduct.approve(request)))
        self.approvals.requests.declined.connect(lambda request, why: self.do(self.conduct.decline(request, why)))
        self.log.left.connect(lambda: self.focus_part("map"))
        self.log.noted.connect(self._note)
        self.map.element_chosen.connect(lambda element: self.open_card(f"element:{element}"))
        self.map.menu_asked.connect(self.show_menu)
        self.seat.rang.connect(self._ring)
        self.seat.seat_changed.connect(self._follow_seat)
        self.faults.clear_all.connect(lambda: self.room.ask("clear_all"))
        self.approvals.requests.arrived.connect(lambda: self.said.emit(tr("A seat waits for your approval (A).")))
        self.map.call_chosen.connect(lambda call: self.open_card(f"call:{call}"))
        self.psaps.chosen.connect(lambda psap: self.open_card(f"element:{psap}"))
        self.psaps.left.connect(lambda: self.focus_part("map"))
        self.card.followed.connect(self.open_card)
        self.card.closed.connect(self.close_card)

    def _follow_seat(self) -> None:
        """The map in the seat's view is that of the seat whose desk is shown."""
        self.conduct.viewed = self.seat.seat
        self.refresh()
        if self.conduct.seat_view:
            self._show_view(self.conduct)

    def _show_view(self, conduct: Conduct) -> None:
        seat_name = conduct.names.get(conduct.viewed, "")
        self.show_mode(seat_view=conduct.seat_view, recorded=bool(conduct.barred), seat_name=seat_name)

    def _ring(self, sentence: str) -> None:
        """A new alarm, said to eyes and ears alike, unless the window in front of the seat has said it."""
        if self.seat_window is None:
            self.said.emit(sentence)

    def _note(self, text: str) -> None:
        """A note that was refused stays where it was written."""
        sentence = self.conduct.note(text)
        if not sentence:
            self.log.note.clear()
        self.do(sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        self.map.set_moving(moving=False)
