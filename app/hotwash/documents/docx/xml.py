"""Builds elements of WordprocessingML (ISO/IEC 29500-1). Text goes in as text, so nothing typed becomes markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from docx.oxml.ns import NamespacePrefixedTag, qn
from docx.oxml.parser import oxml_parser

from hotwash.documents.text import clean

Node = Any
"""An lxml element; lxml ships no types."""


@cache
def _known(tag: str) -> tuple[str, dict[str, str]]:
    """A prefixed name as lxml wants it; a report has tens of thousands of elements of some forty names."""
    named = NamespacePrefixedTag(tag)
    return named.clark_name, named.nsmap


@cache
def _attribute(key: str) -> str:
    return qn(f"w:{key}")


def _element(tag: str) -> Node:
    name, spaces = _known(tag)
    return oxml_parser.makeelement(name, nsmap=spaces)


def w(tag: str, /, *kids: Node, **attributes: str) -> Node:
    """An element of the main namespace with attributes of the same: `w("jc", val="center")`."""
    made = _element(f"w:{tag}")
    for key, value in attributes.items():
        made.set(_attribute(key), value)
    for kid in kids:
        made.append(kid)
    return made


def node(tag: str, /, *kids: Node, **attributes: str) -> Node:
    """An element of another namespace, with attributes of none: `node("a:ext", cx="1")`."""
    made = _element(tag)
    for key, value in attributes.items():
        made.set(key, value)
    for kid in kids:
        made.append(kid)
    return made


def run(text: str, *looks: Node) -> Node:
    """Text as it was typed, cleaned, with a line break for each newline."""
    made = w("r", w("rPr", *looks)) if looks else w("r")
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            made.append(w("br"))
        made.append(_words(line))
    return made


def tab() -> Node:
    """A tabulator."""
    return w("r", w("tab"))


def paragraph(style: str, *kids: Node, looks: Iterable[Node] = ()) -> Node:
    """A paragraph in a style, named by its id; `looks` are properties beside the style, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *looks), *kids)


def field(instruction: str, shown: str, *looks: Node) -> list[Node]:
    """A field with the result that stands until somebody works it out anew."""
    told = w("instrText")
    told.text = f" {instruction} "
    told.set(qn("xml:space"), "preserve")
    parts = (w("fldChar", fldCharType="begin"), told, w("fldChar", fldCharType="separate"), _words(shown),
             w("fldChar", fldCharType="end"))  # fmt: skip
    return [w("r", *([w("rPr", *map(_copy, looks))] if looks else []), part) for part in parts]


def bold() -> Node:
    """Bold letters."""
    return w("b")


def size(points: float) -> Node:
    """Letters of a size; the format counts in half points."""
    return w("sz", val=str(round(points * 2)))


def twips(points: float) -> str:
    """Points in twentieths, as lengths are written."""
    return str(round(points * 20))


def _words(text: str) -> Node:
    made = w("t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def _copy(look: Node) -> Node:
    return look.__copy__()
