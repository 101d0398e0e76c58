"""Emergency Call Routing Function: answers location queries and never carries a call."""

from dataclasses import replace

from hotwash.analysis.routes import Routes
from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.domain.network import Link
from tests.catalogue.samples import NETWORK, grown, reachable, without


def test_a_second_one_answers_when_the_first_is_down() -> None:
    second = EmergencyCallRoutingFunction(id="ecrf-2", name="ECRF 2", at=(500, 150))
    down = frozenset({"ecrf"})
    assert not Routes(replace(NETWORK, down_elements=down)).answered("esrp")
    network = grown(second, Link(id="esrp-ecrf-2", a="esrp", b="ecrf-2", carries="queries"))
    assert Routes(replace(network, down_elements=down)).answered("esrp")


def test_calls_do_not_run_through_it() -> None:
    server = EmergencyCallRoutingFunction(id="short-cut", name="ECRF", at=(500, 150))
    network = grown(server, Link(id="a", a="esrp", b="short-cut"), Link(id="b", a="short-cut", b="psap-a"))
    assert not reachable(without(network, "esrp-a"), "cell", "psap-a")
