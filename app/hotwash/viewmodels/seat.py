"""What one seat's desk shows: its alarms, messages and own acts, from visible facts only, and what it may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hotwash.domain.commands import FACILITATOR
from hotwash.domain.conduct_facts import BeliefsAsked, MessageSent
from hotwash.domain.facts import (
    ActionAsked,
    ActionBegan,
    ActionDeclined,
    ActionEnded,
    AlarmAcknowledged,
    AlarmCleared,
    AlarmRaised,
    CommandRefused,
    Happened,
    MessageTold,
)
from hotwash.domain.scenario import OfferedAction, Scenario
from hotwash.domain.scripts import MODES
from hotwash.domain.time import Millis, scenario_time
from hotwash.domain.visibility import eyes_of, visible
from hotwash.exercise import offers
from hotwash.exercise.offers import offered_to
from hotwash.exercise.projections.board import RequestLine
from hotwash.viewmodels.words import msg, said


@dataclass(frozen=True, slots=True)
class SeatAlarm:
    """An alarm on the board of the desk."""

    alarm: int
    time: str
    name: str
    element: str
    where: str
    text: str
    acknowledged: bool
    over: str = ""
    """When it was cleared; empty while it stands."""
    can_acknowledge: bool = False
    barred: str = ""
    """Why it can't be acknowledged in a recording; empty where it can, or was, or the exercise is over."""


@dataclass(frozen=True, slots=True)
class SeatMessage:
    """Something that reached the seat, or came of its own act. `kind` is message, effect or refused."""

    seq: int
    time: str
    kind: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """A button of the desk.

    `under_way` says since when and how long it may take, or that it waits for approval; empty while it does neither.
    `barred` says why no act can be taken in a recording; empty in an exercise that goes on.
    """

    id: str
    label: str
    hint: str
    takes: str
    under_way: str
    enabled: bool
    barred: str = ""


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything a seat's panel or window shows."""

    seat: str
    name: str
    organisation: str
    brief: str
    story: str
    alarms: tuple[SeatAlarm, ...] = ()
    messages: tuple[SeatMessage, ...] = ()
    acts: tuple[OfferedAct, ...] = ()

    @property
    def unacknowledged(self) -> int:
        """Alarms that stand and that nobody at this seat has acknowledged."""
        return sum(not alarm.acknowledged and not alarm.over for alarm in self.alarms)


