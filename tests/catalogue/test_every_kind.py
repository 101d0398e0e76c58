"""The contract that every kind of element, fault and action keeps; kinds are found by looking, never listed."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.catalogue import registry
from hotwash.domain.effective import effective
from hotwash.domain.elements import Element
from hotwash.domain.facts import Fact, FaultEnded
from hotwash.domain.fields import about_field
from hotwash.domain.impairment import EVERYWHERE, PublicRecalled, PublicTold, RuleMissing
from hotwash.domain.scenario import PlannedFault
from hotwash.domain.scripts import Action, Fault
from hotwash.domain.steps import MILESTONES, Alarm, Check, Impair, Milestone, Remedy, Reveal, Tell, WaitAbout, Withdraw
from hotwash.domain.time import HOUR, MINUTE
from hotwash.scenario.reader import read_scenario_files
from hotwash.simulation.simulation import Simulation
from tests.catalogue.samples import NETWORK, laid, moments, remedies, sample, written
from tests.scenario.small import ENVELOPE, HEAD
from tests.small_world import small_network, small_scenario

FAMILIES = {"elements": registry.elements(), "faults": registry.faults(), "actions": registry.actions()}
ALL = [(family, name, kind) for family, kinds in FAMILIES.items() for name, kind in kinds.items()]
SCRIPTS = [(family, name, kind) for family, name, kind in ALL if family != "elements"]
TAKEN_KEYS = {"faults": {"kind", "id", "at"}, "actions": {"kind", "id", "seats"}, "elements": {"kind"}}
every_kind = pytest.mark.parametrize(("family", "name", "kind"), ALL, ids=[f"{f}-{n}" for f, n, _ in ALL])
every_script = pytest.mark.parametrize(("family", "name", "kind"), SCRIPTS, ids=[f"{f}-{n}" for f, n, _ in SCRIPTS])


def begins_like_a_sentence(words: str) -> bool:
    return words[0].isupper() or words.startswith(("911 ", "10-digit "))


def sentences(script: Fault | Action) -> Iterator[str]:
    yield script.narrative(NETWORK)
    for step in script.steps(NETWORK):
        match step:
            case Alarm(text=text) | Tell(text=text):
                yield text
            case Remedy(found=found, not_found=not_found) | Withdraw(found=found, not_found=not_found):
                yield found
                yield not_found
            case Check(up=up, down=down):
                yield up
                yield down


@every_kind
def test_the_file_is_named_after_the_kind_and_the_kind_has_a_test_of_its_own(
    family: str, name: str, kind: type[Any]
) -> None:
    assert Path(inspect.getfile(kind)).stem == name == kind.kind
    own = Path(__file__).parent / family / f"test_{name}.py"
    assert own.is_file(), f"write tests/catalogue/{family}/test_{name}.py"


@every_kind
def test_a_kind_says_what_it_is(family: str, name: str, kind: type[Any]) -> None:
    assert kind.title.strip()
    assert (inspect.getdoc(kind) or "").strip().endswith(".")
    if family == "actions":
        assert kind.hint.endswith("."), "a seat learns from the hint what to expect"


@every_kind
def test_every_field_explains_itself_in_a_sentence(family: str, name: str, kind: type[Any]) -> None:
    for item in fields(kind):
        described = about_field(item)
        words = described.help
        assert words.endswith("."), f"{name}.{item.name} needs about(...)"
        assert begins_like_a_sentence(words)
        if described.low is not None and described.high is not None:
            assert described.low <= described.high
    assert not TAKEN_KEYS[family] & {item.name for item in fields(kind)} - ({"id"} if family == "elements" else set())


@every_kind
def test_a_kind_comes_back_from_yaml_as_it_was_written(family: str, name: str, kind: type[Any]) -> None:
    instance = sample(kind)
    entry = written(instance)
    if family == "elements":
        text = ENVELOPE.replace("elements:\n", f"elements:\n  - {json.dumps(entry)}\n")
        assert read(text).network.elements["sample"] == instance
    elif family == "faults":
        text = f"{ENVELOPE}\nfaults:\n  - {json.dumps({'id': 'sample', **entry})}\n"
        assert read(text).faults["sample"].fault == instance
    else:
        entry = {"id": "sample", "seats": ["duty"], **entry}
        text = f"{ENVELOPE}\nactions:\n  - {json.dumps(entry)}\n"
        assert read(text).actions["sample"].action == instance


def read(text: str) -> Any:
    return read_scenario_files({HEAD: text.encode()})


@every_script
def test_every_sentence_ends(family: str, name: str, kind: type[Any]) -> None:
    for sentence in sentences(sample(kind)):
        assert sentence[-1] in ".?", sentence
        assert begins_like_a_sentence(sentence), sentence


@every_script
def test_a_script_is_a_pure_function_of_its_fields_and_the_network(family: str, name: str, kind: type[Any]) -> None:
    script = sample(kind)
    assert list(script.steps(NETWORK)) == list(script.steps(small_network()))
    assert small_network() == NETWORK


@every_script
def test_a_script_names_only_what_is_there(family: str, name: str, kind: type[Any]) -> None:
    known = {*NETWORK.elements, *NETWORK.links, *NETWORK.policies, *NETWORK.regions, EVERYWHERE}
    for step in sample(kind).steps(NETWORK):
        match step:
            case Impair(target=target) | Remedy(target=target) | Reveal(target=target) | Withdraw(target=target):
                assert target in known
            case Alarm(element=target):
                assert target in NETWORK.elements, "a place that a person knows: neither a policy nor a site's id"
            case Check(targets=targets):
                assert set(targets) <= set(NETWORK.elements)
            case Milestone(name=milestone):
                assert milestone in MILESTONES
            case _:
                pass


@pytest.mark.parametrize(("name", "kind"), registry.faults().items(), ids=list(registry.faults()))
def test_a_fault_changes_the_world_and_clearing_it_gives_the_very_network_back(name: str, kind: type[Fault]) -> None:
    fault = sample(kind)
    plain = effective(NETWORK, ())
    assert any(moment.world() != plain for moment in moments(fault.steps(NETWORK)))
    scenario = replace(small_scenario(per_day=1), faults=MappingProxyType({"own": PlannedFault("own", fault, None)}))
    facts: list[Fact] = []
    world = Simulation(scenario, 1, lambda _, fact: facts.append(fact))
    world.launch_fault("own", "facilitator")
    begun = world.world
    world.run_to(5 * MINUTE)
    assert {begun == plain, world.world == plain} != {True}, "it has laid something within five minutes"
    world.clear_fault("own", "facilitator")
    world.run_to(10 * MINUTE)
    assert world.world == plain, "after the next keep-alives have found everything well"
    assert sum(isinstance(fact, FaultEnded) for fact in facts) == 1


@pytest.mark.parametrize(("name", "kind"), registry.actions().items(), ids=list(registry.actions()))
def test_an_action_takes_time_before_it_does_anything(name: str, kind: type[Action]) -> None:
    first = next(iter(sample(kind).steps(NETWORK)))
    assert isinstance(first, WaitAbout)
    assert 0 < first.least <= first.typical <= first.most


def test_every_remedy_is_somebodys_to_give() -> None:
    wanted = {remedy for kind in registry.faults().values() for remedy in kind.remedies}
    offered = {remedy for kind in registry.actions().values() for remedy in remedies(sample(kind))}
    assert offered <= wanted, "an action offers a remedy that no fault knows"
    assert wanted <= offered, "a fault can be taken away by no seat"


def test_every_lasting_act_can_be_countermanded() -> None:
    """What an act lays and leaves lying some other act takes away; what the public was told the all-clear recalls."""
    changes = {
        type(step.change)
        for kind in registry.actions().values()
        for step in sample(kind).steps(NETWORK)
        if isinstance(step, Impair)
    }
    countermanded = {
        step.change
        for kind in registry.actions().values()
        for step in sample(kind).steps(NETWORK)
        if isinstance(step, Withdraw)
    }
    changes.add(RuleMissing)  # what a roll-back loses where its author says so
    assert {change.__name__ for change in changes - {PublicTold, PublicRecalled}} == countermanded


def test_every_fault_has_a_remedy_or_ends_by_itself() -> None:
    for kind in registry.faults().values():
        *_, last = moments(sample(kind).steps(NETWORK), 96 * HOUR)
        assert kind.remedies or not last.live, f"nothing ends {kind.kind}"


orders = st.permutations(sorted(small_scenario().faults))


@given(launched=orders, cleared=orders, early=st.integers(0, 6))
def test_overlapping_faults_cleared_in_any_order_give_the_very_network_back(
    launched: list[str], cleared: list[str], early: int
) -> None:
    """Some faults are cleared and begun again while others are live; in the end nothing is left."""
    scenario = small_scenario(per_day=1, fault_at=None)
    world = Simulation(scenario, 1, lambda _at, _fact: None)
    for fault in launched:
        world.launch_fault(fault, "facilitator")
    for number, fault in enumerate(cleared[:early], start=1):
        world.clear_fault(fault, "facilitator")
        alone = [
            overlay
            for other in launched
            if other not in cleared[:number]
            for overlay in laid(scenario.faults[other].fault.steps(scenario.network))
        ]
        assert world.world.network == effective(scenario.network, alone).network
    for fault in reversed(cleared[:early]):
        world.launch_fault(fault, "facilitator")
    for fault in cleared:
        world.clear_fault(fault, "facilitator")
    assert world.live() == ()
    assert world.world == effective(scenario.network, ())
    assert world.world.network == scenario.network == small_scenario().network


def test_the_registry_finds_every_file() -> None:
    for family, kinds in FAMILIES.items():
        folder = Path(inspect.getfile(registry)).parent / family
        assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(kinds)
    assert all(issubclass(kind, Element) for kind in registry.elements().values())
