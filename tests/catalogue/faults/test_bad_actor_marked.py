"""F24: the mark spreads from border to border, and concerns one source."""

from hotwash.catalogue.faults.bad_actor_marked import BadActorMarked
from hotwash.domain.firewall import Verb
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from hotwash.domain.time import SECOND
from tests.catalogue.faults.matrix import inspections
from tests.catalogue.samples import NETWORK, at

FAULT = BadActorMarked(origin="cell")


def test_every_border_has_the_mark_within_moments() -> None:
    assert set(at(FAULT, 19 * SECOND).world().network.imposed) == {"bcf-east"}
    assert set(at(FAULT, 20 * SECOND).world().network.imposed) == {"bcf-east", "bcf-west"}


def test_the_marked_source_is_refused_with_403_or_dropped() -> None:
    marks = [
        *inspections(at(FAULT, 0).world()),
        *inspections(at(BadActorMarked(origin="cell", answers=False), 0).world()),
    ]
    assert [(mark.verb, mark.code, mark.sources) for mark in marks] == [
        (Verb.REJECT, 403, ("cell",)),
        (Verb.DENY, 0, ("cell",)),
    ]


def test_symptoms_come_with_the_failed_calls() -> None:
    kinds = [type(step) for step in FAULT.steps(NETWORK)]
    assert kinds == [Impair, Wait, Impair, Until, Alarm, Wait, Until, Tell]


def test_the_narrative_says_what_callers_meet() -> None:
    assert FAULT.narrative(NETWORK) == (
        "Cell carrier is marked as a bad actor at every border; its callers are refused."
    )
