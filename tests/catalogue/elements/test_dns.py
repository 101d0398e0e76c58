"""Domain name server: answers DNS queries and carries no call."""

from hotwash.catalogue.elements.dns import DomainNameServer
from hotwash.domain.firewall import Flow
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of
from tests.catalogue.samples import grown, reachable, without

SERVER = DomainNameServer(id="dns", name="DNS", at=(400, 200))


def test_it_answers_name_queries() -> None:
    assert DomainNameServer.answers is Flow.DNS
    assert role_of(SERVER) is Role.SERVICE


def test_calls_do_not_run_through_it() -> None:
    network = grown(SERVER, Link(id="a", a="esrp", b="dns"), Link(id="b", a="dns", b="psap-a"))
    assert not reachable(without(network, "esrp-a"), "cell", "psap-a")
