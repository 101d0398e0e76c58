"""What is exported comes in again as the same entries: of the shipped scenarios, and of any network there may be."""

from __future__ import annotations

from io import BytesIO
from types import MappingProxyType
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotwash.catalogue import registry
from hotwash.domain.elements import Attribute, Element, Part, Shift
from hotwash.domain.network import CARRIES, Direction, Link, Network, Region
from hotwash.scenario.exchange.context import FRESH, Context, in_place_of
from hotwash.scenario.exchange.csv_network import read_csv_network, written_elements, written_links
from hotwash.scenario.exchange.entries import ATTRIBUTES, entries_of
from hotwash.scenario.exchange.folder import parts
from hotwash.scenario.exchange.graphml import read_graphml, written_graphml
from hotwash.scenario.exchange.imported import Entry, Imported, Sort
from hotwash.scenario.exchange.rules_table import read_rules_table, written_rules
from hotwash.scenario.reader import find_scenario, read_scenario, shipped_scenarios
from hotwash.scenario.wording import is_stray
from tests.scenario.small import ENVELOPE, read

SHIPPED = [one.name for one in shipped_scenarios()]


def alphabet(letter: str) -> bool:
    return not is_stray(letter, long=False) and letter <= "\ufffd"


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")).filter(alphabet)
LINE = st.text(LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool) | st.sampled_from(
    ["=1+1", "'quoted", '"', "a;b,c\td", "&amp; <b>", "label", "kind", "x", "@x", "-5", "+", "a=b", "\N{MINUS SIGN}1"]
).filter(lambda text: "\t" not in text)
TEXT = st.text(LETTERS | st.sampled_from("\n\t,;'\"="), min_size=1, max_size=30).filter(lambda text: text.strip() != "")
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
ATTRIBUTE_LISTS = st.lists(st.builds(Attribute, name=LINE, text=TEXT), max_size=4).map(tuple)
SMALL = st.integers(0, 500)


@st.composite
def an_element(draw: st.DrawFn, ident: str) -> Element:
    kind = draw(st.sampled_from(sorted(registry.elements())))
    given: dict[str, Any] = {
        "id": ident, "name": draw(LINE), "at": (draw(st.integers(-9_000, 9_000)), draw(SMALL)),
        "site": draw(st.just("") | IDS), "attributes": draw(ATTRIBUTE_LISTS),
    }  # fmt: skip
    made = registry.elements()[kind]
    names = {name for base in made.__mro__ for name in getattr(base, "__annotations__", {})}
    more: dict[str, st.SearchStrategy[Any]] = {
        "share_permille": SMALL, "policy": st.just("border-policy"), "region": st.just("north"), "weight": SMALL,
        "positions": SMALL, "waiting": SMALL, "pick_up": st.integers(0, 600).map(lambda seconds: seconds * 1_000),
        "latency": SMALL, "locates": st.booleans(), "capacity": SMALL, "part": st.sampled_from(list(Part)),
        "shifts": st.lists(st.builds(Shift, begins=st.integers(0, 23), positions=SMALL), max_size=3).map(tuple),
    }  # fmt: skip
    return made(**given, **{name: draw(values) for name, values in more.items() if name in names})


@st.composite
def a_network(draw: st.DrawFn) -> Network:
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    elements = {ident: draw(an_element(ident)) for ident in ids}
    links: dict[str, Link] = {}
    for ident in draw(st.lists(IDS.filter(lambda one: one not in elements), max_size=6, unique=True)):
        a, b = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        if a != b:
            links[ident] = Link(
                id=ident, a=a, b=b, latency=draw(SMALL), carries=str(draw(st.sampled_from(CARRIES))),
                capacity=draw(SMALL), direction=draw(st.sampled_from(list(Direction))),
                attributes=draw(ATTRIBUTE_LISTS),
            )  # fmt: skip
    nothing: Any = MappingProxyType({})
    return Network(elements, links, nothing, {"north": Region("north", "North")}, nothing)


HERE = Context(known=FRESH.knowing(policy=["border-policy"], region=["north"]).known)


def sorted_attributes(entry: Entry) -> dict[str, Any]:
    """A table has its attributes in the order of its columns."""
    made: dict[str, Any] = dict(entry)
    if ATTRIBUTES in made:
        made[ATTRIBUTES] = sorted(made[ATTRIBUTES], key=lambda one: (one["name"], one["text"]))
    return made


def nothing_guessed(imported: Imported) -> None:
    assert not imported.report.of(Sort.GUESSED)
    assert not imported.report.of(Sort.LEFT)


@given(a_network())
def test_any_network_comes_back_from_graphml(network: Network) -> None:
    entries = entries_of(network)
    data = written_graphml(entries["elements"], entries["links"], "Any")
    imported = read_graphml(data, "any", HERE)
    assert imported.elements == entries["elements"]
    assert imported.links == entries["links"]
    nothing_guessed(imported)
    peer = nx.read_graphml(BytesIO(data), force_multigraph=True)
    assert [*peer.nodes] == [*network.elements]
    assert peer.number_of_edges() == len(network.links)


@given(a_network())
def test_any_network_comes_back_from_tables(network: Network) -> None:
    entries = entries_of(network)
    elements, links = written_elements(entries["elements"]), written_links(entries["links"])
    imported = read_csv_network(elements, "e.csv", links, "l.csv", HERE)
    assert [*map(sorted_attributes, imported.elements)] == [*map(sorted_attributes, entries["elements"])]
    assert [*map(sorted_attributes, imported.links)] == [*map(sorted_attributes, entries["links"])]
    nothing_guessed(imported)


@given(a_network())
def test_any_import_is_written_as_a_part_that_reads_the_same(network: Network) -> None:
    entries = entries_of(network)
    imported = read_graphml(written_graphml(entries["elements"], entries["links"]), "any", HERE)
    head = ENVELOPE.partition("elements:")[0].replace("default_psap: psap-b\n", "")
    ours = "\n".join(f"  - {{kind: {kind}, id: {ident}, name: N, at: [0, 0], {more}}}" for kind, ident, more in (
        ("wireless_network", "our-cell", "share_permille: 1"), ("bcf", "our-bcf", "policy: border-policy"),
        ("psap", "our-psap", "region: north, weight: 1, positions: 1, waiting: 1"),
    ))  # fmt: skip
    text = f"{head}elements:\n{ours}\n".replace("seed: 911", "seed: 911\nparts: [network.yaml]")
    (data,) = parts(imported).values()
    found = read(text, network_yaml=data.decode()).network
    assert {ident: found.elements[ident] for ident in network.elements} == dict(network.elements)
    assert dict(found.links) == dict(network.links)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_networks_come_back_from_every_format(name: str) -> None:
    scenario = read_scenario(find_scenario(name))
    entries, context = entries_of(scenario.network), in_place_of(scenario)
    for imported in (
        read_graphml(written_graphml(entries["elements"], entries["links"]), "x", context),
        read_csv_network(written_elements(entries["elements"]), "e", written_links(entries["links"]), "l", context),
    ):
        assert imported.elements == entries["elements"]
        assert imported.links == entries["links"]
        nothing_guessed(imported)
    origins = context.knowing(origin=[origin.id for origin in scenario.network.origins()])
    rules = read_rules_table(written_rules(entries["policies"]), "r", origins)
    kept = [{key: value for key, value in entry.items() if key != "inspections"} for entry in entries["policies"]]
    assert [{**entry, "name": own["name"]} for entry, own in zip(rules.policies, kept, strict=True)] == kept
    nothing_guessed(rules)
