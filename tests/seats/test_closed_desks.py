"""Desks when play is over or stopped: late-comers sit down, what is closed looks it, the feedback form is there."""

import asyncio
import json

import pytest

from hotwash.domain.commands import FACILITATOR, EndExercise, StartClock, TakeAction, WriteNote
from hotwash.domain.conduct_commands import AskForBeliefs, ImproviseInject, ResumePlay, SendMessage, StopPlay, TakeSeat
from hotwash.domain.plan import Part
from hotwash.domain.review_commands import GiveFeedback
from hotwash.domain.review_facts import FeedbackGiven
from hotwash.domain.time import MINUTE
from hotwash.domain.visibility import Eyes
from hotwash.exercise.desk_rows import answerable
from hotwash.exercise.feedback_words import NUMBERED
from hotwash.exercise.instruments import Instruments
from hotwash.exercise.projections.seat_board import SeatBoard, fold_seat
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.seats.kept_pages import KeptPages
from hotwash.seats.pages.desk import DeskPages, sections
from hotwash.seats.protocol import Do, command_of
from tests.room_world import room_scenario
from tests.seats.conftest import Browser, MakeRoom, soon, until
from tests.seats.test_desk_pages import Parsed

FORM_FIELDS = ("strengths", "areas", "unseen", "actions", "items", "comments")


