"""Every firewall that a call meets, what each stops by flow and direction, and how partial causes add up."""

from dataclasses import replace

import pytest

from hotwash.analysis.call import CallVerdict
from hotwash.analysis.heard import Treatment, heard, tone
from hotwash.analysis.verdict import causes, judge_call, lost_by
from hotwash.domain.firewall import Flow, Group, Inspection, LocationBy, Rule, Service, Transport, Verb
from hotwash.domain.impairment import Bypassed, Change, Inspected, RuleFirst, RuleMissing, Slowed
from hotwash.domain.network import Network
from tests.deep_world import BORDER, deep_network, under, with_policy

NETWORK = deep_network()
CELL = next(origin for origin in NETWORK.origins() if origin.id == "cell")
ALL = (Flow.INVITE, Flow.MEDIA_IN, Flow.MEDIA_OUT)


def call(
    *changes: tuple[str, Change], origin: str = "cell", psap: str = "a", network: Network = NETWORK
) -> CallVerdict:
    return judge_call(under(network, *changes), origin, psap)


def inspection(*flows: Flow, **more: object) -> Inspected:
    return Inspected(replace(Inspection("check", flows or (Flow.INVITE,)), **more))  # type: ignore[arg-type]  # any field


def options(verdict: CallVerdict) -> set[bool]:
    return {flow.passed for flow in verdict.flows if flow.flow is Flow.OPTIONS}


def test_flows_are_told_for_every_firewall_in_order_from_the_caller() -> None:
    verdict = call()
    assert verdict.path == ("cell", "carrier-wall", "bcf-1", "esrp", "psap-wall", "a")
    assert list(dict.fromkeys(flow.at for flow in verdict.flows)) == ["carrier-wall", "bcf-1", "psap-wall"]
    assert (verdict.treatment, verdict.permille, verdict.delivered_permille) == (Treatment.DELIVER, 1000, 1000)


@pytest.mark.parametrize("place", ["carrier", "border", "psap-wall"])
def test_each_firewall_on_the_way_can_drop_the_call_and_is_named(place: str) -> None:
    verdict = call((place, RuleFirst(Rule("no", Verb.DENY, (Service.SIP_INVITE,)))))
    at = {"carrier": "carrier-wall", "border": "bcf-1", "psap-wall": "psap-wall"}[place]
    assert (verdict.treatment, verdict.permille, verdict.failed_at) == (Treatment.SILENT, 1000, at)
    assert verdict.fates[0].policy == place
    assert "line 'no'" in verdict.sentence
    assert lost_by(verdict) == {(place, "no")}


@pytest.mark.parametrize("place", ["bcf-1", "esrp", "wall-1", "1-esrp", "wall-a"])
def test_what_is_imposed_on_an_element_or_link_stops_the_call_there(place: str) -> None:
    verdict = call((place, inspection()))
    assert (verdict.treatment, verdict.failed_at) == (Treatment.SILENT, place)
    assert "it would pass if 'check' were ended there" in verdict.sentence
    assert options(verdict) == {True}
    assert lost_by(verdict) == {(place, "check")}


def test_a_bypass_lifts_the_inspections_of_a_policy_but_not_imposed_ones() -> None:
    lifted = call(("border", inspection()), ("border", Bypassed()))
    assert lifted.treatment is Treatment.DELIVER
    imposed = call(("bcf-1", inspection()), ("border", Bypassed()))
    assert (imposed.treatment, imposed.failed_at) == (Treatment.SILENT, "bcf-1")


def test_partial_causes_multiply_along_the_way_and_add_up() -> None:
    verdict = call(
        ("carrier", inspection(permille=200)),
        ("border", inspection(permille=500, verb=Verb.REJECT, code=400)),
        ("psap-wall", inspection(Flow.MEDIA_IN, permille=250)),
    )
    told = [(fate.treatment, fate.permille, fate.at, fate.code) for fate in verdict.fates]
    assert told == [
        (Treatment.SILENT, 200, "carrier-wall", 0),
        (Treatment.REJECT, 400, "bcf-1", 400),
        (Treatment.NO_AUDIO, 100, "psap-wall", 0),
    ]
    assert (verdict.treatment, verdict.permille, verdict.failed_at) == (Treatment.REJECT, 400, "bcf-1")
    assert verdict.delivered_permille == 300
    assert (verdict.share(Treatment.SILENT), verdict.share(Treatment.NO_AUDIO)) == (200, 100)
    assert "40 % of calls" in verdict.sentence
    assert [lines for _, _, lines in causes(verdict)] == [{(p, "check")} for p in ("carrier", "border", "psap-wall")]


