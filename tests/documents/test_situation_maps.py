"""Situation maps: each module's own, from what everybody was told by then; no cause, no state."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.catalogue.injects.alarm import AlarmInject
from hotwash.catalogue.injects.media import Media
from hotwash.catalogue.injects.message import Message
from hotwash.documents.beforehand import Beforehand
from hotwash.documents.content import Block, Figure, Table
from hotwash.documents.known import known_by, named, reports_by
from hotwash.documents.sitman.modules import situation
from hotwash.domain.elements import Answering, Originating
from hotwash.domain.firewall import Rule, Verb
from hotwash.domain.msel import Category, Inject, Status
from hotwash.domain.plan import Story
from hotwash.domain.predicate_text import parse
from hotwash.domain.predicates import Predicate
from hotwash.domain.scenario import Scenario
from hotwash.domain.scripts import Delivery
from hotwash.domain.time import MINUTE, Millis
from tests.documents.before_papers import ENGINE, FIXED, SHIPPED, shipped


def maps(scenario: Scenario) -> list[tuple[Block, ...]]:
    return [situation(Beforehand(scenario, ENGINE, FIXED), module) for module in scenario.modules]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_map_of_each_module_is_its_own(name: str) -> None:
    pictures = [figure.picture for figure, _ in maps(shipped(name)) if isinstance(figure, Figure)]
    assert len(set(pictures)) == len(shipped(name).modules) > 1


@pytest.mark.parametrize("name", SHIPPED)
def test_faults_and_the_state_of_the_network_change_no_map(name: str) -> None:
    scenario = shipped(name)
    network = scenario.network
    policies = {key: replace(one, rules=(Rule("stop", Verb.DENY),)) for key, one in network.policies.items()}
    broken = replace(
        network, policies=MappingProxyType(policies), down_elements=frozenset({next(iter(network.elements))})
    )
    other = replace(scenario, network=broken, faults=MappingProxyType({}), notes=("Known only to some.",))
    assert maps(other) == maps(scenario)


@pytest.mark.parametrize("name", SHIPPED)
def test_only_places_of_callers_and_call_takers_are_marked(name: str) -> None:
    scenario = shipped(name)
    known = known_by(scenario, scenario.span)
    places = {place for one in known for place in one.places}
    assert places
    assert all(isinstance(scenario.network.elements[place], Answering | Originating) for place in places)
    told = {line.text for module in scenario.modules for line in module.story}
    scripts = [one.delivery.script for one in scenario.injects.values() if one.delivery.script]
    assert all(one.text in told or not any(script in one.text for script in scripts) for one in known)


def with_injects(*deliveries: tuple[Millis, Delivery], **more: object) -> Scenario:
    injects = {
        f"i{n}": replace(Inject(id=f"i{n}", number=n, subject="S", delivery=delivery, at=at), **more)  # type: ignore[arg-type]  # fields by name
        for n, (at, delivery) in enumerate(deliveries)
    }
    return replace(shipped(SHIPPED[0]), injects=MappingProxyType(injects))


def test_what_everybody_gets_is_known_from_its_time_on() -> None:
    alarm = AlarmInject(name="Silent", element="central-psap-07", text="Canary words.")
    border = AlarmInject(name="Blocked", element="bcf-east", text="The firewall of BCF east drops voice.")
    media = Media(outlet="Radio", text="Nobody answers at Metro Boston PSAP 01 (city).")
    scenario = with_injects((20 * MINUTE, alarm), (21 * MINUTE, border), (22 * MINUTE, media))
    assert [one.places for one in known_by(scenario, 21 * MINUTE)][-2:] == [("central-psap-07",), ()]
    assert known_by(scenario, 22 * MINUTE)[-1].places == ("metro-boston-psap-01",)
    text = " ".join(one.text for one in known_by(scenario, scenario.span))
    assert "Canary" not in text
    assert "drops voice" not in text


def test_a_report_to_one_seat_is_counted_and_neither_quoted_nor_placed() -> None:
    silent = Message(speaker="PSAP desks", to=("duty-officer",), text="Metro Boston PSAP 01 (city) hears nobody.")
    scenario = with_injects((20 * MINUTE, silent))
    assert reports_by(scenario, 19 * MINUTE).total() == 0
    assert reports_by(scenario, 20 * MINUTE) == {"phone": 1}
    before = list(known_by(replace(scenario, injects=MappingProxyType({})), scenario.span))
    assert list(known_by(scenario, scenario.span)) == before
    table = maps(scenario)[1][1]
    assert isinstance(table, Table)
    assert "By then 1 report has also reached single seats (1 by phone)" in table.caption


@pytest.mark.parametrize(
    "change",
    [
        {"category": Category.CONTINGENCY},
        {"category": Category.ADMINISTRATIVE},
        {"status": Status.OBSOLETE},
        {"when": parse("seen")},
        {"at": None},
    ],
)
def test_what_may_never_come_is_known_to_nobody(change: dict[str, Predicate | str | None]) -> None:
    media = Media(outlet="Radio", text="911 is down.")
    quiet = known_by(with_injects(), 2 * 60 * MINUTE)
    assert known_by(with_injects((20 * MINUTE, media)), 2 * 60 * MINUTE) != quiet
    assert known_by(with_injects((20 * MINUTE, media), **change), 2 * 60 * MINUTE) == quiet


def test_places_are_listed_by_whole_regions_first() -> None:
    network = shipped(SHIPPED[0]).network
    boston = tuple(psap.id for psap in network.psaps() if psap.region == "metro-boston")
    assert named(network, ("western-psap-13", *boston)) == "Metro Boston (10), Western PSAP 13 (city)"
    assert named(network, boston[:6]).endswith(", 2 more")
    assert named(network, ()) == "\N{EN DASH}"


def test_a_story_may_name_a_place_in_its_words() -> None:
    scenario = shipped(SHIPPED[0])
    line = Story(at=0, text="At Metro Boston PSAP 01 (city) it is quiet.")
    first = replace(scenario.modules[0], story=(line,))
    told = known_by(replace(scenario, modules=(first,)), 0)
    assert [one.places for one in told] == [("metro-boston-psap-01",)]
