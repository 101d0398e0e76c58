"""The locked gateway against what is published: 605 attempts, 455 failed, 66 by the own network, 84 by another one."""

import re

import pytest

from hotwash.analysis.verdict import Judge, Treatment
from hotwash.bootstrap import exercises
from hotwash.domain.commands import StartClock, TakeAction
from hotwash.domain.effective import effective
from hotwash.domain.scenario import Scenario
from hotwash.domain.time import MINUTE
from hotwash.scenario.lint import lint
from hotwash.scenario.reader import find_scenario, read_scenario
from tests.catalogue.samples import laid
from tests.scenario.counted import Counted, count, fault_alone, outcome

NAME = "optus-2025"
OWN = frozenset({"carrier", "carrier-east"})
LOCKED, UNLOCKED = 17 * MINUTE, (14 * 60 + 34) * MINUTE
PUBLISHED = {"attempts": 605, "failed": 455, "own_network": 66, "other_network": 84}
TOLERANCE = 0.10
SEEDS = range(1, 13)
TEXTS = ("text", "sentence", "title", "effect", "sender")
"""Fields of facts that people read."""


def measured(counted: Counted) -> dict[str, int]:
    return {name: getattr(counted, name) for name in PUBLISHED}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario(find_scenario(NAME))


def test_the_lint_finds_nothing(scenario: Scenario) -> None:
    assert [str(finding) for finding in lint(scenario)] == []


def test_the_published_counts_come_out_of_the_history_with_the_shipped_seed() -> None:
    found = measured(count(outcome(NAME, "history").session.calls, OWN, LOCKED, UNLOCKED))
    for name, published in PUBLISHED.items():
        assert abs(found[name] - published) <= TOLERANCE * published, (name, found)
    assert found["attempts"] == found["failed"] + found["own_network"] + found["other_network"]


def test_the_published_counts_come_out_on_average_over_seeds() -> None:
    runs = [
        measured(count(fault_alone(NAME, "locked", seed, LOCKED, UNLOCKED, UNLOCKED), OWN, LOCKED, UNLOCKED))
        for seed in SEEDS
    ]
    for name, published in PUBLISHED.items():
        mean = sum(run[name] for run in runs) / len(runs)
        assert abs(mean - published) <= TOLERANCE * published, (name, mean)


def test_attempts_of_a_person_are_those_of_the_earlier_outage() -> None:
    counted = count(outcome(NAME, "history").session.calls, OWN, LOCKED, UNLOCKED)
    assert abs(counted.attempts / counted.callers - 1.26) <= 0.06


def test_the_market_share_alone_would_give_more_calls_than_published(scenario: Scenario) -> None:
    hours = scenario.demand.hours
    share = sum((*hours[1:14], hours[0] * 43 / 60, hours[14] * 34 / 60)) / sum(hours)
    assert scenario.demand.per_day == round(11_800_000 / 365 * 0.187)
    assert round(scenario.demand.per_day * 0.27 * share, -1) == 870
    text = " ".join(source.text for source in scenario.sources)
    assert "870" in text
    assert "misfit" in " ".join(scenario.notes)


def test_only_calls_by_the_locked_gateway_fail_and_its_keep_alives_stay_green(scenario: Scenario) -> None:
    locked = Judge(effective(scenario.network, laid(scenario.faults["locked"].fault.steps(scenario.network))).network)
    treatments = {
        origin.id: locked.call(origin.id, "western-desk-1").treatment for origin in scenario.network.origins()
    }
    assert treatments.pop("carrier") is Treatment.SILENT
    assert set(treatments.values()) == {Treatment.DELIVER}
    told = [type(item.fact).__name__ for item in outcome(NAME, "do-nothing").session.facts]
    assert "AlarmRaised" not in told


