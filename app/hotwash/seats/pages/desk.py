"""The pages of a player's and of an observer's seat: sections by id, made of what the seat may know, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from time import monotonic

from hotwash.domain.facts import Happened
from hotwash.domain.plan import Part
from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say, term
from hotwash.domain.time import clock, scenario_time
from hotwash.domain.visibility import Eyes, eyes_of
from hotwash.exercise.desk_rows import closed_words, name_of
from hotwash.exercise.instruments import Instruments, SeatInstruments
from hotwash.exercise.projections.seat_board import DeskAlarm, SeatBoard, evolve_seat
from hotwash.exercise.session import Session
from hotwash.seats.markup import Html, in_words, joined, recorded, said, tag
from hotwash.seats.pages import act_list, evaluator, feedback, judgement, talk, tools
from hotwash.seats.pages.evaluator_book import EvaluatorBook
from hotwash.seats.pages.parts import choice, folded, heading, key, listed, local_key, told_at
from hotwash.seats.pages.symptom_map import symptom_map
from hotwash.seats.pages_hook import Renderer


def sections(board: SeatBoard, instruments: SeatInstruments, scenario: Scenario) -> dict[str, Html]:
    """Every section of a seat's page by id, in reading order; a tool that the seat does not have has none."""
    eyes = Eyes(scenario.seats[board.seat], scenario.network)
    return {own: render() for own, render in _renderers(board, instruments, scenario, eyes).items()}


def _renderers(board: SeatBoard, now: SeatInstruments, scenario: Scenario, sees: Eyes) -> Mapping[str, partial[Html]]:
    part = scenario.seats[board.seat].part
    head = {"clock": partial(clocks, board, now, scenario)}
    stop = {"stop": partial(emergency, board, scenario)}
    if board.clock.ended:  # nothing is left to stop, to do or to send
        stop = {"feedback": partial(feedback.feedback, board, part, scenario.start)}
    if part is Part.OBSERVER:
        return {**head, **stop, "public": partial(talk.public, board, scenario)}
    if part is Part.EVALUATOR:
        told = {
            "alarms": partial(alarms, board, scenario),
            "messages": partial(talk.letters, board, scenario, may_answer=False),
        }
        return {**head, **stop, **told, "notes": partial(judgement.notes, board, scenario)}
    desk = {"alarms": partial(alarms, board, scenario), "messages": partial(talk.letters, board, scenario)}
    if not board.clock.ended:
        desk["acts"] = partial(act_list.acts, board, now, scenario)
    if now.marks or sees.elements:
        desk["map"] = partial(symptom_map, now)
    if sees.psaps or sees.origins:
        desk["calls"] = partial(tools.calls, now, scenario)
        desk["counters"] = partial(tools.counts, board, scenario)
    if sees.policies:
        desk["firewall"] = partial(tools.firewalls, now, scenario)
    card, write = partial(judgement.card, board, now, scenario), partial(talk.write, board, scenario)
    asked = {} if board.clock.ended else {"card": card}
    own = {
        **({} if board.clock.ended else {"write": write}),
        "done": partial(act_list.done, board, now, scenario),
        "decisions": partial(judgement.decisions, board, scenario),
        "notes": partial(judgement.notes, board, scenario),
    }
    return {**head, **stop, **asked, **desk, **own}


def clocks(board: SeatBoard, now: SeatInstruments, scenario: Scenario) -> Html:
    """The story's time, how the clock stands, and who one is."""
    story = scenario_time(scenario.start, now.now)
    seat = scenario.seats[board.seat]
    return joined(
        heading(term("Clock")),
        tag("div", f"{story:%H:%M:%S}", class_="clock"),
        tag("div", say("T+{time}", time=clock(now.now)), " · ", _standing(board)),
        _stopped(board, scenario),
        _closed(board, seat.part),
        folded("role", term("Your role"), tag("p", said(seat.brief)), _first(seat.first)),
        _ways(board, seat.part),
    )


def _closed(board: SeatBoard, part: Part) -> Html | None:
    """What is left to do after ENDEX."""
    if not board.clock.ended:
        return None
    words = term("The exercise has ended, and this desk is closed. What is left is the feedback form, and your notes.")
    if part is Part.OBSERVER:
        words = term("The exercise has ended. What is left is the feedback form.")
    if part is Part.EVALUATOR:
        words = term("The exercise has ended. Notes, tasks and ratings stay open, and so does the feedback form.")
    return tag("p", words, class_="ended", role="alert")


def _ways(board: SeatBoard, part: Part) -> Html | None:
    """On a narrow screen, links to what is used most."""
    if part is not Part.PLAYER or board.clock.ended:
        return None
    ways = (
        ("alarms", term("Alarms")),
        ("messages", term("Messages")),
        ("acts", term("Acts")),
        ("write", term("Write")),
    )
    links = [tag("a", words, href=f"#{own}", id=f"go-{own}") for own, words in ways]
    return tag("nav", links, class_="ways", aria_label=term("Parts of this page"))


def alarms(board: SeatBoard, scenario: Scenario) -> Html:
    """Alarms: those that stand and nobody here has acknowledged first, those that are over last."""
    order = sorted(board.alarms, key=lambda alarm: (not alarm.stands, alarm.acknowledged, -alarm.alarm))
    lines = [_alarm(board, scenario, alarm) for alarm in order]
    count = tag("p", say("{count} to acknowledge", count=board.unacknowledged), class_="small", role="status")
    shelved = local_key("alarms-shelved", term("Show shelved alarms"), "shelved")
    orders = (("todo", term("To do first")), ("newest", term("Newest first")), ("where", term("By element")))
    order_box = choice("alarms-sort", term("Order of alarms"), "", orders) if len(lines) > 1 else None
    return joined(
        heading(term("Alarms")),
        count if lines and not board.clock.ended else None,
        order_box,
        listed(lines, term("No alarm.")),
        shelved if lines else None,
    )


