"""Drafts of nodes and links to entries of a scenario: ids, kinds, places, capacities; every decision is told.

Knows no format. What the file says is kept beside what it was taken for, so that nothing is lost by a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hotwash.catalogue import registry
from hotwash.domain.elements import Answering, Border, Element, Originating
from hotwash.domain.sentences import Sentence, say
from hotwash.scenario.exchange.context import Context
from hotwash.scenario.exchange.drafts import DraftLink, DraftNode, Drafts
from hotwash.scenario.exchange.entries import cell_of, keys_of
from hotwash.scenario.exchange.errors import NothingInIt, TooMuch
from hotwash.scenario.exchange.guessing import PLAIN_KIND, calls_over, fresh_id, is_id, kind_by_words
from hotwash.scenario.exchange.imported import Entry, Imported, Plain, Remarks, Report
from hotwash.scenario.exchange.needed import filled, next_steps
from hotwash.scenario.exchange.positions import placed
from hotwash.scenario.exchange.settle import attributes_of, fits, line_text, settled
from hotwash.scenario.problems import shown
from hotwash.scenario.shapes import Key

MOST_NODES = 5_000
MOST_LINKS = 20_000
_OWN_WAY = frozenset({"id", "kind", "name", "at", "a", "b", "attributes"})
"""Keys that are decided here one by one."""


def assembled(drafts: Drafts, context: Context, remarks: Remarks, file: str) -> Imported:
    """The entries of a file, with its report. Raises ExchangeError where there are none, or too many."""
    if not drafts.nodes and not drafts.there:
        raise NothingInIt(file, say("nodes"))
    if len(drafts.nodes) > MOST_NODES:
        raise TooMuch(file, MOST_NODES, say("elements"))
    if len(drafts.links) > MOST_LINKS:
        raise TooMuch(file, MOST_LINKS, say("links"))
    nodes = _once_each(drafts.nodes, remarks)
    taken = set(context.taken)
    ids = {node.key: _id(node.key, node.label, node.place, taken, remarks) for node in nodes}
    links = _usable(drafts.links, {**ids, **_same(drafts)}, remarks)
    elements = _elements(nodes, links, ids, context, remarks)
    kept, regions, policies = filled(elements, context, taken, remarks)
    knowing = context.knowing(**_groups(kept), region=_ids(regions), policy=_ids(policies))
    made = settled("elements", kept, knowing, remarks)
    there = {**_same(drafts), **{key: ident for key, ident in ids.items() if ident in _ids(made)}}
    lines = _lines(links, there, taken, drafts, knowing, remarks)
    _tell_counts(made, lines, remarks)
    summary = say(
        "{elements:,} of {nodes:,} nodes and {links:,} of {edges:,} links taken.",
        elements=len(made),
        nodes=len(drafts.nodes),
        links=len(lines),
        edges=len(drafts.links),
    )
    title = line_text(drafts.title) or file
    return Imported(
        title, Report(file, summary, remarks.lines(), next_steps(made, lines, context)), made, lines, policies, regions
    )


def _ids(entries: Sequence[Entry]) -> frozenset[str]:
    return frozenset(str(entry["id"]) for entry in entries)


def _same(drafts: Drafts) -> dict[str, str]:
    """Elements of the scenario that links may lead to, each under its own id."""
    return {key: key for key in drafts.there}


def _once_each(nodes: Sequence[DraftNode], remarks: Remarks) -> list[DraftNode]:
    met: set[str] = set()
    made = []
    for node in nodes:
        if node.key in met:
            remarks.left(node.place, say("a second node of this name"))
            continue
        met.add(node.key)
        made.append(node)
    return made


def _id(written: str, label: str, place: str, taken: set[str], remarks: Remarks) -> str:
    """The name in the file where it can be an id and is free; else one like it, and told."""
    ident = written
    if not is_id(written) or written in taken:
        ident = fresh_id(written, label, taken)
        remarks.guessed(
            place, say("{written} can't be an id here, so it is {ident}", written=shown(written), ident=ident)
        )
    taken.add(ident)
    return ident


def _usable(links: Sequence[DraftLink], ids: Mapping[str, str], remarks: Remarks) -> list[DraftLink]:
    made = []
    for link in links:
        missing = next((end for end in (link.a, link.b) if end not in ids), None)
        if missing is not None:
            remarks.left(link.place, say("the link leads to {end}, which is no node of the file", end=shown(missing)))
        elif link.a == link.b:
            remarks.left(link.place, say("the link leads back to where it begins, which carries no call"))
        else:
            made.append(link)
    return made


def _elements(
    nodes: Sequence[DraftNode],
    links: Sequence[DraftLink],
    ids: Mapping[str, str],
    context: Context,
    remarks: Remarks,
) -> list[tuple[str, dict[str, Plain]]]:
    exact = {node.key: spot for node in nodes if (spot := _exact_spot(node)) is not None}
    if len(exact) < len(nodes):
        pairs = [(link.a, link.b) for link in links if link.a in ids and link.b in ids]
        exact = {**placed(nodes, pairs, remarks), **exact}
    knowing = context.knowing(element=ids.values(), psap=ids.values(), border=ids.values(), origin=ids.values())
    made = []
    for node in nodes:
        kind = _kind(node, remarks)
        entry: dict[str, Plain] = {"kind": kind, "id": ids[node.key], "name": _name(node, remarks)}
        entry["at"] = exact[node.key]
        extra = _wishes(entry, node, keys_of("elements", kind), knowing, remarks)
        entry |= attributes_of((*extra, *node.kept), node.place, remarks, exact=node.exact)
        made.append((node.place, entry))
    return made


def _exact_spot(node: DraftNode) -> tuple[int, int] | None:
    """A place in whole map units that is believed."""
    key = next(key for key in keys_of("elements", PLAIN_KIND) if key.name == "at")
    found = cell_of(key.shape, node.wishes.get("at", ""))
    match found:
        case (int(x), int(y)):
            return (x, y)
        case _:
            return None


def _kind(node: DraftNode, remarks: Remarks) -> str:
    known = registry.elements()
    wished = node.wishes.get("kind", "").strip()
    if wished in known:
        return wished
    for text in (wished, node.hint, node.label, node.key):
        kind, words = kind_by_words(text, known)
        if kind:
            remarks.guessed(node.place, say("the kind is {kind}, by the words '{words}'", kind=kind, words=words))
            return kind
    remarks.guessed(node.place, say("the kind is {kind}, for no word tells another", kind=PLAIN_KIND))
    return PLAIN_KIND


def _name(node: DraftNode, remarks: Remarks) -> str:
    wished = node.wishes.get("name", "")
    if wished and line_text(wished.strip()) == " ".join(wished.split()):
        return wished
    name = line_text(wished or node.label)
    if not name:
        remarks.guessed(node.place, say("named after its id, for it has no label"))
        return line_text(node.key) or say("Without a name")
    if name != (wished or node.label):
        remarks.guessed(node.place, say("the name is {name}, so that it fits on one line", name=shown(name)))
    return name


def _wishes(
    entry: dict[str, Plain], draft: DraftNode | DraftLink, keys: Sequence[Key], context: Context, remarks: Remarks
) -> list[tuple[str, str]]:
    """Take what the file says under keys of scenario files; returns what can't stand there."""
    shapes = {key.name: key.shape for key in keys}
    others = []
    for name, text in draft.wishes.items():
        if name in _OWN_WAY or not text:
            continue
        value = cell_of(shapes[name], text) if name in shapes else None
        if value is not None and (name in ("region", "policy") or fits(shapes[name], value, context.known)):
            entry[name] = value
            continue
        others.append((name, text))
        kind = entry.get("kind", "link")
        why = say("kept as an attribute, for {text} can't stand under {name} of a {kind}", text=shown(text, 30),
                  name=name, kind=kind)  # fmt: skip
        remarks.guessed(draft.place, why)
    return others


