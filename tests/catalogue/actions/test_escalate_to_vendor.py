"""An escalation brings an engineer to ask, and changes nothing by itself."""

from hotwash.catalogue.actions.escalate_to_vendor import EscalateToVendor
from hotwash.domain.steps import Tell, WaitAbout
from hotwash.domain.time import MINUTE
from tests.catalogue.samples import NETWORK, under

ACTION = EscalateToVendor(policy="border-policy")


def test_it_takes_long_and_an_engineer_speaks() -> None:
    wait, tell = ACTION.steps(NETWORK)
    assert wait == WaitAbout(5 * MINUTE, 15 * MINUTE, 60 * MINUTE, on="border-policy")
    assert isinstance(tell, Tell)
    assert "Border policy" in tell.text
    assert (tell.sender, tell.public) == ("Vendor engineer", False)


def test_nothing_else_changes() -> None:
    assert under(ACTION) == under()


def test_the_narrative_is_past() -> None:
    assert ACTION.narrative(NETWORK) == "An engineer of the vendor joined."
