"""Files in the form of the Internet Topology Zoo come in as they are, usable at once, with a line for every guess."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

from hotwash.scenario.exchange.folder import new_scenario
from hotwash.scenario.exchange.graphml import attributes_in, read_graphml, written_graphml
from hotwash.scenario.exchange.imported import Imported, Sort
from hotwash.scenario.problems import ScenarioProblems
from hotwash.scenario.reader import read_scenario_files
from tests.scenario.zoo import ZOO, ladder

LACKS = ("there is no originating network", "there is no BCF", "there is no PSAP")


def taken(name: str) -> Imported:
    return read_graphml(ZOO[name]().xml(name), f"{name}.graphml")


def told(imported: Imported, sort: Sort) -> str:
    return "\n".join(line.told() for line in imported.report.of(sort))


def test_there_are_twenty() -> None:
    assert len(ZOO) >= 20


@pytest.mark.parametrize("name", ZOO)
def test_nodes_and_edges_are_those_that_networkx_finds(name: str) -> None:
    data = ZOO[name]().xml(name)
    imported = read_graphml(data, name)
    peer = nx.MultiDiGraph(nx.read_graphml(BytesIO(data), force_multigraph=True))
    graph = ZOO[name]()
    known = [(str(a), str(b)) for a, b, _ in graph.edges if a != b and {a, b} <= set(graph.nodes)]
    assert [entry["id"] for entry in imported.elements] == [str(number) for number in graph.nodes]
    assert {entry["id"] for entry in imported.elements} <= set(peer.nodes)
    assert [(entry["a"], entry["b"]) for entry in imported.links] == known
    assert len({entry["id"] for entry in (*imported.elements, *imported.links)}) == len(graph.nodes) + len(known)


@pytest.mark.parametrize("name", [name for name in ZOO if name not in ("Vlarge", "Wlarge")])
def test_no_two_stand_in_one_place_and_all_stand_on_the_map(name: str) -> None:
    imported = taken(name)
    spots = Counter(entry["at"] for entry in imported.elements)
    assert max(spots.values()) == 1
    assert all(isinstance(at, tuple) and max(abs(int(str(each))) for each in at) < 4_000 for at in spots)


@pytest.mark.parametrize("name", ZOO)
def test_every_unknown_attribute_comes_out_again(name: str) -> None:
    imported = taken(name)
    data = written_graphml(imported.elements, imported.links, imported.title)
    again = nx.read_graphml(BytesIO(data), force_multigraph=True)
    graph = ZOO[name]()
    for number, values in graph.nodes.items():
        for key in ("Country", "Latitude", "Longitude", "hyperedge", "Internal"):
            assert again.nodes[str(number)].get(key, "") == values.get(key, ""), (number, key)
    back = read_graphml(data, name)
    assert back.elements == imported.elements
    assert back.links == imported.links
    assert back.title == imported.title
    guesses = {line.sentence for line in back.report.of(Sort.GUESSED)}
    assert all(guess.endswith("is made for it") for guess in guesses)
    assert bool(guesses) == (name == "Twaren")
    assert not back.report.of(Sort.LEFT)


@pytest.mark.parametrize("name", ZOO)
def test_the_written_folder_is_read_and_says_what_it_lacks(name: str) -> None:
    imported = taken(name)
    files = new_scenario(imported, name)
    if name == "Twaren":
        scenario = read_scenario_files(files)
        assert [psap.name for psap in scenario.network.psaps()] == ["State PSAP", "County PSAP 2"]
        assert not any("nobody can" in step for step in imported.report.next_steps)
        return
    with pytest.raises(ScenarioProblems) as caught:
        read_scenario_files(files)
    mistakes = caught.value.problems
    assert {problem.sentence.split(",")[0] for problem in mistakes} <= {
        *LACKS, "there is no PSAP with a weight above 0", "there is no BCF"
    }  # fmt: skip
    assert len(mistakes) == 3
    assert all(problem.line > 0 or problem.file for problem in mistakes)
    assert len([step for step in imported.report.next_steps if step.startswith("Add")]) == 4


def test_self_loops_and_loose_ends_are_left_out_and_told() -> None:
    assert "leads back to where it begins" in told(taken("Garrow"), Sort.LEFT)
    assert "'999', which is no node" in told(taken("Sinet"), Sort.LEFT)


def test_parallel_links_are_all_kept_with_ids_of_their_own() -> None:
    links = [entry for entry in taken("Hibern").links if {entry["a"], entry["b"]} == {"0", "1"}]
    assert len(links) == 3
    assert ("LinkLabel", "third") in attributes_in(links[2])


def test_speed_becomes_calls_and_is_kept() -> None:
    link = taken("Cestnet").links[0]
    assert link["capacity"] == 10_000_000_000 // 80_000
    assert ("LinkSpeedRaw", "10000000000.0") in attributes_in(link)
    noted = [entry["capacity"] for entry in taken("Funknet").links if "capacity" in entry]
    assert noted
    assert set(noted) == {2 * 155_000_000 // 80_000}


def test_north_is_up_and_east_is_right() -> None:
    nodes = ZOO["Funknet"]().nodes
    at: dict[str, Any] = {str(entry["id"]): entry["at"] for entry in taken("Funknet").elements}
    north = max(nodes, key=lambda number: float(nodes[number]["Latitude"]))
    south = min(nodes, key=lambda number: float(nodes[number]["Latitude"]))
    east = max(nodes, key=lambda number: float(nodes[number]["Longitude"]))
    west = min(nodes, key=lambda number: float(nodes[number]["Longitude"]))
    assert at[str(north)][1] < at[str(south)][1]
    assert at[str(east)][0] > at[str(west)][0]


def test_across_the_date_line_the_map_is_not_torn() -> None:
    at: list[Any] = [entry["at"] for entry in taken("Pacific").elements]
    xs = sorted(x for x, _ in at)
    assert max(b - a for a, b in pairwise(xs)) < (xs[-1] - xs[0]) / 2


def test_missing_and_wrong_places_are_told_node_by_node() -> None:
    assert "beside its neighbours" in told(taken("Janett"), Sort.GUESSED)
    lines = [line for line in taken("Karen").report.of(Sort.GUESSED) if "beside its neighbours" in line.sentence]
    assert len(lines[0].places) == 4
    assert "placed by their links" in told(taken("Iris"), Sort.GUESSED)


def test_kinds_are_guessed_by_words_and_told() -> None:
    imported = taken("Twaren")
    assert [entry["kind"] for entry in imported.elements] == [
        "wireless_network", "bcf", "esrp", "ecrf", "psap", "psap", "router",
    ]  # fmt: skip
    guesses = told(imported, Sort.GUESSED)
    assert "the kind is psap, by the words 'psap'" in guesses
    assert "1000 per mille of all calls begin here" in guesses
    assert imported.policies[0]["id"] == "imported-policy"
    assert [region["id"] for region in imported.regions] == ["imported-region"]


def test_a_directed_file_gives_lines_both_ways_but_where_another_leads_back() -> None:
    imported = taken("Quest")
    ways = [(entry["a"], entry["b"], entry.get("direction", "both")) for entry in imported.links]
    assert ("0", "1", "forward") in ways
    assert ("1", "0", "forward") in ways
    assert sum(way == "both" for *_, way in ways) == len(ways) - 2
    assert "one direction and none back" in told(imported, Sort.GUESSED)


def test_text_of_people_is_data() -> None:
    names = [str(entry["name"]) for entry in taken("Uninett").elements]
    assert names[0] == "=cmd|' /C calc'!A0"
    assert names[1] == "gnp.exe"
    assert names[2] == "two lines & <b>tags</b>"
    assert len(names[3]) == 200
    assert ("label", "two\nlines & <b>tags</b>") in attributes_in(taken("Uninett").elements[2])


def test_parts_that_are_not_connected_are_told() -> None:
    assert any("3 parts" in step for step in taken("Renater").report.next_steps)


def test_a_large_network_fits_into_files_that_are_read() -> None:
    graph = ladder(260)
    for values in graph.nodes.values():
        values["Country"] = "x" * 3_500
    imported = read_graphml(graph.xml("Large"), "Large")
    files = new_scenario(imported, "large")
    assert len(files) == 3
    with pytest.raises(ScenarioProblems) as caught:
        read_scenario_files(files)
    assert len(caught.value.problems) == 3


YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key attr.name="rack" attr.type="string" for="node" id="d4"><default>unknown</default></key>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0" x="100.0" y="-40.0"/>
      <y:NodeLabel>Gateway BCF</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1" yfiles.foldertype="group"><graph edgedefault="directed" id="n1:">
      <node id="n1::n0"><data key="d4">R7</data><data key="d6"><y:ShapeNode>
        <y:Geometry height="30.0" width="30.0" x="700.0" y="260.0"/><y:NodeLabel>Desk</y:NodeLabel></y:ShapeNode></data>
      </node></graph></node>
    <edge id="e0" source="n0" target="n1::n0"/>
    <hyperedge><endpoint node="n0"/></hyperedge>
  </graph>
</graphml>
"""


def test_what_yed_draws_gives_labels_and_places() -> None:
    imported = read_graphml(YED.encode(), "yed.graphml")
    first, second = imported.elements
    assert (first["kind"], first["name"], first["at"]) == ("bcf", "Gateway BCF", (115, -25))
    assert (second["id"], second["name"], second["at"]) == ("n1-n0", "Desk", (715, 275))
    assert attributes_in(first) == (("rack", "unknown"),)
    assert [(link["id"], link["a"], link["b"]) for link in imported.links] == [("e0", "n0", "n1-n0")]
    left = told(imported, Sort.LEFT)
    assert "a hyper-edge" in left
    assert "a group of nodes" in left
    assert "how another program draws it" in left
