"""One call asked for: both states side by side, hop by hop, with what a map lights."""

from dataclasses import replace

import pytest

from hotwash.analysis.heard import Treatment
from hotwash.analysis.verdict import judge_call
from hotwash.catalogue.faults.link_cut import LinkCut
from hotwash.catalogue.faults.psap_evacuated import PsapEvacuated
from hotwash.catalogue.faults.site_power_lost import SitePowerLost
from hotwash.editor.rehearsal.reachability import NoSuchPlace, ask
from tests.small_world import small_scenario


def test_without_a_fault_the_call_is_told_as_the_one_verdict_tells_it() -> None:
    scenario = small_scenario()
    found = ask(scenario, "cell", "psap-a")
    verdict = judge_call(scenario.network, "cell", "psap-a")
    assert (found.under, found.differs, found.left, found.met) == (None, (), (), ())
    now = found.now
    assert (now.sentence, now.elements, now.links) == (verdict.sentence, verdict.path, verdict.links)
    assert [hop.place for hop in now.hops] == [
        "cell", "cell-east", "bcf-east", "east-esrp", "esrp", "esrp-a", "psap-a"
    ]  # fmt: skip
    assert "line 'allow-invite'" in now.hops[2].sentence
    assert now.hops[-1].sentence == "The call has come to PSAP A."
    assert not any(hop.stopped for hop in now.hops)
    assert now.arrives


def test_under_a_fault_the_hop_that_fails_and_the_difference_are_told() -> None:
    found = ask(small_scenario(), "cell", "psap-a", "voice")
    assert found.under is not None
    assert (found.under.treatment, found.under.failed_at, found.under.arrives) == (
        Treatment.NO_AUDIO, "bcf-east", False
    )  # fmt: skip
    (stopped,) = [hop for hop in found.under.hops if hop.stopped]
    assert stopped.place == "bcf-east"
    assert "session-guard" in stopped.sentence
    assert found.differs[0] == "The call arrives now, and none does under the fault."
    assert found.under.title == "Voice sessions dropped by the firewall"


def test_another_way_is_lit_and_told() -> None:
    found = ask(small_scenario(), "cell", "psap-a", SitePowerLost(site="east"))
    assert found.under is not None
    assert found.under.arrives
    assert found.left == ("bcf-east", "cell-east", "east-esrp")
    assert found.met == ("bcf-west", "cell-west", "west-esrp")
    assert "It takes another way: it meets BCF west in place of BCF east." in found.differs
    assert any(sentence.startswith("Set-up takes") for sentence in found.differs)


def test_a_region_is_asked_for_by_its_largest_psap_and_the_others_are_compared() -> None:
    alike = ask(small_scenario(), "voip", "north", "voice")
    assert (alike.psap, alike.alike, alike.otherwise) == ("psap-a", ("psap-b",), ())
    apart = ask(small_scenario(), "voip", "north", LinkCut(link="esrp-b"))
    assert (apart.psap, apart.alike, apart.otherwise) == ("psap-a", (), ("psap-b",))


def test_a_psap_without_people_answers_nobody() -> None:
    scenario = small_scenario()
    found = ask(scenario, "cell", "psap-a", PsapEvacuated(psap="psap-a", tells=False))
    assert found.under is not None
    assert (found.under.delivered_permille, found.under.failed_at) == (0, "psap-a")
    assert found.under.sentence == "The call rings at PSAP A, and nobody is there to answer it."


@pytest.mark.parametrize(
    ("origin", "to", "fault", "sentence"),
    [
        ("nobody", "psap-a", None, "There is no originating network 'nobody'"),
        ("cell", "nowhere", None, "There is no PSAP or region 'nowhere'"),
        ("cell", "psap-a", "none", "There is no fault 'none'"),
    ],
)
def test_what_is_not_there_is_told(origin: str, to: str, fault: str | None, sentence: str) -> None:
    with pytest.raises(NoSuchPlace, match=sentence):
        ask(small_scenario(), origin, to, fault)


def test_the_call_is_judged_once_keep_alives_have_been_noticed() -> None:
    scenario = small_scenario()
    found = ask(scenario, "cell", "psap-a", "push")
    assert found.under is not None
    assert found.under.failed_at == "cell"
    silent = replace(scenario, practice=replace(scenario.practice, keep_alive=0))
    still = ask(silent, "cell", "psap-a", "push")
    assert still.under is not None
    assert still.under.failed_at == "bcf-east"
