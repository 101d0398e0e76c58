"""A YAML text with other values in it: what did not change keeps its letters, its comments and its place.

Works on marked texts; knows no grammar. Style follows what stood there, or the neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hotwash.scenario.draft import Fields, Plain
from hotwash.scenario.marked import Marked
from hotwash.scenario.yaml_text import (
    WIDTH,
    after_key,
    entry,
    filled,
    flow_words,
    is_short,
    pair,
    same,
    scalar,
    with_comma,
    word,
)

Plan = Sequence[int | None]
"""For each new child of a list or mapping which old one it was; None for a new one."""
Planner = Callable[[Marked], Plan | None]
"""Says what the entries of a list were, where that is known; None where it is to be found by likeness."""
_COMMENT = re.compile(r"[ \t]+#[^\n\r]*")


class Splice:
    """One text being given other values. `planner` knows which entries are the same though they read otherwise."""

    def __init__(self, text: str, planner: Planner | None = None) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._planner = planner

    def whole(self, root: Marked, new: Fields, order: Sequence[str] = ()) -> str:
        """The whole text with another mapping at its root; new keys stand where `order` has them."""
        if same(root.plain, new):
            return self.text
        return self.text[: root.lead] + self._inside(root, new, order) + self.text[root.close :]

    def _inside(self, node: Marked, new: Plain, order: Sequence[str] = ()) -> str:
        """What stands from the lead of a value to its close, for another value of the same make that is not empty."""
        if node.is_mapping and isinstance(new, Fields):
            names = placed_keys([key.written for key in node.keys], new, order)
            old = {key.written: number for number, key in enumerate(node.keys)}
            plan: Plan = [old.get(name) for name in names]
            values = [new[name] for name in names]
        else:
            assert isinstance(new, tuple)
            names, values = [], list(new)
            known = self._planner(node) if self._planner is not None else None
            plan = alike([value.plain for value in node.values], new) if known is None else known
        return self._flow(node, names, values, plan) if node.flow else self._block(node, names, values, plan)

    def _block(self, node: Marked, names: Sequence[str], values: Sequence[Plain], plan: Plan) -> str:
        out = ""
        airy = self._airy(node)
        left = set(range(len(node.values))) - {number for number in plan if number is not None}
        for at, (value, was) in enumerate(zip(values, plan, strict=True)):
            if was is None:
                body = self._new_child(node, names[at] if names else "", value, plan, at)
                blank = airy and (not node.is_mapping or "\n" in body)
                lead = self.newline * (2 if blank else 1) + " " * node.column
            else:
                child = node.values[was]
                body = (
                    self.text[node.begins[was] : node.stops[was]]
                    if same(child.plain, value)
                    else self._child(node, was, value)
                )
                lead = self.text[node.child_lead(was) : node.begins[was]] or self.newline + " " * node.column
                lead = self._headings(node, was, left) + lead
            out += (self._first(node, was, lead) if at == 0 else lead) + body
        return out

    def _first(self, node: Marked, was: int | None, lead: str) -> str:
        """The lead of what comes first now: nothing where the list begins on the line of its key or hyphen."""
        if was == 0:
            return self.text[node.lead : node.begins[0]]
        comments = [line.strip() for line in lead.splitlines() if line.strip()]
        between = self.newline + " " * node.column
        if node.lead < node.begin:
            return between + "".join(comment + between for comment in comments)
        return "".join(comment + between for comment in comments)

    def _headings(self, node: Marked, was: int, left: set[int]) -> str:
        """Comments above entries that go but apart from them by a blank line: they head what follows too."""
        kept = ""
        for number in range(was - 1, -1, -1):
            if number not in left:
                break
            lines = self.text[node.child_lead(number) : node.begins[number]].replace("\r", "").split("\n")[1:-1]
            blanks = [at for at, line in enumerate(lines) if not line.strip()]
            heading = lines[: blanks[-1]] if blanks else []
            if any(line.strip() for line in heading):
                kept = "".join(self.newline + line for line in heading) + kept
        return kept

    def _airy(self, node: Marked) -> bool:
        """Whether blank lines stand between most children."""
        leads = [self.text[node.child_lead(number) : node.begins[number]] for number in range(1, len(node.values))]
        blank = [lead for lead in leads if re.match(r"\r?\n[ \t]*\r?\n", lead)]
        return (
            (len(leads) == 0 and node.column == 0 and node.is_mapping)
            or len(blank) * 2 > len(leads)
            or (node.column == 0 and node.is_mapping and bool(blank))
        )

    def _new_child(self, node: Marked, name: str, value: Plain, plan: Plan, at: int) -> str:
        if node.is_mapping:
            return pair(name, value, node.column, self.newline)
        return entry(value, node.column, flow=self._neighbour_is_flow(node, value, plan, at), newline=self.newline)

    def _neighbour_is_flow(self, node: Marked, value: Plain, plan: Plan, at: int) -> bool:
        near = [was for was in (*reversed(plan[:at]), *plan[at + 1 :]) if was is not None]
        siblings = [node.values[was] for was in near if node.values[was].is_mapping or node.values[was].is_list]
        if siblings:
            return siblings[0].flow
        every = [child for child in node.values if child.is_mapping or child.is_list]
        return every[0].flow if every else is_short(value)

    def _child(self, node: Marked, was: int, new: Plain) -> str:
        """An old child with another value."""
        begin, stop, value = node.begins[was], node.stops[was], node.values[was]
        if node.is_mapping and self.text[node.keys[was].end :].lstrip(" \t")[:1] != ":":
            return pair(node.keys[was].written, new, node.column, self.newline)
        if new and _of_one_make(value, new):
            return self.text[begin : value.lead] + self._inside(value, new) + self.text[value.close : stop]
        behind = self.text.find(":", node.keys[was].end) + 1 if node.is_mapping else begin + 1
        head = self.text[begin:behind]
        used = node.column + len(head.rpartition("\n")[2])
        between = self.text[behind : value.lead] if value.is_block else ""
        rest = self.text[value.close : stop]
        said = _COMMENT.search(between) or _COMMENT.match(rest)
        comment = said.group() if said is not None else self._header_comment(value)
        deeper = rest[_COMMENT.match(rest).end() :] if _COMMENT.match(rest) else rest  # type: ignore[union-attr]  # matched
        if isinstance(new, str) and not (value.is_mapping or value.is_list):
            behind_key = " " + scalar(new, node.column, used + 1, self.newline, value.style)
        else:
            behind_key = after_key(new, node.column, used, self.newline)
        return head + _commented(behind_key, comment) + deeper.rstrip(" \t")

    def _header_comment(self, value: Marked) -> str:
        if value.style not in ("|", ">"):
            return ""
        found = _COMMENT.search(self.text[value.begin : value.end].splitlines()[0])
        return found.group() if found is not None else ""

    def _flow(self, node: Marked, names: Sequence[str], values: Sequence[Plain], plan: Plan) -> str:
        pieces = [
            self._piece(node, names[at] if names else "", value, was)
            for at, (value, was) in enumerate(zip(values, plan, strict=True))
        ]
        gaps, ends = self._gaps(node)
        if list(plan) == list(range(len(node.values))):
            texts = [" ".join(words) for words in pieces]
            found = "".join(gap + text for gap, text in zip(gaps, texts, strict=True)) + gaps_end(self.text, node, ends)
            lines = (" " * node.column + found).splitlines()
            if all(len(line) <= WIDTH for line in lines) or "#" in "".join(gaps):
                return self._bracket(node) + found
        if any("#" in gap for gap in (*gaps, self.text[ends : node.end])):
            return self._line_by_line(node, pieces, plan, gaps)
        words = [each for at, piece in enumerate(pieces) for each in with_comma(piece, last=at == len(pieces) - 1)]
        words[0] = self._bracket(node) + words[0]
        words[-1] += self.text[node.end - 1]
        return filled(words, node.column, node.column + 1, self.newline)

    def _bracket(self, node: Marked) -> str:
        return self.text[node.begin]

    def _gaps(self, node: Marked) -> tuple[list[str], int]:
        """What stands before each child of a list or mapping in brackets, and where the last one ends."""
        gaps, at = [], node.begin + 1
        for number, value in enumerate(node.values):
            begin = node.keys[number].begin if node.is_mapping else value.begin
            gaps.append(self.text[at:begin])
            at = max(value.end, node.keys[number].end if node.is_mapping else 0)
        return gaps, at

    def _piece(self, node: Marked, name: str, value: Plain, was: int | None) -> list[str]:
        if was is not None:
            old = node.values[was]
            begin = node.keys[was].begin if node.is_mapping else old.begin
            if same(old.plain, value):
                return [self.text[begin : max(old.end, node.keys[was].end if node.is_mapping else 0)]]
            if value and _of_one_make(old, value):
                return [self.text[begin : old.begin] + self._inside(old, value)]
            if old.style in ("'", '"') and isinstance(value, str):
                return (
                    [self.text[begin : old.begin] + scalar(value, 0, -len(value), style=old.style)]
                    if (len(value) <= WIDTH // 2)
                    else self._named(node, name, value)
                )
        return self._named(node, name, value)

    def _named(self, node: Marked, name: str, value: Plain) -> list[str]:
        first, *rest = flow_words(value)
        return [f"{word(name, flow=True)}: {first}", *rest] if node.is_mapping else [first, *rest]

    def _line_by_line(self, node: Marked, pieces: list[list[str]], plan: Plan, gaps: list[str]) -> str:
        """Between brackets with comments: each child on a line of its own, with its comments."""
        indent = self.newline + " " * (node.column + 1)
        out = self._bracket(node)
        tails = [*gaps[1:], gaps_end(self.text, node, self._gaps(node)[1])[:-1]]
        for at, (piece, was) in enumerate(zip(pieces, plan, strict=True)):
            above = [] if was is None else _comments(gaps[was], behind=False)
            after = [] if was is None else _comments(tails[was], behind=True)
            out += "".join(indent + comment for comment in above)
            out += indent + " ".join(piece) + ("," if at < len(pieces) - 1 else "")
            out += "".join(" " + comment for comment in after)
        return out + indent + self.text[node.end - 1]


def gaps_end(text: str, node: Marked, at: int) -> str:
    """What stands behind the last child of a list or mapping in brackets, its bracket included."""
    return text[at : node.end]


def _comments(gap: str, *, behind: bool) -> list[str]:
    """The comment on the line where a gap begins, or those on lines of their own."""
    first, *rest = gap.splitlines() or [""]
    lines = [first.lstrip(", \t")] if behind else [line.strip() for line in rest]
    return [line for line in lines if line.startswith("#")]


def _of_one_make(node: Marked, new: Plain) -> bool:
    return bool(node.values) and (
        (node.is_mapping and isinstance(new, Fields)) or (node.is_list and isinstance(new, tuple))
    )


def _commented(text: str, comment: str) -> str:
    """A value with a comment: behind its first line where that is no text yet, else behind its last."""
    if not comment:
        return text
    first, line_end, rest = text.partition("\n")
    carriage = "\r" if first.endswith("\r") else ""
    header = first.strip() in ("", "|-", ">-")
    return first.rstrip("\r") + comment + carriage + line_end + rest if header else text + comment


def placed_keys(old: Sequence[str], new: Fields, order: Sequence[str] = ()) -> list[str]:
    """The keys of a new mapping: old ones in their order, each new one behind the one it follows in `order`."""
    names = [name for name in old if name in new]
    follows = [name for name in order if name in new] or list(new)
    for at, name in enumerate(follows):
        if name not in names:
            before = [names.index(other) for other in follows[:at] if other in names]
            names.insert(max(before) + 1 if before else 0, name)
    return names + [name for name in new if name not in names]


def alike(old: Sequence[Plain], new: Sequence[Plain]) -> Plan:
    """Which of the old entries each new one was: the same one, else the one of its id, else the one in its place."""
    free = dict.fromkeys(range(len(old)))
    plan: list[int | None] = [None] * len(new)
    places: dict[Plain, list[int]] = {}
    for number in reversed(free):
        places.setdefault(old[number], []).append(number)
    for at, value in enumerate(new):
        found = places.get(value)
        if found and same(old[found[-1]], value):
            free.pop(found[-1])
            plan[at] = found.pop()
    for at, value in enumerate(new):
        if plan[at] is None and isinstance(value, Fields) and "id" in value:
            named = next((n for n in free if _id(old[n]) == value["id"]), None)
            if named is not None:
                plan[at] = named
                del free[named]
    for at, value in enumerate(new):
        if plan[at] is None and at in free and type(old[at]) is type(value) and not _named_otherwise(old[at], value):
            plan[at] = at
            del free[at]
    return plan


def _id(value: Plain) -> Plain | None:
    return value.get("id") if isinstance(value, Fields) else None


def _named_otherwise(old: Plain, new: Plain) -> bool:
    """Whether both have an id, and not the same one, with little else alike: then one is no edit of the other."""
    if not isinstance(old, Fields) or not isinstance(new, Fields) or "id" not in old or "id" not in new:
        return False
    return sum(key in new and same(value, new[key]) for key, value in old.items()) * 2 < len(old)
