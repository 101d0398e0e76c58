"""Text network: its people write, and what they write enters through a Text Control Center."""

from dataclasses import replace

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.text_control_centre import TextControlCentre
from hotwash.catalogue.elements.text_network import TextNetwork
from hotwash.catalogue.elements.wireless_network import WirelessNetwork
from hotwash.domain.firewall import Traits
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown

TEXTS = TextNetwork(id="texts", name="Texts", at=(0, 200), share_permille=0)


def test_a_firewall_sees_that_they_are_texts() -> None:
    assert TEXTS.traits() == Traits("texts", text=True)
    assert not NETWORK.origins()[0].traits().text


def test_its_texts_do_not_look_for_another_network() -> None:
    assert not TextNetwork.camps
    assert WirelessNetwork.camps


def test_they_arrive_through_a_control_centre() -> None:
    centre = TextControlCentre(id="centre", name="Centre", at=(100, 200))
    network = grown(centre, Link(id="centre-west", a="centre", b="bcf-west"), Link(id="texts-c", a="texts", b="centre"))
    elements = {**network.elements, "texts": TEXTS}
    network = replace(network, elements=elements)
    assert judge_call(network, "texts", "psap-a").path[:3] == ("texts", "centre", "bcf-west")
