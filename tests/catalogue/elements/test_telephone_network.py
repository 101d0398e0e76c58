"""Telephone network: carries 10-digit calls around the ESInet and never a 911 call."""

from hotwash.catalogue.elements.telephone_network import TelephoneNetwork
from hotwash.domain.network import Link
from tests.catalogue.samples import grown, reachable, without

PSTN = TelephoneNetwork(id="telephone", name="Telephone network", at=(0, 300))


def test_911_calls_do_not_take_it() -> None:
    by_telephone = (Link(id="c", a="bcf-east", b="telephone"), Link(id="a", a="telephone", b="psap-a"))
    assert not reachable(without(grown(PSTN, *by_telephone), "esrp-a"), "cell", "psap-a")


def test_nor_do_they_take_a_line_for_telephone_calls() -> None:
    line = Link(id="c", a="bcf-east", b="psap-a", carries="telephone")
    assert not reachable(without(grown(PSTN, line), "esrp-a"), "cell", "psap-a")