@pytest.mark.parametrize("act", ["unlock", "roll-back", "divert"])
def test_each_of_three_acts_gives_calls_a_way_again(scenario: Scenario, act: str) -> None:
    played = exercises.load(NAME)
    session = exercises.rehearse(played)
    session.ask("facilitator", StartClock())
    session.run_to(30 * MINUTE)
    seat = scenario.actions[act].seats[0]
    assert session.ask("facilitator", TakeAction(act, for_seat=seat, takes=MINUTE)).accepted
    session.run_to(90 * MINUTE)
    after = count(session.calls, OWN, 35 * MINUTE, 85 * MINUTE)
    assert after.failed == 0
    assert after.own_network > 0


@pytest.mark.parametrize("decisions", ["history", "textbook", "do-nothing"])
def test_every_shipped_decision_is_taken_and_says_what_it_rests_on(scenario: Scenario, decisions: str) -> None:
    assert outcome(NAME, decisions).refused == []
    for decision in scenario.decisions[decisions]:
        assert "published" in decision.note.lower() or "default" in decision.note.lower(), decision
        if isinstance(decision.command, TakeAction):
            assert (decision.command.takes >= 0) is (decisions == "history")


def test_the_history_lands_on_its_published_times(scenario: Scenario) -> None:
    landed = {
        decision.command.action: decision.at + decision.command.takes
        for decision in scenario.decisions["history"]
        if isinstance(decision.command, TakeAction)
    }
    assert landed["unlock"] == UNLOCKED
    recognised = next(d.at for d in scenario.decisions["history"] if isinstance(d.command, TakeAction))
    assert recognised == (13 * 60 + 17) * MINUTE
    assert [line.ended for line in outcome(NAME, "history").session.board.ended_faults] == [UNLOCKED]


def test_the_ambulance_service_asks_about_when_it_did() -> None:
    told = [
        item.at
        for item in outcome(NAME, "history").session.board.log
        if type(item.fact).__name__ == "MessageTold" and "ambulance" in str(item.fact)
    ]
    assert len(told) == 1
    assert abs(told[0] - (13 * 60 + 17) * MINUTE) <= 60 * MINUTE


def test_acting_at_the_first_ticket_saves_nearly_every_call() -> None:
    never = {
        name: count(outcome(NAME, name).session.calls, OWN, LOCKED, UNLOCKED).failed
        for name in ("textbook", "history", "do-nothing")
    }
    assert never["textbook"] < 0.05 * 455
    assert never["textbook"] < never["history"] <= never["do-nothing"]


def test_every_figure_has_a_source_and_no_region_or_carrier_is_named(scenario: Scenario) -> None:
    standings = {source.id: source.standing for source in scenario.sources}
    assert set(standings.values()) == {"published", "computed", "default"}
    assert {element.source for element in scenario.network.elements.values()} <= set(standings)
    assert {link.source for link in scenario.network.links.values()} <= set(standings)
    words = " ".join(
        [scenario.title, scenario.summary, scenario.overview.scenario, scenario.overview.scope]
        + [seat.brief + seat.organisation + seat.name for seat in scenario.seats.values()]
        + [element.name for element in scenario.network.elements.values()]
        + [region.name for region in scenario.network.regions.values()]
    )
    for name in ("Optus", "Telstra", "Adelaide", "Perth", "Darwin", "Australia"):
        assert name not in words


def test_each_objective_has_a_capability_a_target_and_a_fault(scenario: Scenario) -> None:
    assert {objective.capability for objective in scenario.objectives} == set(scenario.overview.capabilities)
    for objective in scenario.objectives:
        assert "locked" in objective.faults
        assert any(letter.isdigit() for letter in objective.target)


def test_nothing_that_is_told_in_it_speaks_of_another_country(scenario: Scenario) -> None:
    told: list[str] = []
    for happened in outcome(NAME, "history").session.facts:
        fact = happened.fact
        told += [
            str(getattr(fact, name))
            for name in ("text", "sentence", "title", "effect", "sender")
            if hasattr(fact, name)
        ]
    assert any("000" in text for text in told)
    assert not [text for text in told if re.search(r"\b(911|PSAPs?|statewide)\b", text)]
