"""Wireless network: people in it dial 911, and its calls enter at the nearest border."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.elements import Originating
from hotwash.domain.network import Link
from tests.catalogue.samples import grown

ELEMENT = WirelessNetwork(id="new", name="New", at=(0, 200), share_permille=0)


def test_its_calls_enter_where_it_is_connected() -> None:
    network = grown(ELEMENT, Link(id="new-west", a="new", b="bcf-west"))
    verdict = judge_call(network, "new", "psap-a")
    assert verdict.path == ("new", "bcf-west", "esrp", "psap-a")
    assert verdict.treatment is Treatment.DELIVER
    assert ELEMENT in network.origins()


def test_an_element_that_nothing_is_connected_to_reaches_nobody() -> None:
    verdict = judge_call(grown(ELEMENT), "new", "psap-a")
    assert (verdict.border, verdict.treatment) == ("", Treatment.REJECT)


def test_its_people_behave_like_the_public_unless_said_otherwise() -> None:
    assert isinstance(ELEMENT, Originating)
    assert ELEMENT.callers == "public"


def test_its_phones_can_use_another_network() -> None:
    assert WirelessNetwork.camps
    assert not ELEMENT.text
