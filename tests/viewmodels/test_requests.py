"""Acts that wait for approval as the facilitator and the seats see them, and how states stand in the log."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import pytest

from hotwash.domain.commands import FACILITATOR, StartClock
from hotwash.domain.facts import Fact, Happened, StateChanged
from hotwash.domain.scenario import Scenario, Seat
from hotwash.domain.time import MINUTE
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.viewmodels.conduct import Conduct
from hotwash.viewmodels.log_lines import log_line
from hotwash.viewmodels.palette_entries import palette_targets
from hotwash.viewmodels.seat import OfferedAct
from tests.small_world import small_scenario

WALL = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001  # a clock on a wall has no zone


def guarded(approval: str) -> Scenario:
    base = small_scenario(fault_at=None)
    return replace(
        base,
        seats=MappingProxyType({**base.seats, "chief": Seat("chief", "Chief", "State 911", "You decide.")}),
        actions=MappingProxyType({**base.actions, "bypass": replace(base.actions["bypass"], approval=approval)}),
    )


def conduct(approval: str = FACILITATOR) -> Conduct:
    session = Session(guarded(approval), 911, MemoryStore())
    session.open()
    session.ask(FACILITATOR, StartClock())
    session.run_to(MINUTE)
    made = Conduct(session)
    assert made.act("duty", "bypass") == ""
    return made


def bypass(one: Conduct) -> OfferedAct:
    one.shown(WALL)
    return next(act for act in one.desk("duty").acts if act.id == "bypass")


def test_a_request_stands_before_the_facilitator_until_it_is_answered() -> None:
    one = conduct()
    row = one.shown(WALL).requests[0]
    assert (row.request, row.when, row.approver) == (1, "since 0:01:00", "")
    assert row.text == f"Duty officer asks: {bypass(one).label}"
    assert one.approve(1) == ""
    assert one.shown(WALL).requests == ()
    assert one.approve(1) == "No such request waits for an answer."


def test_a_request_for_another_seats_word_says_so_and_reaches_that_seat() -> None:
    one = conduct("chief")
    assert one.shown(WALL).requests[0].approver == "for Chief to approve"
    told = one.desk("chief").messages[0]
    assert (told.sender, told.text) == ("Duty officer", f"Asks for approval: {bypass(one).label}")


def test_the_seat_that_is_asked_answers_at_its_own_desk() -> None:
    one = conduct("chief")
    assert [act.id for act in one.desk("chief").acts[:2]] == ["approve:1", "decline:1"]
    assert one.desk("chief").acts[0].label == f"Approve: Duty officer asks: {bypass(one).label}"
    assert not [act for act in one.desk("duty").acts if ":" in act.id]
    assert one.act("duty", "approve:1") == "That request is not yours to answer."
    assert one.act("chief", "decline:1") == ""
    assert not [act for act in one.desk("chief").acts if ":" in act.id]
    one.act("duty", "bypass")
    assert one.act("chief", "approve:2") == ""
    assert bypass(one).under_way.startswith("under way")


def test_the_seats_view_holds_no_request() -> None:
    one = conduct()
    one.seat_view = True
    assert one.shown(WALL).requests == ()
    assert not [key for _, key in palette_targets(one) if key.startswith(("approve:", "decline:"))]


def test_the_seat_sees_that_it_has_asked_and_what_the_answer_is() -> None:
    one = conduct()
    asked = bypass(one)
    assert (asked.under_way, asked.enabled) == ("asked for approval: the facilitator", False)
    assert one.decline(1, "Too risky.") == ""
    again = bypass(one)
    assert (again.under_way, again.enabled) == ("", True)
    message = one.desk("duty").messages[0]
    assert (message.kind, message.sender) == ("refused", "Declined by the facilitator")
    assert message.text == f"{again.label}. Too risky."
    one.act("duty", "bypass")
    one.approve(2)
    assert bypass(one).under_way.startswith("under way")
    assert one.desk("duty").messages[0].sender == "Approved"


def test_the_log_tells_who_asked_and_who_answered() -> None:
    one = conduct("chief")
    one.decline(1, "No.")
    one.shown(WALL)
    label = bypass(one).label
    assert [line.text for line in one.log if line.kind == "action"] == [
        f"Duty officer asked Chief to approve: {label}.",
        f"The facilitator declined what Duty officer asked for: {label}. No.",
    ]


def test_requests_can_be_answered_from_the_palette() -> None:
    one = conduct()
    assert {key for _, key in palette_targets(one)} >= {"approve:1", "decline:1"}


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (
            StateChanged("bcf-east", "ElementState", "Unreachable", "cell"),
            "ElementStateChangeLogEvent: BCF east is Unreachable, says Cell carrier.",
        ),
        (
            StateChanged("psap-a", "ServiceState", "ScheduledMaintenanceDown", "duty"),
            "ServiceStateChangeLogEvent: PSAP A is ScheduledMaintenanceDown, says Duty officer.",
        ),
        (
            StateChanged("psap-a", "QueueState", "Full", "simulation"),
            "QueueStateChangeLogEvent: PSAP A is Full.",
        ),
        (
            StateChanged("psap-a", "SecurityPosture", "Red", FACILITATOR),
            "ServiceStateChangeLogEvent: PSAP A is Red, says the facilitator.",
        ),
    ],
)
def test_states_are_told_by_the_names_of_the_standard(fact: Fact, text: str) -> None:
    line = log_line(Happened(1, 0, fact), conduct().names)
    assert (line.kind, line.text) == ("state", text)
