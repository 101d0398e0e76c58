"""The plain page of a seat: clock, alarms, messages, acts, a message, a note, STOP. Made of seen facts only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hotwash.domain.conduct_facts import MessageSent, PlayResumed, PlayStopped
from hotwash.domain.facts import (
    ActionBegan,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    CommandRefused,
    Happened,
    MessageTold,
    NoteWritten,
)
from hotwash.domain.msel import SIMCELL
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, term
from hotwash.domain.time import Millis, clock, scenario_time
from hotwash.exercise.offers import act_title
from hotwash.exercise.session import Session
from hotwash.seats.markup import Html, joined, said, tag
from hotwash.seats.pages_hook import Remembered, Renderer

NEWEST = 20
"""Messages on the page."""


@dataclass(frozen=True, slots=True)
class _Alarm:
    at: Millis
    text: str
    acknowledged: bool = False
    cleared: bool = False


@dataclass(slots=True)
class _Desk:
    """What one seat has seen."""

    alarms: dict[int, _Alarm] = field(default_factory=dict)
    told: list[Html] = field(default_factory=list)
    """Lines of the messages, made once."""
    under_way: dict[int, str] = field(default_factory=dict)
    stopped: str = ""


class PlainPages:
    """A page for every seat that has none of its own."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._desks: dict[str, _Desk] = {seat: _Desk() for seat in scenario.seats}
        self._remembered = Remembered()
        self._story = self._exercise = ""
        self._state = term("not begun")

    def take(self, seat: str, seen: Sequence[Happened]) -> None:
        """Facts that the seat may know."""
        for one in seen:
            self._note(self._desks[seat], seat, one)

    def start_over(self) -> None:
        """Forget every fact."""
        self._desks = {seat: _Desk() for seat in self._scenario.seats}
        self._remembered = Remembered()

    def moment(self, session: Session) -> None:
        """The clocks as of now."""
        board = session.board
        self._story = f"{scenario_time(self._scenario.start, session.now):%H:%M:%S}"
        self._exercise = clock(session.now)
        if board.ended:
            self._state = term("The exercise has ended.")
        elif board.running:
            self._state = term("The clock runs.")
        else:
            self._state = term("The clock stands still.")

    def sections(self, seat: str) -> Mapping[str, Renderer]:
        """Sections by id; an observer has no acts."""
        desk, keep = self._desks[seat], self._remembered.renderer
        shown: dict[str, Renderer] = {
            "clock": self._clock,
            "alarms": keep("alarms", tuple(desk.alarms.items()), self._alarms),
            "messages": keep("messages", len(desk.told), self._messages),
        }
        part = self._scenario.seats[seat].part
        if part is Part.PLAYER:
            shown["acts"] = keep("acts", tuple(desk.under_way.items()), self._acts)
            shown["write"] = keep("write", 0, self._write)
        if part is not Part.OBSERVER:
            shown["note"] = keep("note", 0, self._notes)
        return {**shown, "stop": keep("stop", 0, self._stop)}

    def _note(self, desk: _Desk, seat: str, one: Happened) -> None:
        match one.fact:
            case AlarmRaised(alarm=alarm, text=text):
                desk.alarms[alarm] = _Alarm(one.at, text)
            case AlarmAcknowledged(alarm=alarm, seat=by) if alarm in desk.alarms and by == seat:
                desk.alarms[alarm] = replace(desk.alarms[alarm], acknowledged=True)
            case AlarmCleared(alarm=alarm) if alarm in desk.alarms:
                desk.alarms[alarm] = replace(desk.alarms[alarm], cleared=True)
            case MessageTold(text=text, sender=sender) | MessageSent(text=text, sender=sender):
                desk.told.append(self._line(one.at, sender, text))
            case NoteWritten(text=text):
                desk.told.append(self._line(one.at, term("Your note"), text))
            case CommandRefused(sentence=sentence, actor=actor) if actor == seat:
                desk.told.append(self._line(one.at, term("Not possible"), sentence))
            case ActionBegan(run=run, action=action, seat=by) if by == seat:
                desk.under_way[run] = action
            case ActionEnded(run=run, effect=effect, seat=by) if by == seat:
                desk.told.append(self._line(one.at, self._title(desk.under_way.pop(run, "")), effect))
            case PlayStopped(by=by):
                desk.stopped = self._name(by)
            case PlayResumed():
                desk.stopped = ""
            case _:
                pass

    def _clock(self, seat: str) -> Html:
        stopped = self._desks[seat].stopped
        return joined(
            tag("h2", term("Clock")),
            tag("div", self._story, class_="clock"),
            tag("div", say("T+{time}", time=self._exercise), " · ", self._state),
            tag("p", say("STOP: {who} has called a real emergency.", who=stopped), class_="bad") if stopped else None,
        )

    def _alarms(self, seat: str) -> Html:
        lines = [
            tag(
                "li",
                tag("span", self._time(alarm.at), class_="small"),
                " ",
                said(alarm.text),
                " ",
                self._standing(number, alarm, seat),
            )
            for number, alarm in sorted(self._desks[seat].alarms.items(), reverse=True)
        ]
        return joined(tag("h2", term("Alarms")), _listed(lines, term("No alarm.")))

    def _standing(self, number: int, alarm: _Alarm, seat: str) -> Html:
        if alarm.cleared:
            return tag("span", term("over"), class_="good")
        if alarm.acknowledged or self._scenario.seats[seat].part is not Part.PLAYER:
            return tag("span", term("seen") if alarm.acknowledged else term("standing"), class_="warn")
        words = term("Acknowledge")
        return _key("acknowledge_alarm", {"alarm": number}, f"ack-{number}", words, f"{words}: {alarm.text}")

    def _messages(self, seat: str) -> Html:
        lines = self._desks[seat].told[: -NEWEST - 1 : -1]
        return joined(tag("h2", term("Messages")), _listed(lines, term("Nothing has come yet.")))

    def _line(self, at: Millis, sender: str, text: str) -> Html:
        above = tag("span", self._time(at), " ", tag("strong", said(sender)), class_="small")
        return tag("li", above, tag("div", said(text)))

    def _acts(self, seat: str) -> Html:
        busy = set(self._desks[seat].under_way.values())
        lines = [
            tag(
                "li",
                _key("take_action", {"action": offered.id}, f"act-{offered.id}", act_title(self._scenario, offered))
                if offered.id not in busy
                else tag("span", act_title(self._scenario, offered), ": ", term("under way"), class_="warn"),
            )
            for offered in self._scenario.actions.values()
            if not offered.seats or seat in offered.seats
        ]
        return joined(tag("h2", term("What you can do")), _listed(lines, term("Nothing is offered to this seat.")))

    def _write(self, seat: str) -> Html:
        others = [(other.id, other.name) for other in self._scenario.seats.values() if other.id != seat]
        options = [tag("option", name, value=other, dir="auto") for other, name in others]
        options.append(tag("option", term("Somebody outside the room (SimCell)"), value=SIMCELL))
        fields = joined(
            tag("label", term("To"), for_="write-to"),
            tag("select", options, id="write-to", name="to", data_type="list"),
            _area("write-text", term("Message"), "text"),
        )
        return joined(
            tag("h2", term("Send a message")),
            tag(
                "form",
                fields,
                tag("button", term("Send"), id="write-send", type="submit"),
                id="write-form",
                data_do="send_message",
                data_body=json.dumps({"mode": "chat"}),
            ),
        )

    def _notes(self, _: str) -> Html:
        send = tag("button", term("Keep"), id="note-send", type="submit")
        form = tag("form", _area("note-text", term("Note"), "text"), send, id="note-form", data_do="write_note")
        return joined(tag("h2", term("Note for the log")), form)

    def _stop(self, _: str) -> Html:
        question = term("Stop the exercise for everybody because of a real emergency?")
        key = tag(
            "button",
            term("STOP: real emergency"),
            id="stop-key",
            type="button",
            class_="lesser",
            data_do="stop_play",
            data_body="{}",
            data_confirm=question,
        )
        return joined(tag("h2", term("Real emergency")), key)

    def _time(self, at: Millis) -> str:
        return f"{scenario_time(self._scenario.start, at):%H:%M:%S}"

    def _title(self, action: str) -> str:
        offered = self._scenario.actions.get(action)
        return act_title(self._scenario, offered) if offered is not None else term("Done")

    def _name(self, actor: str) -> str:
        seat = self._scenario.seats.get(actor)
        return seat.name if seat is not None else term("the facilitator")


def _listed(lines: Sequence[Html], none: str) -> Html:
    return tag("ul", lines, class_="plain") if lines else tag("p", none, class_="small")


def _key(kind: str, body: Mapping[str, object], own: str, words: str, spoken: str = "") -> Html:
    return tag(
        "button",
        words,
        id=own,
        type="button",
        class_="lesser",
        data_do=kind,
        data_body=json.dumps(body),
        aria_label=spoken or None,
    )


def _area(own: str, words: str, name: str) -> Html:
    text = tag("textarea", id=own, name=name, maxlength=4000, dir="auto", required=True)
    return joined(tag("label", words, for_=own), text)
