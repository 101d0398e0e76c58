"""Nothing on a player's table names a cause, an inject to come or what is expected."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from hotwash.analysis.conditions import conditions
from hotwash.documents.aar.network import network_picture
from hotwash.documents.network_map import LARGE, SMALL, network_map
from hotwash.documents.outlines import outline_of
from hotwash.documents.pdf.render import render
from hotwash.documents.picture import Label, Stroke
from hotwash.domain.elements import Answering
from hotwash.domain.firewall import Rule, Verb
from tests.documents.before_papers import (
    CANARY,
    FOR_PLAYERS,
    SHIPPED,
    before_players,
    built,
    everything,
    shipped,
    with_canaries,
)
from tests.documents.reading import text_of


@pytest.mark.parametrize("name", SHIPPED)
def test_no_canary_gets_before_a_player(name: str) -> None:
    papers = before_players(with_canaries(shipped(name)))
    assert [paper for paper, document in papers.items() if CANARY in everything(document)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_hidden_stands_in_no_paper_for_players(name: str) -> None:
    scenario = shipped(name)
    hidden = {str(one.fault.title) for one in scenario.faults.values()}
    hidden |= {str(one.fault.narrative(scenario.network)) for one in scenario.faults.values()}
    hidden |= {one.fault.code for one in scenario.faults.values() if one.fault.code}
    hidden |= {scenario.overview.threat, scenario.overview.scenario, *scenario.paperwork.hidden}
    for inject in scenario.injects.values():
        said = [inject.delivery.script] if inject.delivery.kind != "situation_card" else []
        hidden |= {text for text in (*said, *inject.expected, inject.note, inject.otherwise) if text}
    for paper, document in before_players(scenario).items():
        text = everything(document)
        words = set(text.replace("(", " ").replace(")", " ").split())
        for secret in hidden:
            found = secret.casefold() in words if " " not in secret else secret.casefold() in text
            assert not found, (paper, secret)


@pytest.mark.parametrize("paper", ["msel", "msel-short", "msel-stacked", "injects", "handbook", "eeg"])
def test_the_canaries_are_there_to_be_found(paper: str) -> None:
    document = built(paper, with_canaries(shipped(SHIPPED[0])))
    assert CANARY in everything(document)
    assert "not for players" in everything(document)


def test_the_bytes_hold_no_canary_either() -> None:
    document = built("sitman", with_canaries(shipped(SHIPPED[2])))
    data = render(document)
    assert CANARY.encode() not in data
    assert CANARY not in text_of(data).casefold()


def test_a_map_for_players_does_not_tell_how_anything_stands() -> None:
    scenario = shipped(SHIPPED[0])
    network = scenario.network
    policies = {key: replace(one, rules=(Rule("stop", Verb.DENY),)) for key, one in network.policies.items()}
    some = next(iter(network.elements))
    broken = replace(network, policies=MappingProxyType(policies), down_elements=frozenset({some}))
    for look in (SMALL, LARGE):
        assert network_map(replace(scenario, network=broken), look) == network_map(scenario, look)


def test_what_is_not_for_players_says_so_on_every_page_and_the_rest_does_not() -> None:
    scenario = shipped(SHIPPED[1])
    assert all(built(name, scenario).version == "DRAFT" for name in FOR_PLAYERS)
    closed = ("msel", "msel-short", "msel-stacked", "handbook", "eeg")
    assert all(built(name, scenario).version == "DRAFT, not for players" for name in closed)


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_on_a_map_leaves_its_frame(name: str) -> None:
    scenario = shipped(name)
    network = scenario.network
    pictures = [network_map(scenario, look) for look in (SMALL, LARGE)]
    pictures.append(network_picture(network, conditions(network), outline_of(scenario.outline)))
    for picture in pictures:
        for mark in picture.marks:
            for x, y in mark.points if isinstance(mark, Stroke) else ((mark.x, mark.y),):
                assert 0 <= x <= picture.width, mark
                assert 0 <= y <= picture.height, mark


@pytest.mark.parametrize("name", SHIPPED)
def test_everything_but_a_crowd_of_psaps_has_its_name_on_the_map(name: str) -> None:
    network = shipped(name).network
    named = {one.name for one in network.elements.values() if not isinstance(one, Answering)}
    for look in (SMALL, LARGE):
        labels = {mark.text for mark in network_map(shipped(name), look).marks if isinstance(mark, Label)}
        assert named <= labels
