"""The SimCell: what seats said to people who are played, who waits for an answer, and who may give one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import MessageSent
from hotwash.domain.facts import Happened
from hotwash.domain.msel import SIMCELL
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import term
from hotwash.domain.time import Millis, clock
from hotwash.exercise.projections.board import Board
from hotwash.viewmodels.conduct_lines import address, mode_word
from hotwash.viewmodels.map_state import wait_text
from hotwash.viewmodels.words import msg, said

TEMPLATE = term("THIS IS AN EXERCISE.")
"""What a call of the SimCell begins and ends with."""


@dataclass(frozen=True, slots=True)
class SimCellRow:
    """One message between people. `waiting` says how long nobody has answered; empty where none is awaited."""

    message: int
    seat: str
    time: str
    sender: str
    whom: str
    mode: str
    mode_word: str
    text: str
    waiting: str
    answered: bool
    to_simcell: bool
    can_answer: bool
    voice: str = ""
    """Who of those that the SimCell plays spoke with that seat last before; empty for nobody."""

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.time, self.sender, self.whom, self.mode_word, self.waiting, self.text)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whom the SimCell plays."""

    name: str
    words: str
    """Organization, exercise number and how to play it."""


class SimCell:
    """Rows of messages, made once each; only those that wait for an answer change with every second."""

    def __init__(self, names: Mapping[str, str], barred: str = "") -> None:
        self._names, self._barred = names, barred
        self._made: dict[int, SimCellRow] = {}

    def rows(self, board: Board, now: Millis) -> tuple[SimCellRow, ...]:
        """Every message: what waits for an answer first and oldest first, then the others, newest first."""
        facts = [(one, one.fact) for one in board.conduct.messages if isinstance(one.fact, MessageSent)]
        answered = {fact.answers for _, fact in facts if fact.answers and fact.seat == FACILITATOR}
        open_ = not self._barred and not board.ended
        spoke: dict[str, str] = {}
        rows = []
        for one, fact in facts:
            rows.append(self._row(one, fact, answered, now, open_=open_, voice=spoke.get(fact.seat, "")))
            if fact.seat == FACILITATOR:
                spoke.update(dict.fromkeys(fact.to, said(fact.sender)))
        waiting = [row for row in rows if row.waiting]
        return (*waiting, *(row for row in reversed(rows) if not row.waiting))

    def _row(
        self, one: Happened, fact: MessageSent, answered: set[int], now: Millis, *, open_: bool, voice: str
    ) -> SimCellRow:
        known = self._made.get(fact.message)
        if known is not None and not known.waiting and known.can_answer == (fact.seat != FACILITATOR and open_):
            return known
        made = replace(_row(one, fact, answered, now, self._names, open_=open_), voice=voice)
        self._made[fact.message] = made
        return made


def _row(
    one: Happened, fact: MessageSent, answered: set[int], now: Millis, names: Mapping[str, str], *, open_: bool
) -> SimCellRow:
    to_us = SIMCELL in fact.to and fact.seat != FACILITATOR
    done = fact.message in answered
    waits = to_us and not done
    return SimCellRow(
        message=fact.message,
        seat=fact.seat,
        time=clock(one.at),
        sender=said(fact.sender),
        whom=", ".join(address(to, names) for to in fact.to),
        mode=fact.mode,
        mode_word=mode_word(fact.mode),
        text=fact.text,
        waiting=msg("waits {time}", time=wait_text(now - one.at)) if waits else "",
        answered=to_us and done,
        to_simcell=to_us,
        can_answer=fact.seat != FACILITATOR and open_,
    )


def voices(scenario: Scenario) -> tuple[Voice, ...]:
    """Whom the SimCell can speak for: the scenario's directory, then senders of its injects that are not in it."""
    known = {one.name: ", ".join(part for part in (one.organisation, one.reach, one.about) if part)
             for one in scenario.directory.values()}  # fmt: skip
    for inject in scenario.injects.values():
        sender = inject.delivery.sender
        if sender and sender not in scenario.directory and inject.delivery.kind == "message":
            known.setdefault(said(sender), "")
    return tuple(Voice(name, words) for name, words in known.items())


def script(text: str) -> str:
    """A text with the words that every call of an exercise has around it; one that has them already stays."""
    mark = said(TEMPLATE)
    return text if text.startswith(mark) else f"{mark} {text.strip()} {mark}"
