"""What panels show: figures, faults, log, seat, cards, clocks, actions, on a real exercise in the small world."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest

from hotwash.domain.commands import FACILITATOR, LaunchFault, StartClock
from hotwash.domain.facts import FaultBegan, Happened, WorldChanged
from hotwash.domain.impairment import EVERYWHERE, CallBacksWorked
from hotwash.domain.outcomes import BY_ESINET, FAILED, Outcome
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.actions import ACTIONS, MENUS, Situation, matching
from hotwash.viewmodels.clocks import clock_strip
from hotwash.viewmodels.conduct import Conduct, Shown
from hotwash.viewmodels.faults import next_fault_at
from hotwash.viewmodels.figures import Counting, Figures
from hotwash.viewmodels.log_lines import KINDS, log_line
from hotwash.viewmodels.outline import outline
from hotwash.viewmodels.palette_entries import palette_targets
from hotwash.viewmodels.plot import time_step
from hotwash.viewmodels.seat import SeatDesk
from tests.small_world import small_scenario

WALL = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001  # a clock on a wall has no zone


@pytest.fixture
def session() -> Session:
    made = Session(small_scenario(), 911, MemoryStore())
    made.open()
    made.ask(FACILITATOR, StartClock())
    return made


@pytest.fixture
def conduct(session: Session) -> Conduct:
    return Conduct(session)


def shown(conduct: Conduct, at: int) -> Shown:
    conduct.session.run_to(at)
    return conduct.shown(WALL)


def live(session: Session, counting: Counting) -> Figures:
    return counting.count(session.board.minutes, session.minute_so_far())


def test_figures_agree_with_the_journal_at_every_whole_minute(session: Session) -> None:
    counting = Counting()
    for minute in (4, 9, 12, 20, 21):
        session.run_to(minute * MINUTE)
        figures = live(session, counting)
        assert figures.total_answered == sum(session.board.total(outcome.value) for outcome in BY_ESINET)
        assert figures.total_failed == sum(session.board.total(outcome.value) for outcome in FAILED)


def test_counting_again_and_again_gives_what_counting_once_gives(session: Session) -> None:
    often = Counting()
    for second in range(0, 25 * 60, 37):
        session.run_to(second * 1_000)
        live(session, often)
    assert live(session, often) == live(session, Counting())


def test_between_minutes_the_figures_are_those_of_the_calls_themselves(session: Session) -> None:
    counting = Counting()
    for second in range(0, 25 * 60, 47):
        session.run_to(second * 1_000)
        figures = live(session, counting)
        columns = session.calls.columns(0)
        public = ~session.calls.test_streams()[columns["stream"]]
        outcomes = Counter(list(Outcome)[outcome].value for outcome in columns["outcome"][public].tolist())
        del outcomes[Outcome.IN_PROGRESS.value]
        assert {row.outcome: row.total for row in figures.rows} == outcomes
        assert figures.waiting == sum(session.calls.waiting())


def test_asking_for_the_minute_under_way_changes_no_fact(session: Session) -> None:
    other = Session(small_scenario(), 911, MemoryStore())
    other.open()
    other.ask(FACILITATOR, StartClock())
    for second in range(0, 25 * 60, 13):
        session.run_to(second * 1_000)
        session.minute_so_far()
        other.run_to(second * 1_000)
    assert list(session.facts) == list(other.facts)
    assert replace(session.minute_so_far(), check="") == other.minute_so_far()


def test_calls_that_are_cut_off_late_are_counted_as_after_reopening(session: Session) -> None:
    counting = Counting()
    for second in range(0, 50 * 60, 20):
        session.run_to(second * 1_000)
        if second == 8 * 60:
            session.ask(FACILITATOR, LaunchFault("power"))
        live(session, counting)
    figures = live(session, counting)
    assert [row for row in figures.rows if row.outcome == Outcome.DROPPED.value and row.total]
    assert figures == live(session, Counting())


def test_at_the_seat_every_time_is_the_storys(conduct: Conduct) -> None:
    shown(conduct, 30 * MINUTE)
    desk = conduct.desk("duty")
    assert desk.alarms[0].time.startswith("13:1")
    assert all(message.time.startswith("13:") for message in desk.messages)


def test_the_log_tells_acts_of_one_title_apart(conduct: Conduct) -> None:
    conduct.act("duty", "test-call")
    conduct.shown(WALL)
    label = next(act.label for act in conduct.desk("duty").acts if act.id == "test-call")
    assert conduct.log[-1].text == f"Duty officer began: {label}."


def test_the_report_is_the_facilitators() -> None:
    report = next(action for action in ACTIONS if action.id == "exercise.report")
    assert report.allowed(Situation(open=True))
    assert not report.allowed(Situation(open=True, seat_view=True))


def test_a_live_fault_stands_first_and_can_be_cleared(conduct: Conduct) -> None:
    before = {fault.id: fault.state for fault in shown(conduct, MINUTE).faults}
    assert (before["voice"], before["push"]) == ("armed", "waiting")
    first = shown(conduct, 11 * MINUTE).faults[0]
    assert (first.id, first.state, first.can_clear) == ("voice", "live", True)
    assert conduct.clear("voice") == ""
    over = next(fault for fault in conduct.shown(WALL).faults if fault.id == "voice")
    assert (over.state, over.when) == ("over", "0:10:00 to 0:11:00; 0 overlays of it left")


def test_the_next_fault_is_the_one_that_begins_by_itself(conduct: Conduct) -> None:
    assert next_fault_at(conduct.session.board, 0) == 10 * MINUTE
    assert conduct.jump_to_fault() == ""
    assert conduct.pacer.jumping_to == 10 * MINUTE
    shown(conduct, 20 * MINUTE)
    assert next_fault_at(conduct.session.board, conduct.session.now) is None


def test_a_seat_never_learns_a_cause(conduct: Conduct) -> None:
    truth = shown(conduct, 30 * MINUTE)
    cause = truth.faults[0].sentence
    desk = conduct.desk("duty")
    told = " ".join([*(alarm.text for alarm in desk.alarms), *(m.text for m in desk.messages)])
    assert desk.alarms
    assert "session-guard" not in told
    assert cause not in told
    conduct.seat_view = True
    view = conduct.shown(WALL)
    assert (view.faults, view.psaps, dict(view.map.conditions), dict(view.map.queues)) == ((), (), {}, {})
    assert conduct.card("call:3") is None
    card = conduct.card("element:bcf-east")
    assert card is not None
    assert (card.standing, card.sections) == (None, ())
    assert not [text for text, _ in palette_targets(conduct) if "fault" in text]


def test_a_seat_desk_drops_what_is_not_visible() -> None:
    desk = SeatDesk(small_scenario(), "duty")
    hidden = [
        Happened(1, 0, FaultBegan("voice", "Title", "F6", "The cause.", "scenario")),
        Happened(2, 0, WorldChanged("k", EVERYWHERE, CallBacksWorked(), laid=True)),
    ]
    desk.take(hidden)
    view = desk.view(0, "13:00:00", playing=True)
    assert (view.alarms, view.messages) == ((), ())


def test_an_act_is_under_way_then_tells_its_effect(conduct: Conduct) -> None:
    shown(conduct, 15 * MINUTE)
    assert conduct.act("duty", "logs") == ""
    shown(conduct, 17 * MINUTE)
    act = next(act for act in conduct.desk("duty").acts if act.id == "logs")
    assert (act.enabled, act.takes) == (False, "10 min (5–30)")
    assert act.under_way == "under way for 0:02:00; typically 8 min left"
    assert conduct.act("duty", "logs") == "'Ask the vendor to read the firewall logs' is under way already."
    shown(conduct, 50 * MINUTE)
    effects = [message for message in conduct.desk("duty").messages if message.kind == "effect"]
    assert len(effects) == 1


def test_a_failed_call_says_why_and_where(conduct: Conduct) -> None:
    shown(conduct, 20 * MINUTE)
    table = conduct.session.calls.columns(0)
    row = list(table["outcome"]).index(list(Outcome).index(Outcome.NO_AUDIO))
    card = conduct.card(f"call:{row}")
    assert card is not None
    assert card.sentence == conduct.session.why(row)
    failed = [hop for hop in card.path if hop.failed]
    assert [hop.role.value for hop in failed] == ["border and firewall"]
    flows = next(section for section in card.sections if section.heading == "At the border")
    assert [line.label for line in flows.lines if line.tone == "bad"] == ["media in", "media out"]
    attempts = card.sections[-1]
    assert any("(this one)" in line.value for line in attempts.lines)


def test_a_border_card_marks_the_blocking_line_and_what_would_pass(conduct: Conduct) -> None:
    shown(conduct, 20 * MINUTE)
    card = conduct.card("element:bcf-east")
    assert card is not None
    does, rules = card.sections[0], card.sections[1]
    assert "would pass if" in does.lines[0].value
    assert [line.label for line in rules.lines if "blocks calls" in line.value] == ["1. session-guard"]


def test_a_psap_card_lists_queue_and_latest_calls(conduct: Conduct) -> None:
    shown(conduct, 9 * MINUTE)
    card = conduct.card("element:psap-a")
    assert card is not None
    assert [section.heading.split(" (")[0] for section in card.sections] == ["Queue", "Latest calls", "About"]
    assert any(line.link.startswith("call:") for line in card.sections[1].lines)


@pytest.mark.parametrize("key", ["element:nowhere", "call:999999", "call:-1", "element:"])
def test_there_is_no_card_of_nothing(conduct: Conduct, key: str) -> None:
    assert conduct.card(key) is None


def test_a_link_has_a_card_too(conduct: Conduct) -> None:
    card = conduct.card("element:cell-east")
    assert card is not None
    assert card.title == "Cell carrier – BCF east"


def test_every_fact_of_an_exercise_has_a_sentence(conduct: Conduct) -> None:
    for seat_act in ("logs", "post", "call-backs"):
        conduct.act("duty", seat_act)
    conduct.launch("nonsense")
    conduct.note("seen")
    shown(conduct, 55 * MINUTE)
    conduct.end()
    conduct.shown(WALL)
    lines = [log_line(one, conduct.names) for one in conduct.session.facts]
    assert {line.kind for line in lines} <= set(KINDS)
    assert all(line.text.strip() and line.text[-1] in ".?!n" for line in lines)
    assert len(conduct.log) == len(lines)
    assert {"fault", "action", "alarm", "message", "note", "clock", "calls", "refused"} <= {line.kind for line in lines}


def test_the_clock_tells_what_it_does(session: Session) -> None:
    def state(jumping_to: int | None = None) -> str:
        return clock_strip(
            session.board,
            session.scenario.start,
            session.scenario.span,
            session.now,
            WALL,
            seed=1,
            achieved=5.0,
            jumping_to=jumping_to,
        ).state

    assert state() == "running"
    assert state(jumping_to=5 * MINUTE) == "jumping"
    conduct = Conduct(session)
    conduct.run_or_pause()
    assert state() == "paused"
    conduct.end()
    assert state() == "ended"


def test_speed_that_is_not_reached_is_owned_up_to(session: Session) -> None:
    Conduct(session).set_speed(60)
    strip = clock_strip(
        session.board,
        session.scenario.start,
        session.scenario.span,
        session.now,
        WALL,
        seed=1,
        achieved=7.8,
        jumping_to=None,
    )
    assert (strip.achieved, strip.behind, strip.detail) == ("×7.8", True, "reaches ×7.8")


def test_every_action_has_a_menu_and_no_key_is_used_twice() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert {action.menu for action in ACTIONS} == set(MENUS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_without_an_exercise_only_what_makes_sense_is_allowed() -> None:
    allowed = {action.id for action in ACTIONS if action.allowed(Situation())}
    assert "clock.run" not in allowed
    assert {"exercise.open", "exercise.leave", "help.keys", "help.palette", "show.look"} <= allowed


def test_the_palette_finds_by_any_words_in_any_order() -> None:
    labels = ("Jump to a time…", "Show PSAP 12", "Time and again")
    assert [labels[n] for n in matching("time", labels)] == ["Time and again", "Jump to a time…"]
    assert [labels[n] for n in matching("12 psap", labels)] == ["Show PSAP 12"]
    assert matching("zzz", labels) == []


def test_the_shipped_outline_is_read_and_an_odd_name_is_none() -> None:
    assert len(outline("massachusetts")) >= 1
    assert outline("../icons/x") == ()
    assert outline("atlantis") == ()


@pytest.mark.parametrize(
    ("span", "room", "step"), [(120, 8, 15), (180, 7, 30), (900, 7, 180), (390, 7, 60), (10_080, 6, 2_880)]
)
def test_marks_of_the_time_axis_leave_each_other_room(span: int, room: float, step: int) -> None:
    assert time_step(span * MINUTE, room) == step * MINUTE
    assert span / step <= room


def test_people_are_shown_at_the_positions_of_the_hour(session: Session) -> None:
    session.run_to(MINUTE)
    queues = Conduct(session).map_state().queues
    staffed = dict(zip((psap.id for psap in session.scenario.network.psaps()), session.calls.positions(), strict=True))
    assert {psap: queue.positions for psap, queue in queues.items()} == staffed
