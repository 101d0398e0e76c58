"""Location and name queries: who asks whom over which links, and what a call loses when nobody answers."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.analysis.call import CallVerdict
from hotwash.analysis.conditions import Standing, conditions
from hotwash.analysis.heard import Treatment
from hotwash.analysis.queries import QUERY_TIMEOUT
from hotwash.analysis.verdict import Judge, judge_call, lost_by
from hotwash.domain.elements import Originating
from hotwash.domain.firewall import Flow, Inspection, LocationBy
from hotwash.domain.impairment import Change, ElementDown, Inspected, LinkDown, RuleMissing
from hotwash.domain.network import Link, Network
from tests.deep_world import deep_network, under, with_element

NETWORK = deep_network()


def call(
    *changes: tuple[str, Change], origin: str = "cell", psap: str = "a", network: Network = NETWORK
) -> CallVerdict:
    return judge_call(under(network, *changes), origin, psap)


def asked(verdict: CallVerdict) -> list[tuple[Flow, bool]]:
    return [(query.flow, query.passed) for query in verdict.queries]


def stops(*flows: Flow, permille: int = 1000) -> Inspected:
    return Inspected(Inspection("check", flows, permille=permille))


def test_only_calls_with_a_location_by_reference_ask_a_lis() -> None:
    assert asked(call()) == [(Flow.DNS, True), (Flow.HELD, True), (Flow.LOST, True)]
    assert asked(call(origin="voip")) == [(Flow.DNS, True), (Flow.LOST, True)]
    assert asked(call(network=deep_network(without=("lis", "dns")))) == [(Flow.LOST, True)]
    assert call(network=deep_network(without=("lis",))).blind_permille == 0


def test_without_an_answer_of_the_lis_its_calls_are_routed_by_default_and_others_are_not() -> None:
    for change in (
        ("lis", ElementDown()),
        ("esrp-lis", LinkDown()),
        ("esrp-lis", stops(Flow.HELD)),
        ("lis", stops(Flow.HELD)),
    ):
        blind = call(change)
        assert (blind.psap, blind.blind_permille, blind.treatment) == ("b", 1000, Treatment.DELIVER)
        assert "because no LIS answers" in blind.sentence
        assert call(change, origin="voip").psap == "a"


def test_a_query_without_an_answer_takes_its_time() -> None:
    assert call(("ecrf", ElementDown()), origin="voip").latency == call(origin="voip", psap="b").latency + QUERY_TIMEOUT
    both = call(("ecrf", ElementDown()), ("lis", ElementDown()), psap="b")
    assert both.latency == call(psap="b").latency + 2 * QUERY_TIMEOUT


def test_a_share_of_queries_that_is_lost_takes_the_location_of_that_share_alone() -> None:
    part = call(("esrp-ecrf", stops(Flow.LOST, permille=400)), origin="voip")
    assert (part.psap, part.blind_permille, part.located) == ("a", 400, True)
    assert "in 40 % of calls" in part.sentence


def test_the_share_without_a_location_is_led_to_the_default_psap() -> None:
    part = call(("esrp-ecrf", stops(Flow.LOST, permille=400)), origin="voip")
    assert part.astray is not None
    assert (part.astray.home, part.astray.psap, part.astray.blind_permille) == ("a", "b", 1000)
    assert part.astray.path == call(origin="voip", psap="b").path
    assert part.sentence.endswith("because no location query is answered; 40 % of calls are led to PSAP B for that.")
    assert "without a location, because no location query is answered" in part.astray.sentence
    assert call(origin="voip").astray is None
    assert call(("esrp-ecrf", stops(Flow.LOST, permille=400)), origin="voip", psap="b").astray is None, "it is home"
    whole = call(("ecrf", ElementDown()), origin="voip")
    assert (whole.psap, whole.astray) == ("b", None)


def test_what_nobody_asks_for_leads_no_share_elsewhere() -> None:
    part = ("esrp-ecrf", stops(Flow.LOST, permille=400))
    assert call(part, origin="voip", network=deep_network(default="")).astray is None
    strips = Inspected(Inspection("strips", (Flow.INVITE,), (), 300, strips_location=True))
    after = call(("psap-wall", strips), origin="voip")
    assert (after.blind_permille, after.course.astray, after.astray) == (300, 0, None)
    before = call(("border", strips), origin="voip")
    assert (before.blind_permille, before.course.astray) == (300, 300)
    assert before.astray is not None


def test_only_the_share_without_an_answer_waits_for_one() -> None:
    part = call(("esrp-ecrf", stops(Flow.LOST, permille=400)), origin="voip")
    assert part.astray is not None
    assert part.latency == call(origin="voip").latency
    assert part.astray.latency == call(origin="voip", psap="b").latency + QUERY_TIMEOUT
    at_home = call(("esrp-ecrf", stops(Flow.LOST, permille=400)), origin="voip", psap="b")
    assert at_home.latency == call(origin="voip", psap="b").latency + QUERY_TIMEOUT * 400 // 1000, "told by the mean"


def test_who_asks_twice_waits_for_what_is_not_answered_of_both() -> None:
    """Half of the HELD queries and half of the LoST queries: the mean wait over all calls is that of one query."""
    part = call(("esrp-ecrf", stops(Flow.LOST, permille=500)), ("esrp-lis", stops(Flow.HELD, permille=500)))
    assert part.astray is not None
    assert (part.course.astray, part.blind_permille) == (750, 750)
    assert part.latency == call().latency
    assert part.astray.latency == call(psap="b").latency + QUERY_TIMEOUT * 1000 // 750
    taken = Inspected(Inspection("strips", (Flow.INVITE,), permille=500, strips_location=True))
    both = call(("border", taken), ("esrp-ecrf", stops(Flow.LOST, permille=500)), origin="voip")
    assert both.astray is not None
    assert (both.course.astray, both.latency) == (750, call(origin="voip").latency)
    waits = (500 * QUERY_TIMEOUT // 2 + 250 * QUERY_TIMEOUT) // 750
    assert both.astray.latency == call(origin="voip", psap="b").latency + waits


def walled() -> Network:
    """A firewall of the PSAPs' policy stands between one BCF and the ESRP too."""
    inner = replace(NETWORK.elements["psap-wall"], id="inner-wall")
    links = {key: link for key, link in NETWORK.links.items() if key != "1-esrp"}
    links |= {key: Link(id=key, a=a, b=b) for key, a, b in (("i-1", "bcf-1", inner.id), ("i-2", inner.id, "esrp"))}
    return with_element(replace(NETWORK, links=MappingProxyType(links)), inner)


