"""SNDlib XML (sndlib.zib.de) to entries: nodes with coordinates, links with capacity modules; demands are only told."""

from __future__ import annotations

from collections.abc import Iterator

from hotwash.domain.sentences import say
from hotwash.scenario.exchange.assemble import assembled
from hotwash.scenario.exchange.context import FRESH, Context
from hotwash.scenario.exchange.drafts import DraftLink, DraftNode, Drafts, Pairs
from hotwash.scenario.exchange.entries import number_of
from hotwash.scenario.exchange.errors import OtherFormat
from hotwash.scenario.exchange.imported import Imported, Remarks
from hotwash.scenario.exchange.meanings import earthly
from hotwash.scenario.exchange.xml_tree import Tag, read_xml
from hotwash.scenario.problems import shown

_UNITS = {"kbitpersec": 1e3, "mbitpersec": 1e6, "gbitpersec": 1e9, "kbit/s": 1e3, "mbit/s": 1e6, "gbit/s": 1e9}


def read_sndlib(data: bytes, file: str, context: Context = FRESH) -> Imported:
    """The network of an SNDlib XML file; `file` is only a name for sentences. Raises ExchangeError."""
    root = read_xml(data, file)
    if root.name != "network" or root.first("networkStructure") is None:
        raise OtherFormat(file, "SNDlib XML")
    remarks = Remarks()
    return assembled(_drafts(root, remarks), context, remarks, file)


def _drafts(root: Tag, remarks: Remarks) -> Drafts:
    nodes, links = root.first("networkStructure", "nodes"), root.first("networkStructure", "links")
    kind = "pixel" if nodes is None else nodes.attributes.get("coordinatesType", "geographical")
    unit = root.first("meta", "unit")
    factor = 0.0 if unit is None else _UNITS.get(unit.text.strip().casefold(), 0.0)
    if links is not None and links.inside and not factor:
        sentence = say("capacities have no unit in the file, so links have no limit; they are kept as attributes")
        remarks.guessed(say("line {line}", line=links.line), sentence)
    _tell_demands(root, remarks)
    for tag in root.each("meta"):
        remarks.left(say("line {line}", line=tag.line), say("the words about the file (meta)"))
    return Drafts(
        title=_title(root),
        nodes=() if nodes is None else tuple(_node(tag, kind) for tag in nodes.each("node")),
        links=() if links is None else tuple(_link(tag, factor) for tag in links.each("link")),
    )


def _title(root: Tag) -> str:
    for path in (("meta", "origin"), ("meta", "name")):
        tag = root.first(*path)
        if tag is not None and tag.text.strip():
            return tag.text.strip()
    return ""


def _tell_demands(root: Tag, remarks: Remarks) -> None:
    demands = root.first("demands")
    if demands is None or not demands.inside:
        return
    values = [number_of(text) or 0.0 for tag in demands.within("demandValue") for text in (tag.text,)]
    sentence = say(
        "{count:,} demands, {total:,.0f} in all: traffic between nodes, while emergency calls go from callers to PSAPs",
        count=len(list(demands.each("demand"))),
        total=sum(values),
    )
    remarks.left(say("line {line}", line=demands.line), sentence)


def _node(tag: Tag, kind: str) -> DraftNode:
    key = tag.attributes.get("id", "")
    x, y = (number_of(found.text) if (found := tag.first("coordinates", axis)) else None for axis in ("x", "y"))
    on_earth = earthly(x, y) if kind == "geographical" else None
    drawn = (x, y) if kind != "geographical" and x is not None and y is not None else None
    return DraftNode(
        key=key,
        place=say("node {id} (line {line})", id=shown(key, 30), line=tag.line),
        label=key,
        on_earth=on_earth,
        drawn=drawn,
        kept=tuple(_flat(tag, "")),
    )


def _link(tag: Tag, factor: float) -> DraftLink:
    ends = [found.text.strip() if (found := tag.first(name)) else "" for name in ("source", "target")]
    installed = tag.first("preInstalledModule", "capacity")
    modules = (installed, *(found.first("capacity") for found in tag.within("addModule")))
    capacities = [number_of(found.text) or 0.0 for found in modules if found is not None]
    bits = next((capacity for capacity in capacities if capacity > 0), 0.0) * factor
    place = say("link {id} (line {line})", id=shown(tag.attributes.get("id", ""), 30), line=tag.line)
    kept: Pairs = tuple(pair for pair in _flat(tag, "") if pair[0] not in ("source", "target"))
    return DraftLink(place=place, a=ends[0], b=ends[1], key=tag.attributes.get("id", ""), bits=bits, kept=kept)


def _flat(tag: Tag, before: str) -> Iterator[tuple[str, str]]:
    """Everything below a tag as names with dots and texts."""
    for inner in tag.inside:
        name = f"{before}{inner.name}"
        if inner.inside:
            yield from _flat(inner, f"{name}.")
        elif inner.text.strip():
            yield (name, inner.text.strip())
