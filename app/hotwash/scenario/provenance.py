"""Which figures of a scenario rest on which source, for the lint and for the report; judges none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from hotwash.domain.scenario import Scenario
from hotwash.domain.sentences import say
from hotwash.scenario.shapes import ID_PATTERN

_CITED = re.compile(rf"\[({ID_PATTERN})\]", re.ASCII)
"""A source as a note cites it: its id in square brackets."""


def uses(scenario: Scenario) -> Mapping[tuple[str, str], int]:
    """How many figures or notes of a kind rest on a source, by kind (in words) and id of the source, in order.

    Ids are as written: `default`, `computed`, or the id of one of `scenario.sources`.
    """
    return Counter(_uses(scenario))


def _uses(scenario: Scenario) -> Iterator[tuple[str, str]]:
    network, practice = scenario.network, scenario.practice
    yield "calls a day", scenario.demand.source
    yield say("weights of the hours of a day"), scenario.demand.hours_source
    if scenario.demand.population:
        yield say("people served"), scenario.demand.population_source
    for callers in network.callers.values():
        yield say("caller behaviour “{callers}”", callers=callers.id), callers.source
    yield say("call-backs, walk-ins and overflow"), practice.source
    yield say("times until a call taker picks up"), practice.pick_up_source
    for element in network.elements.values():
        yield f"elements: {element.title}", element.source
    for link in network.links.values():
        yield "links", link.source
    for policy in network.route_policies.values():
        yield say("route policies"), policy.source
    for region in network.regions.values():
        yield "regions", region.source
    for fault in scenario.faults.values():
        yield "faults", fault.source
    for action in scenario.actions.values():
        yield say("times of acts"), action.source
    for objective in scenario.objectives:
        yield say("targets of objectives"), objective.source
    known = {source.id for source in scenario.sources}
    for what, text in _notes(scenario):
        yield from ((what, cited) for cited in _CITED.findall(text) if cited in known)


def _notes(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for note in scenario.notes:
        yield say("notes of the author"), note
    for policy in scenario.network.policies.values():
        for rule in policy.rules:
            yield say("lines of firewall policies"), rule.note
    for name, decisions in scenario.decisions.items():
        for decision in decisions:
            yield say("decisions “{name}”", name=name), decision.note
