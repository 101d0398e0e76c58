"""A seat's tools tell symptoms of its own places, agree with the calls, and never hold a cause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from time import process_time
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

from hotwash.catalogue import registry
from hotwash.catalogue.faults.allow_rule_missing import AllowRuleMissing
from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.catalogue.faults.signature_false_positive import SignatureFalsePositive
from hotwash.domain.commands import FACILITATOR, LaunchFault, Rewind, StartClock
from hotwash.domain.elements import Element
from hotwash.domain.firewall import Rule, Service, Verb
from hotwash.domain.impairment import RuleFirst
from hotwash.domain.network import Network
from hotwash.domain.outcomes import Outcome
from hotwash.domain.plan import EVERYTHING, Sight
from hotwash.domain.scenario import PlannedFault, Scenario, Seat
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Impair, Step
from hotwash.domain.time import HOUR, MINUTE
from hotwash.domain.visibility import Eyes
from hotwash.exercise.instruments import CallLine, Instruments, SeatInstruments, exercise_number
from hotwash.exercise.projections.seat_board import fold_seat
from hotwash.exercise.session import Session
from hotwash.exercise.store import MemoryStore
from hotwash.simulation.calls_view import OUTCOMES
from tests.catalogue.samples import sample
from tests.room_world import SEATS, room_scenario

ALL = Sight(psaps=(EVERYTHING,), origins=(EVERYTHING,), elements=(EVERYTHING,), policies=(EVERYTHING,))
SEER = Seat("seer", "Seer", "Everybody", "You see every tool.", sees=ALL)
FAULT = "flt-zq7"


@dataclass(frozen=True, slots=True, kw_only=True)
class DenyAll(Fault):
    """A line that drops call set-ups and writes nothing down."""

    kind: ClassVar[str] = "deny_all"
    title: ClassVar[str] = "Set-ups dropped unlogged"

    def steps(self, network: Network) -> Iterator[Step]:
        yield Impair("border-policy", "line", RuleFirst(Rule("tidy", Verb.DENY, (Service.SIP_INVITE,))))

    def narrative(self, network: Network) -> str:
        return "Set-ups are dropped."


def under(*faults: Fault, minutes: int = 20, per_day: int = 6_000) -> Session:
    """An exercise in which faults began after five minutes."""
    planned = {f"{FAULT}-{n}": PlannedFault(f"{FAULT}-{n}", fault, None) for n, fault in enumerate(faults)}
    scenario: Scenario = replace(room_scenario(per_day=per_day, span=2 * HOUR), faults=MappingProxyType(planned))
    scenario = replace(
        scenario, injects=MappingProxyType({}), seats=MappingProxyType({s.id: s for s in (*SEATS, SEER)})
    )
    one = Session(scenario, 911, MemoryStore())
    one.open()
    one.ask(FACILITATOR, StartClock())
    one.run_to(5 * MINUTE)
    for key in planned:
        assert one.ask(FACILITATOR, LaunchFault(key)).accepted
    one.run_to(minutes * MINUTE)
    return one


def tools(one: Session, seat: Seat) -> SeatInstruments:
    eyes = Eyes(seat, one.scenario.network)
    return Instruments(one).read_now(eyes, fold_seat(eyes, one.facts))


def seat(name: str) -> Seat:
    return next(one for one in SEATS if one.id == name)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from texts(getattr(value, item.name))
    elif isinstance(value, tuple | frozenset):
        for item in value:
            yield from texts(item)


def ladder_of(call: CallLine) -> list[str]:
    return [f"{step.way} {step.text}" for step in call.ladder]


@pytest.mark.parametrize("name", sorted(registry.faults()))
def test_no_fault_shows_in_anybodys_tools(name: str) -> None:
    kind = registry.faults()[name]
    one = under(sample(kind), minutes=12, per_day=3_000)
    told = one.scenario.faults[f"{FAULT}-0"].fault
    forbidden = [FAULT, kind.title, told.narrative(one.scenario.network), kind.kind]
    for who in (*SEATS, SEER):
        shown = " | ".join(texts(tools(one, who))).lower()
        assert not [word for word in forbidden if word.lower() in shown]
        assert not kind.code or not re.search(rf"\b{kind.code.lower()}\b", shown)


def test_a_seat_without_sight_has_no_tools_and_one_with_sight_only_its_own() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    blind = tools(one, Seat("duty", "Duty officer", "", ""))
    assert (blind.psap_calls, blind.origin_calls, blind.policies, blind.marks) == ((), (), (), ())
    assert {call.place for call in tools(one, seat("psap-a")).psap_calls} == {"psap-a"}
    assert {call.place for call in tools(one, seat("cell")).origin_calls} == {"cell"}
    assert [view.policy for view in tools(one, seat("noc")).policies] == ["border-policy"]
    assert tools(one, seat("guest")).marks == tools(one, seat("eva")).marks == ()


def test_a_psap_counts_packets_and_hears_nothing_while_the_carrier_sees_a_good_call() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    dead = [call for call in tools(one, seat("psap-a")).psap_calls if call.outcome == "no sound"]
    assert dead
    steps = ladder_of(dead[0])
    assert steps[:4] == ["in INVITE with a location", "out 180 Ringing", "out 200 OK", "in ACK"]
    assert "in RTP: 0 packets in" in steps
    assert any(re.fullmatch(r"out RTP: [1-9][\d,]* packets out", step) for step in steps)
    carrier = [call for call in tools(one, seat("cell")).origin_calls if "in BYE" in ladder_of(call)]
    assert carrier
    assert {call.outcome for call in carrier} == {"connected"}
    assert not any("RTP" in step for call in carrier for step in ladder_of(call))


def test_a_carrier_waits_in_vain_or_is_refused_and_a_psap_knows_of_neither() -> None:
    silent = under(AllowRuleMissing(policy="border-policy", origin="cell"), minutes=6)
    gone = [call for call in tools(silent, seat("cell")).origin_calls if call.outcome == "no reply"]
    assert gone
    assert all(ladder_of(call)[0] == "out INVITE" for call in gone)
    assert not any(step.startswith("in ") for call in gone for step in ladder_of(call))
    ends = {ladder_of(call)[-1] for call in gone}
    assert ends <= {
        "note Time-out after 32 s: no final response (timer B)",
        "note The caller hung up; no final response until then",
        "note No final response yet",
    }
    refused = under(AllowRuleMissing(policy="border-policy", origin="cell", answers=True), minutes=6)
    turned = [call for call in tools(refused, seat("cell")).origin_calls if call.outcome == "rejected"]
    assert ladder_of(turned[-1]) == ["out INVITE", "in 503 Service Unavailable", "out ACK"]
    silent.run_to(20 * MINUTE)
    late = [call for call in tools(silent, seat("cell")).origin_calls if call.outcome == "rejected"]
    assert ladder_of(late[0]) == ["note Nothing was sent: no way to the ESInet is in service"]
    for one in (silent, refused):
        words = {call.outcome for call in tools(one, seat("psap-a")).psap_calls}
        assert not words & {"silence", "fast busy", "no reply", "rejected"}


def test_counters_of_a_firewall_agree_with_the_calls() -> None:
    one = under(SignatureFalsePositive(policy="border-policy", origin="cell", permille=500), minutes=30)
    lines = {line.name: line.hits for line in tools(one, seat("noc")).policies[0].lines}
    columns = one.calls.columns()
    outcome = [OUTCOMES[number] for number in columns["outcome"].tolist()]
    calls = [n for n, way in enumerate(columns["way"].tolist()) if way == 0]
    assert lines["allow-invite"].total == len(calls)
    assert lines["sig-54871"].total == sum(outcome[n] is Outcome.SILENT for n in calls) > 0
    assert lines["allow-voice"].total == 2 * int((columns["answered"][calls] >= 0).sum())
    assert lines["allow-options"].total == 3 * 30
    assert lines["allow-options"].recent == 3 * 5
    assert all(hits.recent <= hits.total for hits in lines.values())


def test_a_line_that_does_not_log_leaves_no_entry_and_one_that_logs_does() -> None:
    missing = under(AllowRuleMissing(policy="border-policy"))
    view = tools(missing, seat("noc")).policies[0]
    assert {entry.verb for entry in view.log} == {Verb.DENY}
    assert {entry.line for entry in view.log} <= {line.name for line in view.lines if line.logs}
    assert all(later.at <= earlier.at for earlier, later in pairwise(view.log))
    assert tools(under(DenyAll()), seat("noc")).policies[0].log == ()


def test_an_inspection_that_nobody_set_shows_only_once_it_has_stopped_something() -> None:
    one = under(SignatureFalsePositive(policy="border-policy", origin="cell", permille=1000), minutes=5)
    assert "sig-54871" not in {line.name for line in tools(one, seat("noc")).policies[0].lines}


def test_the_map_has_own_elements_with_what_tools_report() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    marks = {mark.id: mark for mark in tools(one, seat("duty")).marks}
    assert set(marks) == set(one.scenario.network.elements)
    assert marks["bcf-east"].alarms
    assert marks["bcf-east"].attention
    assert marks["psap-a"].queue is None
    own = tools(one, seat("psap-a")).marks
    assert [mark.id for mark in own] == ["psap-a"]
    assert own[0].queue is not None
    assert own[0].queue.positions == 3


def test_numbers_are_of_the_exercise_range_and_stay_with_their_caller() -> None:
    made = [exercise_number(caller) for caller in range(2_000)]
    assert all(re.fullmatch(r"\([2-9]\d\d\) 555-01\d\d", number) for number in made)
    assert not any(number[2:4] == "11" for number in made)
    assert len(set(made)) > 1_900
    assert exercise_number(7) == exercise_number(7)


def test_after_a_way_back_the_tools_tell_of_the_course_that_is_played() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    eyes = Eyes(SEER, one.scenario.network)
    reader = Instruments(one)
    late = reader.read_now(eyes, fold_seat(eyes, one.facts))
    assert one.ask(FACILITATOR, Rewind(4 * MINUTE, "once more")).accepted
    assert one.catch_up()
    again = reader.read_now(eyes, fold_seat(eyes, one.facts))
    assert again.now == 4 * MINUTE
    assert not any(call.outcome == "no sound" for call in again.psap_calls)
    assert again.policies[0].lines[0].name == "allow-invite"
    assert again.policies[0].lines[0].hits.total < late.policies[0].lines[1].hits.total
    assert fold_seat(eyes, one.facts).clock.back_to == -1


def test_tools_are_read_at_most_twice_a_second() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    reader, eyes = Instruments(one), Eyes(SEER, one.scenario.network)
    board = fold_seat(eyes, one.facts)
    first = reader.read(eyes, board, 10.0)
    one.run_to(21 * MINUTE)
    again = reader.read(eyes, board, 10.49)
    assert again.now == 21 * MINUTE
    assert again.psap_calls is first.psap_calls
    assert reader.read(eyes, board, 10.5).psap_calls != first.psap_calls


def test_tools_of_a_seat_on_500_elements_take_less_than_5_ms() -> None:
    one = under(RtpBlocked(policy="border-policy"))
    network = one.scenario.network
    more: dict[str, Element] = {
        f"psap-{n}": replace(network.elements["psap-a"], id=f"psap-{n}", at=(n, n)) for n in range(500)
    }
    wide = replace(one.scenario, network=replace(network, elements=MappingProxyType({**network.elements, **more})))
    big = Session(wide, 911, MemoryStore())
    big.open()
    big.ask(FACILITATOR, StartClock())
    big.run_to(30 * MINUTE)
    reader, eyes = Instruments(big), Eyes(SEER, wide.network)
    board = fold_seat(eyes, big.facts)
    reader.read_now(eyes, board)
    times = []
    for _ in range(5):
        before = process_time()
        reader.read_now(eyes, board)
        times.append(process_time() - before)
    assert min(times) < 0.005, times