@pytest.fixture
def going() -> Session:
    one = Session(room_scenario(), 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(20 * MINUTE)
    one.ask("noc", SendMessage(("duty",), "phone", "Anything?"))
    one.ask("noc", TakeAction("bypass"))
    one.ask(FACILITATOR, AskForBeliefs())
    return one


def board_of(one: Session, seat: str) -> SeatBoard:
    return fold_seat(Eyes(one.scenario.seats[seat], one.scenario.network), one.facts)


def shown(one: Session, seat: str) -> dict[str, str]:
    eyes, board = Eyes(one.scenario.seats[seat], one.scenario.network), board_of(one, seat)
    return {
        own: str(html) for own, html in sections(board, Instruments(one).read_now(eyes, board), one.scenario).items()
    }


def live(html: str) -> set[str]:
    """Commands that something on a page gives, unless it is disabled."""
    return {
        str(one["data-do"]) for one in Parsed(html.split("<fieldset disabled", 1)[0]).of("button", "form")
        if one.get("data-do") and "disabled" not in one
    }  # fmt: skip


def test_after_the_end_a_desk_is_closed_with_one_sentence_and_the_form_is_all_that_is_left(going: Session) -> None:
    before = shown(going, "duty")
    assert {"acknowledge_alarm", "send_message", "take_action", "approve_action", "state_belief", "stop_play"} <= {
        kind for html in before.values() for kind in live(html)
    }
    assert 'data-local="answer"' in before["messages"]
    going.ask(FACILITATOR, EndExercise())
    after = shown(going, "duty")
    assert {kind for html in after.values() for kind in live(html)} == {"give_feedback", "write_note"}
    assert 'data-local="answer"' not in after["messages"]
    assert not {"acts", "write", "card", "stop"} & set(after)
    assert "".join(after.values()).count("this desk is closed") == 1
    assert list(after)[:2] == ["clock", "feedback"]


@pytest.mark.parametrize(("seat", "kept"), [("guest", set()), ("eva", {"write_note"})])
def test_observers_and_evaluators_have_the_form_too(going: Session, seat: str, kept: set[str]) -> None:
    assert "feedback" not in shown(going, seat)
    going.ask(FACILITATOR, EndExercise())
    after = shown(going, seat)
    assert {kind for html in after.values() for kind in live(html)} == {"give_feedback", *kept}
    pages = DeskPages(going.scenario)
    pages.take(
        seat, [one for one in going.facts if Eyes(going.scenario.seats[seat], going.scenario.network).see(one.fact)]
    )
    pages.moment(going)
    assert "feedback" in pages.sections(seat)
    assert "stop" not in pages.sections(seat)


def test_the_form_is_a_command_that_the_exercise_takes_and_says_thank_you_for(going: Session) -> None:
    going.ask(FACILITATOR, EndExercise())
    html = Parsed(shown(going, "duty")["feedback"])
    (form,) = html.of("form")
    names = [field["name"] for field in html.of("textarea")]
    marks = {str(field["data-key"]): 3 for field in html.of("select")}
    assert set(names) == set(FORM_FIELDS)
    assert set(marks) == set(NUMBERED)
    typed = {"strengths": ["Calm"], "areas": [], "unseen": "", "actions": ["Call"], "items": [], "comments": "Good."}
    body = {**json.loads(str(form["data-body"])), **typed, "marks": marks}
    command = command_of(Do("1", str(form["data-do"]), body), Part.PLAYER)
    assert isinstance(command, GiveFeedback)
    assert going.ask("duty", command).accepted
    (given,) = (one.fact for one in going.facts if isinstance(one.fact, FeedbackGiven))
    assert (given.role, given.strengths, given.marks["11"]) == ("player", ("Calm",), 3)
    assert "Forms handed in from this seat: 1" in shown(going, "duty")["feedback"]
    assert "handed in" not in shown(going, "noc")["feedback"], "nobody else sees it"


def test_while_play_is_stopped_forms_are_held_with_their_words_and_come_back(going: Session) -> None:
    going.ask("guest", StopPlay("Smoke"))
    held = shown(going, "duty")
    for own in ("write", "decisions", "card"):
        assert "Play is stopped for a real emergency" in held[own]
        assert live(held[own]) == set()
    assert live(held["acts"]) == set()
    assert live(held["messages"]) == live(held["alarms"]) == set()
    assert "<textarea" in held["write"], "what was typed stays in sight"
    going.ask(FACILITATOR, ResumePlay())
    assert live(shown(going, "duty")["write"]) == {"send_message"}


def test_pages_that_are_kept_close_too(going: Session) -> None:
    kept = KeptPages(going.scenario)
    kept.take(
        "duty", [one for one in going.facts if Eyes(going.scenario.seats["duty"], going.scenario.network).see(one.fact)]
    )
    kept.moment(going)
    before = {own: str(render("duty")) for own, render in kept.sections("duty").items()}
    known = len(going.facts)
    going.ask("guest", StopPlay("Smoke"))
    kept.take("duty", going.facts[known:])
    kept.moment(going)
    after = {own: str(render("duty")) for own, render in kept.sections("duty").items()}
    changed = {own for own in before if before[own] != after[own]}
    assert {"clock", "stop", "write", "decisions", "card", "acts", "alarms", "messages"} <= changed


def test_nobody_answers_the_public_a_machine_or_who_speaks_to_the_whole_room(going: Session) -> None:
    before = shown(going, "duty")["messages"].count('data-local="answer"')
    for mode, to, public in (
        ("media", (), True), ("in-person", (), False), ("phone", ("duty",), False), ("in-person", ("duty",), False),
        ("media", ("duty",), False), ("system", ("duty",), False), ("e-mail", (), False),
    ):  # fmt: skip
        assert going.ask(FACILITATOR, ImproviseInject(mode, f"{mode} {to}", "S", mode, to, public=public)).accepted
    told = [letter for letter in board_of(going, "duty").letters if letter.sender == "S"]
    assert [answerable(letter) for letter in told] == [False, False, True, True, True, False, True]
    assert shown(going, "duty")["messages"].count('data-local="answer"') == before + 4


def test_an_observer_hears_what_is_told_to_the_whole_room_and_no_private_word(going: Session) -> None:
    assert going.ask(FACILITATOR, ImproviseInject("i1", "This is an exercise.", "Facilitator", "in-person")).accepted
    assert going.ask(
        FACILITATOR, ImproviseInject("i2", "Only for the duty officer.", "S", "in-person", ("duty",))
    ).accepted
    public = shown(going, "guest")["public"]
    assert "This is an exercise." in public
    assert "Only for the duty officer." not in public
    assert "Anything?" not in public


@pytest.mark.parametrize("end", [False, True])
def test_a_late_comer_sits_down_and_finds_what_is_allowed_then(make_room: MakeRoom, *, end: bool) -> None:
    room = make_room()
    room.ask(StartClock())
    assert room.ask(EndExercise() if end else StopPlay("Smoke")).accepted

    async def scene() -> None:
        async with Browser(room, "duty") as client:
            note = client.do("write_note", text="I am here.")
            await soon(note.done.wait())
            assert note.answer is not None
            assert note.answer["accepted"]
            sent = client.do("send_message", to=["noc"], mode="chat", text="x")
            await soon(sent.done.wait())
            assert sent.answer is not None
            assert not sent.answer["accepted"]
            form = client.do("give_feedback", role="player", comments="Good.")
            await soon(form.done.wait())
            assert form.answer is not None
            assert form.answer["accepted"]
            await until(client, lambda: "I am here." in "".join(client.sections.values()))

    asyncio.run(scene())
    assert [one.who for one in room.session.board.conduct.present] == [""]


def test_whoever_sat_down_late_is_there_again_when_the_file_is_replayed(going: Session) -> None:
    going.ask("guest", StopPlay("Smoke"))
    assert going.ask(FACILITATOR, TakeSeat("noc", "browser", "Late")).accepted
    assert going.ask(FACILITATOR, EndExercise()).accepted
    assert going.ask(FACILITATOR, TakeSeat("noc", "browser", "Later")).accepted
    assert going.ask("noc", WriteNote("Hot wash.")).accepted
    assert not going.ask("noc", TakeAction("bypass")).accepted
    assert [one.who for one in going.board.conduct.present] == ["Late", "Later"]
