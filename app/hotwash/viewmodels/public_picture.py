"""What a projector shows the whole room: clocks, the module's story, what the public reads, what all were told.

It follows facts through the eyes of an observer, and of all players at once, so that `domain.visibility` decides; it
never asks for faults, injects, overlays or calls.
"""

from __future__ import annotations

from dataclasses import dataclass

from hotwash.domain.facts import Happened, MessageTold
from hotwash.domain.plan import Module, Part
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import Millis, clock, scenario_time
from hotwash.domain.visibility import eyes_of
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.conduct_lines import mode_word, who
from hotwash.viewmodels.real_time import module_at
from hotwash.viewmodels.words import msg, noop, said

RULES: tuple[str, ...] = (
    noop("This is an exercise. Say so in every call and message."),
    noop("Nobody is judged: plans, equipment and procedures are."),
    noop("Act on what your own desk shows and on what you are told."),
    noop("Decide as you would on the day; say why, it is worth as much."),
    noop("Never call a real number; the SimCell answers for everybody who is not in the room."),
)
"""Ground rules where the scenario has no guidelines of its own."""
MOST = 12
"""Messages kept on the screen; the room reads no more."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """Something that everybody may read."""

    time: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """Everything on the projector."""

    exercise: str
    elapsed: str
    story_time: str
    story_date: str
    clock_word: str
    module: str
    story: tuple[str, ...]
    public: tuple[PublicLine, ...]
    told: tuple[PublicLine, ...]
    rules: tuple[str, ...]
    stopped: str
    """What the banner of a real emergency says; empty while play goes on."""


class PublicView:
    """Grows with the facts."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        nobody = Seat("", "", "", "", part=Part.OBSERVER)
        eyes = eyes_of((*scenario.seats.values(), nobody), scenario.network)
        self._eyes = eyes[nobody.id]
        self._players = tuple(one for one in eyes.values() if one.seat.part is Part.PLAYER)
        self._public: list[PublicLine] = []
        self._told: list[PublicLine] = []

    def take(self, one: Happened) -> None:
        """One more fact, in order."""
        fact = self._eyes.see(one.fact)
        if fact is None and isinstance(one.fact, MessageTold) and self._told_to_all(one.fact):
            fact = one.fact
        if isinstance(fact, MessageTold):
            time = f"{scenario_time(self._scenario.start, one.at):%H:%M}"
            contact = self._scenario.directory.get(fact.sender)
            sender = contact.name if contact is not None else said(fact.sender)
            channel = mode_word(fact.channel)
            line = PublicLine(time, msg("{sender} ({channel})", sender=sender, channel=channel), said(fact.text))
            (self._public if fact.public else self._told).append(line)

    def _told_to_all(self, message: MessageTold) -> bool:
        """Whether it came to every player by name; where there is only one, it is that player's own."""
        return len(self._players) > 1 and all(eyes.see(message) is not None for eyes in self._players)

    def picture(self, board: Board, now: Millis) -> PublicPicture:
        """The projector at one moment."""
        scenario = self._scenario
        story = scenario_time(scenario.start, now)
        place = module_at(scenario.modules, now)
        module = scenario.modules[place] if place >= 0 else None
        return PublicPicture(
            exercise=scenario.overview.name or scenario.title,
            elapsed=f"T+{clock(now)}",
            story_time=f"{story:%H:%M:%S}",
            story_date=f"{story:%a} {story.day} {story:%B %Y}",
            clock_word=_clock_word(board, now),
            module=module.title if module is not None else "",
            story=_story(module, now) if module is not None else (),
            public=tuple(reversed(self._public[-MOST:])),
            told=tuple(reversed(self._told[-MOST:])),
            rules=scenario.paperwork.guidelines or tuple(said(rule) for rule in RULES),
            stopped=stop_words(board, {seat.id: seat.name for seat in scenario.seats.values()}),
        )


def stop_words(board: Board, names: dict[str, str]) -> str:
    """What everybody must read when a real emergency was called; empty while play goes on."""
    by, reason = board.conduct.stopped_by, board.conduct.stop_reason
    if not by:
        return ""
    words = msg("{who} stopped play. Nothing that happens now is part of the exercise.", who=who(by, names))
    return f"{words} {reason}".rstrip()


def _story(module: Module, now: Millis) -> tuple[str, ...]:
    """Paragraphs whose time has come, in their order."""
    return tuple(one.text for one in sorted(module.story, key=lambda one: one.at) if one.at <= now)


def _clock_word(board: Board, now: Millis) -> str:
    if board.ended:
        return msg("The exercise has ended")
    if not board.started:
        return msg("The exercise has not begun")
    return "" if board.running or board.jumping(now) is not None else msg("The clock is paused")
