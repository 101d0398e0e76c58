"""The matrix of the fault catalogue, one line per fault, against what each fault lays on the small network."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue import registry
from hotwash.domain.effective import effective
from hotwash.domain.impairment import Bypassed, Impairment
from hotwash.domain.scripts import Fault
from hotwash.domain.steps import Alarm, Impair, Tell, Until
from hotwash.domain.time import HOUR, MINUTE, SECOND
from tests.catalogue.faults.matrix import heals, heard, judge_reads_overlays, keep_alive, onset, partial
from tests.catalogue.faults.remedy_table import TABLE
from tests.catalogue.samples import NETWORK, at, moments

SILENT, REJECT, NO_AUDIO = Treatment.SILENT, Treatment.REJECT, Treatment.NO_AUDIO
LONG = 96 * HOUR


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the matrix. `look` is when it is in full force; `judged` what the judge says of a cell call."""

    code: str
    fields: Mapping[str, object]
    heard: set[str]
    live: str
    keep_alive: str
    onset: str
    heals: bool = False
    partial: frozenset[str] = frozenset()
    look: int = 0
    judged: Treatment = Treatment.DELIVER


POLICY = {"policy": "border-policy"}
BORDER = {"border": "bcf-east"}
CELL = {"origin": "cell"}
SOURCE, SHARE = frozenset({"source"}), frozenset({"share"})
TRANSPORT = frozenset({"transport"})

MATRIX: dict[str, Line] = {
    "allow_rule_missing": Line(
        "F1", {**POLICY, **CELL}, {"SIL"}, "survive", "red", "step", partial=SOURCE, judged=SILENT
    ),
    "signature_false_positive": Line(
        "F2", {**POLICY, "locations": ()}, {"SIL"}, "survive", "green", "step", judged=SILENT
    ),
    "flood_limit_low": Line(
        "F3", {**POLICY, **CELL}, {"SIL"}, "survive", "flaps", "waves", partial=SOURCE, judged=SILENT
    ),
    "session_table_full": Line("F4", POLICY, {"SIL"}, "survive", "green", "ramp", heals=True, look=30 * MINUTE),
    "sip_rewritten": Line("F5", {**POLICY, **CELL}, {"488"}, "survive", "green", "step", partial=SOURCE, judged=REJECT),
    "rtp_blocked": Line("F6", POLICY, {"NOA"}, "survive", "green", "step", judged=NO_AUDIO),
    "certificate_expired": Line("F7", BORDER, {"503"}, "survive", "red", "ramp", partial=TRANSPORT, look=3 * HOUR),
    "split_brain": Line("F8", BORDER, {"SIL"}, "drop", "flaps", "waves", partial=SHARE, judged=SILENT),
    "asymmetric_path": Line(
        "F9", POLICY, {"SIL", "OWA"}, "survive", "flaps", "waves", partial=SHARE | TRANSPORT, judged=SILENT
    ),
    "failover_without_state": Line("F10", BORDER, {"SIL"}, "drop", "red", "impulse", heals=True, judged=SILENT),
    "reboot_loop": Line("F11", BORDER, {"SIL"}, "drop", "flaps", "waves", judged=SILENT),
    "element_locked": Line("F12", {"gateway": "bcf-east"}, {"SIL"}, "survive", "green", "step", judged=SILENT),
    "licence_invalid": Line("F13", POLICY, {"SIL"}, "drop", "red", "step", judged=SILENT),
    "feed_blocks_carrier": Line(
        "F14", {**POLICY, **CELL}, {"SIL"}, "survive", "red", "step", True, SOURCE, judged=SILENT
    ),
    "nat_pool_exhausted": Line("F15", BORDER, {"NOA"}, "survive", "green", "ramp", heals=True, look=40 * MINUTE),
    "keep_alives_blocked": Line("F16", POLICY, set(), "survive", "red", "step"),
    "location_query_blocked": Line("F17", {"server": "ecrf"}, {"NOLOC"}, "survive", "green", "step"),
    "dns_blocked": Line("F17", {"server": "ecrf"}, {"503"}, "survive", "green", "delayed", look=HOUR),
    "dereference_blocked": Line(
        "F18", {"server": "ecrf"}, {"NOLOC"}, "survive", "green", "step", partial=frozenset({"location"})
    ),
    "fragments_dropped": Line(
        "F19", POLICY, {"SIL"}, "survive", "green", "step", partial=TRANSPORT | frozenset({"size"})
    ),
    "time_skew": Line(
        "F20",
        {"proxy": "esrp"},
        {"500", "MISR"},
        "survive",
        "red",
        "delayed",
        partial=SHARE,
        look=2 * HOUR,
        judged=REJECT,
    ),
    "idle_timeout_short": Line("F21", BORDER, {"SIL"}, "survive", "green", "load"),
    "uptime_bomb": Line("F22", BORDER, {"SIL"}, "survive", "red", "ramp", look=3 * HOUR, judged=SILENT),
    "bandwidth_policed": Line("F23", {"link": "east-esrp"}, {"NOA", "SLOW"}, "survive", "green", "load"),
    "bad_actor_marked": Line(
        "F24", CELL, {"403"}, "survive", "red", "step", partial=SOURCE, look=MINUTE, judged=REJECT
    ),
    "session_cap": Line("F25", BORDER, {"503"}, "survive", "green", "load"),
    "management_locked_out": Line("F26", POLICY, set(), "survive", "green", "step"),
    "site_power_lost": Line("", {"site": "east"}, {"503"}, "drop", "red", "step"),
    "link_cut": Line("", {"link": "east-esrp", "spare": "west-esrp"}, {"503"}, "drop", "green", "step", judged=REJECT),
    "psap_evacuated": Line("", {"psap": "psap-a"}, set(), "drop", "green", "delayed", look=HOUR),
    "demand_surge": Line("", {}, set(), "survive", "green", "ramp", heals=True, look=20 * MINUTE),
    "test_call_wave": Line("", {}, set(), "survive", "green", "ramp", heals=True),
    "denial_of_service": Line("", {"rises": 10 * MINUTE}, set(), "survive", "green", "ramp", look=HOUR),
    "wrong_directory": Line("", {}, set(), "survive", "green", "step"),
    "failover_broken": Line("", BORDER, set(), "survive", "green", "step"),
}
every_line = pytest.mark.parametrize("kind", MATRIX)