class SeatDesk:
    """Follows one seat. `take` is handed every fact and keeps what `domain.visibility` lets the seat know."""

    def __init__(self, scenario: Scenario, seat: str) -> None:
        self._scenario, self.seat = scenario, seat
        self._alarms: dict[int, SeatAlarm] = {}
        self._messages: list[SeatMessage] = []
        self._begun: dict[int, tuple[str, Millis]] = {}
        self._asked: dict[str, str] = {}
        """Acts that wait for approval, and whose word they wait for."""
        self._labels = act_labels(scenario, seat)
        self._eyes = eyes_of(scenario.seats.values(), scenario.network)[seat]

    def take(self, happened: Iterable[Happened]) -> None:
        """Note what the seat may know of these facts."""
        for one in happened:
            if visible(one.fact, self.seat) and self._eyes.see(one.fact) is not None:
                self._note(one)

    def view(
        self,
        now: Millis,
        story: str,
        *,
        playing: bool,
        barred: str = "",
        requests: Sequence[RequestLine] = (),
    ) -> SeatView:
        """The desk as it is now.

        `playing` is whether acts are taken at all, `barred` why none are in a recording, `requests` all that wait for
        approval.
        """
        seat = self._scenario.seats[self.seat]
        open_to, held = playing and not barred, barred if playing else ""
        return SeatView(
            self.seat,
            seat.name,
            seat.organisation,
            seat.brief,
            story,
            tuple(
                replace(
                    alarm,
                    can_acknowledge=open_to and not alarm.acknowledged,
                    barred="" if alarm.acknowledged else held,
                )
                for alarm in sorted(self._alarms.values(), key=lambda a: (bool(a.over), a.acknowledged, -a.alarm))
            ),
            tuple(reversed(self._messages)),
            (
                *self._answers([line for line in requests if line.approver == self.seat], playing=open_to),
                *(
                    replace(self._act(offered, now, playing=open_to), barred=barred)
                    for offered in offered_to(self._scenario, self.seat)
                ),
            ),
        )

    def _note(self, one: Happened) -> None:
        time = f"{scenario_time(self._scenario.start, one.at):%H:%M:%S}"
        match one.fact:
            case AlarmRaised(alarm=alarm, name=name, element=element, text=text):
                self._alarms[alarm] = SeatAlarm(
                    alarm, time, name, element, self._where(element), said(text), acknowledged=False
                )
            case AlarmAcknowledged(alarm=alarm, seat=seat) if seat == self.seat and alarm in self._alarms:
                self._alarms[alarm] = replace(self._alarms[alarm], acknowledged=True)
            case AlarmCleared(alarm=alarm) if alarm in self._alarms:
                self._alarms[alarm] = replace(self._alarms[alarm], over=time)
            case MessageTold(text=text, sender=sender, channel=channel):
                whence = f"{said(sender)}, {said(channel)}"
                self._messages.append(SeatMessage(one.seq, time, "message", whence, said(text)))
            case MessageSent(seat=seat, sender=sender, mode=mode, text=text) if seat != self.seat:
                whence = f"{said(sender)}, {said(MODES.get(mode, mode))}"
                self._messages.append(SeatMessage(one.seq, time, "message", whence, text))
            case BeliefsAsked():
                words = msg("What do you think is wrong, where, and how sure are you?")
                self._messages.append(SeatMessage(one.seq, time, "message", msg("Situation card"), words))
            case ActionAsked() | ActionDeclined():
                self._request(one.seq, time, one.fact)
            case ActionBegan(run=run, action=action):
                self._begun[run] = (action, one.at)
                if self._asked.pop(action, ""):
                    self._messages.append(
                        SeatMessage(one.seq, time, "effect", msg("Approved"), self._labels.get(action, action))
                    )
            case ActionEnded(run=run, action=action, effect=effect):
                self._begun.pop(run, None)
                label = self._labels.get(action, action)
                self._messages.append(SeatMessage(one.seq, time, "effect", msg("Done: {act}", act=label), said(effect)))
            case CommandRefused(sentence=sentence):
                self._messages.append(SeatMessage(one.seq, time, "refused", msg("Not possible"), said(sentence)))
            case _:
                pass

    def _request(self, seq: int, time: str, fact: ActionAsked | ActionDeclined) -> None:
        """What was asked here, what is asked of this seat, and an answer that is no."""
        label = act_labels(self._scenario, fact.seat).get(fact.action, fact.title)
        if isinstance(fact, ActionAsked) and fact.seat == self.seat:
            self._asked[fact.action] = fact.approver
        elif isinstance(fact, ActionAsked):
            sender = self._who(fact.seat)
            self._messages.append(SeatMessage(seq, time, "message", sender, msg("Asks for approval: {act}", act=label)))
        elif fact.seat == self.seat:
            self._asked.pop(fact.action, None)
            sender = msg("Declined by {who}", who=self._who(fact.by))
            self._messages.append(SeatMessage(seq, time, "refused", sender, f"{label}. {fact.reason}".rstrip()))

    def _who(self, actor: str) -> str:
        return msg("the facilitator") if actor == FACILITATOR else self._scenario.seats[actor].name

    def _where(self, element: str) -> str:
        network = self._scenario.network
        if element in network.elements:
            return network.elements[element].name
        return network.policies[element].name if element in network.policies else element

    def _answers(self, asked: Sequence[RequestLine], *, playing: bool) -> Iterator[OfferedAct]:
        """What this seat may say to what others have asked it."""
        hint = msg("Another seat has asked for this and waits for your word.")
        for line in asked:
            text = asked_words(self._scenario, line)
            approve, decline = msg("Approve: {request}", request=text), msg("Decline: {request}", request=text)
            yield OfferedAct(f"approve:{line.request}", approve, hint, "", "", enabled=playing)
            yield OfferedAct(f"decline:{line.request}", decline, hint, "", "", enabled=playing)

    def _act(self, offered: OfferedAction, now: Millis, *, playing: bool) -> OfferedAct:
        since = next((at for action, at in self._begun.values() if action == offered.id), None)
        asked = self._asked.get(offered.id, "")
        if since is not None:
            state = said(offers.under_way_words(offered.action, now - since))
        elif asked:
            state = msg("asked for approval: {who}", who=self._who(asked))
        else:
            state = ""
        return OfferedAct(
            offered.id,
            self._labels[offered.id],
            said(offers.act_hint(self._scenario, offered)),
            said(offers.takes_words(offered.action)),
            state,
            enabled=playing and not state,
        )


def asked_words(scenario: Scenario, line: RequestLine) -> str:
    """Who asks for what."""
    act = act_labels(scenario, line.seat).get(line.action, line.title)
    return msg("{seat} asks: {act}", seat=scenario.seats[line.seat].name, act=act)


def act_labels(scenario: Scenario, seat: str) -> dict[str, str]:
    """Names for buttons; acts of one title are told apart by what they are about."""
    return {act: said(label) for act, label in offers.act_labels(scenario, seat).items()}
