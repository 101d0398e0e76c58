"""Outgoing Call Interface Function: the path of call-backs, drawn as such; no 911 call runs through it."""

from dataclasses import replace

import numpy as np
import pytest

from hotwash.catalogue.elements.ocif import OutgoingCallInterfaceFunction
from hotwash.catalogue.elements.telephone_network import TelephoneNetwork
from hotwash.domain.elements import Telephone
from hotwash.domain.network import Link
from hotwash.viewmodels import dots
from hotwash.viewmodels.motion import TRANSIT_MS, Motion
from hotwash.viewmodels.scene import Role, role_of, scene_of
from tests.catalogue.samples import NETWORK, grown, reachable, without
from tests.viewmodels.test_calls_on_the_map import SampleCalls

OUTGOING = OutgoingCallInterfaceFunction(id="ocif", name="Call-backs", at=(500, 300))


def test_it_belongs_to_the_telephone_network() -> None:
    assert isinstance(OUTGOING, Telephone)
    assert role_of(OUTGOING) is Role.TELEPHONE


def test_911_calls_do_not_run_through_it() -> None:
    network = grown(OUTGOING, Link(id="a", a="esrp", b="ocif"), Link(id="b", a="ocif", b="psap-a"))
    assert not reachable(without(network, "esrp-a"), "cell", "psap-a")


@pytest.mark.parametrize(("way", "by_it"), [(dots.CALL_BACK, True), (dots.TEN_DIGIT, False)])
def test_calls_back_are_drawn_by_way_of_it_and_10_digit_calls_are_not(way: int, *, by_it: bool) -> None:
    """From the PSAP at (600, 0) down to it at (500, 3000) and back up: most of the way lies far below the rest."""
    far = OutgoingCallInterfaceFunction(id="ocif", name="Call-backs", at=(500, 3_000))
    elements = {**NETWORK.elements, "ocif": far, "phone": TelephoneNetwork(id="phone", name="Telephone", at=(300, 50))}
    calls = SampleCalls(NETWORK, {"started": 0, "way": way})
    moving = Motion(scene_of(replace(NETWORK, elements=elements)), ("psap-a", "psap-b"), calls)
    moving.take(0, 1.0)
    heights = [moving.frame(TRANSIT_MS * part / 10, 1.0, np.full(10, 10.0)).xy[0][1] for part in range(1, 10)]
    assert bool(max(heights) > 1_000) is by_it