def test_two_inspections_of_one_policy_are_both_counted() -> None:
    second = Inspected(Inspection("second", (Flow.INVITE,), permille=500))
    verdict = call(("border", inspection(permille=500)), ("border", second))
    assert [(fate.rule, fate.permille) for fate in verdict.fates] == [("check", 500), ("second", 250)]


@pytest.mark.parametrize(
    ("flows", "words", "hears"),
    [
        ((Flow.MEDIA_IN,), "the voice from the caller", "the call taker, who hears nothing"),
        ((Flow.MEDIA_OUT,), "the voice to the caller", "nothing, though the call taker hears the caller"),
        ((Flow.MEDIA_IN, Flow.MEDIA_OUT), "the voice in both directions", "ringing, then nothing in either direction"),
    ],
)
def test_one_way_audio_is_told_by_its_direction(flows: tuple[Flow, ...], words: str, hears: str) -> None:
    verdict = call(("border", inspection(*flows)))
    assert verdict.treatment is Treatment.NO_AUDIO
    assert words in verdict.sentence
    assert verdict.fates[0].heard == hears


def test_two_firewalls_that_each_take_one_direction_leave_no_sound_at_all() -> None:
    verdict = call(("border", inspection(Flow.MEDIA_IN)), ("psap-wall", inspection(Flow.MEDIA_OUT)))
    assert [(fate.permille, fate.at) for fate in verdict.fates] == [(1000, "bcf-1")]
    assert "in both directions" in verdict.sentence
    assert lost_by(verdict) == {("border", "check"), ("psap-wall", "check")}


@pytest.mark.parametrize(
    ("code", "sound"),
    [(503, "a fast busy"), (600, "a busy tone"), (486, "a busy tone"), (400, "a fast busy"),
     (404, "an announcement that the number is not in service"), (504, "long silence, then a fast busy")],
)  # fmt: skip
def test_what_a_refused_caller_hears_follows_from_the_code(code: int, sound: str) -> None:
    assert tone(code) == sound
    verdict = call(("border", inspection(verb=Verb.REJECT, code=code)), origin="text")
    assert sound in verdict.sentence
    assert verdict.fates[0].heard == f"{sound} (SIP {code})" == heard(Treatment.REJECT, code)


def test_a_line_that_rejects_without_a_code_answers_503() -> None:
    verdict = call(("border", RuleFirst(Rule("no", Verb.REJECT, (Service.SIP_INVITE,)))), origin="text")
    assert (verdict.fates[0].code, verdict.flows[0].code) == (503, 503)


def test_the_first_transport_by_which_the_invite_passes_is_used_and_told() -> None:
    assert (call().transport, call().course.fallback) == (Transport.UDP, False)
    no_udp = call(
        ("border", RuleFirst(Rule("no-udp", Verb.DENY, transports=(Transport.UDP,), services=(Service.SIP_INVITE,))))
    )
    assert (no_udp.treatment, no_udp.transport) == (Treatment.DELIVER, Transport.TCP)
    assert "over tcp" in no_udp.sentence
    neither = call(
        ("border", RuleFirst(Rule("no", Verb.DENY, (Service.SIP_INVITE,), transports=(Transport.UDP, Transport.TCP))))
    )
    assert (neither.treatment, neither.transport) == (Treatment.SILENT, Transport.UDP)


def test_a_lost_certificate_inside_is_gone_round_over_tcp() -> None:
    expired = inspection(Flow.INVITE, Flow.OPTIONS, transports=(Transport.TLS,))
    assert call(("1-esrp", expired)).treatment is Treatment.DELIVER
    assert call(("voip-1", expired), ("voip-2", expired), origin="voip").treatment is Treatment.SILENT


def test_only_large_invites_over_udp_are_lost_with_their_fragments() -> None:
    drop = inspection(over_bytes=1300)
    assert call(("border", drop)).transport is Transport.TCP
    udp_only = replace(CELL, transports=(Transport.UDP,))
    network = replace(NETWORK, elements={**NETWORK.elements, "cell": udp_only})
    assert call(("border", drop), network=network).treatment is Treatment.SILENT
    small = replace(NETWORK, elements={**NETWORK.elements, "cell": replace(udp_only, invite_bytes=1300)})
    assert call(("border", drop), network=small).treatment is Treatment.DELIVER
    assert call(("border", drop), origin="voip").treatment is Treatment.DELIVER


