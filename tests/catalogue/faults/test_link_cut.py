"""A cut line, and a spare that was dead already."""

from hotwash.analysis.verdict import Treatment, judge_call
from hotwash.catalogue.faults.link_cut import LinkCut
from hotwash.domain.steps import Alarm, Impair, Tell, Until, Wait
from tests.catalogue.samples import NETWORK, at

FAULT = LinkCut(link="east-esrp", spare="west-esrp")


def test_a_sound_spare_takes_over_and_a_dead_one_does_not() -> None:
    alone = at(LinkCut(link="east-esrp"), 0).world().network
    assert judge_call(alone, "cell", "psap-a").border == "bcf-west"
    both = at(FAULT, 0).world().network
    assert judge_call(both, "cell", "psap-a").treatment is Treatment.REJECT


def test_the_cut_line_cuts_calls_and_the_spare_had_none() -> None:
    laid = [(step.target, step.cut_calls) for step in FAULT.steps(NETWORK) if isinstance(step, Impair)]
    assert laid == [("west-esrp", False), ("east-esrp", True)]


def test_circuits_are_told_of_before_anybody_thinks_of_911() -> None:
    steps = list(FAULT.steps(NETWORK))
    assert [type(step) for step in steps] == [Impair, Impair, Wait, Alarm, Wait, Tell, Wait, Until, Tell]
    told = [step.text for step in steps if isinstance(step, Tell)]
    assert "not knowing what runs over them" in told[0]
    assert [type(step) for step in LinkCut(link="east-esrp").steps(NETWORK)] == [Impair, Wait, Alarm, Wait, Tell]


def test_a_line_is_not_its_own_spare() -> None:
    same = LinkCut(link="east-esrp", spare="east-esrp")
    assert [step.target for step in same.steps(NETWORK) if isinstance(step, Impair)] == ["east-esrp"]


def test_the_narrative_names_both_lines() -> None:
    assert FAULT.narrative(NETWORK) == (
        "A cut has taken the line between BCF east and ESRP away, and the line between BCF west and ESRP had been dead "
        "already; calls that need either find no way."
    )
