"""Firewall: enforces a policy on the way, is no way in, and has a shape of its own on screen and paper."""

from hotwash.analysis.conditions import Standing
from hotwash.catalogue.elements.bcf import BorderControlFunction
from hotwash.catalogue.elements.firewall import Firewall
from hotwash.catalogue.orders import at_firewall
from hotwash.documents.aar.symbols import archetype, symbol
from hotwash.domain.elements import Border, Filter
from hotwash.domain.network import Link
from hotwash.viewmodels.scene import Role, role_of, scene_of
from tests.catalogue.samples import grown

FIREWALL = Firewall(id="wall", name="Carrier firewall", at=(100, 50), policy="border-policy")
NEAR = grown(FIREWALL, Link(id="cell-wall", a="cell", b="wall"), Link(id="wall-east", a="wall", b="bcf-east"))


def test_no_call_enters_the_esinet_by_it() -> None:
    assert not issubclass(Firewall, Border)
    assert "wall" not in [border.id for border in NEAR.borders()]


def test_work_on_its_policy_concerns_it_too() -> None:
    assert at_firewall(NEAR, "border-policy") == ("border-policy", "bcf-east", "bcf-west", "wall")


def test_the_map_knows_what_it_is_and_what_it_enforces() -> None:
    (node,) = [node for node in scene_of(NEAR).nodes if node.id == "wall"]
    assert (node.role, node.policy) == (Role.FIREWALL, "border-policy")


def test_on_paper_it_looks_like_nothing_else() -> None:
    border = BorderControlFunction(id="b", name="B", at=(0, 0), policy="border-policy")
    assert archetype(FIREWALL) is Filter
    assert symbol(FIREWALL, Standing.WORKING, 0, 0) != symbol(border, Standing.WORKING, 0, 0)
    assert role_of(FIREWALL) is not role_of(border)