def emergency(board: SeatBoard, scenario: Scenario) -> Html:
    """The button that stops everything."""
    word = scenario.paperwork.emergency_word
    question = say("Stop the exercise for everybody, because of a real emergency? Say aloud: {word}.", word=word)
    return joined(
        heading(term("Real emergency")),
        tag("p", closed_words(board))
        if board.clock.stopped_by
        else key("stop-key", term("STOP: real emergency"), "stop_play", {"reason": ""}, confirm=question),
    )


def _standing(board: SeatBoard) -> str:
    desk = board.clock
    if desk.back_to >= 0:
        return say("The exercise is being taken back to T+{time}.", time=clock(desk.back_to))
    if desk.ended:
        return term("The exercise has ended.")
    if not desk.started:
        return term("The exercise has not begun.")
    if desk.running or desk.jump > board.now:
        return say("The clock runs. ×{speed:g}", speed=desk.speed_permille / 1000)
    if desk.pause_reason:
        return say("The clock stands still: {reason}", reason=in_words(desk.pause_reason))
    return term("The clock stands still.")


def _stopped(board: SeatBoard, scenario: Scenario) -> Html | None:
    if not board.clock.stopped_by:
        return None
    words = say("STOP. {who} has called a real emergency.", who=name_of(scenario, board.clock.stopped_by))
    return tag("p", said(words), " ", said(board.clock.stop_reason), class_="bad stopped", role="alert")


def _first(words: str) -> Html | None:
    return tag("p", tag("strong", term("First:")), " ", said(words)) if words else None


def _alarm(board: SeatBoard, scenario: Scenario, alarm: DeskAlarm) -> Html:
    network = scenario.network
    named = network.elements.get(alarm.element) or network.policies.get(alarm.element)
    where = named.name if named is not None else alarm.element
    text = in_words(alarm.text)
    small = (
        told_at(scenario.start, alarm.at),
        " · ",
        recorded(alarm.name),
        joined(" · ", said(where)) if where else None,
    )
    state: Html | None = None
    if not alarm.stands:
        time = f"{scenario_time(scenario.start, alarm.cleared_at):%H:%M:%S}"
        state = tag("span", say("over since {time}", time=time), class_="good")
    elif alarm.acknowledged or scenario.seats[board.seat].part is not Part.PLAYER:
        state = tag("span", term("acknowledged") if alarm.acknowledged else term("stands"), class_="small")
    elif board.playing:
        spoken = say("Acknowledge: {text}", text=text)
        state = key(
            f"ack-{alarm.alarm}", term("Acknowledge"), "acknowledge_alarm", {"alarm": alarm.alarm}, spoken=spoken
        )
    shelve = local_key(
        f"shelve-{alarm.alarm}",
        term("Shelve"),
        "shelve",
        spoken=say("Shelve: {text}", text=text),
        alarm=str(alarm.alarm),
    )
    mark = tag("span", term("!") if alarm.stands else term("✓"), class_="sign", aria_hidden="true")
    kind = "over" if not alarm.stands else "seen" if alarm.acknowledged else "new"
    return tag(
        "li", mark, tag("div", tag("div", said(text)), tag("div", *small, class_="small"), state, " ", shelve),
        class_=f"alarm {kind}", data_alarm=str(alarm.alarm), data_where=where,
    )  # fmt: skip


class DeskPages:
    """Pages of every player and observer of one exercise; `take` is handed what their eyes have let through."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._eyes = eyes_of(scenario.seats.values(), scenario.network)
        self._instruments: tuple[Session, Instruments] | None = None
        self._session: Session | None = None
        self._evaluators = EvaluatorBook(scenario)
        self.start_over()

    def start_over(self) -> None:
        """Forget every fact: another past is told from its beginning."""
        self._evaluators.start_over()
        self._boards = {seat: SeatBoard(seat) for seat in self._scenario.seats}

    def take(self, seat: str, seen: Sequence[Happened]) -> None:
        """Facts that are new to a seat, as it may know them."""
        for one in seen:
            self._boards[seat] = evolve_seat(self._boards[seat], one)

    def moment(self, session: Session) -> None:
        """Instruments are read as of this moment when a section asks for them."""
        if self._instruments is None or self._instruments[0] is not session:
            self._instruments = (session, Instruments(session))
        self._session = session
        self._evaluators.follow(session)

    def sections(self, seat: str) -> Mapping[str, Renderer]:
        """The sections of a seat's page by id, in order."""
        now = self.tools(seat)
        made = dict(_renderers(self._boards[seat], now, self._scenario, self._eyes[seat]))
        if self._scenario.seats[seat].part is Part.EVALUATOR:
            own_tools = evaluator.renderers(self._evaluators.sight(seat), self._scenario)
            order = ("clock", "stop", *own_tools, "alarms", "messages", "feedback")
            made = {own: {**made, **own_tools}[own] for own in order if own in made or own in own_tools}
        return {own: _ignoring(render) for own, render in made.items()}

    def board(self, seat: str) -> SeatBoard:
        """What a seat knows."""
        return self._boards[seat]

    def tools(self, seat: str) -> SeatInstruments:
        """The instruments of a seat, as of the newest moment."""
        if self._instruments is None:
            return SeatInstruments(seat)
        return self._instruments[1].read(self._eyes[seat], self._boards[seat], monotonic())


def _ignoring(render: partial[Html]) -> Renderer:
    return lambda _: render()
