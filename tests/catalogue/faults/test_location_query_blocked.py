"""F17: the query lines of one location server are dead; calls arrive at the default PSAP."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.location_query_blocked import LocationQueryBlocked
from hotwash.domain.impairment import LinkDown
from hotwash.domain.steps import Alarm, Impair, Tell, Wait
from tests.catalogue.samples import NETWORK, under

FAULT = LocationQueryBlocked(server="ecrf")


def test_every_query_line_of_the_server_goes_and_no_other() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert steps[0] == Impair("esrp-ecrf", "esrp-ecrf", LinkDown())
    assert [type(step) for step in steps[1:]] == [Wait, Alarm, Wait, Tell]


def test_calls_reach_the_default_psap_without_location() -> None:
    verdict = judge_call(under(FAULT).network, "cell", "psap-a")
    assert (verdict.psap, verdict.located, verdict.treatment) == ("psap-b", False, Treatment.DELIVER)


def test_the_narrative_names_the_server() -> None:
    assert FAULT.narrative(NETWORK).startswith("Location queries to ECRF get no answer;")