def fault_of(kind: str) -> Fault:
    return registry.faults()[kind](**MATRIX[kind].fields)


def test_the_matrix_has_every_fault() -> None:
    assert set(MATRIX) == set(registry.faults())
    assert {kind: line.code for kind, line in MATRIX.items()} == {
        kind: made.code for kind, made in registry.faults().items()
    }
    assert {line.code for line in MATRIX.values()} - {""} == {f"F{number}" for number in range(1, 27)}


@every_line
def test_calls_hear_what_the_matrix_says_and_only_those_that_it_names(kind: str) -> None:
    line = MATRIX[kind]
    world = at(fault_of(kind), line.look).world()
    assert heard(world) == line.heard
    assert partial(world) == line.partial


@every_line
def test_the_judge_says_so_too(kind: str) -> None:
    line = MATRIX[kind]
    before = judge_call(NETWORK, "cell", "psap-a").treatment
    assert before is Treatment.DELIVER
    treatment = judge_call(at(fault_of(kind), line.look).world().network, "cell", "psap-a").treatment
    if judge_reads_overlays():
        assert treatment is line.judged
    else:
        assert treatment in (line.judged, Treatment.DELIVER, SILENT)


@every_line
def test_calls_in_progress_keep_alives_onset_and_healing(kind: str) -> None:
    line, played = MATRIX[kind], moments(fault_of(kind).steps(NETWORK), LONG)
    assert ("drop" if any(moment.cut for moment in played) else "survive") == line.live
    assert keep_alive(played) == line.keep_alive
    assert onset(played) == line.onset
    assert heals(played) == line.heals or line.onset == "waves"


@every_line
def test_a_bypass_lifts_what_the_policy_does_and_nothing_else(kind: str) -> None:
    moment = at(fault_of(kind), MATRIX[kind].look)
    bypass = Impairment("bypass", "border-policy", Bypassed())
    left = heard(effective(NETWORK, [*moment.live, bypass]))
    assert left == (set() if TABLE[kind].bypass else MATRIX[kind].heard)


@every_line
def test_nothing_is_told_before_something_is_laid_and_complaints_wait_for_calls_that_fail(kind: str) -> None:
    waited = laid = False
    for step in fault_of(kind).steps(NETWORK):
        laid = laid or isinstance(step, Impair)
        waited = waited or isinstance(step, Until)
        if isinstance(step, Alarm | Tell):
            assert laid
            assert step.text
        if isinstance(step, Tell) and step.sender in ("Carrier NOC", "A PSAP call taker") and MATRIX[kind].code:
            assert waited, step.text


def test_an_impulse_is_over_within_a_minute_and_a_wave_comes_back() -> None:
    impulse = fault_of("failover_without_state")
    assert [bool(at(impulse, second * SECOND).live) for second in (0, 29, 30, 60)] == [True, True, False, False]
    waves = fault_of("reboot_loop")
    gone = [minute for minute in range(28) if heard(at(waves, minute * MINUTE).world())]
    assert gone == [*range(5), *range(9, 14), *range(18, 23), 27]
    assert all(at(waves, minute * MINUTE).live for minute in range(28)), "a remedy finds it between the waves too"