@pytest.mark.parametrize("place", ["inner-wall", "i-1", "i-2"])
def test_a_location_that_is_taken_on_the_way_to_who_asks_leads_its_calls_elsewhere(place: str) -> None:
    for share in (1000, 300):
        taken = Inspected(Inspection("strips", (Flow.INVITE,), permille=share, strips_location=True))
        verdict = call((place, taken), origin="voip", network=walled())
        assert (verdict.blind_permille, verdict.course.astray) == (share, share)
        assert "b" in (verdict.psap, verdict.astray.psap if verdict.astray else "")
        assert "because a firewall takes it away" in verdict.sentence
    behind = call(("wall-a", taken), (place, taken), origin="voip", network=walled())
    assert (behind.course.astray, behind.blind_permille) == (300, 510), "what is taken later leads nobody elsewhere"


def test_the_same_firewall_behind_who_asks_is_no_firewall_before() -> None:
    """Calls for one PSAP meet it before the ESRP and calls for the other after: told apart, in either order."""
    taken = Inspected(Inspection("strips", (Flow.INVITE,), permille=300, strips_location=True))
    links = {
        key: Link(id=key, a=a, b=b)
        for key, a, b in (
            ("in", "voip", "bcf-1"), ("direct", "bcf-1", "esrp"), ("to-wall", "bcf-1", "psap-wall"),
            ("wall-esrp-c", "psap-wall", "esrp-c"), ("esrp-c-c", "esrp-c", "c"), ("esrp-wall", "esrp", "psap-wall"),
            ("wall-a", "psap-wall", "a"), ("esrp-c-b", "esrp-c", "b"),
        )
    }  # fmt: skip
    second = replace(NETWORK.elements["esrp"], id="esrp-c")
    queries = {key: NETWORK.links[key] for key in ("esrp-ecrf",)}
    queries["esrp-c-ecrf"] = Link(id="esrp-c-ecrf", a="esrp-c", b="ecrf", carries="queries")
    base = with_element(replace(NETWORK, links=MappingProxyType({**links, **queries})), second)
    network = under(base, ("psap-wall", taken))
    for order in (("a", "c"), ("c", "a")):
        judge = Judge(network)
        found = {psap: judge.call("voip", psap) for psap in order}
        assert found["c"].course.astray == 300
        assert (found["a"].course.astray, found["a"].blind_permille) == (0, 300)


