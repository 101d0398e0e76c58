"""Everything a person can do in the window, as records: its name, its keys, when it is allowed, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from hotwash.viewmodels.clocks import SPEEDS
from hotwash.viewmodels.words import label, noop


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which actions are allowed."""

    open: bool = False
    running: bool = False
    can_run: bool = False
    ended: bool = False
    jumping: bool = False
    armed: bool = False
    trouble: bool = False
    seat_view: bool = False
    stopped: bool = False
    """Whether a real emergency was called and play does not go on."""
    pause_set: bool = False
    """Whether the clock is to pause by itself."""
    speed_permille: int = 1000
    slowing: bool = False
    """Whether the clock slows down by itself where people have something to do."""
    barred: str = ""
    """Why nothing can be done with what is open, as a sentence; empty where it can."""


class Workplace(Protocol):
    """The gestures that actions stand for; the window implements them."""

    def welcome(self) -> None: ...
    def design(self) -> None: ...
    def open_file(self) -> None: ...
    def report(self) -> None: ...
    def print_documents(self) -> None: ...
    def debrief(self) -> None: ...
    def histories(self) -> None: ...
    def second_copy(self) -> None: ...
    def save_copy(self) -> None: ...
    def start_anew(self) -> None: ...
    def end_exercise(self) -> None: ...
    def leave(self) -> None: ...
    def run_or_pause(self) -> None: ...
    def set_speed(self, speed: int) -> None: ...
    def jump_to_time(self) -> None: ...
    def jump_to_fault(self) -> None: ...
    def jump_ahead(self) -> None: ...
    def cancel_jump(self) -> None: ...
    def slow_down(self) -> None: ...
    def go_back(self) -> None: ...
    def focus(self, part: str) -> None: ...
    def next_problem(self) -> None: ...
    def fit_map(self) -> None: ...
    def zoom_map(self, factor: float) -> None: ...
    def map_only(self) -> None: ...
    def toggle_seat_view(self) -> None: ...
    def seat_window(self) -> None: ...
    def evaluator_window(self) -> None: ...
    def save_pack(self) -> None: ...
    def open_pack(self) -> None: ...
    def merge_notes(self) -> None: ...
    def room(self, what: str) -> None: ...
    def invite(self) -> None: ...
    def toggle_look(self) -> None: ...
    def palette(self) -> None: ...
    def keys(self) -> None: ...
    def about(self) -> None: ...


Allowed = Callable[[Situation], bool]


def _always(_: Situation) -> bool:
    return True


def _open(situation: Situation) -> bool:
    return situation.open


def _truth(situation: Situation) -> bool:
    return situation.open and not situation.seat_view


def _acting(situation: Situation) -> bool:
    return situation.open and not situation.ended and not situation.barred


def _noting(situation: Situation) -> bool:
    return situation.open and not situation.barred


def _room(situation: Situation) -> bool:
    return _acting(situation) and not situation.seat_view


def _inviting(situation: Situation) -> bool:
    return _noting(situation) and not situation.seat_view


def _stoppable(situation: Situation) -> bool:
    return situation.open and not situation.barred and not situation.ended and not situation.stopped


def _recorded(situation: Situation) -> bool:
    return situation.open and bool(situation.barred)


def _runnable(situation: Situation) -> bool:
    return situation.open and situation.can_run and not situation.barred


def _playing(situation: Situation) -> bool:
    return _runnable(situation) and not situation.jumping


@dataclass(frozen=True, slots=True)
class UserAction:
    """One thing to do. `keys` are written as Qt reads them; `checked` makes it a switch."""

    id: str
    menu: str
    label: str
    keys: tuple[str, ...]
    command: Callable[[Workplace], None]
    allowed: Allowed = _always
    checked: Allowed | None = None
    speed: int = 0
    everywhere: bool = False
    """Whether its keys work in every window of the program."""

    def text(self) -> str:
        """The label in the language spoken."""
        return label(self.label, speed=self.speed)

    def why_not(self, situation: Situation) -> str:
        """Why it can't be done with a recording; empty where it can be done, or could not be done anyway."""
        freely = replace(situation, barred="", can_run=not situation.ended)
        return situation.barred if self.allowed(freely) and not self.allowed(situation) else ""


MENUS = (noop("Exercise"), noop("Clock"), noop("Room"), noop("Map"), noop("Show"), noop("Help"))


def _speed(speed: int, workplace: Workplace) -> None:
    workplace.set_speed(speed)


def _is_speed(speed: int, situation: Situation) -> bool:
    return situation.speed_permille == speed * 1000


def _focus(part: str, workplace: Workplace) -> None:
    workplace.focus(part)


def _in_room(what: str, workplace: Workplace) -> None:
    workplace.room(what)


def _act(
    name: str,
    menu: str,
    label: str,
    keys: tuple[str, ...],
    allowed: Allowed = _room,
    *,
    everywhere: bool = False,
) -> UserAction:
    """An action of the room; what it does is the last part of its name."""
    command = partial(_in_room, name.rpartition(".")[2])
    return UserAction(name, menu, label, keys, command, allowed, everywhere=everywhere)


