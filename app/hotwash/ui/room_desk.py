"""The facilitator's work in the room: wires its panels and dialogs to the exercise, and opens the projector."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hotwash.domain.conduct_commands import SendMessage
from hotwash.domain.time import MINUTE, SECOND, Millis
from hotwash.ui.controls import row
from hotwash.ui.improvise_dialog import ImproviseDialog
from hotwash.ui.inviting import Inviting
from hotwash.ui.panels import Panels
from hotwash.ui.paper_dialog import PaperDialog
from hotwash.ui.plain_text import tr
from hotwash.ui.projector_window import ProjectorWindow
from hotwash.ui.room_dialogs import (
    ask_bookmark,
    ask_clear_all,
    ask_defer,
    ask_pause,
    ask_pause_at,
    ask_sit,
    ask_skip,
    show_bookmarks,
)
from hotwash.ui.stop_banner import StopBanner, stop_button
from hotwash.ui.theme import Theme
from hotwash.viewmodels.facilitation import Facilitation, Room
from hotwash.viewmodels.next_events import WORTH_TELLING, passed

if TYPE_CHECKING:
    from hotwash.ui.conduct_view import ConductView

STEPS: dict[str, Millis] = {"step_1": SECOND, "step_10": 10 * SECOND, "step_60": MINUTE}
"""Exercise time that a step lets pass, by the key of its action."""


class RoomDesk:
    """Belongs to one workspace. `ask` carries out an action by its key; everything answers through the workspace."""

    def __init__(self, view: ConductView, panels: Panels, theme: Theme) -> None:
        self._view, self._theme = view, theme
        self._conduct = view.conduct
        self.injects, self.feed = panels.injects, panels.feed
        self.simcell, self.people = panels.simcell, panels.people
        self.dialog: QDialog | None = None
        self.projector: ProjectorWindow | None = None
        self.inviting = Inviting(view)
        self._jump: tuple[Millis, int] | None = None
        """Where the run ahead under way began, and how many facts there were."""
        scenario = view.conduct.run.scenario
        seats = [(seat.id, seat.name) for seat in scenario.seats.values()]
        self.feed.offer_seats(seats)
        self.simcell.offer(self._room.voices, seats)
        self.injects.wanted.connect(self._inject)
        self.injects.improvise.connect(lambda: self.ask("improvise"))
        self.simcell.sent.connect(self._send)
        self.people.sit.connect(self._sit)
        self.people.leave.connect(lambda seat, way, who: view.do(self._room.leave(seat, way, who)))
        self.people.key_in.connect(self._key_in)
        self.people.asked.connect(lambda: view.do(self._room.ask_beliefs()))
        for panel in (self.feed, self.simcell):
            panel.left.connect(lambda: view.focus_part("map"))

    @property
    def _room(self) -> Facilitation:
        """That of the history that is played now."""
        return self._conduct.room

    def show(self, room: Room, *, hidden: bool) -> None:
        """Show every panel of one moment; nothing of it is left in a seat's view."""
        self.injects.show_room(room)
        self.feed.show_feed([] if hidden else self._room.feed)
        self.simcell.show_messages(room.messages)
        self.people.show_seats(room.seats)
        titles = self._view.arrangement
        titles.count(self.injects, room.due)
        titles.count(self.simcell, room.unanswered)
        self.inviting.refresh()

    def jumps(self, *, jumping: bool) -> None:
        """Before a tick: whether time is run ahead, so that it is known where that began."""
        run = self._conduct.run
        if jumping and self._jump is None:
            self._jump = (run.now, len(run.facts))

    def jumped(self) -> None:
        """Once a run ahead is over, say in one sentence what passed."""
        run, began = self._conduct.run, self._jump
        if began is None or self._conduct.jumping_to is not None:
            return
        self._jump = None
        if run.now - began[0] >= WORTH_TELLING and not self._conduct.seat_view:
            self._view.said.emit(passed(run.facts[began[1] :], began[0], run.now))

    def slow(self) -> None:
        """After a tick: slow the clock where people have something to do, if that is switched on."""
        slowing = self._room.slowing
        told = slowing.look() if slowing is not None else ""
        if told:
            self._view.do(told)

    def show_public(self) -> None:
        """Bring the projector up to date."""
        if self.projector is not None:
            self.projector.show_picture(self._room.picture())

    def bar_all(self, reason: str) -> None:
        """This is a recording: nothing can be done."""
        for panel in (self.injects, self.simcell, self.people):
            panel.bar_all(reason)

    def ask(self, what: str) -> None:
        """Carry out an action of the menus."""
        view, room = self._view, self._room
        simple: dict[str, Callable[[], str]] = {
            "stop": room.stop_play,
            "resume": room.resume_play,
            "no_pause_at": lambda: room.pause_at(-1),
            "beliefs": room.ask_beliefs,
        }
        if what in simple:
            view.do(simple[what]())
        elif what in STEPS:
            view.do(room.step(STEPS[what]))
        elif room.seek is not None and what in ("next_event", "first_loss"):
            view.do(room.seek.to_event() if what == "next_event" else room.seek.to_loss())
        else:
            self._question(what)

    def _question(self, what: str) -> None:
        view, room = self._view, self._room
        match what:
            case "pause_reason":
                self.dialog = ask_pause(view, self._done(room.pause))
            case "pause_at":
                self.dialog = ask_pause_at(view, view.when(), self._done(room.pause_at))
            case "bookmark":
                self.dialog = ask_bookmark(view, self._done(room.bookmark))
            case "bookmarks":
                self.dialog = show_bookmarks(view, room.bookmarks())
            case "improvise":
                self._improvise()
            case "key_in":
                self._key_in("")
            case "clear_all":
                names = view.conduct.names
                live = ", ".join(names.get(f"fault:{f.fault}", f.fault) for f in view.conduct.run.board.faults)
                self.dialog = ask_clear_all(view, live or tr("none"), self._clear_all)
            case _:
                self.open_projector()

    def open_projector(self) -> None:
        """The projector's window, on the second screen where there is one."""
        conduct = self._conduct
        if self.projector is None:
            self.projector = ProjectorWindow(
                self._theme, self._view, conduct.scene, conduct.outline, self._projector_closed
            )
        self.show_public()
        self.projector.show()
        self.projector.raise_()

    def guard(self, window: QWidget, *, key: bool = True) -> None:
        """Give another window of this exercise the banner of a real emergency and the `key` that calls one."""
        layout, view = window.layout(), self._view
        assert isinstance(layout, QVBoxLayout)
        banner = StopBanner()
        layout.insertWidget(0, banner)
        if key:
            layout.addLayout(row(1, stop_button(lambda: self.ask("stop"))))
        view.banners.append(banner)
        banner.show_stop(self._room.stopped)
        window.destroyed.connect(lambda _=None: view.banners.remove(banner) if banner in view.banners else None)

    def close(self) -> None:
        """Nothing of this exercise is shown any more."""
        if self.projector is not None:
            self.projector.close()
        self.inviting.close()

    def _projector_closed(self) -> None:
        self.projector = None

    def _done(self, act: Callable[..., str]) -> Callable[..., str]:
        """An answer that shows in its dialog where it refuses, and everywhere else at once where it does not."""

        def doing(*values: object) -> str:
            sentence = act(*values)
            if not sentence:
                self._view.refresh()
            return sentence

        return doing

    def _inject(self, doing: str, inject: str) -> None:
        """Something is to be done with an inject of the board."""
        view, room = self._view, self._room
        subject = room.names.get(f"inject:{inject}", inject)
        match doing:
            case "release":
                sentence = room.release(inject)
                view.do(sentence or tr("Released: {inject}", inject=subject))
            case "hold":
                view.do(room.hold(inject))
            case "skip":
                self.dialog = ask_skip(view, subject, self._done(partial(room.skip, inject)))
            case _:
                self.dialog = ask_defer(view, view.when(), subject, self._done(partial(room.defer, inject)))

    def _improvise(self) -> None:
        conduct = self._conduct
        live = {line.fault for line in conduct.run.board.faults}
        faults = [
            (fault, conduct.names.get(f"fault:{fault}", fault))
            for fault in conduct.run.scenario.faults
            if fault not in live
        ]
        pool = self._room.shown().injects
        made = ImproviseDialog(
            self._view,
            conduct.run.scenario,
            pool,
            faults,
            self._done(self._room.improvise),
            self._done(self._room.release),
        )
        self.dialog = made
        made.open()

    def _key_in(self, seat: str) -> None:
        run = self._conduct.run
        made = PaperDialog(self._view, run.scenario, run.board, run.now, seat, self._done(self._room.key_in))
        self.dialog = made
        made.open()

    def _sit(self, seat: str) -> None:
        name = self._conduct.names.get(seat, seat)
        self.dialog = ask_sit(self._view, name, self._done(partial(self._room.sit, seat)))

    def _send(self, message: SendMessage) -> None:
        sentence = self._room.send(message)
        if not sentence:
            self.simcell.clear()
        self._view.do(sentence)

    def _clear_all(self) -> str:
        """Clear, then say what the board shows of it."""
        sentence = self._room.clear_all()
        if not sentence:
            self._view.do(self._room.proof())
        return sentence
