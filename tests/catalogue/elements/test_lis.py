"""Location Information Server: answers HELD queries, never LoST queries, and carries no call."""

from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.catalogue.elements.lis import LocationInformationServer
from hotwash.domain.firewall import Flow
from hotwash.domain.network import Link
from tests.catalogue.samples import grown, reachable, without

SERVER = LocationInformationServer(id="lis", name="LIS", at=(400, 200))


def test_it_answers_another_query_than_the_ecrf() -> None:
    assert LocationInformationServer.answers is Flow.HELD
    assert EmergencyCallRoutingFunction.answers is Flow.LOST


def test_calls_do_not_run_through_it() -> None:
    network = grown(SERVER, Link(id="a", a="esrp", b="lis"), Link(id="b", a="lis", b="psap-a"))
    assert not reachable(without(network, "esrp-a"), "cell", "psap-a")