def test_a_share_whose_default_psap_cannot_be_reached_stays_at_home() -> None:
    part = call(("esrp-ecrf", stops(Flow.LOST, permille=400)), ("b", ElementDown()), origin="voip")
    assert (part.psap, part.blind_permille, part.astray) == ("a", 400, None)


def test_a_call_that_carries_no_location_goes_to_the_default_psap() -> None:
    voip = NETWORK.elements["voip"]
    assert isinstance(voip, Originating)
    none = replace(voip, location=LocationBy.NONE)
    verdict = call(origin="voip", network=with_element(NETWORK, none))
    assert (verdict.psap, verdict.blind_permille) == ("b", 1000)
    assert "because the calls carry none" in verdict.sentence


def test_without_a_default_psap_a_call_without_location_stays_at_home() -> None:
    verdict = call(("ecrf", ElementDown()), network=deep_network(default=""))
    assert (verdict.psap, verdict.blind_permille) == ("a", 1000)


def test_where_no_name_server_answers_the_next_hop_is_not_found() -> None:
    lost = call(("dns", ElementDown()))
    assert (lost.treatment, lost.failed_at, lost.fates[0].code) == (Treatment.REJECT, "esrp", 503)
    assert "cannot find its next hop" in lost.sentence
    assert lost_by(lost) == {("esrp", "name look-up")}
    second = Link(id="esrp-dns-2", a="esrp", b="dns-2", carries="queries")
    spare = replace(NETWORK.elements["dns"], id="dns-2")
    network = with_element(replace(NETWORK, links=MappingProxyType({**NETWORK.links, second.id: second})), spare)
    assert call(("dns", ElementDown()), network=network).treatment is Treatment.DELIVER


def test_who_is_linked_to_no_name_server_needs_none() -> None:
    assert call(network=deep_network(without=("dns",))).treatment is Treatment.DELIVER
    moved = replace(NETWORK.links["esrp-dns"], a="bcf-2")
    network = replace(NETWORK, links=MappingProxyType({**NETWORK.links, "esrp-dns": moved}))
    assert call(("dns", ElementDown()), network=network).treatment is Treatment.DELIVER
    assert call(("dns", ElementDown()), ("bcf-1", ElementDown()), network=network).failed_at == "bcf-2"


def test_a_query_that_goes_by_way_of_a_firewall_needs_a_line_there() -> None:
    links = {**NETWORK.links, "esrp-lis": Link(id="esrp-lis", a="bcf-1", b="lis", carries="queries")}
    links["esrp-bcf"] = Link(id="esrp-bcf", a="esrp", b="bcf-1", carries="queries")
    network = replace(NETWORK, links=MappingProxyType(links))
    assert call(network=network).psap == "a"
    barred = call(("border", RuleMissing("allow-queries")), network=network)
    assert (barred.psap, barred.blind_permille) == ("b", 1000)
    held = next(query for query in barred.queries if query.flow is Flow.HELD)
    assert (held.policy, held.rule, held.at) == ("border", "default", "esrp")


def test_a_proxy_whose_location_queries_are_stopped_is_marked() -> None:
    found = conditions(under(NETWORK, ("esrp-ecrf", stops(Flow.LOST))))
    assert (found["esrp"].standing, found["esrp"].word) == (Standing.DEGRADED, "no location answers")
    assert conditions(NETWORK)["esrp"].standing is Standing.WORKING
