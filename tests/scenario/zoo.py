"""Graphs in the very form of the Internet Topology Zoo's GraphML, built alike on every run; places and names are made
up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Edge = tuple[int, int, dict[str, str]]
NODE_KEYS = ("Latitude", "Longitude", "label", "Country", "Internal", "id", "type", "hyperedge")
EDGE_KEYS = ("LinkSpeed", "LinkSpeedUnits", "LinkSpeedRaw", "LinkLabel", "LinkNote", "LinkType", "id")
GRAPH_KEYS = ("Network", "DateObtained", "GeoLocation", "Creator", "Type")
TYPES = {"Latitude": "double", "Longitude": "double", "Internal": "int", "hyperedge": "int", "LinkSpeedRaw": "double"}
CITIES = ("Aldersford", "Brimley", "Cawston Hill", "Dunmere", "Eastray", "Fallow Bridge", "Gorsewick", "Hale\u00f8y",
          "Ilmen", "Jarrow Point", "K\u00f6nigsau", "Lindesfarm")  # fmt: skip


@dataclass
class Graph:
    """Values of nodes by number, edges with their values."""

    nodes: dict[int, dict[str, str]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    edgedefault: str = "undirected"

    def city(self, number: int, **values: str) -> None:
        """A node on a grid of places in the temperate north, with a label."""
        given = {
            "label": f"{CITIES[number % len(CITIES)]}{'' if number < len(CITIES) else f' {number}'}",
            "Latitude": f"{40 + (number * 7 % 23) * 0.83:.5f}",
            "Longitude": f"{-5 + (number * 11 % 37) * 0.77:.5f}",
            "Country": "Nowhere", "Internal": "1", "id": str(number),
        }  # fmt: skip
        self.nodes[number] = {**given, **values}

    def line(self, a: int, b: int, **values: str) -> None:
        """An edge."""
        self.edges.append((a, b, values))

    def xml(self, name: str) -> bytes:
        """The file."""
        return "\n".join(self._lines(name)).encode("utf-8")

    def _lines(self, name: str) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="utf-8"?>'
        yield (
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/'
            'graphml.xsd">'
        )
        ids: dict[tuple[str, str], str] = {}
        for domain, names in (("edge", EDGE_KEYS), ("node", NODE_KEYS), ("graph", GRAPH_KEYS)):
            for key in names:
                ids[domain, key] = f"d{len(ids)}"
                kind = TYPES.get(key, "string")
                yield f'  <key attr.name="{key}" attr.type="{kind}" for="{domain}" id="{ids[domain, key]}" />'
        yield f'  <graph edgedefault="{self.edgedefault}">'
        for key, text in (("Network", name), ("DateObtained", "3/02/11"), ("GeoLocation", "Nowhere")):
            yield f'    <data key="{ids["graph", key]}">{text}</data>'
        for number, values in self.nodes.items():
            yield f'    <node id="{number}">'
            yield from (f'      <data key="{ids["node", key]}">{escape(text)}</data>' for key, text in values.items())
            yield "    </node>"
        for a, b, values in self.edges:
            yield f'    <edge source="{a}" target="{b}">'
            yield from (f'      <data key="{ids["edge", key]}">{escape(text)}</data>' for key, text in values.items())
            yield "    </edge>"
        yield "  </graph>"
        yield "</graphml>"


def ring(count: int) -> Graph:
    """A ring of cities."""
    graph = Graph()
    for number in range(count):
        graph.city(number)
        graph.line(number, (number + 1) % count, LinkLabel="STM-16", id=f"e{number}")
    return graph


def star(count: int) -> Graph:
    """One middle and its leaves, with speeds."""
    graph = Graph()
    for number in range(count):
        graph.city(number)
        if number:
            graph.line(0, number, LinkSpeed="10", LinkSpeedUnits="G", LinkSpeedRaw="10000000000.0", LinkLabel="10 Gbps")
    return graph


def tree(count: int) -> Graph:
    """A tree with three branches at each fork."""
    graph = Graph()
    for number in range(count):
        graph.city(number)
        if number:
            graph.line((number - 1) // 3, number, LinkSpeedRaw="155000000.0")
    return graph


def mesh(count: int) -> Graph:
    """Everything with everything."""
    graph = Graph()
    for number in range(count):
        graph.city(number)
        for other in range(number):
            graph.line(other, number)
    return graph


def ladder(count: int) -> Graph:
    """Two rows with rungs and some diagonals: what most carriers look like."""
    graph = Graph()
    for number in range(count):
        graph.city(number)
        if number > 1:
            graph.line(number - 2, number, LinkType="Fibre")
        if number % 2:
            graph.line(number - 1, number, LinkType="Fibre")
        if number % 5 == 4:
            graph.line(number - 4, number, LinkNote="Leased line, 2 x 155 Mbps")
    return graph


def changed(base: Graph, change: Callable[[Graph], None]) -> Graph:
    """A graph with something odd about it."""
    change(base)
    return base


def _self_loops(graph: Graph) -> None:
    graph.line(0, 0, LinkLabel="loop")
    graph.line(3, 3)


def _multi(graph: Graph) -> None:
    graph.line(0, 1, LinkLabel="second", LinkSpeedRaw="2500000000.0")
    graph.line(1, 0, LinkLabel="third")


def _no_places(graph: Graph) -> None:
    for values in graph.nodes.values():
        values.pop("Latitude")
        values.pop("Longitude")


def _few_places(graph: Graph) -> None:
    for number, values in graph.nodes.items():
        if number % 3:
            values.pop("Latitude")
            values.pop("Longitude")


def _bad_places(graph: Graph) -> None:
    graph.nodes[0]["Latitude"] = "nan"
    graph.nodes[1]["Latitude"] = "1e999"
    graph.nodes[2]["Longitude"] = "540.0"
    graph.nodes[3]["Latitude"] = "91.5"


def _one_place(graph: Graph) -> None:
    for values in graph.nodes.values():
        values["Latitude"], values["Longitude"] = "51.5", "-0.1"


def _date_line(graph: Graph) -> None:
    for number, values in graph.nodes.items():
        values["Longitude"] = f"{179.0 - number * 0.4 if number % 2 else -179.5 + number * 0.4:.3f}"


def _no_labels(graph: Graph) -> None:
    for number, values in graph.nodes.items():
        if number % 2:
            values.pop("label")


def _same_labels(graph: Graph) -> None:
    for values in graph.nodes.values():
        values["label"] = "None"


def _hyper(graph: Graph) -> None:
    size = len(graph.nodes)
    graph.nodes[size] = {"hyperedge": "1", "id": str(size), "type": "None"}
    for number in range(3):
        graph.line(size, number)


def _directed(graph: Graph) -> None:
    graph.edgedefault = "directed"
    graph.line(1, 0)


def _apart(graph: Graph) -> None:
    for number in (40, 41, 42):
        graph.city(number)
    graph.line(40, 41)


def _loose_ends(graph: Graph) -> None:
    graph.line(0, 999)


def _emergency(graph: Graph) -> None:
    words = ("Wireless carrier", "BCF 1", "ESRP", "ECRF", "State PSAP", "County PSAP 2", "Core router")
    for number, label in enumerate(words):
        graph.nodes[number]["label"] = label


def _odd_text(graph: Graph) -> None:
    graph.nodes[0]["label"] = "=cmd|' /C calc'!A0"
    graph.nodes[1]["label"] = "\u202egnp.exe"
    graph.nodes[2]["label"] = "two\nlines & <b>tags</b>"
    graph.nodes[3]["label"] = "x" * 5_000
    graph.nodes[4]["Country"] = "'; DROP TABLE nodes; --"


ZOO: dict[str, Callable[[], Graph]] = {
    "Abling": lambda: ring(11),
    "Bellway": lambda: ring(3),
    "Cestnet": lambda: star(20),
    "Dfnord": lambda: tree(54),
    "Eenet": lambda: mesh(9),
    "Funknet": lambda: ladder(40),
    "Garrow": lambda: changed(ladder(20), _self_loops),
    "Hibern": lambda: changed(ladder(20), _multi),
    "Iris": lambda: changed(ladder(30), _no_places),
    "Janett": lambda: changed(ladder(30), _few_places),
    "Karen": lambda: changed(ladder(12), _bad_places),
    "Litnet": lambda: changed(star(30), _one_place),
    "Missing": lambda: changed(ladder(14), _no_labels),
    "Noel": lambda: changed(ladder(14), _same_labels),
    "Oteglobe": lambda: changed(ladder(14), _hyper),
    "Pacific": lambda: changed(ladder(16), _date_line),
    "Quest": lambda: changed(ladder(20), _directed),
    "Renater": lambda: changed(ladder(20), _apart),
    "Sinet": lambda: changed(ladder(12), _loose_ends),
    "Twaren": lambda: changed(mesh(7), _emergency),
    "Uninett": lambda: changed(ladder(12), _odd_text),
    "Vlarge": lambda: ladder(720),
    "Wlarge": lambda: changed(tree(700), _no_places),
}
"""Twenty-three graphs by name."""
