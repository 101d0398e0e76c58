"""Elements and links as CSV, one row each under one header, to and from entries.

Columns with the names of keys of scenario files are those keys; every other column is kept as an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hotwash.domain.sentences import say, term
from hotwash.scenario.exchange.assemble import assembled
from hotwash.scenario.exchange.context import FRESH, Context
from hotwash.scenario.exchange.drafts import DraftLink, DraftNode, Drafts
from hotwash.scenario.exchange.entries import ATTRIBUTES, keys_by_name, number_of, text_of
from hotwash.scenario.exchange.errors import ColumnMissing
from hotwash.scenario.exchange.graphml import attributes_in
from hotwash.scenario.exchange.imported import Entry, Imported, Remarks
from hotwash.scenario.exchange.meanings import LABELS, link_draft, node_draft
from hotwash.scenario.exchange.tables import TableRow, TextTable, read_table, row_place, written_table
from hotwash.scenario.problems import shown

KEPT = "attribute: "
"""Before the title of a column that holds an attribute whose name is also that of a key."""
ENDS = (("a", "source", "from", "src", "node a", "end a"), ("b", "target", "to", "dst", "node b", "end b"))
_IDS = ("id", "key", "node", "node id")
_LATITUDE_WORDS = ("latitude", "lat", "longitude", "lon", "lng", "long")


def read_csv_network(
    elements: bytes, file: str, links: bytes | None = None, links_file: str = "", context: Context = FRESH
) -> Imported:
    """The network of a table of elements and, where given, of one of links. `file` and `links_file` are only names for
    sentences. Raises ExchangeError."""
    remarks = Remarks()
    nodes = _nodes(read_table(elements, file), file, remarks)
    edges: tuple[DraftLink, ...] = ()
    if links is not None:
        edges = _links(read_table(links, links_file), links_file, [node.key for node in nodes], remarks)
    return assembled(Drafts(title="", nodes=nodes, links=edges), context, remarks, file)


def read_csv_links(data: bytes, file: str, context: Context = FRESH) -> Imported:
    """The links of a table between elements that the scenario has, or else between elements made for their ends."""
    remarks = Remarks()
    edges = _links(read_table(data, file), file, (), remarks)
    keys = dict.fromkeys(end for link in edges for end in (link.a, link.b))
    known = context.known.get("element", ())
    there = tuple(key for key in keys if key in known)
    nodes = tuple(
        DraftNode(key=key, place=say("end {key}", key=shown(key, 30)), label=key) for key in keys if key not in there
    )
    return assembled(Drafts(title="", nodes=nodes, links=edges, there=there), context, remarks, file)


def _nodes(table: TextTable, file: str, remarks: Remarks) -> tuple[DraftNode, ...]:
    ident = table.column(*_IDS)
    if ident is None and table.column(*LABELS) is None:
        raise ColumnMissing(file, term("an id or a name"))
    made = []
    for number, row in enumerate(table.rows, start=1):
        wishes, values, kept = _split("elements", table, row, _IDS)
        x, y = number_of(wishes.pop("x", "")), number_of(wishes.pop("y", ""))
        key = (row.cells[ident].strip() if ident is not None else "") or wishes.get("name", "") or f"row-{number}"
        place = row_place(row)
        if x is not None and y is not None:
            wishes["at"] = f"{round(x)}; {round(y)}"
            if not (x.is_integer() and y.is_integer()):
                remarks.guessed(place, say("the place is rounded to whole map units"))
        draft = node_draft(key, place, tuple(values))
        kept_values = draft.kept
        if "name" not in wishes and draft.label:
            wishes["name"] = draft.label
        made.append(
            DraftNode(
                key=key, place=place, label=draft.label, hint=draft.hint, on_earth=draft.on_earth, drawn=draft.drawn,
                wishes=wishes, kept=(*kept_values, *kept), exact=True,
            )
        )  # fmt: skip
    return tuple(made)


def _links(table: TextTable, file: str, keys: Sequence[str], remarks: Remarks) -> tuple[DraftLink, ...]:
    columns = [table.column(*names) for names in ENDS]
    a, b = columns
    if a is None or b is None:
        raise ColumnMissing(file, term("both ends of a link (a and b)"))
    titles = tuple(table.header[column].strip().casefold() for column in (a, b))
    ident = table.column("id", "key", "link", "link id")
    by_label = {key.casefold(): key for key in keys}
    made = []
    for row in table.rows:
        ends = []
        for cell in (row.cells[a].strip(), row.cells[b].strip()):
            end = cell if cell in keys else by_label.get(cell.casefold(), cell)
            if end != cell:
                remarks.guessed(
                    row_place(row), say("{cell} is taken for {end}", cell=shown(cell, 30), end=shown(end, 30))
                )
            ends.append(end)
        wishes, values, kept = _split("links", table, row, (*titles, "id", "key", "link", "link id"))
        key = row.cells[ident].strip() if ident is not None else ""
        draft = link_draft(key, row_place(row), ends[0], ends[1], tuple(values))
        made.append(
            DraftLink(
                place=draft.place, a=draft.a, b=draft.b, key=key, bits=draft.bits, wishes=wishes,
                kept=(*draft.kept, *kept), exact=True,
            )
        )  # fmt: skip
    return tuple(made)


def _split(
    section: str, table: TextTable, row: TableRow, own: Sequence[str]
) -> tuple[dict[str, str], list[tuple[str, str]], list[tuple[str, str]]]:
    """Texts under keys of scenario files, values of other programs, and attributes that were kept before."""
    known = {*keys_by_name(section), *(("kind", "x", "y") if section == "elements" else ())} - {ATTRIBUTES, "at"}
    wishes: dict[str, str] = {}
    values: list[tuple[str, str]] = []
    kept: list[tuple[str, str]] = []
    for title, text in zip(table.header, row.cells, strict=False):
        plain = title.strip().casefold()
        if not text.strip() or plain in own:
            continue
        if title.startswith(KEPT):
            kept.append((title.removeprefix(KEPT), text))
        elif plain in known and plain not in wishes:
            wishes[plain] = text
        else:
            values.append((title.strip() or say("Column without a title"), text))
    return wishes, values, kept


def written_elements(elements: Iterable[Entry]) -> bytes:
    """A row for each element; `read_csv_network` gives the same entries back."""
    return _written("elements", list(elements), ("id", "kind", "name", "x", "y"))


def written_links(links: Iterable[Entry]) -> bytes:
    """A row for each link; `read_csv_network` gives the same entries back."""
    return _written("links", list(links), ("id", "a", "b"))


def _written(section: str, entries: Sequence[Entry], first: Sequence[str]) -> bytes:
    met = {key for entry in entries for key in entry}
    more = [key for key in keys_by_name(section) if key in met and key not in (*first, "at", ATTRIBUTES)]
    titles: list[tuple[str, int]] = []
    """Names of attributes, each as often as one entry has it."""
    for entry in entries:
        names = [name for name, _ in attributes_in(entry)]
        for place, name in enumerate(names):
            count = names[:place].count(name)
            if (name, count) not in titles:
                titles.append((name, count))
    rows = []
    for entry in entries:
        at = entry.get("at")
        x, y = at if isinstance(at, tuple) else ("", "")
        own = {**entry, "x": x, "y": y}
        kept: dict[tuple[str, int], str] = {}
        for name, text in attributes_in(entry):
            kept[name, sum(known[0] == name for known in kept)] = text
        rows.append([*(text_of(own[key]) if key in own else "" for key in (*first, *more)),
                     *(kept.get(title, "") for title in titles)])  # fmt: skip
    return written_table([*first, *more, *(f"{KEPT}{name}" for name, _ in titles)], rows)
