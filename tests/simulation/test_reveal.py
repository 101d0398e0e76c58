"""What a test call meets and what a firewall log shows: line by line, since when, and no more than is logged."""

from datetime import datetime

import pytest

from hotwash.catalogue.faults.rtp_blocked import RtpBlocked
from hotwash.domain.effective import effective
from hotwash.domain.firewall import Flow, Inspection, Rule, Service, Verb, Zone
from hotwash.domain.impairment import Bypassed, Change, ElementDown, Impairment, Inspected, RuleFirst
from hotwash.domain.steps import Reveal
from hotwash.domain.time import MINUTE, Millis
from hotwash.simulation.reveal import Shown, reveal
from tests.catalogue.samples import laid
from tests.small_world import small_network, small_scenario

START = datetime(2024, 6, 18, 13, 0)  # noqa: DTZ001  # a story's clock has no zone
QUIET = Rule("quiet", Verb.DENY, (Service.SIP_OPTIONS,))
VOICE = Rule("guard", Verb.DENY, (Service.RTP,), Zone.OUTSIDE, log=True)
SIGNATURE = Inspection("sig", (Flow.INVITE,), ("cell",), 1000)


def look(
    subject: str, target: str, *changes: tuple[Change, Millis], on: str = "border-policy", script: str = "x"
) -> str:
    overlays = [(Impairment(str(n), on, change), at) for n, (change, at) in enumerate(changes)]
    network = effective(small_network(), [overlay for overlay, _ in overlays]).network
    return reveal(Reveal(subject, target), Shown(network, START, tuple(overlays), 1, script))


def test_each_dropping_line_has_its_own_time() -> None:
    told = look("firewall_log", "border-policy", (RuleFirst(VOICE), 16 * MINUTE), (Inspected(SIGNATURE), 40 * MINUTE))
    assert told == (
        "The log of Border policy: line 'sig' drops call set-up since 13:40; "
        "line 'guard' drops voice from callers since 13:16."
    )


def test_a_drop_that_is_not_logged_does_not_show() -> None:
    assert look("firewall_log", "border-policy", (RuleFirst(QUIET), 0)) == (
        "The log of Border policy shows no call traffic dropped."
    )
    both = look("firewall_log", "border-policy", (RuleFirst(VOICE), 0), (RuleFirst(QUIET), MINUTE))
    assert "guard" in both
    assert "quiet" not in both


def test_a_bypassed_firewall_logs_nothing() -> None:
    told = look("firewall_log", "border-policy", (RuleFirst(VOICE), 0), (Bypassed(), MINUTE))
    assert told == "Border policy is bypassed; its log shows no call traffic."


def test_overlays_on_something_else_give_no_time() -> None:
    network = effective(small_network(), laid(RtpBlocked(policy="border-policy").steps(small_network()))).network
    elsewhere = ((Impairment("a", "bcf-east", RuleFirst(VOICE)), 5 * MINUTE),)
    told = reveal(Reveal("firewall_log", "border-policy"), Shown(network, START, elsewhere, 1, "x"))
    assert told == "The log of Border policy: line 'session-guard' drops voice from callers and voice to callers."


@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        ("voice", "ringing, then silence; the PSAP sees the number but hears nobody"),
        ("push", "silence, and nothing arrives at the PSAP"),
        ("refuse", "a fast busy tone"),
    ],
)
def test_a_test_call_tells_what_was_heard(fault: str, heard: str) -> None:
    changes = [(overlay.change, 0) for overlay in laid(small_scenario().faults[fault].fault.steps(small_network()))]
    assert look("test_call", "cell", *changes) == f"Test call from Cell carrier to PSAP A: {heard}."


def test_a_test_call_that_arrives_tells_where_and_with_what() -> None:
    assert look("test_call", "voip") == (
        "Test call from Internet carrier: answered at PSAP A, sound both ways, with a location."
    )
    assert look("test_call", "cell", (ElementDown(), 0), on="ecrf") == (
        "Test call from Cell carrier: answered at PSAP B, sound both ways, without a location."
    )


def test_a_share_of_calls_is_drawn_by_who_looks() -> None:
    half = Inspection("sig", (Flow.INVITE,), (), 500)
    told = [look("test_call", "cell", (Inspected(half), 0), script=f"act:test-call:{n}") for n in range(200)]
    assert look("test_call", "cell", (Inspected(half), 0), script="act:test-call:7") == told[7]
    assert 70 < sum("sound both ways" in one for one in told) < 130
    assert all(("silence" in one) != ("sound both ways" in one) for one in told)


def test_what_nobody_can_look_at_is_an_error_of_the_author() -> None:
    with pytest.raises(ValueError, match="nothing can be revealed about 'weather'"):
        look("weather", "cell")


def test_a_test_call_meets_one_of_several_causes_and_hears_that() -> None:
    refused = Inspection("alg", (Flow.INVITE,), (), 400, verb=Verb.REJECT, code=404)
    half = Inspection("half", (Flow.MEDIA_IN,), (), 500)
    told = {
        look("test_call", "cell", (Inspected(refused), 0), (Inspected(half), 0), script=str(n)).partition(": ")[2]
        for n in range(40)
    }
    assert told == {
        "an announcement that the number is not in service (SIP 404).",
        "the call taker can be heard, but hears nothing.",
        "answered at PSAP A, sound both ways, with a location.",
    }


def test_a_test_call_may_lose_its_location_alone() -> None:
    stripped = Inspection("strip", (Flow.INVITE,), (), 500, strips_location=True)
    told = {look("test_call", "cell", (Inspected(stripped), 0), script=str(n))[-20:] for n in range(20)}
    assert {text.endswith("without a location.") for text in told} == {True, False}


def test_the_log_shows_every_inspection_that_drops_a_share() -> None:
    some, more = (Inspection(name, (Flow.INVITE,), ("cell",), 300) for name in ("some", "more"))
    told = look("firewall_log", "border-policy", (Inspected(some), 0), (Inspected(more), MINUTE))
    assert "line 'some' drops call set-up since 13:00" in told
    assert "line 'more' drops call set-up since 13:01" in told


def test_a_trace_follows_signalling_alone() -> None:
    whole = (
        "Trace of a call from Cell carrier: the INVITE goes by BCF east, ESRP, PSAP A; "
        "180 Ringing and 200 OK come back."
    )
    assert look("call_trace", "cell") == whole
    assert look("call_trace", "cell", (RuleFirst(VOICE), 0)) == whole


def test_a_trace_tells_silence_from_refusal_and_where_it_ends() -> None:
    assert look("call_trace", "cell", (Inspected(SIGNATURE), 0)) == (
        "Trace of a call from Cell carrier: the INVITE leaves Cell carrier; nothing comes back from BCF east."
    )
    refusing = Inspection("sig", (Flow.INVITE,), verb=Verb.REJECT, code=403)
    assert look("call_trace", "cell", (Inspected(refusing), 0)) == (
        "Trace of a call from Cell carrier: the INVITE leaves Cell carrier; SIP 403 comes back from BCF east."
    )


def test_a_trace_of_a_share_meets_one_thing_at_a_time() -> None:
    half = Inspection("sig", (Flow.INVITE,), ("cell",), 500)
    told = {look("call_trace", "cell", (Inspected(half), 0), script=f"act:trace:{n}") for n in range(20)}
    assert len(told) == 2
