"""The first shipped scenario: its worst failures at once, and a rehearsal that finds nothing the matter."""

import pytest

from hotwash.bootstrap import exercises
from hotwash.domain.scenario import Scenario
from hotwash.editor.rehearsal.bots import DoNothing, GoodPractice
from hotwash.editor.rehearsal.reachability import ask
from hotwash.editor.rehearsal.rehearsal import rehearse
from hotwash.editor.rehearsal.sweep import sweep


@pytest.fixture(scope="module")
def massachusetts() -> Scenario:
    return exercises.load("massachusetts-2024").scenario


def test_two_borders_of_one_policy_fail_alike_and_each_stands_in_for_the_other(massachusetts: Scenario) -> None:
    found = sweep(massachusetts, most_runs=0, most_pairs=60)
    by_id = {row.case.id: row.figures for row in found.singles}
    assert by_id["fault:firewall"].lost == pytest.approx(found.usual.calls)
    assert len(by_id["fault:firewall"].unreachable) == 204
    assert by_id["element:bcf-east"].lost == by_id["site:east-data-centre"].lost == 0
    assert by_id["element:lng-1"].lost == pytest.approx(0.12 * found.usual.calls, rel=0.01)
    assert sum(row.case.id.startswith(("element:", "link:", "site:")) for row in found.singles) > 450
    assert {frozenset(row.case.places) for row in found.pairs} >= {frozenset({"bcf-east", "bcf-west"})}


def test_a_wireless_caller_in_the_west_now_and_under_the_fault_of_the_day(massachusetts: Scenario) -> None:
    found = ask(massachusetts, "carrier-b", "western", "firewall")
    assert found.now.arrives
    assert found.under is not None
    assert (found.under.arrives, found.under.failed_at) == (False, "bcf-west")
    assert (len(found.alike), found.otherwise) == (41, ())


@pytest.mark.slow
def test_it_can_be_solved_and_no_inject_of_it_is_dead(massachusetts: Scenario) -> None:
    found = rehearse(massachusetts, players=(DoNothing(), GoodPractice("textbook")))
    assert found.solvable
    assert found.solved_by == ("textbook",)
    assert (found.unprovoked, found.unshown, found.vain) == ((), (), ())
    assert found.dead == ("bypass-offer",)  # it is for those who hesitate, and neither of these two does
    assert found.by_hand == ("east-power",)
