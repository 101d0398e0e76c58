"""The MSEL board, its conditions in words, and the module's clock; records only, no window."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import pytest

from hotwash.domain.commands import FACILITATOR, JumpTo, PauseClock, SetSpeed, StartClock, TakeAction
from hotwash.domain.conduct_commands import DeferInject, HoldInject, ImproviseInject, ReleaseInject, SkipInject
from hotwash.domain.predicate_text import parse
from hotwash.domain.time import MINUTE, SECOND
from hotwash.exercise.pacer import Pacer
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.condition_words import condition_words
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.msel import InjectRow
from hotwash.viewmodels.next_events import Seek
from hotwash.viewmodels.real_time import RealTime
from tests.room_world import room_scenario


def begun() -> Conduct:
    session = Session(room_scenario(), 911, MemoryStore())
    session.open()
    conduct = Conduct(session)
    assert session.ask(FACILITATOR, StartClock()).accepted
    return conduct


def rows(conduct: Conduct) -> dict[str, InjectRow]:
    conduct.catch_up()
    return {row.id: row for row in conduct.room.shown().injects}


def groups(conduct: Conduct) -> list[tuple[str, str]]:
    conduct.catch_up()
    return [(row.group, row.id) for row in conduct.room.shown().injects]


def test_injects_stand_in_their_groups_by_time() -> None:
    conduct = begun()
    assert groups(conduct) == [
        ("next", "call-in"),
        ("next", "press"),
        ("next", "card"),
        ("help", "nudge"),
        ("pressure", "worse"),
    ]
    conduct.session.run_to(5 * MINUTE)
    assert groups(conduct)[0] == ("ready", "call-in")
    conduct.session.run_to(12 * MINUTE + 10 * SECOND)
    assert groups(conduct)[:2] == [("now", "call-in"), ("ready", "press")]
    conduct.session.run_to(13 * MINUTE)
    assert groups(conduct)[-1] == ("done", "call-in")


def test_a_line_holds_all_that_is_needed_to_play_it() -> None:
    row = rows(begun())["call-in"]
    assert (row.number, row.planned, row.mode, row.mode_word) == ("1", "T+0:12:00 · 13:12", "phone", "phone")
    assert row.route == "PSAP B → Duty officer"
    assert row.script == "We pick up and hear nothing."
    assert row.expected == ("Asks other PSAPs whether they hear callers",)
    assert row.told == "in 12 min, by itself"
    assert row.can_release
    assert not row.can_hold
    assert row.can_change


def test_what_is_due_counts_down_and_can_be_held() -> None:
    conduct = begun()
    conduct.session.run_to(12 * MINUTE + 10 * SECOND)
    row = rows(conduct)["call-in"]
    assert row.told == "goes by itself in 20 s (H holds it)"
    assert row.can_hold
    assert conduct.session.ask(FACILITATOR, HoldInject("call-in", "They are on it.")).accepted
    assert rows(conduct)["call-in"].told == "held: release it by hand – They are on it."
    assert rows(conduct)["call-in"].group == "now"


def test_what_became_of_each_is_told_with_its_reason() -> None:
    conduct = begun()
    ask = conduct.session.ask
    conduct.session.run_to(MINUTE)
    assert ask(FACILITATOR, SkipInject("press", "No time.")).accepted
    assert ask(FACILITATOR, DeferInject("call-in", 40 * MINUTE, "Too early.")).accepted
    assert ask(FACILITATOR, ReleaseInject("worse", "They are bored.")).accepted
    assert ask(FACILITATOR, ImproviseInject("Rain", "It rains in.", "Caretaker", "phone", ("noc",))).accepted
    told = {row.id: (row.group, row.told) for row in rows(conduct).values()}
    assert told["press"] == ("done", "skipped – No time.")
    assert told["call-in"] == ("next", "put off to 0:40:00 – Too early.")
    assert told["worse"] == ("done", "released at 0:01:00 by hand – They are bored.")
    assert told["+1"] == ("done", "put in at 0:01:00")
    assert [row.id for row in rows(conduct).values() if row.group == "done"] == ["+1", "worse", "press"]
    assert rows(conduct)["press"].can_release
    assert not rows(conduct)["worse"].can_release


def test_a_condition_is_told_in_words_and_whether_it_is_so_now() -> None:
    conduct = begun()
    row = rows(conduct)["nudge"]
    assert row.condition.startswith("the fault is live: ")
    assert "for 8 min on end and not so: somebody has begun: Ask the vendor to read" in row.condition
    assert row.true_now is False
    conduct.session.run_to(17 * MINUTE + 50 * SECOND)
    assert rows(conduct)["nudge"].true_now is False
    assert "Not so now." in rows(conduct)["nudge"].condition_told


def test_a_condition_of_hand_released_injects_follows_the_facts_also_after_a_long_jump() -> None:
    scenario = room_scenario()
    nudge = replace(scenario.injects["nudge"], at=50 * MINUTE)
    session = Session(
        replace(scenario, injects=MappingProxyType({**scenario.injects, "nudge": nudge})), 911, MemoryStore()
    )
    session.open()
    conduct = Conduct(session)
    session.ask(FACILITATOR, StartClock())
    session.run_to(30 * MINUTE)
    assert rows(conduct)["nudge"].true_now is True
    session.ask("duty", TakeAction("logs"))
    assert rows(conduct)["nudge"].true_now is False
    assert rows(conduct)["nudge"].told == "watched from 0:50:00"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("time(0:10:00)", "exercise time is 0:10:00 or later"),
        ("fault", "some fault is live"),
        ("alarm(MediaLoss) or seen", "alarm MediaLoss was raised or somebody has acknowledged an alarm"),
        ("message(duty, simcell)", "Duty officer has sent a message to the SimCell"),
        ("decision(duty)", "Duty officer has logged a decision"),
        ("inject(press)", "released: 2 Press asks"),
        ("lost(40, 0:05:00)", "40 911 attempts or more failed in the last 5 min"),
        ("queued(3)", "3 calls or more are waiting"),
        ("reached_below(500)", "fewer than 50 % of 911 attempts came to a PSAP by voice in the last 1 min"),
        ("state(esrp, Down)", "ESRP is told to be Down"),
        ("not (fault(voice) and queued(1))", "not so: (the fault is live: Inbound media is blocked and 1 calls"),
        ("cause(rtp_blocked, 60)", "a card names as the cause: "),
        ("milestone(detected)", "milestone reached: "),
        ("act_over(logs, noc)", "ESInet NOC has done: "),
    ],
)
def test_every_condition_has_words(written: str, words: str) -> None:
    conduct = begun()
    title = conduct.names["fault:voice"]
    assert condition_words(parse(written), conduct.names).startswith(words.replace("Inbound media is blocked", title))


def test_a_scenario_without_injects_has_an_empty_board() -> None:
    session = Session(replace(room_scenario(), injects=MappingProxyType({}), modules=()), 911, MemoryStore())
    session.open()
    room = Conduct(session).room.shown()
    assert room.injects == ()
    assert room.module is None


def test_real_time_leaves_pauses_and_jumps_out() -> None:
    conduct = begun()
    session = conduct.session
    session.run_to(10 * MINUTE)
    session.ask(FACILITATOR, SetSpeed(10_000))
    session.run_to(20 * MINUTE)
    session.ask(FACILITATOR, PauseClock("Lunch"))
    session.ask(FACILITATOR, StartClock())
    session.ask(FACILITATOR, JumpTo(30 * MINUTE))
    session.run_to(40 * MINUTE)
    time = RealTime()
    for one in session.facts:
        time.take(one)
    assert time.spent(0, session.now) == 12 * MINUTE
    assert time.spent(25 * MINUTE, session.now) == MINUTE
    clock = conduct.room.shown().module
    assert clock is None or not clock.over
    conduct.catch_up()
    clock = conduct.room.shown().module
    assert clock is not None
    assert (clock.title, clock.words, clock.over) == ("1/1 · Dead air", "18 of 30 min left", False)


def test_a_module_that_runs_over_says_so() -> None:
    conduct = begun()
    conduct.session.run_to(35 * MINUTE)
    conduct.catch_up()
    clock = conduct.room.shown().module
    assert clock is not None
    assert (clock.words, clock.over) == ("5 min over its 30 min", True)


def run_out(seek: Seek, pacer: Pacer) -> None:
    while seek.active:
        seek.tick(pacer, 0.0)


def test_a_run_to_the_next_event_stops_at_it_and_one_to_the_first_loss_near_it() -> None:
    conduct = begun()
    seek, pacer = conduct.room.seek, Pacer(conduct.session, budget_s=5.0)
    assert seek is not None
    conduct.session.ask(FACILITATOR, PauseClock())
    assert seek.to_event() == ""
    run_out(seek, pacer)
    assert conduct.session.now == 10 * MINUTE, "the fault is armed for then"
    assert not conduct.session.board.running
    assert seek.to_loss() == ""
    run_out(seek, pacer)
    assert 10 * MINUTE < conduct.session.now < 13 * MINUTE
    assert conduct.session.board.jumping(conduct.session.now) is None
    assert seek.to_loss() == "Calls have been lost already."


def test_clearing_all_faults_proves_that_nothing_is_left() -> None:
    conduct = begun()
    conduct.session.run_to(11 * MINUTE)
    conduct.launch("power")
    conduct.arm("push", 30 * MINUTE)
    assert "2 faults live" in conduct.room.proof()
    assert conduct.room.clear_all() == ""
    assert conduct.room.proof() == "0 faults live, 0 overlays of faults left."
    assert conduct.session.board.armed == ()
    assert conduct.session.board.live == ()
    over = [row for row in conduct.shown(wall()).faults if row.state == "over"]
    assert [row.id for row in over] == ["voice", "power"]
    assert all(row.when.endswith("0 overlays of it left") for row in over)


def wall() -> datetime:
    return datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001  # only shown