def _lines(
    links: Sequence[DraftLink],
    ids: Mapping[str, str],
    taken: set[str],
    drafts: Drafts,
    context: Context,
    remarks: Remarks,
) -> tuple[Entry, ...]:
    both = {(link.a, link.b) for link in links}
    keys = keys_of("links")
    made: list[tuple[str, Entry]] = []
    for link in links:
        if link.a not in ids or link.b not in ids:
            remarks.left(link.place, say("an end of the link was left out"))
            continue
        a, b = ids[link.a], ids[link.b]
        entry: dict[str, Plain] = {"id": _link_id(link, a, b, taken, remarks), "a": a, "b": b}
        extra = _wishes(entry, link, keys, context, remarks)
        if link.bits > 0 and "capacity" not in entry:
            entry["capacity"] = calls_over(link.bits)
            remarks.guessed(
                link.place, say("{calls:,} calls at a time by its speed, at 80 kbit/s a call", calls=entry["capacity"])
            )
        if drafts.directed and "direction" not in entry:
            _direct(entry, link, both, remarks)
        entry |= attributes_of((*extra, *link.kept), link.place, remarks, exact=link.exact)
        made.append((link.place, entry))
    return settled("links", made, context, remarks)


def _link_id(link: DraftLink, a: str, b: str, taken: set[str], remarks: Remarks) -> str:
    if link.key:
        return _id(link.key, "", link.place, taken, remarks)
    ident = f"{a}--{b}"
    if len(ident) > 64 or ident in taken:
        ident = fresh_id(f"{a[:26]}-to-{b[:26]}" if len(ident) > 60 else ident.replace("--", "-to-"), "", taken)
    taken.add(ident)
    return ident


def _direct(entry: dict[str, Plain], link: DraftLink, both: set[tuple[str, str]], remarks: Remarks) -> None:
    """Where lines stand each way, each has its direction; else calls go both ways, or nobody could call back."""
    if (link.b, link.a) in both:
        entry["direction"] = "forward"
        remarks.taken(link.place, say("one way, for another link leads back"))
    else:
        remarks.guessed(link.place, say("calls go both ways, though the file gives one direction and none back"))


def _groups(elements: Sequence[tuple[str, Mapping[str, Plain]]]) -> dict[str, list[str]]:
    """Ids of new elements by the groups that may be referred to."""
    archetypes: dict[str, type[Element]] = {
        "element": Element, "psap": Answering, "border": Border, "origin": Originating,
    }  # fmt: skip
    kinds = registry.elements()
    return {
        group: [str(entry["id"]) for _, entry in elements if issubclass(kinds[str(entry["kind"])], archetype)]
        for group, archetype in archetypes.items()
    }


def _tell_counts(elements: Sequence[Entry], links: Sequence[Entry], remarks: Remarks) -> None:
    for kind, count in Counter(str(entry["kind"]) for entry in elements).items():
        remarks.taken("", _counted(count, str(registry.elements()[kind].title)))
    if links:
        remarks.taken("", say("{count:,} links", count=len(links)))
    names: dict[str, int] = {}
    for entry in (*elements, *links):
        found = entry.get("attributes", ())
        for one in found if isinstance(found, tuple) else ():
            if isinstance(one, Mapping):
                names[str(one["name"])] = names.get(str(one["name"]), 0) + 1
    for name, count in names.items():
        remarks.taken("", say("{name}: kept as an attribute of {count:,}", name=shown(name, 40), count=count))


def _counted(count: int, title: str) -> Sentence:
    return say("{count:,} of the kind {title}", count=count, title=title)
