"""Rows that a desk shows, worked out of its board: counters by place and word, and who a message was between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.facts import CallsTallied
from hotwash.domain.msel import SIMCELL
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import MODES
from hotwash.domain.sentences import joined, say, term
from hotwash.domain.visibility import IN_PERSON
from hotwash.exercise.instruments import ORIGIN_WORDS, PSAP_WORDS, MapMark
from hotwash.exercise.projections.seat_board import Letter, SeatBoard

UNANSWERED = ("alarm", "network", "system", "note")
"""Ways by which nobody speaks who could be answered."""
LATELY = 5
"""Minutes of the second column of a counter; a default."""


@dataclass(frozen=True, slots=True)
class Counter:
    """How often a word was told of the calls of one place: in the newest minute, the last five, and all so far."""

    place: str
    place_name: str
    word: str
    newest: int
    lately: int
    total: int


def counters(board: SeatBoard, scenario: Scenario) -> tuple[Counter, ...]:
    """Counters of the seat's own PSAPs, then of its networks; only words of which any was told and that its tools use.

    Answers that were cut off later are taken back, so that each call counts once in `total`.
    """
    minutes = [one.fact for one in board.minutes if isinstance(one.fact, CallsTallied)]
    return (*_counted(minutes, scenario, PSAP_WORDS, "psaps"), *_counted(minutes, scenario, ORIGIN_WORDS, "origins"))


def _counted(minutes: list[CallsTallied], scenario: Scenario, words: Mapping[str, str], kind: str) -> Iterator[Counter]:
    sums: dict[tuple[str, str], list[int]] = {}
    for back, minute in enumerate(reversed(minutes)):
        for sign, table in ((1, getattr(minute, kind)), (-1, getattr(minute, f"cut_{kind}"))):
            for place, counts in table.items():
                for word, count in counts.items():
                    row = sums.setdefault((place, word), [0, 0, 0])
                    row[2] += sign * count
                    row[1] += sign * count if back < LATELY else 0
                    row[0] += count if back == 0 and sign > 0 else 0
    order = list(words)
    told = (key for key in sums if key[1] in words)
    for place, word in sorted(told, key=lambda key: (key[0], order.index(key[1]))):
        newest, lately, total = sums[place, word]
        yield Counter(place, scenario.network.elements[place].name, words[word], newest, max(0, lately), total)


def name_of(scenario: Scenario, address: str) -> str:
    """Who has an address of a message, or who did something."""
    if address == SIMCELL:
        return term("SimCell")
    if address == FACILITATOR:
        return term("the facilitator")
    return scenario.seats[address].name if address in scenario.seats else address


def sender_of(scenario: Scenario, letter: Letter) -> str:
    """Who speaks in a message: a contact of the directory by name, or as it was signed."""
    contact = scenario.directory.get(letter.sender)
    return contact.name if contact is not None else letter.sender


def mode_of(letter: Letter) -> str:
    """The way by which a message came, as it is read."""
    return MODES.get(letter.mode, letter.mode)


def answer_to(letter: Letter) -> str:
    """Address to which an answer goes: the sender's seat, or the SimCell for those that the facilitator speaks for."""
    return SIMCELL if letter.seat in ("", FACILITATOR) else letter.seat


def answerable(letter: Letter) -> bool:
    """Whether somebody is there to answer to: nobody answers the public, a machine, or who speaks to the whole room."""
    if letter.public or letter.mode in UNANSWERED:
        return False
    return bool(letter.to) or letter.mode not in (IN_PERSON, "media")


def closed_words(board: SeatBoard) -> str:
    """Why nothing can be done or sent from this desk, as a sentence; empty where it can."""
    if board.clock.ended:
        return term("The exercise has ended, and this desk is closed. What is left is the feedback form.")
    if board.clock.stopped_by:
        return term("Play is stopped for a real emergency: nothing can be sent until the facilitator lets it go on.")
    return ""


def state_words(mark: MapMark) -> str:
    """Everything that tools report about an element."""
    told = list(mark.states)
    if mark.alarms:
        told.insert(
            0, term("an alarm names it") if mark.alarms == 1 else say("{count} alarms name it", count=mark.alarms)
        )
    return joined(told, "; ") if told else term("nothing unusual")


def floor_words(mark: MapMark) -> str:
    """Call takers and waiting callers of an own PSAP; empty for anything else."""
    queue = mark.queue
    if queue is None:
        return ""
    words = say(
        "{busy} of {all} call takers on a line, {waiting} waiting",
        busy=queue.busy,
        all=queue.positions,
        waiting=queue.waiting,
    )
    if not queue.waiting:
        return words
    return say("{words}, longest {seconds} s", words=words, seconds=queue.oldest // 1000)
