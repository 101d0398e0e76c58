"""F5: what the rewriting does to a call, and who notices it how."""

import pytest

from hotwash.catalogue.faults.sip_rewritten import Harm, SipRewritten
from hotwash.domain.firewall import Flow, Verb
from hotwash.domain.impairment import Inspected
from hotwash.domain.steps import Alarm, CallsFailed, CallsWithoutLocation, Impair, Tell, Until, Wait
from tests.catalogue.faults.matrix import heard
from tests.catalogue.samples import NETWORK, at


@pytest.mark.parametrize(
    ("harm", "meets", "alarm"),
    [
        (Harm.REFUSED, {"488"}, "BadSIP"),
        (Harm.ONE_WAY, {"OWA"}, "BadSDP"),
        (Harm.NO_AUDIO, {"NOA"}, "BadSDP"),
        (Harm.NO_LOCATION, {"NOLOC"}, "BadSIP"),
    ],
)
def test_each_harm_is_heard_and_logged_by_its_own_name(harm: Harm, meets: set[str], alarm: str) -> None:
    fault = SipRewritten(policy="border-policy", harm=harm)
    assert heard(at(fault, 0).world()) == meets
    assert [step.name for step in fault.steps(NETWORK) if isinstance(step, Alarm)] == [alarm]
    assert [type(step) for step in fault.steps(NETWORK)] == [Impair, Until, Alarm, Wait, Until, Tell]


def test_a_refusal_carries_its_code_to_the_carrier() -> None:
    fault = SipRewritten(policy="border-policy", origin="voip", answer=400, permille=600)
    first, *_, last = fault.steps(NETWORK)
    assert isinstance(first, Impair)
    assert isinstance(first.change, Inspected)
    item = first.change.inspection
    assert (item.flows, item.sources, item.permille, item.verb, item.code) == (
        (Flow.INVITE,),
        ("voip",),
        600,
        Verb.REJECT,
        400,
    )
    assert isinstance(last, Tell)
    assert "error 400" in last.text


def test_lost_locations_are_awaited_as_such() -> None:
    fault = SipRewritten(policy="border-policy", harm=Harm.NO_LOCATION)
    waits = [type(step.condition) for step in fault.steps(NETWORK) if isinstance(step, Until)]
    assert waits == [CallsWithoutLocation] * 2
    others = SipRewritten(policy="border-policy")
    assert [type(s.condition) for s in others.steps(NETWORK) if isinstance(s, Until)] == [CallsFailed] * 2


def test_the_narrative_names_whose_calls_and_the_harm() -> None:
    assert SipRewritten(policy="border-policy", origin="cell", harm=Harm.ONE_WAY).narrative(NETWORK) == (
        "A SIP ALG in the firewall policy 'Border policy' rewrites 100 % of calls from Cell carrier; callers are not "
        "heard."
    )
