"""F17: the query lines of one location server are dead; calls lose their location where no other answers."""

from dataclasses import replace

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.elements.ecrf import EmergencyCallRoutingFunction
from hotwash.catalogue.faults.location_query_blocked import LocationQueryBlocked
from hotwash.domain.impairment import LinkDown
from hotwash.domain.network import Link
from hotwash.domain.steps import Alarm, CallsWithoutLocation, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, grown, under

FAULT = LocationQueryBlocked(server="ecrf")


def test_every_query_line_of_the_server_goes_and_no_other() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert steps[0] == Impair("esrp-ecrf", "esrp-ecrf", LinkDown())
    assert [type(step) for step in steps[1:]] == [Wait, Alarm, Until, Tell]
    waits = [step.condition for step in steps if isinstance(step, Until)]
    assert waits == [CallsWithoutLocation(4)], "a PSAP notices nothing before calls lack a location"


def test_calls_reach_the_default_psap_without_location() -> None:
    verdict = judge_call(under(FAULT).network, "cell", "psap-a")
    assert (verdict.psap, verdict.located, verdict.treatment) == ("psap-b", False, Treatment.DELIVER)


def test_the_narrative_names_the_server() -> None:
    assert FAULT.narrative(NETWORK) == (
        "Location queries to ECRF get no answer; calls reach the default PSAP without a location."
    )


def test_the_narrative_tells_of_no_harm_where_another_server_answers() -> None:
    other = EmergencyCallRoutingFunction(id="ecrf-2", name="ECRF 2", at=(0, 0))
    network = grown(other, Link(id="esrp-ecrf-2", a="esrp", b="ecrf-2", carries="queries"))
    assert FAULT.narrative(network).endswith("calls keep their location while another server answers.")


def test_without_a_default_psap_nobody_is_said_to_get_the_calls_of_others() -> None:
    network = replace(NETWORK, default_psap="")
    words = " ".join([FAULT.narrative(network), *(s.text for s in FAULT.steps(network) if isinstance(s, Tell))])
    assert "default" not in words
    assert "None of our calls has a location." in words
