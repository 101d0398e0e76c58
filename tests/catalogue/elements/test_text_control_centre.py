"""Text Control Center: a gateway that takes its time and asks for no location."""

from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.elements.text_control_centre import TextControlCentre
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import NETWORK, grown, without

CENTRE = TextControlCentre(id="centre", name="Centre", at=(100, 100))
BEHIND = grown(CENTRE, Link(id="voip-c", a="voip", b="centre"), Link(id="c-west", a="centre", b="bcf-west"))


def test_texts_pass_it_when_it_is_the_only_way_in() -> None:
    verdict = judge_call(without(BEHIND, "voip-west"), "voip", "psap-b")
    assert verdict.path == ("voip", "centre", "bcf-west", "esrp", "psap-b")


def test_it_adds_about_a_second() -> None:
    behind = judge_call(without(BEHIND, "voip-west"), "voip", "psap-b").latency
    assert behind == judge_call(NETWORK, "voip", "psap-b").latency + 1_000 + 5


def test_it_is_drawn_as_a_gateway() -> None:
    assert role_of(CENTRE) is Role.GATEWAY