def _zoom(factor: float, workplace: Workplace) -> None:
    workplace.zoom_map(factor)


_SPEED_ACTIONS = tuple(
    UserAction(
        f"speed.{speed}",
        "Clock",
        noop("Speed ×{speed}"),
        (str(number),),
        partial(_speed, speed),
        _acting,
        partial(_is_speed, speed),
        speed,
    )
    for number, speed in enumerate(SPEEDS, start=1)
)

ACTIONS: tuple[UserAction, ...] = (
    UserAction("exercise.welcome", "Exercise", noop("Welcome screen: other exercises"), ("F2",), lambda w: w.welcome()),
    UserAction("exercise.design", "Exercise", noop("Design a scenario…"), ("Ctrl+Shift+N",), lambda w: w.design()),
    UserAction("exercise.open", "Exercise", noop("Open an exercise file…"), ("Ctrl+O",), lambda w: w.open_file()),
    UserAction("exercise.report", "Exercise", noop("After-action report…"), ("Ctrl+R",), lambda w: w.report(), _truth),
    UserAction("exercise.debrief", "Exercise", noop("Debrief…"), ("Ctrl+Shift+D",), lambda w: w.debrief(), _truth),
    UserAction(
        "exercise.histories", "Exercise", noop("Left histories…"), ("Ctrl+Shift+H",), lambda w: w.histories(), _truth
    ),
    UserAction(
        "exercise.print", "Exercise", noop("Print documents…"), ("Ctrl+Shift+R",), lambda w: w.print_documents(), _truth
    ),
    UserAction("exercise.second_copy", "Exercise", noop("Keep a second copy…"), (), lambda w: w.second_copy(), _acting),
    UserAction("exercise.copy", "Exercise", noop("Save a copy…"), (), lambda w: w.save_copy(), _recorded),
    UserAction("exercise.anew", "Exercise", noop("Start anew"), (), lambda w: w.start_anew(), _recorded),
    UserAction(
        "evaluator.save_pack", "Exercise", noop("Save an evaluator pack…"), (), lambda w: w.save_pack(), _noting
    ),
    UserAction("evaluator.open_pack", "Exercise", noop("Open an evaluator pack…"), (), lambda w: w.open_pack()),
    UserAction("evaluator.merge", "Exercise", noop("Merge evaluator notes…"), (), lambda w: w.merge_notes(), _noting),
    UserAction(
        "exercise.end",
        "Exercise",
        noop("End the exercise…"),
        (),
        lambda w: w.end_exercise(),
        _acting,
    ),
    _act(
        "exercise.stop",
        "Exercise",
        noop("STOP: real emergency"),
        ("Ctrl+Shift+F12",),
        _stoppable,
        everywhere=True,
    ),
    _act("exercise.resume", "Exercise", noop("Let play go on"), (), lambda s: _acting(s) and s.stopped),
    UserAction("exercise.leave", "Exercise", noop("Quit"), ("Ctrl+Q",), lambda w: w.leave()),
    UserAction("clock.run", "Clock", noop("Run or pause"), ("Space",), lambda w: w.run_or_pause(), _runnable),
    _act(
        "clock.pause_reason",
        "Clock",
        noop("Pause with a reason…"),
        ("Shift+Space",),
        lambda s: _playing(s) and s.running,
    ),
    *_SPEED_ACTIONS,
    _act("clock.step_1", "Clock", noop("Step 1 s"), (".",), _playing),
    _act("clock.step_10", "Clock", noop("Step 10 s"), ("Shift+.", ">"), _playing),
    _act("clock.step_60", "Clock", noop("Step 1 min"), ("Ctrl+Shift+.", "Ctrl+>"), _playing),
    _act("clock.pause_at", "Clock", noop("Pause at a time…"), ("Ctrl+P",), _runnable),
    _act("clock.no_pause_at", "Clock", noop("Don't pause by itself"), (), lambda s: _runnable(s) and s.pause_set),
    UserAction(
        "clock.slow",
        "Clock",
        noop("Slow to ×1 when something is due"),
        ("Ctrl+Shift+S",),
        lambda w: w.slow_down(),
        _acting,
        lambda s: s.slowing,
    ),
    _act("clock.next_event", "Clock", noop("Jump to the next event"), ("N",), _playing),
    _act("clock.first_loss", "Clock", noop("Jump to the first lost call"), ("Shift+N",), _playing),
    UserAction("clock.jump", "Clock", noop("Jump to a time…"), ("Ctrl+J",), lambda w: w.jump_to_time(), _playing),
    UserAction(
        "clock.jump_fault",
        "Clock",
        noop("Jump to the next fault"),
        ("Ctrl+Shift+J",),
        lambda w: w.jump_to_fault(),
        lambda s: _playing(s) and s.armed,
    ),
    UserAction(
        "clock.jump_ahead", "Clock", noop("Jump 15 minutes ahead"), ("Ctrl+Right",), lambda w: w.jump_ahead(), _playing
    ),
    UserAction(
        "clock.cancel_jump",
        "Clock",
        noop("Stop the jump here"),
        ("Ctrl+.",),
        lambda w: w.cancel_jump(),
        lambda s: s.jumping,
    ),
    UserAction(
        "clock.back",
        "Clock",
        noop("Go back to an earlier moment…"),
        ("Ctrl+Shift+Left",),
        lambda w: w.go_back(),
        lambda s: _acting(s) and not s.seat_view,
    ),
    _act("room.improvise", "Room", noop("Inject of the moment…"), ("Ctrl+I",)),
    _act("room.beliefs", "Room", noop("Ask for situation cards"), ()),
    _act("room.key_in", "Room", noop("Key in for a paper seat…"), ("Ctrl+E",)),
    _act("room.clear_all", "Room", noop("Clear all faults…"), ("Ctrl+Shift+X",)),
    _act("room.bookmark", "Room", noop("Bookmark this moment…"), ("Ctrl+B",), _acting),
    _act("room.bookmarks", "Room", noop("Bookmarks"), ("Ctrl+Shift+B",), _truth),
    UserAction("room.invite", "Room", noop("Invite browsers…"), ("Ctrl+Shift+I",), lambda w: w.invite(), _inviting),
    _act("room.projector", "Room", noop("Projector window"), ("Ctrl+Shift+P",), _open),
    UserAction("map.fit", "Map", noop("Whole map"), ("Ctrl+0",), lambda w: w.fit_map(), _open),
    UserAction("map.nearer", "Map", noop("Nearer"), ("Ctrl++", "Ctrl+="), partial(_zoom, 1.3), _open),
    UserAction("map.farther", "Map", noop("Farther"), ("Ctrl+-",), partial(_zoom, 1 / 1.3), _open),
    UserAction(
        "map.problem", "Map", noop("Next problem"), ("F8",), lambda w: w.next_problem(), lambda s: s.open and s.trouble
    ),
    UserAction(
        "map.seat_view",
        "Map",
        noop("View as the seat: no causes"),
        ("V",),
        lambda w: w.toggle_seat_view(),
        _open,
        lambda s: s.seat_view,
    ),
    UserAction("map.only", "Map", noop("Map only"), ("Ctrl+M",), lambda w: w.map_only(), _open),
    UserAction("focus.map", "Show", noop("Go to the map"), ("M",), partial(_focus, "map"), _open),
    UserAction("focus.injects", "Show", noop("Go to the injects"), ("I",), partial(_focus, "injects"), _truth),
    UserAction("focus.faults", "Show", noop("Go to the fault list"), ("F",), partial(_focus, "faults"), _open),
    UserAction("focus.approvals", "Show", noop("Go to the approvals"), ("A",), partial(_focus, "approvals"), _truth),
    UserAction("focus.psaps", "Show", noop("Go to the PSAP table"), ("P",), partial(_focus, "psaps"), _open),
    UserAction("focus.log", "Show", noop("Go to the log"), ("L",), partial(_focus, "log"), _open),
    UserAction("focus.feed", "Show", noop("Go to the feed"), ("E",), partial(_focus, "feed"), _truth),
    UserAction("focus.simcell", "Show", noop("Go to the SimCell"), ("C",), partial(_focus, "simcell"), _truth),
    UserAction("focus.people", "Show", noop("Go to the participants"), ("T",), partial(_focus, "people"), _truth),
    UserAction("focus.seat", "Show", noop("Go to the seat's desk"), ("S",), partial(_focus, "seat"), _open),
    UserAction("focus.note", "Show", noop("Write a note"), ("Ctrl+N",), partial(_focus, "note"), _noting),
    UserAction(
        "show.seat_window", "Show", noop("Seat's desk in its own window"), ("Ctrl+T",), lambda w: w.seat_window(), _open
    ),
    UserAction(
        "show.evaluator", "Show", noop("Evaluator's window…"), ("Ctrl+Shift+E",), lambda w: w.evaluator_window(), _truth
    ),
    UserAction("show.look", "Show", noop("Light or dark"), ("Ctrl+D",), lambda w: w.toggle_look()),
    UserAction("help.palette", "Help", noop("Find an action…"), ("Ctrl+K",), lambda w: w.palette()),
    UserAction("help.keys", "Help", noop("Keys"), ("F1",), lambda w: w.keys()),
    UserAction("help.about", "Help", noop("About Hotwash"), (), lambda w: w.about()),
)


def matching(query: str, labels: tuple[str, ...]) -> list[int]:
    """Places of the labels that hold every word of the query, those that begin with it first."""
    words = query.casefold().split()
    found = [n for n, label in enumerate(labels) if all(word in label.casefold() for word in words)]
    return sorted(found, key=lambda n: (not labels[n].casefold().startswith(query.casefold().strip()), n))