def test_an_inspection_may_look_only_at_calls_that_carry_their_location_so() -> None:
    by_value = inspection(locations=(LocationBy.VALUE,))
    assert call(("border", by_value)).treatment is Treatment.DELIVER
    assert call(("border", by_value), origin="voip").treatment is Treatment.SILENT


def test_an_inspection_that_strips_the_location_lets_the_call_pass_to_the_default_psap() -> None:
    verdict = call(("border", inspection(strips_location=True)), origin="voip")
    assert (verdict.treatment, verdict.psap, verdict.blind_permille) == (Treatment.DELIVER, "b", 1000)
    assert verdict.sentence.endswith("without a location, because a firewall takes it away.")
    part = call(("border", inspection(strips_location=True, permille=300)), origin="voip")
    assert (part.psap, part.blind_permille, part.located) == ("a", 300, True)
    late = call(("psap-wall", inspection(strips_location=True)), origin="voip")
    assert (late.psap, late.blind_permille) == ("a", 1000)


def test_text_calls_need_msrp_in_place_of_voice() -> None:
    verdict = call(origin="text")
    assert verdict.treatment is Treatment.NO_AUDIO
    assert "drops the text in both directions by the default rule" in verdict.sentence
    allowed = call(("border", RuleFirst(Rule("msrp", Verb.ALLOW, (Service.MSRP,)))), origin="text")
    assert allowed.treatment is Treatment.DELIVER
    no_voice = ("border", RuleFirst(Rule("no-rtp", Verb.DENY, (Service.RTP,))))
    assert call(("border", RuleFirst(Rule("msrp", Verb.ALLOW, (Service.MSRP,)))), no_voice, origin="text").fates == ()


def test_a_group_names_several_sources() -> None:
    rules = (Rule("no", Verb.DENY, (Service.SIP_INVITE,), sources=("mobile",)), *BORDER.rules)
    network = with_policy(NETWORK, replace(BORDER, rules=rules, groups=(Group("mobile", ("cell", "text")),)))
    assert call(network=network).treatment is Treatment.SILENT
    assert call(network=network, origin="voip").treatment is Treatment.DELIVER
    assert "'no' were taken out" in call(network=network).sentence


def test_overlays_slow_calls_down_where_they_lie_on_the_way() -> None:
    slow = call(("bcf-1", Slowed(700)), ("wall-a", Slowed(50)), ("esrp-b", Slowed(9_000)))
    assert slow.latency == call().latency + 750


GREEN: dict[str, tuple[tuple[str, Change], ...]] = {
    "F2 signature": (("border", Inspected(Inspection("sig", (Flow.INVITE,)))),),
    "F5 ALG": (("bcf-1", inspection(verb=Verb.REJECT, code=400)),),
    "F6 voice": (("border", RuleMissing("allow-voice")),),
    "F12 locked element": (("esrp", inspection()),),
    "F19 fragments": (
        ("border", Inspected(Inspection("frag", (Flow.INVITE,), over_bytes=1300, transports=(Transport.UDP,)))),
    ),
}


@pytest.mark.parametrize("fault", list(GREEN))
def test_the_dashboard_stays_green_while_calls_fail(fault: str) -> None:
    udp_only = replace(CELL, transports=(Transport.UDP,))
    network = replace(NETWORK, elements={**NETWORK.elements, "cell": udp_only})
    verdict = call(*GREEN[fault], network=network)
    assert verdict.treatment is not Treatment.DELIVER
    assert options(verdict) == {True}


@pytest.mark.parametrize("fault", ["F2 signature", "F6 voice"])
def test_what_shuts_every_border_alike_spares_nobody(fault: str) -> None:
    assert {call(*GREEN[fault], origin=origin).treatment is Treatment.DELIVER for origin in ("cell", "voip")} == {False}


def test_a_network_that_names_no_transport_uses_tls() -> None:
    network = replace(NETWORK, elements={**NETWORK.elements, "cell": replace(CELL, transports=())})
    verdict = call(network=network)
    assert (verdict.treatment, verdict.transport) == (Treatment.DELIVER, Transport.TLS)


def test_keep_alives_carry_no_location_and_choose_their_own_transport() -> None:
    checks = inspection(Flow.INVITE, Flow.OPTIONS, locations=(LocationBy.REFERENCE,))
    verdict = call(("border", checks))
    assert (verdict.treatment, options(verdict)) == (Treatment.SILENT, {True})
    no_udp = RuleFirst(Rule("udp", Verb.DENY, (Service.SIP_OPTIONS,), transports=(Transport.UDP,)))
    assert options(call(("border", no_udp))) == {True}
    assert call(("border", no_udp)).transport is Transport.UDP
