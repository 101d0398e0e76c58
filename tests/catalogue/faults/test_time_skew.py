"""F20: nothing at first, then no policy runs, then keep-alives fail."""

from hotwash.catalogue.faults.time_skew import TimeSkew
from hotwash.domain.firewall import Verb
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from hotwash.domain.time import HOUR, MINUTE
from tests.catalogue.faults.matrix import heard, inspections, keep_alive_fails
from tests.catalogue.samples import NETWORK, at

FAULT = TimeSkew(proxy="esrp", refused_permille=150)


def test_it_drifts_in_two_stages_and_can_be_put_right_before_the_first() -> None:
    early, policies, later = (at(FAULT, time).world() for time in (29 * MINUTE, 30 * MINUTE, 2 * HOUR))
    assert (heard(early), bool(early.network.imposed)) == (set(), True)
    assert policies.network.dead_policies == {"esrp"}
    assert (keep_alive_fails(policies), keep_alive_fails(later)) == (False, True)


def test_a_share_of_calls_is_refused_with_500() -> None:
    refused = [item for item in inspections(at(FAULT, HOUR).world()) if item.verb is Verb.REJECT]
    assert [(item.permille, item.code) for item in refused] == [(150, 500)]


def test_without_refusals_no_carrier_complains() -> None:
    quiet = TimeSkew(proxy="esrp", refused_permille=0)
    assert [type(step) for step in quiet.steps(NETWORK)] == [Impair, Wait, Impair, Wait, Alarm, Wait, Impair]
    assert [type(step) for step in FAULT.steps(NETWORK)][-2:] == [Until, Tell]


def test_the_narrative_says_when_and_what() -> None:
    words = FAULT.narrative(NETWORK)
    assert words.startswith("The clock of ESRP drifts; after 30 min it runs no policy any more and refuses 15 % of")
