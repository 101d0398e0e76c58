"""GraphML (graphml.graphdrawing.org) to and from entries: Internet Topology Zoo, yEd, NetworkX and Gephi files as they
are.

The file is read by its tags and not by NetworkX, whose reader follows undefused XML, refuses a whole file for one
hyper-edge and turns texts into numbers; a text that is kept must come out again as it went in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from hotwash.domain.sentences import say, term
from hotwash.scenario.exchange.assemble import assembled
from hotwash.scenario.exchange.context import FRESH, Context
from hotwash.scenario.exchange.drafts import DraftLink, DraftNode, Drafts, Pairs
from hotwash.scenario.exchange.entries import ATTRIBUTES, number_of, text_of
from hotwash.scenario.exchange.errors import OtherFormat
from hotwash.scenario.exchange.imported import Entry, Imported, Plain, Remarks
from hotwash.scenario.exchange.meanings import link_draft, node_draft
from hotwash.scenario.exchange.xml_tree import Tag, read_xml
from hotwash.scenario.problems import shown

OURS = "hotwash."
"""Before the name of each key that holds a field of ours."""
KEPT = "kept."
"""Before the id of each key that holds an attribute which another program gave."""
SHOWN = "shown."
"""Before the id of each key that tells other programs what stands in a field of ours."""
_TITLE = f"{SHOWN}graph.name"
_SPACE = "http://graphml.graphdrawing.org/xmlns"


@dataclass(frozen=True, slots=True)
class _Key:
    """What a `key` tag declares: for nodes or edges or both, its name, and the text where a thing has none."""

    id: str
    domain: str
    name: str
    default: str | None


def read_graphml(data: bytes, file: str, context: Context = FRESH) -> Imported:
    """The network of a GraphML file; `file` is only a name for sentences. Raises ExchangeError."""
    root = read_xml(data, file)
    if root.name != "graphml":
        raise OtherFormat(file, "GraphML")
    remarks = Remarks()
    return assembled(_Reader(root, remarks).drafts(), context, remarks, file)


class _Reader:
    """Goes through the graphs of one file; a graph within a node counts as a part of the one around it."""

    def __init__(self, root: Tag, remarks: Remarks) -> None:
        self._root, self._remarks = root, remarks
        self._keys = {key.id: key for tag in root.within("key") for key in (_key(tag),)}
        self._nodes: list[DraftNode] = []
        self._links: list[DraftLink] = []
        self._directed = False

    def drafts(self) -> Drafts:
        """Every node and edge of every graph, and the name of the first graph."""
        title = ""
        graphs = list(self._root.each("graph"))
        for number, graph in enumerate(graphs):
            if number:
                self._remarks.guessed(_line(graph), say("a further graph of the file is taken into the same network"))
            title = title or self._title(graph)
            self._graph(graph, within=False)
        return Drafts(title=title, nodes=tuple(self._nodes), links=tuple(self._links), directed=self._directed)

    def _title(self, graph: Tag) -> str:
        named = {key.name.casefold(): text.strip() for key, text in self._values(graph, "graph")}
        return named.get("network") or named.get("label") or named.get("name") or graph.attributes.get("id", "")

    def _graph(self, graph: Tag, *, within: bool) -> None:
        if graph.attributes.get("edgedefault") == "directed":
            self._directed = True
        if not within:
            for key, text in self._values(graph, "graph"):
                if text.strip() and text.strip() != self._title(graph):
                    self._remarks.left(_line(graph), say("{name} of the graph itself", name=shown(key.name, 40)))
        for tag in graph.inside:
            if tag.name == "node":
                self._node(tag)
            elif tag.name == "edge":
                self._edge(tag)
            elif tag.name == "hyperedge":
                self._remarks.left(_line(tag), say("a hyper-edge; draw it as a router with links"))

    def _node(self, tag: Tag) -> None:
        key = tag.attributes.get("id", "")
        place = say("node {id} (line {line})", id=shown(key, 30), line=tag.line)
        values = self._values(tag, "node")
        nested = list(tag.each("graph"))
        if nested:
            self._remarks.left(place, say("a group of nodes; what lies in it is taken, the group is not"))
            for graph in nested:
                self._graph(graph, within=True)
            return
        ours, kept, others = _sorted(values)
        if ours:
            self._nodes.append(DraftNode(key=key, place=place, wishes=ours, kept=kept, exact=True))
            return
        label, drawn = self._drawing(tag, place)
        if label and not any(name.casefold() == "label" for name, _ in others):
            others = (("label", label), *others)
        draft = node_draft(key, place, (*others, *kept), drawn)
        self._nodes.append(draft)

    def _edge(self, tag: Tag) -> None:
        a, b = tag.attributes.get("source", ""), tag.attributes.get("target", "")
        key = tag.attributes.get("id", "")
        place = say("edge {a} to {b} (line {line})", a=shown(a, 30), b=shown(b, 30), line=tag.line)
        ports = tuple((name, tag.attributes[name]) for name in ("sourceport", "targetport") if name in tag.attributes)
        ours, kept, others = _sorted(self._values(tag, "edge"))
        if ours:
            self._links.append(DraftLink(place=place, a=a, b=b, key=key, wishes=ours, kept=kept, exact=True))
            return
        self._drawing(tag, place)
        self._links.append(link_draft(key, place, a, b, (*ports, *others, *kept)))

    def _values(self, tag: Tag, domain: str) -> list[tuple[_Key, str]]:
        """What stands in the data of a tag, then the defaults of keys that it has no data for."""
        found: list[tuple[_Key, str]] = []
        met = set()
        for data in tag.each("data"):
            ident = data.attributes.get("key", "")
            key = self._keys.get(ident) or _Key(ident, domain, ident, None)
            met.add(key.id)
            if not data.inside:
                found.append((key, data.text))
        for key in self._keys.values():
            if key.default is not None and key.id not in met and key.domain in (domain, "all"):
                found.append((key, key.default))
        return found

    def _drawing(self, tag: Tag, place: str) -> tuple[str, tuple[float, float] | None]:
        """Label and middle of what yEd draws; the rest of its drawing is left out."""
        label, middle = "", None
        for data in tag.each("data"):
            if not data.inside:
                continue
            self._remarks.left(place, say("how another program draws it (colours, shapes, bends)"))
            label = label or next((" ".join(one.text.split()) for one in data.within("NodeLabel")), "")
            for box in data.within("Geometry"):
                sizes = [number_of(box.attributes.get(name, "")) for name in ("x", "y", "width", "height")]
                if sizes[0] is not None and sizes[1] is not None and middle is None:
                    middle = (sizes[0] + (sizes[2] or 0) / 2, sizes[1] + (sizes[3] or 0) / 2)
        return label, middle


def _key(tag: Tag) -> _Key:
    default = tag.first("default")
    ident = tag.attributes.get("id", "")
    name = tag.attributes.get("attr.name") or ident
    plain = default is not None and not default.inside and "attr.name" in tag.attributes
    return _Key(ident, tag.attributes.get("for", "all"), name, default.text if plain and default is not None else None)


def _sorted(values: Sequence[tuple[_Key, str]]) -> tuple[dict[str, str], Pairs, Pairs]:
    """Fields of ours, attributes that were kept before, and everything else; without what merely shows a field."""
    ours = {key.name.removeprefix(OURS): text for key, text in values if key.name.startswith(OURS)}
    kept = tuple((key.name, text) for key, text in values if key.id.startswith(KEPT))
    others = tuple(
        (key.name, text.strip()) for key, text in values
        if not key.name.startswith(OURS) and not key.id.startswith((KEPT, SHOWN))
    )  # fmt: skip
    if ours:
        return ours, (*kept, *others), ()
    return {}, kept, others


def _line(tag: Tag) -> str:
    return say("line {line}", line=tag.line)


def written_graphml(elements: Iterable[Entry], links: Iterable[Entry], title: str = "") -> bytes:
    """Elements and links as GraphML, UTF-8: every field under `hotwash.NAME`, attributes under their own names, and
    label and place once more as other programs know them. `read_graphml` gives the same entries back."""
    keys: dict[tuple[str, str, str], str] = {}
    body: list[str] = []
    for entry in elements:
        body.append(f"    <node id={_quoted(str(entry['id']))}>")
        body += (f"      {line}" for line in _data("node", _texts(entry), keys))
        body.append("    </node>")
    for entry in links:
        ends = f"source={_quoted(str(entry['a']))} target={_quoted(str(entry['b']))}"
        body.append(f"    <edge id={_quoted(str(entry['id']))} {ends}>")
        body += (f"      {line}" for line in _data("edge", _texts(entry), keys))
        body.append("    </edge>")
    declared = [
        f"  <key id={_quoted(ident)} for={_quoted(domain)} attr.name={_quoted(name)} attr.type="
        f'"{"double" if mark == SHOWN and name in ("x", "y") else "string"}"/>'
        for (domain, mark, name), ident in keys.items()
    ]
    named = [f"    <data key={_quoted(_TITLE)}>{escape(_legal(title))}</data>"] if title else []
    declared.insert(0, f'  <key id={_quoted(_TITLE)} for="graph" attr.name="name" attr.type="string"/>')
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{_SPACE}">', *declared,
              '  <graph edgedefault="undirected">', *named, *body, "  </graph>", "</graphml>", ""]  # fmt: skip
    return "\n".join(lines).encode("utf-8")


def _texts(entry: Entry) -> list[tuple[str, str, str]]:
    """Mark, name and text of everything that is said of one thing."""
    made = [(OURS, key, text_of(value)) for key, value in entry.items() if key not in ("id", "a", "b", ATTRIBUTES)]
    if "kind" not in entry:
        made.insert(0, (OURS, "kind", term("link")))
    if "name" in entry:
        made.append((SHOWN, "label", str(entry["name"])))
    at = entry.get("at")
    if isinstance(at, tuple):
        made += [(SHOWN, axis, text_of(value)) for axis, value in zip("xy", at, strict=True)]
    return made + [(KEPT, name, text) for name, text in attributes_in(entry)]


def attributes_in(entry: Entry) -> Pairs:
    """Names and texts of the attributes of an entry."""
    found: Plain = entry.get(ATTRIBUTES, ())
    listed = found if isinstance(found, tuple) else ()
    return tuple((str(one["name"]), str(one["text"])) for one in listed if isinstance(one, Mapping))


def _data(domain: str, texts: Iterable[tuple[str, str, str]], keys: dict[tuple[str, str, str], str]) -> list[str]:
    made = []
    for mark, name, text in texts:
        given = f"{OURS}{name}" if mark == OURS else name
        whole = (domain, mark, given)
        if whole not in keys:
            keys[whole] = f"{mark}{domain}.{len(keys)}" if mark != OURS else f"{domain}.{given}"
        made.append(f"<data key={_quoted(keys[whole])}>{escape(_legal(text))}</data>")
    return made


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """Without characters that XML 1.0 (2.2) can't hold."""
    return "".join(
        letter if letter in "\t\n" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
        else "\N{REPLACEMENT CHARACTER}" for letter in text
    )  # fmt: skip
